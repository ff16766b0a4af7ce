"""The forms of a name: what is a full one, what it may be shortened to, and which spellings are one name."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.extractors.people.lexicon import GIVEN, KANJI, PERSON, SURNAME, fold, kinds, split_full_name

_PART = re.compile(r"[・=＝‐\-.]")
_NUMBERED = re.compile(r"(?<=.)(?:\d{1,2}|[IV]{1,3}|[一二三四五六]{1,2})世$")
_KANJI = re.compile(rf"[{KANJI}]")
_SPELLINGS = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))


def foreign(name: str) -> bool:
    """Whether a name is written without kanji, its parts with dots between."""
    return not _KANJI.search(_NUMBERED.sub("", name))


@lru_cache(maxsize=65_536)
def is_full(name: str) -> bool:
    """Whether a name has more than the surname."""
    if foreign(name):
        return len(parts(name)) > 1
    if len(name) < 2 or SURNAME in kinds(name):
        return split_full_name(name) is not None and len(name) >= 3 and SURNAME not in kinds(name)
    return split_full_name(name) is not None or PERSON in kinds(name) or len(name) >= 3


@lru_cache(maxsize=65_536)
def is_short_for(short: str, full: str) -> bool:
    """Whether a surname, or another part of a name, can stand for the full name: 木原 for 木原稔, バイデン for ジョー・バイデン."""
    if foreign(full):
        mine, whole = parts(short), parts(full)
        size = len(mine)
        return size < len(whole) and (
            mine == whole[-size:] or mine == whole[:size] or (len(whole) > 2 and mine[0] in whole)
        )
    short, full = fold(short), fold(full)
    if not full.startswith(short) or len(full) == len(short):
        return False
    cut = split_full_name(full)
    mixed = foreign(full[len(short) :])  # a given name in katakana
    given = GIVEN in kinds(full[len(short) :])
    return len(short) == cut if cut is not None else mixed or given or SURNAME in kinds(short) or len(short) == 1


@lru_cache(maxsize=65_536)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a katakana name, spelled alike: ヴ as ブ."""
    for written, plain in _SPELLINGS:
        name = name.replace(written, plain)
    return tuple(part for part in _PART.split(_NUMBERED.sub("", name)) if part)


def key_of(name: str) -> str:
    """Names that are the same but for their spelling have the same key; middle names and initials do not count."""
    if foreign(name):
        whole = parts(name)
        return "・".join((whole[0], whole[-1]) if len(whole) > 1 else whole)
    return fold(name)


def fullness(name: str) -> int:
    return (len(parts(name)) if foreign(name) else is_full(name)) * 100 + len(name)
