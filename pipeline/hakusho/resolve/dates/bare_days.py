"""A day of the month alone: its month is that of the day said before it, of the line above it, or of the document."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.edtf import Moment, shift_months
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.background import is_background
from hakusho.resolve.dates.chronology import month_line, story_day
from hakusho.resolve.dates.memory import Memory, same_text
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.repeated import day_again, of_items
from hakusho.resolve.dates.resolved import Resolved, Unresolved, checked, moment_in
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.syntax import bracket_at
from hakusho.resolve.dates.wanted import has_day, looks_back
from hakusho.resolve.document import Passage

_EARLY = 15  # days that follow the end of a month
_LONGEST = 31  # days of the longest months
_ITEMS = 10  # passages of an agenda that may stand between a day and the next
_OF_PAPER = re.compile(r"付け?の")  # 10月1日付の人事を29日に: the day that a paper bears
_FROM_TODAY = re.compile(r"(?:去る|さる|来る|来たる|きたる)$")
_BEFOREHAND = re.compile(r"先立[つちっ]て?、?$|先立ち、?$|その前の$")  # これに先立つ14日
_COMING = re.compile(r"(?:去る|来る|来たる|今月)$")  # 去る1日; 1日 alone is as often "in one day"


def day_of_line(memory: Memory, reference: Reference, point: Point, passage: Passage, start: int) -> Resolved:
    """A day at the head of a line of a chronology: of the month of the head before it, not of what the lines tell of."""
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    head = next((s for s in said if s.draft.start == 0 or s.draft.rule == "dates.day_of_line"), None)
    if head is None or head.last.month is None or (head.first.day or 0) > (point.day or 0):
        return bare_day(memory, reference, point, passage, start)
    found = moment_in(replace(point, month=head.last.month), head.last.year)
    return checked(found, {"resolution": "anaphoric", "anchor_id": head.draft})


def bare_day(memory: Memory, reference: Reference, point: Point, passage: Passage, start: int) -> Resolved:
    """A day of the month alone: 19日 after 5月18日."""
    today = _said_of_today(reference, point, passage, start)
    if today is not None:
        return checked(today, {"resolution": "document"})
    item = of_items(memory, passage, start, point.day or 0)
    if item is not None:
        return checked(
            moment_in(replace(point, month=item[1].month), item[1].year),
            {"resolution": "anaphoric", "anchor_id": item[0].draft},
        )
    in_bracket = bracket_at(passage, start) is not None and passage.text.endswith(")")
    for entry in (*memory.in_sentence(passage, start), *memory.in_text(passage, start)):
        if in_bracket and has_day(entry.last):  # (22日、東京) under a picture
            entry = story_day(memory.seen, entry, point.day or 0)
        if is_background(entry, reference):
            continue
        moment = entry.last
        if entry.draft.fields.get("mod") == "END" and moment.day is None and (point.day or 0) <= _EARLY:
            moment = shift_months(moment, 1) if moment.month is not None else moment  # 九月末以降…、四日には
        if (point.following and moment.day is None) or moment.month is None:
            continue  # 翌26日 follows a day
        if looks_back(entry) and not entry.draft.position >= (passage.index, passage.sentence_span(start)[0]):
            continue
        if _OF_PAPER.match(passage.text, entry.draft.end):
            continue
        if entry.first.day is not None and entry.first.month != moment.month and (point.day or 0) >= entry.first.day:
            moment = entry.first  # 31日 of a week or a visit that goes on into the next month
        if entry.first.day is not None and point.day is not None and point.day < entry.first.day:
            if not point.following:
                repeated = day_again(memory, passage, start, point.day)
                if repeated is not None:
                    moment = replace(repeated.last, hour=point.hour, minute=point.minute)
                    return checked(moment, {"resolution": "anaphoric", "anchor_id": repeated.draft})
                back = _looked_back(memory, entry, passage, start, point.day)
                if back is None and _BEFOREHAND.search(passage.text, max(0, start - 6), start):
                    back = entry
                if back is not None:
                    found = moment_in(replace(point, month=back.last.month), back.last.year)
                    return checked(found, {"resolution": "anaphoric", "anchor_id": back.draft})
                break
            moment = shift_months(moment, 1)
        found = _in_month(point, moment)
        if reference.is_behind(found, passage, start):
            break
        ahead = reference.is_ahead(found, passage, start)
        if ahead and not reference.is_ahead(entry.last, passage, start):
            break
        return checked(found, {"resolution": "anaphoric", "anchor_id": entry.draft})
    before = memory.antecedent(passage, start, has_day, lambda s: looks_back(s) or is_background(s, reference))
    if before is not None and _OF_PAPER.match(before.passage.text, before.draft.end):
        before = None
    if before is not None and not same_text(before.passage, passage):
        before = story_day(memory.seen, before, point.day or 0, 1)
    month = month_line(memory.seen, passage)
    if before is not None and month is not None and month.draft.position > before.draft.position:
        before = None  # 7月 … stands over it since
    if before is not None and point.day is not None and before.last.month is not None:
        near = before is memory.heading(passage) or before.passage.section == passage.section
        if not near and (reference.moment is None or reference.moment.month is None):
            said = (before, memory.told_by(before))
            near = any(_runs_on(entry, passage, point.day) for entry in said)
        found = _in_month(point, before.last)
        unlike = reference.is_ahead(found, passage, start) or reference.is_behind(found, passage, start)
        if near and point.day >= _first_day(before) and not unlike:
            return checked(found, {"resolution": "anaphoric", "anchor_id": before.draft})
        again = next((s for s in memory.lately() if near and _tells_day(s, point.day, before.last)), None)
        if again is not None and not unlike:
            return checked(found, {"resolution": "anaphoric", "anchor_id": again.draft})
    if month is not None:
        return checked(
            moment_in(replace(point, month=month.last.month), month.last.year),
            {"resolution": "anaphoric", "anchor_id": month.draft},
        )
    day = reference.moment
    if day is not None and day.month is not None and (point.day != 1 or _COMING.search(passage.text, 0, start)):
        month_of = reference.month_of_day(point.day or 1, passage, start)
        return checked(_in_month(point, month_of), {"resolution": "document"})
    raise Unresolved("no month to read the day against")


def _said_of_today(reference: Reference, point: Point, passage: Passage, start: int) -> Moment | None:
    """The last such day before the document's own after 去る, the next after 来る; None where its day is not known."""
    word, now = _FROM_TODAY.search(passage.text, max(0, start - 3), start), reference.moment
    if word is None or now is None or now.day is None or point.day is None or point.month is not None:
        return None
    gone = word[0] in ("去る", "さる")
    months = (0, -1, -2) if gone else (0, 1, 2)
    days = (moment_in(replace(point, month=m.month), m.year) for m in (shift_months(now, n) for n in months))
    fitting = (d for d in days if d is not None and d.exists())
    return next((d for d in fitting if (d.earliest <= now.earliest if gone else d.earliest >= now.earliest)), None)


