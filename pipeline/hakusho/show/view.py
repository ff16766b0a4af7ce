"""A document with its records, as terminal and page both show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import CellRecord, Discarded, Document, Record, TableRecord
from hakusho.results.stored import Stored, did_you_mean, listed
from hakusho.show.segments import Marks, Segment
from hakusho.show.tables import TableView, table_view
from hakusho.show.wording import LABELS, SPAN_TYPES

_BLANK = re.compile(r"\r?\n[ \t　]{0,80}\r?\n[\r\n]{0,80}|\f")
_SENTENCE_END = re.compile(r"。\s{0,4}|\r?\n")
_LONG, _ENOUGH = 800, 400  # code points of a paragraph


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of running text."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class DocumentView:
    """A document, the records of the types to show in reading order, its tables, and what was set aside in it."""

    document: Document
    types: tuple[str, ...]
    records: tuple[Record, ...]
    tables: tuple[TableView, ...]
    discarded: tuple[Discarded, ...]

    @cached_property
    def marks(self) -> Marks:
        return Marks(self.records)

    def counts(self) -> dict[str, int]:
        """Records by type, in the order of the legend."""
        counts = {name: sum(r.table == name for r in self.records) for name in self.types if name != "tables"}
        return {**counts, **({"tables": len(self.tables)} if "tables" in self.types else {})}

    def parts(self) -> Iterator[Passage | TableView]:
        """The document from top to bottom, paragraphs (up to a blank line) and tables."""
        at, end = 0, len(self.document.text)
        for view in sorted(self.tables, key=lambda v: v.table.start):
            if view.table.start >= at:  # a table within a table is drawn with the outer one
                yield from self._passages(at, view.table.start)
                yield view
                at = view.table.end
        yield from self._passages(at, end)

    def cell_segments(self, cell: CellRecord) -> list[Segment]:
        """A cell's text cut where records stand in it; none where no record does."""
        return list(self.marks.segments(cell.start, cell.end)) if self.marks.within(cell.start, cell.end) else []

    def _passages(self, start: int, end: int) -> Iterator[Passage]:
        for first, last in paragraphs(self.document.text, start, end):
            yield Passage(tuple(self.marks.segments(first, last)))


def view(extracted: str | Path, name: str, types: Collection[str] | None = None) -> DocumentView:
    """What there is to show of a document. `name` is its doc_id, its path, or the end of either.

    Raises HakushoError for a document or a type that is not there.
    """
    for asked in types or ():
        if asked not in LABELS:
            raise HakushoError(
                message("no records of type {asked}{hint}", asked=asked, hint=did_you_mean(asked, LABELS))
            )
    stored = Stored(extracted)
    doc_id = stored.find_document(name)
    wanted = tuple(name for name in LABELS if types is None or name in types)
    records = [r for kind in SPAN_TYPES if kind in wanted for r in stored.records(kind, doc_id=doc_id)]
    return DocumentView(
        document=stored.document(doc_id),
        types=wanted,
        records=tuple(sorted(records, key=lambda r: (r.start, r.end, r.record_id))),
        tables=tuple(tables_of(stored, doc_id)) if "tables" in wanted else (),
        discarded=tuple(r for r in stored.records("discarded", doc_id=doc_id) if isinstance(r, Discarded)),
    )


def tables_of(stored: Stored, doc_id: str) -> Iterator[TableView]:
    """The tables of a document in reading order."""
    cells: dict[str, list[CellRecord]] = {}
    for cell in stored.records("table_cells", doc_id=doc_id):
        assert isinstance(cell, CellRecord)
        cells.setdefault(cell.table_id, []).append(cell)
    for table in stored.records("tables", doc_id=doc_id):
        assert isinstance(table, TableRecord)
        yield table_view(table, cells.get(table.table_id, []))


def one_table(shown: DocumentView, table_id: str) -> TableView:
    """The table whose identity begins so. Raises HakushoError where none or several do."""
    found = [v for v in shown.tables if v.table.table_id.startswith(table_id) or v.table.record_id.startswith(table_id)]
    if len(found) == 1:
        return found[0]
    ids = [v.table.table_id for v in shown.tables]
    if found:
        raise HakushoError(
            message(
                "{n} tables begin with {table_id}: {names}",
                n=len(found),
                table_id=table_id,
                names=listed(v.table.table_id for v in found),
            )
        )
    raise HakushoError(
        message(
            "no table {table_id} in {doc_id}{hint}",
            table_id=table_id,
            doc_id=shown.document.doc_id,
            hint=did_you_mean(table_id, ids),
        )
    )


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch cut at blank lines, which are left out, and where a paragraph runs on and on, at ends of sentences."""
    borders = [(m.start(), m.end()) for m in _BLANK.finditer(text, start, end)]
    for last, following in [*borders, (end, end)]:
        while last - start > _LONG:
            stop = _SENTENCE_END.search(text, start + _ENOUGH, last)
            if stop is None or stop.end() == last:
                break
            yield start, stop.end()
            start = stop.end()
        if text[start:last].strip():
            yield start, last
        start = following
