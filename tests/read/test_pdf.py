"""PDF pages, written by the tests themselves: order, columns, what repeats, tables, and what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hakusho.errors import RejectedDocument
from hakusho.read.files import RawFile, read
from hakusho.read.source import Source

WIDTH, HEIGHT = 595, 842
FONT = "HeiseiMin-W3"


def _pdf(*pages: Callable[[Any], None], encrypt: str | None = None) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    for page in pages:
        canvas.setFont(FONT, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _read(data: bytes, tmp_path: Path) -> Source:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    return read(RawFile(path, path.name, "file"))


def _blocks(source: Source, kind: str | None = None) -> list[str]:
    return [
        "".join(source.text[a:e] for a, e in b.spans).replace("\n", "")
        for b in source.blocks
        if b.kind != "furniture" and (kind is None or b.kind == kind)
    ]


def _column(canvas: Any, x: float, y: float, lines: list[str], size: float = 10, leading: float = 16) -> float:
    """Lines from (x, y) downward; y counts from the top. Gives where the next would stand."""
    canvas.setFont(FONT, size)
    for line in lines:
        inset = len(line) - len(line.lstrip("　"))
        canvas.drawString(x + inset * size, HEIGHT - y, line.lstrip("　"))
        y += leading
    return y


LEFT = [
    "　両大臣は、地域の情勢について率直に意見を交",
    "わし、自由で開かれた秩序を守るために協力",
    "することで一致した。",
]
RIGHT = ["　また、両大臣は、経済の分野における協力を深", "めるため、新たな作業部会を設けることを確認", "した。"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        _column(canvas, 60, 60, ["第1節　二国間の関係"], size=16)
        _column(canvas, 60, 120, LEFT)
        _column(canvas, 310, 120, RIGHT)

    assert _blocks(_read(_pdf(page), tmp_path)) == [
        "第1節 二国間の関係",
        "".join(LEFT).strip("　"),
        "".join(RIGHT).strip("　"),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    words = [*LEFT[:2], "するとともに、海洋の安全を守るために情報を分"]
    rest = ["かち合い、共に訓練を行うことで一致したほか、", "両国の若者の交流を広げるための計画を今年の夏"]
    end = ["までに作ることを確認した。"]

    def first(canvas: Any) -> None:
        _column(canvas, 60, 100, words)
        _column(canvas, 310, 100, rest)

    def second(canvas: Any) -> None:
        _column(canvas, 60, 100, end)

    source = _read(_pdf(first, second), tmp_path)
    assert _blocks(source) == ["".join([*words, *rest, *end]).strip("　")]
    assert source.n_pages == 2


def test_notes_stand_behind_both_columns(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        _column(canvas, 60, 100, LEFT)
        _column(canvas, 310, 100, RIGHT)
        _column(
            canvas, 60, 700, ["1　正式には、協力に関する共同声明という。", "2　同年の予算による。"], size=7, leading=11
        )

    source = _read(_pdf(page), tmp_path)
    assert [b.kind for b in source.blocks] == ["paragraph", "paragraph", "footnote", "footnote"]
    assert _blocks(source)[-1].startswith("2")


def test_running_titles_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            _column(canvas, 60, 30, ["第2章　地域別に見た外交"], size=8)
            _column(canvas, 60, 100, [line.replace("両大臣", f"第{number}回の両大臣") for line in LEFT])
            _column(canvas, 290, 820, [str(100 + number)], size=8)

        return draw

    source = _read(_pdf(page(1), page(2), page(3)), tmp_path)
    assert len(_blocks(source)) == 3
    assert sum(b.kind == "furniture" for b in source.blocks) == 6
    assert [b.page for b in source.blocks if b.kind == "paragraph"] == [1, 2, 3]


def test_the_same_heading_at_the_top_of_pages_is_text_where_another_stands_above(tmp_path: Path) -> None:
    def page(title: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            _column(canvas, 60, 40, [title], size=20)
            _column(canvas, 60, 80, ["現状と課題"], size=13)
            _column(canvas, 60, 130, LEFT)

        return draw

    found = _blocks(_read(_pdf(page("輸出の拡大"), page("農地の集積")), tmp_path))
    assert found.count("現状と課題") == 2


def _grid(canvas: Any, xs: list[float], ys: list[float], skip: set[tuple[int, int]], sides: bool = True) -> None:
    """Lines between columns `xs` and rows `ys` (from the top); `skip` are the left edges of cells that have none."""
    for y in ys:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
    for c, x in enumerate(xs):
        if not sides and c in (0, len(xs) - 1):
            continue
        for r, (top, bottom) in enumerate(pairwise(ys)):
            if (r, c) not in skip:
                canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


@pytest.mark.parametrize("sides", [True, False], ids=["closed", "open at the sides"])
def test_ruled_tables(sides: bool, tmp_path: Path) -> None:
    rows = [["区分", "予算額", ""], ["外交", "1,000", "1,200"], ["防衛", "2,000", "2,300"]]

    def page(canvas: Any) -> None:
        _column(canvas, 60, 80, ["表1　予算の推移"])
        _grid(canvas, [60, 160, 260, 360], [90, 110, 130, 150], {(0, 2)}, sides)
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                _column(canvas, 65 + 100 * c, 104 + 20 * r, [words])
        _column(canvas, 60, 165, ["（注）当初予算による。"], size=8)
        _grid(canvas, [60, 160, 260, 360], [300, 320, 340, 360], set(), sides)  # another of the same width
        for r in range(3):
            for c in range(3):
                _column(canvas, 65 + 100 * c, 314 + 20 * r, [f"甲{r}{c}"])

    source = _read(_pdf(page), tmp_path)
    first, second = [b.grid for b in source.blocks if b.grid]
    assert first is not None and second is not None
    cells = {(c.row, c.col): (source.text[c.start : c.end], c.colspan) for c in first.cells}
    assert cells[0, 1] == ("予算額", 2)
    assert [cells[r, c][0] for r in (1, 2) for c in range(3)] == ["外交", "1,000", "1,200", "防衛", "2,000", "2,300"]
    assert first.caption and source.text[slice(*first.caption)].startswith("表1")
    assert [source.text[slice(*n)] for n in first.notes] == ["（注）当初予算による。"]
    assert len(second.cells) == 9
    assert [b.page for b in source.blocks if b.grid] == [1, 1]


def test_unruled_tables(tmp_path: Path) -> None:
    rows = [["国名", "輸出額", "輸入額"], ["甲国", "1,000", "20"], ["乙国", "2,000", "1,500"], ["丙国", "30", "4,000"]]

    def page(canvas: Any) -> None:
        _column(canvas, 60, 60, LEFT)
        for r, row in enumerate(rows):
            _column(canvas, 60, 140 + 16 * r, [row[0]])
            for c, words in enumerate(row[1:]):
                canvas.drawRightString(220 + 100 * c, HEIGHT - (140 + 16 * r), words)
        _column(canvas, 60, 240, RIGHT)

    source = _read(_pdf(page), tmp_path)
    grid = next(b.grid for b in source.blocks if b.grid)
    assert [source.text[c.start : c.end] for c in grid.cells] == [words for row in rows for words in row]
    assert _blocks(source, "paragraph") == ["".join(LEFT).strip("　"), "".join(RIGHT).strip("　")]


def test_a_coloured_box_around_text_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        for i in range(4):
            canvas.setFillGray(0.9)
            canvas.rect(50, HEIGHT - 130 - 16 * i, 120, 16, fill=1)
            canvas.rect(170, HEIGHT - 130 - 16 * i, 120, 16, fill=1)
        canvas.setFillGray(0)
        _column(canvas, 60, 126, ["コラム　" + LEFT[0].strip("　"), *LEFT[1:]])

    assert not any(b.grid for b in _read(_pdf(page), tmp_path).blocks)


def test_readings_are_left_out_and_note_marks_set_apart(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        _column(canvas, 60, 100, ["李長官は協定に署名した"])
        canvas.setFont(FONT, 4)
        canvas.drawString(61, HEIGHT - 91, "イ")
        canvas.setFont(FONT, 6)
        canvas.drawString(170, HEIGHT - 96, "12")
        _column(canvas, 177, 100, ["。"])

    assert _blocks(_read(_pdf(page), tmp_path)) == ["李長官は協定に署名した<sup>12</sup>。"]


def test_vertical_text_is_read_from_right_to_left_and_told_of(tmp_path: Path) -> None:
    lines = ["外務大臣は、来日した豪州の外相と", "会談し、協定に署名した。"]

    def page(canvas: Any) -> None:
        for n, line in enumerate(lines):
            for i, c in enumerate(line):
                canvas.drawString(500 - 18 * n, HEIGHT - (100 + 11 * i), c)

    source = _read(_pdf(page), tmp_path)
    assert _blocks(source) == ["".join(lines)]
    assert source.warnings == ("text runs down or up, read in its own order: page 1",)


def test_a_turned_label_beside_text_is_not_mixed_into_it(tmp_path: Path) -> None:
    def page(canvas: Any) -> None:
        _column(canvas, 60, 100, LEFT)
        canvas.saveState()
        canvas.translate(400, HEIGHT - 130)
        canvas.rotate(90)
        canvas.drawString(0, 0, "輸出額の推移")
        canvas.restoreState()

    source = _read(_pdf(page), tmp_path)
    assert _blocks(source) == ["".join(LEFT).strip("　"), "輸出額の推移"]
    assert source.warnings == ()


def test_a_page_without_text_is_told_of(tmp_path: Path) -> None:
    source = _read(_pdf(lambda c: _column(c, 60, 100, LEFT), lambda c: c.rect(10, 10, 50, 50)), tmp_path)
    assert source.warnings == ("no text, a picture at most: page 2",)


def _picture(canvas: Any) -> None:
    canvas.rect(50, 50, 400, 600, fill=1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_pdf(_picture, _picture), "no_text"),
        (_pdf(lambda c: _column(c, 60, 100, LEFT), encrypt="secret"), "encrypted"),
        (b"%PDF-1.4\n%%EOF", "damaged"),
        (b"plain text", "damaged"),
        (_pdf(lambda c: _column(c, 60, 100, LEFT))[:400], "damaged"),
    ],
    ids=["scanned", "encrypted", "empty", "text", "cut"],
)
def test_files_that_are_rejected(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RejectedDocument) as error:
        _read(data, tmp_path)
    assert error.value.reason == reason
    assert "\n" not in str(error.value)
