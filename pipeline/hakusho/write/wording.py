"""What each table and field is called and means, in English and Japanese."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hakusho.config import read_toml
from hakusho.records import TABLES, Record


class Wording(NamedTuple):
    """Title and description in both languages; the description in English is the contract's own."""

    title: str
    title_ja: str
    description: str
    description_ja: str


def table_wording(table: str) -> Wording:
    """Of a table of the extraction."""
    title, title_ja, description_ja = _words()["tables_of_the_extraction"][table]
    return Wording(title, title_ja, " ".join((TABLES[table].__doc__ or "").split()), description_ja)


def field_wording(table: str, field: str) -> Wording:
    """Of a field of a table; what every record has is worded once."""
    model = TABLES[table]
    shared = issubclass(model, Record) and field in Record.model_fields
    title, title_ja, description_ja = _words()["record" if shared else table][field]
    return Wording(title, title_ja, model.model_fields[field].description or "", description_ja)


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    return read_toml(Path(__file__).parent / "fields.toml")
