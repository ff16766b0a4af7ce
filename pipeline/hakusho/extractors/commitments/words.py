"""The words of the acts as patterns: nouns with する, with a light verb or bare, and other verbs in all their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.commitments.inflection import Inflection, inflections

# With what verbs the noun of an act makes a predicate, particle left aside: 議論を行う, 発言がある, 合意に達する.
_LIGHT: dict[str, tuple[str, ...]] = {
    "discussed": ("行う", "実施する", "する", "交わす", "深める", "重ねる", "持つ", "もつ", "尽くす", "なす"),
    "stated": ("行う", "する", "ある", "なす"),
    "instructed": ("行う", "出す", "発出する", "与える", "する", "ある", "なす"),
    "agreed": ("達する", "至る", "得る", "見る", "みる", "行う", "する", "なす", "ある", "与える"),
    "decided": ("行う", "下す", "する", "なす"),
    "confirmed": ("行う", "する", "なす"),
    "reaffirmed": ("行う", "する", "なす"),
    "welcomed": ("する", "ある"),
    "condemned": ("行う", "する", "ある"),
    "emphasized": ("行う", "する", "ある"),
}


@lru_cache(maxsize=1)
def acts_by_noun() -> dict[str, str]:
    """Noun to act."""
    return {noun: act for act, words in vocabulary().acts.commitment.items() for noun in words.nouns}


@lru_cache(maxsize=1)
def acts_by_verb() -> dict[str, tuple[str, Inflection]]:
    """Surface of a verb that is no ～する of a noun, to its act and what the form says."""
    found: dict[str, tuple[str, Inflection]] = {}
    for act, words in vocabulary().acts.commitment.items():
        for verb in words.verbs:
            for surface, inflection in inflections(verb).items():
                found.setdefault(surface, (act, inflection))
    return found


@lru_cache(maxsize=1)
def suru() -> dict[str, Inflection]:
    """Surfaces of する after a verbal noun."""
    return inflections("する")


@lru_cache(maxsize=1)
def light_verbs() -> dict[str, Inflection]:
    """Surfaces of every light verb."""
    verbs = sorted({verb for verbs in _LIGHT.values() for verb in verbs})
    return {surface: inflection for verb in verbs for surface, inflection in inflections(verb).items()}


def takes(act: str, surface: str) -> bool:
    """Whether a noun of the act goes with the light verb of this surface: 議論を行い, but not 歓迎を行い."""
    return any(surface in inflections(verb) for verb in _LIGHT.get(act, ()))


@lru_cache(maxsize=1)
def atoms() -> dict[str, str]:
    """Fragments for the patterns of rules.toml."""
    return {
        "noun": _alternation(acts_by_noun()),
        "verb": _alternation(acts_by_verb()),
        "suru": _alternation(suru()),
        "light": _alternation(light_verbs()),
    }


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
