"""The one meeting or visit that a document reports on, and its date."""

from __future__ import annotations

import re

from hakusho.extractors.agreements.sentences import sentences
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.document import DocumentContext, Draft

# Titles of reports on one occasion: 日加外相会談, 大臣の欧州訪問結果. A survey of relations or a yearbook has none of these.
_REPORT = re.compile(
    r"(?:会談|会合|対話|協議|委員会|訪問|訪日|訪米|訪中|訪露|出張|来日|「?2\+2」?|サミット|表敬)(?:\(?[^。、()]{0,12}\)?)?$"
)
_HELD = re.compile(r"会談|会合|協議|対話|会議|委員会|訪問|訪日|出張|来日|表敬|会見")
_TITLE_LINES = 4  # passages under a title in which the date of a report stands


def date_of_occasion(context: DocumentContext) -> Draft | None:
    """The date of the occasion, from the first sentence that tells that it was held; None for other documents."""
    title = re.sub(r"\s", "", context.source.metadata.title or "")
    if not _REPORT.search(title):
        return None
    for draft in _dates(context):
        if draft.passage.kind in ("caption", "table") or draft.passage.index == 0:
            continue
        text = reading(draft.passage)
        last = next((e for s, e in sentences(text) if s <= draft.start < e), len(text))
        if text[:last].endswith("。") and _HELD.search(text, draft.end, last):
            return draft
    return None


def date_of_title(context: DocumentContext) -> Draft | None:
    """The date that stands under the title of a press release."""
    return next((d for d in _dates(context) if 0 < d.passage.index <= _TITLE_LINES), None)


def _dates(context: DocumentContext) -> list[Draft]:
    return [d for d in context.of("dates") if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")]
