"""When it was done: on the date of its own sentence, on that of the meeting, or on the one that the sentences before give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.mention import Mention
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
_NEXT = re.compile(r"に(?:は|も)?、|、")
_REFERRED = re.compile(r"[^。]{0,80}(?:こと|点)(?:に(?:言及|触れ)|を(?:紹介|指摘|想起))[^。、]{0,4}(?:つつ|た上で|て)")
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
    if own is not None and _is_said(passage, own):
        own = _before_content(context, passage, mention, first)
    own = own or _heading_sentence(context, passage, first, last)
    if own is not None:
        old = meeting is not None and meeting.date is not None and apart(own, meeting.date)
        return own, None if old else meeting
    if meeting is not None and meeting.date is not None:
        return meeting.date, meeting
    elsewhere = found if found is not None and found.passage is not passage else None
    told = _told_before(context, passage, first) or (day_held(context, passage, meeting) if meeting else None)
    told = told or elsewhere or (_goes_on_from(before, passage, parties) if before else None)
    return told or date_of_occasion(context, passage) or _of_statement(context), meeting


def _goes_on_from(before: Draft, passage: Passage, parties: Sequence[str]) -> Draft | None:
    """The date of the commitment before, where the same parties go on in its section."""
    near = passage.index - before.passage.index <= _NEAR and before.passage.section == passage.section
    date: Draft | None = before.fields["date_id"] if near and before.fields["parties"] == list(parties) else None
    return date


def _of_statement(context: DocumentContext) -> Draft | None:
    """The date that stands on a line under the title of a statement: (1958年3月2日、東京)."""
    if not is_statement(context):
        return None
    for passage in context.passages[:_FIRST_LINES]:
        dates = _points(context, passage, 0, len(passage.text))
        if dates and "。" not in passage.text and len(passage.text) - len(dates[0].text) <= _BESIDE:
            return dates[0]
    return None


def _points(context: DocumentContext, passage: Passage, first: int, last: int) -> list[Draft]:
    dates = (d for d in context.in_passage("dates", passage) if first <= d.start and d.end <= last)
    return [d for d in dates if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")]


def _is_said(passage: Passage, date: Draft) -> bool:
    """Whether a date stands in what is said or only referred to, so that it does not tell when it was said."""
    if _REFERRED.match(passage.text, date.end):
        return True
    return in_content(date)


def _before_content(context: DocumentContext, passage: Passage, mention: Mention, first: int) -> Draft | None:
    """The last date of the sentence before the content that tells when: 政府は、5月に、今年度の…を表明した."""
    span = mention.fields["content"]
    dates = _points(context, passage, first, span[0] if span is not None else mention.start)
    told = [d for d in dates if _WHEN.match(passage.text, d.end) and not _is_said(passage, d)]
    return told[-1] if told else None


def _heading_sentence(context: DocumentContext, passage: Passage, first: int, last: int) -> Draft | None:
    """The date at the head of a sentence: 7月には、東京で日仏会談が行われ."""
    for date in _points(context, passage, first, last):
        alone = _AHEAD.fullmatch(passage.text, first, date.start) and passage.text.startswith("には、", date.end)
        if (
            not (alone or OPENING.fullmatch(passage.text, first, date.start))
            or bracket_at(passage, date.start) is not None
        ):
            return None
        if _TOPICAL.match(passage.text, date.end):
            return None if _is_said(passage, date) and passage.text[first : date.start].endswith("、") else date
    return None


def _told_before(context: DocumentContext, passage: Passage, first: int) -> Draft | None:
    """The date that the last sentence before in the passage opens with, of which this one goes on."""
    before = [s for s in sentences(passage.text) if s[1] <= first]
    found = (_heading_sentence(context, passage, *s) for s in reversed(before))
    return next((date for date in found if date is not None), None)
