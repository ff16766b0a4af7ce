"""Mentions of commitments to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.resolve.document import DocumentContext, Draft


def resolve_commitments(context: DocumentContext) -> list[Draft]:
    """The drafts of all commitments of the document, in reading order."""
    return []
