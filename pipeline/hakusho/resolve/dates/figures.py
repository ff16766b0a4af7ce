"""Dates in figures alone that may be something else: 5/11 in a cell, (60.7) in brackets. What stands around them tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.resolved import Unresolved
from hakusho.resolve.document import DocumentContext, Draft, Passage

_OF_DATES = re.compile(r"月日|年月日|日[付程時]|期日|(?:開催|実施|公表|発表|予定|会議)日|^日$")
_HEADER_ROWS = 3
_NEAR = 1  # years between a month in figures and a day in figures
_APART = 2  # passages from one entry of a chronology to the next
_ENTRIES = 3  # entries that make a chronology
_ENTRY_RULES = ("dates.dotted_entry", "dates.slash_entry", "dates.slash", "dates.dotted")
_YEAR_ABOVE = re.compile(r"(?<!\d)[12]\d{3}年|(?:昭和|平成|令和)(?:\d{1,2}|元)年")


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
        if draft.rule in ("dates.dotted_entry", "dates.slash_entry") and draft.passage.index not in self._entries:
            raise Unresolved("a number of a section, as the lines about it are no chronology")

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

    @cached_property
    def _entries(self) -> frozenset[int]:
        """The passages that are entries of a chronology: several on end that each begin with a month and day in figures, in
        order of time, below a line that tells the year or with days written in full among them."""
        found: set[int] = set()
        chain: list[_Entry] = []
        for passage, mention in self.context.mentions("dates"):
            if mention.rule not in _ENTRY_RULES or mention.start > 2:
                continue
            point: Point = mention.fields["reading"].start
            slashed = "/" in passage.text[mention.start : mention.end]
            entry = _Entry(passage.index, point.west, (point.month or 0, point.day or 0), slashed)
            if chain and not _follows(chain[-1], entry):
                found |= self._chronology(chain)
                chain = []
            chain.append(entry)
        return frozenset(found | self._chronology(chain))

    def _chronology(self, chain: list[_Entry]) -> set[int]:
        """The passages of the chain where it is one of days, not of the numbers of sections (3.5, 3.6, 4.1)."""
        if len(chain) < _ENTRIES:
            return set()
        full = any(e.year is not None for e in chain)
        if all(e.slashed for e in chain):
            return {e.index for e in chain}  # no section is numbered so
        first = chain[0].index
        above = self.context.passages[max(0, first - _APART) : first]
        leaps = sum(not _counts_on(a.day, b.day) for a, b in pairwise(chain))
        if not full and (2 * leaps < len(chain) - 1 or not any(_YEAR_ABOVE.search(p.text) for p in above)):
            return set()
        return {e.index for e in chain}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A passage that begins with a day in figures."""

    index: int
    year: int | None
    day: tuple[int, int]
    slashed: bool


def _follows(before: _Entry, entry: _Entry) -> bool:
    later = entry.year is not None or before.day <= entry.day
    return later and 0 < entry.index - before.index <= _APART


def _counts_on(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the second is the next number of a section after the first: 3.6 or 4.1 after 3.5."""
    return after in ((before[0], before[1] + 1), (before[0] + 1, 1))


def _column(passage: Passage) -> tuple[int, int] | None:
    cell = passage.piece.cell
    return (passage.piece.block.start, cell.col) if cell is not None else None
