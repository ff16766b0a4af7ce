"""The Arrow schema, from the record models: explicit, and the same for an empty table."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from hakusho.records import SCHEMA_VERSION, TABLES, Row

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
}


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table; each field carries its description as metadata."""
    fields = []
    for name, info in TABLES[table].model_fields.items():
        kind, nullable = arrow_type(info.annotation)
        fields.append(pa.field(name, kind, nullable, metadata={"description": info.description or ""}))
    return pa.schema(fields, metadata={"hakusho.table": table, "hakusho.schema": SCHEMA_VERSION})


def arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of a field's annotation, and whether it may be null."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        kinds = [a for a in args if a is not type(None)]
        return arrow_type(kinds[0])[0], True
    if origin is Literal:
        return pa.string(), False
    if origin is list:
        return pa.list_(arrow_type(args[0])[0]), False
    return _SCALARS[annotation], False


class RowWriter:
    """A Parquet file written in row groups of a fixed size, so that its bytes do not depend on how rows arrive."""

    def __init__(self, path: Path | BinaryIO, table: str, size: int = 20_000) -> None:
        self._table, self._size, self._rows = table, size, list[Row]()
        self._writer = pq.ParquetWriter(path, schema(table), compression="zstd", version="2.6")

    def write(self, rows: Iterable[Row]) -> None:
        self._rows.extend(rows)
        while len(self._rows) >= self._size:
            self._writer.write_table(to_table(self._table, self._rows[: self._size]))
            del self._rows[: self._size]

    def __enter__(self) -> RowWriter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._rows:
            self._writer.write_table(to_table(self._table, self._rows))
        self._writer.close()


def to_table(table: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table, in the order given.

    By way of JSON, which both sides read and write in compiled code; Arrow's own conversion of Python objects would
    load pandas to see whether they are its own.
    """
    kinds = schema(table)
    lines = "\n".join(row.model_dump_json() for row in rows).encode()
    as_written = pa.schema([field.with_type(pa.string()) if field.type == pa.date32() else field for field in kinds])
    read = pj.ReadOptions(use_threads=False, block_size=len(lines) + 1)  # a row may not lie across two blocks
    expected = pj.ParseOptions(explicit_schema=as_written, unexpected_field_behavior="error")
    return pj.read_json(pa.BufferReader(lines), read, expected).cast(kinds)
