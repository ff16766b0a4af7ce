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
        if out and _is_below(out[-1], row):
            pairs = zip(out[-1].figures, row.figures, strict=True)
            whole = [Word(a.start, b.end, a.text + b.text) for a, b in pairs if a and b]
            out[-1] = replace(out[-1], figures=list(whole), last=row.last)
            continue
        if not row.figures:
            if row.label and is_stub(row.label[0].text) and len(row.label) > 1:
                heads = len(row.label) - 1
        elif heads != len(row.figures):
            row = replace(row, figures=_joined(row.figures))
        out.append(row)
    return out


def _is_below(row: Row, second: Row) -> bool:
    """Whether a line has nothing but a number in brackets for each figure of the row above it."""
    ends = second.alone and second.first == row.last + 1 and len(row.figures) == len(second.figures) > 0
    return (
        ends
        and not any(word is None or word.text[-1] in ")]〕" for word in row.figures)
        and all(word is not None and _SECOND.fullmatch(word.text) for word in second.figures)
    )


def _joined(figures: Sequence[Word | None]) -> list[Word | None]:
    pairs = list(zip(figures[::2], figures[1::2], strict=False))
    if 2 * len(pairs) == len(figures) > 2 and all(a and b and _is_before(a, b) for a, b in pairs):
        return [Word(a.start, b.end, a.text + b.text) for a, b in pairs if a and b]
    out: list[Word | None] = []
    for word in figures:
        last = out[-1] if out else None
        if word and last and _SECOND.fullmatch(word.text) and last.text[-1] not in ")]〕":
            out[-1] = Word(last.start, word.end, last.text + word.text)
        else:
            out.append(word)
    return out


def _is_before(first: Word, second: Word) -> bool:
    """Whether the number in brackets stands before its figure: (7,881) 19.6."""
    return bool(_SECOND.fullmatch(first.text)) and not _SECOND.fullmatch(second.text) and second.text[-1] not in ")]〕"
