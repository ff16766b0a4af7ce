"""Tables that a converter left in blocks of columns: the labels of the rows, then for each year or the like its headers
and figures.

    甲市
    乙市
    令和4年     the upper header of the block, then one for each of its columns: mostly the same words in each
    男
    女
    10          the block's figures, row by row or column by column
    12
    ...
    令和5年
    男
    女
    ...

The blocks tell the shape: as many headers and as many figures in each, a figure for each label and lower header.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import joined, over
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.sums import adds_up, amount
from hakusho.read.grids.textlines import Word

_TOTAL = re.compile(r"計$|総数$|総額$")
_MAX_FIGURES = 600  # of a block
_MAX_HEADS = 7  # of a block: the upper one and those of its columns


def block_by_block(rows: Sequence[Row], at: int) -> tuple[int, int, list[Draft]] | None:
    """The table whose first block of figures begins with rows[at]: where it begins and ends, and its draft; None where
    there is none."""
    size = _figures(rows, at)
    if size < 4 or size > _MAX_FIGURES:
        return None
    end = at + size
    q = _words(rows, end)
    c = q - 1
    if not 2 <= c < _MAX_HEADS or size % c or size // c < 2:
        return None
    n = size // c
    first = at - q - n
    if first < 0 or _heads(rows, at - q, q) is None or _heads(rows, first, n) is None:
        return None
    starts = [at]
    lower = [word.text for word in _of(rows, at - c, c)]
    while _words(rows, end) == q and _figures(rows, end + q) == size:
        starts.append(end + q)
        end += q + size
    if len(starts) < 2 or len(set(lower)) < c:
        return None
    blocks = [[joined(row.tokens) for row in rows[s : s + size]] for s in starts]
    totals = bool(_TOTAL.search(_of(rows, at - q - 1, 1)[0].text)), bool(_TOTAL.search(lower[-1]))
    by_column = [turned(block, n, c) for block in blocks]
    if sum(likely(block, c, totals) for block in by_column) > sum(likely(block, c, totals) for block in blocks):
        blocks = by_column
    stubs = _of(rows, first - 1, 1) if first and _is_stub(rows[first - 1]) else []
    upper = [joined(rows[s - q].label) for s in starts]
    header = over(upper, [word for s in starts for word in _of(rows, s - c, c)], [c] * len(starts), stubs)
    body = [
        Row(
            [label],
            [w for b in blocks for w in b[r * c : (r + 1) * c]],
            rows[first].first,
            rows[end - 1].last,
            rows[at].page,
        )
        for r, label in enumerate(_of(rows, first, n))
    ]
    draft = Draft(replace(header, first=rows[first].first), body, [[] for _ in body])
    return first - len(stubs), end, [draft]


def _figures(rows: Sequence[Row], at: int) -> int:
    """How many lines from here on have a figure alone."""
    i = at
    while i < len(rows) and rows[i].page == rows[at].page and rows[i].alone and len(rows[i].figures) == 1:
        i += 1
    return i - at


def _words(rows: Sequence[Row], at: int) -> int:
    """How many lines from here on have words alone."""
    i = at
    while i < len(rows) and rows[i].page == rows[at].page and _is_word(rows[i]):
        i += 1
    return i - at


def _is_word(row: Row) -> bool:
    return not row.figures and not row.unit and len(row.label) <= 3


def _heads(rows: Sequence[Row], at: int, n: int) -> list[Word] | None:
    return _of(rows, at, n) if all(map(_is_word, rows[at : at + n])) else None


def _of(rows: Sequence[Row], at: int, n: int) -> list[Word]:
    return [joined(row.label) for row in rows[at : at + n]]


def _is_stub(row: Row) -> bool:
    return _is_word(row) and is_stub("".join(word.text for word in row.label))


def turned(block: Sequence[Word], n: int, c: int) -> list[Word]:
    """Figures given column by column, row by row."""
    return [block[k * n + r] for r in range(n) for k in range(c)]


def likely(block: Sequence[Word], c: int, totals: tuple[bool, bool]) -> float:
    """How well the figures stand row by row: the last row, the last column come to the others where they are `totals`,
    and the figures of a column are of one size."""
    figures = [amount(word.text) for word in block]
    score = 0.0
    if totals[0]:
        score += sum(10 * adds_up(figures[k:-c:c], figures[len(figures) - c + k]) for k in range(c))
    if totals[1]:
        score += sum(10 * adds_up(figures[r : r + c - 1], figures[r + c - 1]) for r in range(0, len(figures), c))
    for k in range(c):
        sizes = [math.log10(abs(figure)) for figure in figures[k::c] if figure]
        mean = sum(sizes) / max(1, len(sizes))
        score -= sum(abs(size - mean) for size in sizes) / max(1, len(sizes))
    return score
