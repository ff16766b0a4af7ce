"""Where a name begins and ends: runs of katakana, and kanji names by what the dictionary and the tagger say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.people.lexicon import (
    COMMON,
    COUNTRY,
    GIVEN,
    KANJI,
    KATAKANA,
    OTHER,
    PERSON,
    PLACE,
    SURNAME,
    country_names,
    kinds,
    organizations,
    split_full_name,
)
from hakusho.extractors.people.words import Words

_K = rf"[{KATAKANA}]"
# ジョン・F・ケネディ, ボグダン=マーティン, J.ブッシュ, アブドッラー2世
KATAKANA_RUN = re.compile(
    rf"(?:[A-Z][.・]){{0,2}}+{_K}{{1,20}}+(?:[・=＝‐\-](?:[A-Z][.・]?|{_K}{{1,20}}+)){{0,6}}+(?:(?:\d|II|I|VI)世)?"
)
KANJI_NAME = re.compile(rf"[{KANJI}][{KANJI}ぁ-んノケツ]{{0,5}}")
_PART = re.compile(r"[・=＝‐\-]")
_JOINED = re.compile(rf"[{KANJI}]")

# Katakana words that are never a name though the dictionary lists them as one.
_NEVER = frozenset(
    {
        "メンバー",
        "リーダー",
        "チーム",
        "グループ",
        "センター",
        "クラブ",
        "オブザーバー",
        "パートナー",
        "チーフ",
        "マネージャー",
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a piece. `quality`: 3 a full name, 2 one that dictionary or tagger vouch for, 1 one by its place only."""

    start: int
    end: int
    quality: int
    japanese: bool
    country: str | None = None  # read off the katakana run: モディ・インド
    rest: int | None = None  # where the office phrase goes on, if not at `end`

    @property
    def next(self) -> int:
        return self.end if self.rest is None else self.rest


def katakana_name(words: Words, start: int, end: int) -> Name | None:
    """The name in the katakana run that begins at `start`: without the country that may stand before or after it."""
    match = KATAKANA_RUN.match(words.text, start, end)
    if not match:
        return None
    first, last, country = match.start(), match.end(), None
    countries = country_names()
    text = words.text
    if text[first:last] in countries or text[first:last] in organizations():
        return None
    # Country after the name: モディ・インド, ガントルガモンゴル; the country may be several parts long.
    for cut in range(first + 2, last - 1):
        name = text[cut:last]
        if name in countries and (text[cut - 1] in "・=" or _runs_on(text, first, cut, name)):
            country, last = countries[name], cut - (text[cut - 1] in "・=")
            break
    else:
        # Country before the name: インド・モディ
        for cut in range(last - 1, first + 1, -1):
            if text[cut] == "・" and text[first:cut] in countries:
                country, first = countries[text[first:cut]], cut + 1
                break
    if last - first < 2 or text[first:last] in countries:
        return None
    name = Name(first, last, _katakana_quality(words, first, last), False, country, match.end())
    return name if name.quality else None


def _runs_on(text: str, first: int, cut: int, country: str) -> bool:
    """Whether a country may be taken off the end of a run without a dot between: the rest is long enough to be a name."""
    return (
        len(country) >= 3 and cut - first >= 2 and "・" not in country and not kinds(text[first : cut + len(country)])
    )


def _katakana_quality(words: Words, start: int, end: int) -> int:
    text = words.text[start:end]
    if text in _NEVER:
        return 0
    parts = [part for part in _PART.split(text) if part]
    known = kinds(parts[-1])
    if len(parts) > 1:
        if any(part in _NEVER for part in parts):
            return 0
        return 3 if known & {PERSON, SURNAME, GIVEN} or not known or words.entity(start, end) else 2
    if known & {PLACE, COUNTRY} and not known & {PERSON, SURNAME, GIVEN}:
        return 0
    if not known or known & {PERSON, SURNAME, GIVEN}:
        return 2
    return 1


def kanji_name(words: Words, start: int, end: int, *, at_end: bool) -> Name | None:
    """The kanji name that begins at `start` and ends by `end`. `at_end`: it must end there (the office follows at once)."""
    text = words.text
    match = KANJI_NAME.match(text, start, end)
    if not match:
        return None
    best: tuple[float, Name] | None = None
    for last in range(match.end(), start, -1):
        if at_end and last != end:
            continue
        quality, japanese = _kanji_quality(words, start, last)
        if not quality:
            continue
        weight = quality + (last == end) + 0.5 * words.ends_at(last)
        if best is None or weight > best[0]:
            best = (weight, Name(start, last, quality, japanese))
    return best[1] if best else None


def _kanji_quality(words: Words, start: int, end: int) -> tuple[int, bool]:
    """How sure it is that `start:end` is a name, and whether it is a Japanese one."""
    text = words.text[start:end]
    known = kinds(text)
    tokens = words.within(start, end)
    whole = tokens and tokens[0].start == start and tokens[-1].end == end
    tagged = bool(whole) and any(t.is_person for t in tokens)
    if len(text) >= 2 and PERSON in known and not known & {SURNAME, GIVEN, PLACE, COMMON}:
        return 3, False
    cut = split_full_name(text) if len(text) >= 3 or tagged else None
    if cut is not None and (tagged or len(text) >= 4 or not known & {COMMON, OTHER, SURNAME}):
        return 3, True
    if SURNAME in known:
        if tagged:
            return 2, True
        return (2 if not known & {COMMON, OTHER, PLACE} else 1), True
    if tagged and all(t.is_person for t in tokens) and len(text) >= 2:
        return 2, True
    if known or not re.fullmatch(rf"[{KANJI}]{{2,5}}", text):
        return 0, False
    # Not in the dictionary: a surname and a given name it does not list, or a name read in another language.
    if len(text) >= 3 and any(SURNAME in kinds(text[:k]) for k in (2, 3) if k < len(text)):
        return 1, True
    if 2 <= len(text) <= 3 and SURNAME in kinds(text[0]):
        return 1, False
    if whole and len(tokens) > 1 and all(len(t.text) == 1 for t in tokens) and len(text) <= 3:
        return 1, False
    return 0, False
