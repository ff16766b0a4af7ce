"""Dates that say again what the text has told: the 14日 of 14日及び16日, the month of a caption, the day of a quoted name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import islice

from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.syntax import bracket_at
from hakusho.resolve.dates.wanted import looks_back
from hakusho.resolve.document import Passage

_ITEMS = 20  # passages from the lead of a list to its last items
_NEAREST = 200  # dates that are looked through


def day_again(memory: Memory, passage: Passage, start: int, day: int) -> Seen | None:
    """The day of that number that the text has told before: 14日及び16日に…。14日の地震は."""
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    return next((s for s in said if s.first == s.last and s.last.day == day), None)


def of_items(memory: Memory, passage: Passage, start: int, day: int) -> tuple[Seen, Moment] | None:
    """For the day in brackets at the end of an item of a list: that of the item before, where days run on, or the range said over
    the list in which the day lies, with the month of it: 8月5日から21日まで…次のとおり ○水野選手(6日) ○森選手(8日)."""
    if passage.kind != "list_item" or not passage.text.endswith("日)") or bracket_at(passage, start) is None:
        return None
    for s in islice(reversed(memory.seen), _NEAREST):
        if passage.index - s.passage.index > _ITEMS:
            return None
        if s.passage.kind == "list_item" and s.bracket is not None and s.passage is not passage:
            return (s, s.last) if (s.last.day or day + 1) <= day else None
        for month in (s.first, s.last) if s.first.day is not None and s.first != s.last else ():
            if month.month is not None and s.first.earliest <= _day(month, day) <= s.last.latest:
                return s, month
    return None


def _day(month: Moment, day: int) -> dt.date:
    first = replace(month, day=None, hour=None, minute=None).earliest
    return first + dt.timedelta(days=day - 1)


def month_again(memory: Memory, passage: Passage, start: int, point: Point) -> Seen | None:
    """The month, told before, that a caption repeats in brackets at its end (会談に臨む大臣(11月)), or that is said again (その三月)."""
    if passage.text.endswith("その", 0, start) and point.day is None:  # その三月末
        said = (s for s in islice(reversed(memory.seen), _NEAREST) if s.first.month == s.last.month)
        return next((s for s in said if s.last.month == point.month), None)
    ends = passage.text.endswith(")") and "。" not in passage.text and bracket_at(passage, start) is not None
    if not ends or passage.kind == "list_item":
        return None
    said = (s for s in islice(reversed(memory.seen), _NEAREST) if not looks_back(s))
    same = (s for s in said if s.last.month == point.month and (point.day is None or s.last.day in (None, point.day)))
    return next((s for s in same if s.first.month == s.last.month), None)


def in_label(memory: Memory, passage: Passage, start: int, month: int, day: int | None) -> Seen | None:
    """The date with its year that a day at the head of a quoted name repeats: 2008年9月5日の声明 … 「9月5日の声明」."""
    if day is None or not passage.text.startswith("「", start - 1):
        return None
    same = (s for s in reversed(memory.seen) if (s.last.month, s.last.day) == (month, day))
    return next((s for s in same if s.tells_year and s.first == s.last), None)
