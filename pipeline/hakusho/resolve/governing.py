"""The date that governs a mention: of the visit, the meeting, the signature; not merely the nearest."""

from __future__ import annotations

import re

from hakusho.resolve.dates.syntax import bracket_at, opens_sentence, reach_of, verb_of
from hakusho.resolve.document import DocumentContext, Draft, Passage

# Between a name and the bracket with its date: a closing quotation mark, a shorter name or a note in brackets.
_TO_BRACKET = re.compile(r"[」』]?(?:\([^()0-9]{1,40}\)){0,2}\(")
_AT_THE_END = re.compile(r"\)\s*$")  # a caption's date, where the page does not tell that it is one
_MONTH = re.compile(r"\d{4}-\d{2}")
_RUNNING = ("paragraph", "list_item")


def governing_date(
    context: DocumentContext,
    passage: Passage,
    start: int,
    end: int,
    *,
    verb: int | None = None,
    carry_over: bool = False,
) -> Draft | None:
    """The `dates` draft that governs the span `start:end` of a passage, None where the text gives none.

    `verb` is the offset of the act's word where the caller knows it (署名し after 協定に): its clause decides then.
    In this order:

    1. A date in the bracket directly after the span: 共同声明(平成29年2月10日).
    2. A date that describes the span itself: 2015年に策定された指針.
    3. A date of the span's own clause, one that belongs to the same verb: the last one before the span (4月に…、5月に…),
       else one between the span and its verb (同協定は、同年5月に発効した).
    4. The last date before it in the sentence whose clause reaches the span. A date that only describes another noun
       (2010年に設立された協議) does not reach past it; one at the head of the sentence reaches to its end.
    5. The only date of a caption or heading, or of a line without a full stop that ends with it in brackets.
    6. In a table, a date in the row, then in the cells above: the year of a chronology.
    7. The date in the heading of the section.
    8. With `carry_over`, the last date of the sentences before in the same paragraph that opens its sentence, else the last that
       tells a month or day.
    """
    here = [d for d in context.in_passage("dates", passage) if _is_date(d)]
    return (
        _in_bracket_after(passage, here, end)
        or _in_sentence(passage, here, start, end, verb)
        or _only_one(passage, here)
        or _in_table(context, passage)
        or _in_heading(context, passage)
        or (_before(passage, here, start) if carry_over else None)
    )


def _is_date(draft: Draft) -> bool:
    return draft.fields.get("type") in ("DATE", "TIME") and draft.fields.get("value") is not None


def _in_bracket_after(passage: Passage, here: list[Draft], end: int) -> Draft | None:
    opening = _TO_BRACKET.match(passage.text, end)
    if opening is None:
        return None
    closing = passage.text.find(")", opening.end())
    return next((d for d in here if opening.end() <= d.start and (closing < 0 or d.start < closing + 1)), None)


def _in_sentence(passage: Passage, here: list[Draft], start: int, end: int, verb: int | None) -> Draft | None:
    first, last = passage.sentence_span(start)
    bracket = bracket_at(passage, start)
    # One that the tagger broke a sentence in (21日~23日) is of both halves.
    near = [d for d in here if first < d.end and d.start < last and bracket_at(passage, d.start) in (None, bracket)]
    before = [d for d in near if d.end <= start or (verb is not None and d.end <= verb)]
    after = [d for d in near if d not in before and d.start >= end]
    target = verb_of(passage, start, end) if verb is None else verb_of(passage, verb, verb + 1)
    place = start if verb is None else verb
    described = [d for d in before if (reach := reach_of(passage, d.start, d.end)) is not None and place < reach]
    if described:
        return described[-1]
    own = [d for d in before if target is not None and verb_of(passage, d.start, d.end) == target]
    if own:
        return own[-1]
    if target is not None:
        for draft in after:
            if verb_of(passage, draft.start, draft.end) == target and draft.end <= target + 1:
                return draft
    for draft in reversed(before):
        reach = reach_of(passage, draft.start, draft.end)
        if reach is None or start < reach or place < reach:
            return draft
    return next((d for d in before if opens_sentence(passage, d.start)), None)


def _only_one(passage: Passage, here: list[Draft]) -> Draft | None:
    if len(here) != 1:
        return None
    text, (start, end) = passage.text, (here[0].start, here[0].end)
    captioned = text.startswith("(", start - 1) and bool(_AT_THE_END.match(text, end)) and "。" not in text
    return here[0] if captioned or passage.kind in ("caption", "heading") else None


def _in_table(context: DocumentContext, passage: Passage) -> Draft | None:
    """A date of the row; where the row has none, of the cells above in the row's first columns, then in the column."""
    cell = passage.piece.cell
    if cell is None:
        return None
    inside: list[tuple[int, int, int, Draft]] = []
    for draft in context.of("dates"):
        other = draft.passage.piece.cell
        if other is not None and draft.passage.piece.block is passage.piece.block and _is_date(draft):
            inside.append((other.row, other.col, other.rowspan, draft))
    row = [d for r, c, span, d in inside if r <= cell.row < r + span and d.passage is not passage]
    if row:
        return row[0]
    headers = [d for r, c, _, d in inside if r < cell.row and c < cell.col]
    column = [d for r, c, _, d in inside if r < cell.row and c == cell.col]
    return headers[-1] if headers else column[-1] if column else None


def _in_heading(context: DocumentContext, passage: Passage) -> Draft | None:
    titles = set(passage.section)
    found = {
        d.passage.text: d
        for d in context.of("dates")
        if d.passage.kind == "heading" and d.passage.text in titles and d.passage.index < passage.index and _is_date(d)
    }
    return next((found[title] for title in reversed(passage.section) if title in found), None)


def _before(passage: Passage, here: list[Draft], start: int) -> Draft | None:
    if passage.kind not in _RUNNING:
        return None
    first, _ = passage.sentence_span(start)
    earlier = [d for d in here if d.end <= first and bracket_at(passage, d.start) is None]
    opening = [d for d in earlier if opens_sentence(passage, d.start)]
    months = [d for d in earlier if _MONTH.match(str(d.fields["value"]))]  # 4月に開かれた会議 is gone back to, not 今年
    adverbial = [d for d in months if not passage.text.startswith("の", d.end)]
    return next((found[-1] for found in (opening, adverbial, months, earlier) if found), None)
