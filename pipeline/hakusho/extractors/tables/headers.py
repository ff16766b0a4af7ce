"""Which cells of a grid are headers, and the path of headers that leads to each body cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.extractors.tables.units import is_unit, split_unit
from hakusho.extractors.tables.values import parse
from hakusho.read.grids.tokens import is_dated, is_none, is_year
from hakusho.read.source import Grid, GridCell

_TOTAL = re.compile(r"合\s?計|総\s?計|総合計|総\s?数|総\s?額|計|全\s?体")
_SUBTOTAL = re.compile(r"小\s?計|中\s?計")
_GRAND = re.compile(r"合\s?計|総\s?計|総合計")
_ORDINAL = re.compile(
    r"(?:No|№|NO|no)\.?|番号|順位|年度?|暦年|西暦|和暦|会計年度|年次|回|期|月|年月日?|時期|日付?|調査年"
)
_DITTO = re.compile(r"〃|同上|々|\"|''")
_MAX_HEADER = 24  # characters of a cell in a header row that nothing marks as one
_MAX_SECTION = 40
_MAX_HEADER_ROWS = 5


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
    title: str | None = None  # a header row that names the whole table


class Layout:
    """A grid with its cells at every place they cover, read as headers and body.

    `texts` are the cells as a person reads them, by position.
    """

    def __init__(self, grid: Grid, texts: dict[tuple[int, int], str]) -> None:
        self.grid = grid
        self.n_rows = max(c.row + c.rowspan for c in grid.cells)
        self.n_cols = max(c.col + c.colspan for c in grid.cells)
        limit = settings().limits.max_cells
        if self.n_rows * self.n_cols > limit:
            raise RejectedDocument(
                "too_large", f"a table of {self.n_rows * self.n_cols:,} cells, more than limits.max_cells = {limit:,}"
            )
        self.at: list[list[GridCell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in grid.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    if self.at[r][c] is None:
                        self.at[r][c] = cell
        self.texts = texts
        self.numeric_cols = self._numeric_cols()
        self.header_rows = self._header_rows()
        self.header_cols = self._header_cols()

    def text(self, row: int, col: int) -> str:
        cell = self.at[row][col]
        return self.texts.get((cell.row, cell.col), "") if cell is not None else ""

    # Where the body begins

    def _numeric_cols(self) -> list[bool]:
        """Columns of which half or more of the filled cells below the first row are figures."""
        out = []
        first = min(self.n_rows - 1, max(1, self.grid.n_header_rows or 1))
        for c in range(self.n_cols):
            filled = [t for r in range(first, self.n_rows) if (t := self.text(r, c))]
            figures = [t for t in filled if _is_figure(t)]
            out.append(2 * len(figures) >= len(filled) and any(not is_none(t) for t in figures))
        return out

    def _header_rows(self) -> int:
        most = min(self.n_rows - 1, _MAX_HEADER_ROWS)
        marked = self.grid.n_header_rows
        n = marked or 0
        if marked is None:
            n = self._marked_rows()
            if not n and not any(cell.header for cell in self.grid.cells):
                n = self._unmarked_rows(most)
            elif not n:
                n = self._unmarked_rows(most) if any(self.numeric_cols) else 0
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
            while n < most and self._goes_on(n):
                n += 1
        return n

    def _marked_rows(self) -> int:
        n = 0
        for r in range(self.n_rows - 1):
            cells = [c for c in self.at[r] if c is not None]
            if not all(c.header or c.start == c.end for c in cells) or not any(c.header for c in cells):
                break
            if len({(c.row, c.col) for c in cells}) == 1 and r:
                break  # a section
            n += 1
        return n

    def _unmarked_rows(self, most: int) -> int:
        if any(self.numeric_cols):
            n = 0
            while n < most:
                filled = [self.text(n, c) for c in range(self.n_cols) if self.numeric_cols[c] and self.text(n, c)]
                years = filled and all(is_year(t) for t in filled)
                if (not filled and n) or any(_is_figure(t) and not is_none(t) for t in filled) and not years:
                    break
                if not filled and self._filled(n) == 1 and not self._spans(n):
                    break
                n += 1
            return n
        first = [self.text(0, c) for c in range(self.n_cols)]
        rest = [self.text(r, 0) for r in range(1, self.n_rows) if self.text(r, 0)]
        short = all(len(t) <= _MAX_HEADER and not re.search(r"[。、「」]", t) for t in first)
        dated = is_dated(first[0]) or (rest and sum(map(is_dated, rest)) > len(rest) / 2 and is_dated(first[0]))
        spanned = any(c is not None and (c.colspan > 1 or c.rowspan > 1) for c in self.at[0])
        filled = all(first[1:]) or (spanned and any(first)) or self._goes_on(1)
        return 1 if short and not dated and filled and len(set(filter(None, first))) > 1 else 0

    def _goes_on(self, r: int) -> bool:
        """Whether a row below the headers is one more of them: its first cell is empty, and it has words alone, where
        the row above leaves cells empty or spans columns."""
        if r < 1 or r >= self.n_rows - 1 or self.text(r, 0) or self.grid.format == "flattened":
            return False
        row = [self.text(r, c) for c in range(self.n_cols)]
        above = [self.text(r - 1, c) for c in range(self.n_cols)]
        cells = [t for t in row if t]
        if not cells or any(_is_figure(t) or len(t) > _MAX_HEADER or re.search("[。「」]", t) for t in cells):
            return False
        if self.at[r][0] is self.at[r - 1][0]:
            return True
        gaps = any(t and not a for t, a in zip(row, above, strict=True))
        spans = any(c is not None and c.colspan > 1 for c in self.at[r - 1])
        return (gaps or spans) and bool(self.text(r + 1, 0))

    def _filled(self, r: int) -> int:
        return len({(c.row, c.col) for c in self.at[r] if c is not None and c.end > c.start})

    def _spans(self, r: int) -> bool:
        first = self.at[r][0]
        return first is not None and first.colspan >= self.n_cols

    def _header_cols(self) -> int:
        if self.grid.n_header_cols is not None:
            return self.grid.n_header_cols
        rows = range(self.header_rows, self.n_rows)
        marked = 0
        for c in range(self.n_cols - 1):
            column = [self.at[r][c] for r in rows if not self._spans(r)]
            if not column or not all(cell is not None and (cell.header or cell.start == cell.end) for cell in column):
                break
            if not any(cell is not None and cell.header for cell in column):
                break
            marked = c + 1
        labels = 0
        while labels < self.n_cols and self._is_label_col(labels):
            labels += 1
        if labels == self.n_cols:
            return max(marked, min(1, self.n_cols - 1))
        body = [t for r in rows for c in range(labels, self.n_cols) if (t := self.text(r, c))]
        if 2 * sum(map(_is_figure, body)) < len(body):
            labels = min(labels, 1)
        return max(marked, labels)

    def _is_label_col(self, c: int) -> bool:
        if not self.numeric_cols[c]:
            return any(self.text(r, c) and not is_none(self.text(r, c)) for r in range(self.header_rows, self.n_rows))
        heads = [split_unit(self.text(r, c))[0] for r in range(self.header_rows)]
        column = [t for r in range(self.header_rows, self.n_rows) if (t := self.text(r, c))]
        if any(_ORDINAL.fullmatch(h) for h in heads) and c + 1 < self.n_cols:
            return True
        return c == 0 and bool(column) and all(is_year(t) or is_dated(t) and not t.isdigit() for t in column)

    # Paths

    def body(self) -> Body:
        """The body cells with their paths."""
        columns = [self._col_path(c) for c in range(self.n_cols)]
        out: list[BodyCell] = []
        kept = -1
        for r, path, unit in self._rows():
            kept += 1
            for c in range(self.header_cols, self.n_cols):
                cell = self.at[r][c]
                if cell is None:
                    continue
                headers, col_unit = columns[c]
                out.append(BodyCell(kept, c - self.header_cols, cell, path, headers, col_unit or unit))
        return Body(tuple(out), kept + 1, self.n_cols - self.header_cols, self._title())

    def _title(self) -> str | None:
        return self.text(0, 0) if self.header_rows and self._spans(0) else None

    def _col_path(self, c: int) -> tuple[tuple[str, ...], str | None]:
        path: list[str] = []
        unit = None
        seen: set[tuple[int, int]] = set()
        for r in range(self.header_rows):
            cell = self.at[r][c]
            if cell is None or (cell.row, cell.col) in seen or self._spans(r):
                continue
            text = self._head_text(r, c)
            seen.add((cell.row, cell.col))
            bare, given = split_unit(text)
            unit = given or (bare if is_unit(bare) and r == self.header_rows - 1 else None) or unit
            if bare and (not path or path[-1] != bare):
                path.append(bare)
        return tuple(path), unit

    def _head_text(self, r: int, c: int) -> str:
        """A header's text; an empty one above filled ones takes the one to its left, as merged cells do in text."""
        text = self.text(r, c)
        if text or c < self.header_cols or self.grid.format == "html" or r == self.header_rows - 1:
            return text
        if not any(self.text(below, c) for below in range(r + 1, self.header_rows)):
            return text
        left = c
        while left > self.header_cols and not self.text(r, left):
            left -= 1
        return self.text(r, left)

    def _rows(self) -> list[tuple[int, tuple[str, ...], str | None]]:
        """Rows of the body with the path of each, and the unit that a row's header gives."""
        rows = [r for r in range(self.header_rows, self.n_rows) if self._filled(r)]
        sections = {r for i, r in enumerate(rows) if self._is_section(rows, i)}
        grands = sum(1 for r in rows if _GRAND.fullmatch(self._own(r)))
        groups = sum(1 for i, r in enumerate(rows) if r in sections and (i == 0 or rows[i - 1] not in sections))
        section: list[str] = []
        block = 0  # length of the present run of section rows
        inherited: list[str] = []
        closed = False
        since = 0
        out = []
        for r in rows:
            if r in sections:
                block += 1
                if block == 1:
                    ahead = 1
                    while rows.index(r) + ahead < len(rows) and rows[rows.index(r) + ahead] in sections:
                        ahead += 1
                    section = section[: max(0, len(section) - ahead)] if ahead < len(section) else []
                section = [*section, split_unit(self._own(r))[0]]
                inherited, closed, since = [], False, 0
                continue
            block = 0
            own = self._own(r)
            if (
                section
                and (closed or (_GRAND.fullmatch(own) and grands < max(2, groups)))
                and not _SUBTOTAL.fullmatch(own)
            ):
                section = []
            path, unit = self._row_path(r, inherited)
            inherited = path
            since += 1
            whole = [*section, *path]
            out.append((r, tuple(whole), unit))
            closed = bool(section) and bool(_SUBTOTAL.fullmatch(own)) and since > 1
        return out

    def _own(self, r: int) -> str:
        """The innermost label of a row."""
        labels = [t for c in range(max(1, self.header_cols)) if (t := self.text(r, c))]
        return labels[-1] if labels else ""

    def _row_path(self, r: int, above: list[str]) -> tuple[list[str], str | None]:
        path: list[str] = []
        unit = None
        texts = [self.text(r, c) for c in range(self.header_cols)]
        last = max((c for c, t in enumerate(texts) if t), default=-1)
        if last < 0:
            return above, None
        own = texts[last]
        for c, text in enumerate(texts[: last + 1]):
            cell = self.at[r][c]
            if c and cell is self.at[r][c - 1]:
                continue
            if not text or _DITTO.fullmatch(text):
                if _GRAND.fullmatch(own) and not text:
                    continue
                text = above[len(path)] if len(path) < len(above) and above[: len(path)] == path else ""
                if text:
                    path.append(text)
                continue
            bare, given = split_unit(text)
            unit = given or unit
            if bare and (not path or path[-1] != bare):
                path.append(bare)
        if last == 0 and self.header_cols > 1 and _SUBTOTAL.fullmatch(own) and len(above) > 1:
            path = [above[0], *path]
        return path, unit

    def _is_section(self, rows: list[int], i: int) -> bool:
        """Whether a row only names a section: one text over the whole row, or in its first cell with the rest empty."""
        r = rows[i]
        text = self.text(r, 0)
        if self._filled(r) != 1 or not text or len(text) > _MAX_SECTION or i == len(rows) - 1 or "。" in text:
            return False
        if not self.header_cols or _is_figure(text):
            return False
        first = self.at[r][0]
        if first is not None and (first.row != r or first.rowspan > 1):
            return False
        others = [t for other in rows if other != r and (t := self.text(other, 0))]
        if is_dated(text) and sum(map(is_dated, others)) > len(others) / 2:
            return False
        follower = rows[i + 1]
        return bool(self.text(follower, 0)) or self.header_cols > 1 or self._spans(r)


def _is_figure(text: str) -> bool:
    return is_none(text) or parse(text).value is not None or parse(text).secondary is not None
