"""Dates of records (EDTF, ISO 8601-2) as places on a line of years."""

from __future__ import annotations

import re

_MOMENT = re.compile(r"(?P<year>[0-9]{2}[0-9X]{2})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
# The first month of an EDTF part of a year: seasons 21-24, quarters 33-36, half-years 40 and 41.
_PARTS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}

Key = tuple[int, int, int]
"""Year, month, day of the beginning; month and day 0 where the date does not say, so that 2018 stands before 2018-01."""


def begins(value: str | None) -> Key | None:
    """Where a date begins: of an interval its first end, of a decade its first year. None where there is no date."""
    if not value:
        return None
    for end in value.split("/"):  # of an open interval (../2024) the end that is given
        if match := _MOMENT.match(end):
            year = int(match["year"].replace("X", "0"))
            month, day = int(match["month"] or 0), int(match["day"] or 0)
            return (year, _PARTS.get(month, month), day)
    return None


def year(value: str | None) -> int | None:
    """The year in which a date begins."""
    found = begins(value)
    return found[0] if found else None


def covers(coarse: str | None, fine: str | None) -> bool:
    """Whether the first is no date, or a date (a year, a month) that the second says more exactly."""
    return coarse is None or (
        fine is not None and fine != coarse and re.split("[-T/]", fine)[: len(_cut(coarse))] == _cut(coarse)
    )


def _cut(value: str) -> list[str]:
    return re.split("[-T/]", value)
