"""The extractors as components of anybody's spaCy pipeline: the built wheel in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import json
import spacy
from spacy import displacy

nlp = spacy.load("ja_ginza")
for name in ("hakusho_dates", "hakusho_people", "hakusho_agreements", "hakusho_commitments"):
    nlp.add_pipe(name)
doc = nlp("令和6年7月28日、山田太郎外務大臣は日英漁業協定に署名し、両大臣は協力を続けることで一致した。")
found = {table: [[span.text, span.label_] for span in spans] for table, spans in doc.spans.items()}
page = displacy.render(doc, style="span", options={"spans_key": "dates"}, jupyter=False)
import hakusho
print(json.dumps({"spans": found, "page": page, "home": hakusho.__file__}))
"""


def installed(folder: Path) -> Path:
    """The Python of a fresh environment with the wheel and its dependencies; skipped where there is no network."""
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "install", "-q", "-c", str(ROOT / "constraints.txt"), wheel], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        if "No matching distribution" in done.stderr or "connection" in done.stderr.lower():
            pytest.skip(f"the dependencies cannot be fetched here: {last}")
        pytest.fail(f"the wheel does not install: {last}")
    return python


@pytest.mark.slow
def test_add_pipe_works_with_the_wheel_alone(tmp_path: Path) -> None:
    python = installed(tmp_path)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HAKUSHO"))}
    environment["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        [str(python), "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert Path(said["home"]).is_relative_to(tmp_path)
    spans = {table: [text for text, _ in found] for table, found in said["spans"].items()}
    assert spans["dates"] == ["令和6年7月28日"]
    assert spans["people"] == ["山田太郎"]
    assert spans["agreements"] and "協定" in spans["agreements"][0]
    assert spans["commitments"] == ["一致した"]
    assert all(label.startswith("dates.") for _, label in said["spans"]["dates"])
    assert "令和" in said["page"] and said["spans"]["dates"][0][1] in said["page"]


@pytest.mark.parametrize("name", ["dates", "people", "agreements", "commitments"])
def test_add_pipe_takes_every_extractor(name: str) -> None:
    import spacy

    nlp = spacy.blank("ja")
    nlp.add_pipe(f"hakusho_{name}")
    assert name in nlp("令和6年7月28日、両大臣は協力することで一致した。").spans
