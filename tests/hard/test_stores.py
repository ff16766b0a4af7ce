"""What a run keeps is checked when it is used: damaged, or of another version, it is made again or refused."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from running import folder, snapshot

import hakusho
from hakusho.errors import HakushoError
from hakusho.pipeline import store as finished
from hakusho.results.stored import Stored
from hakusho.tag import ginza


def _rows(path: Path) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(path) as db:
        return db.execute("SELECT key, value FROM pieces ORDER BY key").fetchall()


@pytest.mark.parametrize("damage", ["file", "values", "journal"])
@pytest.mark.parametrize("name", ["documents", "pieces"])
def test_a_damaged_cache_is_made_again(home: Path, name: str, damage: str) -> None:
    hakusho.run(folder(home / "raw", 2), home / "out")
    before = dict(snapshot(home / "out"))
    store = home / ".hakusho" / "cache" / f"{name}.sqlite"
    if damage == "file":
        store.write_bytes(b"no database " * 500)
    elif damage == "journal":
        store.write_bytes(b"")
        store.with_name(store.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(500))
    else:
        with sqlite3.connect(store) as db:
            db.execute("UPDATE pieces SET value = SUBSTR(value, 1, LENGTH(value) / 2)")
    if name == "pieces":
        (home / ".hakusho" / "cache" / "documents.sqlite").unlink()
    (home / "out" / "run.json").unlink()
    assert hakusho.run(home / "raw", home / "out").rejected == []
    assert snapshot(home / "out") == before


@pytest.mark.parametrize(("module", "name"), [(ginza, "pieces"), (finished, "documents")])
def test_a_cache_of_another_version_is_not_used(
    home: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    hakusho.run(folder(home / "raw", 1), home / "out")
    before = dict(_rows(home / ".hakusho" / "cache" / f"{name}.sqlite"))
    now = dict(module.versions()) | {"ginza": "0.0.1"}  # type: ignore[attr-defined]
    for each in (ginza, finished):
        monkeypatch.setattr(each, "versions", lambda: now)
    result = hakusho.run(home / "raw", home / "out")
    assert (result.unchanged, result.processed) == (False, 1)
    after = dict(_rows(home / ".hakusho" / "cache" / f"{name}.sqlite"))
    assert len(after) == 2 * len(before) and before.items() <= after.items()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema_version": "0.1"}, "written with schema 0.1, this is schema .*; run `hakusho run` again"),
        ({"schema_version": "99"}, "written with schema 99"),
        ({"schema_version": None}, "written with schema None"),
        ({"state": "writing"}, "under way or was broken off; run `hakusho run` again"),
        ({"files": ["dates.parquet"]}, "is not what a run writes"),
        ([1, 2], "is not what a run writes"),
        ("{", "cannot be read"),
    ],
)
def test_an_extraction_of_another_schema_is_refused(home: Path, change: object, message: str) -> None:
    hakusho.run(folder(home / "raw", 1), home / "out", cache=False)
    path = home / "out" / "run.json"
    if isinstance(change, dict):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    else:
        path.write_text(change if isinstance(change, str) else json.dumps(change), "utf-8")
    for read in (hakusho.load, Stored):
        with pytest.raises(HakushoError, match=message):
            read(home / "out")
    hakusho.run(home / "raw", home / "out", cache=False)
    assert len(hakusho.load(home / "out").documents) == 1


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1"])
def test_a_table_that_is_none(home: Path, data: bytes) -> None:
    hakusho.run(folder(home / "raw", 1), home / "out", cache=False)
    (home / "out" / "dates.parquet").write_bytes(data)
    with pytest.raises(HakushoError, match=r"dates\.parquet: is not the file that run\.json speaks of"):
        hakusho.load(home / "out")
    with pytest.raises(HakushoError, match=r"dates\.parquet"):
        hakusho.load(home / "out", verify=False)
    with pytest.raises(HakushoError, match=r"dates\.parquet"):
        Stored(home / "out").records("dates")


def test_an_open_extraction_keeps_what_it_opened(home: Path) -> None:
    hakusho.run(folder(home / "raw", 2), home / "out", cache=False)
    stored = Stored(home / "out")
    first = [r.record_id for r in stored.records("dates")]
    hakusho.run(folder(home / "more", 1), home / "out", cache=False)
    assert [r.record_id for r in stored.records("dates")] == first
    with pytest.raises(HakushoError, match=r"not the file that run\.json speaks of"):
        stored.records("people")
