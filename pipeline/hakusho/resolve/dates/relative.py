"""Dates said from another one: 同月, 翌日, 先月, 本日, 今週, 年末."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hakusho.extractors.dates.edtf import Moment, shift_days, shift_months
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.anaphora import gone_back_to
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.resolved import Resolved, Unresolved, checked, moment_in
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.wanted import has_day, has_month
from hakusho.resolve.dates.years import DEIXIS, SHIFT
from hakusho.resolve.document import Passage


def relative_month(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Resolved:
    word = point.rel_month or ""
    anchor: Seen | None = None
    if word in SHIFT:
        anchor = gone_back_to(memory, reference, passage, start, has_month)
        if anchor is None:
            raise Unresolved("no month before it")
        if word == "前":
            anchor = memory.compared_with(anchor)
        base, shift = anchor.last, SHIFT[word]
    else:
        item = memory.heading(passage)  # an item of news under its own day: 10月19日 … 先月21日
        moment = item.last if item is not None and item.last.day is not None else reference.moment
        if moment is None or moment.month is None:
            raise Unresolved("the document's month is not known")
        base, shift = moment, DEIXIS[word]
    month = shift_months(base, shift)
    fields: dict[str, Any] = {"resolution": "anaphoric" if anchor else "document"}
    if anchor is not None:
        fields["anchor_id"] = anchor.draft
    return checked(moment_in(replace(point, month=month.month), month.year), fields)


def relative_day(
    point: Point, passage: Passage, start: int, memory: Memory, reference: Reference, today: Moment | None
) -> Resolved:
    word = point.rel_day or ""
    if word in SHIFT or word == "当":
        anchor = gone_back_to(memory, reference, passage, start, has_day)
        if anchor is not None:
            anchor = memory.day_counted_from(anchor, word)
        if word == "当" and passage.text.endswith(
            "の", 0, start
        ):  # 発布の当日: the day of what is named, where that has one
            anchor = next((s for s in memory.in_sentence(passage, start) if has_day(s.last)), None)
        if anchor is None:
            raise Unresolved("no day before it")
        nearer = next(iter(memory.in_sentence(passage, start)), None)
        if (
            nearer is not None
            and nearer.tells_year
            and nearer.last.day is None
            and nearer.draft.position > anchor.draft.position
        ):
            raise Unresolved("a day of a month that the text does not tell")  # 22年2月…翌日
        day = shift_days(anchor.last, SHIFT.get(word, 0))
        fields: dict[str, Any] = {"resolution": "anaphoric", "anchor_id": anchor.draft}
    else:
        if today is None:
            raise Unresolved("the document does not give the day")
        day, fields = shift_days(today, DEIXIS[word]), {"resolution": "document"}
    return checked(replace(day, hour=point.hour, minute=point.minute), fields)


def relative_week(point: Point, today: Moment | None) -> Resolved:
    """今週, 先週, 来週 from Monday to Sunday; EDTF has no weeks, so that the value is the interval."""
    if today is None:
        raise Unresolved("the document does not give the day")
    monday = shift_days(today, 7 * DEIXIS[point.rel_week or ""] - today.earliest.weekday())
    if point.day is not None:  # 今週10日
        week = (shift_days(monday, n) for n in range(7))
        day = next((d for d in week if d.day == point.day and point.month in (None, d.month)), None)
        if day is None and point.month is not None:
            day = moment_in(replace(point, rel_week=None), today.year)  # a slip of the pen
        return checked(day and replace(day, hour=point.hour, minute=point.minute), {"resolution": "document"})
    if point.weekday is not None:
        return checked(shift_days(monday, point.weekday), {"resolution": "document"})
    return Resolved(shift_days(monday, 6), {"resolution": "document"}, opens=monday)


def bare_end(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Resolved:
    """年末, 年頭, 年度末, 月末 of the year or month that the sentence tells of (10月に…し、年末に), else of the document's own."""
    said = next(
        (s for s in memory.in_sentence(passage, start) if s.last.month is not None or s.last.code is not None), None
    )
    moment = said.last if said is not None else reference.moment
    of_month = point.bare in ("月末", "月初")
    if moment is None or (of_month and moment.month is None):
        raise Unresolved("the document's date is not known")
    fields: dict[str, Any] = {"resolution": "document", "fiscal_year": point.bare == "年度末"}
    if said is not None:
        fields |= {"resolution": "anaphoric", "anchor_id": said.draft}
    if of_month:
        return Resolved(Moment(moment.year, moment.month), fields)
    if point.bare == "年度末":
        return Resolved(Moment(moment.fiscal_year, fiscal=True), fields)
    return Resolved(Moment(moment.year), fields)
