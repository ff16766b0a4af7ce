"""Two texts sentence by sentence: what was carried over, what was reworded, what is new and what was dropped.

Sentences that are equal and occur once in each text pair first, wherever they stand; then equal ones beside a pair;
then the repetitions that are left, in order. What remains pairs with the most similar sentence among those that share
rare n-grams with it or stand where it would, seen from a pair close by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from hakusho.compare.nearest import candidates, grams
from hakusho.compare.sentences import Sentences
from hakusho.records import Document

_GRAM = 4  # characters
_SHORTEST = 8  # below, a sentence pairs only with an equal one
_REACH = 5  # sentences from a pair within which a reworded one is looked for by its place
_SIMILAR, _SIMILAR_BESIDE, _SIMILAR_SHORT = 0.6, 0.5, 0.75
"""Least Indel similarity of a reworded sentence: anywhere, shortly beside a pair, and where it has fewer than 20 characters."""
_SHORT = 20


@dataclass
class Alignment:
    """`pairs` leads from a sentence of the old text to its counterpart in the new one."""

    old: Sentences
    new: Sentences
    pairs: dict[int, int]

    @cached_property
    def back(self) -> dict[int, int]:
        """From the new sentence to the old one."""
        return {new: old for old, new in self.pairs.items()}

    def flipped(self) -> Alignment:
        """The same with old and new in each other's place."""
        return Alignment(self.new, self.old, self.back)

    def is_same(self, old: int) -> bool:
        """Whether an old sentence was carried over word for word."""
        new = self.pairs.get(old)
        return new is not None and self.old.all[old].text == self.new.all[new].text

    def map_span(self, old: int, start: int, end: int) -> tuple[int, int]:
        """A span of an old sentence that has a counterpart, as a span of that; empty where its words are gone."""
        if self.is_same(old):
            return start, end
        first = last = None
        for op in self._opcodes(old):
            if op.tag == "equal" and op.src_start < end and op.src_end > start:
                shift = op.dest_start - op.src_start
                if first is None:
                    first = max(start, op.src_start) + shift
                last = min(end, op.src_end) + shift
        return (0, 0) if first is None or last is None else (first, last)

    def _opcodes(self, old: int) -> Indel.Opcodes:  # type: ignore[name-defined]
        return Indel.opcodes(self.old.all[old].text, self.new.all[self.pairs[old]].text)


def align(old: Document, new: Document) -> Alignment:
    """The alignment of two documents' texts, in time that grows with their length.

    It is worked out in one direction and turned where that is the other, so that both directions pair the same.
    """
    if old.text > new.text:
        return align(new, old).flipped()
    sides = Sentences(old), Sentences(new)
    a, b = ([sentence.text for sentence in side.all] for side in sides)
    pairs = _unique(a, b)
    _spread(a, b, pairs)
    _repetitions(a, b, pairs)
    _similar(a, b, pairs)
    return Alignment(*sides, pairs)


def _unique(a: list[str], b: list[str]) -> dict[int, int]:
    in_a, in_b = Counter(a), Counter(b)
    where = {text: j for j, text in enumerate(b) if in_b[text] == 1}
    return {i: where[text] for i, text in enumerate(a) if in_a[text] == 1 and text in where}


def _spread(a: list[str], b: list[str], pairs: dict[int, int]) -> None:
    """Equal sentences beside a pair are a pair: forward first, then backward."""
    taken = set(pairs.values())
    for step, order in ((1, range(len(a))), (-1, range(len(a) - 1, -1, -1))):
        for i in order:
            if i in pairs or i - step not in pairs:
                continue
            j = pairs[i - step] + step
            if 0 <= j < len(b) and j not in taken and a[i] == b[j]:
                pairs[i] = j
                taken.add(j)


def _repetitions(a: list[str], b: list[str], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    free: dict[str, list[int]] = {}
    for j in range(len(b) - 1, -1, -1):
        if j not in taken:
            free.setdefault(b[j], []).append(j)
    for i, text in enumerate(a):
        if i not in pairs and free.get(text):
            pairs[i] = free[text].pop()


def _beside(n: int, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """For the sentences shortly before or after a pair, those about as far from its other half."""
    for step, order in ((1, range(n)), (-1, range(n - 1, -1, -1))):
        anchor = None
        for i in order:
            if i in pairs:
                anchor = i
            elif anchor is not None and abs(i - anchor) <= _REACH:
                expected = pairs[anchor] + i - anchor
                yield from ((i, expected + step * aside) for aside in (-1, 0, 1))


def _similar(a: list[str], b: list[str], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    free_a = {i: grams(text, _GRAM) for i, text in enumerate(a) if i not in pairs and len(text) >= _SHORTEST}
    free_b = {j: grams(text, _GRAM) for j, text in enumerate(b) if j not in taken and len(text) >= _SHORTEST}
    beside = {(i, j) for i, j in _beside(len(a), pairs) if i in free_a and j in free_b}
    near = {(i, j) for i, j, _ in candidates(free_a, free_b)} | beside
    scored = []
    for i, j in near:
        short = min(len(a[i]), len(b[j])) < _SHORT
        least = _SIMILAR_SHORT if short else _SIMILAR_BESIDE if (i, j) in beside else _SIMILAR
        score = Indel.normalized_similarity(a[i], b[j], score_cutoff=least)
        if score >= least:
            scored.append((-score, abs(i * len(b) - j * len(a)), i, j))
    for _, _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
