"""Many documents at a time, on the cores of one machine. A document that kills its worker, or takes too long, is named
and set aside; the worker is replaced and the rest goes on."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from hakusho.config import settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.process import pack, process
from hakusho.read.files import RawFile, read
from hakusho.tag.cache import Cache
from hakusho.tag.ginza import Tagger

# A worker takes two seconds to start; below this many bytes of input one process is done sooner.
_WORTH_A_POOL = 400_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its packed records, or why it was rejected."""

    file: RawFile
    packed: bytes | None = None
    error: RejectedDocument | None = None


def count(files: Sequence[RawFile], asked: int | None) -> int:
    """How many worker processes; 0 is this process itself."""
    if asked is not None:
        return asked
    size = 0
    for file in files:
        try:
            size += file.path.stat().st_size
        except OSError:
            continue
    return min(os.cpu_count() or 1, len(files)) if size > _WORTH_A_POOL else 0


def work(
    files: Sequence[RawFile], known: Mapping[str, Mapping[str, Any]], cache: Path | None, workers: int
) -> Iterator[Outcome]:
    """The outcome of each file, in the order of the files, whatever the number of workers."""
    if not workers:
        tagger = Tagger(open_cache(cache))
        yield from (_one(file, known.get(file.doc_id, {}), tagger) for file in files)
        return
    from pebble import ProcessExpired, ProcessPool

    limit = settings().limits.max_seconds
    # One BLAS thread a process: the workers share the cores, and the sums do not depend on how many there are.
    with (
        _environment(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
        ProcessPool(workers, context=get_context("spawn"), initializer=_start, initargs=[cache]) as pool,
    ):
        try:
            futures = [(f, pool.schedule(_task, [f, dict(known.get(f.doc_id, {}))], timeout=limit)) for f in files]
            for file, future in futures:
                try:
                    yield future.result()
                except FutureTimeout:
                    message = f"took longer than limits.max_seconds = {limit:,}"
                    yield Outcome(file, error=RejectedDocument("too_slow", message))
                except ProcessExpired as error:
                    message = f"its worker process died (exit code {error.exitcode})"
                    yield Outcome(file, error=RejectedDocument("crashed", message))
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


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


def _start(cache: Path | None) -> None:
    global _tagger
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tagger = Tagger(open_cache(cache))


def _end_with_parent() -> None:
    """A run that is killed leaves no worker behind."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _task(file: RawFile, known: Mapping[str, Any]) -> Outcome:
    assert _tagger is not None
    return _one(file, known, _tagger)


def _one(file: RawFile, known: Mapping[str, Any], tagger: Tagger) -> Outcome:
    try:
        return Outcome(file, packed=pack(process(read(file, {file.doc_id: known}), tagger)))
    except RejectedDocument as error:
        return Outcome(file, error=error)
    except HakushoError:
        raise
    except Exception as error:
        # a fault of ours in one document is no reason to lose the night's other four hundred
        return Outcome(file, error=RejectedDocument("failed", _fault(error)))


def _fault(error: Exception) -> str:
    """An error that should not have been, in one line with the place where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(str(error).split())[:200]
    return f"a fault in hakusho, please report it: {type(error).__name__}: {what} ({Path(place.filename).name}:{place.lineno})"


class _environment:
    """Environment variables that child processes start with, put back afterwards."""

    def __init__(self, **values: str) -> None:
        self._values, self._before = values, {name: os.environ.get(name) for name in values}

    def __enter__(self) -> None:
        os.environ.update(self._values)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
