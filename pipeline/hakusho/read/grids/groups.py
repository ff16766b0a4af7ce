"""Flattened rows to a grid: which rows a label without numbers heads."""

from __future__ import annotations

import re

from hakusho.read.grids.rows import Draft, Row
from hakusho.read.grids.textlines import Word
from hakusho.read.source import Grid, GridCell, Span

_SUBTOTAL = re.compile(r"(?:小|中)計")
_TOTAL = re.compile(r"合計|総計|総合計|総数|総額|計")


def grouped(draft: Draft) -> Grid:
    """The grid of a flattened table, its labels in as many columns as they have levels."""
    header, rows = draft.header, draft.rows
    m = len(rows[0].figures)
    paths = _paths(rows, draft.labels)
    stubs = max([len(line.label) - m for line in header] + [0])
    if stubs > 1 and all(len(row.label) == stubs for row in rows) and all(len(path) == 1 for path in paths):
        paths = [
            [(word.start, word.end) for word in row.label] for row in rows
        ]  # 地域 国名 人口: two columns of labels
    width = max(len(path) for path in paths)
    top = len(header)
    cells: list[GridCell] = []
    for r, line in enumerate(header):
        cells += _header_cells(line.label, r, m, width, last=r == top - 1)
    for level in range(width - 1):
        r = 0
        while r < len(rows):
            path, stop = paths[r], r + 1
            if len(path) > level + 1:
                while (
                    stop < len(rows) and len(paths[stop]) > level + 1 and paths[stop][: level + 1] == path[: level + 1]
                ):
                    stop += 1
                cells.append(GridCell(top + r, level, *path[level], rowspan=stop - r))
            r = stop
    for r, row in enumerate(rows):
        at = len(paths[r]) - 1
        cells.append(GridCell(top + r, at, *paths[r][-1], colspan=width - at))
        for c, word in enumerate(row.figures):
            start, end = (word.start, word.end) if word is not None else (paths[r][-1][1],) * 2
            cells.append(GridCell(top + r, width + c, start, end))
    cells.sort(key=lambda c: (c.row, c.col))
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    notes = tuple(sorted(draft.notes))
    return Grid("flattened", start, end, tuple(cells), n_header_rows=top, n_header_cols=width, notes=notes)


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
