"""The wheel holds what the pipeline needs away from the checkout, and nothing that names where it was built."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_carries_rules_and_vocabulary(tmp_path: Path) -> None:
    import zipfile

    from hatchling.builders.wheel import WheelBuilder

    wheel = Path(next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"hakusho/configs/{p.name}" for p in (ROOT / "configs").glob("*.toml")} <= names
    assert {
        f"hakusho/{p.relative_to(ROOT / 'pipeline/hakusho').as_posix()}" for p in (ROOT / "pipeline").rglob("*.toml")
    } <= names
    assert "hakusho/locale/ja/LC_MESSAGES/hakusho.mo" in names


def test_constraints_pin_every_version_and_name_no_host() -> None:
    lines = [x for x in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if x and not x.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[\w.]+", line) for line in lines)
    assert {"spacy", "ginza", "ja-ginza", "sudachidict-core"} <= {
        line.split("==")[0].lower().replace("_", "-") for line in lines
    }


def test_the_repository_holds_no_copied_document() -> None:
    """60 characters in a row of a document of the corpus would be a copy; where there is no corpus, nothing to compare."""
    corpus = ROOT.parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus is not part of the repository (../shared)")
    grams = set()
    for path in corpus.glob("*.txt"):
        text = re.sub(r"\s+", "", path.read_text("utf-8"))
        grams |= {text[i : i + 60] for i in range(len(text) - 59)}
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in tracked:
        path = ROOT / name
        if name and path.suffix not in (".parquet", ".png") and path.is_file():
            text = re.sub(r"\s+", "", path.read_text("utf-8", errors="replace"))
            assert not any(text[i : i + 60] in grams for i in range(len(text) - 59)), name
