"""All resolvers, in their order."""

from __future__ import annotations

from hakusho.resolve.agreements.resolver import resolve_agreements
from hakusho.resolve.commitments.resolver import resolve_commitments
from hakusho.resolve.dates.resolver import resolve_dates
from hakusho.resolve.document import DocumentContext
from hakusho.resolve.people.resolver import resolve_people


def resolve(context: DocumentContext) -> DocumentContext:
    """Fill `context.drafts`, type by type; each resolver sees the drafts of those before it."""
    for table, resolver in (
        ("dates", resolve_dates),
        ("people", resolve_people),
        ("agreements", resolve_agreements),
        ("commitments", resolve_commitments),
    ):
        context.drafts[table] = resolver(context)
    return context
