"""Who acts: noun phrases that name governments, ministers, leaders, forces, their meetings and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from hakusho.config import vocabulary
from hakusho.extractors.commitments.phrases import any_of, entries
from hakusho.extractors.parties import parties_in, party_spans, state_letters

Kind = Literal["joint", "side", "person", "government", "document", "meeting", "speaker"]

# The first that fits decides: 日本側 is a side, 両政府 joint.
_ORDER: tuple[Kind, ...] = ("side", "joint", "document", "meeting", "person", "government")
_BRACKET = re.compile(r"(?:\([^()]{1,80}\)){1,2}$")
_NOTE = re.compile(r"(?<=[一-龥ァ-ヶー])\s?\d{1,3}\s?(?=」?$)")  # a footnote's number: 「閣僚宣言 12」
_COUNTRY_LETTERS = re.compile(rf"[{state_letters()}]{{2,4}}$")
_AND = re.compile(r"(?:等|など|側|政府|各国|諸国)?(?:、|及び|並びに|と|や|・)?")
_LONGEST = 40  # characters of a phrase that decide


def kind_of(phrase: str) -> Kind | None:
    """What sort of actor a noun phrase names by its end; None where it names none of those the contract counts."""
    phrase = phrase[-_LONGEST:]
    patterns = _patterns()
    if patterns["speaker"].search(phrase):
        return "speaker"
    phrase = _NOTE.sub("", phrase)
    plain = phrase if phrase.endswith("」") else _BRACKET.sub("", phrase)
    named = plain.rstrip("」")
    if patterns["other"].search(plain):
        return None
    for kind in _ORDER:
        if (
            patterns[kind].search(plain)
            or patterns[kind].search(phrase)
            or (kind == "document" and patterns[kind].search(named))
        ):
            return kind
    if _titles().search(plain):
        return "person"
    if _bodies().search(plain):
        return "government"
    party = _party_names().search(plain) or _COUNTRY_LETTERS.search(plain)
    return "government" if party and parties_in(plain[-12:]) else None


def is_thing(phrase: str) -> bool:
    """Whether a noun phrase names what can confirm or state nothing: 原則, 状況, 協力の重要性."""
    return bool(_patterns()["thing"].search(_BRACKET.sub("", phrase[-_LONGEST:])))


def names_party(text: str, *, at_end: bool) -> bool:
    """Whether a stretch of text ends, or begins, with the name of a country or an organization."""
    return any(end == len(text) if at_end else start == 0 for start, end, _ in party_spans(text))


def only_parties(text: str) -> bool:
    """Whether a stretch of text is a list of countries and organizations: with whom, not what."""
    edge = 0
    for start, end, _ in party_spans(text):
        if not _AND.fullmatch(text, edge, start):
            return False
        edge = end
    return bool(edge) and bool(_AND.fullmatch(text, edge))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of("actor", name) + "$") for name in (*_ORDER, "speaker", "other", "thing")}


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    groups = entries("actor", "office_groups")
    return _ending({w for o in vocabulary().offices.office if o.group in groups for w in (o.title, *o.aliases)})


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    return _ending({w for b in vocabulary().organizations.body for w in (b.name, *b.names)})


@lru_cache(maxsize=1)
def _party_names() -> re.Pattern[str]:
    names = {n for c in vocabulary().countries.country for n in (c.name, *c.names)}
    return _ending(names | {n for o in vocabulary().organizations.organization for n in o.names})


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")$")
