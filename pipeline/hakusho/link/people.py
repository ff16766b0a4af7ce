"""One identity for the same thing across documents: people."""

from __future__ import annotations

from hakusho.resolve.assemble import DocumentRecords


def link_people(documents: list[DocumentRecords]) -> None:
    """Replace the records of `people` in place with linked ones."""
