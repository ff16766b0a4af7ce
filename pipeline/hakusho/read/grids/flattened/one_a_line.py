"""Headers that stand on a line each, as a converter leaves the cells of a table: 区分, 令和4年, 令和5年."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.broken import INCOMPLETE
from hakusho.read.grids.flattened.header import Header, joined, over, plain
from hakusho.read.grids.levels import groups
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated


def one_a_line(lines: Sequence[Row], m: int) -> tuple[Header, list[Row]] | None:
    """Headers that stand on a line each, from 区分 or the like on, in one level or two; a unit belongs to the word
    before it."""
    n = len(lines)
    while n and (lines[n - 1].unit or len(lines[n - 1].label) == 1):
        n -= 1
    tail = list(lines[n:])
    begin = next((i for i, row in enumerate(tail) if not row.unit and is_stub(row.label[0].text)), None)
    if begin is None:
        return _block_of(tail, m)
    words: list[Word] = []
    rows: list[Row] = []
    for row in tail[begin:]:
        if len(words) > m and row.first > rows[-1].last + 1:
            break  # a blank line: labels follow
        if row.unit and words and row.first == rows[-1].last + 1:
            words[-1] = joined([words[-1], *row.label])
            rows[-1] = replace(rows[-1], last=row.last)
        elif not row.unit:
            words.append(row.label[0])
            rows.append(row)
    if len(words) > m + 1:
        words, rows = _whole(words, rows, m + 1)
    if len(words) <= m:
        return None
    behind = [row for row in tail[begin:] if not row.unit and row.first > rows[-1].last]
    if len(words) == m + 2 and is_stub(words[1].text):
        return replace(plain(words, m), first=tail[begin].first), behind
    header = levels_of(words[1:], m, words[0]) or _levels_before(tail[:begin], words, m)
    if header is not None:
        return replace(header, first=tail[begin].first), behind
    return replace(plain(words[: m + 1], m), first=tail[begin].first), [*rows[m + 1 :], *behind]


def _whole(words: list[Word], rows: list[Row], least: int) -> tuple[list[Word], list[Row]]:
    """The words with those together that stand on several lines: what is in brackets, and what another begins."""
    whole: list[Word] = []
    lines: list[Row] = []
    for word, row in zip(words, rows, strict=True):
        if lines and row.first == lines[-1].last + 1 and (word.text[0] in "([" or INCOMPLETE.search(whole[-1].text)):
            whole[-1], lines[-1] = joined([whole[-1], word]), replace(lines[-1], last=row.last)
        else:
            whole.append(word)
            lines.append(row)
    return (whole, lines) if len(whole) >= least else (words, rows)


def _block_of(lines: Sequence[Row], m: int) -> tuple[Header, list[Row]] | None:
    """The header whose first word is not known to stand over labels: the lines up to a blank one, a word for each column
    and one for the labels."""
    n = len(lines)
    while n and (n == len(lines) or lines[n].first == lines[n - 1].last + 1):
        n -= 1
    block = lines[n:]
    if m < 2 or len(block) != m + 1 or any(row.unit for row in block):
        return None
    return replace(plain([row.label[0] for row in block], m), first=block[0].first), []


def _levels_before(lines: Sequence[Row], words: Sequence[Word], m: int) -> Header | None:
    """Upper headers that stand before the word over the labels: 2018年 2019年 国名 実績 割合 実績 割合."""
    if len(words) != m + 1:
        return None
    names = [word.text.partition("(")[0] for word in words[1:]]
    for k in range(2, m // 2 + 1):
        size = m // k
        if m % k or len(lines) < k or len(set(names[:size])) != size or names != names[:size] * k:
            continue
        upper = [row.label[0] for row in lines[-k:] if not row.unit and len(row.label) == 1]
        if len(upper) == k and all(is_dated(word.text) or len(word.text) <= 6 for word in upper):
            return over(upper, words[1:], [size] * k, words[:1])
    return None


def levels_of(words: Sequence[Word], m: int, stub: Word) -> Header | None:
    """Words in two levels, the upper ones first or each before its own; None where they are in one."""
    heads = len(words) - m
    if heads < 1:
        return None
    names = [word.text.partition("(")[0] for word in words]
    if heads > 1 and len(words) % heads == 0:  # 平成8年度 排出量 割合 平成9年度 排出量 割合
        step = len(words) // heads
        under = [name for i, name in enumerate(names) if i % step]
        uppers = [word for i, word in enumerate(words) if i % step == 0]
        if step > 2 and all(under[i] == under[i % (step - 1)] for i in range(len(under))) and len(set(names)) > step:
            lower = [word for i, word in enumerate(words) if i % step]
            return over(uppers, lower, [step - 1] * heads, [stub])
    for top in range(max(heads, 1), len(words) - 1):
        sizes = groups(names[:top], names[top:], m) if heads > 1 else None
        if sizes is not None and len(set(names[:top])) == top:
            return over(words[:top], words[top:], sizes, [stub])
    return None
