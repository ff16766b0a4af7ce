"""The second carrier: the pieces that are tagged. A piece is one paragraph, list item, heading, caption, note or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hakusho.prepare.aligned import Aligned
from hakusho.prepare.normalize import normalize
from hakusho.read.source import Block, GridCell, Source

# Sudachi refuses a text of more than 49,149 bytes of UTF-8 (16,383 kanji); the parser is at its best well below.
MAX_CHARS = 4000
_SENTENCE_END = re.compile(r"[。！？!?][」』）)]{0,3}|[\n;；]")

_CLAUSE_END = re.compile(r"[、，,\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Normalized text to tag, with its map to the source and the block it stands in."""

    index: int
    aligned: Aligned
    block: Block
    section: tuple[str, ...] = ()
    cell: GridCell | None = None

    @property
    def text(self) -> str:
        return self.aligned.text

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document's text of a span of this piece."""
        return self.aligned.source_span(start, end)


def pieces(source: Source) -> list[Piece]:
    """All pieces of a document in reading order. Furniture has none; a table has one for each cell with text."""
    found: list[Piece] = []
    titles: dict[str, str] = {}

    def add(aligned: Aligned, block: Block, cell: GridCell | None = None) -> None:
        section = tuple(titles.setdefault(title, readable(title)) for title in block.section)
        for part in cut(normalize(aligned)):
            if part.text:
                found.append(Piece(len(found), part, block, section, cell))

    for block in source.blocks:
        if block.kind == "furniture":
            continue
        if block.grid is not None:
            for cell in block.grid.cells:
                if cell.end > cell.start:
                    add(Aligned.of(source.text, cell.spans), block, cell)
        elif block.kind != "table":
            add(Aligned.of(source.text, block.spans), block)
    return found


def readable(text: str) -> str:
    """A short text as a person reads it: normalized, without its map."""
    return normalize(Aligned.of(text, ((0, len(text)),))).text


def cut(aligned: Aligned, limit: int = MAX_CHARS) -> Iterator[Aligned]:
    """Parts of at most `limit` characters, cut after a sentence where there is one, else after a clause."""
    start = 0
    while len(aligned) - start > limit:
        end = start
        for match in _SENTENCE_END.finditer(aligned.text, start, start + limit):
            end = match.end()
        if end == start:  # no sentence ends here: after a comma or a space, then, and not in the middle of a date
            for match in _CLAUSE_END.finditer(aligned.text, start + limit // 2, start + limit):
                end = match.end()
        if end == start:
            end = start + limit
        yield aligned.slice(start, end)
        start = end
    yield aligned.slice(start, len(aligned)) if start else aligned
