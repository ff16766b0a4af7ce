"""The one meeting or visit that a document reports on, and its date."""

from __future__ import annotations

import re

from hakusho.extractors.agreements.sentences import sentences
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.document import DocumentContext, Draft, Passage

# Titles of reports on one occasion: 日加外相会談, 大臣の欧州訪問結果. A survey of relations or a yearbook has none of these.
_REPORT = re.compile(
    r"(?:会談|会合|対話|協議|委員会|訪問|訪日|訪米|訪中|訪露|出張|来日|「?2\+2」?|サミット|表敬)(?:\(?[^。、()]{0,12}\)?)?(?:の?(?:結果|概要|開催))?(?:概要)?(?:について)?$"
)
_HELD = re.compile(r"会談|会合|協議|対話|会議|委員会|訪問|訪日|出張|来日|表敬|会見|開催")
_MONTH = re.compile(r"\d{4}-\d{2}")
_FIRST_LINES = 12  # passages of a report within which it tells when the meeting was
_BELOW = 2  # lines under a title
_TITLE_LINES = 4  # passages under a title in which the date of a report stands


def date_of_occasion(context: DocumentContext, passage: Passage) -> Draft | None:
    """The date of the occasion, from the first sentence up to a passage that tells that it was held, else from under the
    title; None for other documents."""
    title = re.sub(r"\s", "", context.source.metadata.title or "")
    head = next((p for p in context.passages[:_TITLE_LINES] if _is_report(p.text) and p.kind != "table"), None)
    if not _REPORT.search(title) and (head is None or _line_below(context, head) is None):
        return None
    for draft in _dates(context):
        if draft.passage.kind in ("caption", "table") or draft.passage.index == 0:
            continue
        text = reading(draft.passage)
        last = next((e for s, e in sentences(text) if s <= draft.start < e), len(text))
        if not _MONTH.match(str(draft.fields["value"])) or draft.passage.index > min(passage.index, _FIRST_LINES):
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
    """The date that stands under the title of a press release."""
    return next((d for d in _dates(context) if 0 < d.passage.index <= _TITLE_LINES), None)


def _dates(context: DocumentContext) -> list[Draft]:
    return [d for d in context.of("dates") if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")]
