"""`datapackage.json`: every table and field with its type and meaning, as a Frictionless Data Package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from hakusho.records import SCHEMA_VERSION, TABLES
from hakusho.write.arrow import arrow_type

_TYPES = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}
_REFERENCES = {"anchor_id": "dates", "date_id": "dates"}


def datapackage(rows: Mapping[str, int]) -> dict[str, Any]:
    """The descriptor of an extraction folder; `rows` is the number of rows of each table."""
    return {
        "name": "hakusho-extraction",
        "title": "Records extracted from Japanese government text",
        "version": SCHEMA_VERSION,
        "profile": "data-package",
        "resources": [_resource(table, rows.get(table, 0)) for table in TABLES],
    }


def _resource(table: str, rows: int) -> dict[str, Any]:
    model = TABLES[table]
    fields = []
    for name, info in model.model_fields.items():
        kind, nullable = arrow_type(info.annotation)
        field: dict[str, Any] = {"name": name, "type": _TYPES.get(kind, "array"), "description": info.description or ""}
        if not nullable:
            field["constraints"] = {"required": True}
        fields.append(field)
    key = "doc_id" if table == "documents" else "record_id"
    foreign = [
        {"fields": name, "reference": {"resource": target, "fields": "record_id"}}
        for name, target in _REFERENCES.items()
        if name in model.model_fields
    ]
    if table != "documents":
        foreign.append({"fields": "doc_id", "reference": {"resource": "documents", "fields": "doc_id"}})
    schema: dict[str, Any] = {"fields": fields, "primaryKey": key, "missingValues": [""]}
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": " ".join((model.__doc__ or "").split()),
        "rows": rows,
        "schema": schema,
    }
