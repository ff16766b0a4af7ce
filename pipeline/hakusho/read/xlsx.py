"""Excel workbooks: each used region of a visible sheet is a table, what stands alone around it caption, unit or note."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.builder import Known, Table, TableCell, TextBuilder
from hakusho.read.number_format import shown
from hakusho.read.packages import check_package, missing, reading

_DEFAULT_NAME = re.compile(r"(?:Sheet|シート|Graph)\s?\d+", re.IGNORECASE)
_FIGURE = re.compile(r"[△▲−\-(（]?\s?\d")


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


def read_xlsx(data: bytes) -> TextBuilder:
    """The text of a workbook. Raises RejectedDocument, also where openpyxl is not installed."""
    check_package(data, "xl/workbook.xml")
    try:
        import openpyxl
    except ImportError as error:
        raise missing("office", error) from None
    out = TextBuilder()
    with reading(message("workbook")):
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        out.title = (book.properties.title or "").strip() or None
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        if hidden:
            out.warnings.append(message("hidden sheets are not read: {hidden}", hidden="、".join(hidden)))
        for sheet in visible:
            _sheet(out, sheet, named=len(visible) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title))
    if not out.text.strip():
        raise RejectedDocument("empty", message("the workbook has no text"))
    return out


def _sheet(out: TextBuilder, sheet: Any, *, named: bool) -> None:
    cells = _cells(sheet)
    if named and cells:
        out.line(sheet.title, Known("heading", 1))
        out.gap()
    for region in _regions(cells):
        _region(out, region)


def _cells(sheet: Any) -> list[_Cell]:
    """The filled cells of a sheet, in reading order; those merged into another are part of it, hidden ones left out."""
    limit = settings().limits.max_cells
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        spans[area.min_row, area.min_col] = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
    hidden_rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    hidden_cols = {
        n for d in sheet.column_dimensions.values() if d.hidden for n in range(d.min or 0, min(d.max or 0, 16384) + 1)
    }
    found = []
    # Not iter_rows, which makes every cell up to the last one: seventeen billion where somebody typed in the last.
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is None or row in hidden_rows or column in hidden_cols:
            continue
        text = shown(cell.value, cell.number_format or "General").strip()
        if text:
            found.append(_Cell(row, column, text, *spans.get((row, column), (1, 1))))
            if len(found) > limit:
                raise RejectedDocument(
                    "too_large", message("a sheet of more than limits.max_cells = {limit:,} cells", limit=limit)
                )
    return found


def _regions(cells: list[_Cell]) -> Iterator[list[_Cell]]:
    """Cells in regions that empty rows part, and within these empty columns where there is a table on either side."""
    for band in _rejoined(_split(cells, across=False)):
        parts = _split(band, across=True)
        yield from parts if len(parts) > 1 and all(_is_table(part) for part in parts) else [band]


def _split(cells: list[_Cell], *, across: bool) -> list[list[_Cell]]:
    """Cells parted where a row (or a column, `across`) is empty."""
    ordered = sorted(cells, key=lambda c: (c.col, c.row) if across else (c.row, c.col))
    parts: list[list[_Cell]] = []
    reach = -1
    for cell in ordered:
        at, size = (cell.col, cell.colspan) if across else (cell.row, cell.rowspan)
        if parts and at <= reach + 1:
            parts[-1].append(cell)
        else:
            parts.append([cell])
        reach = max(reach, at + size - 1)
    return [sorted(part, key=lambda c: (c.row, c.col)) for part in parts]


def _rejoined(bands: list[list[_Cell]]) -> Iterator[list[_Cell]]:
    """Bands, those put together that one empty row only spaces: the same columns, and figures at once below it."""
    last: list[_Cell] = []
    for band in bands:
        if last and _is_table(last) and len({c.col for c in band}) > 1 and _goes_on(last, band):
            last = [*last, *band]
            continue
        if last:
            yield last
        last = band
    if last:
        yield last


def _goes_on(above: list[_Cell], below: list[_Cell]) -> bool:
    end = max(c.row + c.rowspan for c in above)
    first = [c for c in below if c.row == below[0].row]
    figures = sum(1 for c in first if _FIGURE.match(c.text))
    return below[0].row == end + 1 and 2 * figures >= len(first) and _extent(above) == _extent(below)


def _extent(cells: list[_Cell]) -> tuple[int, int]:
    return min(c.col for c in cells), max(c.col + c.colspan for c in cells)


def _is_table(cells: list[_Cell]) -> bool:
    return len({c.row for c in cells}) > 1 and len({c.col for c in cells}) > 1


def _region(out: TextBuilder, cells: list[_Cell]) -> None:
    """Rows of one cell at the beginning and the end are lines, what is left between them is the table."""
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    first, last = 0, len(numbers)
    while first < last and _alone(rows, numbers, first):
        first += 1
    while last > first and len(rows[numbers[last - 1]]) == 1 and rows[numbers[last - 1]][0].rowspan == 1:
        last -= 1
    body = [cell for n in numbers[first:last] for cell in rows[n]]
    out.gap()
    if not _is_table(body):
        first, last, body = len(numbers), len(numbers), []
    for n in numbers[:first]:
        _lines(out, rows[n])
    if body:
        out.table(_table(body))
    for n in numbers[last:]:
        _lines(out, rows[n])
    out.gap()


def _alone(rows: dict[int, list[_Cell]], numbers: list[int], n: int) -> bool:
    """Whether a row has one cell and heads no column: a title, a unit, which stands left, over all or at the right end."""
    if len(rows[numbers[n]]) != 1:
        return False
    cell = rows[numbers[n]][0]
    return cell.rowspan == 1


def _lines(out: TextBuilder, cells: list[_Cell]) -> None:
    """Cells as lines; a cell of several lines is several."""
    for cell in cells:
        for line in cell.text.splitlines():
            out.line(line, Known("paragraph"))
        out.gap()


def _table(cells: list[_Cell]) -> Table:
    """The table, without the rows and columns in which no cell begins."""
    rows, cols = sorted({c.row for c in cells}), sorted({c.col for c in cells})
    written = []
    for c in cells:
        top, left = bisect_left(rows, c.row), bisect_left(cols, c.col)
        height = bisect_left(rows, c.row + c.rowspan) - top
        width = bisect_left(cols, c.col + c.colspan) - left
        written.append(TableCell(top, left, c.text, height, width))
    return Table("xlsx", _with_gaps(written))


def _with_gaps(cells: list[TableCell]) -> list[TableCell]:
    """Empty cells are cells too: what has no figure is told apart from what is not there."""
    limit = settings().limits.max_cells
    n_rows, n_cols = max(c.row + c.rowspan for c in cells), max(c.col + c.colspan for c in cells)
    if n_rows * n_cols > limit:
        raise RejectedDocument(
            "too_large", message("a table of {cells:,} cells, more than limits.max_cells", cells=n_rows * n_cols)
        )
    taken = {
        (r, c)
        for cell in cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.col, cell.col + cell.colspan)
    }
    empty = [TableCell(r, c, "") for r in range(n_rows) for c in range(n_cols) if (r, c) not in taken]
    return sorted([*cells, *empty], key=lambda c: (c.row, c.col))
