"""The file of decisions on the disk: read, and appended to line by line."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.review import DECISIONS
from hakusho.review.decisions import Decision


def read(path: Path) -> list[Decision]:
    """The decisions of a file in its order, each once; none where there is no file.

    A last line without its end was broken off before it was acknowledged and is passed over. Raises HakushoError with
    file and line for any other that is no decision.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
    return list(_parse(path, data[: _whole(data)]))


def check(path: Path) -> None:
    """Raises HakushoError where a file of decisions was named that is not there."""
    if path != DECISIONS and not path.is_file():
        raise HakushoError(message("{path}: there is no such file of decisions", path=path))


def fingerprint(path: Path) -> str | None:
    """The hash of the file's whole lines, None where there is no file."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return hashlib.sha256(data[: _whole(data)]).hexdigest()


class Log:
    """The file, open for appending by one process at a time. A context manager.

    The file is opened anew for each line, since git may put another in its place meanwhile. Raises HakushoError in one
    line where another process holds it or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.decisions: list[Decision] = []
        self._known: set[str] = set()
        self._state: tuple[int, int, int] | None = None
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)

    def __enter__(self) -> Log:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise HakushoError(
                message("{path}: another review has it open; close that one first", path=self.path)
            ) from None
        except OSError as error:
            raise HakushoError(message("{path}: cannot be written: {error}", path=self.path, error=error)) from None
        try:
            self.refresh()
        except HakushoError:
            self._lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def refresh(self) -> bool:
        """Take in what others have put into the file (git does); gives whether there was anything."""
        if self._state is not None and self._state == _state(self.path):
            return False
        self.decisions = read(self.path)
        self._known = {decision.id for decision in self.decisions}
        self._state = _state(self.path)
        return True

    def append(self, decision: Decision) -> Decision:
        """Put a decision on the disk; it is there when this returns. The same line sent again is not written again."""
        decision = decision.signed()
        self.refresh()
        if decision.id in self._known:
            return decision
        try:
            _append(self.path, decision.line().encode("utf-8"))
        except OSError as error:
            raise HakushoError(message("{path}: cannot be written: {error}", path=self.path, error=error)) from None
        self._known.add(decision.id)
        self.decisions.append(decision)
        self._state = _state(self.path)
        return decision


def _state(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _append(path: Path, line: bytes) -> None:
    """Write a line at the end and see it on the disk; a line broken off before it is taken away first."""
    is_new = not path.exists()
    with path.open("ab", buffering=0) as file:
        data = path.read_bytes()
        end = _whole(data)
        if end < len(data):
            file.truncate(end)
        elif data and not data.endswith(b"\n"):
            line = b"\n" + line
        try:
            if file.write(line) != len(line):
                raise OSError("the disk is full")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise
    if is_new and os.name == "posix":  # the name of a new file is on the disk only when its folder is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _whole(data: bytes) -> int:
    """The length of the whole lines; a last line that is a decision but for its line break is whole."""
    end = data.rfind(b"\n") + 1
    try:
        json.loads(data[end:])
    except ValueError:
        return end
    return len(data)


def _parse(path: Path, data: bytes) -> Iterable[Decision]:
    known: set[str] = set()
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decision = Decision.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise HakushoError(
                message(
                    "{path}:{number}: {where}{problem}",
                    path=path,
                    number=number,
                    where=where + ": " if where else "",
                    problem=first["msg"],
                )
            ) from None
        decision = decision if decision.id else decision.signed()
        if decision.id not in known:
            known.add(decision.id)
            yield decision
