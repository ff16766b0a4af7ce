"""Extractions written by hand: sentences with their records marked in them, ⟦surface|type|field=value;field=value⟧."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hakusho.records import TABLES, Document, DocumentRecords, Record, RecordIds
from hakusho.write.extraction import write_extraction
from plain_document import document

MARK = re.compile(r"⟦([^⟦⟧|]*)\|(\w+)(?:\|([^⟦⟧]*))?⟧")
DEFAULTS: dict[str, dict[str, Any]] = {
    "dates": {"type": "DATE", "value": "2024"},
    "people": {},
    "agreements": {"agreement_id": "a", "kind": "agreement", "act": "signed"},
    "commitments": {"act": "agreed"},
    "discarded": {"type": "dates", "reason": "overlap"},
    "table_cells": {"table_id": "t", "row": 0, "col": 0},
}
LISTS = ("row_headers", "col_headers", "parties")


class Held:
    """An extraction in memory: what `compare` asks of a stored one."""

    def __init__(self, documents: Iterable[DocumentRecords]) -> None:
        self.parts = sorted(documents, key=lambda part: part.document.doc_id)

    def documents(self) -> dict[str, Document]:
        return {part.document.doc_id: part.document for part in self.parts}

    def records(self, table: str) -> list[Record]:
        return [record for part in self.parts for record in part.records.get(table, [])]

    def find_document(self, name: str) -> str:
        return {doc_id: doc_id for doc_id in self.documents()}[name]

    def write(self, folder: Path) -> Path:
        write_extraction(folder, self.parts, [], {})
        return folder


def held(**documents: str) -> Held:
    """An extraction of documents by doc_id, each a text with its records marked."""
    return Held(written(doc_id, marked) for doc_id, marked in documents.items())


def written(doc_id: str, marked: str) -> DocumentRecords:
    """A document whose lines are sentences."""
    ids, at, lines = RecordIds(doc_id), 0, []
    records: dict[str, list[Record]] = {}
    for line in marked.split("\n"):
        plain = MARK.sub(lambda match: match[1], line)
        shift = 0
        for match in MARK.finditer(line):
            surface, table, fields = match[1], match[2], _fields(match[3] or "")
            start = at + match.start() - shift
            shift += len(match[0]) - len(surface)
            record = made(ids, doc_id, table, plain, surface, start, fields)
            records.setdefault(table, []).append(record)
        lines.append(plain)
        at += len(plain) + 1
    return DocumentRecords(document(doc_id, "\n".join(lines)), records)


def made(
    ids: RecordIds, doc_id: str, table: str, sentence: str, surface: str, start: int, fields: Mapping[str, Any]
) -> Record:
    """A valid record; what `fields` does not say is made up."""
    known = {**DEFAULTS.get(table, {}), **fields}
    if table == "people":
        known = {"name": surface, "full_name": surface, "person_id": surface, **known}
    if table == "agreements":
        known = {"name": surface, **known}
    if table == "table_cells":
        known = {"row_headers": [], "col_headers": [], **known}
    extra = (
        [known["act"]] if table == "agreements" else [*known.get("row_headers", ()), "", *known.get("col_headers", ())]
    )
    common = {
        "record_id": ids.next(table, sentence, surface, extra if table in ("agreements", "table_cells") else []),
        "doc_id": doc_id,
        "start": start,
        "end": start + len(surface),
        "text": surface,
        "section": [],
        "sentence": sentence,
        "rule": f"{table}.plain",
    }
    return TABLES[table].model_validate({**common, **known})  # type: ignore[return-value]


def _fields(said: str) -> dict[str, Any]:
    pairs = (pair.split("=", 1) for pair in said.split(";") if pair)
    return {name: value.split("/") if name in LISTS else value for name, value in pairs}
