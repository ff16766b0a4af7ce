"""Where a selected span stands: its sentence as a person reads it, its headings, its page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hakusho.prepare.pieces import Piece, pieces, readable
from hakusho.read.files import from_text
from hakusho.read.source import Source
from hakusho.records import Document, Record

_END = re.compile(r"[。！？!?][」』）)]{0,3}")
_AROUND = 80


@dataclass(frozen=True, slots=True)
class Place:
    """What the contract wants of a record besides its span: `sentence` normalized, `section` the outermost first."""

    sentence: str
    section: list[str]
    page: int | None


class Places:
    """The pieces of one document, to look places up in."""

    def __init__(self, document: Document, records: Sequence[Record]) -> None:
        self._text = document.text
        self._records = sorted(records, key=lambda r: (r.start, r.end, r.record_id))
        is_text = document.media_type.startswith("text/") and document.media_type != "text/html"
        # What a reader took out of HTML or PDF has lost its blocks; there the neighbouring record tells the headings.
        self._pieces = pieces(_source(document)) if is_text else []

    def at(self, start: int, end: int) -> Place:
        """The place of a span of the document's text."""
        for piece in self._pieces:
            first = bisect_right(piece.aligned.ends, start)  # the first character that ends after the span begins
            if first < len(piece.aligned) and piece.aligned.starts[first] < end:
                return Place(_sentence(piece, first), list(piece.section), piece.block.page)
        before = [r for r in self._records if r.start <= start]
        near = before[-1] if before else None
        if near is not None and start < near.start + len(near.text):
            return Place(near.sentence, list(near.section), near.page)
        around = self._text[max(0, start - _AROUND) : start], self._text[end : end + _AROUND]
        left = re.split(r"[。\n]", around[0])[-1]
        right = re.split(r"(?<=。)|\n", around[1])[0]
        sentence = readable(left + self._text[start:end] + right)
        return Place(sentence, list(near.section) if near else [], near.page if near else None)


def surface(text: str) -> str:
    """A selected stretch as the contract's normalized fields have it."""
    return readable(text)


def _sentence(piece: Piece, at: int) -> str:
    if piece.block.kind in ("heading", "caption", "table"):
        return piece.text
    start = 0
    for match in _END.finditer(piece.text):
        if match.end() > at:
            return piece.text[start : match.end()].strip()
        start = match.end()
    return piece.text[start:].strip()


def _source(document: Document) -> Source:
    return from_text(
        document.text,
        doc_id=document.doc_id,
        path=document.path,
        sha256=document.sha256,
        media_type=document.media_type,
    )
