"""Header words that the page spread out: letters of a word, and what only ends the word before it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.textlines import Word

_SUFFIX = re.compile(r"指数|率|数|額|比|増減率?|増減額")


def suffix_joined(words: Sequence[Word]) -> list[Word] | None:
    """The words with the one joined to the word before it that only ends a header: 労働時間 指数."""
    at = [i for i, word in enumerate(words) if i > 1 and _SUFFIX.fullmatch(word.text)]
    if len(at) != 1:
        return None
    i = at[0]
    return [*words[: i - 1], joined(words[i - 1 : i + 1]), *words[i + 1 :]]


def letterings(words: Sequence[Word]) -> Iterator[list[Word]]:
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
