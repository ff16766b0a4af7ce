"""Tables in text: spans that point at what stands there, and bounded cost whatever the markup says."""

from __future__ import annotations

import contextlib
import time

import pytest

from hakusho.errors import RejectedDocument
from hakusho.read.blocks import blocks
from hakusho.read.grids import find_grids
from hakusho.read.source import Grid


def contents(text: str, grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(c.row for c in grid.cells) + 1)]
    for cell in grid.cells:
        rows[cell.row].append(text[cell.start : cell.end])
    return rows


def test_html_cells_are_verbatim_without_surrounding_spaces() -> None:
    text = "<p>前</p>\n<table>\n<tr><th> 名 <th>数<tr><td>\n 甲<br>乙 <td class='a>b'>1&nbsp;</table>後"
    (grid,) = find_grids(text)
    assert text[grid.start : grid.end].startswith("<table>") and text[grid.end :] == "後"
    assert contents(text, grid) == [["名", "数"], ["甲<br>乙", "1&nbsp;"]]
    assert [c.header for c in grid.cells] == [True, True, None, None]


def test_html_spans_place_the_cells_that_follow() -> None:
    text = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>"
    (grid,) = find_grids(text)
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in grid.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


@pytest.mark.parametrize("attribute", ["rowspan", "colspan"])
def test_a_span_of_a_billion_costs_nothing(attribute: str) -> None:
    text = f"<table><tr><td {attribute}=1000000000>a<td>b<tr><td>c<td>d</table>"
    (grid,) = find_grids(text)
    assert max(c.row + c.rowspan for c in grid.cells) * max(c.col + c.colspan for c in grid.cells) < 20


def test_a_table_of_too_many_cells_rejects_the_document() -> None:
    rows = "".join(f"<tr><td rowspan=60000>{i}<td>x</tr>" for i in range(1500))
    with pytest.raises(RejectedDocument, match="max_cells"):
        find_grids(f"<table>{rows}</table>")


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    text = "項目\t概要\n第一\t前 <table><tr><th>a<th>b<tr><td>1<td>2</table> 後\n第二\t別"
    outer, inner = find_grids(text)
    assert (outer.format, inner.format) == ("tsv", "html")
    assert contents(text, inner) == [["a", "b"], ["1", "2"]]
    cell = next(c for c in outer.cells if c.row == 1 and c.col == 1)
    assert cell.start < inner.start and inner.end < cell.end


def test_a_cell_s_own_text_leaves_out_the_table_in_it() -> None:
    text = "<table><tr><th>x<th>y<tr><td>前<table><tr><td>a<td>b<tr><td>1<td>2</table>後<td>z<tr><td>p<td>q</table>"
    outer, _ = find_grids(text)
    cell = next(c for c in outer.cells if c.row == 1 and c.col == 0)
    assert [text[a:b] for a, b in cell.spans] == ["前", "後"]


def test_a_table_in_a_comment_is_none() -> None:
    assert find_grids("<!-- <table><tr><td>a<td>1<tr><td>b<td>2</table> --><table-like>") == []


def test_an_unclosed_table_ends_with_its_paragraph() -> None:
    text = "<table><tr><td>a<td>1<tr><td>b<td>2\n\n本文が続く。\n"
    (grid,) = find_grids(text)
    assert contents(text, grid) == [["a", "1"], ["b", "2"]]


def test_captions_and_notes_are_found_and_shared() -> None:
    text = (
        "区分 定員 現員\n甲 10 9\n乙 20 18\n合計 30 27\n\n区分 定員 現員\n甲 11 9\n乙 21 18\n合計 32 27\n\n"
        "昨年の職員 本年の職員\n（単位：人） （単位：人）\n注1：昨年の数\n注1：本年の数\n"
    )
    first, second = find_grids(text)
    assert text[slice(*first.caption or ())] == "昨年の職員"
    assert text[slice(*second.caption or ())] == "本年の職員"
    assert [text[a:b] for a, b in second.notes] == ["（単位：人）", "注1：本年の数"]


def test_a_shared_note_is_one_block() -> None:
    text = "区分 定員 現員\n甲 10 9\n乙 20 18\n合計 30 27\n\n区分 定員 現員\n丙 1 9\n丁 1 18\n合計 2 27\n\n注：概数である。\n"
    grids = find_grids(text)
    assert len(grids) == 2 and all(len(grid.notes) == 1 for grid in grids)
    assert [b.kind for b in blocks(text, grids, markdown=False)].count("footnote") == 1


@pytest.mark.parametrize(
    "text",
    [
        "第1章 総論 1\n第2章 各論 12\n第3章 資料 34\n",
        "会場 東京 10\n会場 大阪 20\n会場 福岡 30\n",
        "・\t項目の一\n・\t項目の二\n・\t項目の三\n",
        "前年より 120 件増えて 300 件となり、\nさらに 20 件が 5 月までに加わったが\n残る 12 件は 3 月に終わった。\n",
        "電話 03-1234-5678\n内線 2345\nFAX 03-1234-5679\n",
        "第１節　総論\n第２節　各論\n第３節　資料\n",
        "| 見出しのような行 | 二つ目 |\n| 続く行 | 別の語 |\n",
        "<table><tr><td><a href='/'>一</a><td><a href='/'>二</a><tr><td><a href='/'>三</a><td><a href='/'>四</a></table>",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_grids(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>" * 20_000,
        "<td rowspan='" * 20_000,
        "<!--" * 50_000 + "<table>",
        "<!-->" * 50_000 + "<table>",
        "|-" * 50_000 + "\n" + "|a" * 50_000 + "\n",
        "\t" * 200_000,
        "甲 1 2\n" * 30_000,
        "甲\n" * 60_000,
        "1 " * 100_000,
        "甲　　1　　2\n" * 20_000,
        "（単位：" * 40_000,
        "| a | b |\n|---|---|\n| c | 1 |\n\n" * 3_000,
        "| a | 1 |\n" * 10_000,
        "年次\n" * 30_000,
        "区分 甲 乙\n丙 1 2\n丁 3 4\n\f" * 4_000,
        "年次\n一\n二\n\n数\n1\n2\n\n" * 4_000,
        "区 分 甲 乙 丙 丁 戊 己 庚 辛 壬 癸\n" * 5_000,
        "区分 甲 乙 丙 丁 戊 己 庚 辛 壬 癸\n丙 丁 丙 丁 丙 丁\n子 1 2 3 4 5 6 7 8 9 10 11 12 13\n" * 2_000,
        "　　　　甲　　乙　　丙　　丁\n　区分　　戊　　己　　戊　　己　　戊　　己\n　子　　1　　2　　3　　4　　5　　6\n"
        * 3_000,
    ],
    ids=lambda text: repr(text[:14]),
)
@pytest.mark.timed
def test_time_is_linear(text: str) -> None:
    def cost(part: str) -> float:
        begin = time.process_time()
        with contextlib.suppress(RejectedDocument):
            find_grids(part)
        return time.process_time() - begin

    assert cost(text) < max(2.0, 12 * cost(text[: len(text) // 4]))
