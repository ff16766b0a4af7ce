"""Runs to paragraphs and tables, in the order they are read in: one column or more, boxes, charts beside text.

The order is that of T. M. Breuel, High performance document layout analysis (2003): what stands above goes first where
the two share a column; what stands left goes first where nothing between the two spans both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

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
    if len(ordered) < 2:
        return ordered
    before = _precedes(np.array(_widened([item.box for item in ordered])))
    waiting = before.sum(axis=0).astype(float)  # for how many others each waits
    out: list[_B] = []
    for _ in ordered:
        # where boxes overlap there may be a circle: it is broken at the one that waits for the fewest
        n = int(np.argmin(waiting))
        out.append(ordered[n])
        waiting -= before[n]
        waiting[n] = np.inf
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


def _precedes(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For each two boxes, whether the first is read before the second."""
    x0, top, x1, bottom = boxes.T
    shared = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0) > 1
    middle = top + bottom
    order = np.arange(len(boxes))
    higher = np.less.outer(middle, middle) | (np.equal.outer(middle, middle) & np.less.outer(order, order))
    left = np.less_equal.outer(x1, (x0 + x1) / 2) & np.less.outer(x0 + x1, x0 + x1)
    # k stands below i in its column, and above j in its: i and j are parted by it
    below = shared & np.greater_equal.outer(top, bottom - 1)
    above = shared & np.less_equal.outer(bottom, top + 1)
    parted = below.T.astype(np.float32) @ above.astype(np.float32) > 0
    before: NDArray[np.bool_] = (shared & higher) | (~shared & left & ~(parted | parted.T))
    np.fill_diagonal(before, False)
    return before


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1
