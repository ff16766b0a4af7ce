"""Meetings: which one a sentence speaks of, who met, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from hakusho.resolve.document import DocumentContext, Draft, Passage


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A meeting as the text names it. `parties` are codes, sorted; `date` is a `dates` draft."""

    name: str
    parties: tuple[str, ...]
    place: str | None
    date: Draft | None


def meeting_at(context: DocumentContext, passage: Passage, start: int) -> Meeting | None:
    """The meeting that the sentence at `start` of a passage belongs to: named in the sentence, in the text before it,
    in the heading, or as the title of the slide."""
    return None
