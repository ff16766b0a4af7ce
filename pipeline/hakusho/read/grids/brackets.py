"""Second numbers in brackets that a space parts from the first: 3,448 (514) is one cell, unless the header has a word for
each of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word

_SECOND = re.compile(r"[(\[〔][△▲−+\-]?[\d,]{1,15}(?:\.\d{1,6})?[%人件]?[)\]〕]")


def with_brackets(rows: list[Row]) -> list[Row]:
    """The rows with bracketed numbers joined to the figures before them."""
    out: list[Row] = []
    heads = 0  # words of the last header, without 区分
    for row in rows:
        if not row.figures:
            if row.label and is_stub(row.label[0].text) and len(row.label) > 1:
                heads = len(row.label) - 1
        elif heads != len(row.figures):
            row = replace(row, figures=_joined(row.figures))
        out.append(row)
    return out


def _joined(figures: Sequence[Word | None]) -> list[Word | None]:
    out: list[Word | None] = []
    for word in figures:
        last = out[-1] if out else None
        if word and last and _SECOND.fullmatch(word.text) and last.text[-1] not in ")]〕":
            out[-1] = Word(last.start, word.end, last.text + word.text)
        else:
            out.append(word)
    return out
