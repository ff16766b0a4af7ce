"""The day, month or year that a document speaks from: what 本年, 昨年 and a bare 4月 are read against."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from hakusho.eras import era
from hakusho.extractors.dates.edtf import Moment, parse, shift_months
from hakusho.extractors.dates.numerals import number
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.document import DocumentContext, Passage

_FUTURE = re.compile(
    r"予定|べき|見込|目指|見通し|までに|方針(?!を[定策示]|に(?:基|従|沿)|の)|計画して|開催する|実施する|行う(?:こと|。)|していく|ていきたい|に向け|[うくすつぶむる]こと[でにをと][^。、]{0,12}(?:合意|一致|決[定ま]|確認|了承)|目[途処]|めど|(?<![てで]い)(?<![てで]お)(?<!あり)(?<!おり)(?<!ござい)ます(?:。|$|が、)"
)
_PLANNED = re.compile(r"予定(?:です|であ|とな|。|、|し|だ)|見込みです")
_DONE = re.compile(r"たこと|た(?:。|、)|たのは")
_CLAUSE = 48  # characters in which the verb of a date stands
_STATE = re.compile(r"て(?:い(?:る|ます)|お(?:り|ります))(?:。|、|が)")
_PAST = re.compile(r"(?:した|れた|った|いた|きた|ました|である旨|を受け(?:て)?)(?:。|、|$|[^い])|た(?:[。」]|$)")
_SAID_FROM = re.compile(r"(?:この|去る|さる|来る|きたる)$")
_YEARLY = re.compile(r"白書|青書|年版|年次|年報|わが外交の近況")
_EDITION = re.compile(r"(?P<era>昭和|平成|令和)(?P<ey>元|\d{1,2})年|(?P<west>(?:19|20)\d\d)")
_OF_CALENDAR_YEARS = 1988  # since when the bluebook tells of calendar years
_APRIL, _JULY = 4, 7
_LINE = 24  # characters beside the date in a line that is there for it: 防衛大臣 and a name
_HEAD = 2  # passages above one that may be its head
_SOON = 14
_HALF_A_YEAR = 182  # days of the next year that a report on a year still tells of
_QUOTED = 200  # characters that a quotation may run before a date in it
_NEAR_FUTURE = 4  # months after the reference that a bare month may lie without a word of the future


Style = Literal["western", "era", None]


@dataclass(frozen=True, slots=True)
class Reference:
    """The document's reference date, None where nothing is known, the calendar of its years of two digits, and for
    a report that comes out every year the month by which it is out."""

    moment: Moment | None
    style: Style = None
    out_by: int | None = None

    @property
    def year(self) -> int | None:
        return self.moment.year if self.moment else None

    def year_of_month(self, month: int, passage: Passage, start: int) -> int | None:
        """The year of a bare month. A reference of year precision gives its year; one with a month the nearest such
        month: in the past where the sentence tells of the past, ahead where it tells of plans."""
        if self.moment is None or self.moment.month is None:
            return self.year
        year, ahead = self.moment.year, month - self.moment.month
        rest = _rest(passage, start)
        if ahead > 0:
            planned, done = _FUTURE.search(rest), _DONE.search(rest[:_CLAUSE])
            first_done = done is not None and (planned is None or done.start() < planned.start())
            long_ahead = ahead > _NEAR_FUTURE and first_done
            if planned and not long_ahead:
                return year
            if long_ahead or _PAST.search(rest) or _STATE.search(rest):
                return year if ahead <= 1 and self.out_by is None else year - 1
            return year if ahead <= _NEAR_FUTURE else year - 1
        if ahead < -2 and _FUTURE.search(rest) and not _PAST.search(rest):
            return year + 1
        return year

    def tells_of_past(self, passage: Passage, start: int) -> bool:
        """Whether what follows in the sentence tells of the past and of no plan."""
        rest = _rest(passage, start)
        return bool(_PAST.search(rest)) and not _FUTURE.search(rest)

    def tells_of_plans(self, passage: Passage, start: int) -> bool:
        """Whether what follows in the sentence tells of something planned."""
        return bool(_FUTURE.search(_rest(passage, start)))

    def is_ahead(self, moment: Moment | None, passage: Passage, start: int) -> bool:
        """Whether a sentence on the past would tell of a day or month well after the document's own; not of one soon after it,
        that something asked for is to be on (19日からの会議への協力を求めた)."""
        now = self.moment
        if now is None or moment is None or not moment.exists():
            return False
        last = now.latest + dt.timedelta(days=_SOON if now.month is not None else _HALF_A_YEAR)
        return moment.earliest > last and self.tells_of_past(passage, start)

    def is_behind(self, moment: Moment | None, passage: Passage, start: int) -> bool:
        """Whether a sentence on what is to come would tell of a day or month well before the document's own."""
        now = self.moment
        if now is None or now.month is None or moment is None or not moment.exists():
            return False
        rest = _rest(passage, start)
        ahead = _PLANNED.search(rest) is not None and not _PAST.search(rest)
        return ahead and moment.latest < now.earliest - dt.timedelta(days=_SOON)

    def year_said(self, month: int, passage: Passage, start: int) -> int | None:
        """The year of a month that is said from the document's own day by the word before it: この7月, 去る3月, 来る10月."""
        word = _SAID_FROM.search(passage.text, max(0, start - 3), start)
        if word is None or self.moment is None:
            return None
        if word[0] == "この":
            return self.moment.year
        if self.moment.month is None:
            return None
        if word[0] in ("去る", "さる"):
            return self.moment.year - (month > self.moment.month)
        return self.moment.year + (month < self.moment.month)

    def month_of_day(self, day: int, passage: Passage, start: int) -> Moment:
        """The month of a bare day: the reference's, but the one before where the sentence tells of the past and the day is
        still to come, and the one after where it tells of a plan and the day is gone."""
        assert self.moment is not None
        rest = _rest(passage, start)
        ahead = self.moment.day is not None and day > self.moment.day + 1  # the date line may be of the day before
        gone = ahead and _PAST.search(rest) and not _FUTURE.search(rest)
        behind = self.moment.day is not None and day < self.moment.day
        if behind and _FUTURE.search(rest) and not _PAST.search(rest):
            return shift_months(self.moment, 1)
        return shift_months(self.moment, -1) if gone else self.moment


