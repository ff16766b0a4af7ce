"""Yearly reports, of which only the year is known: a white paper tells of the year before, and of the first months of its own."""

from __future__ import annotations

import re

from hakusho.eras import era
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.syntax import reach_of
from hakusho.resolve.document import Passage

_HORIZON = 6  # month of its own year up to which such a report tells, as it comes out in summer
_APRIL = 4  # the months before it may be the end of the 年度 that the text tells of
_ATTRIBUTE = re.compile(r"\d{0,2}日?の")  # 2024年1月の合意 in a sentence on something else


def year_reported(memory: Memory, reference: Reference, month: int, passage: Passage, start: int) -> int | None:
    """The year of a bare month that nothing in the text gives: by the document's own date, but the year before where a
    report of the year tells of that."""
    year = reference.year_of_month(month, passage, start)
    told_before = month >= _APRIL and of_the_year_before(memory, reference)
    told_before = told_before or _tells_no_year(memory, reference, month)
    told_before = told_before and reference.tells_of_past(passage, start)
    return year - 1 if year is not None and told_before else year


def of_the_year_before(memory: Memory, reference: Reference) -> bool:
    """Whether a document that speaks from a whole year tells so far of the year before, and of its own year not at all; or only
    of its first months, by their year in figures, beside what it says of the whole year before."""
    if not _speaks_from_a_year(reference) or reference.year is None:
        return False
    told = [s for s in memory.lately() if s.tells_year]
    own = [s for s in told if s.last.year == reference.year]
    before = [s for s in told if s.last.year == reference.year - 1]
    if own:
        return all(_in_figures(s) and is_ahead_of_report(s, reference) for s in own) and any(
            s.whole_year and _in_figures(s) for s in before
        )
    return bool(before)


def _tells_no_year(memory: Memory, reference: Reference, month: int) -> bool:
    """Whether a yearly report that was out by that month has not told its own year."""
    if reference.out_by is None or month <= reference.out_by:
        return False
    own = any(s.tells_year and s.last.year == reference.year for s in memory.lately())
    return _speaks_from_a_year(reference) and not own


def is_ahead_of_report(entry: Seen, reference: Reference) -> bool:
    """Whether a date is of the first months of the year that a report bears, which are an outlook upon its own story."""
    in_time = entry.last.month is not None and entry.last.month <= _HORIZON
    return _speaks_from_a_year(reference) and entry.tells_year and entry.last.year == reference.year and in_time


def steps_back(entry: Seen, month: int, reference: Reference) -> bool:
    """Whether a month cannot go on from such a date, as the report was out by then: 83年は…、84年2月に…。7月に."""
    return month > _HORIZON and is_ahead_of_report(entry, reference) and _in_figures(entry)


def told_in_passing(memory: Memory, reference: Reference, month: int, passage: Passage, start: int) -> Seen | None:
    """A month of the year before in the same text, though it only describes something (96年1月に発足した内閣の下で、2月に),
    from which time runs on; not where the report tells of its own year."""
    own = any(s.tells_year and s.last.year == reference.year for s in memory.lately())
    if own or reference.year is None or not _speaks_from_a_year(reference):
        return None
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    of_year = (s for s in said if s.tells_year and _in_figures(s) and s.last.year == reference.year - 1)
    return next((s for s in of_year if s.last.month is not None and s.last.month <= month), None)


def year_before_next(memory: Memory, reference: Reference, point: Point, passage: Passage, start: int) -> int | None:
    """The year of a month that a list of events says before the one at which the document's own year begins: 3月に甲、10月に乙、
    84年3月に丙が来日した."""
    if point.month is None or any(s.tells_year for s in memory.in_sentence(passage, start)):
        return None
    _, last = passage.sentence_span(start)
    for mention in passage.mentions.of("dates"):
        after: Point | None = mention.fields["reading"].start
        if not start < mention.start < last or after is None or not after.has_year:
            continue
        if after.following and (told := _written_year(after, reference)) is not None:
            return told - 1  # 11月に任ぜられ、翌88年春に
        if (
            after.month is None
            and after.code is None
            and not after.fiscal
            and passage.text.startswith("の", mention.end)
        ):
            names = _written_year(after, reference) == _before(reference) and not memory.in_text(passage, start)
            return _before(reference) if names else None  # 大統領の交代(1月)に始まった1961年の情勢は
        if after.month is None or _written_year(after, reference) != reference.year or point.month < after.month:
            return None
        apart = _ATTRIBUTE.match(passage.text, mention.end) or passage.text[mention.start - 1] not in "、,・び"
        if apart or reach_of(passage, mention.start, mention.end) is not None:
            return None
        return _before(reference)
    return None


def _before(reference: Reference) -> int | None:
    return reference.year - 1 if reference.year is not None else None


def _written_year(point: Point, reference: Reference) -> int | None:
    """The year that a point tells in figures; two digits are the reference's where they end it."""
    if point.west is not None:
        return point.west
    sign = era(point.era) if point.era is not None else None
    if sign is not None and point.era_year is not None:
        return sign.year(point.era_year)
    here = reference.year
    return here if here is not None and point.short is not None and here % 100 == point.short else None


def _speaks_from_a_year(reference: Reference) -> bool:
    return reference.moment is not None and reference.moment.month is None


def _in_figures(entry: Seen) -> bool:
    """Whether its own words give the year by a number, and not by 本年 or 昨年."""
    return entry.draft.fields.get("resolution") in ("explicit", "era", "two_digit_year")
