"""Who met whom, when, where: the meetings that the commitments and the people of an extraction belong to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from hakusho.records import digest
from hakusho.results.dimensions import Tables, every, frame_of, usual

_MONTH = len("2024-07")
_DAY = len("2024-07-28")


@dataclass(slots=True)
class _Told:
    """A meeting as one document tells of it."""

    name: str
    date: str  # EDTF down to the day; "" where there is none
    rows: list[dict[Hashable, Any]] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)

    @property
    def others(self) -> set[str]:
        """Who met Japan: one side of a meeting (米側) tells as much as both."""
        return self.parties - {"JP"}

    def identity(self, doc_id: str) -> str:
        """The same in every document that gives the name, the day or month and the parties; else of this one alone."""
        known = len(self.date) >= _MONTH and self.others
        return digest("meeting", self.name, self.date, *sorted(self.others), "" if known else doc_id)


def meeting_ids(tables: Tables) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The meeting of each row of `commitments` and of `people`, None where there is none.

    A meeting is a name, a day or month and those who met, in whatever document; where these are not all known, it is one
    document's. A person was at a meeting whose date governs the mention, whose name stands in its sentence, or of which
    its sentence tells a commitment; of several the one told nearest. One whose country is not among the parties was
    only spoken of.
    """
    said, people = tables["commitments"], tables["people"]
    told: dict[str, list[_Told]] = {}
    for doc_id, rows in said[said["meeting"].notna()].sort_values("start", kind="stable").groupby("doc_id", sort=True):
        told[str(doc_id)] = _of_one_document(rows.astype(object).to_dict("records"))
    identities = {
        row["record_id"]: meeting.identity(doc_id)
        for doc_id, meetings in told.items()
        for meeting in meetings
        for row in meeting.rows
    }
    attended = [_attended(person, told.get(person["doc_id"], [])) for person in people.to_dict("records")]
    return (
        pd.Series([identities.get(record_id) for record_id in said["record_id"]], index=said.index, dtype="str"),
        pd.Series(attended, index=people.index, dtype="str"),
    )


def meetings(tables: Tables) -> pd.DataFrame:
    """One row a meeting: name, date (EDTF) with earliest and latest, place, parties, `persons` (person_ids), documents,
    and how many commitments it has. `tables` are those with `meeting_id` in people and commitments."""
    met = dict(iter(tables["people"].groupby("meeting_id", sort=False)))
    found = []
    for meeting_id, rows in tables["commitments"].groupby("meeting_id", sort=True):
        who = met.get(meeting_id)
        found.append(
            {
                "meeting_id": meeting_id,
                "name": usual(rows["meeting"]),
                # the finest date that is told of it
                "date": max(rows["date"].dropna(), key=len, default=None),
                "earliest": rows["earliest"].max(),
                "latest": rows["latest"].min(),
                "place": usual(rows["place"]),
                "parties": every(party for parties in rows["parties"] for party in parties),
                "persons": [] if who is None else list(dict.fromkeys(who["person_id"])),
                "participants": [] if who is None else list(dict.fromkeys(who["full_name"])),
                "doc_ids": every(rows["doc_id"]),
                "commitments": len(rows),
            }
        )
    columns = ["meeting_id", "name", "date", "earliest", "latest", "place", "parties", "persons", "participants"]
    frame = frame_of(found, [*columns, "doc_ids", "commitments"])
    return frame.sort_values(["earliest", "name", "meeting_id"], na_position="last", ignore_index=True)


def _of_one_document(rows: Iterable[dict[Hashable, Any]]) -> list[_Told]:
    """The meetings that the commitments of a document, in reading order, tell of."""
    meetings: list[_Told] = []
    latest: dict[tuple[str, str], _Told] = {}
    for row in rows:
        key = (row["meeting"], "" if pd.isna(row["date"]) else str(row["date"])[:_DAY])
        others = set(row["parties"]) - {"JP"}
        meeting = latest.get(key)
        # 首脳会談 on one day may be several: with another partner another meeting begins.
        if meeting is None or (others and meeting.others and not others & meeting.others):
            meeting = next((m for m in meetings if (m.name, m.date) == key and others & m.others), None) or _Told(*key)
            if not meeting.rows:
                meetings.append(meeting)
            latest[key] = meeting
        meeting.rows.append(row)
        meeting.parties.update(row["parties"])
    return _dated(meetings)


def _dated(meetings: list[_Told]) -> list[_Told]:
    """Where a document dates a meeting of a name once, what it says without that date, or with less of it, is of it."""
    kept: list[_Told] = []
    for meeting in meetings:
        finer = [
            other
            for other in meetings
            if other.name == meeting.name
            and len(other.date) > len(meeting.date)
            and other.date.startswith(meeting.date)
            and (not meeting.others or not other.others or meeting.others & other.others)
        ]
        if len(finer) == 1:
            finer[0].rows += meeting.rows
            finer[0].parties |= meeting.parties
        else:
            kept.append(meeting)
    return kept


def _attended(person: Mapping[Hashable, Any], told: Iterable[_Told]) -> str | None:
    near: list[tuple[int, str]] = []
    for meeting in told:
        if not pd.isna(person["country"]) and meeting.parties and not _among(person["country"], meeting.parties):
            continue
        for row in meeting.rows:
            same_date = not pd.isna(person["date_id"]) and person["date_id"] == row["date_id"]
            if same_date or person["sentence"] == row["sentence"] or row["meeting"] in person["sentence"]:
                near.append((abs(row["start"] - person["start"]), meeting.identity(row["doc_id"])))
    return min(near)[1] if near else None


def _among(country: str, parties: set[str]) -> bool:
    """Whether a person of a country may have been there: it is named, or the parties are organizations (G7)."""
    return country in parties or not any(len(party) == 2 and party.isascii() and party.isalpha() for party in parties)
