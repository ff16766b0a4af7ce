"""A table broken by a page is one table: the second part begins with the same header, or with none."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from hakusho.read.grids.textlines import TextLine, plain
from hakusho.read.source import Grid, GridCell

_CONTINUED = re.compile(r"[(（〔\[]?(?:続き|つづき|続|前(?:頁|ページ)の続き)[)）〕\]]?$")
_PAGE_NUMBER = re.compile(r"[-‐−–— 　]{0,4}(?:p\.?|P\.?|頁)?[ 　]?[0-9０-９]{1,4}[ 　]?(?:頁|ページ)?[-‐−–— 　]{0,4}")
_TOTAL = re.compile(r"合計|総計|総合計|総数|計")
_UNIT = re.compile(r"[(（\[［【]?単位[:：]?.{1,20}")


def joined(text: str, lines: list[TextLine], grids: list[Grid]) -> list[Grid]:
    """The grids, with the parts of a broken table put together."""
    begins = [line.begin for line in lines]
    out: list[Grid] = []
    for grid in grids:
        last = out[-1] if out else None
        if (
            last is not None
            and last.end <= grid.start
            and _is_rest(text, _between(lines, begins, last, grid), last, grid)
        ):
            out[-1] = _together(text, last, grid)
        else:
            out.append(grid)
    return out


def _between(lines: list[TextLine], begins: list[int], first: Grid, second: Grid) -> list[TextLine]:
    """The lines with text between two tables."""
    after, before = bisect_left(begins, first.end), bisect_left(begins, second.start)
    return [line for line in lines[after:before] if not line.blank and line.end <= second.start]


def _is_rest(text: str, between: list[TextLine], first: Grid, second: Grid) -> bool:
    if first.format != second.format or _width(first) != _width(second) or second.start - first.end > 2000:
        return False
    page = "\f" in text[first.end : second.start]
    for line in between:
        if _CONTINUED.search(plain(line.text)) or _PAGE_NUMBER.fullmatch(line.text):
            page = True
        elif not _UNIT.fullmatch(plain(line.text)):
            return False
    if second.caption or _TOTAL.fullmatch(_label(text, first, _height(first) - 1)):
        return False
    same = _row(text, first, 0) == _row(text, second, 0)
    if not same:
        return page and not second.n_header_rows and second.format in ("tsv", "flattened")
    labels = {_label(text, first, r) for r in range(1, _height(first))}
    rest = [_label(text, second, r) for r in range(1, _height(second))]
    again = sum(1 for label in rest if label in labels and label)
    return (page and 2 * again <= len(rest)) or again == 0


def _together(text: str, first: Grid, second: Grid) -> Grid:
    head = 0
    while head < min(_height(first), _height(second)) - 1 and _row(text, first, head) == _row(text, second, head):
        head += 1
    if first.n_header_rows is None and head:
        head = 1
    shift = _height(first) - head
    rest = [replace(c, row=c.row + shift, header=None) for c in second.cells if c.row >= head]
    cells: tuple[GridCell, ...] = (*first.cells, *rest)
    return replace(first, end=second.end, cells=cells, notes=(*first.notes, *second.notes))


def _width(grid: Grid) -> int:
    return max(c.col + c.colspan for c in grid.cells)


def _height(grid: Grid) -> int:
    return max(c.row + c.rowspan for c in grid.cells)


def _row(text: str, grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(c.col, plain(text[c.start : c.end])) for c in grid.cells if c.row == row]


def _label(text: str, grid: Grid, row: int) -> str:
    """The row's labels: what stands in its first columns."""
    cells = [c for c in grid.cells if c.row == row and c.col <= 1 and (c.col == 0 or (grid.n_header_cols or 1) > 1)]
    return "".join(plain(text[c.start : c.end]) for c in cells)
