"""A comparison as JSON: complete, so that the old extraction with it applied is the new one."""

from __future__ import annotations

from typing import Any

from hakusho.compare.changes import Change, Comparison, DocumentChanges, Row
from hakusho.compare.passages import Passage
from hakusho.compare.tally import COLUMNS, DATA, Tally, by_document, by_field, by_rule, by_sentence, by_type
from hakusho.compare.telling import context
from hakusho.records import SCHEMA_VERSION, Document


def as_json(comparison: Comparison, names: tuple[str, str]) -> dict[str, Any]:
    """Figures, then every change: a lost or gained record whole, of a changed or moved one the fields, [old, new]."""
    changes = comparison.changes
    types = by_type(changes)
    return {
        "old": names[0],
        "new": names[1],
        "schema_version": SCHEMA_VERSION,
        "total": {column: sum(types[name, column] for name in DATA) for column in COLUMNS},
        "types": _rows(types),
        "rules": _rows(by_rule(changes)),
        "documents": _rows(by_document(comparison)),
        "fields": {name: figures["changed"] for name, figures in _rows(by_field(changes)).items()},
        "sentences": dict(by_sentence(comparison)),
        "versions": [
            {"old": d.version.old and d.version.old.doc_id, "new": d.version.new and d.version.new.doc_id}
            for d in comparison.documents
        ],
        "changes": [_change(change, document) for document in comparison.documents for change in document.changes],
        "passages": [_passage(p, document) for document in comparison.documents for p in document.passages],
    }


def _rows(tally: Tally) -> dict[str, dict[str, int]]:
    return {name: tally.row(name) for name in tally.names()}


def _change(change: Change, document: DocumentChanges) -> dict[str, Any]:
    row = change.row
    said: dict[str, Any] = {"kind": change.kind, "type": change.table, "doc_id": row.doc_id}
    if not isinstance(row, Document):
        said["record_id"] = row.record_id
        if change.kind != "moved":
            around = context(change, document)
            said["context"] = around.marked() if around.surface else ""
    if change.kind in ("changed", "moved"):
        assert change.old is not None
        if not isinstance(change.old, Document) and change.old.record_id != said["record_id"]:
            said["old_record_id"] = change.old.record_id
        said["fields"] = {name: list(values) for name, values in change.fields.items()}
        return said
    for name, side in (("old", change.old), ("new", change.new)):
        if side is not None:
            said[name] = _whole(side)
    if (why := change.set_aside) is not None:
        said["set_aside"] = {
            name: getattr(why, name) for name in ("record_id", "rule", "reason", "winner_id", "detail")
        }
    return said


def _whole(row: Row) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude={"text"} if isinstance(row, Document) else None)


def _passage(passage: Passage, document: DocumentChanges) -> dict[str, Any]:
    texts = {"old": passage.old, "new": passage.new}
    return {
        "kind": passage.kind,
        "doc_id": document.doc_id,
        "section": list(passage.section),
        "start": passage.start,
        **{name: text for name, text in texts.items() if text},
    }
