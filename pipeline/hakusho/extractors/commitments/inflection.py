"""The forms of a Japanese verb that a sentence about a meeting uses, each with what it says of the act.

A verb is given in dictionary form, with a phrase before it or not (述べる, 意見を交わす, 確認し合う, 表する). Its class is read
from its ending: ～する, ～ずる and ～じる, ～う ～す ～つ ～く ～む, and the rest as ichidan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["past", "continuative", "nonpast"]


@dataclass(frozen=True, slots=True)
class Inflection:
    """What a form says: `past` is 確認した, `continuative` 確認し (which takes its time from what follows), `nonpast` 確認する."""

    form: Form
    passive: bool = False
    negated: bool = False


# Endings of a continuative stem: active 述べ, passive 述べられ, polite 述べまし.
_ENDINGS: tuple[tuple[str, Form, bool], ...] = (
    ("なかった", "past", True),
    ("ませんでした", "past", True),
    ("ました", "past", False),
    ("まして", "continuative", False),
    ("ます", "nonpast", False),
)
# What one was able to do in the past was done: 確認できた, 意見交換を行うことができました.
_ABLE = ("できた", "できました", "出来た", "出来ました")
_UNABLE = ("できなかった", "できませんでした", "出来なかった", "出来ませんでした")
# A five-grade verb: last kana of the dictionary form to continuative, past, passive and negative stem.
_GODAN: dict[str, tuple[str, str, str]] = {
    "う": ("い", "った", "わ"),
    "す": ("し", "した", "さ"),
    "つ": ("ち", "った", "た"),
    "く": ("き", "いた", "か"),
    "む": ("み", "んだ", "ま"),
    "ぶ": ("び", "んだ", "ば"),
}


def inflections(verb: str) -> dict[str, Inflection]:
    """The surfaces of a verb in dictionary form, passive and polite ones among them."""
    found = _inflections(verb)
    # What a phrase has with を is the subject of its passive: 意見を交わす, 意見が交わされる.
    found |= {
        surface.replace("を", particle, 1): inflection
        for surface, inflection in found.items()
        if inflection.passive and "を" in surface
        for particle in ("が", "も")
    }
    # 行つた, 話し合つた: until the 1980s many wrote the small っ large.
    return found | {surface.replace("っ", "つ"): inflection for surface, inflection in found.items() if "っ" in surface}


def _inflections(verb: str) -> dict[str, Inflection]:
    if verb.endswith("する"):
        return _suru(verb[:-2])
    if verb.endswith(("ずる", "じる")):
        return _ichidan(verb[:-2] + "じ", verb)
    if verb == "ある":
        return _finite("あり", "あった", verb)
    if verb == "至る":
        return _finite("至り", "至った", verb) | {"至らなかった": Inflection("past", negated=True)}
    if verb == "行う":
        return {**_godan("行", "う"), **_godan("行な", "う")}
    if verb[-1] in _GODAN:
        return _godan(verb[:-1], verb[-1])
    return _ichidan(verb[:-1], verb)


def _suru(stem: str) -> dict[str, Inflection]:
    found = _finite(stem + "し", stem + "した", stem + "する") | _finite(stem + "致し", stem + "致した", None)
    found |= _finite(stem + "いたし", stem + "いたした", None)
    # 意見交換をさせていただいた: how one speaks of what one did oneself.
    for humble in ("させていただ", "させて頂"):
        found |= _finite(stem + humble + "き", stem + humble + "いた", None)
    return (
        found
        | _able(stem, stem + "することが")
        | _finite(stem + "され", stem + "された", stem + "される", passive=True)
    )


def _able(*stems: str) -> dict[str, Inflection]:
    """What one could and could not do: 確認できた, 確認することができなかった."""
    return {stem + able: Inflection("past", negated=able in _UNABLE) for stem in stems for able in (*_ABLE, *_UNABLE)}


def _godan(stem: str, last: str) -> dict[str, Inflection]:
    continuative, past, negative = _GODAN[last]
    found = _finite(stem + continuative, stem + past, stem + last)
    found |= _able(stem + last + "ことが")
    found[stem + negative + "なかった"] = Inflection("past", negated=True)
    passive = stem + negative + "れ"
    return found | _finite(passive, passive + "た", passive + "る", passive=True)


def _ichidan(stem: str, dictionary: str) -> dict[str, Inflection]:
    found = _finite(stem, stem + "た", dictionary)
    return found | _finite(stem + "られ", stem + "られた", stem + "られる", passive=True)


def _finite(continuative: str, past: str, dictionary: str | None, passive: bool = False) -> dict[str, Inflection]:
    found = {continuative: Inflection("continuative", passive), past: Inflection("past", passive)}
    for ending, form, negated in _ENDINGS:
        found[continuative + ending] = Inflection(form, passive, negated)
    if dictionary:
        found[dictionary] = Inflection("nonpast", passive)
    return found
