"""Where a name begins and ends: katakana names in katakana.py, kanji names here, by what the dictionary and the tagger say."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.people.katakana import KANA, KATAKANA_RUN, Name, is_human, katakana_name
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    OTHER,
    PLACE,
    SURNAME,
    begins_with,
    country_letters,
    country_names,
    is_organization,
    is_sinitic,
    kinds,
    may_be_sinitic,
    organizations,
    split_full_name,
)
from hakusho.extractors.people.likelihood import HONORED, OF_THE_OFFICE, kanji_quality
from hakusho.extractors.people.offices import is_of_japan, is_title
from hakusho.extractors.people.spaced_names import SPACED, SPACED_AT_END, spaced_name
from hakusho.extractors.people.words import Words

_KANJI_RUN = re.compile(rf"[{KANJI}][{KANJI}ぁ-んノケツッ]{{0,5}}")
_KANA_GIVEN = re.compile(rf"([{KANJI}]{{1,3}})([ぁ-ん]{{2,5}})")
_KANA_AT_END = re.compile(r"(?:^|(?<=[ (○]))[ぁ-ん]{4,9}$")  # a name all in kana, as some are known to parliament
_KANA_GIVEN_AT_END = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{1,3}})[ぁ-ん]{{2,5}}$")
_MIXED = re.compile(rf"([{KANJI}]{{2,3}})([{KATAKANA}]{{2,6}}+)")  # a Japanese surname with a given name in katakana
_SPACED_MIXED = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{1,4}}) {{1,2}}[{KATAKANA}]{{2,5}}$")
_GIVEN_IN_KATAKANA = re.compile(rf"(?<![{KANJI}{KATAKANA}・])([{KATAKANA}]{{2,8}})([{KANJI}]{{2,3}})$")
_CALLED = re.compile(r"氏|さん|先生|選手|議員")
_LISTED_BEFORE = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{5,16}})(?:及び|および|並びに|と|、|,|・)$")
_KANJI_AT_END = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]{{3,5}}$")
_HONORED_PERSON = re.compile(r"(?:氏(?![名族神])|さん(?!か(?!ら))|様(?![々式子相態])|女史)")
_ONE_KANA = re.compile(rf"[{KATAKANA}](?=[{KANJI}])")
_LOCAL = re.compile(r"(?:都|道|府|県)(?:副?知事|議会)|(?:市|区|町|村)(?:副?長|議会)")
_UNIT = re.compile(r"(?:局|課|室(?!内)|庁|署(?!名))")  # what a unit ends in, and no title of an office begins with
_LONGEST_KOREAN = 2  # characters of a surname of Korea in katakana
_NO_OFFICE = re.compile(rf"(?![党州市県国軍省学長都府道区町村課部局室社隊艦内外総])[{KANJI}]")


def name_at(words: Words, start: int, end: int, *, fills: bool = False) -> Name | None:
    """The name that begins at `start` and ends by `end`; with `fills`, exactly at `end`."""
    if KANA.match(words.text, start - 1) if start else False:
        return None if KANA.match(words.text, start) else kanji_name(words, start, end, fills=fills)
    if run := KATAKANA_RUN.match(words.text, start, end):
        if (korean := _korean_name(words, *run.span())) is not None and korean.end <= end:
            return korean if not fills or korean.end == end else None
        name = katakana_name(words, start, end)
        return name if name is None or not fills or name.end == end else None
    return kanji_name(words, start, end, fills=fills)


def _korean_name(words: Words, start: int, end: int) -> Name | None:
    """The name of Korea whose surname the printer had no character for, with a given name that the tagger reads as one: チョ○○."""
    surname, given = words.at(start), words.at(end)
    if end - start > _LONGEST_KOREAN or surname is None or given is None or (given.start, given.end) != (end, end + 2):
        return None
    named = surname.tag.endswith(SURNAME) and given.tag.endswith(GIVEN) and _KANJI_RUN.match(given.text)
    return Name(start, given.end, 3, False, None, given.end) if named else None


def name_before(words: Words, end: int, least: int) -> Name | None:
    """The name that ends at `end`, of at least that quality; in two parts with a space between, too."""
    text = words.text
    spaced = SPACED_AT_END.search(text, max(0, end - 14), end)
    for first in range(spaced.start(), spaced.end(1)) if spaced else ():
        before = text[spaced.start() : first] if spaced is not None else ""
        apart = bool(before) and (is_title(before) or before in country_names())  # 中国 李 ○○
        if spaced is None or not (first == spaced.start() or apart):
            continue
        if name := spaced_name(words, first, spaced.end(), spaced.end(1), apart=apart):  # 理事○○ ○○君
            return name
    if text.startswith("君", end) and (written := _KANA_AT_END.search(text, max(0, end - 10), end)):
        return Name(written.start(), end, 3, True, None, end)
    kana = _KANA_GIVEN_AT_END.search(text, max(0, end - 8), end)
    if kana and SURNAME in kinds(kana[1]) and words.person(*kana.span(1)) and HONORED.match(text, end):
        return Name(kana.start(), end, 3, True, None, end)
    mixed = _SPACED_MIXED.search(text, max(0, end - 11), end)
    if mixed and SURNAME in kinds(mixed[1]) and not kinds(mixed[1]) & {COMMON, PLACE} and HONORED.match(text, end):
        return Name(mixed.start(), end, 3, True, None, end)
    foreign = _GIVEN_IN_KATAKANA.search(text, max(0, end - 12), end)
    if foreign and is_human(foreign[1]) and SURNAME in kinds(foreign[2]) and _CALLED.match(text, end):
        return Name(foreign.start(), end, 3, None, None, end)  # アントニオ○○先生
    zone = words.zone_start(end, 30)
    for start in [zone, *(word.start for word in words.within(zone, end) if word.start > zone)]:
        name = name_at(words, start, end, fills=True)
        if name is not None and name.quality >= least and name.next == end:
            return name
    return _honored_before(words, end)


def _honored_before(words: Words, end: int) -> Name | None:
    """The surname that the tagger reads with a given name behind it that no dictionary has, up to an honorific: 張○○さん."""
    run = _KANJI_AT_END.search(words.text, max(0, end - 6), end)
    word = words.at(run.start()) if run else None
    if run is None or word is None or not _HONORED_PERSON.match(words.text, end):
        return None
    given = words.text[word.end : end]
    clean = word.start == run.start() and word.tag.endswith(SURNAME) and 0 < len(given) < 4
    if not clean or kinds(given) & {COMMON, PLACE, OTHER} or is_title(given):
        return None
    return Name(run.start(), end, 3, None if may_be_sinitic(run[0][0]) else True, None, end)


def name_after(words: Words, start: int) -> Name | None:
    """The name that begins at `start`, wherever it ends; in two parts with a space between, too."""
    match = SPACED.match(words.text, start)
    if match and (name := spaced_name(words, *match.span(), match.end(1), apart=True)):
        return name
    return name_at(words, start, min(len(words.text), start + 60))


def kanji_name(words: Words, start: int, end: int, *, fills: bool) -> Name | None:
    """The kanji name that begins at `start` and ends by `end`; with `fills`, at `end`."""
    match = _KANJI_RUN.match(words.text, start, end)
    if not match:
        return None
    best: tuple[float, Name] | None = None
    kana = _KANA_GIVEN.match(words.text, start, end)
    if kana and SURNAME in kinds(kana[1]) and HONORED.match(words.text, kana.end()):
        return Name(start, kana.end(), 3, True, None, kana.end())
    mixed = _MIXED.match(words.text, start, end)
    if mixed and _has_katakana_given(words.text, mixed):
        return Name(start, mixed.end(), 3, True, None, mixed.end()) if not fills or mixed.end() == end else None
    for last in range(match.end(), start, -1):
        if (fills and last != end) or (last < end and _UNIT.match(words.text, last)):
            continue
        if _breaks_a_word(words, start, last, end) or _takes_a_place(words.text, start, last):
            continue
        quality, japanese = kanji_quality(words, start, last)
        if not quality or _ends_in_modifier(words.text, start, last):
            continue
        # A name that fills the room up to the office beats one that leaves a part of a word behind.
        goes_on = _office_goes_on(words, last, end) or (last - start > 3 and bool(HONORED.match(words.text, last)))
        weight = (
            quality + 2 * goes_on + 0.5 * words.ends_at(last) - 2 * (not goes_on and _name_goes_on(words, start, last))
        )
        if best is None or weight > best[0]:
            best = (weight, Name(start, last, quality, japanese, None, last))
    name = best[1] if best else None
    if name and name.end - name.start > 1 and _ONE_KANA.match(words.text, name.end):
        # A character that the printer did not have, in katakana: 楊○チ国務委員
        name = replace(name, end=name.end + 1, next=name.end + 1, japanese=False)
    return name


def _has_katakana_given(text: str, mixed: re.Match[str]) -> bool:
    """Whether a word in kanji and one in katakana are a surname and a given name: the dictionary says so, or an office of Japan that
    follows at once where it knows the other neither as a word."""
    surname, given = kinds(mixed[1]), kinds(mixed[2])
    if SURNAME in surname and is_human(mixed[2]) and COMMON not in given:
        return True
    return not given and bool(surname & {SURNAME, GIVEN}) and is_of_japan(text, mixed.end())


def _breaks_a_word(words: Words, start: int, last: int, end: int) -> bool:
    """Whether a name that ends at `last` would leave half of a common word behind: 国 of 国際. Where the office follows at
    once, the tagger is wrong and not the name."""
    word = words.at(last - 1)
    if word is None or word.end <= last:
        return False
    if is_organization(word.text) and not (last == end and is_sinitic(words.text[start:last])):
        return True  # 国立研 of 国立研究所; but ○竜海|軍総政治局長
    if word.start <= start or last >= end:
        return False
    return not word.tag.startswith("名詞-固有名詞") and not _office_goes_on(words, last, end)


def _takes_a_place(text: str, start: int, last: int) -> bool:
    """Whether a name that ends at `last` would take the place of a local office: 内堀 and 福島県知事."""
    if not _LOCAL.match(text, last):
        return False
    cuts = range(start + 1, last - 1)
    return any(SURNAME in kinds(text[start:cut]) and PLACE in kinds(text[cut:last]) for cut in cuts)


def _name_goes_on(words: Words, start: int, last: int) -> bool:
    """Whether the tagger reads a name in what follows, or one character that is no part of an office, so that a name that
    ends at `last` is cut short."""
    word = words.at(last)
    if word is None or (word.start < last and word.end == last + 1 and HONORED.match(words.text, last)):
        return False  # ○○|元君
    alone = bool(_NO_OFFICE.fullmatch(word.text))
    sinitic = last - start == 2 and is_sinitic(words.text[start : last + 1])  # 曹健林科学技術部長: no 曹健
    given = last - start == 1 and word.end - last == 2 and not kinds(word.text)  # 陳|培凌
    return (
        word.is_person
        or (given and is_sinitic(words.text[start : word.end]))
        or (alone and (sinitic or word.tag.startswith("名詞-普通名詞")))
    )


def _ends_in_modifier(text: str, start: int, last: int) -> bool:
    """Whether the last character is 君, or 元 and the like of the office that follows, and not of the name."""
    if text[last - 1] == "日" and last - start > 2 and text.startswith("・", last):
        return True  # 日・カンボジア親善大使
    if last - start == 2 and text[last - 1] in "前元新" and may_be_sinitic(text[start]) and not kinds(text[start:last]):
        return True  # 葉|前国防部長
    if text.endswith("当時", start, last):
        return True
    if last - start > 2 and text[last - 1] in "君氏殿様":
        name = text[start : last - 1]
        if SURNAME in kinds(name) or split_full_name(name) is not None:
            return True
    if text[last - 1] == "元" and _beside_a_full_name(text, start) and split_full_name(text[start:last]):
        return False
    return (
        last - start > 2
        and text[last - 1] in OF_THE_OFFICE
        and text[last : last + 1] not in ("・", " ")
        and not _HONORED_PERSON.match(text, last)
        and not text.startswith("君", last)
        and SURNAME in kinds(text[start : last - 1])
    )


def _beside_a_full_name(text: str, start: int) -> bool:
    """Whether a person by the full name and an office stands before it in a list, so that 元 is the given name here as well:
    ○○○○外務大臣及び△△元防衛大臣."""
    match = _LISTED_BEFORE.search(text, max(0, start - 20), start)
    run = match[1] if match else ""
    return any(split_full_name(run[:cut]) is not None and is_title(run[cut:]) for cut in (4, 5, 3))


def _office_goes_on(words: Words, last: int, end: int) -> bool:
    """Whether, after a name that ends at `last`, the title follows at once, or what may stand between the two."""
    text, word = words.text, words.at(last)
    if last < end and word is not None and word.start == last and "地名" in word.tag and len(word.text) > 1:
        return True
    if (
        last == end
        or (text[last] in OF_THE_OFFICE and not HONORED.match(text, last + 1))
        or text[last] in "駐在兼・"
        or (text[last : last + 1] in country_letters() and last + 1 == end)
    ):
        return True
    return (
        begins_with(text, last, end, country_names()) is not None
        or begins_with(text, last, end, organizations()) is not None
    )
