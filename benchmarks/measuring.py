"""A command's wall-clock time, and the peak of the memory that it and its children hold together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds` of wall-clock time; `peak` in bytes, None where the system does not tell; `output` is what was printed."""

    seconds: float
    peak: int | None
    output: str


def measure(
    command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Measured:
    """Run a command to its end, in `folder`. Raises CalledProcessError with its output where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak: list[int] = []
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - begun
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output, errors)
    return Measured(seconds, max(peak, default=None), output)


def _watch(process: subprocess.Popen[str], peak: list[int]) -> None:
    """The proportional set sizes of the process tree, added up twice a second: shared pages are counted once."""
    while process.poll() is None:
        if total := sum(map(_proportional, _tree(process.pid))):
            peak[:] = [max(total, *peak)] if peak else [total]
        time.sleep(0.5)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except OSError:
                continue
    return found


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))
