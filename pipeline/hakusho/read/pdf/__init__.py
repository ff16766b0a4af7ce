"""PDF documents: pages to lines in reading order, with their tables."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.builder import Known, TextBuilder
from hakusho.read.grids.captions import is_numbered_caption, without_number
from hakusho.read.grids.tokens import is_figure
from hakusho.read.lines import heading_level, is_photo_caption
from hakusho.read.nfkc import nfkc
from hakusho.read.packages import missing, reading
from hakusho.read.pdf.furniture import Furniture
from hakusho.read.pdf.glyphs import Box, Direction, Run, glyphs_of, runs_of, turned, turned_back, vertical
from hakusho.read.pdf.layout import Item, in_order, paragraphs
from hakusho.read.pdf.sound import check_pages, quiet
from hakusho.read.pdf.tables import ruled, unruled

_NO_TITLE = re.compile(
    r"Microsoft|\.(?:docx?|xlsx?|pptx?|indd|jtdc?|pdf|ai)$|^(?:untitled|無題|名称未設定|PowerPoint|スライド|Slide|Layout|表紙?)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！？!?]$")
_PAGE_NUMBER = re.compile(r"[-‐−–— ]{0,3}[0-9０-９]{1,4}[-‐−–— ]{0,3}")
_NOTE = re.compile(r"[0-9０-９]{1,3}[ 　）)．.](?=\D)|[（(]?注[ 　]?[0-9０-９]{0,2}[）)：: ]|[※＊*][0-9０-９]{0,2}")
_PARTICLE = re.compile(r"[はがをにのでとも、]")
_BULLET = re.compile(r"[・•‣◦∙●○◎◆◇■□▪▶►➢➡⇒※]|[①-⑳]|[（(][0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}[．.] ?(?=\D)")
_HANGING = re.compile(r"[・•‣◦∙●○◎◆◇■□▪▶►➢➡⇒※]")
_LARGER = 1.25  # of the body's size, from which a short line is a heading
_MAX_TITLE = 70  # characters


@dataclass(slots=True)
class Page:
    """What stands on a page: its items in reading order, and how its text runs; `box` is the page, turned as that."""

    number: int
    box: Box
    items: list[Item] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)  # those of `items` that stand below all text, in small print
    direction: Direction = "right"
    n_glyphs: int = 0


def read_pdf(data: bytes) -> TextBuilder:
    """The text of a PDF. Raises RejectedDocument: `extra` where pdfplumber is not installed, `encrypted`, `damaged`,
    `no_text` for pictures of pages."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise missing("pdf", error) from None
    if b"%PDF" not in data[:1024]:
        raise RejectedDocument("damaged", message("it is damaged, or no PDF at all: it does not begin as one"))
    out = TextBuilder()
    pages: list[Page] = []
    with reading(message("PDF")), quiet():
        try:
            document = pdfplumber.open(io.BytesIO(data))
        except PdfminerException as error:
            if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
                raise RejectedDocument("encrypted", message("it is encrypted and asks for a password")) from None
            raise
        with document:
            check_pages(document)
            title = str(document.metadata.get("Title") or "").strip()
            out.title = None if _NO_TITLE.search(title) else title or None
            for page in document.pages:
                pages.append(_page(page))
                page.close()
    if not any(page.n_glyphs for page in pages):
        raise RejectedDocument(
            "no_text",
            message(
                "none of its {pages} pages has text: pictures of pages, which need OCR before they are read",
                pages=len(pages),
            ),
        )
    _warn(out, pages)
    _write(out, pages)
    out.n_pages = len(pages)
    out.slides = 2 * sum(page.box[2] - page.box[0] > page.box[3] - page.box[1] for page in pages) > len(pages)
    return out


def _page(page: Any) -> Page:
    found = glyphs_of(page)
    result = Page(page.page_number, tuple(map(float, page.bbox)))  # type: ignore[arg-type]
    result.n_glyphs = sum(map(len, found.values()))
    items, upright = ruled(page, found["right"])
    found["right"], down = vertical(upright)
    found["down"] = [*found["down"], *down]
    most = result.direction = max(found, key=lambda d: len(found[d]))
    result.box = turned(result.box, most)
    for item in items:
        item.box = turned(item.box, most)
    for direction, glyphs in found.items():
        plain, runs = unruled(runs_of(glyphs))
        own = [*plain, *paragraphs(runs)]
        if direction != most:  # a few words that run another way have their place among the others
            own = in_order(own)
            for item in own:
                item.box = turned(turned_back(item.box, direction), most)
        items += own
    result.notes = in_order(_notes(items))
    below = {id(item) for item in result.notes}
    result.items = [*in_order([item for item in items if id(item) not in below]), *result.notes]
    return result


def _notes(items: list[Item]) -> list[Item]:
    """What stands below all the text of a page and is smaller: its notes, which come after every column."""
    body = _body_size(items)
    lines = [item for item in items if item.lines and not _PAGE_NUMBER.fullmatch(item.lines[0].text)]
    if not any(_NOTE.match(item.lines[0].text) for item in lines):
        return []
    small = [item for item in lines if max(run.size for run in item.lines) <= 0.9 * body]
    others = [item for item in items if item not in small and (item.table or item in lines)]
    floor = max((item.box[3] for item in others), default=0.0)
    below = [item for item in small if item.box[1] >= floor - 2]
    first = min((item.box[1] for item in below if _NOTE.match(item.lines[0].text)), default=None)
    return [item for item in below if first is not None and item.box[1] >= first - 2]


