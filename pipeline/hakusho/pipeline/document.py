"""One document from Source to records; and those records as bytes, for the store and between processes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter

from hakusho.extractors import components
from hakusho.extractors.tables import table_records
from hakusho.extractors.tables.totals import mismatches
from hakusho.language import message, packed, unpacked
from hakusho.prepare.metadata import infer
from hakusho.prepare.pieces import Piece, pieces
from hakusho.read.source import Source
from hakusho.records import RECORD_TYPES, CellRecord, Document, Record, TableRecord
from hakusho.resolve import resolve
from hakusho.resolve.assemble import DocumentRecords, assemble
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.tag.ginza import Tagger

_LISTS: dict[str, TypeAdapter[list[Record]]] = {t.table: TypeAdapter(list[t]) for t in RECORD_TYPES}  # type: ignore[valid-type]


def process(source: Source, tagger: Tagger, prepared: list[Piece] | None = None) -> DocumentRecords:
    """The records of one document, not yet linked; `prepared` are its pieces where they have been made before."""
    prepared = pieces(source) if prepared is None else prepared
    source = infer(source, prepared)
    docs = tagger.tag([piece.text for piece in prepared])
    for component in components():
        docs = [component(doc) for doc in docs]
    context = resolve(DocumentContext(source, [Passage(p, d) for p, d in zip(prepared, docs, strict=True)]))
    tables: dict[str, list[Record]] = {}
    for record in table_records(source, prepared):
        tables.setdefault(record.table, []).append(record)
    done = assemble(context, tables)
    done.warnings = [*source.warnings, *_sums(tables)]
    return done


def _sums(tables: dict[str, list[Record]]) -> Iterator[str]:
    """What the tables' totals leave open."""
    cells: dict[str, list[CellRecord]] = {}
    for record in tables.get("table_cells", []):
        assert isinstance(record, CellRecord)
        cells.setdefault(record.table_id, []).append(record)
    for record in tables.get("tables", []):
        assert isinstance(record, TableRecord)
        for mismatch in mismatches(cells.get(record.table_id, [])):
            yield message(
                "{caption} ({table_id}): {mismatch}",
                caption=record.caption or message("table"),
                table_id=record.table_id[:8],
                mismatch=mismatch.told(),
            )


class _Packed(BaseModel):
    document: Document
    records: dict[str, str]
    warnings: list[Any]


def pack(document: DocumentRecords) -> bytes:
    """As bytes: compressed JSON, never a pickle."""
    records = {table: _LISTS[table].dump_json(rows).decode() for table, rows in document.records.items() if rows}
    warnings = [packed(warning) for warning in document.warnings]
    return zlib.compress(
        _Packed(document=document.document, records=records, warnings=warnings).model_dump_json().encode(), 1
    )


def unpack(data: bytes) -> DocumentRecords:
    """Back, validated."""
    read = _Packed.model_validate_json(zlib.decompress(data))
    records = {t: _LISTS[t].validate_json(rows) for t, rows in read.records.items()}
    return DocumentRecords(read.document, records, [unpacked(warning) for warning in read.warnings])
