"""Real documents, where they are at hand: none rejected, every record leads back, the floors of quality held."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import hakusho

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not part of the repository (../shared)"),
]

FLOORS = {
    "dates:value": 0.90,
    "people:name+title+country": 0.85,
    "agreements:instrument+act": 0.70,
    "commitments:predicate+act": 0.80,
    "tables:numeric cells full paths": 0.95,
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    result = hakusho.run(SHARED / "corpus", folder, cache=False)
    assert result.rejected == []
    assert len(result.documents) == 5
    return folder


def test_every_record_leads_back(out: Path) -> None:
    tables = hakusho.load(out)
    texts = dict(zip(tables.documents.doc_id, tables.documents.text, strict=True))
    for name, table in tables.items():
        if name != "documents":
            assert all(texts[r.doc_id][r.start : r.end] == r.text for r in table.itertuples()), name
            assert table.record_id.is_unique


def test_the_floors_of_quality(out: Path) -> None:
    done = subprocess.run(
        [sys.executable, SHARED / "score.py", out, SHARED / "gold"], capture_output=True, text=True, check=True
    )
    scores = json.loads(done.stdout.splitlines()[-1])
    assert {k: scores[k]["f1"] for k, floor in FLOORS.items() if scores[k]["f1"] < floor} == {}


def test_a_second_run_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    hakusho.run(SHARED / "corpus", tmp_path / "again", workers=2, cache=False)
    files = {p.relative_to(out): p.read_bytes() for p in out.rglob("[!.]*") if p.is_file()}
    assert files == {
        p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("[!.]*") if p.is_file()
    }


def test_a_whole_white_paper_goes_through(tmp_path: Path) -> None:
    result = hakusho.run(SHARED / "whitepapers" / "ict_h23.txt", tmp_path / "out", cache=False)
    assert result.n_chars == 326_282
