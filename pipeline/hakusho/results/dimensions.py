"""Who and what across the records: persons and their offices, instruments and their lives.

Each function takes the tables of an extraction and gives a table with one row for each thing, in an order that depends
on the records alone. What they say is what the records say, put together; nothing is looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from hakusho.records import digest

Tables = Mapping[str, pd.DataFrame]

DIMENSIONS = {
    "persons": "person_id",
    "offices": "office_id",
    "instruments": "agreement_id",
    "meetings": "meeting_id",
}
"""The derived tables, each with its key."""

_TERMS = ["title", "country", "organization", "first", "last", "mentions"]


def offices(tables: Tables) -> pd.DataFrame:
    """The offices each person is named with: person_id, title, country, organization, `first` and `last`, `mentions`.

    `first` and `last` are the first and last day of the dates that govern the mentions: between them the corpus attests
    that the person held the office. 前 and 元 say that the office is over, so they attest no day; 当時 does.
    """
    people = tables["people"]
    people = people[people["title"].notna()]
    past = people["former"].astype(bool) & ~people["sentence"].str.contains("当時", regex=False)
    people = people.assign(
        first=people["earliest"].mask(past), last=people["latest"].fillna(people["earliest"]).mask(past)
    )
    keys = ["person_id", "title", "country", "organization"]
    rows = (
        people.groupby(keys, dropna=False, sort=False)
        .agg(first=("first", "min"), last=("last", "max"), mentions=("record_id", "size"))
        .reset_index()
        .sort_values(["person_id", "first", "title", "country", "organization"], na_position="last", ignore_index=True)
    )
    identity = [digest(*("" if pd.isna(part) else str(part) for part in row)) for row in rows[keys].to_numpy()]
    rows.insert(0, "office_id", identity)
    return rows


def persons(tables: Tables, held: pd.DataFrame) -> pd.DataFrame:
    """One row a person: name, other `names`, `countries`, `offices` (dicts of `offices`), first and last day, mentions."""
    by_person = dict(iter(held.groupby("person_id", sort=False)))
    found = []
    for person_id, rows in tables["people"].groupby("person_id", sort=True):
        name = usual(rows["full_name"])
        has = by_person.get(person_id)
        found.append(
            {
                "person_id": person_id,
                "name": name,
                "names": _others(rows["name"], name),
                "countries": every(rows["country"]),
                "offices": [] if has is None else [_plain(row) for row in has[_TERMS].to_dict("records")],
                "first": rows["earliest"].min(),
                "last": rows["latest"].max(),
                "mentions": len(rows),
            }
        )
    columns = ["person_id", "name", "names", "countries", "offices", "first", "last", "mentions"]
    return frame_of(found, columns)


def instruments(tables: Tables) -> pd.DataFrame:
    """One row an instrument: name, aliases, kind, parties, `life` (its acts in order of their dates), statements.

    An act of `life` is a dict of act, status, date (EDTF), earliest, and the record_id of the statement that stands for
    it; several statements of one act on one date are one entry. Acts without a date come last.
    """
    found = []
    for agreement_id, rows in tables["agreements"].groupby("agreement_id", sort=True):
        name = usual(rows["name"])
        names = [*rows["name"], *(alias for aliases in rows["aliases"] for alias in aliases)]
        acts = rows.sort_values(["earliest", "doc_id", "start"], na_position="last", kind="stable")
        acts = acts.drop_duplicates(["act", "status", "date"])
        found.append(
            {
                "agreement_id": agreement_id,
                "name": name,
                "aliases": _others(names, name),
                "kind": usual(rows["kind"]),
                "parties": every(party for parties in rows["parties"] for party in parties),
                "life": [
                    _plain(act)
                    for act in acts[["act", "status", "date", "earliest", "record_id"]]
                    .astype(object)
                    .to_dict("records")
                ],
                "first": rows["earliest"].min(),
                "last": rows["latest"].max(),
                "statements": len(rows),
            }
        )
    columns = ["agreement_id", "name", "aliases", "kind", "parties", "life", "first", "last", "statements"]
    return frame_of(found, columns)


def usual(values: Iterable[Any]) -> Any:
    """The value most rows have; of several the longest, then the first in order. None where there is none."""
    counts = Counter(value for value in values if not pd.isna(value))
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def every(values: Iterable[Any]) -> list[Any]:
    """All values but missing ones, each once, sorted."""
    return sorted({value for value in values if not pd.isna(value)})


def _others(values: Iterable[Any], name: Any) -> list[Any]:
    return [value for value in every(values) if value != name]


def _plain(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """A row as plain Python values: None for nothing, dates for days."""
    return {
        str(key): None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value
        for key, value in row.items()
    }


def frame_of(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    """Rows as a frame with these columns, the days in it as datetime64, also where there are no rows."""
    frame = pd.DataFrame(rows, columns=columns)
    for name in ("first", "last", "earliest", "latest"):
        if name in frame:
            frame[name] = frame[name].astype("datetime64[ms]")
    return frame
