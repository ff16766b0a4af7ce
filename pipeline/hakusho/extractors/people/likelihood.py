"""How sure it is that a run of kanji is a name, and whether it is a Japanese one: by what the dictionary and the tagger say."""

from __future__ import annotations

import re

from hakusho.extractors.people.katakana import Name
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
    is_organization,
    is_sinitic,
    is_sinitic_surname,
    kinds,
    may_be_sinitic,
    organizations,
    split_full_name,
)
from hakusho.extractors.people.offices import offices_begin
from hakusho.extractors.people.words import Words

HONORED = re.compile(r"君(?![主臨達]|が代)|氏(?![名族神])|殿(?![下堂])|さん(?!か(?!ら))|女史")
# 元 and 前 at the end of a name that an office follows are of the office: ○○元駐英大使.
OF_THE_OFFICE = ("元", "前", "現", "新", "故", "同", "両", "各", "副")
# What is written of one's own office and of the reader's, though 本 is a surname: 本大臣, 貴大臣, 当委員長.
_OF_THE_SPEAKER = ("本", "当", "貴", "弊", "今")
# 韓三国 of 日中韓三国, 中南米諸国
_NO_PERSON = re.compile(
    r"[両二三四五六七八九十諸各]国|諸島|半島|地域|首脳|中近東|中東|極東|[東西南北中]欧|中南米|[南北]米"
)
_ORDINAL = re.compile(r"第[〇一二三四五六七八九十]")
_PARTICLES = ("より", "から", "まで", "など", "とも", "ほか", "には", "では", "のみ", "にも")
_RUN_AT_END = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]{{4,5}}$")
_TIME = re.compile(
    r"(?:(?:同|翌?[〇一二三四五六七八九十]{1,4})[年月日](?:午[前後])?){1,3}(?:(?<=[年月])[〇一二三四五六七八九十]{1,3}(?=[月日]))?"
)


def kanji_quality(words: Words, start: int, end: int) -> tuple[int, bool | None]:
    """How sure it is that `start:end` is a name, and whether it is a Japanese one."""
    text = words.text[start:end]
    if _NO_PERSON.search(text) or text.endswith("在京"):
        return 0, None
    if text.endswith(_PARTICLES) and not HONORED.match(words.text, end):
        return 0, None
    if (time := _TIME.match(words.text, start)) and time.end() >= end:
        return 0, None
    if text in country_letters() or text in OF_THE_OFFICE or text in _OF_THE_SPEAKER or text in organizations():
        return 0, None
    if _ORDINAL.match(text) or (text[-1] == "副" and COMMON in kinds(text[:-1])):
        return 0, None  # 第○, 本部副|本部長
    if text[0] == "兼" and words.text[max(0, start - 1) : start] in (")", "長", "官"):
        return 0, None
    if (
        text[0] in "元前"
        and words.text[max(0, start - 1) : start] == "("
        and SURNAME not in kinds(text[: 2 + len(text) % 2])
    ):
        return 0, None  # ○○(元山海社長)
    first = start + (text[0] in OF_THE_OFFICE)
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
        open_one = len(text) < 4 and cut == 1 and may_be_sinitic(text[0])
        return 3, False if is_sinitic(text) else None if open_one else True
    common = bool(tokens) and tokens[-1].text == text[1:] and tokens[-1].tag.startswith("名詞-普通名詞")
    if is_sinitic(text) and (not common or offices_begin(words.text, end)):
        # three words of one character each: the tagger makes nothing of it
        surname = bool(tokens) and tokens[0].text == text[0] and tokens[0].tag.endswith(SURNAME)
        return (2 if tagged or surname or (whole and len(tokens) == len(text)) else 1), False
    if SURNAME in known:
        japanese = True if len(text) > 1 or not may_be_sinitic(text) else None
        return (2 if tagged or not known & {COMMON, OTHER, PLACE} else 1), japanese
    if tagged and all(t.is_person for t in tokens) and len(text) >= 2:
        return (1 if start and re.match(rf"[{KANJI}]", words.text[start - 1]) else 2), None
    if known or not re.fullmatch(rf"[{KANJI}]{{2,5}}", text):
        return 0, None
    if _has_a_given_name(words, start, end):
        return 2, True
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
        # a given name that no dictionary has falls into single characters
        unknown = whole and len(text) == 4 and [len(t.text) for t in tokens] == [2, 1, 1] and tokens[0].is_person
        return (2 if unknown else 1), True
    if len(text) <= 3 and (SURNAME in kinds(text[0]) or (whole and len(tokens) == len(text))):
        return 1, False
    return 0, None


def full_name_apart(words: Words, end: int) -> Name | None:
    """A full name that ends at `end`, set apart from what is before and after it, that begins with a surname or ends in a
    given name: the other part may be in no dictionary."""
    run = _RUN_AT_END.search(words.text, max(0, end - 6), end)
    if run is None or is_organization(run[0]) or run[0][-1] in "君氏様":
        return None
    given = kinds(run[0][2:])
    surname = SURNAME in kinds(run[0][:2]) and not given & {COMMON, PLACE, OTHER}
    if surname or _has_a_given_name(words, run.start(), end):
        return Name(run.start(), end, 3, True, None, end)
    return None


def may_be_short(char: str) -> bool:
    """Whether it is one character that may be a surname, or the first part of a name in another language: 岡, 韓, ソ."""
    if len(char) > 1 or char in OF_THE_OFFICE or char in _OF_THE_SPEAKER:
        return False
    return SURNAME in kinds(char) or is_sinitic_surname(char) or bool(re.fullmatch(rf"[{KATAKANA}]", char))


def _has_a_given_name(words: Words, start: int, end: int) -> bool:
    """Whether a run of four or five characters ends in a given name, behind two that the dictionary has as no name, though
    some family bears them: 北側○○."""
    text = words.text[start:end]
    if len(text) not in (4, 5) or (start and re.match(rf"[{KANJI}]", words.text[start - 1])):
        return False
    surname, given = text[:2], text[2:]
    if country_letters().keys() & set(surname) and kinds(surname) != {COMMON}:
        return False
    return kinds(given) == {GIVEN} and kinds(surname) <= {COMMON} and surname not in organizations()
