"""The tables that are exported, and their rows as plain Python values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from hakusho.records import TABLES
from hakusho.results.dimensions import DIMENSIONS
from hakusho.results.frames import Extraction

NAMES = (*TABLES, *DIMENSIONS)
"""The tables of the contract, then those derived from them."""

KEYS = {**dict.fromkeys(TABLES, "record_id"), "documents": "doc_id", **DIMENSIONS}
"""The key of each table."""

REFERENCES = {
    "doc_id": ("documents", "doc_id"),
    "date_id": ("dates", "record_id"),
    "anchor_id": ("dates", "record_id"),
    "person_id": ("persons", "person_id"),
    "agreement_id": ("instruments", "agreement_id"),
    "meeting_id": ("meetings", "meeting_id"),
}
"""What a field refers to, in every table but the one it is the key of."""


def rows(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """Rows with None for what is missing, dates for days, lists for lists, and Python's own numbers and strings."""
    for row in frame.astype(object).itertuples(index=False, name=None):
        yield [plain(value) for value in row]


def plain(value: Any) -> Any:
    """One value as rows() gives it."""
    if isinstance(value, list):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if isinstance(value, np.generic) else value


def as_json(value: Any) -> str:
    """A list as JSON, days in it in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, default=_iso)


def tables(extraction: Extraction) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table with its name, in the order of NAMES."""
    for name in NAMES:
        yield name, extraction[name]


def aside(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name}.part")


def _iso(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not for JSON")
