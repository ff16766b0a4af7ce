"""The first and last day that a corrected value covers, from its EDTF form (ISO 8601-2:2019)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from hakusho.language import message

# A value as the contract has it: century, decade, year, part of a year, month, day, time; an interval of two, open or not.
_VALUE = re.compile(r"(\d\dXX|\d{3}X|\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d)?)?)?)?[~?%]?")
# Seasons, quarters and half-years (EDTF level 2): first month and number of months; winter ends in the next year.
_CODES = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
_CODES |= {40: (1, 6), 41: (7, 6)}
_DURATION = re.compile(r"P(?=\d|T\d)(?:\d{1,6}(?:\.\d{1,3})?[YMWD]){0,4}(?:T(?:\d{1,6}(?:\.\d{1,3})?[HMS]){1,3})?")

Days = tuple[dt.date | None, dt.date | None]


def days(value: str) -> Days:
    """First and last day, both inclusive; None for an open end (`..`). Raises ValueError for what is no EDTF value."""
    first, slash, last = value.partition("/")
    if not slash:
        return _days(value)
    start = None if first in ("", "..") else _days(first)[0]
    end = None if last in ("", "..") else _days(last)[1]
    if start and end and start > end:
        raise ValueError(message("{value} ends before it begins", value=value))
    return start, end


def check_duration(value: str) -> None:
    """Raises ValueError for what is no ISO 8601 duration."""
    if not _DURATION.fullmatch(value):
        raise ValueError(message("{value} is not an ISO 8601 duration such as P5Y or PT1H20M", value=value))


def _days(value: str) -> tuple[dt.date, dt.date]:
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(
            message("{value} is not an EDTF date such as 2024, 2024-07, 2024-07-28 or 2024-04/2025-03", value=value)
        )
    year, month, day = match.groups()
    if "X" in year:
        if month:
            raise ValueError(message("{value}: a decade or century has no month", value=value))
        first, last = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
        return dt.date(first, 1, 1), dt.date(last, 12, 31)
    try:
        if day:
            found = dt.date(int(year), int(month), int(day))
            return found, found
        start, length = _CODES.get(int(month), (int(month), 1)) if month else (1, 12)
        if (length > 1 and day is None) or start <= 12:
            end = start + length - 1
            last_year, last_month = int(year) + (end - 1) // 12, (end - 1) % 12 + 1
            last_day = calendar.monthrange(last_year, last_month)[1]
            return dt.date(int(year), start, 1), dt.date(last_year, last_month, last_day)
    except ValueError:
        pass
    raise ValueError(message("{value} is a date that no calendar has", value=value))
