"""Word documents: headings by their styles, lists, notes behind the paragraph that refers to them, tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.builder import Known, Table, TableCell, TextBuilder
from hakusho.read.packages import check_package, missing, reading

# Element = Any: an lxml element, of a library without types.
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}notes"
_HEADING = re.compile(r"(?:heading|見出し)\s?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|表題)$", re.IGNORECASE)
_CAPTION = re.compile(r"caption|図表番号", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目次)\s?[1-9]|table of figures|図表目次", re.IGNORECASE)
_LIST = re.compile(r"list|箇条書き|段落番号", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[（(\[注※*]{0,3}[0-9０-９]{1,3}[）)\]]{0,2}")
_SKIPPED = frozenset(f"{_W}{n}" for n in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt"))
_LINE = "\n"
_MAX_SPAN = 1000  # columns


def read_docx(data: bytes) -> TextBuilder:
    """The text of a Word document. Raises RejectedDocument, also where python-docx is not installed."""
    check_package(data, "word/document.xml")
    try:
        import docx
    except ImportError as error:
        raise missing("office", error) from None
    out = TextBuilder()
    with reading(message("Word document")):
        document = docx.Document(io.BytesIO(data))
        out.title = (document.core_properties.title or "").strip() or None
        _Walk(out, _styles(document), _notes(document)).blocks(document.element.body)
    if not out.text.strip():
        raise RejectedDocument("empty", message("the document has no text"))
    return out


def _styles(document: Any) -> dict[str, Known]:
    """What the paragraph styles say, by style id; a style has what it is based on, and its outline level."""
    found: dict[str, Known] = {}
    for style in document.styles.element.findall(f"{_W}style"):
        chain, seen = style, set()
        while chain is not None:
            name = chain.find(f"{_W}name")
            if known := _by_name(name.get(f"{_W}val", "") if name is not None else "", chain.find(f"{_W}pPr")):
                found[style.get(f"{_W}styleId", "")] = known
                break
            base = chain.find(f"{_W}basedOn")
            key = base.get(f"{_W}val") if base is not None else None
            if key is None or key in seen:
                break
            seen.add(key)
            chain = document.styles.element.get_by_id(key)
    return found


def _by_name(name: str, properties: Any) -> Known | None:
    if match := _HEADING.match(name):
        return Known("heading", int(match[1]))
    if _TITLE.match(name):
        return Known("heading", 1)
    if _CONTENTS.match(name):
        return Known("furniture")
    if _CAPTION.search(name):
        return Known("caption")
    level = properties.find(f"{_W}outlineLvl") if properties is not None else None
    if level is not None and (value := int(level.get(f"{_W}val", "9"))) < 9:
        return Known("heading", value + 1)
    return Known("list_item") if _LIST.match(name) else None


def _notes(document: Any) -> dict[tuple[str, str], Any]:
    """Footnotes and endnotes by kind and id."""
    from lxml import etree

    found = {}
    for kind in ("foot", "end"):
        for relation in document.part.rels.values():
            if relation.reltype == _NOTES.format(kind) and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(relation.target_part.blob, parser):
                    if note.get(f"{_W}type") in (None, "normal"):
                        found[kind, note.get(f"{_W}id", "")] = note
    return found


@dataclass(slots=True)
class _Walk:
    out: TextBuilder
    styles: dict[str, Known]
    notes: dict[tuple[str, str], Any]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # of the notes referred to so far
    pending: list[tuple[str, str]] = field(default_factory=list)  # notes to be written
    boxes: list[Any] = field(default_factory=list)  # text boxes to be written

    def blocks(self, parent: Any, known: Known | None = None) -> None:
        for element in _children(parent):
            if element.tag == f"{_W}p":
                self.paragraph(element, known)
            elif element.tag == f"{_W}tbl":
                self.table(element)
            self.rest()

    def rest(self) -> None:
        """The notes and text boxes that were met in the last block."""
        notes, self.pending = self.pending, []
        for key in notes:
            mark, text = self.numbers[key], " ".join(self.text(p) for p in self.notes[key].iter(f"{_W}p"))
            self.out.gap()
            self.out.line(f"{mark} {text.strip()}", Known("footnote"))
            self.out.gap()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def paragraph(self, element: Any, known: Known | None) -> None:
        lines = [line.strip() for line in self.text(element).split(_LINE)]
        known = self.known(element) or known
        lines = [line for line in lines if line]
        self.out.gap()
        if known and known.kind == "heading":
            self.out.line(" ".join(lines), known)
        else:
            said = known or Known("paragraph")
            for line in lines:
                self.out.line(line, said)
                said = Known("paragraph", begins=False)
        self.out.gap()

    def known(self, paragraph: Any) -> Known | None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        level = properties.find(f"{_W}outlineLvl")
        if level is not None and (value := int(level.get(f"{_W}val", "9"))) < 9:
            return Known("heading", value + 1)
        style = properties.find(f"{_W}pStyle")
        if style is not None and (known := self.styles.get(style.get(f"{_W}val", ""))):
            return known
        numbered = properties.find(f"{_W}numPr/{_W}numId")
        return Known("list_item") if numbered is not None and numbered.get(f"{_W}val") != "0" else None

    # Inline content

    def text(self, element: Any) -> str:
        parts: list[str] = []
        self.inline(element, parts)
        return "".join(parts)

    def inline(self, element: Any, parts: list[str]) -> None:
        for child in element:
            name = child.tag
            if not isinstance(name, str) or name in _SKIPPED:
                continue
            if name == f"{_W}t":
                parts.append(child.text or "")
            elif name == f"{_W}tab":
                parts.append(" ")
            elif name in (f"{_W}br", f"{_W}cr"):
                parts.append(_LINE)
            elif name == f"{_W}noBreakHyphen":
                parts.append("-")
            elif name in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                parts.append(self.note(child))
            elif name == f"{_W}txbxContent":
                self.boxes.append(child)
            elif name == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                self.inline(choice if choice is not None else child, parts)
            elif name == f"{_W}r":
                self.run(child, parts)
            else:
                self.inline(child, parts)

    def run(self, run: Any, parts: list[str]) -> None:
        properties = run.find(f"{_W}rPr")
        if properties is not None and _on(properties.find(f"{_W}vanish")):
            return
        raised = properties.find(f"{_W}vertAlign") if properties is not None else None
        if raised is not None and raised.get(f"{_W}val") == "superscript":
            own: list[str] = []
            self.inline(run, own)
            text = "".join(own)
            is_mark = _NOTE_MARK.fullmatch(text) and not "".join(parts[-2:]).endswith(("m", "10"))
            parts.append(f"<sup>{text}</sup>" if is_mark else text)
        else:
            self.inline(run, parts)

    def note(self, reference: Any) -> str:
        kind = "foot" if reference.tag == f"{_W}footnoteReference" else "end"
        key = kind, reference.get(f"{_W}id", "")
        if key not in self.notes:
            return ""
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            self.pending.append(key)
        return f"<sup>{self.numbers[key]}</sup>"

    # Tables

    def table(self, element: Any) -> None:
        table, cells = self.read_table(element)
        if len(cells) == 1:  # a frame around text
            for cell in cells:
                self.blocks(cell)
            return
        self.out.gap()
        self.out.table(table)

    def read_table(self, element: Any) -> tuple[Table, list[Any]]:
        """The table, and the elements of its cells."""
        written: list[TableCell] = []
        elements: list[Any] = []
        above: dict[int, TableCell] = {}  # the cell that a vertical merge in this column goes on with
        head = row = 0
        for line in _children(element):
            if line.tag != f"{_W}tr":
                continue
            properties = line.find(f"{_W}trPr")
            if properties is not None and row == head and _on(properties.find(f"{_W}tblHeader")):
                head += 1
            col = _number(properties, "gridBefore", 0)
            for cell in _children(line):
                if cell.tag != f"{_W}tc":
                    continue
                about = cell.find(f"{_W}tcPr")
                width = max(1, min(_number(about, "gridSpan", 1), _MAX_SPAN))
                merge = about.find(f"{_W}vMerge") if about is not None else None
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and col in above:
                    above[col].rowspan = row - above[col].row + 1
                else:
                    text, inner = self.content(cell)
                    written.append(TableCell(row, col, text, 1, width, None, inner))
                    elements.append(cell)
                    if merge is not None:
                        above[col] = written[-1]
                    else:
                        above.pop(col, None)
                col += width
            row += 1
        return Table("docx", written, head if 0 < head < row else None), elements

    def content(self, cell: Any) -> tuple[str, list[Table]]:
        lines, inner = [], []
        for child in _children(cell):
            if child.tag == f"{_W}p":
                lines.append(self.text(child))
            elif child.tag == f"{_W}tbl":
                inner.append(self.read_table(child)[0])
        return "\n".join(lines), inner


def _children(parent: Any) -> Iterator[Any]:
    """The elements of a part of the document, those in content controls and insertions among them."""
    for child in parent:
        if child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _children(child)
        else:
            yield child


def _number(properties: Any, name: str, default: int) -> int:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    value = found.get(f"{_W}val", "") if found is not None else ""
    return int(value) if value.isdigit() else default


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")
