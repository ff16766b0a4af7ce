"""The year of a bare month: of its sentence, its paragraph, its list or its heading, as the text tells of time."""

from __future__ import annotations

import re
from itertools import chain

from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.background import is_background
from hakusho.resolve.dates.chronology import lead_of, line_before, year_line
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.yearly import of_the_year_before, steps_back, told_in_passing
from hakusho.resolve.document import Passage

# What follows upon a day or a visit: 昨年五月の訪問についで、九月に.
_SEQUEL = re.compile(r"につ[いづ][でて]|に(?:引き?)?続[いき]|を経て|の?後、")
_AT_AN_EVENT = re.compile(
    r"(?:に|から)[^、。]{1,20}[たる][^、。]{1,20}(?:では|には|においては)、"
)  # 昨年三月に始まつた会談では、…四月に
_LATE_MONTH, _EARLY_MONTH = 9, 4
_APRIL, _DECEMBER = 4, 12
_WINTER = 24  # the EDTF code
_LONG_AGO = 2  # years before the document's own, so that a bare month is not of these


def year_anchor(
    memory: Memory, reference: Reference, point: Point, passage: Passage, start: int
) -> tuple[Seen, int] | None:
    """The date whose year a bare month shares, with that year.

    In its sentence: the nearest date whose clause reaches this far, but not one that only says since when. In the
    sentences before: one that the narrative stands on, unless time would run backwards, or one that names the very
    year that the document tells of. For a line of a list: the line before. For a cell: its row, then the cells above. In a
    document that speaks from a whole year: the paragraph before, where time runs on from it, in the year before. For a paragraph
    that opens with it: the one before that opens so, and for a day: the day before it, in a text on years long past. Then the heading of the section.
    """
    month = point.month or 1
    for entry in memory.in_sentence(passage, start):
        if is_background(entry, reference):
            continue
        reaches = entry.clause.reach is None or start < entry.clause.reach or entry.of_topic
        lately = reference.year is not None and reference.year - entry.last.year < _LONG_AGO
        reaches = reaches or (lately and _AT_AN_EVENT.match(passage.text, entry.draft.end) is not None)
        sequel = entry.tells_year and _SEQUEL.search(passage.text, entry.draft.end, start)
        if (reaches or sequel) and not entry.open_since:
            return entry, _onward(memory, reference, entry, month)
    for entry in memory.in_text(passage, start):
        if is_background(entry, reference):
            continue
        if not entry.narrates:
            of_now = entry.tells_year and entry.last.year == reference.year and not entry.last.fiscal
            if of_now and not entry.open_since:
                return entry, entry.last.year
            continue
        if steps_back(entry, month, reference):
            continue
        if _reached(entry, month) or not entry.tells_year:
            return entry, _over_new_year(memory, reference, entry, month)
        break
    label = memory.label_over(passage)
    if label is not None and label.tells_year and label.last.month is not None:
        return label, label.last.year  # ■ 密輸事件(平成12年9月22日), then 9月14日以降
    lead = lead_of(memory.seen, passage)
    if lead is not None:
        return lead, lead.last.year
    over = year_line(memory.seen, passage, start)
    if over is not None:
        return over, over.last.year
    listed = line_before(memory.seen, passage, start)
    if listed is not None and listed.last.month is not None and listed.last.month <= month:
        return listed, listed.last.year
    if passage.kind == "table":
        cell = next(chain(memory.row(passage), memory.column(passage)), None)
        if cell is not None:
            return cell, _onward(memory, reference, cell, month)
    if passage.kind != "table":
        told = memory.paragraph_before(passage, month)
        of_year = reference.moment is None or reference.moment.month is None
        if of_year and told is not None and reference.year in (None, told.last.year + 1):
            return told, told.last.year
        if told is not None and told.narrates and point.day is not None and _long_ago(told, reference):
            return told, told.last.year
        last = memory.chronicle(passage, start, month) if point.day is not None else None
        last = last or _day_before(memory, reference, point, passage, start)
        if last is not None and _long_ago(last, reference):
            return last, last.last.year
    heading = memory.heading(passage)
    if heading is None and of_the_year_before(memory, reference):
        heading = memory.running_on(passage, month, point.day)
    heading = heading or told_in_passing(memory, reference, month, passage, start)
    return (heading, heading.last.year) if heading is not None else None


def _reached(entry: Seen, month: int) -> bool:
    """Whether time runs on from a date to the month, or the month lies in the range that the date is."""
    begin, end = entry.first.month, entry.last.month
    if entry.first.year == entry.last.year and begin is not None:
        return begin <= month
    return end is None or end <= month


def _onward(memory: Memory, reference: Reference, entry: Seen, month: int) -> int:
    """The year of a month said after another date: the same, or of a 年度 the part that the month lies in; the next
    where time would run backwards and the document speaks from the next."""
    within = _within(memory, entry, month)
    if within is not None:
        return within
    year = entry.last.year if entry.tells_year else entry.first.year
    before = _month_of(entry)
    runs_back = before is not None and month < before and reference.year == year + 1
    return year + 1 if runs_back and not memory.stands_in_a_year(entry) else year


def _within(memory: Memory, entry: Seen, month: int) -> int | None:
    """The year of a month in the 年度, or in the range of months from one year to the next, that the text tells of; None where
    it tells of no such."""
    told = memory.told_by(entry)
    if told.last.fiscal and told.first == told.last:
        return told.last.year + (month < _APRIL)
    if entry.first.month is not None and entry.last.year == entry.first.year + 1:
        return entry.first.year if month >= entry.first.month else entry.last.year
    return None


def _month_of(entry: Seen) -> int | None:
    """The month that a date lies in, of 昨年末 the last and of a part of a year the one that it begins with; of a winter, which
    has months of two years, none."""
    if entry.last.code == _WINTER:
        return None
    if entry.last.month is None and entry.draft.fields.get("mod") == "END":
        return _DECEMBER
    if entry.last.month is None and entry.last.code is not None:
        return entry.last.earliest.month
    return entry.first.month if entry.first.year == entry.last.year else entry.last.month


def _over_new_year(memory: Memory, reference: Reference, entry: Seen, month: int) -> int:
    """The year of a month in a later sentence: the same, but where a narrative comes from the last months of 昨年 to the first
    months of a year, which are the document's own."""
    within = _within(memory, entry, month)
    if within is not None:
        return within
    year = (entry.last if entry.tells_year else entry.first).year
    turns = (
        (_month_of(entry) or 0) >= _LATE_MONTH
        and month <= _EARLY_MONTH
        and memory.told_by(entry).draft.text.startswith("昨")
    )
    return _onward(memory, reference, entry, month) if turns else year


def _day_before(memory: Memory, reference: Reference, point: Point, passage: Passage, start: int) -> Seen | None:
    """The day said last before a month and day in their text, from which time runs on to them."""
    if point.day is None or point.month is None:
        return None
    this = (point.month, point.day)
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    days = (s for s in said if s.last.day is not None and not is_background(s, reference))
    return next((s for s in days if (s.last.month or 13, s.last.day or 0) <= this), None)


def _long_ago(entry: Seen, reference: Reference) -> bool:
    return reference.year is None or reference.year - entry.last.year >= _LONG_AGO
