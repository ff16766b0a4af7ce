"""The header of a flattened table as read: which word stands over which columns of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hakusho.read.grids.textlines import Word

_UNITLESS = re.compile(r"指数|率$|比$|倍率|順位")


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell: its level from 0, its first column among those of figures, and how many columns it stands over."""

    word: Word
    level: int
    col: int
    span: int = 1
    below: Word | None = None  # what it goes on with in the next line

    @property
    def rest(self) -> Word | None:
        """The end of a broken word."""
        return self.below or self.word.below


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


def over(upper: Sequence[Word], lower: Sequence[Word], sizes: Sequence[int], stubs: Sequence[Word]) -> Header:
    """A header of two levels; `sizes` are the columns under each upper word, 0 for one that has none below."""
    cells = []
    col = below = 0
    for word, size in zip(upper, sizes, strict=True):
        cells.append(Head(word, 0, col, max(1, size)))
        cells += [Head(lower[below + i], 1, col + i) for i in range(size)]
        col, below = col + max(1, size), below + size
    return Header(tuple(cells), tuple(stubs), 2)


def with_units(header: Header, units: Sequence[Word], m: int) -> Header | None:
    """The header with a last level, the unit of each of the m columns; fewer units pass over columns that need none."""
    lowest = {c: head for head in header.heads for c in range(head.col, head.col + head.span)}
    columns = list(range(m))
    if len(units) < m:
        columns = [c for c in columns if c in lowest and not _UNITLESS.search(lowest[c].word.text)]
    if len(units) != len(columns):
        return None
    cells = tuple(Head(word, header.levels, c) for c, word in zip(columns, units, strict=True))
    return replace(header, heads=(*header.heads, *cells), levels=header.levels + 1)


def spread(header: Header, sizes: Sequence[int]) -> Header:
    """The header with each of its columns as so many: 金額 over 円 and ％."""
    begins = [sum(sizes[:c]) for c in range(len(sizes) + 1)]
    cells = tuple(
        replace(head, col=begins[head.col], span=begins[head.col + head.span] - begins[head.col])
        for head in header.heads
    )
    return replace(header, heads=cells)


def joined(words: Sequence[Word]) -> Word:
    """Words that stand one after another as one."""
    return Word(words[0].start, words[-1].end, "".join(word.text for word in words))
