"""A document of which nothing is known but its text."""

from __future__ import annotations

import hashlib

from hakusho.records import Document


def document(doc_id: str, text: str, source_url: str | None = None) -> Document:
    return Document(
        doc_id=doc_id,
        path=f"{doc_id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        title=None,
        publisher=None,
        published=None,
        reference_date=None,
        reference_source=None,
        edition=None,
        source_url=source_url,
        license=None,
        n_pages=None,
        n_chars=len(text),
        text=text,
    )
