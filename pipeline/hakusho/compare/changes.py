"""Two extractions: what was gained, lost, changed and moved, record by record and sentence by sentence.

Fields are compared as they stand. A record of which only the place differs (offsets, page, and the identities that go
with its sentence and document) has moved; any other difference is a change. `Comparison.changes` is complete: the
records lost and gained, and of the others the fields that differ, make the new extraction out of the old one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hakusho.compare.matching import Matches, counterparts, match
from hakusho.compare.passages import Passage, passages
from hakusho.compare.places import Places
from hakusho.compare.versions import Version, pair_documents
from hakusho.records import RECORD_TYPES, Discarded, Document, Record
from hakusho.results.stored import Stored

Kind = Literal["gained", "lost", "changed", "moved", "replaced"]
"""A record that another one stands in place of is `replaced`: one lost and one gained, shown together."""

Row = Document | Record
"""What has a doc_id and a table of its own."""

_PLACE = ("start", "end", "page", "content_start", "content_end", "record_id", "doc_id")
_WITH_IDENTITY = ("sentence", "section")
"""What is a matter of place too where the identity changed: the sentence is then another version's, and told as such."""

_REFERENCES = ("anchor_id", "date_id", "winner_id", "table_id")
"""References to another record; one that follows its record to a new identity is no change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `fields` are all that differ, `said` those of them that are more than a matter of place.

    `set_aside` is what the new ledger says of a lost record: why it was found there too and did not become one.
    """

    kind: Kind
    table: str
    old: Row | None
    new: Row | None
    fields: Mapping[str, tuple[Any, Any]]
    said: tuple[str, ...] = ()
    set_aside: Discarded | None = None

    @property
    def doc_id(self) -> str:
        """The document: its name in the new extraction, where it is there."""
        return self.row.doc_id

    @property
    def row(self) -> Row:
        """The record as it is now, or was where it is lost."""
        row = self.new or self.old
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """What changed in one document: its own fields, its records in reading order, its sentences."""

    version: Version
    itself: Change | None
    records: tuple[Change, ...]
    passages: tuple[Passage, ...]

    @property
    def doc_id(self) -> str:
        return self.version.doc_id

    @property
    def changes(self) -> tuple[Change, ...]:
        return (self.itself, *self.records) if self.itself else self.records


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome, by document; those in which nothing changed are not in it."""

    documents: tuple[DocumentChanges, ...]

    @property
    def changes(self) -> list[Change]:
        return [change for document in self.documents for change in document.changes]


def compare(
    old: Stored, new: Stored, *, editions: tuple[str, str] | None = None, types: Collection[str] | None = None
) -> Comparison:
    """Compare two extractions. `editions` are two documents, one of each, to compare as versions of one work.

    `types` are the tables to tell of; all, if left out. Raises HakushoError for a document that is not there.
    """
    if editions is not None:
        editions = old.find_document(editions[0]), new.find_document(editions[1])
    versions = pair_documents(old.documents(), new.documents(), editions)
    # All tables, whatever was asked for: cells match by their tables, and a reference follows its record.
    sides = [{t.table: _by_document(side.records(t.table)) for t in RECORD_TYPES} for side in (old, new)]
    compared = (_compare_document(version, *sides) for version in versions)
    wanted = (_only(document, types) for document in compared)
    return Comparison(tuple(d for d in wanted if d.changes or d.passages))


def _only(document: DocumentChanges, types: Collection[str] | None) -> DocumentChanges:
    if types is None:
        return document
    kept = tuple(change for change in document.records if change.table in types)
    itself = document.itself if "documents" in types else None
    return DocumentChanges(document.version, itself, kept, document.passages)


def _by_document(records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.doc_id, []).append(record)
    return found


def _of_document(side: Mapping[str, Mapping[str, list[Record]]], doc_id: str) -> dict[str, list[Record]]:
    return {table: by_document.get(doc_id, []) for table, by_document in side.items()}


def _compare_document(
    version: Version, old: Mapping[str, Mapping[str, list[Record]]], new: Mapping[str, Mapping[str, list[Record]]]
) -> DocumentChanges:
    if version.old is None or version.new is None:
        side, document, kind = (old, version.old, "lost") if version.old else (new, version.new, "gained")
        assert document is not None
        rows = [record for records in side.values() for record in records.get(document.doc_id, [])]
        rows.sort(key=lambda r: (r.start, r.end, r.table, r.record_id))
        return DocumentChanges(version, _one_sided(kind, document), tuple(_one_sided(kind, row) for row in rows), ())
    a, b = version.old.doc_id, version.new.doc_id
    places = Places.of(version.old, version.new)
    matches = match(_of_document(old, a), _of_document(new, b), places)
    follows = counterparts(matches)
    ledger = _ledger(new["discarded"].get(b, []))
    changes = [change for found in matches for change in _changes(found, follows, ledger)]
    changes.sort(key=lambda change: _turn(change, places))
    itself = _difference(version.old, version.new, {})
    aligned = passages(places.alignment) if places.alignment else ()
    return DocumentChanges(version, itself, tuple(changes), aligned)


def _ledger(discarded: Sequence[Record]) -> dict[tuple[str, str, str], Discarded]:
    """What was set aside, by type, sentence and surface; of several the first."""
    found: dict[tuple[str, str, str], Discarded] = {}
    for row in discarded:
        if isinstance(row, Discarded):
            found.setdefault((row.type, row.sentence, row.text), row)
    return found


def _changes(
    found: Matches, follows: Mapping[str, str], ledger: Mapping[tuple[str, str, str], Discarded]
) -> list[Change]:
    changed = [_difference(old, new, follows) for old, new in found.same]
    return [
        *(change for change in changed if change is not None),
        *(Change("replaced", old.table, old, new, *_fields(old, new, follows)) for old, new in found.instead),
        *(
            Change("lost", r.table, r, None, {}, set_aside=ledger.get((r.table, r.sentence, r.text)))
            for r in found.lost
        ),
        *(_one_sided("gained", record) for record in found.gained),
    ]


def _one_sided(kind: str, row: Row) -> Change:
    if kind == "lost":
        return Change("lost", row.table, row, None, {})
    return Change("gained", row.table, None, row, {})


def _difference(old: Row, new: Row, follows: Mapping[str, str]) -> Change | None:
    if old == new:
        return None
    fields, said = _fields(old, new, follows)
    return Change("changed" if said else "moved", old.table, old, new, fields, said)


def _fields(old: Row, new: Row, follows: Mapping[str, str]) -> tuple[dict[str, tuple[Any, Any]], tuple[str, ...]]:
    fields: dict[str, tuple[Any, Any]] = {}
    said = []
    same_identity = isinstance(old, Document) or old.record_id == getattr(new, "record_id", None)
    place = _PLACE if same_identity else (*_PLACE, *_WITH_IDENTITY)
    for name in type(old).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        fields[name] = (_plain(old, name, before), _plain(new, name, after))
        followed = name in _REFERENCES and before in follows and follows[before] == after
        if name not in place and not followed:
            said.append(name)
    return fields, tuple(said)


def _plain(row: Row, name: str, value: Any) -> Any:
    """A value as JSON has it. The text of a document stands for itself by its hash."""
    if isinstance(row, Document) and name == "text":
        return "sha256:" + hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return value.isoformat() if hasattr(value, "isoformat") else value


def _turn(change: Change, places: Places) -> tuple[int, int, int, str, str]:
    """Reading order of the new version."""
    row = change.row
    assert isinstance(row, Record)
    at = row.start if change.new else places.order_of_old(row)
    return at, row.start, row.end, change.table, row.record_id
