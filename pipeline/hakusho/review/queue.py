"""The queue: every record of an extraction with what was decided of it, to filter, count and page through.

It is an index in SQLite, in memory; the records themselves stay in their files. Paging is by position (the records after
this one), not by number, since what is decided leaves a queue of undecided records while one works through it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from hakusho.records import TABLES
from hakusho.results.stored import Stored

STATUSES = ("unreviewed", "changed", "accepted", "corrected", "rejected")
"""`changed`: a person decided, and the record has other values now, so it is asked again."""
OPEN = ("unreviewed", "changed")
_COLUMNS = ("record_id", "doc_id", "start", "end", "rule")
_OF_TYPE = ("act", "resolution")
_ORDER = "doc_id, start, end, record_id"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is in the queue; an empty field asks for nothing. `type` none: all but the cells of tables, which are
    decided with their table. `status` may be `open`: not yet decided, or to be decided again. `change` is the kind of
    change where two extractions are compared."""

    type: str = ""
    doc: str = ""
    rule: str = ""
    act: str = ""
    resolution: str = ""
    status: str = ""
    change: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Filter:
        return cls(**{f.name: str(query.get(f.name, ""))[:300] for f in fields(cls)})

    def query(self) -> dict[str, str]:
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}

    def where(self) -> tuple[str, list[Any]]:
        """As SQL, with its parameters."""
        tests: list[str] = ["1"]
        values: list[Any] = []
        if self.status == "open":
            tests.append("status IN ('unreviewed', 'changed')")
        if not self.type:
            tests.append("type != 'table_cells'")
        for name in ("type", "rule", "act", "resolution", "change"):
            if getattr(self, name):
                tests.append(f"{name} = ?")
                values.append(getattr(self, name))
        if self.status and self.status != "open":
            tests.append("status = ?")
            values.append(self.status)
        if self.doc:
            tests.append("(doc_id = ? OR instr(doc_id, ?))")
            values += [self.doc, self.doc]
        return " AND ".join(tests), values


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the queue."""

    record_id: str
    doc_id: str
    type: str
    status: str
    change: str


class Queue:
    """The index of one extraction."""

    def __init__(self, stored: Stored) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.execute(
            "CREATE TABLE records (record_id TEXT PRIMARY KEY, doc_id TEXT, start INTEGER, end INTEGER, rule TEXT, "
            "type TEXT, status TEXT, act TEXT, resolution TEXT, change TEXT DEFAULT '') WITHOUT ROWID"
        )
        self._db.execute("BEGIN")
        for table in TABLES:
            if table not in ("documents", "discarded"):
                self._take(stored, table)
        rows = zip(*(stored.column("discarded", c) for c in (*_COLUMNS, "type", "reason")), strict=True)
        self._insert([(*row[:6], "rejected", "", "") for row in rows if row[6] == "rejected_in_review"])
        self._db.execute("COMMIT")
        self._db.execute(f"CREATE INDEX position ON records ({_ORDER})")

    def page(self, wanted: Filter, *, after: str = "", before: str = "", at: str = "", limit: int = 40) -> list[Entry]:
        """The entries after a record, before one, or from one on (itself included whatever the filter says)."""
        where, values = wanted.where()
        key = self._position(after or before or at)
        order, backwards = _ORDER, bool(before)
        if key is not None:
            sign = "<" if before else ">=" if at else ">"
            where += f" AND ({_ORDER}) {sign} (?, ?, ?, ?)"
            values = [*values, *key]
        if backwards:
            order = ", ".join(f"{name} DESC" for name in _ORDER.split(", "))
        if at and key is not None:
            where, values = f"({where}) OR record_id = ?", [*values, at]
        rows = self._db.execute(
            f"SELECT record_id, doc_id, type, status, change FROM records WHERE {where} ORDER BY {order} LIMIT ?",
            [*values, limit],
        ).fetchall()
        found = [Entry(*row) for row in rows]
        return found[::-1] if backwards else found

    def count(self, wanted: Filter) -> int:
        where, values = wanted.where()
        (n,) = self._db.execute(f"SELECT count(*) FROM records WHERE {where}", values).fetchone()
        return int(n)

    def rank(self, wanted: Filter, record_id: str) -> int:
        """How many entries of the filter stand before a record."""
        key = self._position(record_id)
        if key is None:
            return 0
        where, values = wanted.where()
        query = f"SELECT count(*) FROM records WHERE {where} AND ({_ORDER}) < (?, ?, ?, ?)"
        (n,) = self._db.execute(query, [*values, *key]).fetchone()
        return int(n)

    def choices(self, name: str, wanted: Filter, most: int = 200) -> list[tuple[str, int]]:
        """The values that a field has in the queue, with how many records have each, the most frequent first."""
        where, values = Filter(**{**wanted.query(), name: ""}).where()
        column = "doc_id" if name == "doc" else name
        rows = self._db.execute(
            f"SELECT {column}, count(*) FROM records WHERE {where} AND {column} != '' "
            f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?",
            [*values, most],
        )
        return [(value, n) for value, n in rows]

    def progress(self, doc_id: str) -> dict[str, tuple[int, int]]:
        """By type, how many records of a document are decided, of how many."""
        rows = self._db.execute(
            "SELECT type, sum(status NOT IN ('unreviewed', 'changed')), count(*) FROM records WHERE doc_id = ? GROUP BY type",
            [doc_id],
        )
        return {kind: (int(done), int(n)) for kind, done, n in rows}

    def decided_documents(self) -> set[str]:
        """The documents with records that are not as they were extracted."""
        rows = self._db.execute("SELECT DISTINCT doc_id FROM records WHERE status != 'unreviewed'")
        return {doc_id for (doc_id,) in rows}

    def entry(self, record_id: str) -> Entry | None:
        row = self._db.execute(
            "SELECT record_id, doc_id, type, status, change FROM records WHERE record_id = ?", [record_id]
        ).fetchone()
        return Entry(*row) if row else None

    def first(self) -> Entry | None:
        return next(iter(self.page(Filter(), limit=1)), None)

    def set_status(self, statuses: Mapping[str, str]) -> None:
        self._db.executemany(
            "UPDATE records SET status = ? WHERE record_id = ? AND status != ?",
            [(status, record_id, status) for record_id, status in statuses.items()],
        )

    def set_change(self, changes: Mapping[str, str]) -> None:
        self._db.executemany(
            "UPDATE records SET change = ? WHERE record_id = ?",
            [(kind, record_id) for record_id, kind in changes.items()],
        )

    def put(self, record: Any, status: str, change: str = "") -> None:
        """A record that the extraction does not have (yet): added, or lost since an older extraction."""
        row = (record.record_id, record.doc_id, record.start, record.end, record.rule, record.table, status)
        self._insert([(*row, getattr(record, "act", ""), getattr(record, "resolution", ""))])
        if change:
            self.set_change({record.record_id: change})

    def drop(self, record_id: str) -> None:
        self._db.execute("DELETE FROM records WHERE record_id = ?", [record_id])

    def _take(self, stored: Stored, table: str) -> None:
        known = TABLES[table].model_fields
        columns = [stored.column(table, name) for name in (*_COLUMNS, "review")]
        columns += [stored.column(table, name) if name in known else [""] * len(columns[0]) for name in _OF_TYPE]
        self._insert((*row[:5], table, *row[5:]) for row in zip(*columns, strict=True))

    def _insert(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO records (record_id, doc_id, start, end, rule, type, status, act, resolution) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _position(self, record_id: str) -> tuple[str, int, int, str] | None:
        if not record_id:
            return None
        query = f"SELECT {_ORDER} FROM records WHERE record_id = ?"
        row: tuple[str, int, int, str] | None = self._db.execute(query, [record_id]).fetchone()
        return row
