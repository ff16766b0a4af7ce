"""Headers broken in several lines, each line of which gives the next piece of some of them:

人口10万 対前年          人口10万人当たり, 対前年増減率 and, with a line of its own at the height of their middle, 総数
区分 総数
人当たり 増減率
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hakusho.read.grids.flattened.parts import alike, ends_whole, glue_of
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word

_NEW = -0.6  # for a header that begins below the first line
_FIRST = 1.5  # and before all others, if it does not stand over labels
_MATCH = -0.2
_MORE = 6  # headers that may begin below the first line
_Stack = tuple[tuple[Word, ...], ...]


def stacked(lines: Sequence[Row]) -> Iterator[tuple[float, list[Word]]]:
    """The headers that lines make where each goes on under the ones above it, with how likely they are."""
    if len(lines) < 2 or len(lines) > 6 or max(len(row.label) for row in lines) < 2:
        return
    states: dict[int, tuple[float, _Stack]] = {len(lines[0].label): (0.0, tuple((word,) for word in lines[0].label))}
    for row in lines[1:]:
        new: dict[int, tuple[float, _Stack]] = {}
        for score, cells in states.values():
            for k, (own, after) in _aligned(cells, row.label).items():
                if k not in new or score + own > new[k][0]:
                    new[k] = score + own, after
        states = new
    for score, cells in states.values():
        if all(len(cell) == 1 for cell in cells):
            continue
        yield score, [_joined(cell) for cell in cells]


def _aligned(cells: _Stack, words: Sequence[Word]) -> dict[int, tuple[float, _Stack]]:
    """The best ways to put the words of a line under the headers above or between them, by the number of headers."""
    n, k = len(cells), len(words)
    # best[i][j][new]: the first i cells and j words used, so many of them new
    best: dict[tuple[int, int, int], tuple[float, _Stack]] = {(0, 0, 0): (0.0, ())}
    for i in range(n + 1):
        for j in range(k + 1):
            for new in range(min(j, _MORE) + 1):
                here = best.get((i, j, new))
                if here is None:
                    continue
                score, done = here
                steps = []
                if i < n:
                    steps.append(((i + 1, j, new), score, (*done, cells[i])))
                if i < n and j < k:
                    fits = score + _MATCH + _fits(cells[i], words[j])
                    steps.append(((i + 1, j + 1, new), fits, (*done, (*cells[i], words[j]))))
                if j < k and new < _MORE:
                    own = _NEW - _beside(words, j) - _FIRST * (i == 0 and not is_stub(words[j].text))
                    steps.append(((i, j + 1, new + 1), score + own, (*done, (words[j],))))
                for key, value, stack in steps:
                    if key not in best or value > best[key][0]:
                        best[key] = value, stack
    return {n + new: best[n, k, new] for new in range(min(k, _MORE) + 1) if (n, k, new) in best}


def _beside(words: Sequence[Word], j: int) -> float:
    """How likely a word is a header of its own, as one of its kind stands beside it: 増減数 増減率."""
    near = [words[i].text for i in (j - 1, j + 1) if 0 <= i < len(words)]
    return 0.8 if words[j].text[0] != "(" and any(alike(words[j].text, text) for text in near) else 0.0


def _fits(cell: tuple[Word, ...], word: Word) -> float:
    """How far a word may be what a header goes on with in a later line."""
    whole = "".join(part.text for part in cell)
    value = glue_of(whole if len(cell) > 1 else cell[-1].text, word.text)
    if ends_whole(whole):
        value -= 0.7
    return value - 0.5 * max(0, len(word.text) - len(cell[0].text) - 1)


def _joined(cell: Sequence[Word]) -> Word:
    """The pieces of a header as one word."""
    below: Word | None = None
    for part in reversed(cell[1:]):
        below = Word(part.start, part.end, part.text, below)
    return Word(cell[0].start, cell[0].end, "".join(part.text for part in cell), below)