def _in_month(point: Point, month: Moment) -> Moment | None:
    """The day in that month, or in the one before where that month is too short: 三十一日 said in November."""
    found = moment_in(replace(point, month=month.month), month.year)
    if found is None or found.exists() or point.day != _LONGEST:
        return found
    before = shift_months(month, -1)
    return moment_in(replace(point, month=before.month), before.year)


def _tells_day(entry: Seen, day: int, month: Moment) -> bool:
    """Whether a date, or the beginning or end of a range, is that day of that month."""
    return any((m.year, m.month, m.day) == (month.year, month.month, day) for m in (entry.first, entry.last))


def _looked_back(memory: Memory, entry: Seen, passage: Passage, start: int, day: int) -> Seen | None:
    """The day of the same month, told before the one said last, between which a day lies: 9日に…、14日に…。11日に."""
    said = (*memory.in_sentence(passage, start), *memory.in_text(passage, start))
    month = (entry.last.year, entry.last.month)
    return next((s for s in said if (s.last.year, s.last.month) == month and (s.last.day or day + 1) <= day), None)


def _runs_on(before: Seen, passage: Passage, day: int) -> bool:
    """Whether a day directly follows the one said last, over the headings and items between (三日に着き (1)… (2)… 四日), or
    is of the visit that they tell of (五日から二十四日まで訪れた (1)… 八日)."""
    return passage.index - before.passage.index <= _ITEMS and _first_day(before) <= day <= (before.last.day or 1) + 1


def _first_day(entry: Seen) -> int:
    """The day of the month that a date, or a visit within one month, begins with."""
    first = entry.first if entry.first.month == entry.last.month else entry.last
    return first.day or 1
