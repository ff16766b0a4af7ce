"""Rows that a converter broke into pieces, each broken alike:

令和4 32.7
18.5
12,541
令和5 21.6
9.2
12,663
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.rows import Row

_MIN_ROWS = 3


def pieces_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows with lines of figures put to the row that they go on with, where three rows or more are broken alike."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        shape = _shape(rows, at)
        begins = [at]
        while len(shape) > 1 and _shape(rows, begins[-1] + len(shape)) == shape:
            begins.append(begins[-1] + len(shape))
        if len(begins) < _MIN_ROWS:
            out.append(rows[at])
            at += 1
            continue
        for begin in begins:
            parts = rows[begin : begin + len(shape)]
            figures = [word for part in parts for word in part.figures]
            out.append(replace(parts[0], figures=figures, last=parts[-1].last))
        at = begins[-1] + len(shape)
    return out


def _shape(rows: Sequence[Row], at: int) -> list[int]:
    """How many figures a row with its label has, and each line of figures below it; empty where it has no label."""
    if at >= len(rows) or not rows[at].label or not rows[at].figures:
        return []
    end = at + 1
    while end < len(rows) and rows[end].alone and rows[end].first == rows[end - 1].last + 1:
        end += 1
    return [len(row.figures) for row in rows[at:end]]
