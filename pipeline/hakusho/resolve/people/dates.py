"""The date that governs the mention of a person: rather none than one that stands over other matters as well."""

from __future__ import annotations

import re

from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.syntax import reach_of
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_OF_ITSELF = re.compile(r"[がはもの]")  # 本年が50周年であること: said of the year, not of the person
_NOTES = ("footnote", "reference")
# ○○氏が1983年に創設した: the date of what the person does; ○○大臣の所信表明演説(平成22年6月11日): of what is the person's.
_DIRECTLY = re.compile(r"[はが]、?$")
_OWN = re.compile(r"[^、。()はがをにでのと及]{0,20}(?:[はが](?:、|[^、。()はが]{0,6})|の?[^、。()はがをにで]{2,12}\()")


def date_of_person(context: DocumentContext, passage: Passage, mention: Mention) -> Draft | None:
    """The `dates` draft that governs the mention of a person, None where the text gives none.

    A heading governs it only where it tells a month or a day, as that of a visit or a meeting does; not in a note.
    """
    own, between = _own(context, passage, mention)
    if own is not None and _DIRECTLY.search(between):
        return own
    date = governing_date(context, passage, mention.start, mention.end)
    return date if date is not None and _governs(passage, date) else own


def _own(context: DocumentContext, passage: Passage, mention: Mention) -> tuple[Draft | None, str]:
    """The date that follows upon the mention as that of what the person does, with the words between."""
    first, last = passage.sentence_span(mention.start)
    for draft in context.in_passage("dates", passage):
        told = draft.fields.get("type") in ("DATE", "TIME") and draft.fields.get("value") is not None
        if not told or not first <= draft.start < last or _OF_ITSELF.match(passage.text, draft.end):
            continue
        if draft.fields.get("mod") in ("ON_OR_AFTER", "ON_OR_BEFORE"):
            continue
        between = _OWN.fullmatch(passage.text, mention.end, draft.start)
        if between is None:
            continue
        # ○○大臣は、昨年発効した協定により: the date of the agreement; with が the clause that it describes is the person's
        if "は" not in between[0] or reach_of(passage, draft.start, draft.end) is None:
            return draft, between[0]
    return None, ""


def _governs(passage: Passage, date: Draft) -> bool:
    over = date.passage
    if over is passage or over.kind != "heading":
        return True
    month = _MONTH.match(str(date.fields["value"])) is not None and not date.fields.get("fiscal_year")
    return month and passage.kind not in _NOTES and "。" not in over.text
