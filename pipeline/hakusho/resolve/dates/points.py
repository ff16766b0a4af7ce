"""A date point to a moment: what its surface leaves out is taken from its list, its sentence, its section, its document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from hakusho.eras import Era
from hakusho.extractors.dates.edtf import Moment, shift_days, shift_months
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.resolve.dates.bare_days import bare_day, day_of_line
from hakusho.resolve.dates.bare_months import year_anchor
from hakusho.resolve.dates.figures import Figures
from hakusho.resolve.dates.hours import hour_of
from hakusho.resolve.dates.memory import Memory, same_text
from hakusho.resolve.dates.ranges import inherit, share
from hakusho.resolve.dates.reference import Reference, day_of
from hakusho.resolve.dates.relative import bare_end, relative_day, relative_month, relative_week
from hakusho.resolve.dates.repeated import in_label, month_again
from hakusho.resolve.dates.resolved import Resolved, Unresolved, checked, moment_in
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.wanted import any_fiscal_year, any_year
from hakusho.resolve.dates.weekdays import on_weekday, weekday_at
from hakusho.resolve.dates.year import Year, fields_of, written_before
from hakusho.resolve.dates.yearly import year_before_next, year_reported
from hakusho.resolve.dates.years import DEIXIS, SHIFT, says_year, year_of
from hakusho.resolve.document import DocumentContext, Draft, Passage

_BUDGET = re.compile(r"予算|要求|概算|補正|当初|経費|歳出|決算|事業|執行|整備計画")
_OF_EVERY_YEAR = re.compile(
    r"[毎例]年度?\d{1,2}月(?:\d{1,2}日|[上中下]旬|末)?(?:と|及び|、|・|から|~)$"
)  # 毎年4月と10月


@dataclass(slots=True)
class Resolver:
    """Resolves the points of one document in reading order."""

    context: DocumentContext
    memory: Memory
    reference: Reference
    _figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        self._figures = Figures(self.context)

    def resolve(self, draft: Draft, reading: Reading) -> tuple[Resolved, Resolved]:
        """The first and the last moment of a reading, the same where it is not a range. Raises Unresolved."""
        start, end = reading.start, reading.end
        assert start is not None
        self._figures.check(draft, start.short)
        if reading.letter and self._speaks_of_budgets(draft.passage):
            start = replace(start, fiscal=True)
        if end is None:
            found = self._point(start, draft)
            return (replace(found, moment=found.opens), found) if found.opens else (found, found)
        if end.fiscal and not start.month:
            start = replace(start, fiscal=True)
        if end.years == 10 and start.years == 1:
            start = replace(start, years=10)
        start, end = share(start, end)
        first = self._point(start, draft)
        if first.moment is None:
            return first, first
        last = self._end(inherit(end, start, first.moment), first, draft)
        return first, last

    # ------------------------------------------------------------------------------------------------- one point

    def _point(self, point: Point, draft: Draft) -> Resolved:
        passage, start = draft.passage, draft.start
        if point.rel_day is not None:
            today = day_of(self.context, passage, self.reference) if point.rel_day in DEIXIS else None
            return relative_day(point, passage, start, self.memory, self.reference, today)
        if point.rel_month is not None:
            return relative_month(point, passage, start, self.memory, self.reference)
        if point.rel_week is not None:
            return relative_week(point, day_of(self.context, passage, self.reference))
        if draft.rule == "dates.deictic_day" and (day := self._own_day(passage)) is not None:
            if draft.text.startswith("明"):
                day = shift_months(day, 1) if (point.day or 0) < (day.day or 0) else day
            elif (point.day or 0) > (day.day or 0):
                day = shift_months(day, -1)  # 昨31日 on the first of a month
            of_month = replace(point, month=day.month)
            return checked(moment_in(of_month, day.year), {"resolution": "document"})
        year = year_of(point, passage, start, self.memory, self.reference)
        if year is not None:
            return self._in_year(point, year)
        if point.day is not None and (told := weekday_at(passage, start)) is not None:
            return on_weekday(self._without_year(point, draft), point, told, self.memory, self.reference)
        return self._without_year(point, draft)

    def _own_day(self, passage: Passage) -> Moment | None:
        """The day that the document is of, else the one that a line near the passage bears."""
        day = self.reference.moment
        return day if day is not None and day.day is not None else day_of(self.context, passage, self.reference)

    def _without_year(self, point: Point, draft: Draft) -> Resolved:
        passage, start = draft.passage, draft.start
        if point.has_year:
            raise Unresolved("nothing to read the year against")
        if point.bare is not None:
            return bare_end(point, passage, start, self.memory, self.reference)
        if point.month is not None:
            return self._month(point, passage, start)
        if point.day is not None:
            day = day_of_line if draft.rule == "dates.day_of_line" else bare_day
            return day(self.memory, self.reference, point, passage, start)
        if point.code is not None:
            return self._part_of_year(point, passage, start)
        return hour_of(point, draft, self.memory, self.reference)

    def _in_year(self, point: Point, year: Year) -> Resolved:
        fields = fields_of(year)
        if year.of_fiscal_year:
            point = replace(point, fiscal=True)
        fields["fiscal_year"] = point.fiscal
        if point.era is not None and year.written is None and year.era_year is not None:
            fields |= {"era": point.era, "era_year": year.era_year}
        if year.year is None:
            return Resolved(None, fields)
        if year.aligned is not None:
            first, last = year.aligned
            return Resolved(last, fields, first if first != last else None)
        moment = moment_in(point, year.year)
        if year.written is not None and not self._within(moment, year.written):
            return Resolved(None, fields)
        return Resolved(moment if moment and moment.exists() else None, fields)

    def _within(self, moment: Moment | None, sign: Era) -> bool:
        """Whether the era covers a part of what the moment covers, or had not ended when the text was written."""
        if moment is None or not moment.exists():
            return False
        if moment.latest < sign.first:
            return False
        return sign.last is None or moment.earliest <= sign.last or written_before(sign, self.reference)

    def _month(self, point: Point, passage: Passage, start: int) -> Resolved:
        """A month, or month and day, without a year."""
        assert point.month is not None
        deictic = self.reference.year_said(point.month, passage, start)
        if deictic is None:
            deictic = year_before_next(self.memory, self.reference, point, passage, start)
        if deictic is not None:
            return checked(moment_in(point, deictic), {"resolution": "document"})
        if _OF_EVERY_YEAR.search(passage.text, max(0, start - 14), start):
            raise Unresolved("a month of every year")
        label = in_label(self.memory, passage, start, point.month, point.day) or month_again(
            self.memory, passage, start, point
        )
        anchor = (label, label.last.year) if label else year_anchor(self.memory, self.reference, point, passage, start)
        if anchor is not None:
            entry, year = anchor
            moment = moment_in(point, year)
            if not (
                self.reference.is_ahead(moment, passage, start) or self.reference.is_behind(moment, passage, start)
            ):
                return checked(moment, {"resolution": "anaphoric", "anchor_id": entry.draft})
        found = year_reported(self.memory, self.reference, point.month, passage, start)
        if found is None:
            last = next(iter(reversed(self.memory.seen)), None)
            if last is None:
                raise Unresolved("no year to read the month against")
            return checked(moment_in(point, last.last.year), {"resolution": "anaphoric", "anchor_id": last.draft})
        return checked(moment_in(point, found), {"resolution": "document"})

    def _part_of_year(self, point: Point, passage: Passage, start: int) -> Resolved:
        """第2四半期 or 下半期 without a year: of the year or 年度 that the text tells of, else of the document's."""
        anchor = self.memory.antecedent(passage, start, any_year)
        near = anchor is not None and (same_text(anchor.passage, passage) or passage.kind == "table")
        if anchor is not None and (near or anchor is self.memory.heading(passage)):
            told = self.memory.told_by(anchor)  # 平成20年度は9月以降…、下期は
            year = told if told.last.fiscal and told.first == told.last else anchor
            year = self._fiscal_topic(year, passage) or year
            part = replace(point, fiscal=point.fiscal or year.last.fiscal)
            return checked(moment_in(part, year.last.year), {"resolution": "anaphoric", "anchor_id": anchor.draft})
        if self.reference.year is None:
            raise Unresolved("no year to read the part of a year against")
        return checked(moment_in(point, self.reference.year), {"resolution": "document"})

    def _fiscal_topic(self, said: Seen, passage: Passage) -> Seen | None:
        """The 年度 that the text tells of, where the month said last lies in it: 49年度は…、50年3月に…、下半期は."""
        told = self.memory.antecedent(passage, len(passage.text), any_fiscal_year)
        in_it = told is not None and said.last.month is not None and said.last.fiscal_year == told.last.year
        return told if in_it else None

    # ---------------------------------------------------------------------------------------------------- ranges

    def _end(self, point: Point, first: Resolved, draft: Draft) -> Resolved:
        assert first.moment is not None
        begin = first.moment
        if point.rel_month in SHIFT and begin.month is not None:  # 4月28日から同月30日
            later = shift_months(begin, SHIFT[point.rel_month])
            return checked(moment_in(replace(point, month=later.month), later.year), {})
        if point.rel_day in SHIFT and begin.day is not None:
            return checked(shift_days(begin, SHIFT[point.rel_day]), {})
        if point.has_year or point.rel_month is not None or point.rel_day is not None:
            year = year_of(point, draft.passage, draft.start, self.memory, self.reference)
            if year is not None and point.rel_year is not None and point.rel_year in SHIFT:
                turns = says_year(draft.text, draft.text.rfind("翌")) or (point.month or 0) <= (begin.month or 12)
                year = replace(year, year=begin.year + (SHIFT[point.rel_year] if turns else 0))
            if year is not None:
                return self._in_year(point, year)
            return self._point(point, draft)
        if point.month is None and point.day is None:  # a time on the same day, 下旬 of the same month
            if point.hour is not None and begin.hour is not None and point.hour < begin.hour <= point.hour + 12 < 24:
                point = replace(point, hour=point.hour + 12)  # 午後7時～8時50分
            return checked(
                replace(begin, hour=point.hour, minute=point.minute) if point.hour is not None else begin, {}
            )
        month = point.month or begin.month or 1
        turns = begin.month is not None and month < begin.month
        year_number = begin.year + 1 if turns or (begin.fiscal and month < 4) else begin.year
        return checked(moment_in(replace(point, month=month), year_number), {})

    def _speaks_of_budgets(self, passage: Passage) -> bool:
        near = self.context.passages[max(0, passage.index - 3) : passage.index + 4]
        return any(_BUDGET.search(p.text) for p in near)
