"""The day of the week in brackets behind a day, 20日(火): a witness for the month and year that the day leaves out."""

from __future__ import annotations

import re

from hakusho.extractors.dates.reading import WEEKDAYS
from hakusho.resolve.document import Passage

_WEEKDAY = re.compile(r"(?:[^、。()日]{0,8}月)?[0-9一二三四五六七八九十〇]{1,3}日\(([月火水木金土日])(?:曜日?)?[・、)]")


def weekday_at(passage: Passage, start: int) -> int | None:
    """The day of the week of the day that begins at `start`, Monday 0; None where none is told."""
    match = _WEEKDAY.match(passage.text, start)
    return WEEKDAYS.index(match[1]) if match else None
