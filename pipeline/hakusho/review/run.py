"""Decisions as an input of a run: read once, applied to each document on its way to the files, and accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from hakusho.link.agreements import link_agreements
from hakusho.records import AgreementRecord, Document, DocumentRecords, PersonRecord, Record
from hakusho.review.apply import Outcome, apply
from hakusho.review.decisions import standing
from hakusho.review.log import fingerprint, read


class Reviewed:
    """The decisions of a run. `persons` are the person_ids of the corpus by full name, after linking.

    Raises HakushoError for a line that is no decision.
    """

    def __init__(self, path: Path | None, persons: Mapping[str, str]) -> None:
        decisions = read(path) if path else []
        self._stands = standing(decisions)
        self._fingerprint = fingerprint(path) if path else None
        self._persons = persons
        self.outcome = Outcome()
        self._documents: set[str] = set()

    def apply(self, document: DocumentRecords) -> DocumentRecords:
        """The document with what was decided of its records."""
        doc_id = document.document.doc_id
        self._documents.add(doc_id)
        if not self.concerns(doc_id):
            return document
        identify = partial(self._identified, document.document)
        rows, outcome = apply(document.document, document.records, self._stands, identify)
        self.outcome.applied += outcome.applied
        for name in ("changed", "lost", "invalid"):
            getattr(self.outcome, name).extend(getattr(outcome, name))
        return DocumentRecords(document.document, rows)

    def concerns(self, doc_id: str) -> bool:
        """Whether anything was decided of a document."""
        return doc_id in self._stands.documents or doc_id in self._stands.added

    def about(self) -> dict[str, Any]:
        """What `run.json` says of the decisions; nothing where there is no file of them. `elsewhere` are decisions on
        documents that are not in this run."""
        if self._fingerprint is None:
            return {}
        stands = self._stands
        elsewhere = sum(len(ids) for doc_id, ids in stands.documents.items() if doc_id not in self._documents)
        elsewhere += sum(len(found) for doc_id, found in stands.added.items() if doc_id not in self._documents)
        counts = {
            "applied": self.outcome.applied,
            "changed": len(self.outcome.changed),
            "not_found": len(self.outcome.lost),
            "invalid": len(self.outcome.invalid),
            "elsewhere": elsewhere,
        }
        return {"decisions": {"sha256": self._fingerprint, **counts}}

    def _identified(self, document: Document, record: Record) -> Record:
        """With the identity within the corpus that its corrected name gives it."""
        if isinstance(record, PersonRecord) and record.full_name in self._persons:
            return record.model_copy(update={"person_id": self._persons[record.full_name]})
        if isinstance(record, AgreementRecord):
            alone = DocumentRecords(document, {"agreements": [record]})
            link_agreements([alone])
            return alone.records["agreements"][0]
        return record
