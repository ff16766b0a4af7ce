"""Who is who: mentions of people to persons, by name, office, country and time together.

A full name (木原稔, アントニー・ブリンケン) makes a person; a surname (木原, ブリンケン) goes to the full name that fits best: in
the same document before others, of the same office, of the same country, near in time. What fits two equally well goes
to neither. Surnames that no full name fits make persons among themselves. Everything is in reading order and therefore
the same in every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hakusho.extractors.people.lexicon import fold
from hakusho.resolve.people.name_forms import foreign, is_full, is_short_for, key_of, parts
from hakusho.resolve.people.offices import is_vague, office, office_fit
from hakusho.resolve.people.person import Person, Seen

# A career in politics or in a ministry, from one office to the next that a text speaks of, in years.
_CAREER = 15
# Two offices in one half-year are two people's, unless the text says 兼.
_OF_CABINET = ("大臣", "政務官")  # titles that are short for those of a cabinet, which has one of a name
_SAME_TIME = 0.5
_OF_ONE_OFFICE = 8  # years within which another document tells of one who holds the same office, and not of a namesake
_HEAD = "内閣総理大臣"
_MINISTER = ("大臣", "官房長官", "防衛庁長官")
_COMMAND = 5  # years within which a general told of by the rank holds a command

_KATAKANA = "".join(map(chr, range(ord("ァ"), ord("ー") + 1)))
_OF_MINISTRY = re.compile(r"(?:次官|局長|部長|課長|室長|審議官|参事官|官房長)$")


def persons(mentions: Sequence[Seen]) -> list[Person]:
    """The persons that the mentions speak of, in the order of their first mention."""
    found: list[Person] = []
    by_name: dict[str, list[Person]] = {}
    longer = _with_longer({seen.name for seen in mentions})
    full = [is_full(seen.name) and seen.name not in longer for seen in mentions]
    for number, seen in enumerate(mentions):
        if full[number]:
            _put(found, by_name, number, seen)
    index = _index(found)
    rest = [n for n in range(len(mentions)) if not full[n]]
    for same_document in (True, False):  # what the document itself says counts before what another one says
        still = []
        for number in rest:
            person = _best(index.get(_entry(mentions[number].name), ()), mentions[number], same_document, number)
            if person is None:
                still.append(number)
            else:
                person.add(number, mentions[number])
        rest = still
    rest = _as_others_here(found, mentions, rest)
    _among_themselves(found, mentions, rest)
    for person in found:
        person.mentions.sort()
    return sorted(found, key=lambda p: p.mentions[0])


def _as_others_here(found: Iterable[Person], mentions: Sequence[Seen], rest: Sequence[int]) -> list[int]:
    """Put the mentions that are left to the person whose name and office they share with others of the document. Returns those still
    left."""
    here = {
        (mentions[n].document, mentions[n].name, mentions[n].title): person
        for person in found
        for n in person.mentions
        if not is_full(mentions[n].name)
    }
    still = []
    for number in rest:
        seen = mentions[number]
        person = here.get((seen.document, seen.name, seen.title)) if seen.title else None
        if person is not None and _countries_fit(person, seen) and person.spouse == seen.spouse:
            person.add(number, seen)
        else:
            still.append(number)
    return still


def _with_longer(names: set[str]) -> set[str]:
    """The foreign names in several parts that are the end of a longer one, as the double surname of that person; and those in
    kanji to which a longer one adds a given name in katakana."""
    ends: set[tuple[str, ...]] = set()
    for whole in (parts(name) for name in names if foreign(name)):
        ends.update(whole[at:] for at in range(1, len(whole) - 1))
    mixed = {name.rstrip(_KATAKANA) for name in names if not foreign(name) and foreign(name[-1])}
    return {name for name in names if foreign(name) and len(parts(name)) > 1 and parts(name) in ends} | (mixed & names)


def _put(found: list[Person], by_name: dict[str, list[Person]], number: int, seen: Seen) -> None:
    key = key_of(seen.name)
    for person in by_name.get(key, []):
        away = person.away(seen.year)
        if person.spouse == seen.spouse and _countries_fit(person, seen) and (away is None or away <= 3 * _CAREER):
            person.add(number, seen)
            return
    person = Person(spouse=seen.spouse)
    person.add(number, seen)
    found.append(person)
    by_name.setdefault(key, []).append(person)


def _index(found: Iterable[Person]) -> dict[str, list[Person]]:
    """The persons with full names, by what a short form of the name may begin with."""
    index: dict[str, list[Person]] = {}
    for person in found:
        entries = {e: None for name in person.names for e in (parts(name) if foreign(name) else (_entry(name),))}
        for entry in entries:
            index.setdefault(entry, []).append(person)
    return index


def _entry(name: str) -> str:
    """The first part of a katakana name, the first character of a kanji one."""
    return parts(name)[0] if foreign(name) else fold(name)[0]


def _best(candidates: Iterable[Person], seen: Seen, same_document: bool, number: int) -> Person | None:
    """The one person whose full name the surname can be short for; None where none or no one is better than the next.

    A surname without an office (李氏) is within a document that of the one spoken of last; so is one under the office that
    all hold, who are then one person in two spellings.
    """
    rated = []
    for person in candidates:
        if same_document and seen.document not in person.documents:
            continue
        if person.spouse == seen.spouse and any(
            is_short_for(seen.name, name) for name in person.names if is_full(name)
        ):
            score = _score(person, seen)
            if score is not None:
                rated.append((score, person))
    rated.sort(key=lambda r: -r[0])
    if not rated:
        return None
    equal = [person for score, person in rated if score == rated[0][0]]
    if len(equal) == 1:
        return equal[0]
    if not same_document or (seen.title is not None and not all(_same_office(person, seen.title) for person in equal)):
        return None
    return max(equal, key=lambda person: max((n for n in person.mentions if n < number), default=-1))


def _score(person: Person, seen: Seen) -> float | None:
    """How well a person fits a mention; None where it cannot be."""
    if not _countries_fit(person, seen):
        return None
    away = person.away(seen.year)
    score = 0.0
    here = seen.document in person.documents
    if away is not None:
        if away > _CAREER and not _in_spite_of_years(person, seen, here=here):
            return None
        if not here and away > _OF_ONE_OFFICE and seen.dated and person.dated:
            return None
        score += 3 if away <= 1 else 2 if away <= 3 else 1 if away <= 8 else 0
    if not here and (seen.title is None or (is_vague(seen.title) and not seen.title.endswith(_OF_CABINET))):
        return None  # 林委員 of one meeting is no 林委員 of another
    if seen.title:
        mine = office(seen.title)
        ranks = [office_fit(mine, other) for other, *_ in person.offices]
        if ranks:
            score += 2 * max(ranks)
            if max(ranks) == 0 and (_at_once(person, mine, seen) or _of_council_and_ministry(person, mine)):
                return None
        commands = _is_command(person, mine) and away is not None and away <= _COMMAND
        minister = _of_the_cabinet(person, mine, seen.year) and away is not None and away <= _OF_ONE_OFFICE
        if not here and max(ranks, default=0) == 0 and not commands and not minister:
            return None  # 総理 in one document, 官房長官 in another: there are two of that name
        if max(ranks, default=0) == 0 and foreign(seen.name) and _by_given_name(person, seen):
            return None  # フセイン国王 is no フセイン・カーメル
    if seen.country and seen.country in person.countries:
        score += 1
    return score


def _in_spite_of_years(person: Person, seen: Seen, *, here: bool) -> bool:
    """Whether the dates that stand near two mentions do not part them: in one document the name alone, or the office, tells more; in
    another the same office does, where one of the dates is only that of the text around."""
    if here:
        mine = office(seen.title) if seen.title else ""
        return not mine or any(office_fit(mine, other) for other, *_ in person.offices)
    undated = not (seen.dated and person.dated)
    return undated and seen.title is not None and not is_vague(seen.title) and _same_office(person, seen.title)


def _is_command(person: Person, mine: str) -> bool:
    """Whether the office is one that a general has, and the person is told of by such a rank: 吉田統合幕僚長, 吉田○○陸将."""
    ranked = any(other.endswith(("将", "大将")) for other, *_ in person.offices)
    return ranked and mine.endswith(("幕僚長", "総監", "司令官"))


def _of_the_cabinet(person: Person, mine: str, year: float | None) -> bool:
    """Whether the person sat in a cabinet of Japan that is headed under the other office: a minister of one year heads it in another."""
    held = {other for other, *_ in person.offices if other.endswith(_MINISTER)}
    first, last = min(person.years, default=0.0), max(person.years, default=0.0)
    heads = year is not None and ((mine == _HEAD and year >= first) or (_HEAD in held and year <= last))
    return person.country == "JP" and bool(held) and mine.endswith(_MINISTER) and heads


def _by_given_name(person: Person, seen: Seen) -> bool:
    """Whether the name is the first part of the person's, and not the last."""
    wholes = [parts(name) for name in person.names if is_full(name)]
    return bool(wholes) and all(parts(seen.name) != whole[-len(parts(seen.name)) :] for whole in wholes)


