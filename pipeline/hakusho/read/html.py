"""HTML pages as ministries publish them: the main text without what surrounds it, headings, lists, tables, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import Element

import html5lib

from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.builder import Known, Table, TableCell, TextBuilder
from hakusho.read.decode import decode, decode_as
from hakusho.read.grids.html import positions, span
from hakusho.read.lines import UNNUMBERED, heading_level
from hakusho.read.main_text import main_text

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
# As the WHATWG encoding standard has it: what calls itself Shift_JIS is Windows-31J.
_LABELS = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932"}
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form
        h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table ul""",
    )
)
_READINGS = frozenset(("rt", "rp", "rtc"))
_BOLD = frozenset(("b", "strong"))
_NOTE_MARK = re.compile(r"[\s（(\[［注註※*＊]{0,4}[0-9０-９]{1,3}[\s）)\]］]{0,3}")
_UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:[kcm]?m|10)$")  # km2, 109
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WRAPPED = re.compile(r"(?:(?<=[^\x00-\xff])|(?<=</sup>))[ \t]*+\r?\n[ \t\r\n]*+(?=[^\x00-\xff])")
_NO_HEADING = re.compile(r"[。、：:]$")
_LINE = "\x00"  # where a <br> stands, while a paragraph is put together


def read_html(data: bytes) -> TextBuilder:
    """The main text of a page. Raises RejectedDocument."""
    markup, encoding = _decode(data)
    root = cast(Element, html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False))
    title = root.find("head/title")
    out = TextBuilder()
    out.encoding = encoding
    out.title = _collapse(title.text or "") or None if title is not None else None
    try:
        _Walk(out).block(main_text(root))
    except RecursionError:
        raise RejectedDocument("damaged", message("its elements are nested too deep")) from None
    if not out.text.strip():
        raise RejectedDocument("empty", message("the page has no text besides its navigation"))
    return out


def _decode(data: bytes) -> tuple[str, str]:
    """By byte-order mark, then by what the page says of itself where that holds, then by what the bytes look like."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and (match := _CHARSET.search(data[:8192])):
        label = match[1].decode("ascii").lower()
        found = decode_as(data, _LABELS.get(label, label))
        if found is not None:
            return found
    return decode(data)


@dataclass(slots=True)
class _Walk:
    """Writes elements as lines, in the order of the page."""

    out: TextBuilder

    def block(self, element: Element, known: Known | None = None) -> None:
        """An element that may hold blocks: stretches of inline content between them are paragraphs."""
        inline: list[str] = [element.text or ""]
        bold = [bool((element.text or "").strip())]  # whether anything stands outside bold

        def flush() -> None:
            self._paragraph("".join(inline), known, not bold[0])
            inline.clear()
            bold[0] = False

        for child in element:
            if isinstance(child.tag, str):
                if child.tag in _BLOCKS or _holds_block(child):
                    flush()
                    self._child(child, known)
                else:
                    text = _inline(child, "".join(inline[-2:]))
                    inline.append(text)
                    bold[0] = bold[0] or (child.tag not in _BOLD and bool(text.strip(_LINE + " \n\u3000")))
            inline.append(child.tail or "")
            bold[0] = bold[0] or bool((child.tail or "").strip())
        flush()

    def _child(self, element: Element, known: Known | None) -> None:
        name = element.tag
        if name == "table":
            self._table(element)
        elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self._paragraph(_inline(element), Known("heading", int(name[1])), False)
        elif name == "pre":
            for line in "".join(element.itertext()).splitlines():
                self.out.raw_line(line)
            self.out.gap()
        elif name == "li":
            self.block(element, Known("list_item"))
        elif name in ("figcaption", "legend") or "caption" in element.get("class", "").lower():
            self.block(element, Known("caption"))
        else:
            self.block(element, known)

    def _paragraph(self, content: str, known: Known | None, bold: bool) -> None:
        lines = [_collapse(line) for line in content.split(_LINE)]
        while lines and not lines[-1]:
            lines.pop()
        if not any(lines):
            return
        self.out.gap()
        if known and known.kind == "heading":
            self.out.line(" ".join(filter(None, lines)), known)
        else:
            single = len([line for line in lines if line]) == 1
            if bold and single and len(text := "".join(lines)) <= 60 and not _NO_HEADING.search(text):
                known = Known("heading", heading_level(text) or UNNUMBERED)
            said = known or Known("paragraph")
            for line in lines:
                if not line:
                    self.out.gap()
                    continue
                self.out.line(line, said)
                said = Known("paragraph", begins=False)
        self.out.gap()

    def _table(self, element: Element) -> None:
        if _is_layout(element):
            for cell in _own(element, ("td", "th", "caption")):
                self.block(cell)
            return
        self.out.gap()
        self.out.table(_table(element))


def _holds_block(element: Element) -> bool:
    """Whether an inline element has a block in it, as old pages do (<font><p>…)."""
    return any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in element.iter())


def _inline(element: Element, before: str = "") -> str:
    """The text of an element without readings, with note marks as `<sup>` and line breaks marked. `before` is the text
    that it stands after."""
    parts = [before]
    _collect(element, parts)
    return "".join(parts[1:])


def _collect(element: Element, parts: list[str]) -> None:
    name = element.tag
    if name in _READINGS:
        return
    if name == "br":
        parts.append(_LINE)
    elif name == "sup" and _is_note_mark(element, parts):
        parts.append(f"<sup>{''.join(element.itertext()).strip()}</sup>")
        return
    elif name == "table":
        return
    elif name in _BLOCKS:
        parts.append(_LINE)
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, parts)
        parts.append(child.tail or "")
    if name in _BLOCKS:
        parts.append(_LINE)


def _is_note_mark(element: Element, before: list[str]) -> bool:
    """1 and 注2 are notes; the 2 of km² and the 9 of 10⁹ belong to what stands before."""
    text = "".join(element.itertext())
    return bool(_NOTE_MARK.fullmatch(text)) and not _UNIT_BEFORE.search("".join(before[-3:]).rstrip())


def _collapse(text: str) -> str:
    return _SPACE.sub(" ", _WRAPPED.sub("", text)).strip(" \u3000\xa0")


# Tables


@dataclass(slots=True)
class _Cell:
    element: Element
    rowspan: int
    colspan: int


def _own(table: Element, names: tuple[str, ...]) -> list[Element]:
    """The elements of these names that are the table's own, not of a table in it."""
    found: list[Element] = []
    todo = [child for child in reversed(table) if isinstance(child.tag, str)]
    while todo:
        element = todo.pop()
        if element.tag in names:
            found.append(element)
        elif element.tag in ("thead", "tbody", "tfoot", "tr"):
            todo += [child for child in reversed(element) if isinstance(child.tag, str)]
    return found


