"""A grid with its cells at every place they cover, and where its body begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.extractors.tables import label_columns
from hakusho.extractors.tables.kinds import is_date, is_figure, years_go_on
from hakusho.extractors.tables.units import names_unit
from hakusho.language import message
from hakusho.read.grids.tokens import is_dated, is_none, is_year
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.source import Grid, GridCell

_CORNER = re.compile(
    r"(?:区分|項目|種別|事項|年度?|年次|暦年|[\\/・＼])+"
)  # 年度＼項目: over the labels, and over the years
_UNIT_COLUMN = re.compile(r"単\s?位")
_FOOTNOTE = re.compile(r"[(\[【]?\s?(?:注|備考|資料|出典|出所|※)\s?\d{0,2}\s?[)\]】:.、 ]?")
_MAX_HEADER = 24  # characters of a cell in a header row that nothing marks as one
_MAX_HEADER_ROWS = 5


class Layout:
    """A grid with its cells at every place they cover, read as headers and body.

    `texts` are the cells as a person reads them, by position; `indents` how far the first cell of a row is set in, in
    wide spaces.
    """

    def __init__(self, grid: Grid, texts: dict[tuple[int, int], str], indents: Mapping[int, int] | None = None) -> None:
        self.grid = grid
        self.indents = indents or {}
        self.n_rows = max(c.row + c.rowspan for c in grid.cells)
        self.n_cols = max(c.col + c.colspan for c in grid.cells)
        limit = settings().limits.max_cells
        if self.n_rows * self.n_cols > limit:
            raise RejectedDocument(
                "too_large",
                message(
                    "a table of {cells:,} cells, more than limits.max_cells = {limit:,}",
                    cells=self.n_rows * self.n_cols,
                    limit=limit,
                ),
            )
        self.at: list[list[GridCell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in grid.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    if self.at[r][c] is None:
                        self.at[r][c] = cell
        self.texts = texts
        self.titles = next((r for r in range(self.n_rows) if not self._is_title(r)), 0)
        self.footnotes = self._footnotes()
        self.numeric_cols = self._numeric_cols()
        self.header_rows = self._header_rows()
        self.header_cols = label_columns.header_cols(self)
        self.unit_col = self._unit_col()

    def text(self, row: int, col: int) -> str:
        cell = self.at[row][col]
        return self.texts.get((cell.row, cell.col), "") if cell is not None else ""

    # Where the body begins

    def _footnotes(self) -> tuple[int, ...]:
        """The rows at the end that are notes: one cell, over the whole row or with the rest empty."""
        r = self.n_rows
        while r > self.titles + 2 and self.filled(r - 1) == 1 and _FOOTNOTE.match(self.text(r - 1, 0)):
            r -= 1
        return tuple(range(r, self.n_rows))

    def _numeric_cols(self) -> list[bool]:
        """Columns of which half or more of the filled cells below the first row are figures."""
        out = []
        first = min(self.n_rows - 1, max(1, self.titles, self.grid.n_header_rows or 1))
        for c in range(self.n_cols):
            filled = [t for r in range(first, self.n_rows) if (t := self.text(r, c))]
            figures = [t for t in filled if is_figure(t)]
            out.append(2 * len(figures) >= len(filled) and any(not is_none(t) for t in figures))
        return out

    def _header_rows(self) -> int:
        most = min(self.n_rows - 1, _MAX_HEADER_ROWS)
        marked = self.grid.n_header_rows
        if marked is not None and marked <= self.titles:
            marked = None  # a head of titles alone
        elif marked and self.titles:
            marked = max(marked, self._marked_rows())  # the titles stand before the head
        n = marked or 0
        if marked is None:
            n = self._marked_rows()
            if not n and not any(cell.header for cell in self.grid.cells):
                n = self._unmarked_rows(most)
            elif not n and not any(c is not None and c.header for c in self.at[0]):
                n = self._unmarked_rows(most) if any(self.numeric_cols) else 0
        if not n and marked is None and most and self._is_of_dates(0):
            n = 1
        if not 0 <= n < self.n_rows:
            n = most
        # a header that spans rows takes them all in; in text formats a second line of headers has its first cell empty
        grown = -1
        while n and grown != n:
            grown = n
            for r in range(n):
                for cell in self.at[r]:
                    if (
                        cell is not None
                        and cell.row + cell.rowspan > n
                        and cell.row + cell.rowspan <= most
                        and marked is None
                    ):
                        n = cell.row + cell.rowspan
            while n < most and (self._goes_on(n) or self._fills(n) or self._is_below_titles(n) or self._gives_units(n)):
                n += 1
        return min(n, 1) if n <= self.titles else n

    def _is_of_dates(self, r: int) -> bool:
        """Whether a row is a header of years, whatever its markup: 年度 | 2019 | 2020."""
        cells = {id(self.at[r][c]): self.text(r, c) for c in range(self.n_cols)}
        first, *rest = cells.values()
        years = len(rest) > 1 and (all(map(is_date, rest)) or years_go_on(rest))
        if not years or not first or label_columns.ORDINAL.fullmatch(first) or _CORNER.fullmatch(first):
            return years
        return len(first) <= 8 and not all(is_date(self.text(r + 1, c)) for c in range(1, self.n_cols))

    def _marked_rows(self) -> int:
        n = 0
        for r in range(self.n_rows - 1):
            cells = [c for c in self.at[r] if c is not None]
            if not all(c.header or c.start == c.end for c in cells) or not any(c.header for c in cells):
                break
            alone = len({(c.row, c.col) for c in cells}) == 1 or (self.filled(r) == 1 and bool(self.text(r, 0)))
            if alone and r >= max(1, self.titles):
                break  # a section
            n += 1
        return n

    def _unmarked_rows(self, most: int) -> int:
        if any(self.numeric_cols):
            n = self.titles
            while n < most:
                filled = [self.text(n, c) for c in range(self.n_cols) if self.numeric_cols[c] and self.text(n, c)]
                years = (filled and all(is_year(t) for t in filled)) or self._is_dated(n)
                if (not filled and n > self.titles) or (
                    any(is_figure(t) and not is_none(t) for t in filled) and not years
                ):
                    break
                if self.filled(n) == 1 and self.text(n, 0):
                    break  # a section
                n += 1
            return n
        first = [self.text(0, c) for c in range(self.n_cols)]
        short = all(len(t) <= _MAX_HEADER and not re.search(r"[。、「」]", t) for t in first)
        dated = is_dated(first[0])  # 1951(昭和26)年: a row of a chronology without headers
        spanned = any(c is not None and (c.colspan > 1 or c.rowspan > 1) for c in self.at[0])
        last = max((c for c, t in enumerate(first) if t), default=0)  # what is empty at the end is part of the last
        complete = all(first[1 : last + 1]) or (spanned and any(first)) or self._goes_on(1)
        return 1 if short and not dated and complete and len(set(filter(None, first))) > 1 else 0

    def _is_dated(self, r: int) -> bool:
        """Whether what is figures in a row are years or months, and what is below them is not: 平成30年 | 令和元年 | 2年."""
        places = [c for c in range(self.n_cols) if self.numeric_cols[c] and is_figure(self.text(r, c))]
        dated = [is_date(self.text(r, c)) for c in places]
        return bool(dated) and all(dated) and not any(is_date(self.text(r + 1, c)) for c in places)

    def _goes_on(self, r: int) -> bool:
        """Whether a row below the headers is one more of them: its first cell is empty, and it has words alone, where
        the row above leaves cells empty or spans columns; a label of two rows may be written in both."""
        again = self.text(r, 0) and self.text(r, 0) != self.text(r - 1, 0)
        if r < 1 or r >= self.n_rows - 1 or again or self.grid.format == "flattened":
            return False
        row = [self.text(r, c) for c in range(self.n_cols)]
        above = [self.text(r - 1, c) for c in range(self.n_cols)]
        cells = [t for t in row if t]
        if not cells or any(is_figure(t) or len(t) > _MAX_HEADER or re.search("[。「」]", t) for t in cells):
            return False
        if self.at[r][0] is self.at[r - 1][0]:
            return True
        gaps = any(t and not a for t, a in zip(row, above, strict=True))
        spans = any(c is not None and c.colspan > 1 for c in self.at[r - 1])
        spans = spans or any(
            a == b != "" for a, b in pairwise(above[1:])
        )  # merged cells, written in each of their places
        below = r + 1 < _MAX_HEADER_ROWS and self._goes_on(r + 1)
        return (gaps or spans) and (bool(self.text(r + 1, 0)) or below)

    def _fills(self, r: int) -> bool:
        """Whether a row below the headers, in a format without spans, is one more: it fills the places that they leave
        empty beside merged ones, and has no figures where those below do."""
        if r < 1 or r >= self.n_rows - 1 or self.grid.format not in ("markdown", "tsv"):
            return False
        places = [c for c in range(1, self.n_cols) if self.numeric_cols[c]]
        gaps = [c for c in places if not self.text(r - 1, c)]
        words = all(not is_figure(self.text(r, c)) for c in places) or self._is_dated(r)
        return bool(gaps) and words and all(self.text(r, c) for c in places)

    def _gives_units(self, r: int) -> bool:
        """Whether a row below the headers gives the units of the columns, and nothing in the first."""
        texts = [self.text(r, c) for c in range(self.n_cols)]
        return (
            r < self.n_rows - 1
            and not texts[0]
            and sum(map(bool, texts)) > 1
            and all(map(names_unit, filter(None, texts)))
        )

    def _is_below_titles(self, r: int) -> bool:
        """Whether a row has the headers, those above it titles alone."""
        row = [self.text(r, c) for c in range(self.n_cols)]
        words = all(row[1:]) and not any(is_figure(t) or len(t) > _MAX_HEADER for t in row)
        return r < self.titles or (r == self.titles > 0 and words)

    def filled(self, r: int) -> int:
        return len({(c.row, c.col) for c in self.at[r] if c is not None and c.end > c.start})

    def spans(self, r: int) -> bool:
        """Whether one cell takes the whole row: a title above the headers, the name of a section below them."""
        first = self.at[r][0]
        return r < self.titles or (first is not None and first.colspan >= self.n_cols)

    def _is_title(self, r: int) -> bool:
        """Whether a row, all above it being titles, is one: a cell over the whole row. Without colspan, a title stands in
        the first cell with the rest empty, and what is in brackets (単位, （各年末現在）) in any cell."""
        first = self.at[r][0]
        cells = [c for c in range(self.n_cols) if self.text(r, c)]
        if self.n_cols < 2 or not cells or self.filled(r) != 1:
            return False
        if first is not None and first.colspan >= self.n_cols:
            return True
        text = self.text(r, cells[0])
        aside = is_unit_line(text) or (text[0] in "(（" and text[-1] in ")）")
        short = self.grid.format in ("markdown", "tsv") or self.at[r][1] is None
        return (cells[0] == 0 and short) or (aside and self.grid.format != "flattened")

    def is_of_units(self, c: int) -> bool:
        """Whether a column is that of the units of the rows."""
        return bool(self.header_rows) and bool(_UNIT_COLUMN.fullmatch(self.text(self.header_rows - 1, c)))

    def _unit_col(self) -> int | None:
        """The column of row headers that says 単位: it gives the rows' units and is no header."""
        for c in range(1, self.header_cols):
            if self.is_of_units(c):
                return c
        return None
