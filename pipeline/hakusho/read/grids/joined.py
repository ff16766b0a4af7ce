"""A table broken by a page is one table: the second part begins with the same header, or with none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import cached_property

from hakusho.read.grids.textlines import TextLine, plain
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.source import Grid

_CONTINUED = re.compile(r"[(（〔\[]?(?:続き|つづき|続|前(?:頁|ページ)の続き)[)）〕\]]?$")
_PAGE_NUMBER = re.compile(
    r"[-‐−–—―－ 　]{0,4}(?:p\.?|P\.?|頁)?[ 　]?[0-9０-９]{1,4}[ 　]?(?:頁|ページ)?[-‐−–—―－ 　]{0,4}"
)
_TOTAL = re.compile(r"合計|総計|総合計|総数|計")


def joined(text: str, lines: list[TextLine], grids: list[Grid]) -> list[Grid]:
    """The grids, with the parts of a broken table put together."""
    begins = [line.begin for line in lines]
    heads = running(lines)
    out: list[_Table] = []
    for grid in grids:
        table = _Table(text, grid)
        last = out[-1] if out else None
        if (
            last is not None
            and last.end <= grid.start
            and _is_rest(_between(lines, begins, last, grid), heads, last, table)
        ):
            last.go_on(table)
        else:
            out.append(table)
    return [table.whole() for table in out]


class _Table:
    """A table so far. It may go on over a hundred pages, so each part is looked at once."""

    def __init__(self, text: str, grid: Grid) -> None:
        self.text, self.first, self.end = text, grid, grid.end
        self.cells, self.notes = list(grid.cells), list(grid.notes)
        self.width = max(c.col + c.colspan for c in grid.cells)
        self.height = max(c.row + c.rowspan for c in grid.cells)
        self.parts = 1

    @cached_property
    def rows(self) -> list[list[tuple[int, str]]]:
        """The column and text of each cell, by rows."""
        rows: list[list[tuple[int, str]]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append((cell.col, plain(self.text[cell.start : cell.end])))
        return rows

    @cached_property
    def labels(self) -> set[str]:
        """The labels of the rows below the header."""
        return {self.label(row) for row in range(1, self.height)}

    def label(self, row: int) -> str:
        """The row's labels: what stands in its first columns."""
        columns = 2 if (self.first.n_header_cols or 1) > 1 else 1
        return "".join(text for col, text in self.rows[row] if col < columns)

    def heads(self, rest: _Table) -> int:
        """How many rows another part repeats."""
        head = 0
        while head < min(self.height, rest.height) - 1 and self.rows[head] == rest.rows[head]:
            head += 1
        return head

    def go_on(self, rest: _Table) -> None:
        """Put another part below, without the header that it repeats."""
        head = self.heads(rest)
        if self.first.n_header_rows is None and head:
            head = 1
        shift, before = self.height - head, self.height
        self.cells += [replace(c, row=c.row + shift, header=None) for c in rest.cells if c.row >= head]
        known = self.labels  # before the rows grow
        self.rows.extend(rest.rows[head:])
        self.notes += rest.notes
        self.height, self.end, self.parts = shift + rest.height, rest.end, self.parts + 1
        known.update(self.label(row) for row in range(before, self.height))

    def whole(self) -> Grid:
        """The grid of all parts."""
        if self.parts == 1:
            return self.first
        return replace(self.first, end=self.end, cells=tuple(self.cells), notes=tuple(self.notes))


def goes_on(between: list[TextLine], new_page: bool, heads: set[str]) -> bool:
    """Whether what stands between two parts of a table is only what a page break leaves there: page numbers, the head of
    the page, the caption again with （続き）, the unit."""
    page = new_page or any(map(_is_mark, between))
    again = any(_CONTINUED.search(plain(line.text)) for line in between) and len(between) <= 5
    for line in between:
        if _is_mark(line) or is_unit_line(line.text):
            continue
        short = again and len(line.text) <= 40 and "。" not in line.text
        if not (page and (short or plain(line.text) in heads)):
            return False
    return True


def _is_mark(line: TextLine) -> bool:
    return bool(_CONTINUED.search(plain(line.text)) or _PAGE_NUMBER.fullmatch(line.text))


def running(lines: list[TextLine]) -> set[str]:
    """Lines that stand more than once, as the heads of pages do."""
    counts = Counter(plain(line.text) for line in lines if not line.blank and len(line.text) <= 80)
    return {text for text, n in counts.items() if n > 1}


def _between(lines: list[TextLine], begins: list[int], first: _Table, second: Grid) -> list[TextLine]:
    """The lines with text between two tables."""
    after, before = bisect_left(begins, first.end), bisect_left(begins, second.start)
    return [line for line in lines[after:before] if not line.blank and line.end <= second.start]


def _is_rest(between: list[TextLine], heads: set[str], first: _Table, second: _Table) -> bool:
    begin, grid = first.first, second.first
    if begin.format != grid.format or first.width != second.width or grid.start - first.end > 2000:
        return False
    gap = first.text[first.end : grid.start]
    if not goes_on(between, "\f" in gap, heads):
        return False
    page = "\f" in gap or any(map(_is_mark, between))
    if grid.caption or _TOTAL.fullmatch(first.label(first.height - 1)):
        return False
    if first.rows[0] != second.rows[0]:
        return page and not grid.n_header_rows and grid.format in ("tsv", "flattened")
    head = first.heads(second)
    rest = [second.label(r) for r in range(head, second.height)]
    again = sum(1 for label in rest if label in first.labels and label)
    begun = bool(rest) and rest[0] == first.label(head)  # the labels begin anew: another table under the same header
    return (page and (not begun or 2 * again <= len(rest))) or again == 0
