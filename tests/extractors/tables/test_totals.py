"""Totals against their rows: what does not add up is told of, what was never a sum is not."""

from __future__ import annotations

import pytest

from hakusho.extractors.tables import table_records
from hakusho.extractors.tables.totals import mismatches
from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text
from hakusho.records import CellRecord


def _told(table: str) -> list[str]:
    source = from_text(table, doc_id="t", path="t.md", media_type="text/markdown")
    cells = [r for r in table_records(source, pieces(source)) if isinstance(r, CellRecord)]
    assert cells
    return [str(m) for m in mismatches(cells)]


HEAD = "表1 予算（単位：億円）\n\n| 区分 | 令和4年度 | 令和5年度 |\n|---|---|---|\n"


def test_a_wrong_total_beside_a_right_one() -> None:
    table = HEAD + "| 外交 | 100 | 200 |\n| 防衛 | 300 | 400 |\n| 教育 | 50 | 60 |\n| 合計 | 450 | 690 |\n"
    assert _told(table) == ["合計 / 令和5年度: 690億円 is published, its parts come to 660億円"]


def test_a_slip_in_a_table_of_one_column() -> None:
    table = "| 国名 | 人数 |\n|---|---|\n| 甲国 | 1,000 |\n| 乙国 | 2,000 |\n| 計 | 3,010 |\n"
    assert _told(table) == ["計 / 人数: 3,010 is published, its parts come to 3,000"]


@pytest.mark.parametrize(
    "rows",
    [
        "| 外交 | 100 | 200 |\n| 防衛 | 300 | 400 |\n| 合計 | 400 | 600 |\n",
        # rounded to tenths
        "| 外交 | 33.3 | 1.5 |\n| 防衛 | 33.3 | 1.5 |\n| 教育 | 33.3 | 1.5 |\n| 合計 | 100.0 | 4.5 |\n",
        # the world, of which only some countries are named
        "| 甲国 | 100 | 200 |\n| 乙国 | 300 | 400 |\n| 合計 | 9,000 | 8,000 |\n",
        # ratios
        "| 外交 | 40% | 50% |\n| 防衛 | 50% | 45% |\n| 合計 | 100% | 100% |\n",
        # a figure is missing
        "| 外交 | 100 | － |\n| 防衛 | 300 | 400 |\n| 合計 | 400 | 700 |\n",
        # subtotals, then the whole
        "| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n| 小計 | 4 | 6 |\n| 丙 | 5 | 6 |\n| 丁 | 7 | 8 |\n| 小計 | 12 | 14 |\n| 合計 | 16 | 20 |\n",
    ],
)
def test_what_adds_up_or_is_no_sum_is_not_told_of(rows: str) -> None:
    assert _told(HEAD + rows) == []


def test_groups_with_their_own_totals() -> None:
    table = (
        "| 地域 | 国名 | 人数 | 件数 |\n|---|---|---|---|\n| アジア | 甲国 | 10 | 1 |\n| | 乙国 | 20 | 2 |\n| | 小計 | 30 | 6 |\n"
        "| 欧州 | 丙国 | 40 | 3 |\n| | 丁国 | 50 | 4 |\n| | 小計 | 90 | 7 |\n| 合計 | | 120 | 13 |\n"
    )
    assert [m.split(":")[0] for m in _told(table)] == ["アジア / 小計 / 件数"]
