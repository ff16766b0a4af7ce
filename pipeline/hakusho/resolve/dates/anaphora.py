"""What 同年, 翌月, 前日 go back to: the date said last, where that is one that the narrative can have come to."""

from __future__ import annotations

import re

from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.wanted import Wanted, any_year
from hakusho.resolve.document import Passage

_GOES_BEFORE = re.compile(r"前年度?に(?:引き?)?続")
_HISTORY = 10  # years since when something has gone on: 1945年以来の技術
_LONG_AGO = 3  # years before a document of one day that its narrative does not stand in


def gone_back_to(memory: Memory, reference: Reference, passage: Passage, start: int, wanted: Wanted) -> Seen | None:
    """The antecedent of an anaphor at `start`, None where it counts from the document's own time.

    Of one that tells of the past it is no date that lies ahead of the document (任期は2021年2月5日まで).
    """

    def passed_over(entry: Seen) -> bool:
        since = entry.open_since and reference.year is not None and reference.year - entry.last.year >= _HISTORY
        return since or reference.is_ahead(entry.last, passage, start)

    last = memory.antecedent(passage, start, wanted, passed_over) or memory.antecedent(passage, start, wanted)
    if wanted is not any_year or not passage.text.startswith("前", start):
        return last
    if (last is None or last.passage is not passage) and named_after(passage, start):
        return None
    if last is None:
        return last
    return None if _names_a_year_long_past(last, reference) and _said_before(last, passage, start) else last


def named_after(passage: Passage, start: int) -> Point | None:
    """The year that a sentence goes on to tell of after it has begun with the one before it: 前年に引き続き、平成18年の死者は."""
    first, last = passage.sentence_span(start)
    if start != first or not _GOES_BEFORE.match(passage.text, start):
        return None
    points = (m.fields["reading"].start for m in passage.mentions.of("dates") if start < m.start < last)
    point: Point | None = next((p for p in points if p is not None), None)
    told = point is not None and (point.west is not None or point.era is not None)
    return point if told else None


def _names_a_year_long_past(entry: Seen, reference: Reference) -> bool:
    """Whether a year only tells which thing is meant, in a document of one day years later: 2008年の危機のような."""
    now = reference.moment
    long_past = now is not None and now.day is not None and now.year - entry.last.year >= _LONG_AGO
    return long_past and entry.whole_year and entry.attributive


def _said_before(entry: Seen, passage: Passage, start: int) -> bool:
    """Whether a date stands in an earlier sentence."""
    return entry.passage is not passage or entry.draft.end <= passage.sentence_span(start)[0]
