"""The date that governs a mention: of the visit, the meeting, the signature; not merely the nearest."""

from __future__ import annotations

from hakusho.resolve.document import DocumentContext, Draft, Passage


def governing_date(context: DocumentContext, passage: Passage, start: int, end: int) -> Draft | None:
    """The `dates` draft that governs the span `start:end` of a passage, None where the text gives none."""
    first, last = passage.sentence_span(start)
    before = [
        draft
        for draft in context.in_passage("dates", passage)
        if first <= draft.start < start and draft.fields.get("type") in ("DATE", "TIME")
    ]
    return before[-1] if before else None
