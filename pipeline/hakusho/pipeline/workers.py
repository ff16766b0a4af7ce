"""Many documents at a time, on the cores of one machine. A document that kills its worker, or takes too long, is named
and set aside; the worker is replaced and the rest goes on.

A large document is tagged in parts by all workers at once, through the cache of tagged pieces: first its parts, then,
while the parts of the next one are under way, the document itself, which finds its pieces tagged. The cache remembers
which documents it has had whole: after a change of the rules no part of them need be looked at.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.config import settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message
from hakusho.pipeline.packing import pack
from hakusho.pipeline.processes import end_with_parent, ending, environment, limit_memory, no_interrupt
from hakusho.prepare.pieces import Piece, pieces
from hakusho.read.files import PACKED, RawFile, read
from hakusho.read.source import Source
from hakusho.records import digest
from hakusho.tag.cache import Cache
from hakusho.tag.versions import versions

if TYPE_CHECKING:
    from hakusho.tag.ginza import Tagger

# spaCy and the rules take seconds to load. Only who does the work does so, and all workers at the same time: this module
# is also that of the process that hands it out.

# Workers take two seconds to start, this process one; below this many bytes of input one process is done sooner.
_WORTH_A_POOL = 150_000
# The bytes of one part of a large document, some four seconds of tagging.
_PART = 100_000
# How far the workers may run ahead of the document that is waited for, in tasks for each; bounds the results kept.
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its packed records, or why it was rejected."""

    file: RawFile
    packed: bytes | None = None
    error: RejectedDocument | None = None


def count(files: Sequence[RawFile], asked: int | None) -> int:
    """How many worker processes; 0 is this process itself, which reads no formats that a library of others reads: what
    kills it, or never ends, would end the run."""
    if asked is not None:
        return asked
    if sum(map(_size, files)) > _WORTH_A_POOL:
        return os.cpu_count() or 1
    return int(any(file.path.suffix.lower() in PACKED for file in files))


def work(
    files: Sequence[RawFile], known: Mapping[str, Mapping[str, Any]], cache: Path | None, workers: int
) -> Iterator[Outcome]:
    """The outcome of each file, in the order of the files, whatever the number of workers."""
    tags = open_cache(cache)
    try:
        if workers:
            yield from _work(files, known, cache, tags, workers)
        else:
            from hakusho.tag.ginza import Tagger

            tagger = Tagger(tags)
            yield from (one(file, known.get(file.doc_id, {}), tagger) for file in files)
    finally:
        if tags:
            tags.close()  # and held to its size


