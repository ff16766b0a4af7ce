"""Whom a section is about: its headings, the lines above, the country that one went to."""

from __future__ import annotations

import re

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings.index import ABOVE, index_of
from hakusho.resolve.meetings.participants import codes_in, labelled, people_in

OF_A_MEETING = re.compile(r"会談|会合|協議(?!会)|対話|サミット|「2\+2」|首脳会議|閣僚会議|大臣会議")
_TITLE_LINE = re.compile(
    r"[^。はがを]{2,80}(?:声明|コミュニケ|宣言|共同発表|新聞発表|訪問|訪日|関係|概要|会談|会合|協議)(?:\([^()]{1,30}\))?\s?"
)
_FIRST_LINES = 8
_WENT = re.compile(r"(?P<where>[^、。はがを]{2,30})(?:に(?:出張|滞在)|を(?:公式)?訪問)")
_PLACE_FIRST = re.compile(
    r"(?:続いて訪れた|次に訪れた|訪問先の)?(?P<where>[^、,。はがをで]{2,12})(?:において|で)は[、,]"
)
_VISIT = re.compile(r"(?P<where>[^。はがを]{2,40})(?:訪問|歴訪)が(?:行な?われ|実現し|実施され)")


def visited_before(passage: Passage, start: int) -> set[str]:
    """The countries that open a sentence of the passage, up to `start`, as the place of what follows: ペルーにおいては、."""
    found: set[str] = set()
    for first, last in sentences(passage.text):
        if first <= start < last and (visit := _VISIT.search(passage.text, first, start)):
            found = {code for code in parties_in(visit["where"]) if is_state(code) and code != "JP"} or found
        if first <= start and (match := _PLACE_FIRST.match(passage.text, first, last)):
            found = {code for code in parties_in(match["where"]) if is_state(code)} or found
    return found


def visited(context: DocumentContext) -> list[str]:
    """Japan and the one country that the document's first lines say one of ours went to; empty where they name several."""
    lines = (p.text for p in context.passages[:_FIRST_LINES])
    places = (m["where"] for line in lines for m in _WENT.finditer(line))
    found = {code for place in places for code in parties_in(place) if is_state(code) and code != "JP"}
    return sorted({*found, "JP"}) if len(found) == 1 else []


def section_parties(context: DocumentContext, passage: Passage, *, usual: bool = True) -> list[str]:
    """The parties that the headings and the title speak of, two or more named together or one foreign country with Japan;
    else, with `usual`, those of most meetings of the document. A heading that names a meeting comes before one that names a topic."""
    titles = (*reversed(passage.section), context.source.metadata.title or "")
    for title in sorted(titles, key=lambda t: not OF_A_MEETING.search(t)):
        codes = parties_in(title)
        if len(codes) > 1:
            return codes
        if codes and codes != ["JP"]:
            # One country stands for its relations with Japan; an organization (G7, APEC) for itself.
            return sorted({*codes, "JP"}) if is_state(codes[0]) else codes
    if met := [code for code in _in_heading(context, passage) if code != "JP"]:
        return sorted({*met, "JP"})
    return _of_line_above(context, passage) or labelled(context, passage) or (index_of(context).usual if usual else [])


def _in_heading(context: DocumentContext, passage: Passage) -> list[str]:
    """The countries of the people whom the nearest heading names: (4)バーン国務次官."""
    for other in reversed(context.passages[: passage.index]):
        if passage.section and other.kind == "heading" and other.text == passage.section[-1]:
            return people_in(context, other, 0, len(other.text))
    return []


def _of_line_above(context: DocumentContext, passage: Passage) -> list[str]:
    """The parties, two or more, of the last line above that is no sentence, as a title that the page does not mark is."""
    for other in reversed(context.passages[max(0, passage.index - ABOVE) : passage.index]):
        line = other.kind in ("paragraph", "list_item") and len(other.text) <= 80 and _TITLE_LINE.fullmatch(other.text)
        if line and other.section == passage.section and len(codes := codes_in(other.text)) > 1:
            return codes
    return []
