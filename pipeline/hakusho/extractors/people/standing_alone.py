"""Names with no office beside them: in the name of a meeting, with an honorific, as a full name, as an author; those in lists of names
in several.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.bracketed import Aside, aside_at, office_spread_before, office_told_before
from hakusho.extractors.people.katakana import KATAKANA_RUN, Name, reads_as_person, with_initials
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    SURNAME,
    country_letters,
    country_names,
    is_organization,
    kinds,
    organizations,
    split_full_name,
)
from hakusho.extractors.people.names import name_at, name_before
from hakusho.extractors.people.phrase import country_before, organization_before
from hakusho.extractors.people.rules import rule
from hakusho.extractors.people.spaced_names import SPACED, spaced_name
from hakusho.extractors.people.words import Words

_OF_FULL_NAMES = ("様", "公")  # honorifics that other words end in as well
_NUMERALS = "一二三四五六七八九十"
_KANJI = re.compile(rf"[{KANJI}]")
COMPANY_FOLLOWS = re.compile("、[A-Z]{2}")  # a name in katakana before it is a firm in a list of firms: ケイ・○○○○、KDX
_KANJI_WORD = re.compile(rf"[{KANJI}]{{3,6}}")
_DOES = re.compile(r"[はがもを](?!ら)")
_NEXT_AUTHOR = re.compile(rf"・([{KANJI}]{{3,5}})(?![{KANJI}{KATAKANA}])")
_WHO = (
    "者",
    "被告",
    "教祖",
    "祖父",
    "祖母",
    "父",
    "母",
    "兄",
    "弟",
    "長男",
    "長女",
    "次男",
    "次女",
    "恩師",
    "盟友",
)  # directly before a name
_WORD_CHAR = re.compile(rf"[{KANJI}{KATAKANA}A-Za-z0-9]")


def standing_alone(words: Words) -> Iterator[Mention]:
    """All names with no office beside them."""
    yield from _meetings(words)
    yield from _honorifics(words)
    yield from _bracketed(words)
    yield from _full_names(words)
    yield from _surnames(words)
    yield from _whole_line(words)
    yield from _introduced(words)
    yield from _named_after(words)


def mention_alone(words: Words, name: Name, identifier: str, **fields: object) -> Mention:
    """The mention of a name by itself, with what stands before it or in brackets behind it."""
    name = with_initials(words.text, name)
    country = name.country or country_before(words.text, name.start)
    organization = organization_before(words.text, name.start)
    known = {"title": None, "country": country, "organization": organization, "japanese": name.japanese, **fields}
    aside = aside_at(words.text, name.end + len(str(fields.get("honorific") or "")))
    if aside is None and known["title"] is None:
        aside = office_told_before(words.text, name.start, name.end)
    if aside is None and known["title"] is None:
        aside = office_spread_before(words.text, name.start)
    if aside is not None and "side" not in fields:
        known["country"] = aside.country or country
        if aside.core is not None and not known["title"]:
            known |= office_fields(aside, name, organization)
    return Mention("people", name.start, name.end, identifier, known)


def office_fields(aside: Aside, name: Name, organization: str | None) -> dict[str, object]:
    """The fields of a mention that an office beside the name, but apart from it, gives."""
    core = aside.core
    assert core is not None
    sure = core.country if name.japanese is not False else None
    return {
        "title": aside.title,
        "country": aside.country or sure or name.country,
        "default_country": core.default_country,
        "organization": aside.organization or organization,
        "former": aside.former,
        "katakana": name.japanese is False,
        "group": core.group,
    }


def _bracketed(words: Words) -> Iterator[Mention]:
    """Names with their office in brackets behind them, which the tagger need not have read as persons: ○○(外務大臣)."""
    for match in pattern("people.office_in_brackets").finditer(words.text):
        aside = aside_at(words.text, match.start())
        name = name_before(words, match.start(), 2) if aside is not None and aside.core is not None else None
        if name is None or is_organization(words.text[name.start : name.end]):
            continue
        if name.quality == 3 or words.person(name.start, name.end):
            yield mention_alone(words, name, "people.office_in_brackets")


def _meetings(words: Words) -> Iterator[Mention]:
    for match in pattern("people.meeting").finditer(words.text):
        names = [whole_name(words, *match.span(part)) for part in ("first", "second")]
        # Two places (広島・長崎宣言) are no persons; one may be a surname that is a place as well.
        if all(name is not None for name in names) and any(words.person(*match.span(p)) for p in ("first", "second")):
            for side, name in enumerate(names):
                assert name is not None
                yield mention_alone(words, name, "people.meeting", side=side)


def whole_name(words: Words, start: int, end: int) -> Name | None:
    """The span as a name, if it is one and not a country."""
    text = words.text[start:end]
    if text in country_names() or text in organizations() or text in country_letters() or is_organization(text):
        return None
    name = name_at(words, start, end, fills=True)
    return name if name is not None and (name.start, name.end) == (start, end) else None


def _honorifics(words: Words) -> Iterator[Mention]:
    found: list[tuple[re.Match[str], Name, bool]] = []
    for match in pattern("people.honorific").finditer(words.text):
        name = name_before(words, match.start(), 1)
        if name is not None and match["honorific"] in _OF_FULL_NAMES and not _is_in_full(words, name):
            name = None
        if name is not None and _is_a_word(words.text, name, match.end()):
            name = None  # 宮殿, 研さん
        if name is not None and not is_organization(words.text[name.start : name.end]):
            sure = name.quality > 1 or words.person(name.start, name.end) or _never_of_places(words, name, match)
            found.append((match, name, sure))
    ran = any(sure and match["honorific"] == "候補" for match, _, sure in found)  # ○○候補が敗れ、△△候補が
    for match, name, sure in found:
        guess = not sure and not (ran and match["honorific"] == "候補")
        yield mention_alone(words, name, "people.honorific", honorific=_said(match), guess=guess)


def _is_in_full(words: Words, name: Name) -> bool:
    """Whether it is a full name, or built as those of China are and read as one."""
    sinitic = name.japanese is False and name.end - name.start == 3 and not KATAKANA_RUN.match(words.text, name.start)
    return name.quality == 3 or (sinitic and words.person(name.start, name.end))


def _is_a_word(text: str, name: Name, end: int) -> bool:
    """Whether one character with an honorific behind it is another word."""
    return name.end - name.start == 1 and COMMON in kinds(text[name.start : end])


def _said(match: re.Match[str]) -> str | None:
    """The honorific; a 候補 is as little honoured by the word as a 大臣."""
    return None if match["honorific"] == "候補" else match["honorific"]


def _never_of_places(words: Words, name: Name, match: re.Match[str]) -> bool:
    """Whether a surname that is a place as well has an honorific that no place has."""
    return match["honorific"] in ("氏", "博士", "女史", "君", "殿", "先生") and SURNAME in kinds(
        words.text[name.start : name.end]
    )


def _full_names(words: Words) -> Iterator[Mention]:
    """Surname and given name side by side, with nothing joined on to either end: the tagger's reading, no office needed."""
    text = words.text
    tokens = words.all
    for first, second in pairwise(tokens):
        if not (first.tag.endswith("人名-姓") and second.tag.endswith("人名-名")):
            continue
        if second.start - first.end > 1 or text[first.end : second.start].strip() or len(first.text + second.text) < 3:
            continue
        if _joined(text, first.start, second.end) or not _KANJI.match(first.text):
            continue
        if first.text == "今" or (second.text in _NUMERALS and COMMON in kinds(first.text)):
            continue  # 公文一 is the first of two papers
        yield mention_alone(words, Name(first.start, second.end, 3, True, None, second.end), "people.full_name")
        yield from _co_authors(words, second.end)
    for word in tokens:  # a famous name that the dictionary has whole
        if (
            word.tag.endswith("人名-一般")
            and _KANJI_WORD.fullmatch(word.text)
            and not _joined(text, word.start, word.end)
        ):
            yield mention_alone(words, Name(word.start, word.end, 3, None, None, word.end), "people.full_name")
    for match in KATAKANA_RUN.finditer(text):
        alone = not _joined(text, *match.span()) and not COMPANY_FOLLOWS.match(text, match.end())
        if "・" in match[0] and alone and words.entity(*match.span()):
            name = name_at(words, *match.span(), fills=True)
            if name is not None and name.quality == 3 and reads_as_person(words, name.start, name.end):
                yield mention_alone(words, name, "people.full_name")


