"""The workbook, read by openpyxl."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import hakusho
from hakusho.export import excel, export
from hakusho.export.excel import Workbook


@pytest.fixture(scope="module")
def book(extracted: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return openpyxl.load_workbook(export(extracted, "excel", tmp_path_factory.mktemp("excel") / "records.xlsx"))


def table(book: Any, name: str) -> tuple[list[str], list[Any]]:
    header, *rows = book[name].iter_rows()
    return [cell.value for cell in header], rows


def test_one_sheet_a_type_frozen_and_filtered(book: Any, extracted: Path) -> None:
    tables = hakusho.load(extracted)
    for name in (*tables, "persons", "offices", "instruments", "meetings"):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == len(tables[name]) + 1
        if len(tables[name]):
            assert sheet.auto_filter.ref.startswith("A1:") and sheet.auto_filter.ref.endswith(str(sheet.max_row))


def test_days_are_dates_and_numbers_numbers(book: Any, extracted: Path) -> None:
    header, rows = table(book, "dates")
    known = hakusho.load(extracted).dates.set_index("record_id")
    column, key = header.index("earliest"), header.index("record_id")
    days = {row[key].value: row[column] for row in rows if row[column].value is not None}
    assert len(days) == known["earliest"].notna().sum()
    for record_id, cell in days.items():
        day = known.loc[record_id, "earliest"]
        if day.year > 1900:
            assert cell.is_date and cell.value == day.to_pydatetime()
        else:
            assert cell.value == f"{day:%Y-%m-%d}"  # Excel has no such day
    header, rows = table(book, "table_cells")
    values = [row[header.index("value")].value for row in rows]
    assert sum(isinstance(v, int | float) for v in values) == hakusho.load(extracted).table_cells["value"].notna().sum()


def test_every_record_links_to_its_sentence(book: Any) -> None:
    for name in ("dates", "people", "agreements", "commitments"):
        header, rows = table(book, name)
        for row in rows:
            cell = row[header.index("sentence")]
            place = re.fullmatch(r"'?passages'?!(D\d+)", cell.hyperlink.location)
            assert place is not None
            assert read(row[header.index("text")].value) in read(book["passages"][place[1]].value)


def read(text: str) -> str:
    """As normalization leaves it: no fullwidth letters, no spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_no_text_is_a_formula(harmful: Path, harmful_cells: list[str], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(harmful, "excel", tmp_path / "harmful.xlsx"))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), sheet.title
    header, rows = table(book, "table_cells")
    cells = [row[header.index("text")] for row in rows]
    assert [cell.value for cell in cells] == harmful_cells
    assert all(cell.quotePrefix for cell in cells)
    assert all(cell.hyperlink is None or cell.hyperlink.target is None for row in rows for cell in row)
    header, rows = table(book, "dates")
    assert rows[0][header.index("earliest")].value == "1868-01-01"  # Excel has no such day


def test_the_same_bytes_twice(harmful: Path, tmp_path: Path) -> None:
    first, second = (export(harmful, "excel", tmp_path / f"{n}.xlsx").read_bytes() for n in "ab")
    assert first == second


def test_what_a_sheet_cannot_hold_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MAX_ROWS", 4)
    book = Workbook(tmp_path / "long.xlsx")
    book.sheet("dates", ["n", "text"], ([n, "長" * 40_000 if n == 0 else dt.date(2024, 1, 1)] for n in range(7)))
    book.close()
    read = openpyxl.load_workbook(tmp_path / "long.xlsx")
    assert read.sheetnames == ["dates", "dates 2", "dates 3"]
    assert [row[0].value for sheet in read for row in sheet.iter_rows(min_row=2)] == list(range(7))
    assert len(read["dates"]["B2"].value) == 32_767
