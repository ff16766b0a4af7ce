"""Names of Korea and China in three characters before the head of a ministry or an agency: ○○○財務部長官, ○○○水産庁長.

The tagger makes nothing of most of them, and takes their last characters for the beginning of the office. What is left behind three
characters is a whole office, and what is left behind one (○|○○財務部長官) is none.
"""

from __future__ import annotations

import re

from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    OTHER,
    PLACE,
    SURNAME,
    begins_with,
    country_names,
    is_sinitic_surname,
    kinds,
    may_be_sinitic,
)
from hakusho.extractors.people.offices import Core, is_title
from hakusho.extractors.people.words import Words

_HEAD_OF_A_BODY = re.compile(rf"(?P<field>[{KANJI}]{{2,6}}?)(?:(?P<korean>部長官)|[庁院処]長官?)")
_OF_SUCH_NAMES = ("KR", "KP", "CN", "TW")
_ALL_KANJI = re.compile(rf"[{KANJI}]{{3}}")


def name_before_a_whole_office(words: Words, zone: int, core: Core) -> Name | None:
    """The name in the first three characters of the zone, where the rest of it up to the title's end is such an office."""
    text, end = words.text, zone + 3
    name, given = text[zone:end], text[zone + 1 : end]
    after = begins_with(text, end, core.room, country_names())
    if after is not None and country_names()[text[end:after]] in _OF_SUCH_NAMES:
        # ○○○韓国国防部長官: the country tells where the name ends
        plain = _ALL_KANJI.fullmatch(name) and may_be_sinitic(name[0]) and SURNAME not in kinds(name[:2])
        if plain and not kinds(name[:2]) and PLACE not in kinds(given):
            return Name(zone, end, 3, False, None, end)
    office = _HEAD_OF_A_BODY.fullmatch(text, end, core.end)
    if office is None or not _ALL_KANJI.fullmatch(name) or not (kinds(office["field"]) or is_title(office[0])):
        return None
    if SURNAME in kinds(name[:2]) or not (SURNAME in kinds(name[0]) or is_sinitic_surname(name[0])):
        return None
    if kinds(given) & {COMMON, PLACE, OTHER}:
        return None  # 森|国土開発庁長官
    return Name(zone, end, 3, False if office["korean"] else None, None, end)
