"""Mentions of agreements to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.resolve.document import DocumentContext, Draft


def resolve_agreements(context: DocumentContext) -> list[Draft]:
    """The drafts of all agreements of the document, in reading order."""
    return []
