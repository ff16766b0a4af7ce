"""An extraction whose tables are folders of parts, for runs in which no one machine sees all of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hakusho.records import TABLES, DocumentRecords
from hakusho.write.arrow import RowWriter
from hakusho.write.extraction import check_offsets, document_json, dump, finish, record_file, staged


def part(number: int, documents: Iterable[DocumentRecords]) -> dict[str, bytes]:
    """The files of some documents, by name: a part of every table, and the JSON of each document."""
    files: dict[str, bytes] = {}
    buffers = {table: io.BytesIO() for table in TABLES}
    with ExitStack() as stack:
        writers = {table: stack.enter_context(RowWriter(buffer, table)) for table, buffer in buffers.items()}
        for document in documents:
            check_offsets(document)
            writers["documents"].write([document.document])
            for table, rows in document.records.items():
                writers[table].write(rows)
            files[record_file(document.document.doc_id)] = dump(document_json(document)).encode(
                "utf-8", "surrogatepass"
            )
    return files | {f"{table}.parquet/part-{number:07}.parquet": buffer.getvalue() for table, buffer in buffers.items()}


def write_parts(
    out: Path, parts: Iterable[Mapping[str, bytes]], rejected: Sequence[Mapping[str, Any]], run: Mapping[str, Any]
) -> None:
    """Write the parts to `out` as they come, with what else belongs to an extraction; put in place as
    `write_extraction` does."""
    with staged(out) as staging:
        names: list[str] = []
        for files in parts:
            names += _write(staging, files)
        if not names:  # a table without rows is a table all the same
            names = _write(staging, part(0, []))
        finish(out, staging, names, {**run["counts"], "documents": run["documents"]}, rejected, run)


def _write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(files)
