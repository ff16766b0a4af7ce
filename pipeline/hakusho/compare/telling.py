"""A change in words: the value of a field, what a record says, the sentence it stands in. Shared by all forms of output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hakusho.compare.changes import Change, Comparison, DocumentChanges, Row
from hakusho.language import message
from hakusho.records import AgreementRecord, CellRecord, CommitmentRecord, Record, TableRecord
from hakusho.results.context import Context, around

MARKS = {"gained": "+", "lost": "-", "changed": "~", "replaced": "±", "moved": "→"}

FIRST = {
    "dates": ("value", "mod", "freq", "resolution"),
    "people": ("name", "title", "country", "organization", "date"),
    "agreements": ("name", "act", "status", "date", "parties"),
    "commitments": ("act", "actor", "content", "parties", "meeting", "date"),
    "tables": ("caption", "unit", "n_rows", "n_cols"),
    "table_cells": ("row_headers", "col_headers", "value", "unit"),
    "discarded": ("type", "reason", "detail"),
    "documents": ("title", "published", "reference_date", "n_chars"),
}
"""The fields of each type that say what a record is about."""

_IDS = ("record_id", "doc_id", "anchor_id", "date_id", "winner_id", "table_id", "person_id", "agreement_id")
_BEHIND = ("sha256", "path", "text")
"""Of a document that changed, what says no more than its name and length do."""

_LONGEST = 80  # characters of a value


def listed_changes(comparison: Comparison, *, everything: bool) -> Iterator[tuple[Change, DocumentChanges]]:
    """The changes that a report lists. Those of documents that are new or gone as a whole, moved records and the
    ledger are told by their numbers, and listed only where everything is wanted."""
    for document in comparison.documents:
        whole = document.version.old is None or document.version.new is None
        for change in document.changes:
            if everything or not (whole or change.kind == "moved" or change.table == "discarded"):
                yield change, document


def told(row: Row) -> list[tuple[str, str]]:
    """The fields that say what a record is about, where they say something."""
    values = ((name, getattr(row, name)) for name in FIRST[row.table])
    return [(name, _cut(value_in_words(value), 0)) for name, value in values if value not in (None, "", [], False)]


def differences(change: Change) -> list[tuple[str, str, str]]:
    """Field, old and new value. Identities and hashes are left out where another field tells the same."""
    names = [name for name in change.said if name not in (*_IDS, *_BEHIND)] or list(change.said)
    pairs = ((name, *change.fields[name]) for name in names)
    return [(name, *_apart(value_in_words(old), value_in_words(new))) for name, old, new in pairs]


def value_in_words(value: Any) -> str:
    """As a person reads it; nothing is ∅."""
    if value is None or value == []:
        return "∅"
    if isinstance(value, list):
        return " / ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:,.12g}"
    return str(value)


def context(change: Change, document: DocumentChanges) -> Context:
    """The sentence it stands in, of the new version where the record is there."""
    row, version = (change.new, document.version.new) if change.new else (change.old, document.version.old)
    if not isinstance(row, Record) or version is None:
        return Context("", "", "")
    if isinstance(row, TableRecord):
        return Context("", row.caption or "table", f" {row.n_rows} × {row.n_cols}")
    if isinstance(row, CellRecord):
        return Context(f"{' > '.join(row.row_headers)} | {' > '.join(row.col_headers)} = ", row.sentence, "")
    return around(version.text, row.start, row.end, most=50)


def label(change: Change) -> str:
    """The type, with the act where records of one place differ by it."""
    row = change.row
    return f"{change.table} {row.act}" if isinstance(row, AgreementRecord | CommitmentRecord) else change.table


def set_aside(change: Change) -> str:
    """Why a lost record is not there, where the ledger has it; empty where it does not."""
    row = change.set_aside
    if row is None:
        return ""
    said = message("set aside: {reason}", reason=message(row.reason.replace("_", " ")))
    return message("{said}, {detail}", said=said, detail=row.detail) if row.detail else said


def position(change: Change) -> str:
    """Where to look: the document and the offset, as editors and `grep -b` say it."""
    row = change.row
    return f"{row.doc_id}:{row.start}" if isinstance(row, Record) else row.doc_id


def rule(row: Row | None) -> str:
    """The rule of a record; of what was set aside too."""
    return row.rule if isinstance(row, Record) else ""


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two values cut to what fits, from a little before they part."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - 20)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
