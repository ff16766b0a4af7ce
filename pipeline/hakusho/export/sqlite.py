"""SQLite: every table with its keys, the passages of the documents, and a full-text index over their words."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd

from hakusho.export.datasette import metadata
from hakusho.export.passages import by_document, placed
from hakusho.export.tables import KEYS, REFERENCES, as_json, aside, rows, tables
from hakusho.export.words import words
from hakusho.records import RECORD_TYPES
from hakusho.results.frames import Extraction, load
from hakusho.results.stored import Stored
from hakusho.write.extraction import dump

_SPANS = tuple(kind.table for kind in RECORD_TYPES)

_PASSAGES = """
CREATE TABLE passages (
    passage_id INTEGER PRIMARY KEY, doc_id TEXT NOT NULL REFERENCES documents (doc_id),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE passages_fts USING fts5 (a, c, content = '', tokenize = 'unicode61 remove_diacritics 0');
"""

_VIEWS = """
CREATE VIEW agreed AS
SELECT m.name AS meeting, m.date, m.place, m.participants, c.act, c.actor, c.content, c.negated, c.sentence,
    c.doc_id, c.meeting_id, c.record_id
FROM commitments AS c JOIN meetings AS m USING (meeting_id)
ORDER BY m.earliest, c.doc_id, c."start";

CREATE VIEW attended AS
SELECT DISTINCT m.name AS meeting, m.date, p.name AS person, x.title, x.country, m.meeting_id, p.person_id
FROM people AS x JOIN meetings AS m USING (meeting_id) JOIN persons AS p USING (person_id)
ORDER BY m.earliest, m.name, p.name;
"""


def write(extracted: Path, out: Path) -> None:
    """The database, and `metadata.json` beside it: `datasette hakusho.sqlite --metadata metadata.json`."""
    extraction, stored = load(extracted), Stored(extracted)
    part = aside(out)
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as database, database:
            places = _write_passages(database, extraction, stored)
            for name, frame in tables(extraction):
                _write_table(database, name, _with_passage(name, frame, places))
            database.executescript(_VIEWS)
            database.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    text = dump(metadata(out.stem, {name: list(frame.columns) for name, frame in tables(extraction)}))
    out.with_name("metadata.json").write_text(text, encoding="utf-8")


def _write_passages(database: sqlite3.Connection, extraction: Extraction, stored: Stored) -> dict[str, int]:
    """Write the passages and their index; gives the passage that each record begins in."""
    database.executescript(_PASSAGES)
    spans = {table: by_document(extraction[table][["doc_id", "record_id", "start", "end"]]) for table in _SPANS}
    places: dict[str, int] = {}
    for document in placed(stored.document(doc_id) for doc_id in sorted(stored.column("documents", "doc_id"))):
        for passage in document.passages:
            text = _sound(passage.text)
            place = (passage.passage_id, passage.doc_id, passage.start, passage.end, as_json(list(passage.section)))
            database.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", (*place, text))
            cut = (passage.passage_id, " ".join(words(text, "A")), " ".join(words(text, "C")))
            database.execute("INSERT INTO passages_fts (rowid, a, c) VALUES (?, ?, ?)", cut)
        for table in _SPANS:
            of_document = spans[table].get(document.document.doc_id)
            for _, record_id, start, end in [] if of_document is None else of_document.itertuples(index=False):
                if (found := document.place(start, end)) is not None:
                    places[record_id] = found[0].passage_id
    return places


def _with_passage(name: str, frame: pd.DataFrame, places: dict[str, int]) -> pd.DataFrame:
    if name not in _SPANS:
        return frame
    return frame.assign(passage_id=pd.array([places.get(i) for i in frame["record_id"]], dtype="Int64"))


def _write_table(database: sqlite3.Connection, name: str, frame: pd.DataFrame) -> None:
    key = KEYS[name]
    references = {**REFERENCES, "passage_id": ("passages", "passage_id")}
    columns = []
    for column, kind in frame.dtypes.items():
        words_of = [f'"{column}"', _sql_type(kind)]
        if column == key:
            words_of.append("PRIMARY KEY")
        elif column in references:
            words_of.append('REFERENCES {} ("{}")'.format(*references[str(column)]))
        columns.append(" ".join(words_of))
    database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    marks = ", ".join("?" * len(frame.columns))
    database.executemany(f"INSERT INTO {name} VALUES ({marks})", _values(frame))
    for column in frame.columns:
        if column != key and column in references:
            database.execute(f'CREATE INDEX {name}_{column} ON {name} ("{column}")')


def _values(frame: pd.DataFrame) -> Iterator[list[Any]]:
    for row in rows(frame):
        yield [_value(value) for value in row]


def _value(value: Any) -> Any:
    """A day in ISO 8601, a list as JSON; Datasette facets both."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return _sound(as_json(value))
    return _sound(value) if isinstance(value, str) else value


def _sound(text: str) -> str:
    """SQLite keeps UTF-8, in which half a surrogate pair (of a broken source) has no form."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sql_type(kind: Any) -> str:
    if pd.api.types.is_bool_dtype(kind) or pd.api.types.is_integer_dtype(kind):
        return "INTEGER"
    return "REAL" if pd.api.types.is_float_dtype(kind) else "TEXT"
