"""The whole way for a folder: what is new is processed, what is known is taken from the store, all is linked and written."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from hakusho.config import fingerprint, settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message, packed, unpacked
from hakusho.read import files
from hakusho.records import TABLES, PersonRecord, Record, digest
from hakusho.review import DECISIONS
from hakusho.review import log as review
from hakusho.tag.cache import Cache
from hakusho.tag.versions import versions

if TYPE_CHECKING:
    from hakusho.resolve.assemble import DocumentRecords

# Loading spaCy takes a second: what needs it is imported where there is something to do.

STATE = Path(".hakusho")
Progress = Callable[[str, int, int], None]
LINKED = ("people", "agreements")  # the tables whose records linking changes


@dataclass(slots=True)
class Result:
    """What a run did. `documents` are the doc_ids, `counts` the records by table, `set_aside` the
    discarded candidates by type and reason, `n_chars` the characters taken in,
    `processed` the documents that were not taken from the store; `unchanged` says that there was nothing to do.
    `decisions` counts what became of people's decisions, empty where there are none. `warnings` say what a person should
    know of a document, with its doc_id: totals that do not add up, sheets and pages that were not read as they stand."""

    documents: list[str] = field(default_factory=list)
    rejected: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    set_aside: Counter[tuple[str, str]] = field(default_factory=Counter)
    n_chars: int = 0
    passed_over: int = 0
    processed: int = 0
    unchanged: bool = False
    decisions: dict[str, int] = field(default_factory=dict)
    warnings: list[dict[str, str]] = field(default_factory=list)


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
            keys[file.doc_id] = _key(seen, known.get(file.doc_id, {}))
            todo.append(seen)
        except RejectedDocument as error:
            result.rejected.append(_entry(file, error))
    inputs = _inputs(keys, result.rejected, review.fingerprint(reviews) if reviews else None)
    if state is not None and (before := _unchanged(state, out, inputs)) is not None:
        before.rejected, before.passed_over = result.rejected, passed
        return before
    store = _store(state, scratch)
    first = list(result.rejected)
    try:
        _process(todo, keys, known, store, result, progress, workers, state or scratch)
        try:
            _finish(todo, keys, store, out, result, reviews)
        except _DamagedStoreError:  # what it holds can be made again
            store.discard()
            result, store = Result(rejected=first, passed_over=passed), _store(state, scratch)
            _process(todo, keys, known, store, result, progress, workers, state or scratch)
            _finish(todo, keys, store, out, result, reviews)
    finally:
        store.close()
    if state is not None and len(result.documents) == len(todo):
        _remember(state, out, inputs, result)
    return result


def _inputs(keys: Mapping[str, bytes], rejected: list[dict[str, str]], decisions: str | None) -> str:
    """A hash of everything that a run depends on."""
    documents = (f"{name} {keys[name].hex()}" for name in sorted(keys))
    return digest(*documents, json.dumps(rejected, sort_keys=True), decisions or "", length=64)


def _note(state: Path, out: Path) -> Path:
    return state / "runs" / f"{digest(str(out.resolve()))}.json"


def _unchanged(state: Path, out: Path, inputs: str) -> Result | None:
    """The last run's result, where it had these very inputs and its files are all as it left them."""
    try:
        note = json.loads(_note(state, out).read_text("utf-8"))
        data = (out / "run.json").read_bytes()
        if note["inputs"] != inputs or note["run"] != hashlib.sha256(data).hexdigest():
            return None
        for name, known in json.loads(data)["files"].items():
            if hashlib.sha256((out / name).read_bytes()).hexdigest() != known:
                return None
        set_aside = Counter({(kind, reason): n for kind, reason, n in note["set_aside"]})
        decided = {str(k): int(n) for k, n in note["decisions"].items()}
        return Result(
            note["documents"],
            [],
            note["counts"],
            set_aside,
            note["n_chars"],
            unchanged=True,
            decisions=decided,
            warnings=[{**entry, "message": unpacked(entry["message"])} for entry in note["warnings"]],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(state: Path, out: Path, inputs: str, result: Result) -> None:
    """Leave a note of a finished run for `_unchanged`; without it the next run is a slower one, no more."""
    note = {
        "inputs": inputs,
        "run": hashlib.sha256((out / "run.json").read_bytes()).hexdigest(),
        "documents": result.documents,
        "counts": result.counts,
        "set_aside": [[kind, reason, n] for (kind, reason), n in sorted(result.set_aside.items())],
        "n_chars": result.n_chars,
        "decisions": result.decisions,
        "warnings": [{**entry, "message": packed(entry["message"])} for entry in result.warnings],
    }
    path = _note(state, out)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


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
    from hakusho import workers as pool  # spaCy is loaded only where there is something to do

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
    from hakusho.resolve.assemble import DocumentRecords
    from hakusho.review.run import Reviewed
    from hakusho.write.extraction import write_extraction

    rejected = {entry["path"] for entry in result.rejected}
    doc_ids = sorted(file.doc_id for file in todo if file.name not in rejected)
    light: dict[str, DocumentRecords] = {}
    inputs: dict[str, str] = {}
    counts = dict.fromkeys((table for table in TABLES if table != "documents"), 0)
    for doc_id in doc_ids:
        whole = _fetch(store, keys[doc_id])
        result.n_chars += whole.document.n_chars
        inputs[whole.document.path] = whole.document.sha256
        result.warnings += [{"doc_id": doc_id, "message": message} for message in whole.warnings]
        part = {table: whole.records.get(table, []) for table in LINKED}
        light[doc_id] = DocumentRecords(whole.document.model_copy(update={"text": ""}), part)
    link([light[doc_id] for doc_id in doc_ids])
    reviewed = Reviewed(reviews, persons(light[doc_id] for doc_id in doc_ids))
    about: dict[str, Any] = {}

    def linked() -> Iterator[DocumentRecords]:
        for doc_id in doc_ids:
            whole = _fetch(store, keys[doc_id])
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


def extract(
    text: str, *, reference_date: str | None = None, doc_id: str = "text", markdown: bool = False
) -> dict[str, list[Record]]:
    """The records of one text by table: `extract("協定は同年5月に発効した。", reference_date="2024")["dates"]`.

    `reference_date` is EDTF: what 本年 and a bare 4月 are read against.
    """
    from hakusho.link import link
    from hakusho.process import process

    known: Mapping[str, Any] = {"reference_date": reference_date} if reference_date else {}
    media_type = "text/markdown" if markdown else "text/plain"
    source = files.from_text(text, doc_id=doc_id, path=doc_id, media_type=media_type, known=known)
    done = process(source, _tagger())
    link([done])
    return {table: done.records.get(table, []) for table in TABLES if table != "documents"}


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """One loaded model for all calls of `extract` in a process."""
    from hakusho.tag.ginza import Tagger

    return Tagger()


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


def _store(state: Path | None, scratch: Path) -> Cache:
    """Finished documents, not yet linked, by everything that they depend on."""
    size = settings().tagging.store_mb * 1_000_000
    if state is not None and size:
        try:
            return Cache(state / "cache" / "documents.sqlite", size)
        except OSError:
            pass
    return Cache(scratch / "documents.sqlite", size)


class _DamagedStoreError(HakushoError):
    """The store does not give back what was put in it."""


def _fetch(store: Cache, key: bytes) -> DocumentRecords:
    from hakusho.process import unpack

    try:
        return unpack(store.get({key})[key])
    except (KeyError, ValueError, zlib.error) as error:
        raise _DamagedStoreError(message("the store of finished documents is damaged: {error}", error=error)) from error


def _key(file: files.RawFile, known: Mapping[str, Any]) -> bytes:
    """What a document's records depend on: its name, bytes and metadata, the rules and words, the code and its versions."""
    about = json.dumps({k: str(v) for k, v in known.items()}, sort_keys=True, ensure_ascii=False)
    parts = (file.doc_id, file.name, file.sha256, about, fingerprint(), _code(), repr(sorted(versions().items())))
    return bytes.fromhex(digest(*parts, length=64))


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of this package's modules: a changed line of code is a changed result, as far as the store can know."""
    state = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def _entry(file: files.RawFile, error: RejectedDocument) -> dict[str, str]:
    return {"path": file.name, "doc_id": file.doc_id, "reason": error.reason, "message": error.message}
