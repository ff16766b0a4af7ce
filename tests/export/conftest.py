"""The committed extraction, exported once; and a made-up one whose every text means harm to a spreadsheet."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from hakusho.export import export
from hakusho.records import CellRecord, DateRecord, Document, DocumentRecords, Record, TableRecord
from hakusho.write.extraction import write_extraction

EXTRACTED = Path(__file__).parents[2] / "extracted"
HARMFUL = ["=1+1", "+81", "-5%", '@SUM(A1,"x")', "=HYPERLINK(A1)"]


@pytest.fixture(scope="session")
def extracted() -> Path:
    return EXTRACTED


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(EXTRACTED, "sqlite", tmp_path_factory.mktemp("sqlite") / "records.sqlite")


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table whose cells look like formulas, and a date long before Excel's first."""
    text = "\n".join(["1868年に始まる。", *HARMFUL]) + "\n"
    common = {"doc_id": "=cmd", "section": ["=A1"], "rule": "tables.made_up"}
    records: dict[str, list[Record]] = {
        "dates": [
            DateRecord(
                **{**common, "record_id": "d", "start": 0, "end": 5, "text": "1868年", "sentence": "1868年に始まる。"},
                type="DATE",
                value="1868",
                earliest=dt.date(1868, 1, 1),
                latest=dt.date(1868, 12, 31),
            )
        ],
        "tables": [
            TableRecord(
                **{**common, "record_id": "t", "start": 11, "end": len(text), "text": text[11:], "sentence": "表"},
                table_id="t",
                format="tsv",
                n_rows=len(HARMFUL),
                n_cols=1,
                numeric=False,
            )
        ],
        "table_cells": [
            CellRecord(
                **{**common, "record_id": f"c{row}", "start": text.index(cell, 11), "text": cell, "sentence": cell},
                end=text.index(cell, 11) + len(cell),
                table_id="t",
                row=row,
                col=0,
                row_headers=["=見出し"],
                col_headers=[],
            )
            for row, cell in enumerate(HARMFUL)
        ],
    }
    document = Document(
        doc_id="=cmd",
        path="=cmd.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        title="=cmd|' /C calc'!A0",
        publisher="@somebody",
        published=None,
        reference_date=None,
        reference_source=None,
        edition=None,
        source_url="=A1",
        license=None,
        n_pages=None,
        n_chars=len(text),
        text=text,
    )
    out = tmp_path_factory.mktemp("harmful")
    write_extraction(out, [DocumentRecords(document, records)], [], {})
    return out


@pytest.fixture(scope="session")
def harmful_cells() -> list[str]:
    return HARMFUL
