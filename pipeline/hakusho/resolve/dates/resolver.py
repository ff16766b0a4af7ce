"""Mentions of dates to drafts, with the document's memory.

How a reader does it: an explicit date stands for itself; 同年 goes back to the date said last in the running text; 本年 and
昨年 are the document's; a bare month takes the year that its sentence or its paragraph tells of, else the document's.
"""

from __future__ import annotations

from hakusho.extractors.dates.edtf import Moment, Period
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Loser
from hakusho.resolve.dates.ago import as_ago
from hakusho.resolve.dates.habit import habit_of
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.points import Resolver
from hakusho.resolve.dates.reference import Reference, moment_of, out_by
from hakusho.resolve.dates.resolved import Unresolved
from hakusho.resolve.dates.short_years import as_year
from hakusho.resolve.document import DocumentContext, Draft


def resolve_dates(context: DocumentContext) -> list[Draft]:
    """The drafts of all dates of the document, in reading order.

    A mention that means nothing without an antecedent and has none (a bare 5日, 本日 in a text without a day) goes to the
    losers of its passage. A date that no calendar has becomes a draft with `value` None.
    """
    memory = Memory()
    moment = moment_of(context)
    habit = habit_of(context, moment)
    resolver = Resolver(context, memory, Reference(moment, habit.style, out_by(context, moment)))
    drafts: list[Draft] = []
    for passage in context.passages:
        for found in passage.mentions.of("dates"):
            mention = as_ago(passage, as_year(passage, found, memory, habit), moment, memory)
            reading: Reading = mention.fields["reading"]
            draft = Draft("dates", passage, mention.start, mention.end, mention.rule)
            if reading.duration is not None:
                draft.fields = _length(reading)
            else:
                try:
                    _date(draft, reading, resolver, memory)
                except Unresolved as error:
                    passage.mentions.losers.append(Loser(mention, "invalid", None, str(error)))
                    continue
            drafts.append(draft)
    return drafts


def _length(reading: Reading) -> dict[str, object]:
    kind = "SET" if reading.repeats else "DURATION"
    return {"type": kind, "value": reading.duration, "freq": reading.freq, "mod": reading.mod}


def _date(draft: Draft, reading: Reading, resolver: Resolver, memory: Memory) -> None:
    """Fill a draft of a date, time or range, and remember it. Raises Unresolved."""
    assert reading.start is not None
    first, last = resolver.resolve(draft, reading)
    timed = _timed(reading.start) or _timed(reading.end)
    draft.fields = {"type": "TIME" if timed else "DATE", "value": None, "mod": reading.mod, **first.fields}
    ranges = first.moment != last.moment
    if reading.end is not None:
        draft.fields["fiscal_year"] = bool(first.moment and first.moment.fiscal and last.moment and last.moment.fiscal)
    if first.moment is None or last.moment is None:
        return
    value: Moment | Period = first.moment
    if ranges:
        value = Period(first.moment, last.moment)
        if value.earliest > value.latest:
            return
    draft.fields |= {"value": value.value, "earliest": value.earliest, "latest": value.latest}
    if reading.mod == "ON_OR_AFTER":
        draft.fields["latest"] = None
    if reading.mod == "ON_OR_BEFORE":
        draft.fields["earliest"] = None
    memory.add(draft, first.moment, last.moment, reading.start.has_year)


def _timed(point: Point | None) -> bool:
    return point is not None and point.hour is not None
