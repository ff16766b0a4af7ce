"""Headers of several lines taken apart line by line, each way leaving a header of fewer lines to read:

区分                          a line with the word over the labels alone
令和4年度 令和5年度           a level over the headers of the lines below
教員数 女性 教員数 女性
の割合 の割合                 the ends of words that the line above begins
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.header import Head, Header, joined
from hakusho.read.grids.levels import groups
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated

Readings = Callable[[Sequence[Row], int], Iterator[tuple[float, Header]]]

_FRAGMENT = re.compile(r"[のにをと].{1,10}|(?:当たり|あたり|増△?減|比|率|数|額|割合).{0,6}|[(].{1,12}[)]")
_COMPLETE = re.compile(r"(?:数|額|計|率|量|人員|件|金)$")


def readings(lines: Sequence[Row], m: int, simpler: Readings) -> Iterator[tuple[float, Header]]:
    """The ways to read lines as a header of m columns, with what `simpler` makes of fewer lines."""
    if not all(b.first == a.last + 1 for a, b in itertools.pairwise(lines)):
        return
    first = lines[0].label
    if len(first) < 3 and all(is_stub(word.text) for word in first) and len(lines) > 1:
        for score, header in simpler(lines[1:], m):
            if not header.stubs:
                yield score + 1.5, replace(header, stubs=(joined(first),))
    if (whole := _merged(lines[-2], lines[-1])) is not None:
        for score, header in simpler([*lines[:-2], whole], m):
            yield score + 0.7, header
    if len(lines) > 2:
        for stubs in range(3):
            words = first[stubs:]
            if (
                len(words) < 2 - bool(stubs)
                or not all(is_stub(w.text) for w in first[:stubs])
                or is_stub(words[0].text)
            ):
                continue
            for alone in range(min(len(words), m - 1)):
                for score, header in simpler(lines[1:], m - alone):
                    above = raised(words, header, m - alone)
                    if above is not None:
                        yield score + 0.6 + bool(stubs), replace(above, stubs=(*first[:stubs], *header.stubs))


def _merged(upper: Row, lower: Row) -> Row | None:
    """The two lines as one, where the lower has only ends of words of the upper one."""
    ends = lower.label
    if not ends or not all(_FRAGMENT.fullmatch(word.text) for word in ends) or len(ends) > len(upper.label):
        return None
    texts = [word.text for word in upper.label]
    stubs = sum(1 for _ in itertools.takewhile(is_stub, texts))
    places = list(range(stubs, len(texts)))
    if len(ends) != len(places):
        names = [text for text in dict.fromkeys(texts[stubs:]) if texts[stubs:].count(text) == len(ends)]
        open_ = [text for text in names if not _COMPLETE.search(text)]
        if len(ends) < 2 or not names:
            return None
        chosen = (open_ or names)[-1]
        places = [i for i in places if texts[i] == chosen]
    words = list(upper.label)
    for i, end in zip(places, ends, strict=True):
        words[i] = Word(words[i].start, words[i].end, words[i].text + end.text, below=end)
    return replace(upper, label=words, last=lower.last)


def raised(words: Sequence[Word], header: Header, columns: int) -> Header | None:
    """A header with words above its own; of the words some may stand over a column of their own, with nothing below."""
    tops = sorted((head for head in header.heads if head.level == 0), key=lambda head: head.col)
    names = [head.word.text for head in tops]
    if sum(head.span for head in tops) != columns:
        return None
    alone = max(0, len(words) - len(tops))
    sizes: Sequence[int] | None = None
    for extra in range(alone, len(words)):
        sizes = groups([word.text for word in words], names, len(tops) + extra)
        if sizes is not None:
            break
    if sizes is None and len(tops) % len(words) == 0 and len(words) > 1 and all(is_dated(w.text) for w in words):
        sizes = [len(tops) // len(words)] * len(words)
    if sizes is None:
        return None
    cells: list[Head] = []
    moved: dict[int, int] = {}  # first column of a top header: where it comes to stand
    col = at = 0
    for word, size in zip(words, sizes, strict=True):
        begin = col
        for head in tops[at : at + size]:
            moved[head.col] = col
            col += head.span
        at, col = at + size, max(col, begin + 1)
        cells.append(Head(word, 0, begin, col - begin))
    for head in header.heads:
        top = next(other for other in tops if other.col <= head.col < other.col + other.span)
        cells.append(replace(head, level=head.level + 1, col=moved[top.col] + head.col - top.col))
    return Header(tuple(cells), header.stubs, header.levels + 1)
