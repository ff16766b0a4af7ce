"""Flattened rows to a grid: which rows a label without numbers heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.read.grids.textlines import Word
from hakusho.read.source import Grid, GridCell, Span

if TYPE_CHECKING:
    from hakusho.read.grids.flattened import Row

_SUBTOTAL = re.compile(r"(?:小|中)計")
_TOTAL = re.compile(r"合計|総計|総合計|総数|総額|計")


def grouped(header: list[Row], rows: list[Row], labels: list[list[Row]]) -> Grid:
    """The grid of a flattened table. `labels[i]` are the lines without numbers before `rows[i]`."""
    m = len(rows[0].figures)
    own = [_label(row) for row in rows]
    paths = _paths(rows, labels)
    depth = max([len(path) for path in paths] + [1])
    width = depth  # label columns
    cells: list[GridCell] = []
    top = len(header)
    for r, line in enumerate(header):
        cells += _header_cells(line.label, r, m, width, last=r == top - 1)
    for level in range(width - 1):
        r = 0
        while r < len(rows):
            path = paths[r]
            stop = r + 1
            if len(path) > level + 1:
                while (
                    stop < len(rows) and paths[stop][: level + 1] == path[: level + 1] and len(paths[stop]) > level + 1
                ):
                    stop += 1
                cells.append(GridCell(top + r, level, *path[level], rowspan=stop - r))
            r = stop
    for r, row in enumerate(rows):
        at = len(paths[r]) - 1
        cells.append(GridCell(top + r, at, *own[r], colspan=width - at))
        cells += [GridCell(top + r, width + c, w.start, w.end) for c, w in enumerate(row.figures)]
    cells.sort(key=lambda c: (c.row, c.col))
    spans = [(c.start, c.end) for c in cells]
    return Grid(
        "flattened",
        min(s for s, _ in spans),
        max(e for _, e in spans),
        tuple(cells),
        n_header_rows=top,
        n_header_cols=width,
    )


def _label(row: Row) -> Span:
    return row.label[0].start, row.label[-1].end


def _paths(rows: list[Row], labels: list[list[Row]]) -> list[list[Span]]:
    """The label spans that lead to each row, outermost first, its own last."""
    heads = [_joined(lines) for lines in labels]
    texts = ["".join(w.text for w in row.label) for row in rows]
    sizes = _sizes(texts, heads)
    if heads and sum(1 for h in heads if h) > 1 and all(size == 1 for size in sizes):
        # every row has a line before it: the first half of its label
        return [
            [(head[0][0], _label(row)[1])] if head else [_label(row)] for head, row in zip(heads, rows, strict=True)
        ]
    current: list[Span] = []
    out = []
    for head, text, row in zip(heads, texts, rows, strict=True):
        if head:
            current = [*current[: max(0, len(current) - len(head))], *head] if len(head) < len(current) else head
        if _TOTAL.fullmatch(text) and not head and not _SUBTOTAL.fullmatch(text):
            current = []
        out.append([*current, _label(row)])
        if _SUBTOTAL.fullmatch(text):
            current = []
    return out


def _sizes(texts: list[str], heads: list[list[Span]]) -> list[int]:
    """How many rows stand under each head."""
    sizes: list[int] = []
    for text, head in zip(texts, heads, strict=True):
        if head:
            sizes.append(1)
        elif sizes and not _TOTAL.fullmatch(text):
            sizes[-1] += 1
    return sizes


def _joined(lines: list[Row]) -> list[Span]:
    """Label lines without a blank line between are one label, broken by the width of its column."""
    out: list[Span] = []
    last = -2
    for line in lines:
        span = _label(line)
        if out and line.first == last + 1:
            out[-1] = out[-1][0], span[1]
        else:
            out.append(span)
        last = line.last
    return out


def _header_cells(tokens: list[Word], row: int, m: int, width: int, *, last: bool) -> list[GridCell]:
    if last or len(tokens) >= m:
        stubs, heads, span = tokens[: len(tokens) - m], tokens[len(tokens) - m :], 1
    else:
        extra = 1 if (m % len(tokens) or len(tokens) == 1) and m % (len(tokens) - 1 or m + 1) == 0 else 0
        stubs, heads = tokens[:extra], tokens[extra:]
        span = m // len(heads)
    cells = []
    for i, word in enumerate(stubs):
        cells.append(
            GridCell(
                row,
                min(i, width - 1),
                word.start,
                word.end,
                colspan=width - i if i == len(stubs) - 1 else 1,
                header=True,
            )
        )
    cells += [
        GridCell(row, width + i * span, word.start, word.end, colspan=span, header=True) for i, word in enumerate(heads)
    ]
    return cells
