"""What an extraction folder says of itself: a Frictionless Data Package, and the JSON Schema of every record type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from hakusho.records import SCHEMA_VERSION, TABLES, closed_vocabulary
from hakusho.write.arrow import arrow_type
from hakusho.write.wording import field_wording, table_wording

_TYPES = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}
_REFERENCES = {"anchor_id": "dates", "date_id": "dates"}


def datapackage(rows: Mapping[str, int], files: Sequence[str]) -> dict[str, Any]:
    """The descriptor of an extraction folder; `rows` is the number of rows of each table, `files` are its files' names.

    Titles and descriptions are in English, and in Japanese under `title_ja` and `description_ja`: the standard has one
    language and leaves other properties to whoever writes them.
    """
    return package([_parquet(table, rows.get(table, 0), files) for table in TABLES])


def package(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """The descriptor of a folder with these resources."""
    return {
        "name": "hakusho-extraction",
        "title": "Records extracted from Japanese government text",
        "title_ja": "日本の政府文書から抽出したレコード",
        "version": SCHEMA_VERSION,
        "profile": "data-package",
        "resources": resources,
    }


def resource(table: str) -> dict[str, Any]:
    """What a table is called, means and holds, wherever it is kept: name, titles, descriptions, table schema."""
    words = table_wording(table)
    return {
        "name": table.replace("_", "-"),
        "title": words.title,
        "title_ja": words.title_ja,
        "description": words.description,
        "description_ja": words.description_ja,
        "schema": table_schema(table),
    }


def table_schema(table: str) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, with its keys."""
    model = TABLES[table]
    foreign = [
        {"fields": name, "reference": {"resource": target, "fields": "record_id"}}
        for name, target in _REFERENCES.items()
        if name in model.model_fields
    ]
    if table != "documents":
        foreign.append({"fields": "doc_id", "reference": {"resource": "documents", "fields": "doc_id"}})
    return {
        "fields": [_field(table, name) for name in model.model_fields],
        "primaryKey": "doc_id" if table == "documents" else "record_id",
        **({"foreignKeys": foreign} if foreign else {}),
        "missingValues": [""],
    }


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of every table's rows, by table name, worded as the data package is."""
    return {table: _json_schema(table) for table in TABLES}


def _parquet(table: str, rows: int, files: Sequence[str]) -> dict[str, Any]:
    return {
        **resource(table),
        "path": [name for name in files if name.startswith(f"{table}.parquet/")] or f"{table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "jsonSchema": f"schemas/{table}.json",
        "rows": rows,
    }


def _field(table: str, name: str) -> dict[str, Any]:
    info = TABLES[table].model_fields[name]
    kind, nullable = arrow_type(info.annotation)
    words = field_wording(table, name)
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(kind, "array"), **words._asdict()}
    constraints: dict[str, Any] = {}
    # An empty text is a value here and a missing one to the standard: the text of an empty cell, a document of nothing.
    if not nullable and name not in ("text", "sentence"):
        constraints["required"] = True
    if (vocabulary := closed_vocabulary(info.annotation)) is not None:
        constraints["enum"] = list(vocabulary)
    if constraints:
        field["constraints"] = constraints
    return field


def _json_schema(table: str) -> dict[str, Any]:
    schema = TABLES[table].model_json_schema()
    for name, field in schema["properties"].items():
        field.update(field_wording(table, name)._asdict())
    words = table_wording(table)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": words.title,
        "title_ja": words.title_ja,
        "description": words.description,
        "description_ja": words.description_ja,
    }
