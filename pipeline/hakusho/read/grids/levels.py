"""Headers in two levels: which of the lower headers each upper one stands over.

    区分 輸出 輸入 差引額
    金額 伸率 金額 伸率

Of the upper headers some head a group and others one column, whose place below is empty. The number of columns tells how
many head groups: all headers less the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

_PART_OF_YEAR = re.compile(r"第?(\d{1,2})(?:[-~]\d{1,2})?(?:月期?|四半期|日|/4期?)")
_ERA = re.compile(r"明治|大正|昭和|平成|令和")
_YEAR_OF_ERA = re.compile(r"(\d{1,2})年?度?")
_MOST = 12  # upper headers
_SINGLE = frozenset(
    {"計", "合計", "総数", "総計", "差引", "差引額", "備考", "摘要", "増減", "総額", "全体", "割合", "構成比"}
)


def groups(upper: Sequence[str], lower: Sequence[str], columns: int, kinds: Sequence[str] = ()) -> list[int] | None:
    """How many columns each upper header stands over, 0 for one that has its column alone; None where the lower headers
    do not say the same words again and again under as many of the upper ones as there must be."""
    if len(lower) == columns and (parts := _restarts(upper, lower)) is not None and len(parts) == len(upper) > 1:
        return parts
    if len(lower) == columns and (parts := _begun_anew(lower)) is not None and len(parts) == len(upper) > 1:
        return parts
    heads = len(upper) + len(lower) - columns
    alone = len(upper) - heads
    if heads < 1 or alone < 0 or len(lower) < 2 or len(lower) % heads or len(upper) > _MOST:
        return None
    size = len(lower) // heads
    unlike = sum(list(lower[i : i + size]) != list(lower[:size]) for i in range(0, len(lower), size))
    if size < 2 or 3 * unlike > heads or (unlike and alone):
        return None
    if heads == 1 and alone == 0:
        return [size]
    return max(
        ([size if i in chosen else 0 for i in range(len(upper))] for chosen in combinations(range(len(upper)), heads)),
        key=lambda sizes: (_alike(sizes, size, kinds), *_likely(upper, sizes, heads)),
    )


def _restarts(upper: Sequence[str], lower: Sequence[str]) -> list[int] | None:
    """Where months, quarters or days begin anew, or years under eras."""
    return restarts(lower, _YEAR_OF_ERA if all(map(_ERA.fullmatch, upper)) else _PART_OF_YEAR)


def restarts(lower: Sequence[str], part: re.Pattern[str] = _PART_OF_YEAR) -> list[int] | None:
    """How many months, quarters or days go on before they begin anew: 10月 11月 12月 1月 is [3, 1]."""
    numbers = [part.fullmatch(text.replace("元", "1")) for text in lower]
    if not all(numbers):
        return None
    values = [int(match[1]) for match in numbers if match]
    cuts = [0, *(i for i in range(1, len(values)) if values[i] <= values[i - 1]), len(values)]
    return [b - a for a, b in pairwise(cuts)]


def _begun_anew(lower: Sequence[str]) -> list[int] | None:
    """How many words go on until the first of them comes again: 金額 伸率 金額 伸率 金額 is [2, 2, 1]."""
    cuts = [*(i for i, text in enumerate(lower) if text == lower[0]), len(lower)]
    parts = [list(lower[a:b]) for a, b in pairwise(cuts)]
    longest = max(parts, key=len)
    alike = all(part == longest for part in parts[:-1]) and parts[-1] == longest[: len(parts[-1])]
    alike = alike and len(set(longest)) == len(longest) > 1
    return [len(part) for part in parts] if alike else None


def _alike(sizes: Sequence[int], size: int, kinds: Sequence[str]) -> int:
    """For how many of the words below the groups the figures are of one kind in all of them; `kinds` are the columns'."""
    begins: list[int] = []
    col = 0
    for own in sizes:
        begins += [col] if own else []
        col += max(1, own)
    return sum(len({kinds[begin + i] for begin in begins}) == 1 for i in range(size)) if kinds else 0


def _likely(upper: Sequence[str], sizes: list[int], heads: int) -> tuple[int, int]:
    """Headers of groups are alike (years, countries) and side by side; 計 and 差引額 head none. Of one group alone, the
    last; of more, the first ones."""
    named = sum(1 for text, size in zip(upper, sizes, strict=True) if (text in _SINGLE) == (size == 0))
    at = [i for i, size in enumerate(sizes) if size]
    return named, sum(at) if heads == 1 else -sum(at)
