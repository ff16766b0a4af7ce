"""Names in lists: two or more that share a title, and lists of nothing but names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.katakana import KATAKANA_RUN, Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    PLACE,
    SURNAME,
    begins_with_surname,
    country_names,
    is_organization,
    kinds,
    split_full_name,
)
from hakusho.extractors.people.offices import is_title, offices_in
from hakusho.extractors.people.standing_alone import mention_alone, pattern, whole_name
from hakusho.extractors.people.words import Words

_IN_CONTACTS = re.compile(rf"(?<![(ぁ-ん{KATAKANA}])[{KANJI}]{{1,5}}")

_WITH_KANA = re.compile(rf"(?=[{KANJI}]{{0,4}}[ぁ-ん])[{KANJI}ぁ-ん]{{1,4}}(?![はがをにでも])[{KANJI}ぁ-ん]")
_OF_NO_PLACE = ("大臣", "政務官")  # titles that no place has
_WITH_AFFILIATION = re.compile(
    rf"(?:^|(?<=[、,:》】) ・○]))(?P<name>[{KANJI}][{KANJI}ノケツ]{{0,3}} ?[{KANJI}ぁ-ん]{{1,4}}+) ?\([^()]{{2,40}}\)(?:※[{KANJI}]{{2,4}})?"
)


def several(words: Words) -> Iterator[Mention]:
    """All names in lists of names."""
    yield from _both(words)
    yield from _each(words)
    yield from _listed(words)
    yield from _affiliated(words)
    yield from _surnames(words)
    yield from _contacts(words)


def _both(words: Words) -> Iterator[Mention]:
    """○○・△△両大臣: two names that share a title."""
    for match in pattern("people.both").finditer(words.text):
        names = [whole_name(words, *match.span(part)) for part in ("first", "second")]
        shared = _shared(match)
        if str(shared.get("title")).endswith(_OF_NO_PLACE) and any(name and name.japanese for name in names):
            spans = [match.span(part) for part in ("first", "second")]
            names = [name or _named_as_a_place(words, *span) for name, span in zip(names, spans, strict=True)]
        if shared and all(name is not None for name in names):
            for side, name in enumerate(names):
                assert name is not None
                yield mention_alone(words, name, "people.both", side=side, **shared)


def _named_as_a_place(words: Words, start: int, end: int) -> Name | None:
    """The surname that the dictionary has for a place only."""
    text = words.text[start:end]
    known = (
        kinds(text) == {PLACE} and 1 < end - start < 4 and text not in country_names() and not KATAKANA_RUN.match(text)
    )
    return Name(start, end, 1, True, None, end) if known else None


def _each(words: Words) -> Iterator[Mention]:
    """○○、△△、…の各委員: many names, mostly surnames, that share a title."""
    for match in pattern("people.each").finditer(words.text):
        start = match.start("list")
        items = [(start + m.start(), start + m.end()) for m in re.finditer(r"(?:(?!及び)[^、,と])+", match["list"])]
        sure = [SURNAME in kinds(words.text[slice(*item)]) or _is_foreign(words, *item) for item in items]
        shared = _shared(match) | {"group": "parliament"}
        if 2 * sum(sure) <= len(items) or len(shared) == 1:
            continue
        for item in items:
            name = whole_name(words, *item)
            if name is None and _WITH_KANA.fullmatch(words.text, *item):
                name = Name(*item, 2, True, None, item[1])  # a surname that its bearer writes in kana
            if name is not None:
                yield mention_alone(words, name, "people.each", **shared)


def _shared(match: re.Match[str]) -> dict[str, object]:
    """What two or more share by the words behind their names; nothing where those are no title."""
    former = {"former": match["former"] is not None}
    if match["title"] == "氏":
        return {"honorific": "氏", **former}
    if match["other"] is None:
        return {"title": match["title"], **former}
    core = next(iter(offices_in(f"両{match['other']}")), None)
    return {"title": match["other"][: core.end - 1], **former} if core else {}


def _is_foreign(words: Words, start: int, end: int) -> bool:
    """Whether it is a name in katakana, and no common word."""
    name = whole_name(words, start, end) if KATAKANA_RUN.match(words.text, start) else None
    return name is not None and name.quality > 1


def _listed(words: Words) -> Iterator[Mention]:
    """Names in a list of nothing but names (委員:○○○○、△△△△、…), given names that no dictionary has included."""
    for match in pattern("people.listed").finditer(words.text):
        items = [(match.start("list") + item.start(), item[0]) for item in re.finditer(r"[^、,]+", match["list"])]
        sure = sum(_may_be_a_name(text) and split_full_name(text.replace(" ", "")) is not None for _, text in items)
        if 2 * sure < len(items) or sure < 2:
            continue
        most = sure > 3 and 4 * sure >= 3 * len(items)  # so that one that no dictionary has is a name as well
        for start, text in items:
            name = Name(start, start + len(text), 3, True, None, start + len(text))
            unknown = most and 2 < len(text) < 6 and not kinds(text)
            if (unknown or begins_with_surname(text)) and not is_organization(text):
                yield mention_alone(words, name, "people.listed")


def _affiliated(words: Words) -> Iterator[Mention]:
    """Names each with an organization in brackets behind it: ○○○○(山海大学)、△△△△(港新聞); where the dictionary has half of
    them, and two at least, the others as well."""
    found = [match for match in _WITH_AFFILIATION.finditer(words.text) if _may_be_a_name(match["name"])]
    sure = sum(split_full_name(match["name"].replace(" ", "")) is not None for match in found)
    alone = len(found) == 1 and " " in found[0]["name"] and found[0].span() == (0, len(words.text))  # the whole line
    for match in found if alone or (sure > 1 and 2 * sure >= len(found)) else ():
        start, end = match.span("name")
        yield mention_alone(words, Name(start, end, 3, True, None, end), "people.affiliated")


def _may_be_a_name(text: str) -> bool:
    """Whether it begins with a surname or ends in a given name, and is no country, organization or name with a title."""
    whole = text.replace(" ", "")
    if len(text) < 3 or whole in country_names() or is_organization(whole):
        return False
    named = begins_with_surname(text) or any(GIVEN in kinds(whole[at:]) for at in (2, 3))
    return named and not any(is_title(whole[at:]) for at in range(2, len(whole) - 1))


def _surnames(words: Words) -> Iterator[Mention]:
    """Those of a list of nothing but surnames, most of which are no places: 三田村、野村、館山."""
    for match in pattern("people.surnames").finditer(words.text):
        items = [(match.start("list") + item.start(), item[0]) for item in re.finditer(r"[^、,]+", match["list"])]
        listed = len(items)
        while items and _ends_in_title(items[0][1]):
            items.pop(0)  # ○○室長、△△、…
        sure = sum(SURNAME in kinds(text) and not kinds(text) & {COMMON, PLACE} for _, text in items)
        beside = (
            not items or len(items) < listed or _ends_in_title(words.text[max(0, items[0][0] - 5) : items[0][0] - 1])
        )
        if not items or (2 * sure < len(items) and not beside) or not all(SURNAME in kinds(text) for _, text in items):
            continue
        for start, text in items:
            name = Name(start, start + len(text), 2, True, None, start + len(text))
            yield mention_alone(words, name, "people.surnames")


def _ends_in_title(text: str) -> bool:
    return any(is_title(text[at:]) for at in range(len(text) - 1))


def _contacts(words: Words) -> Iterator[Mention]:
    """Those whom a press release names to be asked, mostly by their surnames alone: 担当者:○○、△△."""
    for match in pattern("people.contact").finditer(words.text):
        items = [(match.start("list") + m.start(), m[0]) for m in _IN_CONTACTS.finditer(match["list"])]
        sure = [SURNAME in kinds(text) or split_full_name(text) is not None for _, text in items]
        if sure[0] and 2 * sum(sure) >= len(items) and not any(is_organization(text) for _, text in items):
            for start, text in items:
                yield mention_alone(
                    words, Name(start, start + len(text), 2, True, None, start + len(text)), "people.contact"
                )
