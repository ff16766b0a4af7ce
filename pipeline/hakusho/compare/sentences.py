"""A document's text as the sentences a person reads, each with its map to the text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from hakusho.prepare.aligned import Aligned
from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text
from hakusho.records import Document

_END = re.compile(r"[。！？][」』）)]{0,3}(?![」』）)とのをはがも、])")
_SHORT = 4  # what follows the last 。 of a piece, up to so many characters, is no sentence of its own


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, caption or cell, normalized and unwrapped."""

    aligned: Aligned
    section: tuple[str, ...]
    is_cell: bool

    @property
    def text(self) -> str:
        return self.aligned.text


class Sentences:
    """The sentences of a document in reading order, and which of them a character of the document belongs to."""

    def __init__(self, document: Document) -> None:
        source = from_text(
            document.text, doc_id=document.doc_id, path=document.path, media_type=document.media_type, known={}
        )
        self.all: list[Sentence] = [
            Sentence(part, piece.section, piece.cell is not None)
            for piece in pieces(source)
            for part in _split(piece.aligned)
        ]
        self._owner = array("i", [-1]) * len(document.text)
        self._offset = array("i", [0]) * len(document.text)
        for n, sentence in enumerate(self.all):
            aligned = sentence.aligned
            for offset, (start, end) in enumerate(zip(aligned.starts, aligned.ends, strict=True)):
                for at in range(start, end):
                    self._owner[at] = n
                    self._offset[at] = offset

    def place(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Sentence and offsets in it of a span of the document; of one that runs over several, its part in the first.

        None where no sentence has a character of it (a page number, an empty cell).
        """
        first = next((at for at in range(start, end) if self._owner[at] >= 0), None)
        if first is None:
            return None
        owner = self._owner[first]
        last = next(at for at in range(end - 1, first - 1, -1) if self._owner[at] == owner)
        return owner, self._offset[first], self._offset[last] + 1


def _split(piece: Aligned) -> Iterator[Aligned]:
    start = 0
    for match in _END.finditer(piece.text):
        if len(piece) - match.end() >= _SHORT:
            yield piece.slice(start, match.end())
            start = match.end()
    if start < len(piece):
        yield piece.slice(start, len(piece))
