"""HTML tables in a text, with the offsets of every cell's content.

An HTML library gives a tree without offsets, so the tags are read here, after the rules of HTML5 for tables (WHATWG,
13.2.6.4.9 and following): end tags of rows and cells may be left out, a row opens without a section, a table in a cell
is a table of its own, text between cells belongs to no cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from hakusho.read.grids.textlines import plain, trimmed
from hakusho.read.limits import check_size
from hakusho.read.source import Grid, GridCell, Span

_TAG = re.compile(
    r"<!--|<(/?)(table|caption|thead|tbody|tfoot|tr|td|th)(?=[\s/>])"
    r"((?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,1000}+)>",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"\b(rowspan|colspan)\s{0,5}=\s{0,5}[\"']?\s{0,5}(\d{1,12})", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--[^>]{0,2000}>")
_LINK = re.compile(r"<a\b[^<>]{0,2000}>.{0,2000}?</a>", re.IGNORECASE | re.DOTALL)
_MAX_SPAN = {"rowspan": 65534, "colspan": 1000}  # as in HTML5
_END_OF_OPEN = re.compile(r"\n[ \t\u3000]*\n|\n#")  # where a cell ends that nothing closes


@dataclass(slots=True)
class _Cell:
    start: int
    header: bool
    rowspan: int
    colspan: int
    end: int = -1
    inner: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    start: int
    rows: list[list[_Cell]] = field(default_factory=list)
    head_rows: int = 0
    in_head: bool = False
    cell: _Cell | None = None
    row_open: bool = False
    caption: Span | None = None
    caption_start: int | None = None

    def close_cell(self, at: int) -> None:
        if self.cell is not None:
            self.cell.end = at
            self.cell = None
        if self.caption_start is not None:
            self.caption, self.caption_start = (self.caption_start, at), None

    def open_row(self) -> None:
        self.rows.append([])
        self.row_open = True
        if self.in_head and self.head_rows == len(self.rows) - 1:
            self.head_rows += 1


def html_grids(text: str) -> list[Grid]:
    """The HTML tables of a text, a table in a cell after the one it stands in. Raises RejectedDocument for a table of
    more cells than `limits.max_cells`."""
    if "<table" not in text and "<table" not in text.lower():
        return []
    found: list[tuple[_Table, int]] = []
    stack: list[_Table] = []
    last = 0
    for match in _tags(text):
        name, closing = match[2].lower(), bool(match[1])
        if name == "table" and not closing:
            if stack and stack[-1].cell is None:
                _finish(stack, found, match.start())  # a table between the cells of another: that one was left open
            stack.append(_Table(match.start()))
        elif stack:
            table = stack[-1]
            if name == "table":
                _finish(stack, found, match.start(), match.end())
            else:
                _element(table, name, closing, match)
        last = match.end()
    while stack:
        table = stack[-1]
        if table.cell is not None and (stop := _END_OF_OPEN.search(text, last)):
            _finish(stack, found, stop.start())
        else:
            _finish(stack, found, len(text) if table.cell is not None else last)
    grids = [grid for table, end in found if (grid := _grid(text, table, end)) is not None]
    return sorted(grids, key=lambda g: (g.start, -g.end))


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of tables, outside comments; a comment that does not end is none."""
    at, last_end = 0, text.rfind("-->")
    while match := _TAG.search(text, at):
        if match[2] is not None:
            yield match
        elif match.end() <= last_end:
            at = text.find("-->", match.end()) + 3
            continue
        at = match.end()


def _finish(stack: list[_Table], found: list[tuple[_Table, int]], content_end: int, end: int | None = None) -> None:
    table = stack.pop()
    table.close_cell(content_end)
    end = content_end if end is None else end
    found.append((table, end))
    if stack and stack[-1].cell is not None:
        stack[-1].cell.inner.append((table.start, end))


