"""The body of a table, and that of a table made of pairs: 名称 | 中央研究所 | 所在地 | 青波市."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from hakusho.extractors.tables.layout import Layout
from hakusho.extractors.tables.units import split_unit
from hakusho.read.source import GridCell


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A place in the body of a table: the cell that stands there, and its headers."""

    row: int
    col: int
    cell: GridCell
    row_headers: tuple[str, ...]
    col_headers: tuple[str, ...]
    unit: str | None  # of the column's or row's header


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a table."""

    cells: tuple[BodyCell, ...]
    n_rows: int
    n_cols: int
    titles: tuple[str, ...] = ()  # rows above the headers that speak of the whole table
    notes: tuple[str, ...] = ()  # rows below the body that do


def paired(layout: Layout) -> bool:
    """Whether the rows are pairs of a header and what it says, several beside each other."""
    if layout.header_rows or layout.grid.format != "html":
        return False
    return any(
        left is not None and right is not None and not left.header and right.header
        for row in layout.at
        for left, right in itertools.pairwise(row)
    )


def of_pairs(layout: Layout) -> Body:
    """The body of such a table: each cell under the headers directly to its left."""
    out: list[BodyCell] = []
    width = 0
    for r in range(layout.n_rows):
        path: list[str] = []
        unit: str | None = None
        seen: set[tuple[int, int]] = set()
        col = 0
        after = True  # a header that follows begins a new pair
        for c in range(layout.n_cols):
            cell = layout.at[r][c]
            if cell is None or (cell.row, cell.col) in seen:
                continue
            seen.add((cell.row, cell.col))
            if cell.header:
                bare, given = split_unit(layout.text(r, c))
                path = [*([] if after else path), bare]
                unit = given or (None if after else unit)
                after = False
            else:
                out.append(BodyCell(r, col, cell, tuple(part for part in path if part), (), unit))
                col += 1
                after = True
        width = max(width, col)
    return Body(tuple(out), layout.n_rows, width)
