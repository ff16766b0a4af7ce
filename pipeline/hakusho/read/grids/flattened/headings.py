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
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hakusho.read.grids.flattened import deeper
from hakusho.read.grids.flattened.broken import INCOMPLETE, rejoined, stacked
from hakusho.read.grids.flattened.header import Header, plain, spread, with_units
from hakusho.read.grids.flattened.lettering import letterings, suffix_joined
from hakusho.read.grids.flattened.levelled import header_tree
from hakusho.read.grids.flattened.one_a_line import one_a_line
from hakusho.read.grids.flattened.segmented import segmented
from hakusho.read.grids.flattened.two_levels import Amounts, two_levels
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.unit_lines import is_bare_unit, is_counter, is_unit_line

MAX_PENDING = 3  # lines of labels between the header and the first row
_MAX_LINES = 4  # of a header


def header_above(
    lines: Sequence[Row], m: int, amounts: Amounts = (), *, grouped: bool = False
) -> tuple[Header, list[Row]] | None:
    """The header among the lines above the first row of m figures, and the lines of labels between the two. Where later
    rows are `grouped` under lines of labels, a word alone on the line before the first row is such a label too."""
    best: tuple[float, Header, list[Row]] | None = None
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
    guess = header_tree(lines, m, amounts, grouped=grouped)
    if guess is not None:
        return guess[1], guess[2]
    for end in range(len(words), max(0, len(words) - MAX_PENDING - 2), -1):
        labels = words[end:]
        if len(labels) > MAX_PENDING:
            break
        for begin in range(end - 1, max(-1, end - 1 - _MAX_LINES), -1):
            if grouped and end == len(words) and end - begin > 1 and len(words[-1].label) == 1:
                continue
            for score, header in _readings(words[begin:end], m, amounts):
                if best is None or score > best[0]:
                    best = score, replace(header, first=words[begin].first), labels
    found = (best[1], best[2]) if best is not None else one_a_line(lines, m)
    if found is None or not found[0].stubs or (best is None and found[1]):
        guess = segmented(lines, m, amounts, grouped=grouped)
        if guess is not None and (found is None or (any(map(_is_stub, guess[1].stubs)) and guess[0] > 0)):
            return guess[1], guess[2]
    return found


def _is_of_units(line: Row) -> bool:
    """Whether a line gives the unit of each column: ha kg t, (人) (％)."""
    return len(line.label) > 1 and all(
        is_counter(w.text) or is_bare_unit(w.text) or is_unit_line(w.text) for w in line.label
    )


def _readings(lines: Sequence[Row], m: int, amounts: Amounts) -> Iterator[tuple[float, Header]]:
    """The ways to read lines as a header, the likeliest with the highest score."""
    if len(lines) == 1:
        for words in letterings(lines[0].label):
            extra = len(words) - m
            if extra == 2 and _is_stub(words[0]) and not _is_stub(words[1]) and (whole := suffix_joined(words)):
                yield 3.5, plain(whole, m)
            if 0 <= extra <= 2 and len(words) >= 2 and (m > 1 or _is_stub(words[0])):
                yield 1 + 2 * _is_stub(words[0]) + (extra == 1), plain(words, m)
                break
        return
    yield from deeper.readings(lines, m, lambda rest, n: _readings(rest, n, amounts if n == m else ()))
    if len(lines) == 2:
        for upper in letterings(lines[0].label):
            yield from stacked(upper, lines[1].label, m)
            yield from two_levels(upper, lines[1].label, m, amounts)
    words = [word for line in lines for word in line.label]
    if _is_stub(words[0]) and len(words) == m + 1 > len(lines) and _together(lines):
        yield 2.5, plain(words, m)  # 品目 発生量 / 再利用量 / 再利用率
    if _is_stub(lines[0].label[0]) and sum(len(line.label) for line in lines) > len(lines) and _together(lines):
        whole_words = rejoined(lines, m)
        if whole_words is not None:
            goes_on = any(INCOMPLETE.search(line.label[-1].text) for line in lines[:-1])
            yield 1.5 + 2 * goes_on, plain(whole_words, m)


def _is_stub(word: Word) -> bool:
    return is_stub(word.text)


def _together(lines: Sequence[Row]) -> bool:
    return all(b.first == a.last + 1 for a, b in itertools.pairwise(lines))
