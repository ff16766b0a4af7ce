"""The parties that the surroundings of a sentence tell of: its people, its row, its headings."""

from __future__ import annotations

from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.agreements.sides import STATE
from hakusho.resolve.document import DocumentContext, Passage

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


def bodies_around(context: DocumentContext, passage: Passage, first: int) -> list[str]:
    """The organizations that the sentences before, the headings or the document's title are about, the nearest first."""
    titles = (reading(passage)[:first][-BEFORE:], *reversed(passage.section), context.source.metadata.title or "")
    found = ([p for p in parties_in(title) if not STATE.fullmatch(p)] for title in titles)
    return next((bodies for bodies in found if bodies), [])
