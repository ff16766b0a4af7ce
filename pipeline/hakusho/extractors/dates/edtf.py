"""Moments and intervals in EDTF (ISO 8601-2:2019), with the first and last day that they cover.

Season, quarter and half-year codes are EDTF level 2: 21-24 spring to winter, 33-36 quarters, 40 and 41 half-years.
A fiscal year (年度) runs from April to March and has no code of its own, so it is an interval of months.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

# Code to first month and number of months; a Japanese winter begins in December and ends in the next year.
_CODES = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
_CODES |= {40: (1, 6), 41: (7, 6)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar value of some precision, finest part last; `code` is a part of a year, `years` 10 for the ten years
    from `year`, 100 for the century that holds it."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    code: int | None = None
    fiscal: bool = False
    years: int = 1

    def exists(self) -> bool:
        """Whether a calendar has it; 24時 is the end of a day (ISO 8601-1:2004), 25時 is nothing."""
        if not 1 <= self.year <= 9999 or (self.month is not None and not 1 <= self.month <= 12):
            return False
        if self.day is not None and not (self.month and 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]):
            return False
        if self.hour is None:
            return True
        minute = self.minute or 0
        return 0 <= self.hour <= 24 and 0 <= minute <= 59 and not (self.hour == 24 and minute)

    @property
    def value(self) -> str:
        """The EDTF form."""
        if self.years == 100:
            return f"{self.year // 100:02d}XX"
        if self.years == 10:
            return f"{self.year // 10:03d}X" if self.year % 10 == 0 else f"{self.year:04d}/{self.year + 9:04d}"
        if self.fiscal:
            first, last = self._months()
            return f"{first[0]:04d}-{first[1]:02d}/{last[0]:04d}-{last[1]:02d}"
        text = f"{self.year:04d}"
        if self.code is not None:
            return f"{text}-{self.code}"
        for part in (self.month, self.day):
            if part is None:
                return text
            text += f"-{part:02d}"
        return text if self.hour is None else f"{text}T{self.hour:02d}:{self.minute or 0:02d}:00"

    @property
    def earliest(self) -> dt.date:
        if self.years == 100:
            return dt.date(self.year // 100 * 100 or 1, 1, 1)
        if self.day is not None and self.month is not None:
            return dt.date(self.year, self.month, self.day)
        year, month = self._months()[0]
        return dt.date(year, month, 1)

    @property
    def latest(self) -> dt.date:
        if self.years == 100:
            return dt.date(self.year // 100 * 100 + 99, 12, 31)
        if self.day is not None:
            return self.earliest
        year, month = self._months()[1]
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def fiscal_year(self) -> int:
        """The 年度 that it lies in, or begins in; a bare calendar year counts as the 年度 of the same number."""
        return self.year - 1 if self.month is not None and self.month < 4 and not self.fiscal else self.year

    def _months(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last month that it covers, each as year and month."""
        if self.month is not None:
            return (self.year, self.month), (self.year, self.month)
        if self.code is not None:
            month, length = _CODES[self.code]
            month += 3 if self.fiscal and self.code >= 33 else 0
        else:
            month, length = (4 if self.fiscal else 1), 12 * self.years
        return _plus(self.year, month), _plus(self.year, month + length - 1)


def _plus(year: int, month: int) -> tuple[int, int]:
    """A month counted from January of `year`, which may lie in a later year."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of one moment to the end of another, both inclusive."""

    first: Moment
    last: Moment

    @property
    def value(self) -> str:
        """The EDTF interval, each end as it stands alone (1986/1987-40); a 年度 is given by its months, a decade by its years."""
        return f"{_edge(self.first, 0)}/{_edge(self.last, 1)}"

    @property
    def earliest(self) -> dt.date:
        return self.first.earliest

    @property
    def latest(self) -> dt.date:
        return self.last.latest


def _edge(moment: Moment, side: int) -> str:
    if moment.years > 1:
        day = (moment.earliest, moment.latest)[side]
        return f"{day.year:04d}"
    if moment.fiscal:
        year, month = moment._months()[side]
        return f"{year:04d}-{month:02d}"
    return moment.value


def shift_days(moment: Moment, days: int) -> Moment:
    """The day so many days later; `moment` is a day."""
    day = moment.earliest + dt.timedelta(days=days)
    return Moment(day.year, day.month, day.day)


def shift_months(moment: Moment, months: int) -> Moment:
    """The month so many months later."""
    year, month = _plus(moment.year, (moment.month or 1) + months)
    return replace(moment, year=year, month=month, day=None, hour=None, minute=None)


def parse(text: str) -> Moment:
    """A plain EDTF date: YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for anything else."""
    parts = [int(part) for part in text.split("-")]
    if not 1 <= len(parts) <= 3:
        raise ValueError(f"{text!r} is not a plain EDTF date")
    year, month, day = (*parts, None, None)[:3]
    moment = Moment(year or 0, month, day)
    if not moment.exists():
        raise ValueError(f"{text!r} is a date that no calendar has")
    return moment
