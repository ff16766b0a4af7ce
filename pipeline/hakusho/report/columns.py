"""Years as columns: a year has the room its marks need, a year without any has none.

A corpus speaks of 1911 and of ten days in one July. On a true scale the days would fall on one another; so the columns
follow one another in order, each only as wide as what stands in it, and a gap between years is drawn as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Year = int | None
"""A year; None is the column of what has no date, the last."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Column:
    """A year with its place, in slots of one mark each."""

    year: Year
    first: int
    slots: int
    after_gap: bool

    @property
    def label(self) -> str:
        return "日付なし" if self.year is None else str(self.year)


def columns(cells: Iterable[tuple[Hashable, Year]]) -> list[Column]:
    """The columns for marks given by lane and year: as many slots as the fullest lane has marks in that year."""
    widths: dict[Year, int] = {}
    for (_, year), n in Counter(cells).items():
        widths[year] = max(widths.get(year, 0), n)
    return placed(widths)


def placed(widths: dict[Year, int]) -> list[Column]:
    """Years with their widths, one after the other."""
    found: list[Column] = []
    at, before = 0, None
    for year in sorted(widths, key=_order):
        gap = before is not None and year is not None and year > before + 1
        # a year needs room for its number, the last column for its two words
        slots = max(widths[year], 2 if year is None else 1)
        found.append(Column(year, at, slots, gap))
        at, before = at + slots, year
    return found


def total(found: Sequence[Column]) -> int:
    """The slots of all columns."""
    return found[-1].first + found[-1].slots if found else 0


def packed(
    items: Iterable[_T], cells: Mapping[_T, Sequence[tuple[Hashable, Year]]], most_slots: int, most: int
) -> Iterator[list[_T]]:
    """Items cut into runs whose columns do not take more slots, nor the run more items, than given."""
    run: list[_T] = []
    for item in items:
        wider = [cell for each in (*run, item) for cell in cells[each]]
        if run and (len(run) == most or total(columns(wider)) > most_slots):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _order(year: Year) -> tuple[bool, int]:
    return (year is None, year or 0)
