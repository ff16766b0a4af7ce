"""The Arrow schema, from the record models: explicit, and the same for an empty table."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Sequence
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa

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


def to_table(table: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table, in the order given."""
    return pa.Table.from_pylist([row.model_dump(mode="python") for row in rows], schema=schema(table))