def _is_layout(table: Element) -> bool:
    """Whether a table only arranges a page: one cell or column, or cells with headings and tables in them."""
    if _own(table, ("th", "caption")):
        return False
    rows = [_own(row, ("td",)) for row in _own(table, ("tr",))]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return True
    for row in rows:
        for cell in row:
            inner = {e.tag for e in cell.iter() if isinstance(e.tag, str)}
            if inner & {"h1", "h2", "h3", "h4", "table"}:
                return True
    return False


def _table(element: Element) -> Table:
    head = 0
    rows: list[list[_Cell]] = []
    for row in _own(element, ("tr",)):
        cells = [
            _Cell(cell, span("rowspan", cell.get("rowspan", "1")), span("colspan", cell.get("colspan", "1")))
            for cell in _own(row, ("td", "th"))
        ]
        if cells:
            rows.append(cells)
    for section in element:
        if section.tag == "thead":
            head += sum(1 for row in _own(section, ("tr",)) if _own(row, ("td", "th")))
    written = []
    for at in positions(rows):
        text, inner = _content(at.cell.element)
        header = True if at.cell.element.tag == "th" or at.row < head else None
        written.append(TableCell(at.row, at.col, text, at.rowspan, at.colspan, header, inner))
    caption = next((_collapse(_inline(c).replace(_LINE, " ")) for c in _own(element, ("caption",))), None)
    return Table("html", written, head or None, caption or None)


def _content(cell: Element) -> tuple[str, list[Table]]:
    """The text of a cell, a line for each of its own, and the tables in it."""
    lines = [_collapse(line) for line in _inline(cell).split(_LINE)]
    inner: list[Table] = []
    todo: list[Any] = list(reversed(cell))
    while todo:
        element = todo.pop()
        if element.tag == "table":
            if not _is_layout(element):
                inner.append(_table(element))
                continue
            lines += [_collapse(line) for c in _own(element, ("td", "th")) for line in _inline(c).split(_LINE)]
        todo += list(reversed(element))
    return "\n".join(line for line in lines if line), inner
