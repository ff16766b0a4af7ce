"""Runs to paragraphs and tables, in the order they are read in: one column or more, boxes, charts beside text.

The order is that of T. M. Breuel, High performance document layout analysis (2003): what stands above goes first where
the two share a column; what stands left goes first where nothing between the two spans both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from hakusho.read.builder import Table
from hakusho.read.pdf.glyphs import Box, Run, box_of, with_marks

_LEADING = 1.05  # em; lines further apart are of different paragraphs
_WIDE_LEADING = 1.4  # em; the same where the sentence has not ended
_INDENT = 2.6  # em; by how much the left edge may move within a paragraph


@dataclass(slots=True)
class Item:
    """A paragraph (its runs, a line each) or a table, where it stands on the page."""

    box: Box
    lines: list[Run] = field(default_factory=list)
    table: Table | None = None


class Boxed(Protocol):
    @property
    def box(self) -> Box: ...


_B = TypeVar("_B", bound=Boxed)


def paragraphs(runs: Sequence[Run]) -> list[Item]:
    """Runs put together that follow each other in one column."""
    items: list[Item] = []
    rows = [with_marks(row) for row in rows_of(runs)]
    for row in rows:
        for run in row:
            above = _above(items, run, row)
            if above is None:
                items.append(Item(box_of(run), [run]))
            else:
                above.lines.append(run)
                x0, top, x1, bottom = above.box
                above.box = min(x0, run.x0), min(top, run.top), max(x1, run.x1), max(bottom, run.bottom)
    return items


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs at one height, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: ((r.top + r.bottom) / 2, r.x0)):
        middle = (run.top + run.bottom) / 2
        if rows and any(abs((r.top + r.bottom) / 2 - middle) < 0.35 * min(r.size, run.size) for r in rows[-1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda r: r.x0) for row in rows]


def _above(items: list[Item], run: Run, row: list[Run]) -> Item | None:
    """The paragraph that a run goes on with."""
    best: Item | None = None
    for item in reversed(items[-40:]):
        last = item.lines[-1]
        if not _shares_column(box_of(last), box_of(run)) or last.top >= run.top:
            continue
        if best is not None and best.lines[-1].bottom >= last.bottom:
            continue
        best = item
    if best is None:
        return None
    last = best.lines[-1]
    size = max(last.size, run.size)
    unfinished = last.text[-1] not in "。！？" and last.x1 > best.box[2] - 1.6 * size and last.x1 - last.x0 > 10 * size
    leading = _WIDE_LEADING if unfinished else _LEADING
    if run.top - last.bottom > leading * size or max(last.size, run.size) > 1.15 * min(last.size, run.size):
        return None
    if sum(1 for other in row if _shares_column(box_of(last), box_of(other))) > 1:
        return None  # one line above two columns
    first = best.lines[0]
    near = min(abs(run.x0 - last.x0), abs(run.x0 - first.x0), abs(run.x0 - best.box[0])) <= _INDENT * size
    centred = abs((run.x0 + run.x1) - (last.x0 + last.x1)) < size
    return best if near or centred else None


def _shares_column(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.3 * min(a[2] - a[0], b[2] - b[0])


def in_order(items: Sequence[_B]) -> list[_B]:
    """Items as they are read."""
    ordered = sorted(items, key=lambda i: (i.box[1], i.box[0]))
    n = len(ordered)
    boxes = _widened([item.box for item in ordered])
    before: list[set[int]] = [set() for _ in range(n)]  # what must be read before
    for i in range(n):
        for j in range(n):
            if i != j and _precedes(boxes, i, j):
                before[j].add(i)
    out: list[_B] = []
    left = list(range(n))
    done: set[int] = set()
    while left:
        # where boxes overlap there may be a circle: it is broken at the one that waits for the fewest
        nxt = min(left, key=lambda i: (len(before[i] - done), i))
        left.remove(nxt)
        done.add(nxt)
        out.append(ordered[nxt])
    return out


def _widened(boxes: list[Box]) -> list[Box]:
    """The boxes, a line that stands close above a wider box and has nothing beside it as wide as that: it is its title,
    and where that spans columns, it spans them too."""
    out = list(boxes)
    for i in range(len(out) - 1, -1, -1):
        a = out[i]
        height = a[3] - a[1]
        below = [c for c in out[i + 1 :] if a[3] - 1 <= c[1] < a[3] + 1.3 * height and _overlap(a, c)]
        if not below or height > 40:
            continue
        c = min(below, key=lambda c: c[1])
        wide = min(a[0], c[0]), a[1], max(a[2], c[2]), a[3]
        beside = any(
            k != i and _overlap(b, wide) and min(b[3], a[3]) - max(b[1], a[1]) > 0.2 * height
            for k, b in enumerate(boxes)
        )
        if not beside:
            out[i] = wide
    return out


def _precedes(boxes: list[Box], i: int, j: int) -> bool:
    a, b = boxes[i], boxes[j]
    if _overlap(a, b):
        return (a[1] + a[3], i) < (b[1] + b[3], j)
    if a[2] > b[0] + 0.5 * (b[2] - b[0]) or (a[0] + a[2]) >= (b[0] + b[2]):
        return False  # not left of it
    return not any(
        k not in (i, j) and _between(a, c, b) and _overlap(c, a) and _overlap(c, b) for k, c in enumerate(boxes)
    )


def _between(a: Box, c: Box, b: Box) -> bool:
    """Whether c stands in height between the two."""
    return (c[1] >= a[3] - 1 and c[3] <= b[1] + 1) or (c[1] >= b[3] - 1 and c[3] <= a[1] + 1)


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1
