"""The meeting or visit at which an act was done, and its date: that of the sentence, or the one that a document reports on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.agreements.points import MONTH, points
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings import in_content, meeting_at

# Titles of reports on one occasion: 日加外相会談, 大臣の欧州訪問結果. A survey of relations or a yearbook has none of these.
_REPORT = re.compile(
    r"(?:会談|会合|対話|協議|委員会|訪問|訪日|訪米|訪中|訪露|出張|来日|「?2\+2」?|サミット|表敬)(?:\(?[^。、()]{0,12}\)?)?(?:の?(?:結果|概要|開催))?(?:概要)?(?:について)?$"
)
_HELD = re.compile(r"会談|会合|協議|対話|会議|委員会|訪問|訪日|出張|来日|表敬|会見|開催")
_FIRST_LINES = 12  # passages of a report within which it tells when the meeting was
_SCHEDULE = re.compile(
    r"\(?[0-9一二三四五]?[.．)、]?\s?(?:署名)?(?:日時|日程|署名日|開催日時?)(?:[・及び]{1,2}場所)?\s?[::]?"
)
_LINE = 40  # characters of a line that gives a date
_BELOW = 2  # lines under a title
_TITLE_LINES = 4  # passages under a title in which the date of a report stands
_DATED_TITLE = re.compile(r"^[^。、]{2,40}(?:会談|会合|協議|対話|サミット|2\+2」?)\([^()]{2,20}\)$")
_WAS_HELD = re.compile(r"(?:会談|会合|協議)を(?:行|実施|開催)|(?:会談|会合|協議)が(?:行われ|開催|開か)")
_VISITED = re.compile(r"[^。]{0,120}?(?:を訪問し|を歴訪|に出張し)")
_JOURNEY = re.compile("訪問|歴訪|出張")
_IN_COUNTRY = re.compile(r"(?P<where>[^、。はがを]{2,12}?)(?:において|では|との間では)は?、?")
_PARAGRAPHS = 4  # back from which a visit governs


def date_of_occasion(context: DocumentContext, passage: Passage) -> Draft | None:
    """The date of the occasion, from the first sentence up to a passage that tells that it was held, else from under the
    title; None for other documents."""
    title = re.sub(r"\s", "", context.source.metadata.title or "")
    head = next((p for p in context.passages[:_TITLE_LINES] if _is_report(p.text) and p.kind != "table"), None)
    if not _REPORT.search(title) and (head is None or _line_below(context, head) is None):
        return None
    for draft in _dates(context):
        text = reading(draft.passage)
        if draft.passage.kind in ("caption", "table") or in_content(draft):
            continue
        if draft.passage.index == 0 and "。" not in text:
            continue  # the title
        last = next((e for s, e in sentences(text) if s <= draft.start < e), len(text))
        if not MONTH.match(str(draft.fields["value"])) or draft.passage.index > min(passage.index, _FIRST_LINES):
            continue
        if text[:last].endswith("。") and _HELD.search(text, draft.end, last):
            return draft
    return _line_below(context, head) if head is not None else None


def _is_report(line: str) -> bool:
    return "。" not in line and bool(_REPORT.search(re.sub(r"\s", "", line)))


def _line_below(context: DocumentContext, head: Passage) -> Draft | None:
    """The date that stands alone on a line under the title of a report."""
    below = range(head.index + 1, head.index + 1 + _BELOW)
    return next((d for d in _dates(context) if d.passage.index in below and d.passage.text.strip() == d.text), None)


def date_of_title(context: DocumentContext) -> Draft | None:
    """The date that a press release gives as that of the event (日時), else the one that stands under its title."""
    return date_of_schedule(context) or next((d for d in _dates(context) if 0 < d.passage.index <= _TITLE_LINES), None)


def date_of_schedule(context: DocumentContext) -> Draft | None:
    """The one date of a section 日時."""
    for passage in context.passages:
        if not (head := _SCHEDULE.match(passage.text)):
            continue
        rest = passage.text[head.end() :].strip()
        if len(rest) > _LINE:
            continue
        lines = (passage.index,) if rest else (passage.index + 1,)
        found = [d for d in _dates(context) if d.passage.index in lines and MONTH.match(str(d.fields["value"]))]
        return found[0] if len(found) == 1 and len(found[0].passage.text) <= _LINE else None
    return None


def _dates(context: DocumentContext) -> list[Draft]:
    return [d for d in context.of("dates") if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")]


def of_meeting(context: DocumentContext, passage: Passage, mention: Mention, parties: Sequence[str]) -> Draft | None:
    """The date of the meeting at which it was done: as the meeting is named, as its slide is titled, or where a document
    about one meeting says that it was held."""
    meeting = meeting_at(context, passage, mention.start)
    if meeting is None or (meeting.source != "sentence" and len(parties) > 1 and _of_others(meeting.parties, parties)):
        return None
    held: Draft | None = None
    for other in context.passages:
        dates = points(context, other)
        if not dates:
            continue
        titled = (
            _DATED_TITLE.search(other.text)
            and passage.piece.block.sheet
            and other.piece.block.sheet == passage.piece.block.sheet
        )
        if titled and tuple(parties_in(other.text)) == meeting.parties:
            return dates[0]
        told = meeting.source == "document" or (
            meeting.source in ("heading", "above") and meeting.at[0] < other.index < passage.index
        )
        if held is None and told and _WAS_HELD.search(other.text):
            held = dates[0]
    return meeting.date or held


def _of_others(met: Sequence[str], parties: Sequence[str]) -> bool:
    """Whether those who met are others than the states that made an instrument of theirs."""
    return bool(met) and not set(parties) <= {*met, "JP"}


def of_visit_above(context: DocumentContext, passage: Passage) -> Draft | None:
    """The date of the visit that the paragraph above tells of, for one without a date: 3月、大臣は二か国を訪問した。¶ 仏では、."""
    if points(context, passage) or "。" not in passage.text:
        return None
    opening = _IN_COUNTRY.match(reading(passage))
    where = {code for code in parties_in(opening["where"]) if is_state(code)} if opening else set()
    for above in reversed(context.passages[max(0, passage.index - _PARAGRAPHS) : passage.index]):
        if above.section != passage.section:
            return None
        if "。" not in above.text:
            continue
        dates = [d for d in points(context, above) if MONTH.match(str(d.fields["value"]))]
        visits = [d for d in dates if _VISITED.match(reading(above), d.end)]
        ends = [*(d.start for d in dates[1:]), len(above.text)]
        there = [d for d, end in zip(dates, ends, strict=False) if where & {*parties_in(above.text[d.end : end])}]
        if there and _JOURNEY.search(reading(above), there[0].end):
            return there[0]  # 9月にペルーを、11月にチリを訪問した。¶ ペルーでは、
        if visits or dates:
            return visits[-1] if visits else None
    return None
