"""Rows with a figure missing: which columns their figures belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from math import prod

from hakusho.read.grids.rows import Row, text_of
from hakusho.read.grids.sums import adds_up, amount
from hakusho.read.grids.textlines import Word

_TOTAL = re.compile(r"合計|総計|総合計|総数|計")
_SUBTOTAL = re.compile(r"(?:小|中)計")
_MAX_COLUMNS = 12
_MAX_SHORT = 3  # rows
_FAR = 2  # digits more or less than the figures of a column have
_MAX_CHOICES = 200  # of all rows together, that the totals are tried with


def place(rows: list[Row], m: int) -> list[Row]:
    """Rows filled up with None to m figures: so that the columns make the table's total, else each figure in a column of
    its kind, as far left as may be."""
    short = [i for i, row in enumerate(rows) if len(row.figures) < m]
    if not short:
        return rows
    if m > _MAX_COLUMNS:
        return [replace(row, figures=[*row.figures, *[None] * (m - len(row.figures))]) for row in rows]
    choices = [_by_kind(rows, rows[i], m) for i in short]
    best = tuple(choice[0] for choice in choices)
    total = next((i for i, row in enumerate(rows) if _TOTAL.fullmatch(text_of(row)) and len(row.figures) == m), None)
    if total is not None and len(short) <= _MAX_SHORT and prod(map(len, choices)) <= _MAX_CHOICES:
        best = max(product(*choices), key=lambda chosen: _sums(_filled(rows, short, chosen, m), total))
    return _filled(rows, short, best, m)


def _by_kind(rows: list[Row], row: Row, m: int) -> list[tuple[int, ...]]:
    """The columns that a row's figures may stand in, the likeliest by kind first."""
    full = [other.figures for other in rows if len(other.figures) == m]
    kinds = []
    for c in range(m):
        counts = Counter(_kind(word.text) for figures in full if (word := figures[c]) is not None)
        kinds.append(counts.most_common(1)[0][0] if counts else None)
    sizes = [_usual_size([word.text for figures in full if (word := figures[c]) is not None]) for c in range(m)]
    own = [word.text for word in row.figures if word is not None]

    def unlike(cols: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        kind = sum(kinds[c] != _kind(text) for c, text in zip(cols, own, strict=True))
        far = sum(abs(sizes[c] - _size(text)) > _FAR for c, text in zip(cols, own, strict=True))
        return kind, far, cols

    return sorted(combinations(range(m), len(row.figures)), key=unlike)


def _usual_size(figures: Sequence[str]) -> int:
    """The number of digits before the point that figures usually have."""
    sizes = sorted(_size(text) for text in figures if any(map(str.isdigit, text)))
    return sizes[len(sizes) // 2] if sizes else 0


def _size(figure: str) -> int:
    return sum(map(str.isdigit, re.split(r"[.(]", figure.strip("("))[0]))


def _filled(rows: list[Row], short: list[int], chosen: Sequence[tuple[int, ...]], m: int) -> list[Row]:
    out = list(rows)
    for i, cols in zip(short, chosen, strict=True):
        figures: list[Word | None] = [None] * m
        for c, word in zip(cols, rows[i].figures, strict=True):
            figures[c] = word
        out[i] = replace(rows[i], figures=figures)
    return out


def _sums(rows: list[Row], total: int) -> int:
    """How many columns come to the total, by all rows that are no totals themselves."""
    parts = [row for i, row in enumerate(rows) if i != total and not _SUBTOTAL.fullmatch(text_of(row))]
    parts = [row for row in parts if not text_of(row).startswith("うち")]
    amounts = [[amount(word.text if word else None) for word in row.figures] for row in parts]
    sums = [amount(word.text if word else None) for word in rows[total].figures]
    return sum(adds_up([row[c] for row in amounts], value) for c, value in enumerate(sums))


def _kind(figure: str) -> str:
    if "%" in figure:
        return "%"
    return "." if "." in figure else "1"
