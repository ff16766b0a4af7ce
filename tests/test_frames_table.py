"""A table of an extraction back as a DataFrame."""

from __future__ import annotations

import pandas as pd
import pytest

from hakusho.errors import HakushoError
from hakusho.results.frames import Extraction, table


def cell(row: int, col: int, row_headers: list[str], col_headers: list[str], value: float | None, text: str) -> dict:
    headers = {"row_headers": row_headers, "col_headers": col_headers}
    return {"table_id": "t", "row": row, "col": col, **headers, "value": value, "sentence": text}


def test_a_table_comes_back_with_its_headers() -> None:
    extraction = Extraction()
    extraction["table_cells"] = pd.DataFrame(
        [
            cell(0, 0, ["一般職", "本省"], ["定員"], 40.0, "40"),
            cell(0, 1, ["一般職", "本省"], ["備考"], None, "再掲"),
            cell(1, 0, ["合計"], ["定員"], 40.0, "40"),
            cell(1, 1, ["合計"], ["備考"], None, ""),
        ]
    )
    frame = table(extraction, "t")
    assert frame.index.tolist() == [("一般職", "本省"), ("合計", "")]
    assert frame.columns.tolist() == ["定員", "備考"]
    assert frame["定員"].tolist() == [40.0, 40.0]
    assert frame["備考"].fillna("").tolist() == ["再掲", ""]
    with pytest.raises(HakushoError, match="no table x"):
        table(extraction, "x")
