"""One identity for the same thing across documents: agreements."""

from __future__ import annotations

from hakusho.resolve.assemble import DocumentRecords


def link_agreements(documents: list[DocumentRecords]) -> None:
    """Replace the records of `agreements` in place with linked ones."""
