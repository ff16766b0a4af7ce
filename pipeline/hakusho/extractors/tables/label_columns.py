"""Which columns of a table hold the labels of its rows."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from hakusho.extractors.tables.kinds import is_date, is_figure, is_label_number
from hakusho.extractors.tables.units import split_unit
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.tokens import is_none

if TYPE_CHECKING:
    from hakusho.extractors.tables.layout import Layout

_NUMBERING = re.compile(r"(?:No|№|NO|no)\.?|番号|順位|#")
_TOTAL = re.compile(r"(?:計|総数|総額)$")
ORDINAL = re.compile(
    r"(?:No|№|NO|no)\.?|番号|順位|年度?|暦年|西暦|和暦|会計年度|年次|回|期|月|年月日?|時期|日付?|調査年"
)


def header_cols(layout: Layout) -> int:
    """How many columns on the left hold the labels of the rows."""
    if layout.grid.n_header_cols is not None:
        return layout.grid.n_header_cols
    rows = range(layout.header_rows, layout.n_rows)
    marked = 0
    for c in range(layout.n_cols - 1):
        column = [layout.at[r][c] for r in rows if not layout.spans(r)]
        if not column or not all(cell is not None and (cell.header or cell.start == cell.end) for cell in column):
            break
        if not any(cell is not None and cell.header for cell in column):
            break
        marked = c + 1
    if marked and _distinguish(layout, marked):
        return marked
    labels = 0
    while labels < layout.n_cols and _is_label_col(layout, labels):
        own = layout.is_of_units(labels) or _parts_groups(layout, labels)
        if labels and _tells_rows_apart(layout, labels) and not own:
            break
        labels += 1
    if labels == layout.n_cols:
        return max(marked, min(1, layout.n_cols - 1))
    body = [t for r in rows for c in range(labels, layout.n_cols) if (t := layout.text(r, c))]
    if 2 * sum(map(is_figure, body)) < len(body):
        labels = min(labels, max(1, _dated_cols(layout)))
    return max(marked, labels)


def _dated_cols(layout: Layout) -> int:
    """How many columns on the left have dates and their parts: 年 | 月 | 日."""
    n = 0
    while n < layout.n_cols - 1:
        column = [
            t for r in range(layout.header_rows, layout.n_rows) if not layout.spans(r) and (t := layout.text(r, n))
        ]
        if not column or not all(map(is_date, column)):
            break
        n += 1
    return n


def _distinguish(layout: Layout, n: int) -> bool:
    """Whether the cells that are marked as row headers tell every row from the others: a text beside them is no label
    (the second of two columns of labels may be marked up as data)."""
    rows = [r for r in range(layout.header_rows, layout.n_rows) if not layout.spans(r)]
    paths = [tuple(id(layout.at[r][c]) for c in range(n)) for r in rows]
    return len(set(paths)) == len(paths)


def _is_label_col(layout: Layout, c: int) -> bool:
    if not layout.numeric_cols[c]:
        return any(
            layout.text(r, c) and not is_none(layout.text(r, c)) for r in range(layout.header_rows, layout.n_rows)
        )
    heads = [split_unit(layout.text(r, c))[0] for r in range(layout.header_rows)]
    rows = [r for r in range(layout.header_rows, layout.n_rows) if layout.filled(r) > 1]  # not the names of sections
    column = [t for r in rows if (t := layout.text(r, c))]
    if (any(ORDINAL.fullmatch(h) for h in heads) or _is_numbering(layout, c)) and c + 1 < layout.n_cols:
        return True
    if c == 0 and len(set(column)) == len(column) > 1 and any(map(is_stub, heads)):
        return True
    return c == 0 and bool(column) and (all(map(is_date, column)) or all(map(is_label_number, column)))


def _is_numbering(layout: Layout, c: int) -> bool:
    """Whether a column numbers the rows: its header says so, or the first column has none and counts 1, 2, 3 beside
    names; what is outside the ranking (―) ends it."""
    heads = [layout.text(r, c) for r in range(layout.header_rows)]
    if any(map(_NUMBERING.fullmatch, heads)):
        return True
    if c or any(heads) or layout.n_cols < 3 or layout.numeric_cols[1]:
        return False
    column = [layout.text(r, 0) for r in range(layout.header_rows, layout.n_rows) if layout.filled(r) > 1]
    counted = list(itertools.takewhile(lambda text: not is_none(text), column))
    return len(counted) > 2 and counted == [str(n) for n in range(1, len(counted) + 1)]


def _parts_groups(layout: Layout, c: int) -> bool:
    """Whether a column of words names the parts of groups: it is headed as labels are, and empty where the label before
    it is a total."""
    if not c or not layout.header_rows or not is_stub(layout.text(layout.header_rows - 1, c)):
        return False
    rows = [r for r in range(layout.header_rows, layout.n_rows) if layout.filled(r) > 1]
    totals = [bool(_TOTAL.search(layout.text(r, c - 1))) for r in rows]
    return any(totals) and all(total != bool(layout.text(r, c)) for r, total in zip(rows, totals, strict=True))


def _tells_rows_apart(layout: Layout, n: int) -> bool:
    """Whether each row has a label of its own in the first columns, so that the next one holds data: 国名, not the
    地域 that stands once for all its countries. Numbers in a list do not count, unless several names have them."""
    several = any(not layout.numeric_cols[c] and layout.numeric_cols[c - 1] for c in range(n + 1, layout.n_cols - 1))
    names = [c for c in range(n) if several or not _is_numbering(layout, c)]
    rows = [r for r in range(layout.header_rows, layout.n_rows) if layout.filled(r) > 1]
    paths = [tuple(layout.text(r, c) for c in names) for r in rows]
    return bool(names) and all(path[-1] for path in paths) and not any(a == b for a, b in itertools.pairwise(paths))
