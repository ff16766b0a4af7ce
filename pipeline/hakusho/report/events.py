"""What happened, in order of date: acts of agreements, and meetings at which something was agreed or said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hakusho.records import CommitmentRecord
from hakusho.report.lives import Act, Life
from hakusho.report.when import Key, begins


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with a date, and the commitments made at it, in order of the text."""

    name: str
    date: str
    place: str | None
    parties: tuple[str, ...]
    records: tuple[CommitmentRecord, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the chronology: an act of an agreement, or a meeting."""

    date: str
    what: tuple[Life, Act] | Meeting

    @property
    def key(self) -> tuple[Key, str, int, str]:
        when = begins(self.date) or (9999, 0, 0)
        if isinstance(self.what, Meeting):
            return (when, self.date, 1, self.what.name)
        return (when, self.date, 0, self.what[0].name)


def meetings(records: Iterable[CommitmentRecord]) -> list[Meeting]:
    """The meetings that commitments belong to, told apart by name and date; those without either are left out."""
    found: dict[tuple[str, str], list[CommitmentRecord]] = {}
    for record in records:
        if record.meeting and begins(record.date):
            found.setdefault((record.meeting, record.date or ""), []).append(record)
    return [
        Meeting(
            name,
            date,
            next((row.place for row in rows if row.place), None),
            tuple(sorted({party for row in rows for party in row.parties})),
            tuple(sorted(rows, key=lambda row: (row.doc_id, row.start, row.record_id))),
        )
        for (name, date), rows in sorted(found.items())
    ]


def chronology(found: Sequence[Life], commitments: Iterable[CommitmentRecord]) -> list[Event]:
    """All that was done and has a date, the earliest first."""
    acts = [
        Event(act.date, (life, act))
        for life in found
        for act in life.acts
        if act.status == "done" and act.date is not None and begins(act.date)
    ]
    return sorted([*acts, *(Event(meeting.date, meeting) for meeting in meetings(commitments))], key=lambda e: e.key)
