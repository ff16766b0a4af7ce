"""A record as a citation: who published it, in what, which edition, which page, and the sentence itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hakusho.records import Document, Record
from hakusho.results.context import around
from hakusho.results.explain import find_record
from hakusho.results.stored import Stored


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader needs to find the sentence again. `year` is that of publication."""

    record: Record
    document: Document
    quote: str

    @property
    def year(self) -> str | None:
        """The first four digits of the date of publication."""
        match = re.match(r"\d{4}", self.document.published or "")
        return match[0] if match else None

    def text(self) -> str:
        """As a Japanese bibliography has it: publisher『title』(edition、year)page、heading「sentence」address."""
        document = self.document
        title = f"『{document.title or document.doc_id}』"
        when = "、".join(part for part in (document.edition, f"{self.year}年" if self.year else None) if part)
        page = f"{self.record.page}頁" if self.record.page is not None else None
        where = "、".join(part for part in (page, *self.record.section[-1:]) if part)
        head = f"{document.publisher or ''}{title}" + (f"（{when}）" if when else "")
        return "、".join(part for part in (head, where, f"「{self.quote}」") if part) + (
            f" {document.source_url}" if document.source_url else ""
        )

    def csl(self) -> dict[str, Any]:
        """As CSL-JSON, which Zotero, Pandoc and others read."""
        document = self.document
        item: dict[str, Any] = {
            "id": self.record.record_id,
            "type": "report",
            "title": document.title or document.doc_id,
            "language": "ja",
            "publisher": document.publisher,
            "edition": document.edition,
            "issued": {"date-parts": [[int(part) for part in _calendar(document.published)]]} if self.year else None,
            "page": str(self.record.page) if self.record.page is not None else None,
            "section": " / ".join(self.record.section) or None,
            "URL": document.source_url,
            "note": self.quote,
        }
        return {name: value for name, value in item.items() if value is not None}


def cite(record_id: str, extracted: str | Path = "extracted") -> Citation:
    """The citation of a record; the beginning of its identity is enough where only one begins so.

    Raises HakushoError where no record has that identity, or several begin so.
    """
    stored = Stored(extracted)
    table, full_id = find_record(stored, record_id)
    (record,) = stored.records(table, record_id=full_id)
    document = stored.document(record.doc_id)
    quote = record.sentence or "".join(around(document.text, record.start, record.end))
    return Citation(record, document, quote)


def _calendar(published: str | None) -> list[str]:
    """Year, month, day of an EDTF date, as far as it has them; a season or half-year (month above 12) is left out."""
    match = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", published or "")
    return [part for part in match.groups() if part] if match else []
