"""What a date point comes to: its moment with the record's fields, and the moment of a point once its year is known."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from typing import Any

from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point

_LUNAR_UNTIL = 1872  # until the end of 明治5年 months and days were of the lunar calendar


class Unresolved(ValueError):
    """What the expression needs is not in the document."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A moment, None where no calendar has it, and the record's fields on how it is written and was reached. `opens` is
    the beginning where one expression is a whole range (前年同期 after 7～9月)."""

    moment: Moment | None
    fields: dict[str, Any] = field(default_factory=dict)
    opens: Moment | None = None


def moment_in(point: Point, year: int) -> Moment | None:
    """The moment of a point in a year; a month of the old lunar calendar is left out."""
    month, day, hour, minute = point.month, point.day, point.hour, point.minute
    if point.fiscal and month is not None:
        year, fiscal = (year + 1 if month < 4 else year), False
    else:
        fiscal = point.fiscal
    if point.years == 10 and point.west is not None and point.era is None:
        year -= year % 10
    if point.last_day and month is not None and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1]
    if year <= _LUNAR_UNTIL and point.era is not None:
        month = day = hour = minute = None
    return Moment(year, month, day, hour, minute, point.code, fiscal, point.years)


def checked(moment: Moment | None, fields: dict[str, Any]) -> Resolved:
    return Resolved(moment if moment is not None and moment.exists() else None, fields)
