"""Figures whose thousands a space parts, 36 439, as one where that gives the rows as many figures each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.rows import Row
from hakusho.read.grids.textlines import Word

_FIRST = re.compile(r"[△▲−+\-]?[1-9]\d{0,2}")
_NEXT = re.compile(r"\d{3}")
_COMMA = re.compile(r"\d,\d{3}")
_LEAST = 3  # rows
_MANY = 0.8  # of the rows


def thousands_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows with such figures whole."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (end == at or _goes_on(rows, end)):
            end += 1
        out += _whole(rows[at:end])
        at = end
    return out


def _goes_on(rows: Sequence[Row], i: int) -> bool:
    """Whether a row belongs to those above it: it has figures, or is the name of a row or a group."""
    return rows[i].page == rows[i - 1].page and not rows[i].unit and (bool(rows[i].figures) or len(rows[i].label) < 2)


def _whole(rows: Sequence[Row]) -> list[Row]:
    own = [[word.text for word in row.figures if word is not None] for row in rows]
    filled = [texts for texts in own if texts]
    if len(filled) < _LEAST or any(_COMMA.search(text) for texts in filled for text in texts):
        return list(rows)
    most, least = [len(texts) for texts in filled], [len(texts) - len(_places(texts)) for texts in filled]
    if sum(a != b for a, b in zip(most, least, strict=True)) < 2:
        return list(rows)
    before = Counter(most).most_common(1)[0][1]
    fits = {
        m: sum(low <= m <= high for low, high in zip(least, most, strict=True))
        for m in range(min(least), max(most) + 1)
    }
    m = max(fits, key=lambda count: (fits[count], -count))
    if before >= _MANY * len(filled) or fits[m] < _MANY * len(filled):
        return list(rows)
    return [_parted(row, m) for row in rows]


def _places(texts: Sequence[str]) -> list[int]:
    """The figures that may go on one that stands before them."""
    out: list[int] = []
    for i in range(1, len(texts)):
        if _NEXT.fullmatch(texts[i]) and (_FIRST.fullmatch(texts[i - 1]) or i - 1 in out):
            out.append(i)
    return out


def _parted(row: Row, m: int) -> Row:
    """The row with as many figures joined as there are too many."""
    words = [word for word in row.figures if word is not None]
    places = _places([word.text for word in words])
    surplus = len(words) - m
    if not 0 < surplus <= len(places):
        return row
    inside = set(places[:surplus])
    figures: list[Word | None] = []
    for i, word in enumerate(words):
        last = figures[-1] if figures else None
        if i in inside and last is not None:
            figures[-1] = joined([last, word])
        else:
            figures.append(word)
    return replace(row, figures=figures)
