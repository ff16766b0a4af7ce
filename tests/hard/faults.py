"""Faults of the machine while an extraction is written: what each is. `docs/robustness.md` is made from this table."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from running import ordinary_user


@dataclass(frozen=True)
class Fault:
    """`inject` breaks the output folder for as long as it is entered; the run then ends with one line that has `says`
    in it, and the old extraction is there as it was."""

    what: str
    inject: Callable[[Path], AbstractContextManager[dict[str, object]]]
    says: str
    needs_root: bool = False


@contextmanager
def small_disk(out: Path) -> Iterator[dict[str, object]]:
    """The output on a file system of its own, with 64 kB left on it."""
    kept = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1M", "tmpfs", str(out)], check=True, capture_output=True)
    try:
        for name, data in kept.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(data)
        free = os.statvfs(out).f_bavail * os.statvfs(out).f_frsize
        (out / ".ballast").write_bytes(bytes(max(0, free - 65_536)))
        yield {}
        for name in kept:  # what is looked at afterwards is what stands there now
            kept[name] = (out / name).read_bytes()
    finally:
        subprocess.run(["umount", str(out)], check=True)
    for name, data in kept.items():
        (out / name).write_bytes(data)


@contextmanager
def no_large_files(out: Path) -> Iterator[dict[str, object]]:
    """A limit of 4 kB on the size of a file (EFBIG), as quotas set."""

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    yield {"preexec_fn": limit}


@contextmanager
def read_only_mount(out: Path) -> Iterator[dict[str, object]]:
    """The output on a file system that is mounted read-only."""
    subprocess.run(["mount", "--bind", str(out), str(out)], check=True, capture_output=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(out)], check=True, capture_output=True)
        yield {}
    finally:
        subprocess.run(["umount", str(out)], check=True)


@contextmanager
def no_permission(out: Path, where: str = ".") -> Iterator[dict[str, object]]:
    """A run by a user who may read a folder of the output and not write it."""
    (out / where).chmod(0o555)
    try:
        yield {"preexec_fn": ordinary_user}
    finally:
        (out / where).chmod(0o755)


@contextmanager
def no_permission_below(out: Path) -> Iterator[dict[str, object]]:
    with no_permission(out, "records") as how:
        yield how


FAULTS = [
    Fault("a full disk", small_disk, "out: cannot be written: ", needs_root=True),
    Fault("a limit on the size of files", no_large_files, "out: cannot be written: "),
    Fault("a file system mounted read-only", read_only_mount, "out: cannot be written: Read-only file system", needs_root=True),
    Fault("no permission to write the output", no_permission, "out: cannot be written: Permission denied"),
    Fault("no permission to write a folder of the output", no_permission_below, "out: cannot be written: Permission denied"),
]  # fmt: skip
