"""The day of the week in brackets behind a day, 20日(火): a witness for the month and year that the day leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import WEEKDAYS, Point
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.resolved import Resolved, moment_in
from hakusho.resolve.document import Passage

_MONTHS_BACK = 8  # dates back that a day of the week may point to
_THESE_DAYS = 45  # days around the document's own in which a day is surer than its day of the week

_WEEKDAY = re.compile(r"(?:[^、。()日]{0,8}月)?[0-9一二三四五六七八九十〇]{1,3}日\(([月火水木金土日])(?:曜日?)?[・、)]")


def weekday_at(passage: Passage, start: int) -> int | None:
    """The day of the week of the day that begins at `start`, Monday 0; None where none is told."""
    match = _WEEKDAY.match(passage.text, start)
    return WEEKDAYS.index(match[1]) if match else None


def on_weekday(found: Resolved, point: Point, weekday: int, memory: Memory, reference: Reference) -> Resolved:
    """A day said with its day of the week: where the reading by the text falls on another one, the month said last, or
    the year before or after, that has it. Not where the day is of the document's own weeks: that is a slip of the pen."""
    moment = found.moment
    if moment is None or moment.day is None or moment.earliest.weekday() == weekday or _is_of_now(moment, reference):
        return found
    if point.month is None:
        said = [m for s in reversed(memory.seen) for m in (s.last, s.first)]
        months = [(m.year, m.month) for m in dict.fromkeys(said) if m.month is not None]
    else:
        months = [(moment.year - 1, point.month), (moment.year + 1, point.month)]
    for year, month in months[:_MONTHS_BACK]:
        other = moment_in(replace(point, month=month), year)
        if other is not None and other.exists() and other.earliest.weekday() == weekday:
            return replace(found, moment=other)
    return found


def _is_of_now(moment: Moment, reference: Reference) -> bool:
    now = reference.moment
    return now is not None and now.day is not None and abs((moment.earliest - now.earliest).days) <= _THESE_DAYS
