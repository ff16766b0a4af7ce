"""`extracted/` is what the pipeline makes of `raw/`: every change of a rule shows its effect in the diff."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import hakusho
from hakusho.records import TABLES

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "extracted"
HINT = "run `python3 dev.py run` and commit extracted/ with the change that caused it"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fresh")
    hakusho.run(ROOT / "raw", out, cache=False)
    return out


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("[!.]*") if p.is_file()}


def test_the_same_files(fresh: Path) -> None:
    assert names(fresh) == names(COMMITTED), HINT


def test_json_by_bytes(fresh: Path) -> None:
    texts = [n for n in sorted(names(fresh)) if n.endswith((".json", ".jsonl")) and n != "run.json"]
    changed = [n for n in texts if (fresh / n).read_bytes() != (COMMITTED / n).read_bytes()]
    assert changed == [], HINT


@pytest.mark.parametrize("table", TABLES)
def test_parquet_as_tables(fresh: Path, table: str) -> None:
    new, old = (pq.read_table(folder / f"{table}.parquet") for folder in (fresh, COMMITTED))
    assert new.schema.equals(old.schema, check_metadata=True), HINT
    assert new.equals(old), HINT


def test_run_but_for_what_the_libraries_decide(fresh: Path) -> None:
    """Versions, and the hashes of Parquet files, belong to the environment; all else is the input's and the rules'."""
    new, old = (json.loads((folder / "run.json").read_text("utf-8")) for folder in (fresh, COMMITTED))
    for run in (new, old):
        run.pop("versions")
        run["files"] = {k: v for k, v in run["files"].items() if not k.endswith(".parquet")}
    assert new == old, HINT
