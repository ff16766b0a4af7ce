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
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hakusho.read.grids.levels import groups
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_year

MAX_PENDING = 3  # lines of labels between the header and the first row
REMARKS = frozenset({"備考", "摘要", "注", "特記事項", "主な内容", "内容", "説明", "担当", "根拠"})
_TAIL = re.compile(r"[(].{1,12}[)]|.{0,3}(?:増△?減|率|額|数|比|割合|人員|件数|人数|%|計)")  # the end of a broken header
_SUFFIX = re.compile(r"指数|率|数|額|比|増減率?|増減額")
_MAX_LINES = 4  # of a header
_GROUP = re.compile(r"(?:内訳|別|増△?減|比較|構成|内数|状況|計画|実績|収支|当初|補正)(?:\(.{0,12}\))?$")  # heads others
_INCOMPLETE = re.compile(r"(?:前年度?|前期|前回|同期|同月|対前|当たり|1人|人口|年間|における|及び|の|・)$")  # goes on


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell: its level from 0, its first column among those of figures, and how many columns it stands over."""

    word: Word
    level: int
    col: int
    span: int = 1
    below: Word | None = None  # what it goes on with in the next line


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: cells over the columns of figures, and what stands over the labels."""

    heads: tuple[Head, ...]
    stubs: tuple[Word, ...]
    levels: int = 1
    first: int = -1  # its first line

    @property
    def words(self) -> list[Word]:
        return sorted([*self.stubs, *(head.word for head in self.heads)], key=lambda word: word.start)


def plain(words: Sequence[Word], m: int) -> Header:
    """A header of one line: the last m words over the columns."""
    stubs, heads = words[: len(words) - m], words[len(words) - m :]
    return Header(tuple(Head(word, 0, i) for i, word in enumerate(heads)), tuple(stubs))


def header_above(lines: Sequence[Row], m: int) -> tuple[Header, list[Row]] | None:
    """The header among the lines above the first row of m figures, and the lines of labels between the two."""
    best: tuple[float, Header, list[Row]] | None = None
    words = [line for line in lines if not line.unit]
    for end in range(len(words), max(0, len(words) - MAX_PENDING - 2), -1):
        labels = words[end:]
        if len(labels) > MAX_PENDING:
            break
        for begin in range(end - 1, max(-1, end - 1 - _MAX_LINES), -1):
            for score, header in _readings(words[begin:end], m):
                if best is None or score > best[0]:
                    best = score, replace(header, first=words[begin].first), labels
    if best is None:
        return _one_a_line(lines, m)
    return best[1], best[2]


def _readings(lines: Sequence[Row], m: int) -> Iterator[tuple[float, Header]]:
    """The ways to read lines as a header, the likeliest with the highest score."""
    if len(lines) == 1:
        for words in _letterings(lines[0].label):
            extra = len(words) - m
            if extra == 2 and _is_stub(words[0]) and not _is_stub(words[1]) and (whole := _suffix_joined(words)):
                yield 3.5, plain(whole, m)
            if 0 <= extra <= 2 and len(words) >= 2 and (m > 1 or _is_stub(words[0])):
                yield 1 + 2 * _is_stub(words[0]) + (extra == 1), plain(words, m)
                break
        return
    if len(lines) == 2:
        for upper in _letterings(lines[0].label):
            yield from _stacked(upper, lines[1].label, m)
            yield from _two_levels(upper, lines[1].label, m)
    if _is_stub(lines[0].label[0]) and sum(len(line.label) for line in lines) > len(lines) and _together(lines):
        words = _rejoined(lines, m)
        if words is not None:
            yield 2.5 + bool(_INCOMPLETE.search(lines[0].label[-1].text)), plain(words, m)


def _is_stub(word: Word) -> bool:
    return is_stub(word.text)


def _together(lines: Sequence[Row]) -> bool:
    return all(b.first == a.last + 1 for a, b in itertools.pairwise(lines))


def _stacked(upper: Sequence[Word], lower: Sequence[Word], m: int) -> Iterator[tuple[float, Header]]:
    """Headers each broken in two: as many words below as above, or units."""
    heads = upper[1:]
    if not _is_stub(upper[0]) or len(lower) != m or len(heads) - m not in (0, 1) or len(upper) < 3:
        return
    if len(heads) > m and heads[-1].text not in REMARKS:
        return
    if m < 3 and not all(_TAIL.fullmatch(word.text) for word in lower):
        return
    cells = [Head(word, 0, i, 1, below) for i, (word, below) in enumerate(zip(heads, lower, strict=False))]
    cells += [Head(word, 0, m, 1) for word in heads[m:]]
    yield 4.5, Header(tuple(cells), (upper[0],))


