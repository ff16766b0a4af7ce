"""The dates of a passage that have a value."""

from __future__ import annotations

import re

from hakusho.resolve.document import DocumentContext, Draft, Passage

MONTH = re.compile(r"\d{4}-\d{2}")  # a value that tells at least a month
_CENTURY = re.compile(r"\d\dXX")  # 21世紀に向けた協力: no act is dated so


def points(context: DocumentContext, passage: Passage) -> list[Draft]:
    """The `dates` drafts of a passage that stand for a day, month, year or interval, in reading order."""
    return [
        d
        for d in context.in_passage("dates", passage)
        if d.fields.get("type") in ("DATE", "TIME")
        and d.fields.get("value")
        and not _CENTURY.fullmatch(str(d.fields["value"]))
    ]
