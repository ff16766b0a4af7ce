"""A text cut where records begin and end, so that each stretch knows every record that covers it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hakusho.records import CommitmentRecord, Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show. A commitment has two: its predicate, and what was agreed (`is_content`)."""

    start: int
    end: int
    record: Record
    is_content: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text, half-open, with the marks that cover it, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Marks:
    """The marks of records, in the order of the text. An empty span (an empty cell) has none."""

    def __init__(self, records: Iterable[Record]) -> None:
        found = []
        for record in records:
            found.append(Mark(record.start, record.end, record))
            if isinstance(record, CommitmentRecord) and record.content_start is not None and record.content_end:
                found.append(Mark(record.content_start, record.content_end, record, is_content=True))
        self._marks = sorted((m for m in found if m.end > m.start), key=_order)
        self._starts = [m.start for m in self._marks]
        self._longest = max((m.end - m.start for m in self._marks), default=0)

    def within(self, start: int, end: int) -> list[Mark]:
        """Those that share a character with the stretch."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [m for m in self._marks[first:last] if m.end > start]

    def segments(self, start: int, end: int) -> Iterator[Segment]:
        """The stretch cut at the borders of the marks, without gaps; marks may overlap as they like."""
        inside = self.within(start, end)
        borders = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
        waiting = inside[::-1]
        covering: list[Mark] = []
        for first, last in pairwise(borders):
            covering = [m for m in covering if m.end > first]
            while waiting and waiting[-1].start <= first:
                covering.append(waiting.pop())
            yield Segment(first, last, tuple(sorted(covering, key=_outermost_first)))


def _outermost_first(mark: Mark) -> tuple[bool, int, int, str]:
    return not mark.is_content, mark.start - mark.end, mark.start, mark.record.record_id


def _order(mark: Mark) -> tuple[int, int, str, bool]:
    return mark.start, mark.end, mark.record.record_id, mark.is_content
