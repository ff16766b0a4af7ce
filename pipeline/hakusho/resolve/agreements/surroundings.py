"""The parties that the surroundings of a sentence tell of: its people, its row, its headings."""

from __future__ import annotations

import re

from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.reading import SELF, reading
from hakusho.resolve.agreements.sides import STATE
from hakusho.resolve.document import DocumentContext, Passage

_RELATIONS = re.compile(r"(?:^|。) ?(?:また、|さらに、|一方、)?(?P<who>[^、。はがを]{2,12}?)との関係では、")
BEFORE = 200  # characters of the sentences before that may tell the parties


def people_of(context: DocumentContext, passage: Passage, first: int, last: int) -> list[str]:
    """The countries of the people named in a stretch of a passage."""
    people = (d for d in context.in_passage("people", passage) if first <= d.start < last)
    return sorted({str(d.fields["country"]) for d in people if d.fields.get("country")})


def of_row(context: DocumentContext, passage: Passage) -> list[str]:
    """The parties that the other cells of a table's row name."""
    cell, grid = passage.piece.cell, passage.piece.block.grid
    if cell is None or grid is None:
        return []
    row = [p for p in context.passages if p.piece.block.grid is grid and p.piece.cell and p.piece.cell.row == cell.row]
    return sorted({code for p in row for code in parties_in(p.text)})


def of_headings(passage: Passage) -> list[str]:
    """The parties that the innermost heading that names any tells of; one foreign state there stands with Japan."""
    for title in reversed(passage.section):
        if found := parties_in(title):
            return sorted({*found, "JP"}) if len(found) == 1 and STATE.fullmatch(found[0]) else found
    return []


def of_third_states(context: DocumentContext, passage: Passage, start: int) -> list[str]:
    """The state that a section is about and the one of its relations that the passage goes on to, where Japan is not named
    in what follows: 米国との関係では、…両国政府の協議の結果 in a section on Mexico."""
    text = SELF.sub("日本国", reading(passage))
    told = [(m.start(), parties_in(m["who"])) for m in _RELATIONS.finditer(text, 0, start)]
    if not told or len(told[-1][1]) != 1:
        return []
    begin, with_whom = told[-1]
    about = next(
        (
            [p for p in parties_in(title) if STATE.fullmatch(p)]
            for title in reversed(passage.section)
            if parties_in(title)
        ),
        [],
    )
    ours = "JP" in parties_in(text[begin:start]) or "JP" in people_of(context, passage, begin, start)
    found = {*about, *with_whom}
    return sorted(found) if len(about) == 1 and len(found) > 1 and "JP" not in found and not ours else []


def bodies_around(context: DocumentContext, passage: Passage, first: int) -> list[str]:
    """The organizations that the sentences before, the headings or the document's title are about, the nearest first."""
    titles = (reading(passage)[:first][-BEFORE:], *reversed(passage.section), context.source.metadata.title or "")
    for title in titles:
        if bodies := [p for p in parties_in(title) if not STATE.fullmatch(p)]:
            side = any(code in bodies and title.startswith("側", b) for _, b, code in party_spans(title))
            return sorted({*bodies, "JP"}) if side else bodies  # ASEAN側は歓迎した: of two sides
    return []
