"""CSV files for Excel and everything else, with the Frictionless Data Package that describes them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from hakusho.export.tables import KEYS, REFERENCES, as_json, aside, rows, tables
from hakusho.records import TABLES
from hakusho.results.frames import load
from hakusho.write.datapackage import package, resource
from hakusho.write.extraction import dump

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(extracted: Path, out: Path) -> None:
    """A folder with `<table>.csv` (UTF-8 with a byte-order mark, RFC 4180, lists as JSON) and `datapackage.json`.

    A text that a spreadsheet would take for a formula is given an apostrophe in front; in the Parquet files it stands as
    it is.
    """
    out.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, frame in tables(load(extracted)):
        path = out / f"{name}.csv"
        part = aside(path)
        with part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(frame.columns)
            writer.writerows([_value(value) for value in row] for row in rows(frame))
        part.replace(path)
        resources.append(_described(name, frame))
    (out / "datapackage.json").write_text(dump(package(resources)), encoding="utf-8")


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return as_json(value) if isinstance(value, list) else value


def _described(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    empty: dict[str, Any] = {"name": name, "schema": {"fields": [], "missingValues": [""]}}
    described = resource(name) if name in TABLES else empty
    schema = described["schema"]
    known = {field["name"]: field for field in schema["fields"]}
    schema["fields"] = [known.get(column) or _field(str(column), kind) for column, kind in frame.dtypes.items()]
    schema["primaryKey"] = KEYS[name]
    schema["foreignKeys"] = [_reference(name, str(c)) for c in frame.columns if c in REFERENCES and c != KEYS[name]]
    if not schema["foreignKeys"]:
        del schema["foreignKeys"]
    return {**described, "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8-sig"}


def _reference(table: str, column: str) -> Mapping[str, Any]:
    target, key = REFERENCES[column]
    # The standard writes a table's reference to itself as one to "".
    return {
        "fields": column,
        "reference": {"resource": "" if target == table else target.replace("_", "-"), "fields": key},
    }


def _field(name: str, kind: Any) -> dict[str, str]:
    """A field that only the derived tables have, described by its type."""
    if pd.api.types.is_datetime64_any_dtype(kind):
        return {"name": name, "type": "date"}
    if pd.api.types.is_integer_dtype(kind):
        return {"name": name, "type": "integer"}
    return {"name": name, "type": "array" if pd.api.types.is_object_dtype(kind) else "string"}
