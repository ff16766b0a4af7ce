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
    PERSON,
    PLACE,
    SURNAME,
    begins_with,
    country_letters,
    country_names,
    is_sinitic,
    is_sinitic_surname,
    kinds,
    organizations,
    split_full_name,
)
from hakusho.extractors.people.offices import is_title
from hakusho.extractors.people.words import Words

_KANJI_RUN = re.compile(rf"[{KANJI}][{KANJI}ぁ-んノケツ]{{0,5}}")
_GIVEN = rf"[{KANJI}ぁ-ん]{{1,5}}?"
_SPACED = re.compile(rf"([{KANJI}]{{1,4}}) {{1,2}}({_GIVEN})(?=[氏君様殿]|さん|[^{KANJI}ぁ-ん]|[はがをにのと、と及]|$)")
_HONORED = re.compile(r"君(?![主臨達]|が代)|氏(?![名族神])|殿(?![下堂])|さん(?!か)|女史")
_KANA_GIVEN = re.compile(rf"([{KANJI}]{{1,3}})([ぁ-ん]{{2,5}})")
_KANA_GIVEN_AT_END = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{1,3}})[ぁ-ん]{{2,5}}$")
_PARTICLES = ("より", "から", "まで", "など", "とも", "ほか", "には", "では", "のみ", "にも")
_SPACED_AT_END = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{1,7}}) {{1,2}}({_GIVEN})$")
_MIXED = re.compile(rf"([{KANJI}]{{2,3}})([{KATAKANA}]{{2,6}}+)")  # a Japanese surname with a given name in katakana
_TIME = re.compile(
    r"(?:(?:同|翌?[〇一二三四五六七八九十]{1,4})[年月日](?:午[前後])?){1,3}(?:(?<=[年月])[〇一二三四五六七八九十]{1,3}(?=[月日]))?"
)
_LISTED_BEFORE = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{5,16}})(?:及び|および|並びに|と|、|,|・)$")
_ONE_KANA = re.compile(rf"[{KATAKANA}](?=[{KANJI}])")
# 元 and 前 at the end of a name that an office follows are of the office: ○○元駐英大使.
_OF_THE_OFFICE = ("元", "前", "現", "新", "故", "同", "両", "各", "副")
# What is written of one's own office and of the reader's, though 本 is a surname: 本大臣, 貴大臣, 当委員長.
_OF_THE_SPEAKER = ("本", "当", "貴", "弊")


def name_at(words: Words, start: int, end: int, *, fills: bool = False) -> Name | None:
    """The name that begins at `start` and ends by `end`; with `fills`, exactly at `end`."""
    if KANA.match(words.text, start - 1) if start else False:
        return None if KANA.match(words.text, start) else kanji_name(words, start, end, fills=fills)
    if KATAKANA_RUN.match(words.text, start, end):
        name = katakana_name(words, start, end)
        return name if name is None or not fills or name.end == end else None
    return kanji_name(words, start, end, fills=fills)


def name_before(words: Words, end: int, least: int) -> Name | None:
    """The name that ends at `end`, of at least that quality; in two parts with a space between, too."""
    text = words.text
    spaced = _SPACED_AT_END.search(text, max(0, end - 14), end)
    for first in range(spaced.start(), spaced.end(1)) if spaced else ():
        apart = spaced is not None and first > spaced.start() and is_title(text[spaced.start() : first])
        if spaced is None or not (first == spaced.start() or apart):
            continue
        if name := _spaced_name(words, first, spaced.end(), spaced.end(1), apart=apart):  # 理事○○ ○○君
            return name
    kana = _KANA_GIVEN_AT_END.search(text, max(0, end - 8), end)
    if kana and SURNAME in kinds(kana[1]) and words.person(*kana.span(1)) and _HONORED.match(text, end):
        return Name(kana.start(), end, 3, True, None, end)
    zone = words.zone_start(end, 30)
    for start in [zone, *(word.start for word in words.within(zone, end) if word.start > zone)]:
        name = name_at(words, start, end, fills=True)
        if name is not None and name.quality >= least and name.next == end:
            return name
    return None