def _rest(passage: Passage, start: int) -> str:
    """What follows in the sentence; within a quotation what follows in that."""
    _, last = passage.sentence_span(start)
    rest, near = passage.text[start:last], max(0, start - _QUOTED)
    if passage.text.rfind("「", near, start) > passage.text.rfind("」", near, start):
        return rest.partition("」")[0]
    return rest


def out_by(context: DocumentContext, moment: Moment | None) -> int | None:
    """The month by which a report that comes out every year is out, None where the title is of no such report. The bluebook has
    come out in April since it tells of calendar years; the others follow in summer. None too where the reference date is the
    year before that of the edition, of which the report tells."""
    title = context.source.metadata.title or ""
    if not _YEARLY.search(title) or (moment is not None and _edition(title) == moment.year + 1):
        return None
    spring = "外交青書" in title and moment is not None and moment.year >= _OF_CALENDAR_YEARS
    return _APRIL if spring else _JULY


def _edition(title: str) -> int | None:
    """The year of the edition: 平成20年版, 外交青書2008."""
    match = _EDITION.search(unicodedata.normalize("NFKC", title))
    if match is None:
        return None
    sign = era(match["era"]) if match["era"] else None
    return int(match["west"]) if match["west"] else sign.year(number(match["ey"])) if sign else None


def moment_of(context: DocumentContext) -> Moment | None:
    """The reference date, from the document's metadata."""
    text = context.source.metadata.reference_date
    return parse(text) if text else None


def day_of(context: DocumentContext, passage: Passage, reference: Reference) -> Moment | None:
    """The day that a letter or slide bears, for 本日 in it: a line that is there for the date, directly above the passage,
    else after it on its page, else before it; else the reference date where it is a day."""
    sheet = [p for p in context.passages if p.kind != "table" and p.piece.block.sheet == passage.piece.block.sheet]
    after = [p for p in sheet if p.index > passage.index]
    before = [p for p in reversed(sheet) if p.index < passage.index]
    for other in (*before[:_HEAD], *after, *before):
        for mention in other.mentions.of("dates"):
            point: Point | None = mention.fields["reading"].start
            if point is not None and _is_date_line(other, mention.start, mention.end):
                moment = _written_day(point)
                if moment is not None:
                    return moment
    moment = reference.moment
    return moment if moment is not None and moment.day is not None else None


def _is_date_line(passage: Passage, start: int, end: int) -> bool:
    """Whether a passage is there for its date: the line above or below a letter, the head of a press release."""
    rest = passage.text[:start] + passage.text[end:]
    return len(rest) <= _LINE and "。" not in rest


def _written_day(point: Point) -> Moment | None:
    """The day of a point that tells its year itself."""
    sign = era(point.era) if point.era else None
    year = point.west or (sign.year(point.era_year) if sign and point.era_year else None)
    if year is None or point.day is None:
        return None
    moment = Moment(year, point.month, point.day)
    return moment if moment.exists() else None
