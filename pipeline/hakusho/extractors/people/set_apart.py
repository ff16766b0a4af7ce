"""Names that a space, their reading or the name of a province sets apart from the title behind them."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.people.katakana import KATAKANA_RUN, Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    PLACE,
    SURNAME,
    is_sinitic,
    is_sinitic_surname,
    kinds,
)
from hakusho.extractors.people.likelihood import full_name_apart
from hakusho.extractors.people.names import name_before
from hakusho.extractors.people.offices import Core
from hakusho.extractors.people.phrase import Phrase, read_phrase
from hakusho.extractors.people.words import Words

_KANA_AT_END = re.compile(rf"(?<![{KATAKANA}・])[{KATAKANA}]{{1,3}}$")
_PROVINCE = re.compile(rf"[{KANJI}{KATAKANA}]{{2,6}}?(?:(?<!部)省|自治区|特別市)")
_READ = re.compile(rf"[{KANJI}]{{1,4}}\([{KATAKANA}・ ]{{1,20}}\)")
_ONE_KANJI_AT_END = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]$")
_KANJI_RUN_AT_END = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]{{3}}$")
_RUN_AT_END = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]{{2,4}}$")
_IN_TWO_PARTS = re.compile(rf"\([{KATAKANA}]{{1,6}}[・ ][{KATAKANA}]{{1,12}}\)")
_BEGINS_CLAUSE = re.compile(rf"(?:^|(?<=[、。,]))[{KANJI}]{{2,4}}$")
_SURNAME_AND_KANA = re.compile(rf"(?:^|(?<=[、,・ ○]))([{KANJI}]{{2,3}})([ぁ-ん]{{2,4}})$")
_PARTICLES = frozenset(
    (
        *(
            "から",
            "まで",
            "より",
            "など",
            "らが",
            "らの",
            "らは",
            "らを",
            "らと",
            "らに",
            "との",
            "とは",
            "では",
            "にて",
            "には",
            "での",
            "への",
            "にも",
            "とも",
        ),
        *(
            "ほか",
            "した",
            "する",
            "して",
            "による",
            "として",
            "における",
            "および",
            "ならびに",
            "または",
            "であり",
            "である",
            "された",
            "させる",
        ),
    )
)
_LATIN_READING = re.compile(
    rf"\((?:[{KATAKANA}A-Za-z・=. ]{{1,40}}|[ぁ-ん・ ]{{2,30}})\)$|(?<=[{KATAKANA}])\([{KANJI}]{{2,4}}\)$|(?<=[{KANJI}])\([{KANJI}]\)$"
)


def name_before_a_province(words: Words, zone: int, core: Core) -> Name | None:
    """The name of two to four characters before a province of another country, with which the title begins: ○○○江蘇省長."""
    text = words.text
    for end in range(zone + 2, min(zone + 5, core.start)):
        place, name = _PROVINCE.match(text, end, core.end), text[zone:end]
        if place is None or PLACE not in kinds(place[0]) or kinds(name) & {COMMON, PLACE}:
            continue
        of_china = len(name) == 3 and is_sinitic_surname(name[0]) and text.startswith("党委", place.end())
        if of_china or not any(len(w.text) > 1 and w.tag.startswith("名詞-普通名詞") for w in words.within(zone, end)):
            return Name(zone, end, 2, SURNAME in kinds(name), None, end)
    return None


def name_set_apart(words: Words, core: Core, floor: int, start: int | None = None) -> tuple[Name, Phrase] | None:
    """A name set apart from its title by a space or by its reading: 木原 稔 防衛大臣, 李○○(リ○○)国防部長官.

    Not where it is set apart in the same way from the title before it, whose it is then.
    """
    text, zone = words.text, words.zone_start(core.room) if start is None else start
    reading = _LATIN_READING.search(text[max(0, zone - 44) : zone])
    if reading:
        end, least = zone - len(reading[0]), 1
    elif zone and text[zone - 1] == " ":
        end, least = zone - 1, 3
    else:
        return None
    phrase = read_phrase(text, zone, core)
    if phrase.country and KATAKANA_RUN.match(text, words.zone_start(end)):
        least = 1  # ○○ オランダ外務大臣
    elif KATAKANA_RUN.match(text, words.zone_start(end)) and (core.strong or KATAKANA_RUN.match(text, zone)):
        least = 2  # ○○ 運輸大臣, ○○ インフラ開発大臣
    elif core.strong and (whole := full_name_apart(words, end)) is not None and whole.start >= floor:
        return whole, phrase
    elif not reading and (surname := _surname_apart(words, core, end)) is not None and surname.start >= floor:
        return surname, phrase
    elif not reading and (run := _KANJI_RUN_AT_END.search(text, max(0, end - 4), end)) and is_sinitic(run[0]):
        least = 1
    one = _ONE_KANJI_AT_END.search(text, max(0, end - 2), end) if reading else None
    if one and SURNAME in kinds(one[0]) | ({SURNAME} if is_sinitic_surname(one[0]) else set()):
        return Name(end - 1, end, 2, None, None, end), phrase  # 韓(カン)農業農村部長
    name = name_before(words, end, least)
    run = _RUN_AT_END.search(text, max(0, end - 5), end) if reading and _IN_TWO_PARTS.fullmatch(reading[0]) else None
    if run is not None and run.start() >= floor and (name is None or name.start > run.start()):
        name = Name(run.start(), end, 3, None, None, end)  # 雷海潮(レイ・ハイチャオ)
    if name is None or name.start < floor:
        return None
    kana = _KANA_AT_END.search(text, 0, name.start) if reading else None
    if reading and kana and reading[0].startswith(kana[0], 1):
        name = replace(name, start=kana.start(), japanese=False)  # チョ永吉(チョ・…)
    if reading and KATAKANA_RUN.match(reading[0], 1) and is_sinitic_surname(text[name.start]):
        name = replace(name, japanese=False)  # 周○○(ジョウ・…)
    return name, phrase


def _surname_apart(words: Words, core: Core, end: int) -> Name | None:
    """The surname, and no other word, that begins a clause and is set apart from an office of Japan by a space: ○○ 海上幕僚長は."""
    run = _BEGINS_CLAUSE.search(words.text, max(0, end - 5), end)
    if run is None or end + 1 != core.room or not core.listed or "JP" not in (core.country, core.default_country):
        return None
    known = kinds(run[0])
    return Name(run.start(), end, 2, True, None, end) if SURNAME in known and not known & {COMMON, PLACE} else None


def name_with_kana(words: Words, core: Core) -> Name | None:
    """The surname and a given name in kana, which the tagger takes for particles, between a comma and the office: 、坂本○○専門委員."""
    for start in {core.start, words.zone_start(core.room)}:
        run = _SURNAME_AND_KANA.search(words.text, max(0, start - 9), start)
        if (
            run
            and run[2] not in _PARTICLES
            and not words.person(start, core.start)
            and SURNAME in kinds(run[1])
            and not kinds(run[1]) & {COMMON}
        ):
            return Name(run.start(1), start, 3, True, None, start)
    return None


def name_with_reading(words: Words, core: Core, zone: int, floor: int) -> tuple[Name, Phrase] | None:
    """The name at the head of the room before a title with its reading in brackets, which the tagger may take for one word:
    韓(カン)農業農村部長."""
    read = _READ.match(words.text, zone, core.room)
    return name_set_apart(words, core, floor, read.end()) if read else None