def _surnames(words: Words) -> Iterator[Mention]:
    """Surnames with nothing beside them that do something (森は…): guesses, which a full name in the document has to bear out."""
    for word in words.all:
        if not _DOES.match(words.text, word.end) or not words.particle_at(word.end) or not _KANJI.match(word.text):
            continue
        known = kinds(word.text)
        if SURNAME not in known or (COMMON in known and not word.tag.endswith(SURNAME)):
            continue
        if not _joined(words.text, word.start, word.end) or words.behind_a_date(word.start):
            name = Name(word.start, word.end, 1, None, None, word.end)
            yield Mention("people", name.start, name.end, "people.surname", {"guess": True, "bare": True})


def _whole_line(words: Words) -> Iterator[Mention]:
    """A surname and a given name that no dictionary has, with a space between, as the whole of a line: a guess, which an office
    in the line above has to bear out."""
    match = SPACED.fullmatch(words.text)
    name = spaced_name(words, *match.span(), match.end(1)) if match else None
    if name is not None:
        fields = {"title": None, "country": None, "japanese": True, "guess": True, "line": True}
        yield Mention("people", name.start, name.end, "people.full_name", fields)


def _introduced(words: Words) -> Iterator[Mention]:
    """Surnames of those who say who they are: 港新聞の○○です。"""
    for match in pattern("people.introduced").finditer(words.text):
        start, end = match.span("name")
        known = kinds(match["name"])
        full = split_full_name(match["name"]) is not None or (
            len(match["name"]) > 3 and GIVEN in kinds(match["name"][2:])
        )
        if not full and (SURNAME not in known or (COMMON in known and not words.person(start, end))):
            continue
        organization = organization_before(words.text, start)
        fields = {"title": None, "country": None, "japanese": True, "organization": organization}
        yield Mention("people", start, end, "people.introduced", fields)


