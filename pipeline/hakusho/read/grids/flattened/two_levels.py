"""Headers in two levels, by their words, the figures below them, and the sums that these make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hakusho.read.grids.flattened.header import Header, over
from hakusho.read.grids.levels import groups
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.sums import adds_up
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_year

Amounts = Sequence[Sequence[Decimal | None]]
_TOTALS = frozenset({"計", "合計", "総数", "総計"})
_GROUP = re.compile(r"(?:内訳|別|増△?減|比較|構成|内数|状況|計画|実績|収支|当初|補正)(?:\(.{0,12}\))?$")  # heads others


def two_levels(
    upper: Sequence[Word], lower: Sequence[Word], m: int, amounts: Amounts
) -> Iterator[tuple[float, Header]]:
    """The ways in which `upper` words stand over `lower` ones and m columns, the likeliest with the highest score."""
    kinds = _kinds(amounts, m)
    for top in (0, 1, 2):
        for low in (0, 1, 2):
            if (
                top >= len(upper)
                or low >= len(lower)
                or not all(is_stub(word.text) for word in (*upper[:top], *lower[:low]))
            ):
                continue
            heads, below = upper[top:], lower[low:]
            texts = [word.text for word in below]
            sizes = groups([word.text for word in heads], texts, m, kinds)
            if sizes is None and _over_dates(heads, below, m):
                sizes = [m // len(heads)] * len(heads)
            if sizes is None:
                continue
            stubs = (*upper[:top], *lower[:low])
            groups_of_one = sum(1 for size in sizes if size) == 1
            if groups_of_one and not (top and len(heads) > 1):
                continue
            if groups_of_one and (found := _by_sums(len(heads), texts, amounts)) is not None:
                yield 5, over(heads, below, found, stubs)
            named = _GROUP.search(heads[max(i for i, size in enumerate(sizes) if size)].text)
            score = (3.5 if named else 1.5) if groups_of_one else 2.5 + 2 * bool(stubs)
            even = len(sizes) > 1 and len(set(sizes)) == 1  # each heads as many
            yield score + 0.5 * (len(stubs) == 1) + even, over(heads, below, sizes, stubs)


def _kinds(amounts: Amounts, m: int) -> list[str]:
    """What the figures of each column are: with decimals, whole, or no amounts; empty where there are none to see."""
    out = []
    for column in zip(*(row for row in amounts if len(row) == m), strict=True):
        known = [number for number in column if number is not None]
        fractions = sum(int(number.as_tuple().exponent) < 0 for number in known)
        out.append("%" if not known else "." if 2 * fractions >= len(known) else "1")
    return out


def _over_dates(upper: Sequence[Word], lower: Sequence[Word], m: int) -> bool:
    """Whether years stand over as many words each, though not the same ones."""
    dated = all(is_dated(word.text) or is_year(word.text) for word in upper)
    return len(lower) == m and 2 <= len(upper) < m and m % len(upper) == 0 and dated


def _by_sums(uppers: int, lower: Sequence[str], amounts: Amounts) -> list[int] | None:
    """The columns under each upper header where one alone heads a group with its own 計: the one for which the rows add
    up; None where none or more do."""
    total = next((i for i, text in enumerate(lower) if text in _TOTALS), None)
    if total is None or len(lower) < 3:
        return None
    fits = []
    for k in range(uppers):
        parts = [
            [row[k + i] for i in range(len(lower)) if i != total] for row in amounts if len(row) > k + len(lower) - 1
        ]
        sums = [row[k + total] for row in amounts if len(row) > k + len(lower) - 1]
        right = sum(map(adds_up, parts, sums))
        if sums and 2 * right > len(sums):
            fits.append(k)
    return [len(lower) if i == fits[0] else 0 for i in range(uppers)] if len(fits) == 1 else None
