"""Words looked up in the SQLite export."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hakusho.errors import HakushoError
from hakusho.export.words import match_expression
from hakusho.language import message
from hakusho.records import RECORD_TYPES

QUERY = """
SELECT p.passage_id, p.doc_id, p."start", p.text
FROM passages_fts JOIN passages AS p ON p.passage_id = passages_fts.rowid
WHERE passages_fts MATCH ?
ORDER BY p.doc_id, p."start"
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words, and the records in it as (type, record_id, surface)."""

    doc_id: str
    start: int
    text: str
    records: list[tuple[str, str, str]]


def search(database: str | Path, query: str, types: Sequence[str] = ()) -> list[Hit]:
    """The passages with all words of the query, in order of the documents; with `types` those that have such records.

    Raises HakushoError: no such database, no such type, no word in the query.
    """
    database = Path(database)
    known = [kind.table for kind in RECORD_TYPES]
    if unknown := [name for name in types if name not in known]:
        raise HakushoError(message("no type {unknown}; there are {known}", unknown=unknown[0], known=", ".join(known)))
    if not database.is_file():
        raise HakushoError(
            message(
                "{database}: there is no such file; `hakusho export sqlite --out {database}` makes it",
                database=database,
            )
        )
    expression = match_expression(query)
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            hits = [
                Hit(doc_id, start, text, _records(connection, passage_id, types))
                for passage_id, doc_id, start, text in connection.execute(QUERY, (expression,)).fetchall()
            ]
    except sqlite3.DatabaseError as error:
        raise HakushoError(
            message("{database}: is not an export of hakusho: {error}", database=database, error=error)
        ) from None
    return [hit for hit in hits if hit.records or not types]


def _records(connection: sqlite3.Connection, passage_id: int, types: Sequence[str]) -> list[tuple[str, str, str]]:
    return [
        (table, record_id, text)
        for table in types
        for record_id, text in connection.execute(
            f'SELECT record_id, text FROM {table} WHERE passage_id = ? ORDER BY "start"', (passage_id,)
        )
    ]
