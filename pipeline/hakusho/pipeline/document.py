"""One document from Source to records."""

from __future__ import annotations

from collections.abc import Iterator

from hakusho.extractors.components import components
from hakusho.extractors.tables import table_records
from hakusho.extractors.tables.totals import mismatches
from hakusho.language import message
from hakusho.prepare.metadata import infer
from hakusho.prepare.pieces import Piece, pieces
from hakusho.read.source import Source
from hakusho.records import CellRecord, DocumentRecords, Record, TableRecord
from hakusho.resolve.assemble import assemble
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.resolvers import resolve
from hakusho.tag.ginza import Tagger


def process(source: Source, tagger: Tagger, prepared: list[Piece] | None = None) -> DocumentRecords:
    """The records of one document, not yet linked; `prepared` are its pieces where they have been made before."""
    prepared = pieces(source) if prepared is None else prepared
    source = infer(source, prepared)
    docs = tagger.tag([piece.text for piece in prepared])
    for component in components():
        docs = [component(doc) for doc in docs]
    context = resolve(DocumentContext(source, [Passage(p, d) for p, d in zip(prepared, docs, strict=True)]))
    tables: dict[str, list[Record]] = {}
    for record in table_records(source, prepared):
        tables.setdefault(record.table, []).append(record)
    done = assemble(context, tables)
    done.warnings = [*source.warnings, *_doubts(tables)]
    return done


def _doubts(tables: dict[str, list[Record]]) -> Iterator[str]:
    """What a person should look at in the tables: totals that do not add up, figures whose columns have no headers, since
    no reading of the lines above them was certain enough."""
    cells: dict[str, list[CellRecord]] = {}
    for record in tables.get("table_cells", []):
        assert isinstance(record, CellRecord)
        cells.setdefault(record.table_id, []).append(record)
    for record in tables.get("tables", []):
        assert isinstance(record, TableRecord)
        about = {"caption": record.caption or message("table"), "table_id": record.table_id[:8]}
        own = cells.get(record.table_id, [])
        if record.numeric and record.n_cols > 1 and not any(cell.col_headers for cell in own):
            yield message("{caption} ({table_id}): its columns have no headers that could be read", **about)
        for mismatch in mismatches(own):
            yield message("{caption} ({table_id}): {mismatch}", **about, mismatch=mismatch.told())
