"""Cells go back into the table they came from."""

from __future__ import annotations

import pytest

from hakusho.records import CellRecord, TableRecord
from hakusho.show.tables import table_view
from hakusho.show.wording import amount, says_more

COMMON = {"doc_id": "d", "section": [], "rule": "tables.markdown", "start": 0, "end": 1, "text": "表"}
TABLE = TableRecord(
    **COMMON, record_id="t", sentence="表", table_id="t", format="markdown", n_rows=3, n_cols=3, numeric=True  # type: ignore[arg-type]
)  # fmt: skip


def cell(row: int, col: int, rows: list[str], cols: list[str], said: str = "1", **more: object) -> CellRecord:
    place = {"row": row, "col": col, "row_headers": rows, "col_headers": cols}
    return CellRecord(**COMMON, record_id=f"{row}.{col}", sentence=said, table_id="t", **place, **more)  # type: ignore[arg-type]


def test_headers_over_several_rows_and_columns_stand_once() -> None:
    columns = [["令和5年度", "人数"], ["令和5年度", "構成比"], ["備考"]]
    rows = [["アジア", "韓国"], ["アジア", "タイ"], ["合計"]]
    view = table_view(TABLE, [cell(r, c, rows[r], columns[c]) for r in range(3) for c in range(3) if (r, c) != (2, 2)])
    assert [[(h.text, h.span) if h else None for h in level] for level in view.head] == [
        [("令和5年度", 2), None, ("備考", 1)],
        [("人数", 1), ("構成比", 1), ("", 1)],
    ]
    assert [[(h.text, h.span) if h else None for h in row] for row in view.row_heads] == [
        [("アジア", 2), ("韓国", 1)],
        [None, ("タイ", 1)],
        [("合計", 1), ("", 1)],
    ]
    assert view.body[2][2] is None
    assert view.body[1][1] is not None and view.body[1][1].record_id == "1.1"


def test_rows_that_only_share_an_inner_header_stay_apart() -> None:
    view = table_view(TABLE, [cell(n, 0, [group, "小計"], ["計"]) for n, group in enumerate("甲乙")])
    assert [[h.text if h else None for h in row] for row in view.row_heads] == [["甲", "小計"], ["乙", "小計"]]


def test_a_table_without_cells() -> None:
    view = table_view(TABLE, [])
    assert (view.head, view.row_heads, view.body, view.row_levels) == ([], [], [], 0)


@pytest.mark.parametrize(
    ("said", "value", "more", "told"),
    [
        ("4,000", 4000.0, {"unit": "人"}, ""),
        ("20.0%", 20.0, {"unit": "%"}, ""),
        ("△12", -12.0, {}, "-12"),
        ("約2,110億円", 211e9, {"unit": "円"}, "211,000,000,000 円"),
        ("19.7兆円", 19.7e12, {"unit": "円"}, "19,700,000,000,000 円"),
        ("24(3)", 24.0, {"unit": "人", "secondary_value": 3.0, "secondary_label": "内数"}, "24 人 (内数: 3)"),
        ("短期", None, {}, ""),
    ],
)
def test_a_value_is_told_where_the_cell_does_not_show_it(said: str, value: float, more: dict, told: str) -> None:
    found = cell(0, 0, [], [], said, value=value, **more)
    assert (amount(found) if says_more(found) else "") == told
