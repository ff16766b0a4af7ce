"""The header of a flattened table: which of the lines above (or below) its rows are the header, and how their words
stand over the columns.

    区分 計画数 採用人数          one line: a word for each column
    区分 令和4年 令和5年          two lines: upper words over groups of the lower
    男 女 男 女
    地域 就業者数 対前年          broken by the width of the page: the last word of a line goes on in the next
    増減 失業率
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.header import Header, plain, spread, with_units
from hakusho.read.grids.flattened.levelled import header_tree
from hakusho.read.grids.flattened.parts import letters_joined
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.sums import Amounts
from hakusho.read.grids.unit_lines import is_bare_unit, is_counter, is_unit_line

MAX_PENDING = 3  # lines of labels between the header and the first row


def header_above(
    lines: Sequence[Row], m: int, amounts: Amounts = (), *, grouped: bool = False
) -> tuple[Header, list[Row]] | None:
    """The header among the lines above the first row of m figures, and the lines of labels between the two. Where later
    rows are `grouped` under lines of labels, a word alone on the line before the first row is such a label too."""
    words = [line for line in lines if not line.unit]
    if len(words) > 1 and _is_of_units(words[-1]) and (found := header_above(words[:-1], m, amounts)) is not None:
        header = with_units(found[0], words[-1].label, m)
        if header is not None and not found[1]:
            return header, []
    if len(words) > 1 and _is_of_units(words[-1]) and len(words[-1].label) == m:
        units = words[-1].label
        begins = [i for i, unit in enumerate(units) if unit.text == units[0].text]
        groups_of = [b - a for a, b in itertools.pairwise([*begins, m])]
        found = header_above(words[:-1], len(begins)) if max(groups_of) > 1 else None
        if found is not None and not found[1] and (header := with_units(spread(found[0], groups_of), units, m)):
            return header, []
    if m > 1:
        guess = header_tree(lines, m, amounts, grouped=grouped)
        return (guess[1], guess[2]) if guess is not None else None
    return _over_one(words)


def _over_one(lines: Sequence[Row]) -> tuple[Header, list[Row]] | None:
    """The header of one column of figures, on one line or each word on its own: 区分 人数, with lines of labels below."""
    for height in (1, 3, 2):
        for end in range(len(lines), max(height, len(lines) - MAX_PENDING) - 1, -1):
            block = lines[end - height : end]
            words = [word for line in block for word in letters_joined(line.label)]
            stubs = [is_stub(word.text) for word in words[:-1]]
            if 0 < len(stubs) < 3 and all(stubs) and (height == 1 or len(words) == height):
                return replace(plain(words, 1), first=block[0].first), list(lines[end:])
    return None


def _is_of_units(line: Row) -> bool:
    """Whether a line gives the unit of each column: ha kg t, (人) (％)."""
    return len(line.label) > 1 and all(
        is_counter(w.text) or is_bare_unit(w.text) or is_unit_line(w.text) for w in line.label
    )
