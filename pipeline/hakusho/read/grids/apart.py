"""Tables whose converter left the header, then the labels of all rows, then all the figures:

    区分 人数 割合
    甲市
    乙市
    1,200
    800
    60.0
    40.0

The header tells how many figures a row has; they come column by column or row by row, one or a row's a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hakusho.read.grids.blocks import likely, turned
from hakusho.read.grids.drafts import Draft
from hakusho.read.grids.header import joined, plain
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.tokens import is_figure, is_number

_MAX_ROWS = 80
_MAX_COLUMNS = 12


def labels_apart(rows: Sequence[Row], at: int) -> tuple[int, list[Draft]] | None:
    """The table whose header is rows[at]: where it ends, and its draft; None where there is none."""
    head = rows[at]
    c = len(head.label) - 1
    if head.figures or head.unit or not 1 < c <= _MAX_COLUMNS or not is_stub(head.label[0].text):
        return None
    labels = [joined(row.label) for row in _run(rows, at + 1, _is_label)]
    n = len(labels)
    if not 2 <= n <= _MAX_ROWS:
        return None
    lines = [row.tokens for row in _run(rows, at + 1 + n, _is_of_figures)]
    sizes = {len(line) for line in lines}
    figures = [word for line in lines for word in line]
    if len(figures) != n * c or not any(is_number(word.text) for word in figures):
        return None
    if sizes == {1}:
        by_column = turned(figures, n, c)
        figures = max((by_column, figures), key=lambda block: likely(block, c, (False, False)))
    elif sizes != {c}:
        return None
    end = at + 1 + n + len(lines)
    header = replace(plain(head.label, c), first=head.first)
    body = [
        Row([label], list(figures[r * c : (r + 1) * c]), head.first + 1 + r, rows[end - 1].last, head.page)
        for r, label in enumerate(labels)
    ]
    return end, [Draft(header, body, [[] for _ in body])]


def _run(rows: Sequence[Row], at: int, kind: Callable[[Row], bool]) -> list[Row]:
    """The rows from here on that are of a kind."""
    out: list[Row] = []
    while at < len(rows) and rows[at].page == rows[at - 1].page and kind(rows[at]):
        out.append(rows[at])
        at += 1
    return out


def _is_label(row: Row) -> bool:
    return (
        not row.figures and not row.unit and 0 < len(row.label) <= 3 and not all(is_figure(w.text) for w in row.label)
    )


def _is_of_figures(row: Row) -> bool:
    return not row.unit and all(is_figure(word.text) for word in row.tokens)