def _work(
    files: Sequence[RawFile],
    known: Mapping[str, Mapping[str, Any]],
    cache: Path | None,
    tags: Cache | None,
    workers: int,
) -> Iterator[Outcome]:
    """The same by worker processes, which open the cache themselves."""
    from pebble import ProcessPool

    # One BLAS thread a process from the start: the workers share the cores.
    with (
        environment(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
        ProcessPool(
            workers, context=get_context("spawn"), initializer=_start, initargs=[cache if tags else None, known]
        ) as pool,
    ):
        try:
            waiting: deque[tuple[RawFile | None, Any]] = deque()
            for task, file, part in _tasks(files, tags):
                with no_interrupt():
                    future = pool.schedule(task, [file, *part], timeout=settings().limits.max_seconds)
                waiting.append((None if part else file, future))
                if len(waiting) > workers * _AHEAD:
                    yield from _await(*waiting.popleft(), tags)
            while waiting:
                yield from _await(*waiting.popleft(), tags)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def one(file: RawFile, known: Mapping[str, Any], tagger: Tagger) -> Outcome:
    """The outcome of one file, in this process."""
    return _outcome(file, tagger, partial(_prepare, file, known))


def _tasks(
    files: Sequence[RawFile], tags: Cache | None
) -> Iterator[tuple[Callable[..., Any], RawFile, tuple[int, ...]]]:
    """What the workers do: the parts of each large document that the cache has not had, before the document before it."""
    for before, file in pairwise([None, *files, None]):
        n = -(-_size(file) // _PART) if file is not None else 1
        if file is not None and tags and n > 1 and not tags.keys({_had(file)}):
            yield from ((_tag_part, file, (k, n)) for k in range(n))
        if before is not None:
            yield _document, before, ()


def _had(file: RawFile) -> bytes:
    """The key under which the cache remembers that it has had a whole document. Where it is wrong (a piece has left the
    cache, or is cut otherwise since), the document is tagged by one worker."""
    return bytes.fromhex(digest("document", file.sha256, repr(sorted(versions().items())), length=64))


def _await(file: RawFile | None, future: Any, tags: Cache | None) -> Iterator[Outcome]:
    """The outcome of a document's task. What befalls a part is not told: it will befall the document too."""
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    error: RejectedDocument | None = None
    try:
        outcome = future.result()
    except FutureTimeout:
        error = RejectedDocument(
            "too_slow",
            message("took longer than limits.max_seconds = {limit:,g}", limit=settings().limits.max_seconds),
        )
    except ProcessExpired as died:
        error = RejectedDocument("crashed", message("its worker process died ({ending})", ending=ending(died.exitcode)))
    except BrokenProcessPool as broken:
        raise HakushoError(message("no worker process can start: {error}", error=broken)) from None
    if file is not None:
        if error is None and tags and _size(file) > _PART:
            tags.put({_had(file): b""})
        yield outcome if error is None else Outcome(file, error=error)


def _size(file: RawFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def open_cache(path: Path | None) -> Cache | None:
    """The cache of tagged pieces, None where none is wanted or its place cannot be written."""
    size = settings().tagging.cache_mb
    if path is None or not size:
        return None
    try:
        return Cache(path, size * 1_000_000)
    except OSError:
        return None


_tagger: Tagger | None = None
_fault_at_start: HakushoError | None = None
_known: Mapping[str, Mapping[str, Any]] = {}


def _start(cache: Path | None, known: Mapping[str, Mapping[str, Any]]) -> None:
    global _tagger, _known, _fault_at_start
    limit_memory()
    threading.Thread(target=end_with_parent, daemon=True).start()
    _known = known
    try:
        from hakusho.pipeline import document  # noqa: F401  (loaded before the first task, whose time is limited)
        from hakusho.tag.ginza import Tagger

        _tagger = Tagger(open_cache(cache))
    except HakushoError as error:  # a mistake in a rule or in the vocabulary, told once by the first document
        _fault_at_start = error


@lru_cache(maxsize=2)  # the document whose parts are under way, and the one before it
def _prepared(file: RawFile) -> tuple[Source, list[Piece]]:
    return _prepare(file, _known.get(file.doc_id, {}))


def _tag_part(file: RawFile, part: int, of: int) -> None:
    """One part of a document's pieces into the cache. What goes wrong is told of the document itself."""
    with suppress(Exception):
        assert _tagger is not None
        _, prepared = _prepared(file)
        first, last = (len(prepared) * k // of for k in (part, part + 1))
        _tagger.prime([piece.text for piece in prepared[first:last]])


def _document(file: RawFile) -> Outcome:
    if _fault_at_start is not None:
        raise _fault_at_start
    assert _tagger is not None
    return _outcome(file, _tagger, partial(_prepared, file))


def _prepare(file: RawFile, known: Mapping[str, Any]) -> tuple[Source, list[Piece]]:
    source = read(file, {file.doc_id: known})
    return source, pieces(source)


def _outcome(file: RawFile, tagger: Tagger, prepared: Callable[[], tuple[Source, list[Piece]]]) -> Outcome:
    from hakusho.pipeline.document import process

    try:
        source, found = prepared()
        return Outcome(file, packed=pack(process(source, tagger, found)))
    except RejectedDocument as error:
        return Outcome(file, error=error)
    except HakushoError:
        raise
    except MemoryError:
        limit = settings().limits.max_memory_mb
        return Outcome(
            file,
            error=RejectedDocument(
                "too_large", message("took more than limits.max_memory_mb = {limit:,}", limit=limit)
            ),
        )
    except Exception as error:
        # a fault of ours in one document is no reason to lose the night's other four hundred
        return Outcome(file, error=RejectedDocument("failed", _fault(error)))


def _fault(error: Exception) -> str:
    """An error that should not have been, in one line with the place where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(str(error).split())[:200]
    return message(
        "a fault in hakusho, please report it: {kind}: {what} ({file}:{line})",
        kind=type(error).__name__,
        what=what,
        file=Path(place.filename).name,
        line=place.lineno or 0,
    )
