"""Tables of every format, with all the cells expected of them.

A case is a document, a line of `====`, and what must come out: `caption:`, `unit:`, `format:`, `shape: rows x cols` of
its first table, then every cell as `row/headers | col/headers = value unit (second value and its label)`, a cell
without a value as `"its text"`. Cells not listed are wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from hakusho.extractors.tables import table_records
from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text
from hakusho.records import CellRecord, Record, TableRecord

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".txt", ".md"))

TABLE_FACT = re.compile(r"(caption|unit|format|shape): (.+)")


def records(text: str, *, markdown: bool = False) -> list[Record]:
    source = from_text(text, doc_id="case", path="case", media_type="text/markdown" if markdown else "text/plain")
    return table_records(source, pieces(source))


def split(path: Path) -> tuple[str, list[str]]:
    text, _, expected = path.read_bytes().decode().partition("====\n")
    return text, [line for line in expected.split("\n") if line]


def shown(cell: CellRecord) -> str:
    where = f"{'/'.join(cell.row_headers)} | {'/'.join(cell.col_headers)}".strip()
    if cell.value is None and cell.secondary_value is None:
        return squeezed(f'{where} = "{cell.sentence}"')
    second = ""
    if cell.secondary_value is not None:
        second = f" ({cell.secondary_value:.15g} {cell.secondary_label or ''})".replace(" )", ")")
    value = "" if cell.value is None else f"{cell.value:.15g}"
    return squeezed(f"{where} = {value} {cell.unit or ''}{second}")


def squeezed(line: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", line))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_cells(path: Path) -> None:
    text, expected = split(path)
    found = records(text, markdown=path.suffix == ".md")
    cells = [record for record in found if isinstance(record, CellRecord)]
    wanted = [line for line in expected if re.search(r" = |\| = ", line)]
    assert Counter(map(shown, cells)) == Counter(map(squeezed, wanted))
    for record in found:
        assert record.text == text[record.start : record.end]


@pytest.mark.parametrize(
    "path", [p for p in CASES if any(TABLE_FACT.match(line) for line in split(p)[1])], ids=lambda p: p.stem
)
def test_table(path: Path) -> None:
    text, expected = split(path)
    tables = [r for r in records(text, markdown=path.suffix == ".md") if isinstance(r, TableRecord)]
    assert tables
    seen = {
        "caption": tables[0].caption,
        "unit": tables[0].unit,
        "format": tables[0].format,
        "shape": f"{tables[0].n_rows} x {tables[0].n_cols}",
    }
    for line in expected:
        if fact := TABLE_FACT.match(line):
            assert seen[fact[1]] == fact[2]


def test_identities_are_unique() -> None:
    for path in CASES:
        found = records(split(path)[0], markdown=path.suffix == ".md")
        ids = [record.record_id for record in found]
        assert len(ids) == len(set(ids))
