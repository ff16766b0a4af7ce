"""Second numbers in brackets on the line below their own, in a table laid out with spaces:

4月    9,924      503
     (△ 3.2)  (418.6)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.fixed_width.fields import Field
from hakusho.read.grids.fixed_width.headers import Column, under
from hakusho.read.grids.tokens import is_none
from hakusho.read.source import GridCell

_SECOND = re.compile(r"[(\[〔<]\s{0,8}[△▲−+\-]?\s{0,8}[\d,]{1,15}(?:\.\d{1,6})?\s?%?\s{0,4}[)\]〕>]")


def is_second(row: Sequence[Field], columns: Sequence[Column]) -> bool:
    """Whether a row has no label and nothing but numbers in brackets (or marks for none)."""
    second = [bool(_SECOND.fullmatch(field.text)) for field in row]
    others = all(found or is_none(field.text.strip("() ")) for found, field in zip(second, row, strict=True))
    return any(second) and others and under(row[0], columns)[0] > 0


def with_second(cells: Sequence[GridCell], r: int, row: Sequence[Field], columns: Sequence[Column]) -> list[GridCell]:
    """The cells, those of row `r` with what stands in brackets below them; what is between the two is not theirs."""
    below = {under(field, columns)[0]: field for field in row if _SECOND.fullmatch(field.text)}
    return [
        replace(cell, end=below[cell.col].end, inner=((cell.end, below[cell.col].start),))
        if cell.row == r and cell.col in below and cell.end > cell.start
        else cell
        for cell in cells
    ]
