"""The corpus's memory: one person, one agreement across documents. Cheap, and done at every run over all records."""

from __future__ import annotations

from hakusho.link.agreements import link_agreements
from hakusho.link.people import link_people
from hakusho.records import DocumentRecords


def link(documents: list[DocumentRecords]) -> None:
    """Give the records of all documents their corpus-wide identities, in place."""
    link_people(documents)
    link_agreements(documents)
