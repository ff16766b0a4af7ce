"""The cache of tagged pieces: one SQLite file, safe against two runs at once and against a kill, bounded in size.

What it holds can always be made again: a file that cannot be read is put aside and a new one begun.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

_BATCH = 500  # SQLite takes at most 999 parameters in its older builds


class Cache:
    """Bytes by key. `max_bytes` bounds the values kept; the oldest leave first. Raises OSError where it cannot be opened."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path, self._max = path, max_bytes
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            try:
                self._db = self._open()
            except sqlite3.OperationalError:  # locked, not writable, no space: nothing is wrong with what it holds
                raise
            except sqlite3.DatabaseError:
                self._remove()
                self._db = self._open()
        except sqlite3.DatabaseError as error:
            raise OSError(f"{path}: {error}") from None

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=60)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute("CREATE TABLE IF NOT EXISTS pieces (key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)")
            db.commit()
        except sqlite3.DatabaseError:
            db.close()  # Windows deletes no file that is open
            raise
        return db

    def _remove(self) -> None:
        """Delete the file, and the journal that would be played back into the next one."""
        for end in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    def get(self, keys: set[bytes]) -> dict[bytes, bytes]:
        """What is known of the keys."""
        found: dict[bytes, bytes] = {}
        ordered = sorted(keys)
        for i in range(0, len(ordered), _BATCH):
            part = ordered[i : i + _BATCH]
            marks = ",".join("?" * len(part))
            with contextlib.suppress(sqlite3.DatabaseError):
                found.update(self._db.execute(f"SELECT key, value FROM pieces WHERE key IN ({marks})", part))
        return found

    def keys(self, keys: set[bytes]) -> set[bytes]:
        """Which of the keys are known."""
        found: set[bytes] = set()
        ordered = sorted(keys)
        for i in range(0, len(ordered), _BATCH):
            part = ordered[i : i + _BATCH]
            marks = ",".join("?" * len(part))
            with contextlib.suppress(sqlite3.DatabaseError):
                found.update(row[0] for row in self._db.execute(f"SELECT key FROM pieces WHERE key IN ({marks})", part))
        return found

    def put(self, values: Mapping[bytes, bytes], *, strict: bool = False) -> None:
        """Keep the values. A cache that cannot be written is a slower run, not an error, unless `strict` says so: then
        it raises OSError."""
        try:
            with self._db:
                self._db.executemany("INSERT OR IGNORE INTO pieces VALUES (?, ?)", values.items())
        except sqlite3.DatabaseError as error:
            if strict:
                raise OSError(f"{self._path}: {error}") from None

    def trim(self) -> None:
        """Drop the oldest entries above the size limit."""
        with contextlib.suppress(sqlite3.DatabaseError), self._db:
            if self._pages() <= self._max:  # nearly always, and known without reading the entries
                return
            for rowid, _ in self._above():
                self._db.execute("DELETE FROM pieces WHERE rowid <= ?", (rowid,))
                break

    def _pages(self) -> int:
        """The bytes of the file that are in use, never fewer than those of the values."""
        size, total, free = (
            self._db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_size", "page_count", "freelist_count")
        )
        return int(size * (total - free))

    def _above(self) -> Iterator[tuple[int, int]]:
        query = (
            "SELECT rowid, total FROM (SELECT rowid, SUM(LENGTH(value)) OVER (ORDER BY rowid DESC) AS total FROM pieces)"
            " WHERE total > ? ORDER BY rowid DESC LIMIT 1"
        )
        yield from self._db.execute(query, (self._max,))

    def close(self) -> None:
        """Trim and close."""
        self.trim()
        self._db.close()

    def discard(self) -> None:
        """Close and delete: what it holds is damaged."""
        self._db.close()
        self._remove()
