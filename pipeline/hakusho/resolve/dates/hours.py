"""A time of day alone: its day, and the half of the day where the time before has told it (午後1時から…、1時45分に)."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory, same_text
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.resolved import Resolved, Unresolved, checked
from hakusho.resolve.dates.wanted import has_day
from hakusho.resolve.document import Draft, Passage

_ASIDE = ("footnote", "reference")
_HABITUAL = re.compile(r"受付|営業|開庁|開館|毎日|平日|時間帯")
_HALF = re.compile(r"午前|午後|朝|昼|夕|夜|未明")
_NOON = 12


def hour_of(point: Point, draft: Draft, memory: Memory, reference: Reference) -> Resolved:
    """The moment of a time of day without a day. Raises Unresolved."""
    passage, start = draft.passage, draft.start
    if _HABITUAL.search(passage.text):
        raise Unresolved("an hour of every day, not of one")
    if draft.rule == "dates.clock_of_cell" and not any(has_day(s.last) for s in memory.row(passage)):
        raise Unresolved("a ratio or a length, as its row tells of no day")
    entry = memory.antecedent(passage, start, has_day)
    if entry is not None and passage.kind in _ASIDE and not same_text(entry.passage, passage):
        raise Unresolved("a note that names no day")
    day = entry.last if entry is not None else reference.moment
    if day is None or day.day is None:
        raise Unresolved("no day to read the time against")
    hour = point.hour
    if hour is not None and not _HALF.search(draft.text) and _goes_on_after_noon(hour, passage, start, memory):
        hour += _NOON
    fields = {"resolution": "anaphoric", "anchor_id": entry.draft} if entry is not None else {"resolution": "document"}
    return checked(replace(day, hour=hour, minute=point.minute), fields)


def _goes_on_after_noon(hour: int, passage: Passage, start: int, memory: Memory) -> bool:
    """Whether the time before it in the text is one of 午後 by the clock of twelve hours, and not later than it."""
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    before = next((s for s in said if s.last.hour is not None), None)
    if before is None or before.last.hour is None or not _NOON <= before.last.hour <= hour + _NOON < 2 * _NOON:
        return False
    return hour < _NOON and f"{before.last.hour}時" not in before.draft.text
