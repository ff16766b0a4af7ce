"""The notebook runs from the first cell to the last, and its findings hold for what it extracted."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.slow
def test_the_notebook_goes_from_raw_to_three_findings() -> None:
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOKS / "findings.ipynb", as_version=4)
    resources = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=resources).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    charts = [o for o in outputs if "image/svg+xml" in o.get("data", {})]
    assert len(charts) == 3
    said = "".join(o["text"] for o in outputs if o["output_type"] == "stream" and o["name"] == "stdout")
    share, need = re.search(r"(\d+)% in force within a year", said), re.search(r"(\d+)% of \d+ dates need", said)
    assert share and int(share[1]) > 50  # "most treaties"
    assert need and int(need[1]) >= 33  # "a third or more of the dates"