def _co_authors(words: Words, end: int) -> Iterator[Mention]:
    """Further full names after a dot, which the tagger may have cut up: ○○・篠﨑○○(2018)."""
    while match := _NEXT_AUTHOR.match(words.text, end):
        start, end = match.span(1)
        if split_full_name(match[1]) is None:
            return
        yield mention_alone(words, Name(start, end, 3, True, None, end), "people.full_name")


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word goes on at either end, so that the name is a part of it."""
    a_reading = (
        start > 1 and text[start - 1] == "(" and bool(_WORD_CHAR.match(text, start - 2)) and text[end : end + 1] == ")"
    )
    goes_on = _WORD_CHAR.match(text, end) and not text.startswith(("及び", "並びに", "又は", "両"), end)
    begun = start and _WORD_CHAR.match(text, start - 1) and not text.endswith(_WHO, 0, start)
    return a_reading or bool(begun or goes_on)


def _named_after(words: Words) -> Iterator[Mention]:
    """What negative rules rule out: ships, cabinets, laws, places and prizes that bear a name."""
    for identifier in ("people.vessel", "people.vessel_in_port", "people.named_after"):
        for match in pattern(identifier).finditer(words.text):
            yield Mention("people", *match.span("name"), identifier)


def pattern(identifier: str) -> re.Pattern[str]:
    """The pattern of a rule that has one."""
    regex = rule(identifier).regex
    assert regex is not None
    return regex
