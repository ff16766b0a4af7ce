"""The year of a date with how it was reached, and the limits of the eras."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hakusho.eras import Era
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.wanted import any_year
from hakusho.resolve.document import Passage

_ERA_LASTS = 100  # years after which no era has gone on


@dataclass(frozen=True, slots=True)
class Year:
    """A year with how it was reached. `written` is the era that the surface names, for its limits."""

    year: int | None
    resolution: str
    anchor: Seen | None = None
    written: Era | None = None
    era_year: int | None = None
    calendar: str = "gregorian"
    of_fiscal_year: bool = False  # 前年 of a 年度
    aligned: tuple[Moment, Moment] | None = None  # 前年同期: the antecedent's own period in that year


def in_era(sign: Era, era_year: int, reference: Reference) -> int | None:
    """The Western year; a year past the era's end counts where the text was written before the end was known."""
    year = sign.year(era_year)
    if year is not None and reference.year is not None and year > reference.year + _ERA_LASTS:
        return None  # 昭和361年 is a misprint
    if year is None and sign.last and era_year >= 1 and written_before(sign, reference):
        return sign.first.year + era_year - 1
    return year


def written_before(sign: Era, reference: Reference) -> bool:
    """Whether the document was written while the era ran, so that 平成32年度 in a plan means the year 2020."""
    return bool(reference.moment and sign.last and reference.moment.earliest <= sign.last)


def following(found: Year, point: Point, passage: Passage, start: int, memory: Memory) -> Year:
    """翌 before a written year: the value is the written one, the anchor the year it follows."""
    if not point.following:
        return found
    return replace(found, resolution="anaphoric", anchor=memory.antecedent(passage, start, any_year))


def fields_of(year: Year) -> dict[str, Any]:
    """The record's fields that tell how the year is written and was reached."""
    fields: dict[str, Any] = {"calendar": year.calendar, "resolution": year.resolution}
    if year.era_year is not None and year.written is not None:
        fields |= {"era": year.written.name, "era_year": year.era_year}
    if year.anchor is not None:
        fields["anchor_id"] = year.anchor.draft
    return fields
