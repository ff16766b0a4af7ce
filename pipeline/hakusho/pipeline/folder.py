"""The whole way for a folder: what is new is processed, what is known is taken from the store, all is linked and written."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from hakusho.config import fingerprint
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message
from hakusho.pipeline.result import Result
from hakusho.pipeline.store import DamagedStoreError, fetch, key_of, open_store
from hakusho.pipeline.unchanged import hash_of_inputs, remember, unchanged
from hakusho.read import files
from hakusho.records import TABLES, DocumentRecords, PersonRecord
from hakusho.review import DECISIONS
from hakusho.review import log as review
from hakusho.tag.cache import Cache
from hakusho.tag.versions import versions

# Linking and writing load what the others do not need: both are imported where there is something to do.

STATE = Path(".hakusho")
Progress = Callable[[str, int, int], None]
LINKED = ("people", "agreements")  # the tables whose records linking changes


def run(
    raw: str | Path = "raw",
    out: str | Path | None = None,
    *,
    progress: Progress | None = None,
    cache: bool = True,
    workers: int | None = None,
    decisions: str | Path | None = DECISIONS,
) -> Result:
    """Extract the documents of a folder (or one file) and write the extraction to `out`.

    `out` is `extracted` for the folder `raw`, and must be named for any other input. A document that cannot be taken
    in is listed in the result and in `rejected.jsonl`; the others are done all the same. With `cache`, what was done
    before (`.hakusho/`) is not done again. `workers` is the number of processes, chosen from the machine and the input
    where it is None. `decisions` is the file of what people decided in review, applied where it is there. Raises
    HakushoError where nothing can be done.
    """
    raw = Path(raw)
    out = destination(raw, out)
    if raw.is_dir() and out.resolve() == raw.resolve():
        raise HakushoError(
            message("{out}: the documents are in there; name another folder for the extraction: --out FOLDER", out=out)
        )
    found, passed = files.find(raw, out)
    known = files.load_metadata(raw)
    reviews = Path(decisions) if decisions is not None else None
    if reviews is not None:
        review.check(reviews)
    with only_run(out), tempfile.TemporaryDirectory(prefix="hakusho-") as scratch:
        return _run(found, passed, known, out, progress, workers, Path(scratch), STATE if cache else None, reviews)


def destination(raw: str | Path, out: str | Path | None) -> Path:
    """Where an extraction goes: `out`, or `extracted` for the folder `raw`. Raises HakushoError where it must be named."""
    if out is None and Path(raw) != Path("raw"):
        raise HakushoError(message("name the folder that the extraction of {raw} goes to: --out FOLDER", raw=raw))
    return Path(out or "extracted")


def _run(
    found: list[files.RawFile],
    passed: int,
    known: Mapping[str, Mapping[str, Any]],
    out: Path,
    progress: Progress | None,
    workers: int | None,
    scratch: Path,
    state: Path | None,
    reviews: Path | None,
) -> Result:
    result = Result(passed_over=passed)
    keys: dict[str, bytes] = {}
    todo: list[files.RawFile] = []
    for file, twin in files.each(found):
        try:
            if twin is not None:
                raise RejectedDocument(
                    "duplicate",
                    message("it would have the same doc_id {doc_id} as {twin}", doc_id=file.doc_id, twin=twin.name),
                )
            seen = replace(file, sha256=hashlib.sha256(files.read_bytes(file)).hexdigest())
            keys[file.doc_id] = key_of(seen, known.get(file.doc_id, {}))
            todo.append(seen)
        except RejectedDocument as error:
            result.rejected.append(_entry(file, error))
    inputs = hash_of_inputs(keys, result.rejected, review.fingerprint(reviews) if reviews else None)
    if state is not None and (before := unchanged(state, out, inputs)) is not None:
        before.rejected, before.passed_over = result.rejected, passed
        return before
    store = open_store(state, scratch)
    first = list(result.rejected)
    try:
        _process(todo, keys, known, store, result, progress, workers, state or scratch)
        try:
            _finish(todo, keys, store, out, result, reviews)
        except DamagedStoreError:  # what it holds can be made again
            store.discard()
            result, store = Result(rejected=first, passed_over=passed), open_store(state, scratch)
            _process(todo, keys, known, store, result, progress, workers, state or scratch)
            _finish(todo, keys, store, out, result, reviews)
    finally:
        store.close()
    if state is not None and len(result.documents) == len(todo):
        remember(state, out, inputs, result)
    return result


def _process(
    todo: list[files.RawFile],
    keys: Mapping[str, bytes],
    known: Mapping[str, Mapping[str, Any]],
    store: Cache,
    result: Result,
    progress: Progress | None,
    workers: int | None,
    state: Path,
) -> None:
    """Fill the store with every document that is not in it yet."""
    have = store.keys(set(keys.values()))
    pending = [file for file in todo if keys[file.doc_id] not in have]
    if progress and todo:
        progress("", len(todo) - len(pending), len(todo))
    if not pending:
        return
    from hakusho.pipeline import workers as pool

    n = pool.count(pending, workers)
    tags = state / "cache" / "pieces.sqlite"
    for done, outcome in enumerate(pool.work(pending, known, tags, n), len(todo) - len(pending) + 1):
        if outcome.packed is not None:
            store.put({keys[outcome.file.doc_id]: outcome.packed}, strict=True)
            result.processed += 1
        elif outcome.error is not None:
            result.rejected.append(_entry(outcome.file, outcome.error))
        if progress:
            progress(outcome.file.name, done, len(todo))


def _finish(
    todo: list[files.RawFile],
    keys: Mapping[str, bytes],
    store: Cache,
    out: Path,
    result: Result,
    reviews: Path | None,
) -> None:
    """Link over all documents, put people's decisions on them, write them one after the other: memory holds one at a
    time."""
    from hakusho.link import link
    from hakusho.review.run import Reviewed
    from hakusho.write.extraction import write_extraction

    rejected = {entry["path"] for entry in result.rejected}
    doc_ids = sorted(file.doc_id for file in todo if file.name not in rejected)
    light: dict[str, DocumentRecords] = {}
    inputs: dict[str, str] = {}
    counts = dict.fromkeys((table for table in TABLES if table != "documents"), 0)
    for doc_id in doc_ids:
        whole = fetch(store, keys[doc_id], LINKED)
        result.n_chars += whole.document.n_chars
        inputs[whole.document.path] = whole.document.sha256
        result.warnings += [{"doc_id": doc_id, "message": message} for message in whole.warnings]
        light[doc_id] = DocumentRecords(whole.document.model_copy(update={"text": ""}), whole.records)
    link([light[doc_id] for doc_id in doc_ids])
    reviewed = Reviewed(reviews, persons(light[doc_id] for doc_id in doc_ids))
    about: dict[str, Any] = {}

    def linked() -> Iterator[DocumentRecords]:
        for doc_id in doc_ids:
            whole = fetch(store, keys[doc_id])
            whole = reviewed.apply(DocumentRecords(whole.document, {**whole.records, **light[doc_id].records}))
            for table in counts:
                counts[table] += len(whole.records.get(table, []))
            result.set_aside.update((str(d.type), str(d.reason)) for d in whole.records.get("discarded", []))  # type: ignore[attr-defined]
            yield whole
        about.update(reviewed.about())  # run.json is written last, when all of them are counted

    result.documents, result.counts = doc_ids, counts
    result.rejected.sort(key=lambda entry: (entry["doc_id"], entry["path"]))
    about |= described(result, inputs)
    write_extraction(out, linked(), result.rejected, about)
    result.decisions = {k: n for k, n in about.get("decisions", {}).items() if isinstance(n, int)}


def persons(documents: Iterable[DocumentRecords]) -> dict[str, str]:
    """The person_ids of the corpus by full name; of two who share one, the first."""
    found: dict[str, str] = {}
    for document in documents:
        for record in document.records.get("people", []):
            assert isinstance(record, PersonRecord)
            found.setdefault(record.full_name, record.person_id)
    return found


def described(result: Result, inputs: Mapping[str, str]) -> dict[str, Any]:
    """What `run.json` says of a run; `inputs` are the hashes of the documents by path."""
    return {
        "hakusho": version("hakusho"),
        "versions": versions(),
        "configuration": fingerprint(),
        "inputs": dict(sorted(inputs.items())),
        "documents": len(result.documents),
        "rejected": len(result.rejected),
        "counts": result.counts,
        "warnings": result.warnings,
    }


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """The right to write `out`: a second run on it says so and leaves."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / ".lock", timeout=0)
        with lock:
            shutil.rmtree(out / ".staging", ignore_errors=True)  # what a killed run left
            yield
    except Timeout:
        raise HakushoError(
            message("{out}: another run is writing it; wait for it, or name another --out", out=out)
        ) from None
    except OSError as error:
        raise HakushoError(message("{out}: cannot be written: {error}", out=out, error=error)) from None


def _entry(file: files.RawFile, error: RejectedDocument) -> dict[str, str]:
    return {"path": file.name, "doc_id": file.doc_id, "reason": error.reason, "message": error.message}
