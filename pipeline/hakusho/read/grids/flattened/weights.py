"""How likely a tree of headers is: what its words say, and whether the figures below agree with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from hakusho.read.grids.flattened.parts import alike
from hakusho.read.grids.flattened.places import dated, likely_alone
from hakusho.read.grids.flattened.trees import Node, Tree
from hakusho.read.grids.levels import restarts
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.sums import Amounts, adds_up
from hakusho.read.grids.tokens import is_dated

_TOTAL = re.compile(r"(?:総?合?計|小計|総数|総額|全体|総計|全国)(?:\(.{1,8}\))?$")
_RATE = re.compile(r"率|比(?!較|.{0,4}[額数差])|割合|シェア|%|倍率|指数|寄与度|ポイント")
_COUNT = re.compile(r"(?:[者件人校戸社個台隻機枚本回日]数|人員|人口|人|件)(?:\([^%()]{1,8}\))?$")
_QUANTITY = re.compile(r"(?:[数額率比量高費]|指数|人口|件)(?:\(.{1,12}\))?$")
_DIFFERENCE = re.compile(r"増減(?!率)|差引|増△減(?!率)|前年.{0,3}差|(?:^|[^格])差(?:額|\(|$)")
_DATES = re.compile(r"\d月|四半期|\d日")
_SPAN = re.compile(r"年.{0,4}[・~、と].{0,6}年")  # 平成15年・16年の比較
_UNIT = re.compile(r"\((?:%|[^()]{0,3}[人円件トン台戸隻機校])\)$")
_COMPARED = re.compile(r"前年|対比|前期|前回|前月|比較|増減|増△減")
_HOW = re.compile(r"増減|増△減|率|差|数|額|比|%|倍|量|面積|費")
HALF_YEAR = re.compile(r"[上下]半?期")
_OF_PART = re.compile(r"うち|再掲|内数")


class Figures:
    """The figures below a header: their kinds and the sums that they make."""

    def __init__(self, amounts: Amounts, m: int) -> None:
        self.columns: list[list[Decimal | None]] = [
            list(column)
            for column in zip(*([*row, *[None] * (m - len(row))] for row in amounts if len(row) <= m), strict=True)
        ] or [[] for _ in range(m)]
        self.kinds = [_kind(column) for column in self.columns]
        self._sums: dict[tuple[int, ...], bool | None] = {}

    def sum(self, total: int, parts: Sequence[int]) -> bool | None:
        """Whether columns make up another; None where there are not enough figures to tell."""
        key = (total, *parts)
        if key not in self._sums:
            checks = []
            for r, value in enumerate(self.columns[total]):
                own = [self.columns[c][r] for c in parts]
                if value and sum(x is not None for x in own) > 1:
                    checks.append(adds_up(own, value))
            self._sums[key] = 3 * sum(checks) > 2 * len(checks) if checks else None
        return self._sums[key]

    def difference(self, c: int, a: int, b: int) -> bool | None:
        """Whether a column is the difference of two others."""
        checks = []
        for value, x, y in zip(self.columns[c], self.columns[a], self.columns[b], strict=True):
            if value is not None and x is not None and y is not None and (x or y):
                unit = Decimal(1).scaleb(min(0, *(int(n.as_tuple().exponent) for n in (value, x, y))))
                checks.append(abs(abs(x - y) - abs(value)) <= unit * 3 / 2)
        return 2 * sum(checks) > len(checks) if checks else None


def _kind(column: Sequence[Decimal | None]) -> str:
    known = [number for number in column if number is not None]
    fractions = sum(int(number.as_tuple().exponent) < 0 for number in known)
    return "%" if not known else "." if 2 * fractions >= len(known) else "1"


def weigh(tree: Tree, figures: Figures) -> float:
    """How likely a tree is; what speaks for it is above 0."""
    leaves = tree.leaves
    value = _over_labels(tree)
    value += _siblings(tree.roots, figures, top=True)
    seen: dict[str, str] = {}
    for leaf in leaves:
        kind = figures.kinds[leaf.col]
        value += _of_kind(leaf.text, kind)
        name = leaf.text.partition("(")[0]
        if not dated(name) and seen.setdefault(name, kind) != kind:
            value -= 0.8
    if len(tree.roots) == 1 and tree.roots[0].below and len(leaves) > 1:
        value -= 1.3
    return value


def _over_labels(tree: Tree) -> float:
    first = tree.roots[0].text
    if not tree.stubs:
        return -3.0 if is_stub(first) and not is_dated(first) else -1.0
    value = 1.5 if is_stub(tree.stubs[0].text) else -3.0 if dated(tree.stubs[0].text) else -0.7
    if not is_stub(tree.stubs[-1].text) and all(root.text[-2:] == tree.stubs[-1].text[-2:] for root in tree.roots):
        value -= 1.0  # 陸上自衛隊 beside 海上自衛隊
    for word in tree.stubs[1:]:
        known = word.text == "単位" or (is_stub(word.text) and not dated(word.text))
        value += 0.5 if known else -2.0 if dated(word.text) or _QUANTITY.search(word.text) else -1.0
    return value


def _siblings(nodes: Sequence[Node], figures: Figures, *, top: bool) -> float:
    """How likely these headers stand beside each other, with what is below them."""
    value = 0.0
    names = [node.text.partition("(")[0] or node.text for node in nodes]
    twice = len(names) - len(set(names))
    value -= twice * (0.6 if top else 3.0)
    value += 0.15 * sum(alike(a, b) for a, b in pairwise(names))
    groups = [node for node in nodes if node.below]
    if len(groups) > 1 and (begun := restarts([child.text for node in groups for child in node.below])) is not None:
        value += 2.0 if begun == [len(node.below) for node in groups] else -1.0
    for node in nodes:
        value += _siblings(node.below, figures, top=False) if node.below else 0
        single = likely_alone(node.text)
        if node.below:
            how = all(_HOW.search(child.text) for child in node.below)
            value -= 0.8 * single if not dated(node.below[0].text) and not (how and _COMPARED.search(node.text)) else 0
            if _DIFFERENCE.search(node.text) and not how:
                value -= 0.8
            if len(node.below) == 1 and not (_DATES.search(only := node.below[0].text) or HALF_YEAR.fullmatch(only)):
                value -= 0.5 if node.below[0].below else 2.0
            if _UNIT.search(node.text):
                value -= 1.5 if any(_UNIT.search(leaf.text) for leaf in node.leaves()) else 0.5
            if not node.below[0].text:
                own = all(_OF_PART.search(child.text) or HALF_YEAR.fullmatch(child.text) for child in node.below[1:])
                value += 0.5 if own else -0.5 if all(map(_of_part, node.below[1:])) else -1.5
            elif all(_name(child)[-2:] == _name(node)[-2:] for child in node.below):
                value -= 1.3  # 後期課程 stands beside 前期課程
            if _COMPARED.search(node.text) and how:
                value += 1.0
            value -= (
                3.0
                if dated(node.text)
                and not _SPAN.search(node.text)
                and any(dated(child.text) and "月" not in child.text for child in node.below)
                else 0
            )
            value -= 1.0 if is_stub(node.text) and not is_dated(node.text) else 0
        elif groups:
            value += 0.5 * single
            kin = [child for group in groups if not _COMPARED.search(group.text) for child in group.below]
            value -= 1.3 if any(_name(child)[-2:] == _name(node)[-2:] for child in kin) else 0
    if len(groups) == 1 and groups[0] is nodes[-1]:
        value += 0.2
    for a, b in pairwise(groups):
        first, second = _names(a), _names(b)
        n = min(len(first), len(second))
        if first == second:
            value += 1.2
        elif first[:n] == second[:n] and n > 1:
            value += 0.5
        elif set(first) & set(second):
            value -= 0.4
        if len(first) != len(second):
            value -= 0.3
        if dated(a.text) != dated(b.text):
            value -= 0.2
    value += _sums(nodes, figures) + _differences(nodes, figures)
    return value


def _of_part(node: Node) -> bool:
    return bool(_OF_PART.search(node.text) or _RATE.search(node.text) or _COMPARED.search(node.text))


def _names(node: Node) -> list[str]:
    return [_name(child) for child in node.below]


def _name(node: Node) -> str:
    return node.text.partition("(")[0] or node.text


def _sums(nodes: Sequence[Node], figures: Figures) -> float:
    value = 0.0
    for node in nodes:
        if node.below or not _TOTAL.match(node.text):
            continue
        value -= 1.0 if len(nodes) > 3 and node not in (nodes[0], nodes[-1]) else 0
        parts = [other.col for other in nodes if other is not node]
        if not all(_OF_PART.search(other.text) and not other.below for other in nodes if other is not node):
            parts = []
        for other in nodes:
            if (
                other is node
                or _OF_PART.search(other.text)
                or _RATE.search(other.text)
                or _DIFFERENCE.search(other.text)
            ):
                continue
            total = next((leaf for leaf in other.below if not leaf.below and _TOTAL.match(leaf.text)), None)
            parts += (
                [total.col]
                if total is not None
                else [leaf.col for leaf in other.leaves() if not _RATE.search(leaf.text)]
            )
        if len(parts) > 1:
            right = figures.sum(node.col, parts)
            value += 0 if right is None else 1.5 if right else -0.7
    for node in nodes:
        if len(node.below) > 1 and not any(_RATE.search(leaf.text) for leaf in node.leaves()):
            own = [leaf.col for leaf in node.leaves()]
            outside = [other.col for other in nodes if not other.below]
            if any(figures.sum(c, own) for c in outside):
                value += 1.0
    return value


def _differences(nodes: Sequence[Node], figures: Figures) -> float:
    value = 0.0
    cols = [node.col for node in nodes if not node.below]
    for node in nodes:
        if node.below or not _DIFFERENCE.search(node.text) or _RATE.search(node.text):
            continue
        before = [c for c in cols if c < node.col][-2:]
        if len(before) == 2:
            right = figures.difference(node.col, before[0], before[1])
            value += 0 if right is None else 1.0 if right else -0.3
    return value


@lru_cache(4096)
def _of_kind(text: str, kind: str) -> float:
    """How well figures of a kind fit under a header."""
    if _RATE.search(text):
        return -0.4 if kind == "1" else 0.3
    if _COUNT.search(text):
        return 0.1 if kind == "1" else -0.6
    return -0.1 if kind == "%" else 0.0
