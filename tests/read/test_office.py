"""Word and Excel files, written by the tests themselves."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hakusho.errors import RejectedDocument
from hakusho.read.files import RawFile, read
from hakusho.read.number_format import shown
from hakusho.read.source import Source


def _read(data: bytes, suffix: str, tmp_path: Path) -> Source:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    return read(RawFile(path, path.name, "file"))


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _blocks(source: Source) -> list[tuple[str, str]]:
    return [(b.kind, "".join(source.text[a:e] for a, e in b.spans)) for b in source.blocks]


def _cells(source: Source, n: int = 0) -> dict[tuple[int, int], tuple[str, int, int]]:
    grid = [b.grid for b in source.blocks if b.grid][n]
    return {(c.row, c.col): (source.text[c.start : c.end], c.rowspan, c.colspan) for c in grid.cells}


def _with(data: bytes, member: str, change: tuple[str, str]) -> bytes:
    """A package with a change in one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == member:
                assert change[0] in content.decode()
                content = content.decode().replace(*change).encode()
            new.writestr(info, content)
    return out.getvalue()


# Word


def test_word_styles_lists_and_captions(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title = "見本白書"
    document.add_heading("第1章 総論", 1)
    document.add_paragraph("両大臣は、次を確認した。")
    document.add_paragraph("貿易の拡大", style="List Bullet")
    document.add_paragraph("投資の促進", style="List Number")
    document.add_paragraph("会談する両大臣", style="Caption")
    own = document.styles.add_style("独自", 1)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("1 経緯", style="独自")
    document.add_paragraph("一行目。").add_run().add_break()
    source = _read(_saved(document), ".docx", tmp_path)
    assert _blocks(source) == [
        ("heading", "第1章 総論"),
        ("paragraph", "両大臣は、次を確認した。"),
        ("list_item", "貿易の拡大"),
        ("list_item", "投資の促進"),
        ("caption", "会談する両大臣"),
        ("heading", "1 経緯"),
        ("paragraph", "一行目。"),
    ]
    assert source.blocks[-1].section == ("第1章 総論", "1 経緯")
    assert source.metadata.title == "見本白書"


def test_word_readings_deletions_and_hidden_words_are_no_text(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("署名した。X1X2X3")
    ruby = (
        "<w:ruby><w:rt><w:r><w:t>たなか</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>田中</w:t></w:r></w:rubyBase></w:ruby>"
        "</w:r><w:ins><w:r><w:t>大臣</w:t></w:r></w:ins><w:del><w:r><w:delText>長官</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
        "<w:t>注1</w:t></w:r><w:r><w:t>10km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t>"
    )
    data = _with(_saved(document), "word/document.xml", ("<w:t>署名した。X1X2X3</w:t>", ruby))
    assert _blocks(_read(data, ".docx", tmp_path)) == [("paragraph", "田中大臣<sup>注1</sup>10km2")]


def test_word_footnotes_follow_the_paragraph_that_refers_to_them(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("協定に署名したX。")
    document.add_paragraph("次の段落。")
    data = _with(
        _saved(document),
        "word/document.xml",
        ("署名したX。</w:t>", '署名した</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>。</w:t>'),
    )
    rels = '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    data = _with(data, "word/_rels/document.xml.rels", ("</Relationships>", rels))
    kind = '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    data = _with(data, "[Content_Types].xml", ("</Types>", kind))
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(
            "word/footnotes.xml",
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="0" w:type="separator">'
            '<w:p/></w:footnote><w:footnote w:id="7"><w:p><w:r><w:t>2025年発効。</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    assert _blocks(_read(out.getvalue(), ".docx", tmp_path)) == [
        ("paragraph", "協定に署名した<sup>1</sup>。"),
        ("footnote", "1 2025年発効。"),
        ("paragraph", "次の段落。"),
    ]


def test_word_tables_with_merged_cells_and_frames(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("表1 予算")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "区分"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金額"
    for (r, c), words in {(1, 1): "4年度", (1, 2): "5年度", (2, 0): "外交", (2, 1): "1,000", (2, 2): "1,200"}.items():
        table.cell(r, c).text = words
    document.add_paragraph("次に述べる。")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "囲みの文。"
    source = _read(_saved(document), ".docx", tmp_path)
    assert _cells(source) == {
        (0, 0): ("区分", 2, 1),
        (0, 1): ("金額", 1, 2),
        (1, 1): ("4年度", 1, 1),
        (1, 2): ("5年度", 1, 1),
        (2, 0): ("外交", 1, 1),
        (2, 1): ("1,000", 1, 1),
        (2, 2): ("1,200", 1, 1),
    }
    assert _blocks(source)[-1] == ("paragraph", "囲みの文。")


# Excel


def _book() -> Any:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet["A1"] = "表1 予算の推移"
    sheet["C2"] = "（単位：億円）"
    for cell, value in {"A3": "区分", "B3": "金額", "B4": "4年度", "C4": "5年度", "A5": "外交", "A6": "防衛"}.items():
        sheet[cell] = value
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    for cell, figure, code in (("B5", 1000, "#,##0"), ("C5", 1200.4, "#,##0.0"), ("B6", -50, '#,##0;"△"#,##0')):
        sheet[cell] = figure
        sheet[cell].number_format = code
    sheet["A7"] = "（注）四捨五入による。"
    return book


def test_excel_regions_titles_units_and_notes(tmp_path: Path) -> None:
    book = _book()
    sheet = book.active
    sheet["A10"], sheet["B10"], sheet["A11"], sheet["B11"] = "署名日", "相手国", dt.datetime(2023, 6, 5), "豪州"
    sheet["A11"].number_format = '[$-411]ggge"年"m"月"d"日"'
    other = book.create_sheet("作業用")
    other.sheet_state = "hidden"
    other["A1"] = "隠れた文"
    source = _read(_saved(book), ".xlsx", tmp_path)
    assert _cells(source) == {
        (0, 0): ("区分", 2, 1),
        (0, 1): ("金額", 1, 2),
        (1, 1): ("4年度", 1, 1),
        (1, 2): ("5年度", 1, 1),
        (2, 0): ("外交", 1, 1),
        (2, 1): ("1,000", 1, 1),
        (2, 2): ("1,200.4", 1, 1),
        (3, 0): ("防衛", 1, 1),
        (3, 1): ("△50", 1, 1),
        (3, 2): ("", 1, 1),
    }
    assert _cells(source, 1)[1, 0] == ("令和5年6月5日", 1, 1)
    grid = next(b.grid for b in source.blocks if b.grid)
    assert grid.caption and source.text[slice(*grid.caption)] == "表1 予算の推移"
    assert [source.text[slice(*n)] for n in grid.notes] == ["（単位：億円）", "（注）四捨五入による。"]
    assert source.warnings == ("hidden sheets are not read: 作業用",)
    assert "隠れた文" not in source.text


def test_excel_a_blank_row_in_the_middle_of_a_table_and_a_hidden_column(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["国名", "内部", "人数"], ["甲国", 9, 1], ["乙国", 9, 2], [], ["丙国", 9, 3]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    source = _read(_saved(book), ".xlsx", tmp_path)
    assert [text for text, _, _ in _cells(source).values()] == ["国名", "人数", "甲国", "1", "乙国", "2", "丙国", "3"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0", "1,235"),
        (1234567, "#,##0,", "1,235"),
        (0, '#,##0;△#,##0;"－"', "－"),
        (-3, r"#,##0_);[Red]\(#,##0\)", "(3)"),
        (-1.5, "0.0", "-1.5"),
        (-0.3, "0", "0"),
        (0.125, "0.0%", "12.5%"),
        (0.05, ".0", ".1"),
        (1.5, "0.##", "1.5"),
        (5, "000", "005"),
        (12, '0"件"', "12件"),
        (0.1 + 0.2, "General", "0.3"),
        (-0.25, "General", "-0.25"),
        (2023.0, "General", "2023"),
        ("文", "@", "文"),
        (dt.datetime(2023, 6, 5), 'yyyy"年"m"月"d"日";@', "2023年6月5日"),
        (dt.datetime(2023, 6, 5), "mm-dd-yy", "2023/6/5"),
        (dt.datetime(2023, 6, 5, 13, 4), "yyyy/mm/dd hh:mm", "2023/06/05 13:04"),
        (dt.datetime(2019, 4, 30), "[$-411]ge.m.d;@", "H31.4.30"),
        (dt.datetime(2019, 5, 1), '[$-411]ggge"年"', "令和1年"),
        (dt.datetime(2023, 6, 5), "General", "2023-06-05"),
    ],
)
def test_values_as_excel_shows_them(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


# What cannot be read


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 5_000_000)
        package.writestr("xl/workbook.xml", b"")
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "unsupported"),
        (_bomb(), "too_large"),
        (_saved(_book())[:-40], "damaged"),
    ],
    ids=["text", "ole", "bomb", "cut"],
)
def test_files_that_are_rejected(
    data: bytes, reason: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hakusho.config import settings

    limits = settings().limits.model_copy(update={"max_unpacked_bytes": 1_000_000})
    small = settings().model_copy(update={"limits": limits})
    monkeypatch.setattr("hakusho.read.packages.settings", lambda: small)
    with pytest.raises(RejectedDocument) as error:
        _read(data, suffix, tmp_path)
    assert error.value.reason == reason
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("suffix", "library", "extra"), [(".docx", "docx", "office"), (".xlsx", "openpyxl", "office")])
def test_a_missing_library_is_named_with_its_extra(
    suffix: str, library: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import docx

    data = _saved(_book()) if suffix == ".xlsx" else _saved(docx.Document())
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == library:
            raise ImportError(f"No module named {name!r}", name=name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RejectedDocument, match=rf"{library}.*hakusho\[{extra}\]"):
        _read(data, suffix, tmp_path)
