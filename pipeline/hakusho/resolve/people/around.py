"""What a document says around a mention of the countries that it speaks of, nearest first."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.document import DocumentContext, Draft, Passage

_LABEL = re.compile(r"[(【〈<■○●・]?(?:\(?\d{1,2}\)?[.、 ]?)?([^:()（）。、\d]{2,12})(?:側|関係)?[:)】〉>]?")
_LABEL_REACH, _LABEL_CHARS = 8, 16
_LIST_REACH = 16
_VISIT = re.compile(
    r"(?P<place>[^、。()\sをへに]{2,14}?)(?:を(?:公式|親善|再度)?に?訪(?:問|れ)|[にへ](?:赴|到着|滞在|立ち寄|出張|着い)|訪問[後中の]|滞在中)"
)
_SUBJECT = re.compile(r"[^、。がのをにと]{1,16}[はが]")
# Bodies that tell of a state whose name is not always said with them.
_BODIES = {
    "朝鮮労働党": "KP",
    "朝鮮人民軍": "KP",
    "最高人民会議": "KP",
    "人民解放軍": "CN",
    "全人代": "CN",
    "青瓦台": "KR",
}
_BODY = re.compile("|".join(_BODIES))
_STATES_BEFORE = {"RU": ("SU", "1991"), "RS": ("YU", "2003")}  # of the same seat, and the last year
# how often a document names the country that it is about, and how many times as often as others
_OFTEN, _FAR_MORE = 4, 3
# How far from a mention a country is told, the nearest first.
AT_THE_NAME, OFFICE, SENTENCE, TOPIC, BEFORE, HEADING, ABOVE, AMONG_MANY, DEFAULT = range(9)


def around(context: DocumentContext, draft: Draft, *, named: bool) -> list[tuple[int, str]]:
    """Stretches of text with their distances, nearest first. `named`: the name of a meeting tells all that it tells, or the
    heading does."""
    passage = draft.passage
    first, last = passage.sentence_span(draft.start)
    headings = [(HEADING, heading) for heading in reversed(passage.section)]
    if named:
        return [(SENTENCE, passage.text[first:last]), *headings]
    does = passage.text[draft.end : last]
    if _SUBJECT.match(does):
        does = _VISIT.sub("", does)  # one visits another country than one's own
    nearby = [(SENTENCE, passage.text[first : draft.start]), (SENTENCE, passage.text[first : draft.end] + does)]
    label = under_label(context, draft)
    if label is not None:
        nearby.insert(1, (SENTENCE, next(c.name for c in vocabulary().countries.country if c.code == label)))
    nearby += [(BEFORE, sentence) for sentence in _sentences_before(passage.text[:first])]
    lead = _lead_of_list(context, passage)
    if lead is not None:
        nearby += [(BEFORE, sentence) for sentence in _sentences_before(lead.text)]
    elif passage.index:
        nearby += [(BEFORE, sentence) for sentence in _sentences_before(context.passages[passage.index - 1].text)]
    above = context.passages[max(0, passage.index - 3) : max(0, passage.index - 1)] if lead is None else []
    title = context.source.metadata.title
    titles = [(HEADING, title)] if title else []
    return [*nearby, *headings, *titles, *((ABOVE, p.text[-300:]) for p in reversed(above))]


def _lead_of_list(context: DocumentContext, passage: Passage) -> Passage | None:
    """The text over the list in which the passage is an item, as the items tell nothing of each other; None where it is none, or
    that text is not near."""
    if passage.kind != "list_item" or "。" in passage.text:
        return None
    before = reversed(context.passages[max(0, passage.index - _LIST_REACH) : passage.index])
    return next((p for p in before if "。" in p.text), None)


def _sentences_before(text: str) -> list[str]:
    """The sentences of the end of a text, the last first."""
    return [sentence for sentence in reversed(text[-300:].split("。")) if sentence]


@lru_cache(maxsize=1)
def seats() -> tuple[dict[str, str], re.Pattern[str]]:
    """The seats of governments to the countries' codes, and the pattern of one that somebody is at or goes to."""
    known = {seat: country.code for country in vocabulary().countries.country for seat in country.seats}
    words = "|".join(re.escape(seat) for seat in sorted(known, key=lambda s: (-len(s), s)))
    return known, re.compile(
        rf"(?<![ァ-ヴー])({words})(?![ァ-ヴー・])(?=を訪|に(?!ある|本部|所在|住む|次ぐ|よる)|で|へ|において|経由|訪問|着|、)"
    )


def foreign_places(context: DocumentContext, text: str) -> list[tuple[int, str]]:
    """Where the text names a foreign country, or a city that its government sits in, and the country's code."""
    found = [(end, code) for _, end, code in party_spans(text) if code != "JP" and code in codes()]
    for match in seats()[1].finditer(text):
        found.append((match.end(), at_that_time(seats()[0][match[1]], context)))
    found += [(match.end(), _BODIES[match[0]]) for match in _BODY.finditer(text)]
    return sorted(found)


def spoken_of(context: DocumentContext, among: set[str]) -> str | None:
    """The one of several countries that the whole document is about: named time and again, and far more than any other."""
    counted = Counter(code for p in context.passages for _, code in foreign_places(context, p.text))
    (first, most), (_, next_most) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return first if first in among and most >= max(_OFTEN, _FAR_MORE * next_most) else None


def at_that_time(code: str, context: DocumentContext) -> str:
    """The state that had its seat there when the document was written."""
    written = context.source.metadata.reference_date or "9999"
    state, until = _STATES_BEFORE.get(code, (code, "0000"))
    return state if written[:4] <= until else code


def visited(context: DocumentContext, text: str) -> str | None:
    """Of several countries in a text, the one that was visited last in it (モスクワの後、ボンを訪問し), the first of two visited together."""
    visits = list(_VISIT.finditer(text))
    places = foreign_places(context, f"{visits[-1]['place']}で") if visits else []
    return places[-1 if len(visits) > 1 or "と" not in visits[-1]["place"] else 0][1] if places else None


def under_label(context: DocumentContext, draft: Draft) -> str | None:
    """The country whose name alone stands in a line above the mention, as a list of meetings has it: 中国:"""
    at = draft.passage.index
    for passage in reversed(context.passages[max(0, at - _LABEL_REACH) : at]):
        if len(passage.text) <= _LABEL_CHARS and (match := _LABEL.fullmatch(passage.text)):
            found = parties_in(match[1])
            if found:  # a label of several states is none of the one over the part before
                return found[0] if len(found) == 1 and found[0] in codes() else None
    return None


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """The codes of all states."""
    return frozenset(country.code for country in vocabulary().countries.country)
