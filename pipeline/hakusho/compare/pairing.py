"""Which record answers which gold item: by how far their spans overlap, one to one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hakusho.compare.gold import GoldItem
from hakusho.records import Record

Span = tuple[int, int]
Criterion = Callable[[GoldItem, Any], bool]
"""Whether a record of the item's type is right about it."""

LEAST_OVERLAP = 0.5
"""Of the union of two spans, how much they must share to be of one mention."""


def trimmed(start: int, end: int, text: str | None) -> Span:
    """The span without white space at its ends, where its text is known."""
    if not text or len(text) != end - start:
        return start, end
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def overlap(a: Span, b: Span) -> float:
    """What two spans share, as a part of what they cover together."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def gold_span(item: GoldItem) -> Span:
    return trimmed(item.start, item.end, item.text)


def record_span(record: Record) -> Span:
    return trimmed(record.start, record.end, record.text)


def touches(item: GoldItem, record: Record) -> bool:
    """Whether they share a character."""
    return min(item.end, record.end) > max(item.start, record.start)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The outcome over one document: pairs that count, gold items that nothing answers, records that answer nothing."""

    found: list[tuple[GoldItem, Record]]
    missed: list[GoldItem]
    extra: list[Record]


def pair(gold: Sequence[GoldItem], records: Sequence[Record], right: Criterion) -> Pairing:
    """Pair gold items with the records that are right about them, the closest spans first.

    Open items (`GoldItem.is_open`) are neither found nor missed, and a record that pairs with one, or is left over and
    touches one, is not an extra.
    """
    close = _close(gold, records)
    answered: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in close:
        if i not in answered and j not in used and right(gold[i], records[j]):
            answered[i] = j
            used.add(j)
    open_items = [item for item in gold if item.is_open]
    return Pairing(
        found=[(gold[i], records[j]) for i, j in sorted(answered.items()) if not gold[i].is_open],
        missed=[item for i, item in enumerate(gold) if i not in answered and not item.is_open],
        extra=[r for j, r in enumerate(records) if j not in used and not any(touches(o, r) for o in open_items)],
    )


def _close(gold: Sequence[GoldItem], records: Sequence[Record]) -> list[tuple[float, int, int]]:
    """All pairs that overlap enough, as (-overlap, gold index, record index), the closest first."""
    spans = [record_span(record) for record in records]
    by_start = sorted(range(len(records)), key=lambda j: records[j].start)
    starts = [records[j].start for j in by_start]
    longest = max((r.end - r.start for r in records), default=0)
    close = []
    for i, item in enumerate(gold):
        span = gold_span(item)
        for j in by_start[bisect_left(starts, item.start - longest) : bisect_right(starts, item.end)]:
            if touches(item, records[j]) and (share := overlap(span, spans[j])) >= LEAST_OVERLAP:
                close.append((-share, i, j))
    return sorted(close)
