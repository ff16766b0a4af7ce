"""What the two ends of a range take from each other: the era, the century, the year."""

from __future__ import annotations

from dataclasses import replace

from hakusho.eras import era
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point


def share(start: Point, end: Point) -> tuple[Point, Point]:
    """A start without a year before an end that tells it: 12月から2024年3月."""
    if start.has_year or start.month is None or end.month is None or not (end.west or end.era):
        return start, end
    shared = replace(end, month=start.month, day=start.day, hour=start.hour, minute=start.minute, code=None)
    if start.month > end.month:
        if end.west is not None:
            shared = replace(shared, west=end.west - 1, era=None, era_year=None)
        elif end.era_year is not None:
            shared = replace(shared, era_year=end.era_year - 1)
    return shared, end


def inherit(end: Point, start: Point, begin: Moment) -> Point:
    """The end of a range with what it shares with the start: the era of 令和5～9年度, the century of 2018～22年."""
    if end.era is None and end.era_year is not None and not end.same_era:
        end = replace(end, era=start.era)
    if (short := end.short) is not None and end.era is None:
        if start.era is not None and start.west is None and start.short is None:
            end = replace(end, era=start.era, era_year=short, short=None)
        elif start.short is not None:
            end = replace(end, west=begin.year + (short - start.short) % 100, short=None)
        else:
            year = begin.year // 100 * 100 + short
            year = year if year >= begin.year else year + 100
            sign = era(start.era) if start.era else None  # 1959年(昭和34年)…から35年
            in_era = sign.year(short) if sign else None
            if in_era is not None and begin.year <= in_era < year:
                end = replace(end, era=start.era, era_year=short, short=None)
            else:
                end = replace(end, west=year, short=None)
    if start.fiscal and end.month is None and end.day is None:
        end = replace(end, fiscal=True)
    return end
