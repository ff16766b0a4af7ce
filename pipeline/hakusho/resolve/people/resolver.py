"""Mentions of people to drafts: whose office it is, who is who in the document, and the date that governs the mention."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.lexicon import is_in_kanji
from hakusho.resolve.document import DocumentContext, Draft
from hakusho.resolve.people.around import SENTENCE
from hakusho.resolve.people.borne_out import borne_out
from hakusho.resolve.people.countries import OF_STATES, country_of_list, inferred_country, said_country
from hakusho.resolve.people.dates import date_of_person
from hakusho.resolve.people.discourse import Evidence
from hakusho.resolve.people.identity import persons
from hakusho.resolve.people.in_parallel import in_parallel
from hakusho.resolve.people.in_rows import with_office_of_row
from hakusho.resolve.people.in_title import named_in_title
from hakusho.resolve.people.named_gen import with_given_name
from hakusho.resolve.people.offices import is_occupation, office
from hakusho.resolve.people.person import Seen
from hakusho.resolve.people.views import person_id, views, year_of

_END_OF_THE_SOVIET_UNION = 1992  # the first year without it
_OF_ONE_AT_A_TIME = ("大統領", "首相", "国王", "外相", "外務大臣", "国防相", "国防大臣")
_CHANGE = re.compile(r"就任|選挙|交代|交替|後任|辞任|退任|死去|退陣|政権|当選|前任|後を|発足|新[大首国外]")
_REACH = 24  # characters behind a mention in which its change of office is told
_OF_A_COUNCIL = frozenset({"委員", "構成員", "専門委員", "臨時委員", "特別委員"})
_SOME = 2  # members of a body that have to be of Japan, so that the others are as well


def resolve_people(context: DocumentContext) -> list[Draft]:
    """The drafts of all people of the document, in reading order."""
    drafts: list[Draft] = []
    mentions: list[Mention] = []
    for passage, found in with_given_name(context, borne_out(context)):
        mention = with_office_of_row(context, passage, found)
        date = date_of_person(context, passage, mention)
        fields = {
            "name": passage.text[mention.start : mention.end].replace(" ", ""),
            "title": None if is_occupation(str(mention.fields.get("title") or "")) else mention.fields.get("title"),
            "country": said_country(passage, mention),
            "organization": mention.fields.get("organization"),
            "former": bool(mention.fields.get("former")),
            "honorific": mention.fields.get("honorific"),
            "date": date.fields.get("value") if date else None,
            "date_id": date,
        }
        drafts.append(Draft("people", passage, mention.start, mention.end, mention.rule, fields))
        mentions.append(mention)
    in_title = named_in_title(context.source.metadata.title)
    in_parallel(drafts, mentions)
    _infer_countries(context, drafts, mentions)
    _identify(drafts, in_title)
    _of_lists(drafts, mentions)
    _of_one_body(drafts, mentions)
    return drafts


def _infer_countries(context: DocumentContext, drafts: list[Draft], mentions: list[Mention]) -> None:
    """Set the countries that no word at the name says: of all that the text around its mentions tells of a person, what is told
    nearest to one of them holds in all."""
    whose = _identify(drafts)
    best: dict[int, Evidence] = {}
    taken = _taken(drafts)
    open_ones: list[int] = []
    before: Draft | None = None
    for number, (draft, mention) in enumerate(zip(drafts, mentions, strict=True)):
        if draft.fields["country"] is None:
            open_ones.append(number)
            held = set() if draft.fields["former"] else taken.get(_office_here(draft), set())
            told = inferred_country(context, draft, mention, before, held)
            known = best.get(whose[number])
            beside = told is not None and known is None and told.distance > SENTENCE
            if told is not None and beside and told.country in _held_beside(drafts, whose, number):
                told = inferred_country(context, draft, mention, before, held | {told.country}) or told
            if told is not None and mention.fields.get("title") and (known is None or told.distance < known.distance):
                best[whose[number]] = told
            elif told is None or mention.fields.get("title"):
                told = known or told
            draft.fields["country"] = _successor(told.country, draft) if told else None
        before = draft
    for number in open_ones:
        if told := best.get(whose[number]):
            drafts[number].fields["country"] = _successor(told.country, drafts[number])


def _successor(country: str, draft: Draft) -> str:
    """The country, Russia in the place of the Soviet Union where the mention is of a later year, though the text speaks of both."""
    year = year_of(str(draft.fields["date"] or ""))
    return "RU" if country == "SU" and year is not None and year >= _END_OF_THE_SOVIET_UNION else country


def _held_beside(drafts: list[Draft], whose: dict[int, int], number: int) -> set[str]:
    """The countries whose office of the kind another holds shortly before the mention, and nothing is said of a change: where
    ○○大統領 is of Russia, △△大統領 is not."""
    draft = drafts[number]
    held: set[str] = set()
    if draft.fields["former"] or not str(draft.fields["title"] or "").endswith(_OF_ONE_AT_A_TIME):
        return held
    for other in range(number - 1, -1, -1):
        before = drafts[other]
        if before.passage.index < draft.passage.index - 1:
            break
        same = before.fields["title"] == draft.fields["title"] and not before.fields["former"]
        if same and whose.get(other) != whose.get(number) and before.fields["country"]:
            start = before.end if before.passage is draft.passage else 0
            if not _CHANGE.search(draft.passage.text, start, draft.end + _REACH):
                held.add(str(before.fields["country"]))
    return held


def _office_here(draft: Draft) -> tuple[int, str]:
    return draft.passage.index, office(str(draft.fields["title"] or ""))


def _taken(drafts: list[Draft]) -> dict[tuple[int, str], set[str]]:
    """The countries whose office of the kind somebody holds in a passage, by what is said at the name: nobody else there does."""
    taken: dict[tuple[int, str], set[str]] = {}
    for draft in drafts:
        if draft.fields["title"] and draft.fields["country"]:
            taken.setdefault(_office_here(draft), set()).add(str(draft.fields["country"]))
    return taken


def _of_lists(drafts: list[Draft], mentions: list[Mention]) -> None:
    """Give the foreigners of a list the country of the one before, where another mention of that one has told it."""
    for (before, _), (draft, mention) in pairwise(zip(drafts, mentions, strict=True)):
        told = mention.fields
        if draft.fields["country"] is None and told.get("japanese") is False and told.get("group") in OF_STATES:
            draft.fields["country"] = country_of_list(draft, before)


def _of_one_body(drafts: list[Draft], mentions: list[Mention]) -> None:
    """Give Japan to the members of a body whose names leave it open (林委員), where all other members of the title are of Japan."""
    members = [
        (d, str(d.fields["title"]))
        for d, m in zip(drafts, mentions, strict=True)
        if m.fields.get("group") == "parliament"
    ]
    held: dict[str, Counter[str | None]] = {}
    for draft, title in members:
        held.setdefault(title, Counter())[draft.fields["country"]] += 1
    for draft, title in members:
        of_japan = held[title]["JP"] >= _SOME and not held[title].keys() - {"JP", None}
        if of_japan and draft.fields["country"] is None and is_in_kanji(str(draft.fields["name"])):
            draft.fields["country"] = "JP"
        elif title in _OF_A_COUNCIL and held[title]["JP"] > sum(held[title].values()) // 2:
            draft.fields["country"] = "JP"  # whatever state the member speaks of


def _identify(drafts: list[Draft], in_title: Sequence[Seen] = ()) -> dict[int, int]:
    """Set full_name, person_id and, where an office has none of its own, the country, by the document alone, with those whom
    its title names. Returns the number of the person of each draft."""
    whose: dict[int, int] = {}
    for which, person in enumerate(persons([*views("", [draft.fields for draft in drafts], None), *in_title])):
        for number in person.mentions:
            if number >= len(drafts):
                continue
            whose[number] = which
            fields = drafts[number].fields
            fields["full_name"], fields["person_id"] = person.full_name, person_id(person)
            if fields["country"] is None and len(person.countries) == 1:
                fields["country"] = person.country
    return whose
