"""The SQLite export, asked by sqlite3, by `hakusho search`, and by Datasette's own application."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import hakusho
from hakusho.cli.commands import app
from hakusho.errors import HakushoError
from hakusho.export.search import QUERY, search
from hakusho.export.words import match_expression, words

FOUND = (
    "SELECT p.text FROM passages_fts JOIN passages AS p ON p.passage_id = passages_fts.rowid WHERE passages_fts MATCH ?"
)


@pytest.fixture(scope="module")
def connection(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database)


@pytest.mark.parametrize("word", ["条約", "日米", "署名", "会談"])
def test_words_of_two_characters_are_found(connection: sqlite3.Connection, word: str) -> None:
    found = {text for (text,) in connection.execute(FOUND, (f'"{word}"',))}
    having = {text for (text,) in connection.execute("SELECT text FROM passages WHERE instr(text, ?)", (word,))}
    assert having and found == having


def test_a_run_of_characters_that_is_no_word_is_not_found() -> None:
    """在日米軍 has the characters 日米, and is of a force in Japan."""
    assert "日米" not in words("在日米軍の施設", "A")
    assert "日米" in words("日米両政府", "A")


def test_a_long_name_is_found_by_its_parts_in_a_row(database: Path) -> None:
    hits = search(database, "日米安全保障条約")
    assert hits and all("日米安全保障条約" in hit.text for hit in hits)
    assert match_expression("日米 条約").count(" AND ") == 1
    both = search(database, "署名 条約")
    assert both and all("署名" in hit.text and "条約" in hit.text for hit in both)


@pytest.mark.parametrize("query", ['"', "NEAR(", "a OR", "条約*", "c : x", "-日米", '日米"条約'])
def test_a_query_is_words_and_never_syntax(database: Path, query: str) -> None:
    try:
        search(database, query)
    except HakushoError as error:
        assert "no word" in str(error)


def test_search_lists_the_records_of_a_sentence(database: Path, extracted: Path) -> None:
    agreements = hakusho.load(extracted).agreements.set_index("record_id")
    hits = search(database, "署名", types=["agreements"])
    assert hits
    for hit in hits:
        for _, record_id, text in hit.records:
            assert agreements.loc[record_id, "doc_id"] == hit.doc_id
            assert agreements.loc[record_id, "text"] == text
    result = CliRunner().invoke(app, ["search", "署名", "--database", str(database), "--type", "agreements"])
    assert result.exit_code == 0 and hits[0].records[0][1] in result.output
    assert CliRunner().invoke(app, ["search", "鯨類学", "--database", str(database)]).exit_code == 1


def test_search_says_what_is_missing(tmp_path: Path, database: Path) -> None:
    with pytest.raises(HakushoError, match="hakusho export sqlite"):
        search(tmp_path / "none.sqlite", "条約")
    (tmp_path / "text.sqlite").write_text("no database" * 100)
    with pytest.raises(HakushoError, match="is not an export"):
        search(tmp_path / "text.sqlite", "条約")
    with pytest.raises(HakushoError, match="no type treaties"):
        search(database, "条約", types=["treaties"])


def test_every_row_is_there_and_every_key_holds(connection: sqlite3.Connection, extracted: Path) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    tables = hakusho.load(extracted)
    for name in (*tables, "persons", "offices", "instruments", "meetings"):
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(tables[name]),), name


def test_a_record_leads_to_its_sentence(connection: sqlite3.Connection) -> None:
    rows = connection.execute(
        'SELECT r.text, p.text, d.text, r."start", r."end", p."start", p."end" FROM people AS r '
        "JOIN passages AS p USING (passage_id) JOIN documents AS d ON d.doc_id = r.doc_id"
    ).fetchall()
    assert len(rows) == connection.execute("SELECT count(*) FROM people").fetchone()[0]
    for surface, sentence, text, start, end, first, last in rows:
        assert text[start:end] == surface and first <= start < last
        assert read(surface) in read(sentence)


def read(text: str) -> str:
    """As normalization leaves it: no fullwidth letters, no spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_who_met_and_what_was_agreed_are_views(connection: sqlite3.Connection) -> None:
    met = connection.execute("SELECT person FROM attended WHERE meeting = '日EU定期首脳協議'").fetchall()
    assert {"安倍晋三", "トゥスク", "ユンカー"} == {person for (person,) in met}
    assert connection.execute("SELECT count(*) FROM agreed WHERE meeting = '日EU定期首脳協議'").fetchone()[0] > 2


def ask(database: Path, path: str) -> Any:
    from datasette.app import Datasette

    async def answer() -> Any:
        told = json.loads(database.with_name("metadata.json").read_text("utf-8"))
        response = await Datasette([str(database)], metadata=told).client.get(path)
        assert response.status_code == 200, response.text[:500]
        return response.json() if ".json" in path else response.text

    return asyncio.run(answer())


def facet(answer: Any, name: str) -> dict[str, int]:
    results = answer["facet_results"]
    return {row["value"]: row["count"] for row in results.get("results", results)[name]["results"]}


def test_datasette_answers_with_the_facets_that_are_configured(database: Path, extracted: Path) -> None:
    agreements = hakusho.load(extracted).agreements
    answer = ask(database, "/records/agreements.json?act=signed&_shape=objects&_size=100")
    signed = agreements[agreements["act"] == "signed"]
    assert len(answer["rows"]) == len(signed)
    assert facet(answer, "status") == signed["status"].value_counts().loc[lambda n: n > 0].to_dict()
    assert facet(answer, "parties") == signed["parties"].explode().value_counts().head(20).to_dict() or (
        facet(answer, "parties").items() <= signed["parties"].explode().value_counts().to_dict().items()
    )


def test_datasette_finds_words_and_records_by_them(database: Path) -> None:
    passages = ask(database, "/records/passages.json?_search=条約&_shape=objects&_size=100")
    assert passages["rows"] and all("条約" in row["text"] for row in passages["rows"])
    people = ask(database, "/records/people.json?_search=会談&_shape=objects&_size=100")
    in_passages = {
        row["passage_id"]
        for row in ask(database, "/records/passages.json?_search=会談&_size=max&_shape=objects")["rows"]
    }
    assert people["rows"] and {row["passage_id"] for row in people["rows"]} <= in_passages


def test_datasette_shows_every_table_in_a_browser_page(database: Path) -> None:
    for table in ("documents", "people", "meetings", "agreements", "passages"):
        assert "facet" in ask(database, f"/records/{table}")


def test_the_documented_query_is_the_one_in_use(database: Path) -> None:
    assert sqlite3.connect(database).execute(QUERY, ('"条約"',)).fetchall()
