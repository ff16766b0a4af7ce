"""When it was done: on the date of its own sentence, on that of the meeting, or on the one that the sentences before give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.punctuation import punctuated
from hakusho.resolve.agreements.occasions import date_of_occasion
from hakusho.resolve.commitments.evidence import is_statement
from hakusho.resolve.dates.syntax import OPENING, bracket_at
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.meetings import Meeting, apart, day_held, in_content

_WHEN = re.compile(r"(?:\([^()]{1,16}\))?(?:に(?!は?(?:開|行|策定|締結|発効))|[、,])")
# A date at the head of a sentence that tells when all of it was: 7月には、 12月、 3月の首脳会談で. Not 1月に署名した協定は.
_TOPICAL = re.compile(
    r"(?:\([^()]{1,16}\))?(?:に(?:は|も)、?|において(?:は|も)?、?|に?[、,]|から[^。、]{0,24}まで|に(?=[^。、]{0,60}(?:会談|会合|協議|訪問|訪日|開催|2\+2))"
    r"|の[^。、]{0,60}(?:会談|会合|会議|協議|対話|委員会|訪問|訪日|2\+2」?|総会|サミット|声明|発表|宣言)(?:の際|に際|において|にて|に(?:は)?|では?|でも|、))"
)
_NEXT = re.compile(r"(?:まで)?(?:の間)?に(?:は|も)?、|、")
_REFERRED = re.compile(r"[^。]{0,80}(?:こと|点)(?:に(?:言及|触れ)|を(?:紹介|指摘|想起))[^。、]{0,4}(?:つつ|た上で|て)")
_NUMBER = re.compile(r"\s?(?:(?:なお|また|さらに)[、,]|\(?[\d一二三四五六七八九十ア-ンa-z]{1,2}[).．、]|[①-⑳・●○])\s?")
_IN_BRACKET = re.compile(r"[^。、]{0,10}\(")
_AND_DAY = re.compile(r"(?:\([^()]{1,8}\))?(?:及び|および|並びに|と|、|,|・)")
_LABELLED = re.compile(r"(?:年月日|日付|日時|期日|日程|開催日)[\]】)]?[ ::]*")
_TIME = re.compile(r"T\d{2}:\d{2}:\d{2}")  # a commitment is of a day
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT = 40  # passages of a press release
_LOOKED_BACK = re.compile(
    r"[^。、]{0,60}(?:会談|会合|協議|会議|対話|訪問|成果|結果|合意)[^。、]{0,12}を(?:踏まえ|受け|想起|振り返|念頭|見据え|控え)"
)
# 3月11日に発生した震災を契機として: when something else was. Not 3月11日に行われた会談において, nor 署名した際.
_DESCRIBING = re.compile(
    r"に[^、。]{0,24}[しれ]た(?=[一-龥「ァ-ヴA-Z])(?!際|後|時|折|結果|上)(?![^、。]{0,40}(?:会談|会合|会議|協議|対話|委員会|部会|サミット|総会|2\+2|訪問|フォーラム))"
)
_HELD_THEN = re.compile(r"に[^、。はが]{0,24}(?:開催|実施)された(?=[一-龥])(?![^。]{0,80}(?:概要|お知らせ))")
_NEAR = 2  # passages back that a date is carried over from
_FIRST_LINES = 8  # of a statement, where its date stands
_BESIDE = 14  # characters beside the date on such a line: its place
_AHEAD = re.compile(r"[^、。]{1,60}")  # 節目となった2022年5月には、


def date_of(
    context: DocumentContext,
    passage: Passage,
    mention: Mention,
    meeting: Meeting | None,
    parties: Sequence[str] = (),
    before: Draft | None = None,
) -> tuple[Draft | None, Meeting | None]:
    """The `dates` draft of a commitment, and its meeting: None where the sentence tells of another time than it. `before`
    is the commitment before, which one of the same `parties` goes on from."""
    first, last = next((s for s in sentences(passage.text) if s[0] <= mention.start < s[1]), (0, len(passage.text)))
    if meeting is not None and meeting.source == "sentence" and meeting.date is not None:
        since = (
            _points(context, passage, max(first, meeting.at[1]), mention.start)
            if meeting.at[0] == passage.index
            else []
        )
        later = [d for d in since if _NEXT.match(passage.text, d.end) and not _is_said(passage, d)]
        if later and apart(later[-1], meeting.date):
            return later[-1], None  # 5月の会談において表明し、6月には、措置を発表した
        return meeting.date, meeting
    found = governing_date(context, passage, mention.start, mention.end)
    own = found if found is not None and found.passage is passage and first <= found.start < last else None
    if own is not None and (_is_said(passage, own) or _of_something_else(passage, mention, own)):
        own = _before_content(context, passage, mention, first)
    own = own or _heading_sentence(context, passage, first, last)
    if own is not None and meeting is not None and meeting.date is not None and _is_within(meeting.date, own):
        return meeting.date, meeting  # 節目の今年、両大臣は
    if own is not None:
        old = meeting is not None and meeting.date is not None and apart(own, meeting.date)
        return own, None if old else meeting
    if meeting is not None and meeting.date is not None:
        item = _item_since(context, passage, meeting) if meeting.source == "section" else None
        return (item, None) if item is not None else (meeting.date, meeting)
    elsewhere = found if found is not None and found.passage is not passage else None
    told = _told_before(context, passage, first) or (day_held(context, passage, meeting) if meeting else None)
    told = told or elsewhere or (_goes_on_from(before, passage, parties) if before else None)
    occasion = date_of_occasion(context, passage)
    if occasion is not None and _HELD_THEN.match(occasion.passage.text, occasion.end) and occasion.passage.index > 1:
        occasion = None  # 9月に開催された文化祭, in what they spoke about
    return told or occasion or _of_line_above(context, passage) or _of_statement(context) or _of_lead(
        context, passage
    ), meeting


def _item_since(context: DocumentContext, passage: Passage, meeting: Meeting) -> Draft | None:
    """The day that an item of a list opens with between a meeting and what is told now: (b)3月3日、仏国の議長が来日した。"""
    for other in reversed(context.passages[meeting.at[0] + 1 : passage.index]):
        if _NUMBER.match(other.text) and (date := _heading_sentence(context, other, *sentences(other.text)[0])):
            return date if meeting.date is not None and apart(date, meeting.date) else None
    return None


def days_of(context: DocumentContext, day: Draft) -> str:
    """The EDTF value of the day or days that a date begins or ends: of 3日及び4日の両日 both."""
    dates = _points(context, day.passage, 0, len(day.passage.text))
    run = [day]
    for one, other in (*pairwise(dates), *reversed([*pairwise(dates)])):
        joined = _AND_DAY.fullmatch(day.passage.text, one.end, other.start) and _is_day_after(one, other)
        if joined and (one is run[-1] or other is run[0]):
            run = [*run, other] if one is run[-1] else [one, *run]
    return _day(f"{run[0].fields['value']}/{run[-1].fields['value']}" if len(run) > 1 else str(day.fields["value"]))


def _is_day_after(one: Draft, other: Draft) -> bool:
    first, second = one.fields, other.fields
    if not first.get("latest") or not second.get("earliest"):
        return False
    days = (date.fromisoformat(str(d)[:10]) for d in (second["earliest"], first["latest"]))
    return next(days) - next(days) == timedelta(days=1)


def _day(value: str) -> str:
    """An EDTF value without its times of day; the day alone where it begins and ends on one."""
    first, _, last = _TIME.sub("", value).partition("/")
    return first if last in ("", first) else f"{first}/{last}"


def _is_within(one: Draft, other: Draft) -> bool:
    """Whether one date is a finer telling of the other: a day of that year."""
    a, b = one.fields, other.fields
    known = a.get("earliest") and a.get("latest") and b.get("earliest") and b.get("latest")
    return bool(known and (b["earliest"], a["latest"]) != (a["earliest"], b["latest"])) and bool(
        b["earliest"] <= a["earliest"] and a["latest"] <= b["latest"]
    )


def _of_something_else(passage: Passage, mention: Mention, own: Draft) -> bool:
    """Whether a date of the sentence tells of something else in it: of what comes after, or of a noun (昨年の会合の成果を紹介しつつ)."""
    text = punctuated(passage.text)
    if own.start >= mention.end:
        return not _IN_BRACKET.match(text, mention.end)
    if _DESCRIBING.match(text, own.end):
        return True
    return (
        text.startswith("の", own.end)
        and not text.startswith(("の間", "の両日"), own.end)
        and not _TOPICAL.match(text, own.end)
    )


def _goes_on_from(before: Draft, passage: Passage, parties: Sequence[str]) -> Draft | None:
    """The date of the commitment before, where the same parties go on in its section."""
    near = passage.index - before.passage.index <= _NEAR and before.passage.section == passage.section
    date: Draft | None = before.fields["date_id"] if near and before.fields["parties"] == list(parties) else None
    return date


def _of_statement(context: DocumentContext) -> Draft | None:
    """The date that stands on a line of its own at the head of a statement, or in a file of its data: (1958年3月2日、東京),
    [年月日] 1958年3月2日."""
    stated = is_statement(context)
    for passage in context.passages[:_FIRST_LINES]:
        dates = _points(context, passage, 0, len(passage.text))
        if (
            dates
            and (labelled := _LABELLED.search(passage.text, 0, dates[0].start))
            and labelled.end() >= dates[0].start - 1
        ):
            return dates[0]
        if stated and dates and "。" not in passage.text and len(passage.text) - len(dates[0].text) <= _BESIDE:
            return dates[0]
    return None


def _of_line_above(context: DocumentContext, passage: Passage) -> Draft | None:
    """The date in brackets that ends a line above, as the title of a paper or of an extract does: 大臣会見(3月3日)."""
    for other in reversed(context.passages[max(0, passage.index - _FIRST_LINES) : passage.index]):
        dates = [d for d in _points(context, other, 0, len(other.text)) if _DAY.match(str(d.fields["value"]))]
        if "。" in other.text or other.kind == "caption":
            continue
        if dates and other.text.rstrip()[dates[-1].end :] == ")" and other.text[dates[-1].start - 1] == "(":
            return dates[-1]
    return None


def _of_lead(context: DocumentContext, passage: Passage) -> Draft | None:
    """The day that the first sentence of a short paper, as a press release is, opens with, or that stands above it."""
    if len(context.passages) > _SHORT:
        return None
    alone: Draft | None = None
    for other in context.passages[: min(passage.index, _FIRST_LINES)]:
        dates = [d for d in _points(context, other, 0, len(other.text)) if _DAY.match(str(d.fields["value"]))]
        if "。" not in other.text:
            alone = alone or next((d for d in dates if other.text.strip() == d.text.strip()), None)
        elif "。" in other.text:
            first, last = sentences(other.text)[0]
            told = [
                d
                for d in dates
                if d.start < last and not _is_said(other, d) and not _DESCRIBING.match(other.text, d.end)
            ]
            return _heading_sentence(context, other, first, last) or next(iter(told), alone)
    return alone


def _points(context: DocumentContext, passage: Passage, first: int, last: int) -> list[Draft]:
    dates = (d for d in context.in_passage("dates", passage) if first <= d.start and d.end <= last)
    return [d for d in dates if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")]


def _is_said(passage: Passage, date: Draft) -> bool:
    """Whether a date stands in what is said or only referred to, so that it does not tell when it was said."""
    text = punctuated(passage.text)
    if _REFERRED.match(text, date.end) or _LOOKED_BACK.match(text, date.end):
        return True
    return in_content(date)


def _before_content(context: DocumentContext, passage: Passage, mention: Mention, first: int) -> Draft | None:
    """The last date of the sentence before the content that tells when: 政府は、5月に、今年度の…を表明した."""
    span = mention.fields["content"]
    dates = _points(context, passage, first, span[0] if span is not None else mention.start)
    text = punctuated(passage.text)
    told = [
        d for d in dates if _WHEN.match(text, d.end) and not _is_said(passage, d) and not _DESCRIBING.match(text, d.end)
    ]
    return told[-1] if told else None


def _heading_sentence(context: DocumentContext, passage: Passage, first: int, last: int) -> Draft | None:
    """The date at the head of a sentence: 7月には、東京で日仏会談が行われ."""
    for day in _points(context, passage, first, last):
        alone = _AHEAD.fullmatch(passage.text, first, day.start) and passage.text.startswith("には、", day.end)
        if (
            not (alone or OPENING.fullmatch(passage.text, _unnumbered(passage.text, first), day.start))
            or bracket_at(passage, day.start) is not None
        ):
            return None
        if _TOPICAL.match(passage.text, day.end):
            aside = passage.text[first : day.start].endswith("、") or _LOOKED_BACK.match(passage.text, day.end)
            return None if aside and _is_said(passage, day) else day
    return None


def _unnumbered(text: str, first: int) -> int:
    number = _NUMBER.match(text, first)
    return number.end() if number else first


def _told_before(context: DocumentContext, passage: Passage, first: int) -> Draft | None:
    """The date that the last sentence before in the passage opens with, of which this one goes on."""
    before = [s for s in sentences(passage.text) if s[1] <= first]
    found = (_heading_sentence(context, passage, *s) for s in reversed(before))
    return next((date for date in found if date is not None), None)
