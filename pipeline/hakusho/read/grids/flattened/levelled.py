"""The lines above the first row of a flattened table as a header: which of them, and which levels they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, combinations, islice, pairwise

from hakusho.read.grids.flattened.broken import REMARKS
from hakusho.read.grids.flattened.header import Head, Header
from hakusho.read.grids.flattened.parts import Partings, letters_joined
from hakusho.read.grids.flattened.places import dated
from hakusho.read.grids.flattened.stacks import stacked
from hakusho.read.grids.flattened.trees import Node, Tree, flat, nested, placed, spread, with_own, woven
from hakusho.read.grids.flattened.weights import HALF_YEAR, Figures, weigh
from hakusho.read.grids.rows import Row, is_stub, text_of
from hakusho.read.grids.sums import Amounts
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.unit_lines import is_bare_unit

_MAX_COLUMNS = 30
_MAX_WORDS = 70
_MAX_LABELS = 2  # lines between the header and the first row
_MAX_LINES = 12  # of a header, and more where each has one word
_SLACK = 2.5  # how much worse a parting of words may be than the best
_TITLE = 5  # characters; a shorter line is no title
_LONG = 9
_TITLE_ENDS = re.compile(
    r"(?:の|別).{0,12}(?:推移|状況|概要|内訳|一覧|実績|統計|データ|数|額|比較|比|結果)(?:[(〔].{1,24}[)〕])?$"
)
_NUMBERED = re.compile(r"[(]?(?:\d{1,2}|[A-Z])[).]?$|\d[-.\d]{1,8}表?$|[①-⑳]")
_BREAK = 0.8  # for a line that ends within a level, and with it a header
_MAX_TREES = 1500  # that are weighed
_MOST_WEIGHT = 9.0  # a tree seldom weighs more
_LEAST = -1.5  # a header of several lines that is less likely is none
_FEW = 8  # lines that may be three levels
_Parting = tuple[float, tuple[Word, ...]]
_Ways = dict[int, list[_Parting]]
_Plan = Callable[[], Iterator[Tree]]


def header_tree(
    lines: Sequence[Row], m: int, amounts: Amounts = (), *, grouped: bool = False
) -> tuple[float, Header, list[Row]] | None:
    """The likeliest header of m columns in the lines above the first row, how likely it is, and the lines of labels
    between the two."""
    if not 2 <= m <= _MAX_COLUMNS:
        return None
    figures = Figures(amounts, m)
    lines, units = _without_units(lines)
    levels = _Levels(lines, m)
    plans: list[tuple[float, int, list[Row], _Plan]] = []
    for end in range(len(lines), max(0, len(lines) - 1 - _MAX_LABELS), -1):
        labels = list(lines[end:])
        if labels and (labels[0].unit or len(letters_joined(labels[0].label)) > 1):
            break
        about = -1.0 * len(labels) + (2.5 if grouped and labels else 0) - (1.0 if grouped and not labels else 0)
        about += 1.0 if labels and dated(text_of(labels[0])) else 0.0  # 平成26年 over 6月 and 9月
        for begin, bonus in _begins(lines, end, m):
            for score, plan in levels.plans(begin, end):
                plans.append((score + about + bonus, begin, labels, plan))
    plans.sort(key=lambda item: -item[0])
    best: tuple[float, Tree, int, list[Row]] | None = None
    left = _MAX_TREES
    for score, begin, labels, plan in plans:
        if left <= 0 or (best is not None and score + _MOST_WEIGHT < best[0]):
            break
        for tree in islice(plan(), left):
            left -= 1
            worth = score + weigh(tree, figures)
            if best is None or worth > best[0]:
                best = worth, tree, begin, labels
    if best is None or (best[0] < _LEAST and best[2] + 1 < len(lines) - len(best[3])):
        return None  # a header of one line has as many words as there must be; of several lines this one is no reading
    return best[0], _with_units(header_of(best[1], lines[best[2]].first), units), best[3]


def _without_units(lines: Sequence[Row]) -> tuple[list[Row], dict[int, Word]]:
    """The lines without those of a unit alone (千人), and the units by where the word above them ends."""
    out: list[Row] = []
    units: dict[int, Word] = {}
    for row in lines:
        if out and not out[-1].unit and len(row.label) == 1 and is_bare_unit(row.label[0].text):
            units[out[-1].label[-1].end] = row.label[0]
        else:
            out.append(row)
    return out, units


def _with_units(header: Header, units: dict[int, Word]) -> Header:
    """The header with the units below some of its words as a level of their own."""
    found = [(head, units[end]) for head in header.heads if head.span == 1 and (end := _end(head.word)) in units]
    if not found:
        return header
    cells = (Head(unit, header.levels, head.col) for head, unit in found)
    return replace(header, heads=(*header.heads, *cells), levels=header.levels + 1)


def _end(word: Word) -> int:
    return word.end if word.below is None else _end(word.below)


def _begins(lines: Sequence[Row], end: int, m: int) -> Iterator[tuple[int, float]]:
    """Where a header that ends before lines[end] may begin, and how likely."""
    words = 0
    for begin in range(end - 1, -1, -1):
        row = lines[begin]
        words += len(row.label)
        if words > _MAX_WORDS or (end - begin > _MAX_LINES and words > 2 * (end - begin)):
            return
        if row.unit:
            if "単" in row.label[0].text:
                return
            continue
        above = lines[begin - 1] if begin else None
        if above is None or above.unit:
            bonus = 1.0
        elif above.last + 1 < row.first:
            bonus = 0.5
        elif _is_title(above):
            bonus = 0.0
        else:
            bonus = -1.2
        if is_stub(letters_joined(row.label)[0].text):
            bonus += 1.0 if above is None or bonus >= 0 else 0.0
        elif begin + 1 < end and _is_title(row):
            bonus -= 3.0 if _NUMBERED.match(row.label[0].text) or len(text_of(row)) >= _LONG else 1.2
        if words >= m and (bonus > 0 or end - begin <= _MAX_LINES):
            yield begin, bonus


def _is_title(row: Row) -> bool:
    """Whether a line may be the title of a table."""
    text = text_of(row)
    if _TITLE_ENDS.search(text) and (len(row.label) < 4 or _NUMBERED.match(row.label[0].text)):
        return True
    return len(text) >= _TITLE and (len(row.label) == 1 or bool(_NUMBERED.match(row.label[0].text)))


class _Levels:
    """The ways to read some lines as the levels of a header of m columns."""

    def __init__(self, lines: Sequence[Row], m: int) -> None:
        self.lines = [replace(row, label=letters_joined(row.label)) for row in lines]
        self.m = m
        self._known: dict[tuple[int, int], _Ways] = {}

    def plans(self, begin: int, end: int) -> Iterator[tuple[float, _Plan]]:
        """How likely it is that some lines part into levels and these into headers, and what gives the trees of them."""
        yield from self._one(begin, end)
        for cut in range(begin + 1, end):
            yield from self._two(begin, cut, end)
        if end - begin <= _FEW:
            for first, second in combinations(range(begin + 1, end), 2):
                yield from self._three(begin, first, second, end)
                yield from self._between(begin, first, second, end)

    def _ways(self, begin: int, end: int) -> Iterator[_Parting]:
        if (begin, end) not in self._known:
            self._known[begin, end] = _ways(self.lines[begin:end], 2 * self.m + 2)
        for ways in self._known[begin, end].values():
            yield from ways

    def _one(self, begin: int, end: int) -> Iterator[tuple[float, _Plan]]:
        for score, words, remark in _without_remarks(self._ways(begin, end), self.m + 1):
            stubs = len(words) - self.m
            if 0 <= stubs <= 2:
                yield score, partial(_trees, iter([flat(words[stubs:])]), words[:stubs], remark)

    def _two(self, begin: int, cut: int, end: int) -> Iterator[tuple[float, _Plan]]:
        lowers = [way for way in self._ways(cut, end) if 2 <= len(way[1]) <= self.m + 1]
        for score, upper, remark in _without_remarks(self._ways(begin, cut), 1):
            for other, low in lowers:
                for top in range(min(3, len(upper))):
                    for down in range(1 + (is_stub(low[0].text) or _before_same(low))):
                        if (top < 2 or is_stub(upper[1].text)) and 2 <= len(low) - down <= self.m:
                            stubs = (*upper[:top], *low[:down])
                            args = upper[top:], flat(low[down:]), self.m
                            yield score + other, partial(_trees, chain(spread(*args), with_own(*args)), stubs, remark)

    def _three(self, begin: int, first: int, second: int, end: int) -> Iterator[tuple[float, _Plan]]:
        lowers = [way for way in self._ways(second, end) if 2 <= len(way[1]) <= self.m]
        for score, upper in self._ways(begin, first):
            for other, middle in self._ways(first, second):
                for third, low in lowers:
                    for top in range(min(2, len(upper))):
                        found = nested(upper[top:], middle, low, self.m)
                        yield score + other + third, partial(_trees, found, upper[:top], None)

    def _between(self, begin: int, first: int, second: int, end: int) -> Iterator[tuple[float, _Plan]]:
        """Two levels, with the headers that span both in lines between them."""
        for third, low in self._ways(second, end):
            alone = self.m - len(low)
            if len(low) < 2 or alone < 0:
                continue
            for score, upper in self._ways(begin, first):
                for other, middle in self._ways(first, second):
                    stubs = len(middle) - alone
                    if len(upper) <= len(low) and 0 <= stubs <= 2:
                        found = woven(upper, middle[stubs:], low)
                        yield score + other + third - 0.2, partial(_trees, found, middle[:stubs], None)


def _before_same(words: Sequence[Word]) -> bool:
    """Whether a word stands before others that are all the same, of a half of a year: 事由 上半期 上半期."""
    same = {word.text for word in words[1:]}
    return len(words) > 2 and len(same) == 1 and words[0].text not in same and all(map(HALF_YEAR.fullmatch, same))


def _trees(found: Iterator[list[Node]], stubs: Sequence[Word], remark: Word | None) -> Iterator[Tree]:
    return (placed(roots, stubs, remark) for roots in found)


def _without_remarks(ways: Iterator[_Parting], least: int) -> Iterator[tuple[float, tuple[Word, ...], Word | None]]:
    """The ways, and with a last header set apart that stands over a column without figures: 備考."""
    for score, words in ways:
        yield score, words, None
        if len(words) > least and words[-1].text in REMARKS:
            yield score - 0.3, words[:-1], words[-1]


def _ways(lines: Sequence[Row], most: int) -> dict[int, list[_Parting]]:
    """The ways to read lines as headers beside each other: their words one after another, or each line under the one
    above it."""
    words = [word for row in lines for word in row.label]
    numbers = [row.first for row in lines for _ in row.label]
    found: dict[int, list[_Parting]] = {}
    if not words:
        return {}
    partings = Partings(words, numbers, min(most, len(words)))
    firsts = {row.label[0].start for row in lines[1:]}
    of_one = sum(len(row.label) == 1 for row in lines) > 1 and len(words) < 1.3 * len(lines)
    for k in range(1, min(most, len(words)) + 1):
        if (parted := partings.into(k)) is not None:
            breaks = 0 if of_one else _breaks(parted.words, words, firsts)
            found.setdefault(k, []).append((parted.score - _BREAK * breaks, parted.words))
    for score, cells in stacked(lines):
        found.setdefault(len(cells), []).append((score, tuple(cells)))
    top = max((score for ways in found.values() for score, _ in ways), default=0.0)
    kept = {
        k: sorted((w for w in ways if w[0] >= top - _SLACK), key=lambda way: -way[0])[:2] for k, ways in found.items()
    }
    return {k: ways for k, ways in kept.items() if ways}


def _breaks(headers: Sequence[Word], words: Sequence[Word], firsts: set[int]) -> int:
    """How many lines end with a header within a level; one that goes over several lines may end with its line."""
    whole = {word.end: word.start for word in words}
    return sum(b.start in firsts and a.end in whole and whole[a.end] == a.start for a, b in pairwise(headers))


def header_of(tree: Tree, first: int) -> Header:
    """The tree as cells over columns."""
    heads: list[Head] = []

    def put(node: Node, level: int) -> int:
        if node.text:
            heads.append(Head(node.word, level, node.col, node.width))
        return max((put(child, level + 1) for child in node.below), default=level)

    deepest = max(put(root, 0) for root in tree.roots)
    if tree.remark is not None:
        heads.append(Head(tree.remark, 0, sum(root.width for root in tree.roots)))
    return Header(tuple(heads), tree.stubs, deepest + 1, first)
