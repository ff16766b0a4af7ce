"""The text of a document that is not text: put together line by line, so that every offset holds by construction."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.grids.joined import joined
from hakusho.read.grids.surroundings import with_surroundings
from hakusho.read.grids.textlines import text_lines
from hakusho.read.limits import check_size
from hakusho.read.source import BlockKind, Grid, GridCell, Span, TableFormat

_BREAKS = re.compile(r"(?<![\t \u3000\xa0])[\t \u3000\xa0]*+[\r\n\v\f\x85\u2028\u2029]+[\t \u3000\xa0]*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the file itself says of a line: what it is, a heading's level, that a paragraph `begins` with it. A
    `paragraph` may still turn out to be a caption or a note by its words.

    On a page, `follows` says that it goes on with the line before, `open` that it is the last line of a column and as
    wide as that, so that its paragraph may go on elsewhere.
    """

    kind: BlockKind
    level: int = 0
    begins: bool = True
    follows: bool = False
    open: bool = False


@dataclass(slots=True)
class TableCell:
    """A cell to be written: position, size, its text and the tables in it."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool | None = None
    inner: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table to be written; the cells are in reading order."""

    format: TableFormat
    cells: list[TableCell]
    n_header_rows: int | None = None
    caption: str | None = None


class TextBuilder:
    """Appends lines and tables to a text and remembers what each is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._limit = settings().limits.max_chars
        self.known: dict[int, Known] = {}  # by where the line starts
        self._grids: list[Grid] = []
        self.title: str | None = None  # as the file's own metadata has it
        self.encoding: str | None = None
        self.n_pages: int | None = None
        self.slides = False  # whether a page is laid out by itself, as slides are
        self.warnings: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def line(self, text: str, known: Known | None = None) -> Span | None:
        """Append a line; breaks in it become spaces. Gives its span, None where it holds nothing."""
        text = _BREAKS.sub(" ", text).strip()
        if not text:
            return None
        start = self._length
        self._write(text)
        self._write("\n")
        if known:
            self.known[start] = known
        return start, start + len(text)

    def raw_line(self, text: str, known: Known | None = None) -> None:
        """Append a line with its spaces as they are."""
        if known:
            self.known[self._length + len(text) - len(text.lstrip())] = known
        self._write(text.rstrip() + "\n")

    def gap(self) -> None:
        """A blank line, where none stands yet."""
        if self._parts and self._parts[-1][-1:] not in ("\f", "") and not self._ends_blank():
            self._write("\n")

    def page_break(self) -> None:
        self._write("\f")

    def table(self, table: Table) -> Grid | None:
        """Append a table: a line for each row, a tab between cells, a cell's own breaks kept as line breaks."""
        if not table.cells:
            return None
        caption = self.line(table.caption, Known("caption")) if table.caption else None
        index = len(self._grids)
        grid = self._table(table, caption)
        self._write("\n")
        self._grids.insert(index, grid)
        return grid

    def _table(self, table: Table, caption: Span | None) -> Grid:
        n_rows = max(cell.row + cell.rowspan for cell in table.cells)
        check_size(n_rows * max(cell.col + cell.colspan for cell in table.cells))
        start, row = self._length, 0
        cells: list[GridCell] = []
        for n, cell in enumerate(table.cells):
            if n:
                self._write("\n" * (cell.row - row) if cell.row > row else "\t")
            row = cell.row
            begin = self._length
            if text := _cell_text(cell.text):
                self._write(text)
            inner: list[Span] = []
            for nested in cell.inner:
                if nested.cells:
                    self._write("\n")
                    index = len(self._grids)
                    grid = self._table(nested, None)
                    self._grids.insert(index, grid)
                    inner.append((grid.start, grid.end))
            cells.append(
                GridCell(cell.row, cell.col, begin, self._length, cell.rowspan, cell.colspan, cell.header, tuple(inner))
            )
        return Grid(table.format, start, self._length, tuple(cells), n_header_rows=table.n_header_rows, caption=caption)

    def grids(self) -> list[Grid]:
        """The tables in reading order: parts of a broken one joined, captions and notes found around them."""
        text = self.text
        found = sorted(self._grids, key=lambda g: (g.start, -g.end))
        grids = with_surroundings(text, joined(text, text_lines(text), found))
        return [replace(grid, notes=tuple(self._whole(text, note) for note in grid.notes)) for grid in grids]

    def _whole(self, text: str, note: Span) -> Span:
        """A note with the lines that it goes on in."""
        start, end = note
        while (said := self.known.get(end + 1)) and said.follows:
            end = text.index("\n", end + 1)
        return start, end

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limit:
            raise RejectedDocument(
                "too_large", message("more than limits.max_chars = {limit:,} characters of text", limit=self._limit)
            )

    def _ends_blank(self) -> bool:
        tail = "".join(self._parts[-3:])
        return tail.endswith("\n\n") or tail == "\n"


def _cell_text(text: str) -> str:
    return "\n".join(part for line in _BREAKS.split(text.replace("\t", " ")) if (part := line.strip()))
