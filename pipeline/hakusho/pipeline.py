"""The whole way, for one document or many: read, prepare, tag, extract, resolve, link, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hakusho.config import fingerprint, settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.extractors import components
from hakusho.extractors.tables import table_records
from hakusho.link import link
from hakusho.prepare.pieces import pieces
from hakusho.read import files
from hakusho.read.source import Source
from hakusho.records import TABLES, Record
from hakusho.resolve import resolve
from hakusho.resolve.assemble import DocumentRecords, assemble
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.tag.cache import Cache
from hakusho.tag.ginza import Tagger, versions
from hakusho.write.extraction import write_extraction

CACHE = Path(".hakusho/cache/pieces.sqlite")
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Result:
    """What a run did: records by table over all documents, rejected documents with their reasons."""

    documents: list[DocumentRecords] = field(default_factory=list)
    rejected: list[dict[str, str]] = field(default_factory=list)
    passed_over: int = 0

    def counts(self) -> dict[str, int]:
        """Records by table."""
        return {
            table: sum(len(d.records.get(table, [])) for d in self.documents)
            for table in TABLES
            if table != "documents"
        }


def run(
    raw: str | Path = "raw",
    out: str | Path | None = None,
    *,
    progress: Progress | None = None,
    cache: Path | None = CACHE,
) -> Result:
    """Extract the documents of a folder (or one file) and write the extraction to `out`.

    `out` is `extracted` for the folder `raw`, and must be named for any other input. A document that cannot be taken
    in is listed in the result and in `rejected.jsonl`; the others are done all the same. Raises HakushoError where
    nothing can be done.
    """
    raw = Path(raw)
    if out is None:
        if raw != Path("raw"):
            raise HakushoError(f"name the folder that the extraction of {raw} goes to: --out FOLDER")
        out = Path("extracted")
    found, passed = files.find(raw)
    known = files.load_metadata(raw)
    result = Result(passed_over=passed)
    tagger = Tagger(_open(cache))
    for n, (file, twin) in enumerate(files.each(found)):
        if progress:
            progress(file.name, n, len(found))
        try:
            if twin is not None:
                raise RejectedDocument("duplicate", f"it would have the same doc_id {file.doc_id} as {twin.name}")
            result.documents.append(extract_source(files.read(file, known), tagger))
        except RejectedDocument as error:
            result.rejected.append(
                {"path": file.name, "doc_id": file.doc_id, "reason": error.reason, "message": str(error)}
            )
    link(result.documents)
    write_extraction(Path(out), result.documents, result.rejected, manifest(result))
    return result


def extract(
    text: str,
    *,
    reference_date: str | None = None,
    doc_id: str = "text",
    markdown: bool = False,
    cache: Path | None = None,
) -> dict[str, list[Record]]:
    """The records of one text by table: `extract("協定は同年5月に発効した。", reference_date="2024")["dates"]`.

    `reference_date` is EDTF: what 本年 and a bare 4月 are read against.
    """
    known: Mapping[str, Any] = {"reference_date": reference_date} if reference_date else {}
    media_type = "text/markdown" if markdown else "text/plain"
    source = files.from_text(text, doc_id=doc_id, path=doc_id, media_type=media_type, known=known)
    done = extract_source(source, _shared_tagger(cache))
    link([done])
    return {table: done.records.get(table, []) for table in TABLES if table != "documents"}


def extract_source(source: Source, tagger: Tagger) -> DocumentRecords:
    """One document from Source to records, not yet linked."""
    prepared = pieces(source)
    docs = tagger.tag([piece.text for piece in prepared])
    for component in components():
        docs = [component(doc) for doc in docs]
    passages = [Passage(piece, doc) for piece, doc in zip(prepared, docs, strict=True)]
    context = resolve(DocumentContext(source, passages))
    tables: dict[str, list[Record]] = {}
    for record in table_records(source, prepared):
        tables.setdefault(record.table, []).append(record)
    return assemble(context, tables)


def manifest(result: Result) -> dict[str, Any]:
    """What is the same in every run over the same input: versions, configuration, inputs, counts."""
    return {
        "hakusho": version("hakusho"),
        "versions": versions(),
        "configuration": fingerprint(),
        "inputs": {d.document.path: d.document.sha256 for d in sorted(result.documents, key=lambda d: d.document.path)},
        "documents": len(result.documents),
        "rejected": len(result.rejected),
        "counts": result.counts(),
    }


_tagger: Tagger | None = None


def _shared_tagger(cache: Path | None) -> Tagger:
    """One loaded model for all calls of `extract` in a process."""
    global _tagger
    if _tagger is None:
        _tagger = Tagger(_open(cache) if cache else None)
    return _tagger


def _open(cache: Path | None) -> Cache | None:
    size = settings().tagging.cache_mb
    if cache is None or not size:
        return None
    try:
        return Cache(cache, size * 1_000_000)
    except OSError:
        return None
