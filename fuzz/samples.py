"""Small well-formed files of our own: what a fuzzer begins with, and the packages that it puts its parts in."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

SENTENCE = "2024年5月、両国は漁業協定に署名した。"
PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}  # what the fuzzer changes


@lru_cache
def sample(name: str) -> bytes:
    """A file of the format: docx, xlsx, pdf or html; a text for any other name."""
    makers = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "html": _html}
    return (
        makers[name]()
        if name in makers
        else f"# 第1節\n\n{SENTENCE}\n\n| 国 | 額 |\n|---|---|\n| 計 | 1,000 |\n".encode()
    )


def seed(name: str) -> bytes:
    """What a target is first given: the sample, or the part of it that is changed."""
    if name not in PARTS:
        return sample(name)
    with zipfile.ZipFile(io.BytesIO(sample(name))) as package:
        return package.read(PARTS[name])


def repacked(name: str, changed: bytes) -> bytes:
    """The sample with that part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample(name))) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, changed if info.filename == PARTS[name] else old.read(info))
    return out.getvalue()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("第1節 外交", 1)
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "金額"
    table.cell(1, 1).text = "1,000"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in ([SENTENCE], ["国", "額", "人"], ["甲", 1000, None], ["乙", -5, "計"]):
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    canvas.setFont("HeiseiMin-W3", 10)
    canvas.drawString(60, 700, SENTENCE)
    canvas.rect(60, 600, 100, 40)
    canvas.line(110, 600, 110, 640)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _html() -> bytes:
    return (
        f"<html><head><title>白書</title></head><body><h1>第1章</h1><p>{SENTENCE}<sup>1</sup></p><table><tr><th colspan=2>額"
        "</th></tr><tr><td>計</td><td>1,000</td></tr></table><ul><li>項目</li></ul></body></html>"
    ).encode()
