"""What stands in brackets after a name: the office (○○氏(東京大学教授)), the country (○○(米国)), or both (○○(米国防長官))."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hakusho.extractors.parties import parties_in
from hakusho.extractors.people.lexicon import country_letters, country_names
from hakusho.extractors.people.offices import Core, is_title, offices_in
from hakusho.extractors.people.phrase import before_titles, read_phrase

_BRACKET = re.compile(r"\(([^()]{1,60}(?:\([^()]{1,12}\)[^()]{0,30})?)\)")
_AFTER_THE_TITLE = re.compile(r"\(当時\)|[:、,]?当時|[・、,;:/。 ].{0,40}|\([^()]{1,12}\)")
_HOLDS = re.compile(
    r"(?P<office>[^、。()「」をはがにのでとも\s]{2,40})"
    r"(?:に(?:就任|着任|任命|選出|任ぜ|任じ)(?:された|られた|いたしました|しました|した|予定の)?|を務め(?:る|ている|(?P<past>た|ていた))"
    r"|である|で(?P<past_b>あった))$"
)
_TO_OFFICE = re.compile(
    r"(?:(?:初代|第[0-9一二三四五六七八九十]{1,3}代|新|後任の?)(?:の)?)?(?P<office>[^、。()「」をはがにのでとも\s]{2,40})(?P<past>)(?P<past_b>)に、?$"
)
_SPREAD = re.compile(r"(?:^|(?<=\s))([一-龥]) {1,3}([一-龥]) {1,3}$")
_APPOINTED = re.compile(
    r"(?:氏|さん|君)?(?:\([^()]{1,40}\))?(?:が|を|は)?、?(?:就任|着任|任命|選出|選任|起用|指名|互選|選ばれ)"
)
_WAS = "当時"
# What a bracket may say of a name before a title, and no office of the person: 敬称略, 座長は….
_SENTENCE = re.compile(r"[。]|[はがを]")


@dataclass(frozen=True, slots=True)
class Aside:
    """What a bracket tells of the name before it; everything None where it tells nothing."""

    title: str | None = None
    country: str | None = None
    organization: str | None = None
    former: bool = False
    core: Core | None = None


def aside_at(text: str, end: int) -> Aside | None:
    """What the bracket at `end`, directly behind a name and its honorific, tells of the person; None where it tells
    neither an office nor a country."""
    match = _BRACKET.match(text, end)
    if match is None:
        return None
    inside = match[1]
    if country := country_names().get(inside) or country_letters().get(inside):
        return Aside(country=country)
    return office_alone(inside)


def office_told_before(text: str, start: int, end: int) -> Aside | None:
    """The office in a relative clause that ends at `start`, directly before a name that ends at `end`: 大臣に就任した○○,
    大使を務める○○; or to which one is appointed: 初代理事長に○○が就任."""
    match = _HOLDS.search(text, max(0, start - 60), start)
    if match is None and _APPOINTED.match(text, end):
        match = _TO_OFFICE.search(text, max(0, start - 40), start)
    if match is None:
        return None
    aside = office_alone(match["office"])
    if aside is None or aside.core is None:
        return None
    return replace(aside, former=aside.former or bool(match["past"] or match["past_b"]))


def office_spread_before(text: str, start: int) -> Aside | None:
    """The office of two characters spread over a column of a list before the name that begins at `start`: 理  事  ○○ ○○君."""
    match = _SPREAD.search(text, max(0, start - 10), start)
    return office_alone(match[1] + match[2]) if match and is_title(match[1] + match[2]) else None


def office_alone(inside: str) -> Aside | None:
    """The office in words that name an office and nothing else: 東京大学教授, 前駐米大使, 会長(当時)."""
    for core in offices_in(inside):
        rest = inside[core.end :]
        if rest and not _AFTER_THE_TITLE.fullmatch(rest):
            continue
        start = max((inside.rfind(c, 0, core.start) + 1 for c in "、,;:/ "), default=0)
        if _SENTENCE.search(inside[start : core.end]):
            return None
        phrase = read_phrase(inside, start, core)
        former = phrase.former or rest.startswith(_WAS, 1) or rest.startswith(("前", "元"), 1)
        title, organization = phrase.title, phrase.organization
        country = phrase.country
        if core.group == "business" and phrase.extended and title.endswith(inside[core.start : core.end]):
            organization = (organization or "") + title[: core.start - core.end]  # ○○商事社長
            title = inside[core.start : core.end]
        if country is None and organization and core.strong:
            seat = [party for party in parties_in(organization) if party in country_names().values()]
            country = seat[0] if len(seat) == 1 else None
        for word, past in before_titles().items():
            if title.startswith(word) and len(title) > len(word) + 1:
                title, former = title.removeprefix(word), former or past
                break
        return Aside(title, country, organization, former, core)
    return None
