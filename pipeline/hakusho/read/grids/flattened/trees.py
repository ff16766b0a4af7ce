"""The header of a flattened table as a tree that has as many leaves as its rows have figures.

A converter writes the words of a header level by level, each level from a new line on, and cells that span levels on
the first of them or, where they stand in the middle of their height, between the levels:

    区分 総数 令和4年 令和5年        令和4年 令和5年
    男 女 男 女                      区分 総数
                                     男 女 男 女

All ways to part the lines into levels and the words of a level into headers, and all ways in which the headers of one
level may stand over those of the next, are weighed against each other (`weights`); the likeliest is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise

from hakusho.read.grids.flattened.places import likely_alone
from hakusho.read.grids.levels import restarts
from hakusho.read.grids.textlines import Word

_MOST = 80  # choices of the headers that have nothing below
_FEW = 40  # ways of one level within another


@dataclass(slots=True)
class Node:
    """A header, from its first column on; a leaf stands over one column."""

    word: Word
    below: list[Node] = field(default_factory=list)
    col: int = 0

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def width(self) -> int:
        return sum(node.width for node in self.below) if self.below else 1

    def leaves(self) -> Iterator[Node]:
        if not self.below:
            yield self
        for node in self.below:
            yield from node.leaves()


@dataclass(slots=True, frozen=True)
class Tree:
    """A header with what stands over the labels."""

    roots: tuple[Node, ...]
    stubs: tuple[Word, ...]
    remark: Word | None = None  # over a column after those of figures: 備考

    @property
    def leaves(self) -> list[Node]:
        return [leaf for root in self.roots for leaf in root.leaves()]


def flat(words: Sequence[Word]) -> list[Node]:
    return [Node(word) for word in words]


def over(uppers: Sequence[Word], lowers: Sequence[Node], singles: Sequence[int], sizes: Sequence[int]) -> list[Node]:
    """Upper headers over lower ones: those at `singles` stand alone, the others over so many each."""
    out, at, groups = [], 0, iter(sizes)
    for i, word in enumerate(uppers):
        size = 0 if i in singles else next(groups)
        out.append(Node(word, list(lowers[at : at + size])))
        at += size
    return out


def spread(uppers: Sequence[Word], lowers: Sequence[Node], m: int) -> Iterator[list[Node]]:
    """The ways in which upper headers may stand over all the lower ones and m columns."""
    alone = m - sum(node.width for node in lowers)
    groups = len(uppers) - alone
    if alone < 0 or groups < 1 or len(lowers) < groups:
        return
    for singles in _chosen(uppers, alone):
        for sizes in partitions([node.text for node in lowers], groups):
            yield over(uppers, lowers, singles, sizes)


def with_own(uppers: Sequence[Word], lowers: Sequence[Node], m: int) -> Iterator[list[Node]]:
    """The ways in which upper headers stand over a column of their own and the lower ones beside it: 生徒数 | うち女子."""
    groups = m - len(lowers)
    if groups == len(uppers) - 1 > 0 and len(lowers) == len(uppers) and len({node.text for node in lowers}) == 1:
        # 平成29年 with 上半期, and the year that goes on with 上半期 alone
        own = [Word(word.end, word.end, "") for word in uppers[:-1]]
        yield [
            *(Node(word, [Node(empty), low]) for word, empty, low in zip(uppers, own, lowers, strict=False)),
            Node(uppers[-1], [lowers[-1]]),
        ]
    if groups != len(uppers) or len(lowers) < groups:
        return
    for sizes in partitions([node.text for node in lowers], groups):
        yield [
            Node(node.word, [Node(Word(node.word.end, node.word.end, "")), *node.below])
            for node in over(uppers, lowers, (), sizes)
        ]


def nested(uppers: Sequence[Word], middles: Sequence[Word], lowers: Sequence[Word], m: int) -> Iterator[list[Node]]:
    """The ways in which three levels may stand over each other and m columns."""
    for alone in range(len(uppers)):
        for inner in islice(spread(middles, flat(lowers), m - alone), _FEW):
            yield from islice(spread(uppers, inner, m), _FEW)


def woven(uppers: Sequence[Word], alone: Sequence[Word], lowers: Sequence[Word]) -> Iterator[list[Node]]:
    """The ways in which upper headers may stand over all lower ones, with those that have nothing below between them."""
    total = len(uppers) + len(alone)
    sizes = partitions([word.text for word in lowers], len(uppers))
    for places in islice(combinations(range(total), len(alone)), 4 * _MOST):
        groups, singles = iter(uppers), iter(alone)
        words = [next(singles) if i in places else next(groups) for i in range(total)]
        for parts in sizes:
            yield over(words, flat(lowers), places, parts)


def _chosen(uppers: Sequence[Word], alone: int) -> list[tuple[int, ...]]:
    worth = [likely_alone(word.text) for word in uppers]
    found = []
    for n, singles in enumerate(combinations(range(len(uppers)), alone)):
        if n > 4000:
            break
        found.append(singles)
    return sorted(found, key=lambda singles: -sum(worth[i] for i in singles))[:_MOST]


def partitions(texts: Sequence[str], groups: int) -> list[tuple[int, ...]]:
    """The likely ways to part headers that stand one after another into groups: as many in each, or beginning anew with
    the words that come again, and no word twice in a group."""
    n = len(texts)
    names = [text.partition("(")[0] or text for text in texts]
    if groups == 1:
        return [(n,)]
    found: dict[tuple[int, ...], None] = {}
    if n % groups == 0:
        found[(n // groups,) * groups] = None
    again = [i for i in range(n) if names[i] == names[0]]
    if len(again) == groups:
        found[tuple(b - a for a, b in zip(again, [*again[1:], n], strict=True))] = None
    if (begun := restarts(texts)) is not None and len(begun) == groups:
        return [tuple(begun)]
    if n <= 12 and groups <= 4:
        for cuts in combinations(range(1, n), groups - 1):
            edges = [0, *cuts, n]
            parts = [names[a:b] for a, b in pairwise(edges)]
            if all(len(set(part)) == len(part) for part in parts):
                found[tuple(map(len, parts))] = None
    else:
        sizes, seen = [0], set[str]()
        for name in names:
            if name in seen:
                sizes.append(0)
                seen = set()
            seen.add(name)
            sizes[-1] += 1
        if len(sizes) == groups:
            found[tuple(sizes)] = None
    return list(found)[:200]


def placed(roots: Sequence[Node], stubs: Sequence[Word], remark: Word | None = None) -> Tree:
    """The tree with the columns of its headers."""

    def put(node: Node, col: int) -> tuple[Node, int]:
        own, at = [], col
        for child in node.below:
            new, at = put(child, at)
            own.append(new)
        return Node(node.word, own, col), max(at, col + 1)

    out, col = [], 0
    for root in roots:
        new, col = put(root, col)
        out.append(new)
    return Tree(tuple(out), tuple(stubs), remark)
