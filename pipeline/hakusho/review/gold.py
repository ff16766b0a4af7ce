"""Reviewed documents as gold: what people said yes to, in the form that `hakusho evaluate` reads.

A type of a document becomes gold where every record of it is decided, or every one in the stretch of which a person
said that nothing is missing. A type without records becomes (empty) gold only where a person said so: nothing found and
nothing looked at are not the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import TABLES, CellRecord, Record, TableRecord
from hakusho.results.stored import Stored
from hakusho.review.decisions import Standing, standing
from hakusho.review.fields import SPAN_TYPES
from hakusho.review.log import read
from hakusho.review.page import Page

_FIELDS: dict[str, tuple[str, ...]] = {
    "dates": ("type", "value", "mod", "freq"),
    "people": ("name", "title", "country", "organization", "former", "honorific", "date", "full_name"),
    "agreements": ("name", "aliases", "kind", "act", "status", "date", "parties"),
    "commitments": ("act", "actor", "parties", "meeting", "place", "date", "negated"),
}
_ALWAYS = frozenset({"value", "title", "country", "date", "parties"})  # an empty one is an answer too
_CELL = ("row_headers", "col_headers", "value", "unit", "secondary_value", "secondary_label")
_Scope = tuple[int, int]


@dataclass(slots=True)
class Written:
    """What became gold: the number of items by document and type; `unfinished` are the undecided records of what did
    not, `unsaid` the types of which nobody said that nothing is missing."""

    items: dict[tuple[str, str], int] = field(default_factory=dict)
    unfinished: dict[tuple[str, str], int] = field(default_factory=dict)
    unsaid: list[tuple[str, str]] = field(default_factory=list)


def write_gold(extracted: Path, decisions: Path, out: Path) -> Written:
    """Write the gold of all reviewed documents to `out`. Raises HakushoError where two documents would share a name,
    or nothing is reviewed."""
    stored, stands = Stored(extracted), standing(read(decisions))
    written = Written()
    files: dict[str, str] = {}
    named: dict[str, str] = {}
    touched = {*stands.documents, *stands.added, *stands.complete}
    for doc_id in sorted(touched & set(stored.column("documents", "doc_id"))):
        found = _document(stored, stands, doc_id, written)
        name = doc_id.rsplit("/", 1)[-1]
        if found and named.setdefault(name, doc_id) != doc_id:
            raise HakushoError(
                message(
                    "{other} and {doc_id} would have the same gold files {name}.*; review them apart",
                    other=named[name],
                    doc_id=doc_id,
                    name=name,
                )
            )
        files |= {f"{name}.{kind}": text for kind, text in found.items()}
    if not files:
        raise HakushoError(message("no type of any document is reviewed as a whole yet{hint}", hint=_first(written)))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (out / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise HakushoError(message("{out}: cannot be written: {error}", out=out, error=error)) from None
    return written


def _document(stored: Stored, stands: Standing, doc_id: str, written: Written) -> dict[str, str]:
    rows = {table: stored.records(table, doc_id=doc_id) for table in TABLES if table != "documents"}
    page = Page(stored.document(doc_id), rows, stands)
    said = {table: page.complete(table) for table in (*SPAN_TYPES, "tables")}
    scopes = [_place(d.span.find(page.text)) for d in said.values() if d is not None and d.span is not None]
    scope = (max(s for s, _ in scopes), min(e for _, e in scopes)) if scopes else None
    if scope is not None and scope[0] >= scope[1]:
        raise HakushoError(
            message(
                "{doc_id}: the stretches said to be complete have nothing in common; gold has one for all types",
                doc_id=doc_id,
            )
        )
    files: dict[str, str] = {}
    for table in (*SPAN_TYPES, "tables"):
        records = [r for r in page.rows.get(table, []) if _is_in(r, scope)]
        undecided = sum(r.review == "unreviewed" for r in records)
        known = bool(records) or any(r.table == table for r in page.by_id.values() if r.record_id in page.rejected)
        if undecided:
            written.unfinished[doc_id, table] = undecided
            continue
        if said[table] is None and (not known or scope is not None):
            continue
        if said[table] is None:
            written.unsaid.append((doc_id, table))
        written.items[doc_id, table] = len(records)
        if table == "tables":
            files["tables.json"] = json.dumps([_table(page, r) for r in records], ensure_ascii=False, indent=1) + "\n"
        else:
            files[f"{table}.jsonl"] = "".join(f"{_line(page.text, r)}\n" for r in records)
    if files and scope is not None:
        files["scope.json"] = json.dumps({"start": scope[0], "end": scope[1]}) + "\n"
    return files


def _line(text: str, record: Record) -> str:
    item: dict[str, Any] = {"text": record.text}
    for name in _FIELDS[record.table]:
        value = getattr(record, name)
        if name in _ALWAYS or value not in (None, "", [], False):
            item[name] = value
    start, end = getattr(record, "content_start", None), getattr(record, "content_end", None)
    if start is not None and end is not None:
        item["content_text"] = text[start:end]
    item |= {"start": record.start, "end": record.end}
    if start is not None and end is not None:
        item |= {"content_start": start, "content_end": end}
    return json.dumps(item, ensure_ascii=False)


def _table(page: Page, record: Record) -> dict[str, Any]:
    assert isinstance(record, TableRecord)
    cells = sorted(page.cells(record), key=lambda c: (c.row, c.col))
    about = {"caption": record.caption, "unit": record.unit, "notes": record.notes, "format": record.format}
    return {**about, "cells": [_cell(c) for c in cells]}


def _cell(cell: CellRecord) -> dict[str, Any]:
    said: Mapping[str, Any] = {name: getattr(cell, name) for name in _CELL}
    kept = {name: value for name, value in said.items() if name in _CELL[:2] or value is not None}
    return {
        "row_headers": kept.pop("row_headers"),
        "col_headers": kept.pop("col_headers"),
        "text": cell.sentence,
        **kept,
    }


def _is_in(record: Record, scope: _Scope | None) -> bool:
    return scope is None or scope[0] <= record.start < scope[1]


def _place(found: _Scope | None) -> _Scope:
    return found or (0, 0)


def _first(written: Written) -> str:
    rest: Sequence[tuple[tuple[str, str], int]] = sorted(
        written.unfinished.items(), key=lambda entry: (entry[1], entry[0])
    )
    if not rest:
        return ""
    (doc_id, table), n = rest[0]
    return message("; nearest: {doc_id} {table}, {n:,} undecided", doc_id=doc_id, table=table, n=n)
