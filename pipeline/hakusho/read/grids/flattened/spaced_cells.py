"""Tables with a cell on each line whose thousands a space parts: a label, and as many lines of figures for each row.

入院医療費
122 543
37.0
1 365
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.rows import Row
from hakusho.read.grids.tokens import is_figure

_SPACED = re.compile(r"(?:[△▲−+\-] ?)?[1-9]\d{0,2}(?: \d{3}){1,4}(?:\.\d{1,4})?")
_LEAST = 3  # rows
_MOST = 0.8  # of the rows have as many figures


def spaced_cells_joined(rows: Sequence[Row]) -> list[Row]:
    """The rows with such figures whole, each row of the table as one; other rows as they are."""
    spaced = [bool(_SPACED.fullmatch(" ".join(word.text for word in row.tokens))) for row in rows]
    if not any(spaced):
        return list(rows)
    single = [spaced[i] or (not row.unit and all(is_figure(w.text) for w in row.tokens)) for i, row in enumerate(rows)]
    begins = [i for i in range(len(rows) - 1) if not single[i] and not rows[i].figures and single[i + 1]]
    ends = []
    for i in begins:
        end = i + 1
        while end < len(rows) and single[end] and rows[end].page == rows[i].page:
            end += 1
        ends.append(end)
    sizes = Counter(end - i - 1 for i, end in zip(begins, ends, strict=True))
    size, count = sizes.most_common(1)[0] if sizes else (0, 0)
    if size < 2 or count < _LEAST or count < _MOST * len(begins):
        return list(rows)
    out: list[Row] = []
    at = 0
    for i, end in zip(begins, ends, strict=True):
        if end - i - 1 != size:
            continue
        out += rows[at:i]
        cells = rows[i + 1 : end]
        out.append(replace(rows[i], figures=[joined(cell.tokens) for cell in cells], last=cells[-1].last))
        at = end
    return [*out, *rows[at:]]
