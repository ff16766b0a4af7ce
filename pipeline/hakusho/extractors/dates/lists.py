"""Years in a list that share the era of the first: 平成21年及び22年. Alone, 22年 would be twenty-two years."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.numerals import number
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Mention

_RULE = "dates.listed_era_year"
_JOINT = re.compile(r"(?:及び|並びに|または|又は|と|や|、|,|・)(?:同)?")
_RANGE = re.compile(r"(?:(?:[、,・]\d\d){0,8}[、,・])(?P<first>\d\d) ?[~〜∼\-–—―ー−‐] ?(?P<last>\d\d)年")
_YEAR = re.compile(r"(\d{1,2}|[二三四五六]?十[一二三四五六七八九]?)年")


def listed_years(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, in reading order, with a bare number of years that follows a year of an era read as a year.

    The number must be greater than that of the year before it, and stand directly after it.
    """
    found: list[Mention] = []
    for mention in mentions:
        year = _YEAR.fullmatch(text, mention.start, mention.end)
        last = _last_point(found[-1]) if found else None
        if (
            year is not None
            and mention.rule == "dates.duration"
            and last is not None
            and _JOINT.fullmatch(text, found[-1].end, mention.start)
            and number(year[1]) > (last.era_year or last.short or 99)
        ):
            point = Point(short=number(year[1]))
            mention = replace(mention, rule=_RULE, fields={"reading": Reading(point)})
        else:
            mention = _listed_range(text, mention, found[-1].end, last) if last is not None else mention
        found.append(mention)
    return found


def _listed_range(text: str, mention: Mention, before: int, last: Point) -> Mention:
    """A range that goes on a list of years of an era: 昭和23~25、50~59年; 昭和20,25,30,35,39〜43年."""
    listed = _RANGE.fullmatch(text, before, mention.end)
    if listed is None or mention.rule not in ("dates.duration", "dates.duration_between"):
        return mention
    first, end = number(listed["first"]), number(listed["last"])
    if not (last.era_year or last.short or 99) < first < end:
        return mention
    reading = Reading(Point(short=first), Point(short=end))
    return replace(mention, start=listed.start("first"), rule=_RULE, fields={"reading": reading})


def _last_point(mention: Mention) -> Point | None:
    """The point of a year of an era before it, without a Western number of its own."""
    reading: Reading = mention.fields["reading"]
    point = reading.end or reading.start
    if point is None or point.west is not None or point.fiscal:
        return None
    if mention.rule == _RULE or point.era is not None or (reading.end is not None and point.era_year is not None):
        return point
    return None
