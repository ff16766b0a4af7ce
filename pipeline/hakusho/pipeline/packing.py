"""A document's records as bytes, for the store and between processes."""

from __future__ import annotations

import zlib
from collections.abc import Container
from typing import Any

from pydantic import BaseModel, TypeAdapter

from hakusho.language import packed, unpacked
from hakusho.records import RECORD_TYPES, Document, DocumentRecords, Record

_LISTS: dict[str, TypeAdapter[list[Record]]] = {t.table: TypeAdapter(list[t]) for t in RECORD_TYPES}  # type: ignore[valid-type]


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


def unpack(data: bytes, tables: Container[str] = _LISTS) -> DocumentRecords:
    """Back, validated; of `tables` alone where they are named."""
    read = _Packed.model_validate_json(zlib.decompress(data))
    records = {t: _LISTS[t].validate_json(rows) for t, rows in read.records.items() if t in tables}
    return DocumentRecords(read.document, records, [unpacked(warning) for warning in read.warnings])
