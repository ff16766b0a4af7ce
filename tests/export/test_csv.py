"""The CSV files, validated by Frictionless against the data package beside them: types, keys and references."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

import hakusho
from hakusho.export import export


@pytest.fixture(scope="module")
def folder(extracted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(extracted, "csv", tmp_path_factory.mktemp("csv"))


def test_frictionless_finds_every_file_valid(folder: Path) -> None:
    report = Package(folder / "datapackage.json").validate()
    assert report.valid, report.flatten(["taskId", "rowNumber", "fieldName", "note"])[:5]
    assert len(report.tasks) == 12


def test_a_broken_reference_is_an_error(folder: Path, tmp_path: Path) -> None:
    """The check above checks something."""
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    people = tmp_path / "people.csv"
    lines = people.read_text("utf-8-sig").splitlines(keepends=True)
    people.write_text("".join([lines[0], *lines[1:]]).replace("bluebook_one_line", "nowhere", 1), "utf-8-sig")
    assert not Package(tmp_path / "datapackage.json").validate().valid


def test_a_byte_order_mark_for_excel_and_all_rows(folder: Path, extracted: Path) -> None:
    tables = hakusho.load(extracted)
    for name in (*tables, "persons", "meetings"):
        data = (folder / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\xef\xbb\xbf") == 1
        frame = pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")
        assert len(frame) == len(tables[name]) and list(frame.columns) == list(tables[name].columns)


def test_no_text_is_a_formula(harmful: Path, tmp_path: Path) -> None:
    for path in export(harmful, "csv", tmp_path).glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row), path.name
