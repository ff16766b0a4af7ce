"""The header above rows of m figures where no layout tells which words make it: the likeliest of all ways to part them.

科  目 予算額 収 納 済 額 予算額と      words for each column, broken by the width of the page, some of them over
収納済額との差                       those of the last line
本月分 累計
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hakusho.read.grids.flattened.broken import REMARKS
from hakusho.read.grids.flattened.deeper import raised
from hakusho.read.grids.flattened.header import Head, Header, over, plain
from hakusho.read.grids.flattened.one_a_line import levels_of
from hakusho.read.grids.flattened.parts import Partings, alike, letters_joined
from hakusho.read.grids.flattened.two_levels import Amounts, two_levels
from hakusho.read.grids.rows import Row, is_stub, text_of
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated
from hakusho.read.grids.unit_lines import is_bare_unit

_MAX_WORDS = 60
_MAX_COLUMNS = 20
_MAX_LABELS = 2  # lines between the header and the first row
_SHORT = 7  # characters; a shorter line is no title
_TITLE_LINES = 2
_MAX_NAMED = 4  # words that may stand over the labels
_WORSE = 6.0  # no levels make good so much
_WORST = -1.2  # for each column, where no word says what stands over the labels
_Found = tuple[float, Header, list[Row]]


def segmented(
    lines: Sequence[Row], m: int, amounts: Amounts = (), *, grouped: bool = False
) -> tuple[float, Header, list[Row]] | None:
    """The likeliest header of m columns in the lines above the first row, how likely it is (above 0: its words say so),
    and the lines of labels between the two."""
    if not 2 <= m <= _MAX_COLUMNS:
        return None
    best: _Found | None = None
    for end in range(len(lines), max(0, len(lines) - 1 - _MAX_LABELS), -1):
        labels = lines[end:]
        if labels and (labels[0].unit or len(labels[0].label) > 1):
            break
        for begin, bonus in _begins(lines[:end]):
            rank = bonus - len(labels) + (2 if grouped and len(labels) == 1 else 0)
            for score, header in _headers(lines[begin:end], m, amounts):
                if best is None or score + rank > best[0]:
                    best = score + rank, replace(header, first=lines[begin].first), list(labels)
    if best is None or (best[0] < _WORST * m and not best[1].stubs):
        return None
    return best


def _begins(lines: Sequence[Row]) -> Iterator[tuple[int, float]]:
    """Where the header may begin, and how likely: with a word over the labels, below a unit or a blank line, or below
    the title that stands there."""
    near = True  # no blank line from here down
    named = 0
    for i in range(len(lines) - 1, -1, -1):
        row = lines[i]
        if row.unit and not _in_brackets(row):
            return
        if _names_labels(row) and named < _MAX_NAMED:
            named += 1
            twice = i + 1 < len(lines) and len(letters_joined(row.label)) == 1 and _names_labels(lines[i + 1])
            yield i, 2.5 if twice else 2.0  # 年度 / 区分
        above = lines[i - 1] if i else None
        whole = above is None or (above.unit and not _in_brackets(above))
        bounded = whole or (above is not None and above.last + 1 < row.first)
        if near and bounded:
            for below in range(i, min(i + 1 + _TITLE_LINES, len(lines))):
                title = all(len(text_of(line)) > _SHORT for line in lines[i:below])
                yield below, float(i - below) if title else -3.0
        near = near and not bounded


def _names_labels(row: Row) -> bool:
    """Whether a line begins with a word for the column of labels."""
    return is_stub(letters_joined(row.label)[0].text)


def _headers(lines: Sequence[Row], m: int, amounts: Amounts) -> Iterator[tuple[float, Header]]:
    """The headers that the words of the lines make."""
    words: list[Word] = []
    numbers: list[int] = []
    units: dict[int, Word] = {}  # the unit on the line below a word, by where the word ends
    for row in lines:
        if words and len(row.label) == 1 and is_bare_unit(row.label[0].text):
            units[words[-1].end] = row.label[0]
            continue
        whole = letters_joined(row.label)
        words += whole
        numbers += [row.first] * len(whole)
    if len(words) > m and words[-1].text in REMARKS:
        words, numbers = words[:-1], numbers[:-1]  # over a column that is empty
    if not m <= len(words) <= _MAX_WORDS:
        return
    most = min(2 * m + 4, m + 12, len(words))
    partings = Partings(words, numbers, most)
    found = [parted for k in range(m, most + 1) if (parted := partings.into(k)) is not None]
    top = max((parted.score for parted in found), default=0.0)
    for parted in found:
        if parted.score < top - _WORSE:
            continue
        for score, header in _levels(parted.words, m, amounts, lines[-1].label[0].start):
            yield parted.score + score, _with_units(header, units)


def _levels(words: Sequence[Word], m: int, amounts: Amounts, last: int) -> Iterator[tuple[float, Header]]:
    """The headers of one to three levels that so many words make; `last` is where their last line begins."""
    k = len(words)
    stub = is_stub(words[0].text)
    if k == m:
        yield -3.0 if stub else 0.0, plain(words, m)
    elif k == m + 1:
        yield 1.0 if stub else -0.5, plain(words, m)
    elif k == m + 2 and stub and is_stub(words[1].text):
        yield 1.0, plain(words, m)
    for cut in range(1, k - 1):
        if any(map(_is_date, words[stub:cut])) and any(map(_is_date, words[cut:])):
            continue  # years stand over no years
        for score, header in two_levels(words[:cut], words[cut:], m, amounts):
            yield 0.5 * (score - 3) + stub - _unlike(words[stub:cut]) - _unlike(words[cut:]), header
    below = next((i for i, word in enumerate(words) if word.start == last), k)  # the words of the last line
    size = k - below
    if size > 1 and below - stub > 1 and below - stub - 1 + size == m:
        yield (
            0.5 * stub - _unlike(words[below:]),
            over(words[stub:below], words[below:], [*[0] * (below - stub - 1), size], words[:stub]),
        )
    beside = [i for i, word in enumerate(words) if word.text.startswith("うち")]
    half = m // 2
    if m == 2 * half and k - stub == m and beside == list(range(k - half, k)):  # each stands beside its whole
        yield 1.0, _beside(words[stub : k - half], words[k - half :], words[:stub])
    if stub and k == 2 * m + 1 and (all(map(_is_date, words[m + 1 :])) or not any(map(_is_date, words[1 : m + 1]))):
        yield -0.5, over(words[1 : m + 1], words[m + 1 :], [1] * m, words[:1])
    if stub and (nested := levels_of(words[1:], m, words[0])) is not None:
        yield 1.0, nested
    if stub and k == m + 2 and len(words[1].text) <= 12:
        yield 0.5 - _unlike(words[2:]), _under_one(words, m)
    if stub and k > m + 2:
        for cut in range(2, min(4, k - m)):
            lower = words[cut:]
            for inner in range(1, len(lower) - 1):
                for score, header in two_levels(lower[:inner], lower[inner:], m, amounts):
                    if (above := raised(words[1:cut], header, m)) is not None:
                        yield 0.5 * (score - 3), replace(above, stubs=(words[0], *header.stubs))


def _in_brackets(row: Row) -> bool:
    """Whether a unit belongs to a header: (千人), and not to the table: (単位:人)."""
    return row.label[0].text[0] in "([" and "単" not in row.label[0].text


def _is_date(word: Word) -> bool:
    return is_dated(word.text)


def _unlike(words: Sequence[Word]) -> float:
    """How unlike headers beside each other are: 輸出額 and 輸入額 are of one kind."""
    return 0.4 * sum(not alike(a.text, b.text) for a, b in pairwise(words))


def _beside(whole: Sequence[Word], parts: Sequence[Word], stubs: Sequence[Word]) -> Header:
    """The header of pairs of columns, of which the second is a part of the first: 学校数, うち私立."""
    cells = [Head(word, 0, 2 * i, 2) for i, word in enumerate(whole)]
    cells += [Head(word, 1, 2 * i + 1) for i, word in enumerate(parts)]
    return Header(tuple(cells), tuple(stubs), 2)


def _under_one(words: Sequence[Word], m: int) -> Header:
    """The header whose first word after that over the labels stands over all columns."""
    cells = [Head(words[1], 0, 0, m), *(Head(word, 1, i) for i, word in enumerate(words[2:]))]
    return Header(tuple(cells), (words[0],), 2)


def _with_units(header: Header, units: dict[int, Word]) -> Header:
    """The header with the units below some of its words as a level of their own."""
    found = [(head, units[head.word.end]) for head in header.heads if head.span == 1 and head.word.end in units]
    if not found:
        return header
    cells = (Head(unit, header.levels, head.col) for head, unit in found)
    return replace(header, heads=(*header.heads, *cells), levels=header.levels + 1)
