"""Extractions made of gold: right where nothing is changed, wrong in the ways that a seed decides."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hakusho.records import (
    AgreementRecord,
    CellRecord,
    CommitmentRecord,
    DateRecord,
    DocumentRecords,
    PersonRecord,
    Record,
    TableRecord,
)
from hakusho.write.extraction import write_extraction
from plain_document import document

TYPES: dict[str, type[Record]] = {
    "dates": DateRecord,
    "people": PersonRecord,
    "agreements": AgreementRecord,
    "commitments": CommitmentRecord,
}


def write_made_up(out: Path, gold: Path, texts: dict[str, str], seed: int | None = None, folder: str = "") -> None:
    """An extraction of the documents, with the records that the gold asks for; `seed` damages some of them."""
    chance = random.Random(seed)
    documents = []
    for name, text in sorted(texts.items()):
        records: dict[str, list[Record]] = {}
        for kind, model in TYPES.items():
            items = _lines(gold / f"{name}.{kind}.jsonl")
            made = [_record(model, item, text, folder + name, n) for n, item in enumerate(items)]
            records[kind] = made if seed is None else list(_damaged(made, text, chance))
        records["tables"], records["table_cells"] = _tables(gold / f"{name}.tables.json", text, folder + name)
        if seed is not None:
            records["table_cells"] = list(_damaged(records["table_cells"], text, chance))
        documents.append(DocumentRecords(document(folder + name, text), records))
    write_extraction(out, documents, [], {})


def _record(model: type[Record], item: dict[str, Any], text: str, doc_id: str, n: int) -> Record:
    start, end = item["start"], item["end"]
    known = {k: v for k, v in item.items() if k in model.model_fields and k != "text"}
    if model is PersonRecord:
        known.setdefault("person_id", item["name"])
        known["full_name"] = item.get("full_name") or item["name"]
    if model is AgreementRecord:
        known.setdefault("agreement_id", item["name"])
    if model is CommitmentRecord and item.get("content_start") is not None:
        known["content"] = text[item["content_start"] : item["content_end"]].replace("\n", "")
    return model.model_validate(
        {**_common(doc_id, text, start, end, f"{model.table}{n}"), "rule": f"{model.table}.made_up", **known}
    )


def _common(doc_id: str, text: str, start: int, end: int, key: str) -> dict[str, Any]:
    return {
        "record_id": hashlib.sha256(f"{doc_id}{key}".encode()).hexdigest()[:16],
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "text": text[start:end],
        "section": [],
        "sentence": text[start:end],
        "rule": "tables.made_up",
    }


def _tables(path: Path, text: str, doc_id: str) -> tuple[list[Record], list[Record]]:
    tables: list[Record] = []
    cells: list[Record] = []
    at = 0
    for t, table in enumerate(json.loads(path.read_text(encoding="utf-8")) if path.exists() else []):
        rows: dict[tuple[str, ...], int] = {}
        cols: dict[tuple[str, ...], int] = {}
        first = at = max(at, text.find(table["caption"] or "", at))
        table_id = f"table{t}"
        for n, cell in enumerate(table["cells"]):
            surface = cell.get("text") or ""
            found = max(0, text.find(surface, at))
            at = found + len(surface)
            row = rows.setdefault(tuple(cell["row_headers"]), len(rows))
            col = cols.setdefault(tuple(cell["col_headers"]), len(cols))
            known = {k: v for k, v in cell.items() if k in CellRecord.model_fields and k != "text"}
            common = _common(doc_id, text, found, at, f"cell{t}.{n}")
            cells.append(CellRecord(**{**common, **known}, table_id=table_id, row=row, col=col))
        tables.append(
            TableRecord(
                **_common(doc_id, text, first, max(at, first + 1), f"table{t}"),
                table_id=table_id,
                caption=table.get("caption"),
                notes=table.get("notes") or [],
                unit=table.get("unit"),
                format=table["format"],
                n_rows=len(rows),
                n_cols=len(cols),
                numeric=True,
            )
        )
    return tables, cells


def _damaged(records: list[Record], text: str, chance: random.Random) -> Iterator[Record]:
    """The records with some lost, some moved or widened, some doubled, some with a field of a neighbour's."""
    for record in records:
        what = chance.random()
        if what < 0.12:
            continue
        if what < 0.3:
            start = max(0, record.start - chance.randrange(0, 4))
            end = min(len(text), max(start + 1, record.end + chance.randrange(-2, 4)))
            record = record.model_copy(update={"start": start, "end": end, "text": text[start:end]})
        if chance.random() < 0.25:
            name = chance.choice([k for k in type(record).model_fields if k not in Record.model_fields])
            other = chance.choice(records)
            record = record.model_copy(update={name: getattr(other, name)})
        yield record
        if chance.random() < 0.08:
            start = chance.randrange(len(text) - 4)
            moved = {"start": start, "end": start + 4, "text": text[start : start + 4]}
            yield record.model_copy(update={"record_id": f"{record.record_id}x", **moved})


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line] if path.exists() else []
