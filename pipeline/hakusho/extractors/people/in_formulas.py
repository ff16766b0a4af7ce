"""Names that a formula tells: in a block of signatures, behind the word for a relation, in the name of a funeral."""

from __future__ import annotations

from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import COMMON, GIVEN, OTHER, PLACE, kinds, split_full_name
from hakusho.extractors.people.names import name_after
from hakusho.extractors.people.phrase import country_of_government
from hakusho.extractors.people.standing_alone import mention_alone, pattern
from hakusho.extractors.people.words import Words


def in_formulas(words: Words) -> Iterator[Mention]:
    """All such names."""
    yield from _signed(words)
    yield from _kin(words)
    yield from _late(words)


def _signed(words: Words) -> Iterator[Mention]:
    """The name in the block of signatures behind the state for which one signs: ○○国政府のために △△."""
    for match in pattern("people.signed").finditer(words.text):
        name = name_after(words, match.start("name"))
        country = country_of_government(match["who"])
        if name is not None and name.quality > 1 and name.end == match.end("name") and country is not None:
            yield mention_alone(words, name, "people.signed", country=country)


def _kin(words: Words) -> Iterator[Mention]:
    """The given names of a family, each behind the word for the relation: 父○○様."""
    for match in pattern("people.kin").finditer(words.text):
        name = Name(*match.span("name"), 3, True, None, match.end("name"))
        known = kinds(match["name"])
        if GIVEN in known or not known & {COMMON, OTHER, PLACE}:
            yield mention_alone(words, name, "people.kin", honorific=match["honorific"])


def _late(words: Words) -> Iterator[Mention]:
    """The name of one who has died, with words of the funeral joined to it: 故○○○○国葬儀."""
    for match in pattern("people.late").finditer(words.text):
        start, end = match.span("name")
        if split_full_name(match["name"]) is not None:
            yield Mention(
                "people",
                start,
                end,
                "people.late",
                {"title": None, "country": None, "honorific": "故", "japanese": True},
            )
