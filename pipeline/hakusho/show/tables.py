"""A table's cells back in rows and columns, with headers that stand over several put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hakusho.records import CellRecord, TableRecord


@dataclass(frozen=True, slots=True)
class Header:
    """A header over `span` rows or columns."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class TableView:
    """A table to be drawn.

    `head` has a row for each level of column headers, outermost first. `row_heads` has for each row a header, or None
    where one from above reaches down to it, at each level. `body` has the cells; None where no cell stands.
    """

    table: TableRecord
    row_levels: int
    head: list[list[Header | None]]
    row_heads: list[list[Header | None]]
    body: list[list[CellRecord | None]]


def table_view(table: TableRecord, cells: Sequence[CellRecord]) -> TableView:
    """Draw up a table from its cells. A column's headers are those of its first cell, a row's likewise."""
    rows = max((c.row for c in cells), default=-1) + 1
    cols = max((c.col for c in cells), default=-1) + 1
    body: list[list[CellRecord | None]] = [[None] * cols for _ in range(rows)]
    col_paths: dict[int, list[str]] = {}
    row_paths: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda c: (c.row, c.col)):
        body[cell.row][cell.col] = cell
        col_paths.setdefault(cell.col, cell.col_headers)
        row_paths.setdefault(cell.row, cell.row_headers)
    columns = _level([col_paths.get(n, []) for n in range(cols)])
    heads = _level([row_paths.get(n, []) for n in range(rows)])
    levels = len(columns[0]) if columns else 0
    row_levels = len(heads[0]) if heads else 0
    head = [_runs(columns, level) for level in range(levels)]
    by_level = [_runs(heads, level) for level in range(row_levels)]
    row_heads = [[by_level[level][n] for level in range(row_levels)] for n in range(rows)]
    return TableView(table, row_levels, head, row_heads, body)


def _level(paths: list[list[str]]) -> list[tuple[str, ...]]:
    """All paths at one depth: a short one is filled up inward."""
    depth = max((len(path) for path in paths), default=0)
    return [(*path, *[""] * (depth - len(path))) for path in paths]


def _runs(paths: list[tuple[str, ...]], level: int) -> list[Header | None]:
    """The headers of a level in order; neighbours under one path share one, so that those after the first are None."""
    spans = [0] * len(paths)
    first = 0
    for n, path in enumerate(paths):
        innermost = level == len(path) - 1
        if innermost or n == 0 or path[: level + 1] != paths[n - 1][: level + 1]:
            first = n
        spans[first] += 1
    return [Header(path[level], n) if n else None for path, n in zip(paths, spans, strict=True)]