def _element(table: _Table, name: str, closing: bool, tag: re.Match[str]) -> None:
    if closing:
        if name in ("td", "th", "caption"):
            table.close_cell(tag.start())
        elif name == "tr":
            table.close_cell(tag.start())
            table.row_open = False
        else:
            table.close_cell(tag.start())
            table.row_open = table.in_head = False
        return
    table.close_cell(tag.start())
    if name == "caption":
        table.caption_start = tag.end()
    elif name in ("thead", "tbody", "tfoot"):
        table.row_open, table.in_head = False, name == "thead"
    elif name == "tr":
        table.open_row()
    else:
        if not table.row_open:
            table.open_row()
        spans = {"rowspan": 1, "colspan": 1}
        for attribute in _SPAN.finditer(tag[3] or ""):
            spans[attribute[1].lower()] = span(attribute[1].lower(), attribute[2])
        table.cell = _Cell(tag.end(), name == "th", spans["rowspan"], spans["colspan"])
        table.rows[-1].append(table.cell)


def span(name: str, value: str) -> int:
    """The value of `rowspan` or `colspan` as HTML5 reads it: 1 where it is no number, 0 rows reach to the table's end."""
    match = re.match(r"\s{0,9}\+?(\d{1,12})", value)
    number = int(match[1]) if match else 1
    if number == 0 and name == "rowspan":
        number = _MAX_SPAN[name]
    return max(1, min(number, _MAX_SPAN[name]))


def _grid(text: str, table: _Table, end: int) -> Grid | None:
    rows = [row for row in table.rows if row]
    head = sum(1 for row in table.rows[: table.head_rows] if row)
    if len(rows) < 2 or _is_layout(text, rows):
        return None
    cells = _placed(text, rows, head)
    if max(c.col for c in cells) < 1:
        return None
    caption = trimmed(text, *table.caption) if table.caption else None
    if caption and caption[0] == caption[1]:
        caption = None
    return Grid("html", table.start, end, tuple(cells), n_header_rows=head or None, caption=caption)


def _placed(text: str, rows: list[list[_Cell]], head: int) -> list[GridCell]:
    out = []
    for at in positions(rows):
        start, stop = trimmed(text, at.cell.start, at.cell.end)
        header = True if at.cell.header or at.row < head else None
        out.append(GridCell(at.row, at.col, start, stop, at.rowspan, at.colspan, header, tuple(at.cell.inner)))
    return out


class Sized(Protocol):
    """A cell with the size that the markup gives it."""

    @property
    def rowspan(self) -> int: ...
    @property
    def colspan(self) -> int: ...


_C = TypeVar("_C", bound=Sized)


@dataclass(frozen=True, slots=True)
class Position(Generic[_C]):
    """A cell at its place, with the size it has there."""

    cell: _C
    row: int
    col: int
    rowspan: int
    colspan: int


def positions(rows: Sequence[Sequence[_C]]) -> list[Position[_C]]:
    """Cells at their places: a row fills the places that cells from above leave free. Raises RejectedDocument for a
    table of more cells than `limits.max_cells`."""
    placed: list[tuple[int, int, _C]] = []
    busy: dict[int, int] = {}  # column: first row in which it is free again
    area = 0
    for r, row in enumerate(rows):
        col = 0
        for cell in row:
            while busy.get(col, 0) > r:
                col += 1
            height = min(cell.rowspan, len(rows) - r)
            placed.append((r, col, cell))
            area += height
            check_size(max(area, len(busy)))
            for c in range(col, col + cell.colspan):
                busy[c] = r + height
            col += cell.colspan
    starts = sorted({col for _, col, _ in placed})  # columns in which no cell begins are there for nothing
    check_size(len(starts) * len(rows))
    index = {col: i for i, col in enumerate(starts)}
    out = []
    for r, col, cell in placed:
        last = col + cell.colspan
        width = max(1, sum(1 for c in range(col, min(last, starts[-1] + 1)) if c in index))
        out.append(Position(cell, r, index[col], min(cell.rowspan, len(rows) - r), width))
    return out


def _is_layout(text: str, rows: list[list[_Cell]]) -> bool:
    """Whether the table only arranges a page: boxes, menus of links, other tables."""
    cells = [cell for row in rows for cell in row]
    if any(cell.header for cell in cells):
        return False
    if any(cell.inner for cell in cells) and (len(rows) <= 2 or all(len(row) == 1 for row in rows)):
        return True
    contents = [_HIDDEN.sub("", text[cell.start : cell.end]) for cell in cells]
    filled = [content for content in contents if plain(content)]
    links = [content for content in filled if _LINK.search(content) and len(plain(_LINK.sub("", content))) <= 3]
    return not filled or len(links) >= 0.8 * len(filled)