def spaced_name_before(words: Words, end: int) -> Name | None:
    """A full name with a space in it that ends at `end`, its given name known as one."""
    match = _SPACED_AT_END.search(words.text, max(0, end - 12), end)
    if not match or GIVEN not in kinds(match[2]) or (len(match[2]) > 1 and SURNAME in kinds(match[2])):
        return None
    return _spaced_name(words, *match.span(), match.end(1))


def name_after(words: Words, start: int) -> Name | None:
    """The name that begins at `start`, wherever it ends; in two parts with a space between, too."""
    match = _SPACED.match(words.text, start)
    if match and (name := _spaced_name(words, *match.span(), match.end(1), apart=True)):
        return name
    return name_at(words, start, min(len(words.text), start + 60))


def _spaced_name(words: Words, start: int, end: int, cut: int, *, apart: bool = False) -> Name | None:
    """A surname and a given name with a space between: 髙橋 諒. `apart`: a title stands directly before it."""
    text = words.text
    surname, given = text[start:cut], text[cut:end].strip()
    left_clean = apart or start == 0 or not re.match(rf"[{KANJI}]", text[start - 1])
    known = kinds(given)
    japanese = None if len(surname) == 1 and is_sinitic_surname(surname) else True
    if left_clean and SURNAME in kinds(surname) and _HONORED.match(text, end):
        return Name(start, end, 3, japanese, None, end)
    if re.fullmatch(r"[ぁ-ん]", given) or not left_clean or SURNAME not in kinds(surname):
        return None
    if GIVEN in known or words.person(cut + 1, end) or (COMMON not in known and len(given) <= 3):
        return Name(start, end, 3, japanese, None, end)
    return None


def kanji_name(words: Words, start: int, end: int, *, fills: bool) -> Name | None:
    """The kanji name that begins at `start` and ends by `end`; with `fills`, at `end`."""
    match = _KANJI_RUN.match(words.text, start, end)
    if not match:
        return None
    best: tuple[float, Name] | None = None
    kana = _KANA_GIVEN.match(words.text, start, end)
    if kana and SURNAME in kinds(kana[1]) and _HONORED.match(words.text, kana.end()):
        return Name(start, kana.end(), 3, True, None, kana.end())
    mixed = _MIXED.match(words.text, start, end)
    if mixed and SURNAME in kinds(mixed[1]) and is_human(mixed[2]) and COMMON not in kinds(mixed[2]):
        return Name(start, mixed.end(), 3, True, None, mixed.end()) if not fills or mixed.end() == end else None
    for last in range(match.end(), start, -1):
        if fills and last != end:
            continue
        if _breaks_a_word(words, start, last, end):
            continue
        quality, japanese = _kanji_quality(words, start, last)
        if not quality or _ends_in_modifier(words.text, start, last):
            continue
        # A name that fills the room up to the office beats one that leaves a part of a word behind.
        weight = quality + 2 * _office_goes_on(words, last, end) + 0.5 * words.ends_at(last)
        if best is None or weight > best[0]:
            best = (weight, Name(start, last, quality, japanese, None, last))
    name = best[1] if best else None
    if name and name.end - name.start > 1 and _ONE_KANA.match(words.text, name.end):
        # A character that the printer did not have, in katakana: 楊○チ国務委員
        name = replace(name, end=name.end + 1, next=name.end + 1, japanese=False)
    return name


def _breaks_a_word(words: Words, start: int, last: int, end: int) -> bool:
    """Whether a name that ends at `last` would leave half of a common word behind: 国 of 国際. Where the office follows at
    once, the tagger is wrong and not the name."""
    word = words.at(last - 1)
    if word is None or word.end <= last or word.start <= start or last >= end:
        return False
    return word.tag.startswith("名詞-普通名詞") and not _office_goes_on(words, last, end)


