"""Our own tables, written down in the ways in which converters take a table apart: their headers must come out alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from hakusho.extractors.tables import table_records
from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text
from hakusho.records import CellRecord


@dataclass(frozen=True)
class Example:
    """A table: the word over its labels, the path of each column, and its rows."""

    name: str
    stub: str
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


EXAMPLES = (
    Example(
        "plain",
        "区分",
        (("令和4年",), ("令和5年",), ("増減数",), ("増減率(％)",)),
        (
            ("森林", ("1,200", "1,260", "60", "5.0")),
            ("農地", ("800", "760", "△40", "△5.0")),
            ("宅地", ("500", "510", "10", "2.0")),
        ),
    ),
    Example(
        "pairs",
        "業種",
        (
            ("令和4年度", "件数"),
            ("令和4年度", "構成比"),
            ("令和5年度", "件数"),
            ("令和5年度", "構成比"),
        ),
        (
            ("建設業", ("120", "60.0", "150", "62.5")),
            ("運輸業", ("80", "40.0", "90", "37.5")),
            ("計", ("200", "100.0", "240", "100.0")),
        ),
    ),
    Example(
        "total first",
        "種別",
        (
            ("総戸数",),
            ("資金別", "公的資金"),
            ("資金別", "民間資金"),
            ("利用別", "持家"),
            ("利用別", "貸家"),
            ("利用別", "分譲"),
        ),
        (
            ("北部", ("90", "20", "70", "40", "30", "20")),
            ("南部", ("60", "15", "45", "25", "25", "10")),
            ("西部", ("50", "12", "38", "20", "18", "12")),
        ),
    ),
    Example(
        "comparison last",
        "事項",
        (("令和4年度",), ("令和5年度",), ("対前年度増減", "増減額"), ("対前年度増減", "増減率")),
        (
            ("人件費", ("1,000", "1,050", "50", "5.0")),
            ("物件費", ("2,000", "1,900", "△100", "△5.0")),
            ("維持費", ("500", "510", "10", "2.0")),
        ),
    ),
)


def _levels(example: Example) -> list[list[tuple[str, bool]]]:
    """The headers of each level in the order of a page, and whether nothing stands below them."""
    out: list[list[tuple[str, bool]]] = [[], []]
    for path in example.columns:
        if not out[0] or out[0][-1] != (path[0], len(path) == 1):
            out[0].append((path[0], len(path) == 1))
        if len(path) > 1:
            out[1].append((path[1], True))
    return [level for level in out if level]


def _body(example: Example) -> list[str]:
    return [" ".join((label, *figures)) for label, figures in example.rows]


def row_by_row(example: Example) -> list[str]:
    """The cells of a row one after another, those that span levels in the first."""
    first, *rest = _levels(example)
    heads = [" ".join((example.stub, *(text for text, _ in first))), *(" ".join(t for t, _ in level) for level in rest)]
    return heads + _body(example)


def as_seen(example: Example) -> list[str]:
    """The lines of the page from above, what spans two levels at the height of their middle."""
    first, *rest = _levels(example)
    if not rest:
        return row_by_row(example)
    above = " ".join(text for text, alone in first if not alone)
    middle = " ".join((example.stub, *(text for text, alone in first if alone)))
    return [above, middle, " ".join(text for text, _ in rest[0]), *_body(example)]


def cell_by_cell(example: Example) -> list[str]:
    """The headers each on a line of its own."""
    return [example.stub, *(text for level in _levels(example) for text, _ in level), *_body(example)]


WAYS: tuple[Callable[[Example], list[str]], ...] = (row_by_row, as_seen, cell_by_cell)


def _cells(lines: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    text = "次のとおりである。\n表1 例\n" + "\n".join(lines) + "\n以上である。\n"
    source = from_text(text, doc_id="case", path="case", media_type="text/plain")
    return [
        (tuple(record.row_headers), tuple(record.col_headers), record.text)
        for record in table_records(source, pieces(source))
        if isinstance(record, CellRecord)
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_way_gives_the_same_table(example: Example, way: Callable[[Example], list[str]]) -> None:
    expected = [
        ((label,), tuple(part.removesuffix("(％)") for part in path), figure)
        for label, figures in example.rows
        for path, figure in zip(example.columns, figures, strict=True)
    ]
    assert _cells(way(example)) == expected


def test_thousands_parted_by_spaces() -> None:
    lines = ["区分 面積 割合", "森林 12 400 62.0", "農地 6 200 31.0", "宅地 900 4.5", "その他 500 2.5"]
    assert [text for _, _, text in _cells(lines)][:4] == ["12 400", "62.0", "6 200", "31.0"]


def test_labels_broken_by_their_column() -> None:
    lines = ["事項 前年度 本年度", "水産物の流", "通対策 120 130", "森林整備費 300 310", "中山間地域", "振興費 80 85"]
    assert [path for path, _, _ in _cells(lines)][::2] == [
        ("水産物の流通対策",),
        ("森林整備費",),
        ("中山間地域振興費",),
    ]
