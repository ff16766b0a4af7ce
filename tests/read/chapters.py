"""Writers for the tests: the blocks of a document as an HTML page, a Word file and a PDF, made anew each time."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field
from typing import Any

from hakusho.read.source import Block, Grid, Source

_MARKUP = re.compile(r"</?(?!sup)[A-Za-z][^<>]{0,200}>|\*\*")
_SUP = re.compile(r"<sup>(.{0,12}?)</sup>")


@dataclass
class Part:
    """A block to be written: its kind and text, or the rows of a table as (text, rowspan, colspan, header)."""

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[tuple[str, int, int, bool]]] = field(default_factory=list)


def parts_of(source: Source) -> list[Part]:
    """What stands in a document, without furniture; heading levels are counted from 1."""
    levels = sorted({block.level for block in source.blocks if block.kind == "heading"})
    parts = [_part(source, block) for block in source.blocks if block.kind != "furniture"]
    for part in parts:
        part.level = levels.index(part.level) + 1 if part.kind == "heading" else 0
    return parts


def _part(source: Source, block: Block) -> Part:
    if block.grid is not None:
        return Part("table", rows=_rows(source.text, block.grid))
    text = _MARKUP.sub("", "".join(source.text[a:b] for a, b in block.spans))
    return Part(block.kind, re.sub(r"\s*\n\s*", "", text), block.level)


def _rows(text: str, grid: Grid) -> list[list[tuple[str, int, int, bool]]]:
    n = max(cell.row for cell in grid.cells) + 1
    rows: list[list[tuple[str, int, int, bool]]] = [[] for _ in range(n)]
    for cell in grid.cells:
        words = _MARKUP.sub("", text[cell.start : cell.end]).replace("\n", "")
        rows[cell.row].append((words, cell.rowspan, cell.colspan, bool(cell.header)))
    return rows


def as_html(parts: list[Part]) -> bytes:
    """A page with a menu, a header and a footer around the chapter, in the encoding it names."""
    body = []
    for part in parts:
        words = html.escape(part.text).replace("&lt;sup&gt;", "<sup>").replace("&lt;/sup&gt;", "</sup>")
        if part.kind == "heading":
            body.append(f"<h{min(6, max(1, part.level))}>{words}</h{min(6, max(1, part.level))}>")
        elif part.kind == "list_item":
            body.append(f"<ul><li>{words}</li></ul>")
        elif part.kind == "caption":
            body.append(f'<p class="caption">{words}</p>')
        elif part.kind == "table":
            rows = "".join(
                "<tr>"
                + "".join(
                    f"<{'th' if head else 'td'} rowspan={down} colspan={across}>{html.escape(cell)}"
                    for cell, down, across, head in row
                )
                for row in part.rows
            )
            body.append(f"<table>{rows}</table>")
        else:
            body.append(f"<p>{words}</p>")
    page = (
        f'<!DOCTYPE html><html><head><meta charset="Shift_JIS"><title>{html.escape(parts[0].text)}</title></head><body>'
        '<div id="header"><ul><li><a href="/">ホーム</a><li><a href="/a">政策</a></ul></div>'
        f'<div id="contents">{"".join(body)}</div><div class="footer">2099年12月31日 更新</div></body></html>'
    )
    return page.encode("cp932", "xmlcharrefreplace")


def as_docx(parts: list[Part]) -> bytes:
    """A Word document with the styles of its user interface."""
    import docx

    document = docx.Document()
    for part in parts:
        if part.kind == "heading":
            document.add_heading(part.text, min(9, max(1, part.level)))
        elif part.kind == "table":
            _docx_table(document, part)
        else:
            paragraph = document.add_paragraph(style="List Bullet" if part.kind == "list_item" else None)
            for i, words in enumerate(_SUP.split(part.text)):
                paragraph.add_run(words).font.superscript = bool(i % 2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Any, part: Part) -> None:
    width = sum(across for _, _, across, _ in part.rows[0])
    table = document.add_table(rows=len(part.rows), cols=width)
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(part.rows):
        c = 0
        for words, down, across, _ in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            table.cell(r, c).merge(table.cell(r + down - 1, c + across - 1)).text = words
            c += across


def as_pdf(parts: list[Part], *, columns: int = 1) -> bytes:
    """Pages with a running title, page numbers and ruled tables, set in one column or two."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    body = ParagraphStyle("body", fontName="HeiseiMin-W3", fontSize=10, leading=16, wordWrap="CJK", firstLineIndent=10)
    title = ParagraphStyle("title", parent=body, fontSize=14, leading=20, firstLineIndent=0)
    line = ParagraphStyle("line", parent=body, firstLineIndent=0)
    small = ParagraphStyle("small", parent=line, fontSize=8, leading=11)
    story: list[Any] = []
    for part in parts:
        words = html.escape(part.text).replace("&lt;sup&gt;", "<super size=6>").replace("&lt;/sup&gt;", "</super>")
        if part.kind == "table":
            story.append(_pdf_table(part, small, Table, Paragraph))
        else:
            style = {"heading": title, "paragraph": body, "list_item": line}.get(part.kind, line)
            story.append(Paragraph(("・" if part.kind == "list_item" else "") + words, style))
        story.append(Spacer(1, 6))

    def around(canvas: Any, document: Any) -> None:
        canvas.setFont("HeiseiMin-W3", 8)
        canvas.drawString(60, 810, "見本白書 第4節")
        canvas.drawCentredString(A4[0] / 2, 30, str(canvas.getPageNumber() + 100))

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title="Microsoft Word - mihon.docx", invariant=1)
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + i * (width + 20), 60, width, 730, 0, 0, 0, 0) for i in range(columns)]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=around))
    document.build(story)
    return out.getvalue()


def _pdf_table(part: Part, style: Any, table: Any, paragraph: Any) -> Any:
    width = sum(across for _, _, across, _ in part.rows[0])
    data: list[list[Any]] = [["" for _ in range(width)] for _ in part.rows]
    spans: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(part.rows):
        c = 0
        for words, down, across, _ in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            data[r][c] = paragraph(html.escape(words), style)
            spans.append(("SPAN", (c, r), (c + across - 1, r + down - 1)))
            c += across
    return table(data, style=spans)
