"""Mentions of dates to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.resolve.document import DocumentContext, Draft


def resolve_dates(context: DocumentContext) -> list[Draft]:
    """The drafts of all dates of the document, in reading order."""
    return []
