"""An extraction folder: written aside, checked, then put in place, `run.json` last with the hash of every file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import signal
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import SCHEMA_VERSION, TABLES, DocumentRecords, Record
from hakusho.write.arrow import RowWriter
from hakusho.write.datapackage import datapackage, json_schemas

RUN_FILE = "run.json"
STAGING = ".staging"
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
_MAX_NAME = 200  # bytes of a file name, below the 255 that file systems allow
_MAX_PATH = 1000  # bytes of a path under the output, which may itself stand deep; systems allow 4096


def write_extraction(
    out: Path, documents: Iterable[DocumentRecords], rejected: Sequence[Mapping[str, Any]], run: Mapping[str, Any]
) -> None:
    """Write everything of a run to `out`; `documents` come in order of their doc_id, and are held one at a time.

    All files are written to a folder beside the old ones and moved into place at the end; `run.json` goes first, and
    comes back last, so that a reader never takes a mixture for a run. Raises HakushoError in one line where the folder
    cannot be written; what was there before is then untouched.
    """
    with staged(out) as staging:
        finish(out, staging, *_stage(staging, documents), rejected, run)


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Path]:
    """An empty folder beside what is in `out`, gone afterwards. A disk that is full or read-only is a HakushoError."""
    staging = out / STAGING
    try:
        out.mkdir(parents=True, exist_ok=True)
        if staging.exists():
            shutil.rmtree(staging)
        staging.mkdir()
        yield staging
    except OSError as error:
        raise HakushoError(message("{out}: cannot be written: {error}", out=out, error=error)) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def finish(
    out: Path,
    staging: Path,
    names: Iterable[str],
    counts: Mapping[str, int],
    rejected: Sequence[Mapping[str, Any]],
    run: Mapping[str, Any],
) -> None:
    """Add to the staged tables and records (`names`) what is said of all of them, and put everything in place."""
    lines = sorted(json.dumps(dict(entry), ensure_ascii=False, sort_keys=True) for entry in rejected)
    _write_text(staging / "rejected.jsonl", "".join(f"{line}\n" for line in lines))
    _write_text(staging / "datapackage.json", dump(datapackage(counts, sorted(names))))
    (staging / "schemas").mkdir()
    for table, schema in json_schemas().items():
        _write_text(staging / "schemas" / f"{table}.json", dump(schema))
    files = sorted([*names, "rejected.jsonl", "datapackage.json", *(f"schemas/{table}.json" for table in TABLES)])
    hashes = {name: hashlib.sha256((staging / name).read_bytes()).hexdigest() for name in files}
    _write_text(staging / RUN_FILE, dump({**run, "schema_version": SCHEMA_VERSION, "files": hashes}))
    _put_in_place(out, staging, set(hashes))


def check_offsets(document: DocumentRecords) -> None:
    """Assert the promise that every record leads back to its characters."""
    text = document.document.text
    for rows in document.records.values():
        for record in rows:
            if text[record.start : record.end] != record.text:
                raise AssertionError(
                    f"{record.table} {record.record_id}: text is not document_text[{record.start}:{record.end}]"
                )


def dump(value: Any) -> str:
    """JSON as it is written everywhere here: ordered as given, indented, Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def record_file(doc_id: str) -> str:
    """The name of a document's JSON under `records/`; one too long for a file system is cut and given a hash."""
    parts = [_cut(re.sub(r'[\x00-\x1f\x7f\\:*?"<>|]', "_", part)) for part in doc_id.split("/")]
    parts = [part if part not in ("", ".", "..") else "_" for part in parts]
    # a folder a.json would stand where the file of a document a does
    folders = [f"{part}~" if part.lower().endswith(".json") else part for part in parts[:-1]]
    name = "/".join([*folders, parts[-1]])
    if len(name.encode()) > _MAX_PATH:
        name = parts[-1]
    # ~ stands only in names with a hash, so that no two documents share one
    if name != doc_id or "~" in name:
        name += f"~{hashlib.sha256(doc_id.encode()).hexdigest()[:12]}"
    return f"records/{name}.json"


def _cut(part: str) -> str:
    return part if len(part.encode()) <= _MAX_NAME else part.encode()[: _MAX_NAME - 40].decode(errors="ignore")


def _stage(staging: Path, documents: Iterable[DocumentRecords]) -> tuple[list[str], dict[str, int]]:
    """Write tables and records, one document after the other; gives the names of the files and the rows by table."""
    names = [f"{table}.parquet" for table in TABLES]
    counts = dict.fromkeys(TABLES, 0)
    with contextlib.ExitStack() as stack:
        writers = {table: stack.enter_context(RowWriter(staging / f"{table}.parquet", table)) for table in TABLES}
        for document in documents:
            check_offsets(document)
            writers["documents"].write([document.document])
            counts["documents"] += 1
            for table, rows in document.records.items():
                writers[table].write(rows)
                counts[table] += len(rows)
            name = record_file(document.document.doc_id)
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            _write_text(staging / name, dump(document_json(document)))
            names.append(name)
    return names, counts


def document_json(document: DocumentRecords) -> dict[str, Any]:
    """All of one document as a person reads it in a diff; the text itself is in documents.parquet."""
    head = document.document.model_dump(mode="json", exclude={"text"})
    tables: dict[str, list[Record]] = document.records
    body = {
        table: [record.model_dump(mode="json", exclude={"doc_id"}) for record in tables.get(table, [])]
        for table in TABLES
        if table != "documents"
    }
    return {"document": head, **body}


def _put_in_place(out: Path, staging: Path, names: set[str]) -> None:
    marker = staging / "writing.json"
    _write_text(marker, dump({"state": "writing"}))
    _check_writable(out)
    with _uninterrupted():
        marker.replace(out / RUN_FILE)
        for name in sorted(names):
            target = out / name
            _make_folder(out, target.parent)
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            (staging / name).replace(target)
        _sweep(out, names)
        (staging / RUN_FILE).replace(out / RUN_FILE)


def _check_writable(out: Path) -> None:
    """Raise OSError before anything is moved where a folder of the output cannot be changed."""
    records = out / "records"
    for folder in (out, records, *(p for p in records.rglob("*") if p.is_dir() and not p.is_symlink())):
        if folder.is_dir() and not folder.is_symlink():
            probe = folder / f".{STAGING}"
            probe.touch()
            probe.unlink()


def _make_folder(out: Path, folder: Path) -> None:
    """A folder under `out`, and really there: a link to elsewhere, or a file of that name, is removed."""
    if folder == out:
        return
    _make_folder(out, folder.parent)
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    folder.mkdir(exist_ok=True)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals that end a program wait: moving the files takes a moment, and half of it is neither old nor new."""
    if threading.current_thread() is not threading.main_thread():  # signals interrupt the main thread alone
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
    for number in _ENDING:
        signal.signal(number, lambda n, _: came.append(n))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)  # nothing happens where it was ignored before


def _sweep(out: Path, names: Iterable[str]) -> None:
    """Remove the records of documents that are no longer there, and the parts of tables that have fewer now."""
    keep = {unicodedata.normalize("NFC", name) for name in names}
    for folder in (out / "records", *(out / f"{table}.parquet" for table in TABLES)):
        if folder.is_symlink() or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_symlink() or not path.is_dir():
                if unicodedata.normalize("NFC", path.relative_to(out).as_posix()) not in keep:
                    path.unlink()
            elif not any(path.iterdir()):
                path.rmdir()


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
