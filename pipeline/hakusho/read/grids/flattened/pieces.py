"""Rows that a converter broke into pieces, each broken alike:

令和4 32.7
18.5
12,541
令和5 21.6
9.2
12,663
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.rows import Row
from hakusho.read.grids.tokens import is_dated

_MAX_HEADER = 40  # lines; more are a list
_MIN_ROWS = 3
_OVER_DATES = re.compile(r"年次?|年度|暦年|西暦|会計年度|調査年|年月")


def dated_cells(rows: Sequence[Row]) -> list[Row]:
    """The rows with cells given one a line put together, where the header is of as many lines and the first cell of each
    row a date: 年次, 総数, 平成22年, 1,679, 27, 1,377."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        width = _header_lines(rows, at)
        begin = at + width
        end = begin
        while width and end < len(rows) and len(rows[end].tokens) == 1 and (rows[end].figures or _is_date(rows[end])):
            end += 1
        firsts = rows[begin:end:width] if width else []
        if len(firsts) < 2 or (end - begin) % width or not all(map(_is_date, firsts)):
            out.append(rows[at])
            at += 1
            continue
        head = rows[at:begin]
        out.append(replace(head[0], label=[row.label[0] for row in head], last=head[-1].last))
        for i in range(begin, end, width):
            figures = [row.tokens[0] for row in rows[i + 1 : i + width]]
            out.append(
                replace(
                    rows[i], label=rows[i].tokens, figures=list(figures), last=rows[i + width - 1].last, alone=False
                )
            )
        at = end
    return out


def _header_lines(rows: Sequence[Row], at: int) -> int:
    """Of how many lines the header is that begins with a word over dates; 0 where none does."""
    if not rows[at].label or not _OVER_DATES.fullmatch(rows[at].label[0].text):
        return 0
    end = at
    last = min(len(rows), at + _MAX_HEADER + 1)
    while end < last and len(rows[end].label) == 1 and not rows[end].figures and not rows[end].unit:
        if end > at and _is_date(rows[end]):
            break
        end += 1
    return end - at if 2 < end - at <= _MAX_HEADER else 0


def _is_date(row: Row) -> bool:
    """Whether a row is nothing but a date, or the bare number of a year."""
    return len(row.tokens) == 1 and is_dated(row.tokens[0].text)


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
