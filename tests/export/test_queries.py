"""Every query of docs/queries.md is run, and finds something."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import duckdb
import pytest

import hakusho

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "queries.md").read_text("utf-8")
BLOCKS = re.findall(r"```(sql duckdb|sql sqlite|python)\n(.*?)```", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    return [code for name, code in BLOCKS if name == language]


def test_no_block_is_of_a_language_that_is_not_run() -> None:
    assert PAGE.count("```") == 2 * len(BLOCKS)


@pytest.mark.parametrize("query", blocks("sql duckdb"))
def test_duckdb_reads_the_parquet_as_it_is(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert duckdb.connect().execute(query).fetchall()


def test_duckdb_and_pandas_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    counted = dict(
        duckdb.connect().execute("SELECT act, count(*) FROM 'extracted/commitments.parquet' GROUP BY act").fetchall()
    )
    acts = hakusho.load("extracted").commitments["act"]
    assert counted == acts.value_counts().loc[lambda n: n > 0].to_dict()


def test_offsets_hold_in_sql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    query = next(query for query in blocks("sql duckdb") if "in_the_document" in query).replace("LIMIT 5", "")
    rows = duckdb.connect().execute(query).fetchall()
    assert len(rows) > 5 and all(text == found for text, found in rows)


@pytest.mark.parametrize("query", blocks("sql sqlite"))
def test_sqlite_answers(query: str, database: Path) -> None:
    assert sqlite3.connect(database).execute(query).fetchall()


@pytest.mark.parametrize("code", blocks("python"))
def test_python_runs(code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "queries.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) > 2
