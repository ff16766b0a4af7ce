"""The countries of foreigners listed in the order of the countries that one went to: フィリピン及びタイを歴訪し、○○大統領、△△首相と会談した."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import party_spans
from hakusho.resolve.document import Draft
from hakusho.resolve.people.around import codes
from hakusho.resolve.people.countries import OF_STATES
from hakusho.resolve.people.excluded import excluded

_BETWEEN_COUNTRIES = re.compile(r"(?:、|,|・| |及び|および|並びに|と|や|そして|の順に)+")
_BETWEEN_PEOPLE = re.compile(
    r"(?:[^、。,()はがをにで]{0,24}?(?:大統領|首相|総理|外相|大臣|国王|議長|主席|書記長|長官|相))?(?:[、,・]| ?(?:及び|および|並びに|ならびに|そして|と|や) ?)"
)
_EACH = re.compile("それぞれ$")
_LEAST = 2


def in_parallel(drafts: Sequence[Draft], mentions: Sequence[Mention]) -> None:
    """Set the countries of those lists of people that are as long as the list of countries before them in the sentence."""
    people: list[Draft] = []
    for draft, mention in zip(drafts, mentions, strict=True):
        if people and not _follows(people[-1], draft):
            _match(people)
            people = []
        open_one = draft.fields["country"] is None and mention.fields.get("japanese") is not True
        if open_one and (mention.fields.get("group") in OF_STATES or mention.rule == "people.both"):
            people.append(draft)
        else:
            people = []
    _match(people)


def _follows(before: Draft, draft: Draft) -> bool:
    same = draft.passage is before.passage
    return same and _BETWEEN_PEOPLE.fullmatch(draft.passage.text, before.end, draft.start) is not None


def _match(people: Sequence[Draft]) -> None:
    if len(people) < _LEAST:
        return
    passage = people[0].passage
    first, _ = passage.sentence_span(people[0].start)
    said = passage.text[first : people[0].start]
    found = _country_lists(said)
    if _EACH.search(said):  # Xでは…、Yでは…、それぞれ○○、△△
        found = [list(dict.fromkeys(code for one in found for code in one))]
    lists = [states for states in found if len(states) == len(people)]
    if (
        not lists
        or "JP" in lists[-1]
        or any(code in _not_of(draft) for draft, code in zip(people, lists[-1], strict=True))
    ):
        return
    for draft, code in zip(people, lists[-1], strict=True):
        draft.fields["country"] = code


def _not_of(draft: Draft) -> frozenset[str]:
    return excluded(str(draft.fields["title"] or ""), str(draft.fields["name"]), katakana=False)


def _country_lists(text: str) -> list[list[str]]:
    """The lists of states in a text, each name directly upon the other."""
    lists: list[list[str]] = []
    end = -1
    for start, stop, code in party_spans(text):
        joined = end >= 0 and _BETWEEN_COUNTRIES.fullmatch(text, end, start)
        if code in codes() and joined:
            lists[-1].append(code)
        elif code in codes():
            lists.append([code])
        end = stop if code in codes() else -1
    return lists
