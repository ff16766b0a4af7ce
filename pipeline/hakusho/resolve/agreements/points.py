"""The dates of a passage that have a value."""

from __future__ import annotations

import re

from hakusho.resolve.document import DocumentContext, Draft, Passage

MONTH = re.compile(r"\d{4}-\d{2}")  # a value that tells at least a month
CENTURY = re.compile(r"\d\dXX")  # 21世紀に向けた協力: no act is dated so


def points(context: DocumentContext, passage: Passage) -> list[Draft]:
    """The `dates` drafts of a passage that stand for a day, month, year or interval, in reading order."""
    return [
        d
        for d in context.in_passage("dates", passage)
        if d.fields.get("type") in ("DATE", "TIME")
        and d.fields.get("value")
        and not CENTURY.fullmatch(str(d.fields["value"]))
    ]


def in_a_name(date: Draft) -> bool:
    """Whether a date is a part of the name of an instrument: 「2014年-2016年における…協力プログラム」."""
    return any(m.start <= date.start < m.end for m in date.passage.mentions.of("instruments"))
