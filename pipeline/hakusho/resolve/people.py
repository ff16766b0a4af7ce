"""Mentions of people to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.resolve.document import DocumentContext, Draft


def resolve_people(context: DocumentContext) -> list[Draft]:
    """The drafts of all people of the document, in reading order."""
    return []