def _same_office(person: Person, title: str) -> bool:
    return any(office_fit(office(title), other) == 2 for other, *_ in person.offices)


def _at_once(person: Person, mine: str, seen: Seen) -> bool:
    """Whether the person held another office at the time of the mention, so that this one is somebody else's."""
    for other, year, document, former in person.offices:
        if former or seen.former or is_vague(other) or is_vague(mine):
            continue
        if year is not None and seen.year is not None:
            if abs(year - seen.year) <= _SAME_TIME:
                return True
        elif document == seen.document and year == seen.year:
            return True
    return False


def _of_council_and_ministry(person: Person, mine: str) -> bool:
    """Whether one sits on a council (委員) and the other in the ministry that it advises (次官, 局長), and so are two."""
    return any(
        bool(_OF_MINISTRY.search(one)) and other.endswith("委員")
        for theirs, *_ in person.offices
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _among_themselves(found: list[Person], mentions: Sequence[Seen], rest: Sequence[int]) -> None:
    """Persons of surnames that no full name fits: one surname and country, without a gap of a career between."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for number in rest:
        groups.setdefault((key_of(mentions[number].name), mentions[number].spouse), []).append(number)
    for (_, spouse), numbers in groups.items():
        mine: list[Person] = []
        dated = sorted(
            numbers, key=lambda n: (mentions[n].country is None, mentions[n].year is None, mentions[n].year or 0.0, n)
        )
        for number in dated:
            seen = mentions[number]
            fits = [(s, p) for p in mine if (s := _score(p, seen)) is not None]
            if fits:
                max(fits, key=lambda f: f[0])[1].add(number, seen)
            else:
                person = Person(spouse=spouse)
                person.add(number, seen)
                mine.append(person)
        found.extend(mine)


def _countries_fit(person: Person, seen: Seen) -> bool:
    return seen.country is None or not person.countries or seen.country in person.countries
