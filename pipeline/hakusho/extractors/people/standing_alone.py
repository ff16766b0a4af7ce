"""Names with no office beside them: in the name of a meeting, with an honorific, as a full name, as an author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.bracketed import Aside, aside_at, office_told_before
from hakusho.extractors.people.katakana import KATAKANA_RUN, Name, reads_as_person, with_initials
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    SURNAME,
    begins_with_surname,
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

_NUMERALS = "一二三四五六七八九十"
_KANJI = re.compile(rf"[{KANJI}]")
_KANJI_WORD = re.compile(rf"[{KANJI}]{{3,6}}")
_IN_CONTACTS = re.compile(rf"(?<![(ぁ-ん{KATAKANA}])[{KANJI}]{{1,5}}")
_DOES = re.compile(r"[はがもを](?!ら)")
_NEXT_AUTHOR = re.compile(rf"・([{KANJI}]{{3,5}})(?![{KANJI}{KATAKANA}])")
_WORD_CHAR = re.compile(rf"[{KANJI}{KATAKANA}A-Za-z0-9]")


def standing_alone(words: Words) -> Iterator[Mention]:
    """All names with no office beside them."""
    yield from _meetings(words)
    yield from _both(words)
    yield from _each(words)
    yield from _honorifics(words)
    yield from _bracketed(words)
    yield from _full_names(words)
    yield from _listed(words)
    yield from _contacts(words)
    yield from _surnames(words)
    yield from _whole_line(words)
    yield from _late(words)
    yield from _named_after(words)


def _mention(words: Words, name: Name, identifier: str, **fields: object) -> Mention:
    name = with_initials(words.text, name)
    country = name.country or country_before(words.text, name.start)
    organization = organization_before(words.text, name.start)
    known = {"title": None, "country": country, "organization": organization, "japanese": name.japanese, **fields}
    aside = aside_at(words.text, name.end + len(str(fields.get("honorific") or "")))
    if aside is None and known["title"] is None:
        aside = office_told_before(words.text, name.start, name.end)
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
    for match in _pattern("people.office_in_brackets").finditer(words.text):
        aside = aside_at(words.text, match.start())
        name = name_before(words, match.start(), 2) if aside is not None and aside.core is not None else None
        if name is None or is_organization(words.text[name.start : name.end]):
            continue
        if name.quality == 3 or words.person(name.start, name.end):
            yield _mention(words, name, "people.office_in_brackets")


def _meetings(words: Words) -> Iterator[Mention]:
    for match in _pattern("people.meeting").finditer(words.text):
        names = [_whole(words, *match.span(part)) for part in ("first", "second")]
        # Two places (広島・長崎宣言) are no persons; one may be a surname that is a place as well.
        if all(name is not None for name in names) and any(words.person(*match.span(p)) for p in ("first", "second")):
            for side, name in enumerate(names):
                assert name is not None
                yield _mention(words, name, "people.meeting", side=side)


def _both(words: Words) -> Iterator[Mention]:
    """○○・△△両大臣: two names that share a title."""
    for match in _pattern("people.both").finditer(words.text):
        names = [_whole(words, *match.span(part)) for part in ("first", "second")]
        shared: dict[str, object] = {"honorific": "氏"} if match["title"] == "氏" else {"title": match["title"]}
        shared["former"] = match["former"] is not None
        if all(name is not None for name in names):
            for side, name in enumerate(names):
                assert name is not None
                yield _mention(words, name, "people.both", side=side, **shared)


def _each(words: Words) -> Iterator[Mention]:
    """○○、△△、…の各委員: many names, mostly surnames, that share a title."""
    for match in _pattern("people.each").finditer(words.text):
        start = match.start("list")
        items = [(start + m.start(), start + m.end()) for m in re.finditer(r"(?:(?!及び)[^、,と])+", match["list"])]
        sure = [SURNAME in kinds(words.text[slice(*item)]) for item in items]
        if 2 * sum(sure) <= len(items):
            continue
        shared: dict[str, object] = {"honorific": "氏"} if match["title"] == "氏" else {"title": match["title"]}
        shared |= {"former": match["former"] is not None, "group": "parliament"}
        for item in items:
            if (name := _whole(words, *item)) is not None:
                yield _mention(words, name, "people.each", **shared)


def _whole(words: Words, start: int, end: int) -> Name | None:
    """The span as a name, if it is one and not a country."""
    text = words.text[start:end]
    if text in country_names() or text in organizations() or text in country_letters() or is_organization(text):
        return None
    name = name_at(words, start, end, fills=True)
    return name if name is not None and (name.start, name.end) == (start, end) else None


def _honorifics(words: Words) -> Iterator[Mention]:
    for match in _pattern("people.honorific").finditer(words.text):
        name = name_before(words, match.start(), 1)
        if name is not None and not is_organization(words.text[name.start : name.end]):
            sure = name.quality > 1 or words.person(name.start, name.end) or _never_of_places(words, name, match)
            yield _mention(words, name, "people.honorific", honorific=match["honorific"], guess=not sure)


def _never_of_places(words: Words, name: Name, match: re.Match[str]) -> bool:
    """Whether a surname that is a place as well has an honorific that no place has."""
    return match["honorific"] in ("氏", "博士", "女史", "君", "殿") and SURNAME in kinds(
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
        if second.text in _NUMERALS and COMMON in kinds(first.text):
            continue  # 公文一 is the first of two papers
        yield _mention(words, Name(first.start, second.end, 3, True, None, second.end), "people.full_name")
        yield from _co_authors(words, second.end)
    for word in tokens:  # a famous name that the dictionary has whole
        if (
            word.tag.endswith("人名-一般")
            and _KANJI_WORD.fullmatch(word.text)
            and not _joined(text, word.start, word.end)
        ):
            yield _mention(words, Name(word.start, word.end, 3, None, None, word.end), "people.full_name")
    for match in KATAKANA_RUN.finditer(text):
        if "・" in match[0] and not _joined(text, *match.span()) and words.entity(*match.span()):
            name = name_at(words, *match.span(), fills=True)
            if name is not None and name.quality == 3 and reads_as_person(words, name.start, name.end):
                yield _mention(words, name, "people.full_name")


def _listed(words: Words) -> Iterator[Mention]:
    """Names in a list of nothing but names (委員:○○○○、△△△△、…), given names that no dictionary has included."""
    for match in _pattern("people.listed").finditer(words.text):
        items = [(match.start("list") + item.start(), item[0]) for item in re.finditer(r"[^、,]+", match["list"])]
        sure = sum(split_full_name(text.replace(" ", "")) is not None for _, text in items)
        if 2 * sure < len(items) or sure < 2:
            continue
        for start, text in items:
            name = Name(start, start + len(text), 3, True, None, start + len(text))
            if begins_with_surname(text) and not is_organization(text):
                yield _mention(words, name, "people.listed")


def _contacts(words: Words) -> Iterator[Mention]:
    """Those whom a press release names to be asked, mostly by their surnames alone: 担当者:○○、△△."""
    for match in _pattern("people.contact").finditer(words.text):
        items = [(match.start("list") + m.start(), m[0]) for m in _IN_CONTACTS.finditer(match["list"])]
        sure = [SURNAME in kinds(text) or split_full_name(text) is not None for _, text in items]
        if sure[0] and 2 * sum(sure) >= len(items) and not any(is_organization(text) for _, text in items):
            for start, text in items:
                yield _mention(
                    words, Name(start, start + len(text), 2, True, None, start + len(text)), "people.contact"
                )


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


def _late(words: Words) -> Iterator[Mention]:
    """The name of one who has died, with words of the funeral joined to it: 故○○○○国葬儀."""
    for match in _pattern("people.late").finditer(words.text):
        start, end = match.span("name")
        if split_full_name(match["name"]) is not None:
            yield Mention(
                "people",
                start,
                end,
                "people.late",
                {"title": None, "country": None, "honorific": "故", "japanese": True},
            )


def _co_authors(words: Words, end: int) -> Iterator[Mention]:
    """Further full names after a dot, which the tagger may have cut up: ○○・篠﨑○○(2018)."""
    while match := _NEXT_AUTHOR.match(words.text, end):
        start, end = match.span(1)
        if split_full_name(match[1]) is None:
            return
        yield _mention(words, Name(start, end, 3, True, None, end), "people.full_name")


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word goes on at either end, so that the name is a part of it."""
    a_reading = (
        start > 1 and text[start - 1] == "(" and bool(_WORD_CHAR.match(text, start - 2)) and text[end : end + 1] == ")"
    )
    return a_reading or bool((start and _WORD_CHAR.match(text, start - 1)) or _WORD_CHAR.match(text, end))


def _named_after(words: Words) -> Iterator[Mention]:
    """What negative rules rule out: ships, cabinets, laws, places and prizes that bear a name."""
    for identifier in ("people.vessel", "people.vessel_in_port", "people.named_after"):
        for match in _pattern(identifier).finditer(words.text):
            yield Mention("people", *match.span("name"), identifier)


def _pattern(identifier: str) -> re.Pattern[str]:
    regex = rule(identifier).regex
    assert regex is not None
    return regex
