"""Decisions onto the records of one document: after linking and before writing, and in the same way on the page.

A decision holds for the values that were seen. Where a record comes with others it is left unreviewed, to be asked
again; where the extractor has since learned what a person corrected or added, that is an acceptance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hakusho.records import (
    TABLES,
    CellRecord,
    DateRecord,
    Discarded,
    Document,
    Record,
    TableRecord,
    digest,
)
from hakusho.review.correct import ADDED, Invalid, Rows, added, corrected, span_holds, validated
from hakusho.review.decisions import Decision, Standing, seen

Identify = Callable[[Record], Record]
"""Gives a corrected or added record its identity within the corpus."""

_CONTENT = ("content_start", "content_end")
_KNOWN_BY = {"people": ("full_name",), "agreements": ("name", "aliases", "parties")}


@dataclass(slots=True)
class Outcome:
    """What became of the decisions on a document: `applied` how many hold; `changed` those whose record has other
    values now, `lost` those whose record or place is not there, `invalid` those that would make no valid record.
    `asked` are the records as a decision meets them, with what corrected dates hand on."""

    applied: int = 0
    changed: list[Decision] = field(default_factory=list)
    lost: list[Decision] = field(default_factory=list)
    invalid: list[tuple[Decision, str]] = field(default_factory=list)
    asked: dict[str, Record] = field(default_factory=dict)


def apply(
    document: Document, records: Mapping[str, list[Record]], stands: Standing, identify: Identify | None = None
) -> tuple[Rows, Outcome]:
    """The records with what people decided of them: `review` set, corrections made, additions put in, the rejected
    moved to `discarded`. `records` are as extracted (see `as_extracted`), and are not changed."""
    return _Application(document, records, stands, identify).run()


class _Application:
    def __init__(
        self, document: Document, records: Mapping[str, list[Record]], stands: Standing, identify: Identify | None
    ) -> None:
        self.text, self.doc_id = document.text, document.doc_id
        self.rows: Rows = {table: list(found) for table, found in records.items()}
        self.stands, self.outcome = stands, Outcome()
        self.identify = identify or (lambda record: record)
        self.cells: dict[str, list[Record]] = {}
        for cell in self.rows.get("table_cells", []):
            if isinstance(cell, CellRecord):
                self.cells.setdefault(cell.table_id, []).append(cell)
        self.rejected_tables: dict[str, Decision] = {}
        self.accepted_tables: set[str] = set()

    def run(self) -> tuple[Rows, Outcome]:
        known = {r.record_id for found in self.rows.values() for r in found}
        decided = self.stands.documents.get(self.doc_id, set())
        for table in [
            t for t in TABLES if t not in ("documents", "discarded")
        ]:  # dates first: others take theirs from them
            self.rows[table] = [kept for r in self.rows.get(table, []) if (kept := self._one(r)) is not None]
            if table == "dates":
                self._add("dates")
                self._hand_on_dates()
        for table in ("people", "agreements", "commitments"):
            self._add(table)
        self._cells_of_tables()
        known |= {r.record_id for found in self.rows.values() for r in found}
        for record_id in sorted(decided - known):
            self._astray(self.stands.of_record[record_id])
        for found in self.rows.values():
            found.sort(key=lambda r: (r.start, r.end, r.record_id))
        return {table: found for table, found in self.rows.items() if found}, self.outcome

    def _one(self, record: Record) -> Record | None:
        self.outcome.asked[record.record_id] = record
        decision = self.stands.of_record.get(record.record_id)
        if decision is None or decision.table != record.table:
            return record
        now = seen(record, self._cells_of(record))
        if now == decision.becomes and decision.decision == "correct" and span_holds(self.text, record, decision):
            return self._accept(record)
        if now != decision.seen:
            self.outcome.changed.append(decision)
            return record
        if decision.decision == "accept":
            return self._accept(record)
        if decision.decision == "reject":
            self.outcome.applied += 1
            self._discard(record, decision)
            return None
        try:
            done = corrected(self.text, record, decision)
        except Invalid as error:
            self.outcome.invalid.append((decision, str(error)))
            return record
        self.outcome.applied += 1
        known_by = _KNOWN_BY.get(record.table, ())
        if any(getattr(record, name) != getattr(done, name) for name in known_by):
            done = self.identify(done)
        return done

    def _accept(self, record: Record) -> Record:
        self.outcome.applied += 1
        if isinstance(record, TableRecord):
            self.accepted_tables.add(record.table_id)
        return record.model_copy(update={"review": "accepted"})

    def _discard(self, record: Record, decision: Decision, detail: str | None = None) -> None:
        common = {name: getattr(record, name) for name in Record.model_fields if name != "review"}
        detail = detail or f"by {decision.by}" + (f": {decision.note}" if decision.note else "")
        lost = Discarded(**common, type=record.table, reason="rejected_in_review", winner_id=None, detail=detail)
        self.rows.setdefault("discarded", []).append(lost)
        if isinstance(record, TableRecord):
            self.rejected_tables[record.table_id] = decision

    def _add(self, table: str) -> None:
        for decision in self.stands.added.get(self.doc_id, []):
            if decision.table == table:
                self._add_one(table, decision)

    def _add_one(self, table: str, decision: Decision) -> None:
        """Put in an added record; then what was decided of it since."""
        assert decision.span is not None and decision.fields is not None
        place = decision.span.find(self.text)
        if place is None:
            self.outcome.lost.append(decision)
            return
        try:
            record = self.identify(added(self.text, decision, place))
        except Invalid as error:
            self.outcome.invalid.append((decision, str(error)))
            return
        self.outcome.applied += 1
        twin = self._at(table, place, record)
        if twin is not None:  # the extractor finds it now
            if twin.review == "unreviewed" and seen(twin) == seen(record):
                self._replace(table, twin, twin.model_copy(update={"review": "accepted"}))
            elif twin.review == "unreviewed":
                said = {n: getattr(record, n) for n in (*decision.fields, *_CONTENT) if hasattr(record, n)}
                both = validated(type(twin), {**twin.model_dump(), **said, "review": "corrected"}, decision.fields)
                self._replace(table, twin, both)
            return
        taken = {r.record_id for r in self.rows.get(table, [])}
        while record.record_id in taken:
            record = record.model_copy(update={"record_id": digest(record.record_id, "1")})
        kept = self._one(record)
        if kept is not None:
            self.rows.setdefault(table, []).append(kept)

    def _astray(self, decision: Decision) -> None:
        """A decision whose record is not there. A correction of its span may have been learned: then the record stands
        at the corrected span, under another identity."""
        table = str(decision.table)
        place = decision.span.find(self.text) if decision.span else None
        twin = self._at(table, place) if place else None
        if twin is not None and twin.review == "unreviewed" and seen(twin) == decision.becomes:
            self._replace(table, twin, twin.model_copy(update={"review": "accepted"}))
            self.outcome.applied += 1
        else:
            self.outcome.lost.append(decision)

    def _at(self, table: str, place: tuple[int, int], like: Record | None = None) -> Record | None:
        """The record of a type at a span; of several agreements there, the one of the same act."""
        found = [r for r in self.rows.get(table, []) if (r.start, r.end) == place and r.rule != ADDED]
        if like is not None and table == "agreements":
            found = [r for r in found if getattr(r, "act", None) == getattr(like, "act", None)]
        return found[0] if found else None

    def _replace(self, table: str, old: Record, new: Record) -> None:
        self.rows[table] = [new if r is old else r for r in self.rows[table]]

    def _hand_on_dates(self) -> None:
        """What a date record says is said by the records that take their date from it; one that was rejected says
        nothing any more."""
        corrected_values = {
            r.record_id: r.value
            for r in self.rows.get("dates", [])
            if isinstance(r, DateRecord) and r.review == "corrected"
        }
        gone = {
            r.record_id
            for r in self.rows.get("discarded", [])
            if isinstance(r, Discarded) and r.reason == "rejected_in_review" and r.type == "dates"
        }
        for table in ("dates", "people", "agreements", "commitments"):
            self.rows[table] = [_with_date(r, corrected_values, gone) for r in self.rows.get(table, [])]

    def _cells_of(self, record: Record) -> Iterable[Record]:
        return self.cells.get(record.table_id, []) if isinstance(record, TableRecord) else ()

    def _cells_of_tables(self) -> None:
        """A table is decided with its cells; a cell of which something was said by itself keeps that."""
        kept: list[Record] = []
        for cell in self.rows.get("table_cells", []):
            assert isinstance(cell, CellRecord)
            if cell.table_id in self.rejected_tables:
                self._discard(cell, self.rejected_tables[cell.table_id], "its table was rejected")
            elif cell.table_id in self.accepted_tables and cell.review == "unreviewed":
                kept.append(cell.model_copy(update={"review": "accepted"}))
            else:
                kept.append(cell)
        self.rows["table_cells"] = kept


def _with_date(record: Record, values: Mapping[str, str | None], gone: set[str]) -> Record:
    changes: dict[str, Any] = {}
    if getattr(record, "anchor_id", None) in gone:
        changes["anchor_id"] = None
    date_id = getattr(record, "date_id", None)
    if date_id in gone:
        changes |= {"date_id": None, "date": None}
    elif date_id is not None and date_id in values:
        changes["date"] = values[date_id]
    return record.model_copy(update=changes) if changes else record
