"""Dates in figures alone that may be something else: 5/11 in a cell, (60.7) in brackets. What stands around them tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from hakusho.resolve.dates.resolved import Unresolved
from hakusho.resolve.document import DocumentContext, Draft, Passage

_OF_DATES = re.compile(r"月日|年月日|日[付程時]|期日|(?:開催|実施|公表|発表|予定|会議)日|^日$")
_HEADER_ROWS = 3
_NEAR = 1  # years between a month in figures and a day in figures


@dataclass
class Figures:
    """What a document shows of dates in figures: looked at once."""

    context: DocumentContext

    def check(self, draft: Draft, short: int | None) -> None:
        """Raises Unresolved where the figures at a draft are not known to be a date."""
        if draft.rule == "dates.slash_of_cell" and _column(draft.passage) not in self._columns:
            raise Unresolved("a fraction, as its column tells of no dates")
        if draft.rule == "dates.short_dotted_month" and not any(abs(s - (short or 0)) <= _NEAR for s in self._years):
            raise Unresolved("a number, as no day is written so")

    @cached_property
    def _columns(self) -> frozenset[tuple[int, int]]:
        """The columns of tables under a header of dates."""
        return frozenset(
            column
            for p in self.context.passages
            if (column := _column(p)) and p.piece.cell and p.piece.cell.row < _HEADER_ROWS and _OF_DATES.search(p.text)
        )

    @cached_property
    def _years(self) -> frozenset[int]:
        """The years of two digits in days that are written in figures."""
        points = (
            m.fields["reading"].start for _, m in self.context.mentions("dates") if m.rule == "dates.short_dotted"
        )
        return frozenset(p.short for p in points if p is not None and p.short is not None)


def _column(passage: Passage) -> tuple[int, int] | None:
    cell = passage.piece.cell
    return (passage.piece.block.start, cell.col) if cell is not None else None
