"""Worker processes and the system: their memory, how they begin and how they end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker

from hakusho.config import settings
from hakusho.language import message


def limit_memory() -> None:
    """What a worker may take; above it Python raises MemoryError, and a library may end the process."""
    limit = settings().limits.max_memory_mb * 1_000_000
    if limit and sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def end_with_parent() -> None:
    """A run that is killed leaves no worker behind."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def ending(code: int | None) -> str:
    """SIGSEGV; exit code 3"""
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return message("exit code {code}", code=code)


@contextmanager
def no_interrupt() -> Iterator[None]:
    """Processes and threads begun meanwhile never get Ctrl-C, which goes to all processes of a terminal: it is this one
    that stops the workers, and one that is just starting would answer with a traceback. It arrives here afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # whose start would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class environment:
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