def _warn(out: TextBuilder, pages: list[Page]) -> None:
    if vertical := [page.number for page in pages if page.direction != "right"]:
        out.warnings.append(message("text runs down or up, read in its own order: {pages}", pages=_numbers(vertical)))
    if empty := [page.number for page in pages if not page.n_glyphs]:
        out.warnings.append(message("no text, a picture at most: {pages}", pages=_numbers(empty)))


def _numbers(pages: list[int]) -> str:
    """page 3; pages 3-5, 8"""
    parts: list[list[int]] = []
    for number in pages:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
    return message("page {pages}", pages=text) if len(pages) == 1 else message("pages {pages}", pages=text)


def _write(out: TextBuilder, pages: list[Page]) -> None:
    body = _body_size([item for page in pages for item in page.items])
    furniture = Furniture(pages)
    for page in pages:
        if page.number > 1:
            out.page_break()
        for item in page.items:
            out.gap()
            if item.table is not None:
                out.table(item.table)
            elif furniture.has(page, item) or _is_label(item):
                for run in item.lines:
                    out.line(run.text, Known("furniture"))
            elif page.notes and item is page.notes[0]:
                _note_lines(out, [run for note in page.notes for run in note.lines])
            elif any(item is note for note in page.notes):
                continue
            elif _is_caption(text := _joined(item.lines)) and len(item.lines) < 5:
                out.line(text, Known("caption"))
            elif _is_heading(item, text, body):
                _heading_lines(out, item.lines, body)
            else:
                _lines(out, item.lines, _right_edge(page.items, item))
            out.gap()


def _body_size(items: list[Item]) -> float:
    sizes: Counter[float] = Counter()
    for item in items:
        for run in item.lines:
            sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=10.5)


def _is_label(item: Item) -> bool:
    """Whether an item is figures alone, as charts have at their axes and bars."""
    return all(is_figure(word) for run in item.lines for word in nfkc(run.text).split())


def _joined(lines: list[Run]) -> str:
    """The lines as one: a space between two words of Latin letters."""
    text = ""
    for run in lines:
        latin = text[-1:].isascii() and run.text[:1].isascii()
        text += f" {run.text}" if text and latin else run.text
    return text


def _is_caption(text: str) -> bool:
    if is_numbered_caption(text):
        return len(text) <= 120 and not _SENTENCE_END.search(text) and not _PARTICLE.match(without_number(text))
    return is_photo_caption(text)


def _is_heading(item: Item, text: str, body: float) -> bool:
    return (
        item.lines[0].size >= _LARGER * body
        and len(item.lines) <= 3
        and (2 <= len(text) <= _MAX_TITLE or text == "記")  # 記: what heads the body of an official letter
        and not _SENTENCE_END.search(text)
        and text[0] not in "•・○●■➢➡"
        and any(c.isalpha() for c in text)
    )


def _heading_lines(out: TextBuilder, lines: list[Run], body: float) -> None:
    """Headings that stand one below the other, each beginning with its number."""
    headings: list[list[Run]] = []
    for run in lines:
        if headings and not heading_level(run.text):
            headings[-1].append(run)
        else:
            headings.append([run])
    for heading in headings:
        text = _joined(heading)
        out.line(text, Known("heading", heading_level(text) or _rank(heading[0].size, body)))


def _rank(size: float, body: float) -> int:
    """The level of a heading without a number, by its size."""
    return 1 if size >= 2 * body else 2 if size >= 1.6 * body else 3


def _note_lines(out: TextBuilder, lines: list[Run]) -> None:
    """Notes, each as one line."""
    notes: list[list[Run]] = []
    for run in lines:
        if notes and not _NOTE.match(run.text):
            notes[-1].append(run)
        else:
            notes.append([run])
    for note in notes:
        out.line(_joined(note), Known("footnote"))


def _right_edge(items: list[Item], item: Item) -> float:
    """Where the lines of a paragraph end: with those of the paragraphs of three lines or more that begin where it does."""
    x0, _, x1, _ = item.box
    size = item.lines[0].size
    edges = [i.box[2] for i in items if len(i.lines) > 2 and abs(i.box[0] - x0) < 3 * size and i.box[2] > x1 - size]
    return min(edges, default=x1)


def _lines(out: TextBuilder, lines: list[Run], right: float) -> None:
    """The lines of a paragraph or several: a line goes on with the one before where that is full, and begins another
    where it stands further in than its neighbours."""
    for i, run in enumerate(lines):
        full = run.x1 > right - 1.6 * run.size and right - run.x0 > 10 * run.size
        begins, follows = not i, False
        if i:
            last = lines[i - 1]
            was_full, ended = last.x1 > right - 1.6 * last.size, bool(_SENTENCE_END.search(last.text))
            first = _returns(lines, i) and not _HANGING.match(last.text)
            indented = run.x0 - last.x0 > 0.6 * run.size and (first or not was_full or ended)
            item = _BULLET.match(run.text) and (run.x0 <= last.x0 + 1 or ended)
            begins = bool(indented or item or (ended and not was_full))
            follows = was_full and not begins
        is_last = full and i == len(lines) - 1 and i > 0
        out.line(run.text, Known("paragraph", begins=begins, follows=follows, open=is_last))


def _returns(lines: list[Run], i: int) -> bool:
    """Whether the line after this one stands further out again: this is the first of a paragraph."""
    return i + 1 < len(lines) and lines[i].x0 - lines[i + 1].x0 > 0.6 * lines[i].size
