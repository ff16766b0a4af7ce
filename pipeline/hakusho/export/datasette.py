"""What Datasette is told of the database: titles, facets, searches, the meaning of every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hakusho.records import RECORD_TYPES, TABLES
from hakusho.write.wording import field_wording, table_wording

FACETS: dict[str, list[str | dict[str, str]]] = {
    "documents": ["publisher", "edition"],
    "dates": ["type", "calendar", "resolution", "doc_id"],
    "people": ["country", "title", "full_name", "doc_id"],
    "agreements": ["act", "status", "kind", {"array": "parties"}],
    "commitments": ["act", {"array": "parties"}, "meeting", "doc_id"],
    "tables": ["format", "doc_id"],
    "table_cells": ["unit", "doc_id"],
    "discarded": ["type", "reason"],
    "persons": [{"array": "countries"}],
    "offices": ["title", "country"],
    "instruments": ["kind", {"array": "parties"}],
    "meetings": [{"array": "parties"}, {"array": "participants"}, "place"],
    "passages": ["doc_id"],
}
"""What a table is looked at by: few values, or one for each partner."""

_LABELS = {"documents": "title", "persons": "name", "instruments": "name", "meetings": "name", "dates": "text"}
_DERIVED = {
    "persons": "Persons, with the offices and the days that the records attest them · 人物",
    "offices": "Offices that persons are named with, and from when to when · 官職",
    "instruments": "International instruments and their lives · 国際文書",
    "meetings": "Meetings: who, when, where · 会談・会合",
    "passages": "Sentences, headings and cells of the documents; search finds words · 本文",
}


def metadata(database: str, columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """`metadata.json` for a database of that name with these columns by table."""
    described = {table: _table(table, names) for table, names in columns.items()}
    described["passages"] = _table("passages", [])
    return {
        "title": "hakusho: records extracted from Japanese government text",
        "databases": {database: {"tables": described}},
    }


def _table(table: str, columns: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"facets": FACETS[table], "facet_size": 20}
    if table in TABLES:
        words = table_wording(table)
        found["description"] = f"{words.description} · {words.title_ja}"
        worded = [name for name in columns if name in TABLES[table].model_fields]
        found["columns"] = {name: _column(table, name) for name in worded}
    else:
        found["description"] = _DERIVED[table]
    if table in _LABELS:
        found["label_column"] = _LABELS[table]
    if table == "passages" or table in {kind.table for kind in RECORD_TYPES}:
        # A record is found by the words of the passage it stands in.
        found |= {"fts_table": "passages_fts", "fts_pk": "passage_id"}
    return found


def _column(table: str, name: str) -> str:
    words = field_wording(table, name)
    return f"{words.description} · {words.description_ja}"