def _two_levels(upper: Sequence[Word], lower: Sequence[Word], m: int) -> Iterator[tuple[float, Header]]:
    for top in (0, 1, 2):
        for low in (0, 1, 2):
            if top >= len(upper) or low >= len(lower) or not all(map(_is_stub, [*upper[:top], *lower[:low]])):
                continue
            heads, below = upper[top:], lower[low:]
            texts = [word.text for word in below]
            sizes = groups([word.text for word in heads], texts, m)
            if sizes is None and _over_dates(heads, below, m):
                sizes = [m // len(heads)] * len(heads)
            if sizes is None:
                continue
            stubs = (*upper[:top], *lower[:low])
            groups_of_one = sum(1 for size in sizes if size) == 1
            if groups_of_one and not (top and len(heads) > 1):
                continue
            named = _GROUP.search(heads[max(i for i, size in enumerate(sizes) if size)].text)
            score = (3.5 if named else 1.5) if groups_of_one else 2.5 + 2 * bool(stubs)
            yield score + 0.5 * (len(stubs) == 1), over(heads, below, sizes, stubs)


def over(upper: Sequence[Word], lower: Sequence[Word], sizes: Sequence[int], stubs: Sequence[Word]) -> Header:
    """A header of two levels; `sizes` are the columns under each upper word, 0 for one that has none below."""
    cells = []
    col = below = 0
    for word, size in zip(upper, sizes, strict=True):
        cells.append(Head(word, 0, col, max(1, size)))
        cells += [Head(lower[below + i], 1, col + i) for i in range(size)]
        col, below = col + max(1, size), below + size
    return Header(tuple(cells), tuple(stubs), 2)


def _over_dates(upper: Sequence[Word], lower: Sequence[Word], m: int) -> bool:
    """Whether years stand over as many words each, though not the same ones."""
    dated = all(is_dated(word.text) or is_year(word.text) for word in upper)
    return len(lower) == m and 2 <= len(upper) < m and m % len(upper) == 0 and dated


def _rejoined(lines: Sequence[Row], m: int) -> list[Word] | None:
    """The words of lines that go on in the next, where that makes a word for each column and one for the labels."""
    count = sum(len(line.label) for line in lines)
    joins = count - (m + 1)
    if not 0 < joins <= len(lines) - 1:
        return None
    out = list(lines[0].label)
    left = len(lines) - 1
    for line in lines[1:]:
        go_on = joins == left or (joins > 0 and line.label[0].text[0] in "(増減同比率数額")
        if go_on:
            out[-1] = joined([out[-1], line.label[0]])
            joins -= 1
        out += line.label[go_on:]
        left -= 1
    return out if joins == 0 else None


def joined(words: Sequence[Word]) -> Word:
    """Words that stand one after another as one."""
    return Word(words[0].start, words[-1].end, "".join(word.text for word in words))


def _suffix_joined(words: Sequence[Word]) -> list[Word] | None:
    """The words with the one joined to the word before it that only ends a header: 労働時間 指数."""
    at = [i for i, word in enumerate(words) if i > 1 and _SUFFIX.fullmatch(word.text)]
    if len(at) != 1:
        return None
    i = at[0]
    return [*words[: i - 1], joined(words[i - 1 : i + 1]), *words[i + 1 :]]


def _letterings(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of a line as they stand, and with letters joined that are spread out alike: 明  治 大  正."""
    yield list(words)
    gaps = sorted({b.start - a.end for a, b in itertools.pairwise(words) if len(a.text) == len(b.text) == 1})
    for gap in reversed(gaps):
        out: list[Word] = []
        last: Word | None = None
        for word in words:
            if last and len(last.text) == len(word.text) == 1 and word.start - last.end == gap:
                out[-1] = joined([out[-1], word])
            else:
                out.append(word)
            last = word
        yield out
    if any(gap <= 2 for gap in gaps):
        yield _in_pairs(words)


def _in_pairs(words: Sequence[Word]) -> list[Word]:
    """Single letters two by two: 定 員 現 員."""
    out: list[Word] = []
    open_ = False
    for word in words:
        if open_ and len(word.text) == 1:
            out[-1] = joined([out[-1], word])
            open_ = False
        else:
            out.append(word)
            open_ = len(word.text) == 1
    return out


def _one_a_line(lines: Sequence[Row], m: int) -> tuple[Header, list[Row]] | None:
    """Headers that stand on a line each, from 区分 or the like on, in one level or two; a unit belongs to the word
    before it."""
    n = len(lines)
    while n and (lines[n - 1].unit or len(lines[n - 1].label) == 1):
        n -= 1
    tail = list(lines[n:])
    begin = next((i for i, row in enumerate(tail) if not row.unit and _is_stub(row.label[0])), None)
    if begin is None:
        return None
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
    if len(words) <= m:
        return None
    behind = [row for row in tail[begin:] if not row.unit and row.first > rows[-1].last]
    if len(words) == m + 2 and _is_stub(words[1]):
        return replace(plain(words, m), first=tail[begin].first), behind
    header = _levels_of(words[1:], m, words[0]) or _levels_before(tail[:begin], words, m)
    if header is not None:
        return replace(header, first=tail[begin].first), behind
    return replace(plain(words[: m + 1], m), first=tail[begin].first), [*rows[m + 1 :], *behind]


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


def _levels_of(words: Sequence[Word], m: int, stub: Word) -> Header | None:
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
