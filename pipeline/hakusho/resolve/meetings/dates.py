"""When a meeting was: by its own sentence, its title or heading, or where the same name has a date."""

from __future__ import annotations

import re

from hakusho.extractors.commitments.clauses import sentences
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.meetings.index import ABOVE, Index, Meeting, index_of, is_bare
from hakusho.resolve.meetings.names import Naming, only_title

_OWN_NAME = 8  # characters of a name that is not another meeting's too
_WAS_HELD = re.compile("(?:会談|会合|協議|対話)(?:を(?:行|実施|開催)|が(?:行われ|開催|開か))")
_AT_THAT_TIME = re.compile(r"(?:まで)?(?:の間)?(?:に(?:は|も)?(?![一-龥]{2}さ?れた)|、)")
_MONTH = re.compile(r"\d{4}-\d{2}")


def day_held(context: DocumentContext, passage: Passage, meeting: Meeting) -> Draft | None:
    """The date that a passage above tells a meeting of a title or heading to have been held on: 5月3日、大臣は会談を行った."""
    if meeting.source in ("sentence", "passage"):
        return None
    for other in reversed(context.passages[max(0, meeting.at[0] + 1, passage.index - ABOVE) : passage.index + 1]):
        held = _WAS_HELD.search(other.text)
        dates = [d for d in context.in_passage("dates", other) if d.fields.get("type") in ("DATE", "TIME")]
        told = [d for d in dates if held and d.end <= held.start() and d.fields.get("value")]
        if told and "。" not in other.text[told[0].end : held.start() if held else None]:
            return told[0]
    return None


def own_date(context: DocumentContext, naming: Naming) -> Draft | None:
    """The date that the meeting's own sentence gives."""
    first, last = next((s for s in sentences(naming.passage.text) if s[0] <= naming.start < s[1]), (0, 0))
    date = date_of_naming(context, naming)
    here = date is not None and date.passage is naming.passage and first <= date.start < last
    return date if here and date is not None and _MONTH.match(str(date.fields.get("value"))) else None


def apart(one: Draft, other: Draft) -> bool:
    """Whether two dates have no day in common."""
    a, b = one.fields, other.fields
    if not (a.get("earliest") and a.get("latest") and b.get("earliest") and b.get("latest")):
        return False
    return bool(a["latest"] < b["earliest"] or b["latest"] < a["earliest"])


def date_of_naming(context: DocumentContext, naming: Naming) -> Draft | None:
    dates = [d for d in context.in_passage("dates", naming.passage) if d.fields.get("type") in ("DATE", "TIME")]
    if naming.passage.kind == "heading" or only_title(naming.passage, [naming]):
        after = [d for d in dates if d.start >= naming.end]
        return after[0] if after else dates[-1] if dates else None
    if beside := _since_meeting_before(context, naming, dates):
        return beside
    date = governing_date(context, naming.passage, naming.start, naming.end)
    if date is not None and date.passage is naming.passage and date.start > naming.end and in_content(date):
        date = None  # of what they spoke about
    return date or _heading_date(context, naming)


def in_content(date: Draft) -> bool:
    """Whether a date stands in the content of a commitment, and not where it tells when."""
    contents = (m.fields["content"] for m in date.passage.mentions.of("commitments"))
    return any(c is not None and c[0] <= date.start < c[1] for c in contents)


def _since_meeting_before(context: DocumentContext, naming: Naming, dates: list[Draft]) -> Draft | None:
    """The last date between the meeting named before in the sentence and this one: 2月に日仏協議を、5月に日伊協議を行い."""
    first = next((s for s, e in sentences(naming.passage.text) if s <= naming.start < e), 0)
    named = index_of(context).by_passage.get(naming.passage.index, [])
    earlier = [n for n in named if n.governs and first <= n.start and n.end <= naming.start]
    between = [d for d in dates if earlier and earlier[-1].end <= d.start and d.end <= naming.start]
    told = [d for d in between if d.fields.get("value") and _AT_THAT_TIME.match(naming.passage.text, d.end)]
    return told[-1] if told else None


def _heading_date(context: DocumentContext, naming: Naming) -> Draft | None:
    """The date in brackets after the same meeting's name in a heading above."""
    index = index_of(context)
    for other, named in index.before(naming.passage):
        if other.kind == "heading" and other.text in naming.passage.section:
            dates = [d for d in context.in_passage("dates", other) if d.fields.get("type") in ("DATE", "TIME")]
            if dates and any(n.name == naming.name for n in named):
                return dates[0]
    return None


def date_of_name(index: Index, naming: Naming) -> Draft | None:
    """The date of the same name shortly before (第3回会合が5月に開催された。第3回会合では、), the only one that it has there."""
    if is_bare(naming) or len(naming.name) < _OWN_NAME:
        return None
    here = naming.passage.index
    near = [i for i in index.order if here - ABOVE <= i <= here]
    same = [
        n for i in near for n in index.by_passage[i] if n.name == naming.name and (i < here or n.start < naming.start)
    ]
    dates = [d for n in same if (d := date_of_naming(index.context, n)) is not None]
    values = sorted({str(d.fields.get("value")) for d in dates}, key=len)
    agree = all(values[-1].startswith(value) for value in values)
    return next((d for d in dates if d.fields.get("value") == values[-1]), None) if dates and agree else None
