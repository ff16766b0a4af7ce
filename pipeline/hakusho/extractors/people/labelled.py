"""Names behind the label of a list, each perhaps with a bracket behind it: 構成員:三田村 浩一(座長、山海大学教授)、館山 徹、エド・ベントン.

What stands beside sure names in such a list is a name as well, though no dictionary has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.bracketed import aside_at, office_alone
from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    SURNAME,
    country_names,
    is_organization,
    kinds,
    split_full_name,
)
from hakusho.extractors.people.offices import is_title
from hakusho.extractors.people.standing_alone import mention_alone, office_fields, pattern
from hakusho.extractors.people.words import Words

_ITEM = re.compile(
    rf"(?P<name>[{KANJI}ヶノケツ]{{1,5}}(?: {{1,2}}[{KANJI}ぁ-ん{KATAKANA}]{{1,5}})?|[{KATAKANA}]{{2,12}}(?:[・=][{KATAKANA}A-Z.]{{1,12}}){{1,3}}|[ぁ-ん]{{2,4}} [{KANJI}]{{1,3}})"
    r"(?P<bracket> ?\([^()]{1,40}(?:\([^()]{1,20}\)[^()]{0,20})?\))?"
)
_SURE = 2


def labelled(words: Words) -> Iterator[Mention]:
    """All names of such lists, with the office that the bracket gives or else the label."""
    for match in pattern("people.labelled").finditer(words.text):
        items = list(_items(words.text, match.end()))
        sure = sum(_is_sure(item["name"]) for item in items)
        if sure < _SURE or 2 * sure < len(items):
            continue
        for item in items:
            text, (start, end) = item["name"], item.span("name")
            if not (_is_sure(text) or _may_be_a_name(text)):
                continue
            name = Name(start, end, 3, None if "・" in text else True, None, end)
            told = aside_at(words.text, end + (words.text[end : end + 1] == " "))
            aside = told if told is not None and told.core is not None else office_alone(match["label"])
            fields = office_fields(aside, name, None) if aside is not None and aside.core is not None else {}
            yield mention_alone(words, name, "people.labelled", **{**fields, "japanese": name.japanese})


def _items(text: str, at: int) -> Iterator[re.Match[str]]:
    """The items from `at` on, as far as each is a name with nothing but its bracket."""
    while (item := _ITEM.match(text, at)) is not None:
        ended = item.end() == len(text) or text[item.end()] in "、, )。"
        if not ended:
            return
        yield item
        if text[item.end() : item.end() + 1] not in ("、", ","):
            return
        at = item.end() + 1
        at += text[at : at + 1] == " "


def _is_sure(text: str) -> bool:
    """Whether the dictionary knows both parts of it."""
    surname, space, given = text.partition(" ")
    if space:
        return SURNAME in kinds(surname) and GIVEN in kinds(given.strip())
    return len(text) > 2 and split_full_name(text) is not None and not kinds(text)


def _may_be_a_name(text: str) -> bool:
    """Whether it is written as a name, and is no country, organization or office."""
    whole = text.replace(" ", "")
    if whole in country_names() or is_organization(whole) or any(is_title(whole[at:]) for at in range(len(whole) - 1)):
        return False
    return (" " in text or "・" in text or len(text) > 2) and not kinds(whole) & {COMMON}
