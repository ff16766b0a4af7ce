"""What stands between a name and its title: country, organization, 前 and 当時, and the words that belong to the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.people.lexicon import (
    KATAKANA,
    begins_with,
    country_letters,
    country_names,
    ends_with,
    is_organization,
    organizations,
)
from hakusho.extractors.people.offices import Core

_POSTED = re.compile(r"(?:駐|在)(?:日本国?|日)")
_POSTED_ABROAD = re.compile(r"(?:駐|在)(?!日)[^駐在]{1,20}$")
_PAREN_FORMER = re.compile(r"\((?:[^()]{0,20}当時|[^()]{0,10}在任時|前|元)\)")
_SEPARATORS = "・、 の"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title with what the words around it tell. `title` is as written, without country, organization or modifiers."""

    title: str
    country: str | None
    organization: str | None
    former: bool


def read_phrase(text: str, start: int, core: Core) -> Phrase | None:
    """The phrase from `start` (after the name, or the beginning of the zone) to the end of the title.

    None where the words before the title are not what stands there.
    """
    at, country, former, organization = start, None, False, None
    title_start = core.start
    posted: tuple[int, int] | None = None
    while at < core.start:
        if text[at] in _SEPARATORS:
            at += 1
        elif (end := begins_with(text, at, core.start, former_words())) is not None:
            former, at = former or former_words()[text[at:end]], end
        elif (end := begins_with(text, at, core.start, country_names())) is not None and _word_ends(text, end):
            country, at = country_names()[text[at:end]], end
        elif match := _POSTED.match(text, at, core.start):
            posted, at = match.span(), match.end()
        elif text[at] in country_letters() and at + 1 == core.start:
            country, at = country_letters()[text[at]], at + 1
        elif (end := _organization_end(text, at, core)) is not None:
            organization, at = text[at:end], end
        else:
            title_start, at = at, core.start
    title = text[title_start : core.end]
    if posted and title_start == core.start:
        title = text[posted[0] : posted[1]] + title
    if organization and organization in organizations() and country is None:
        country = organizations()[organization]
    if organization is None:
        organization = _seat(text, title_start, core)
    if organization and country and (name := _country_before(text, text.find(organization, start), start)):
        organization = name + organization
    if _POSTED_ABROAD.match(title[: -len("大使")] + "" if title.endswith("大使") else ""):
        country = country or "JP"
    return Phrase(title, core.country or country, organization, former)


def _word_ends(text: str, end: int) -> bool:
    """Whether a katakana country name ends where the run of katakana does: not マリ in マリン."""
    kana = re.compile(rf"[{KATAKANA}]")
    return not (kana.match(text, end - 1) and kana.match(text, end))


def _organization_end(text: str, at: int, core: Core) -> int | None:
    """Where the organization ends that begins at `at` and stands before the title."""
    listed = begins_with(text, at, core.start, organizations())
    if listed is not None and listed - at >= 2 and (listed == core.start or not _inside_title(text, listed, core)):
        return listed
    return None if core.listed is False and core.group == "local" else _unlisted_end(text, at, core)


def _inside_title(text: str, end: int, core: Core) -> bool:
    return text[end] in "・" and core.listed


def _unlisted_end(text: str, at: int, core: Core) -> int | None:
    if core.group in ("local", "cabinet"):
        return None
    stretch = text[at : core.start]
    return core.start if is_organization(stretch) and "・" not in stretch else None


_SEAT = re.compile(
    r"(.{1,30}(?:軍|艦隊|自衛隊|参謀本部|司令部|海兵隊|師団|旅団|連隊|庁|院|省|委員会|理事会|機構|連合|センター))(?:副)?(?:最高)?(?:司令官|議長|長官|長|委員長|総裁|報道官|事務総長|事務局長)"
)


def _seat(text: str, start: int, core: Core) -> str | None:
    """The organization that a title names itself: 太平洋陸軍 in 太平洋陸軍司令官."""
    match = _SEAT.fullmatch(text, start, core.end)
    return match[1] if match and core.group in ("command", "ministry", "international", "foreign_minister") else None


def _country_before(text: str, at: int, start: int) -> str | None:
    """The country's name directly before an organization: 米国 before 太平洋陸軍."""
    if at <= start:
        return None
    first = ends_with(text, at, start, country_names())
    return text[first:at] if first is not None else None


def former_after(text: str, end: int) -> int | None:
    """Where a bracket such as (当時) that follows a title ends."""
    match = _PAREN_FORMER.match(text, end)
    return match.end() if match else None


@lru_cache(maxsize=1)
def former_words() -> dict[str, bool]:
    """Words that stand before a title and are no part of it, and whether they tell of a former office."""
    modifiers = vocabulary().offices.modifiers
    words = dict.fromkeys(("現", "新", *modifiers.future), False)
    return {**words, **dict.fromkeys(modifiers.former, True), "当時の": True}
