"""Which things of two collections may be the same: those that share what is rare. Nothing is compared with everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

_K = TypeVar("_K", bound=Hashable)


def candidates(
    old: Mapping[_K, Collection[str]], new: Mapping[_K, Collection[str]], *, rare: int = 16, most: int = 5
) -> Iterator[tuple[_K, _K, int]]:
    """For each old key the new keys that share the most features with it, with how many: at most `most` of them.

    A feature that more than `rare` of the new ones have tells nothing and is passed over, so that the time grows with
    the number of features, not with the product of the two sides.
    """
    having: dict[str, list[int]] = {}
    keys = list(new)
    for n, key in enumerate(keys):
        for feature in new[key]:
            having.setdefault(feature, []).append(n)
    for key, features in old.items():
        shared: Counter[int] = Counter()
        for feature in features:
            found = having.get(feature, ())
            if len(found) <= rare:
                shared.update(found)
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most]
        for n, count in best:
            yield key, keys[n], count


def grams(text: str, n: int) -> list[str]:
    """The distinct character n-grams, in order of appearance; the text itself where it is shorter."""
    return list(dict.fromkeys(text[i : i + n] for i in range(max(1, len(text) - n + 1))))