def _ends_in_modifier(text: str, start: int, last: int) -> bool:
    """Whether the last character is 君, or 元 and the like of the office that follows, and not of the name."""
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
        and text[last - 1] in _OF_THE_OFFICE
        and text[last : last + 1] not in ("・", " ")
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
    if last < end and word is not None and word.start == last and "地名" in word.tag:
        return True
    if (
        last == end
        or text[last] in _OF_THE_OFFICE
        or text[last] in "駐在兼・"
        or (text[last : last + 1] in country_letters() and last + 1 == end)
    ):
        return True
    return (
        begins_with(text, last, end, country_names()) is not None
        or begins_with(text, last, end, organizations()) is not None
    )


def _kanji_quality(words: Words, start: int, end: int) -> tuple[int, bool | None]:
    """How sure it is that `start:end` is a name, and whether it is a Japanese one."""
    text = words.text[start:end]
    if text.endswith(_PARTICLES) and not _HONORED.match(words.text, end):
        return 0, None
    if (time := _TIME.match(words.text, start)) and time.end() >= end:
        return 0, None
    if text in country_letters() or text in _OF_THE_OFFICE or text in _OF_THE_SPEAKER or text in organizations():
        return 0, None
    first = start + (text[0] in _OF_THE_OFFICE)
    if begins_with(words.text, first, len(words.text), country_names()) is not None:
        return 0, None
    known = kinds(text)
    tokens = words.within(start, end)
    whole = bool(tokens) and tokens[0].start == start and tokens[-1].end == end
    tagged = whole and any(t.is_person for t in tokens)
    if len(text) >= 2 and PERSON in known and not known & {SURNAME, GIVEN, PLACE, COMMON}:
        return 3, None if split_full_name(text) else False
    cut = split_full_name(text) if len(text) >= 3 or tagged else None
    if cut is not None and len(text) == 2:
        cut = cut if [t.tag[-1] for t in tokens] == [SURNAME, GIVEN] else None
    if cut is not None and (tagged or len(text) >= 4 or not known & {COMMON, OTHER, SURNAME}):
        return 3, False if is_sinitic(text) else True if len(text) > 3 or cut > 1 else None
    if is_sinitic(text):
        # three words of one character each: the tagger makes nothing of it
        return (2 if tagged or (whole and len(tokens) == len(text)) else 1), False
    if SURNAME in known:
        japanese = True if len(text) > 1 else None
        return (2 if tagged or not known & {COMMON, OTHER, PLACE} else 1), japanese
    if tagged and all(t.is_person for t in tokens) and len(text) >= 2:
        return (1 if start and re.match(rf"[{KANJI}]", words.text[start - 1]) else 2), None
    if known or not re.fullmatch(rf"[{KANJI}]{{2,5}}", text):
        return 0, None
    if re.search("[駐兼側]|[元前].", text[1:]):
        return 0, None
    if (
        whole
        and len(tokens) == 2
        and len(tokens[0].text) <= 2
        and tokens[1].tag.endswith(GIVEN)
        and len(tokens[1].text) > 1
    ):
        return 1, True
    # Not in the dictionary: a surname with a given name it does not list, or a name read in another language.
    for cut in (1, 2, 3):
        rest = kinds(text[cut:]) if cut + 1 < len(text) and SURNAME in kinds(text[:cut]) else frozenset()
        if COMMON in rest and not rest & {GIVEN, SURNAME}:
            return 0, None  # 条約 of ○○条約課長
    if len(text) >= 3 and any(SURNAME in kinds(text[:k]) for k in (2, 3) if k < len(text)):
        return 1, True
    if len(text) <= 3 and (SURNAME in kinds(text[0]) or (whole and len(tokens) == len(text))):
        return 1, False
    return 0, None
