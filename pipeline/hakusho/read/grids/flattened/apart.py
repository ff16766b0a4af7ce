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

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.blocks import likely, turned
from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import joined, plain
from hakusho.read.grids.rows import Row, is_stub, text_of
from hakusho.read.grids.tokens import is_figure, is_number

_SUBTOTAL = re.compile(r"小?計")
_TOTAL = re.compile(r"合計|総計|総数")
_MAX_ROWS = 80
_MAX_COLUMNS = 12


def labels_apart(rows: Sequence[Row], at: int) -> tuple[int, list[Draft]] | None:
    """The table whose header is rows[at]: where it ends, and its draft; None where there is none."""
    head = rows[at]
    c = len(head.label) - 1
    if head.figures or head.unit or not 1 < c <= _MAX_COLUMNS or not is_stub(head.label[0].text):
        return None
    labels = _run(rows, at + 1, _is_label)
    below = at + 1 + len(labels)
    lines = [row.tokens for row in _run(rows, below, _is_of_figures)]
    sizes = {len(line) for line in lines}
    figures = [word for line in lines for word in line]
    n = len(figures) // c
    heads = _heads([text_of(row) for row in labels], n)
    if (
        not 2 <= n <= _MAX_ROWS
        or len(figures) != n * c
        or heads is None
        or not any(is_number(word.text) for word in figures)
    ):
        return None
    if sizes == {1}:
        by_column = turned(figures, n, c)
        figures = max((by_column, figures), key=lambda block: likely(block, c, (False, False)))
    elif sizes != {c}:
        return None
    end = below + len(lines)
    header = replace(plain(head.label, c), first=head.first)
    body: list[Row] = []
    above: list[list[Row]] = []
    group: list[Row] = []
    for i, row in enumerate(labels):
        if i in heads:
            group = [row]
            continue
        r = len(body)
        own = list(figures[r * c : (r + 1) * c])
        body.append(Row([joined(row.label)], list(own), row.first, rows[end - 1].last, head.page))
        above.append(group)
        group = []
    return end, [Draft(header, body, above)]


def _heads(labels: Sequence[str], n: int) -> frozenset[int] | None:
    """Which of the labels head groups, where there are rows of figures for the others alone: those that stand once among
    labels that come again, else the first of each stretch up to a total; None where the numbers do not agree."""
    left = len(labels) - n
    if left == 0:
        return frozenset()
    once = frozenset(i for i, label in enumerate(labels) if labels.count(label) == 1)
    ends = [i for i, label in enumerate(labels) if _SUBTOTAL.fullmatch(label)]
    begins = frozenset(
        b for b in (0, *(end + 1 for end in ends)) if b < len(labels) and not _TOTAL.fullmatch(labels[b])
    )
    return next((found for found in (once, begins) if 0 < left == len(found)), None)


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
