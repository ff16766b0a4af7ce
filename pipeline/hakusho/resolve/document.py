"""The document's memory: its passages in reading order, and the drafts of records made of their mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from hakusho.extractors.mention import Loser, Mention, Mentions, mentions_of
from hakusho.prepare.pieces import Piece
from hakusho.read.source import Source

_WITHIN_WORDS = re.compile(r"\w\w")


@dataclass(slots=True, eq=False)
class Passage:
    """A tagged piece."""

    piece: Piece
    doc: Doc

    @property
    def index(self) -> int:
        return self.piece.index

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def kind(self) -> str:
        """The kind of block it stands in: heading, paragraph, list_item, caption, footnote, reference, table."""
        return self.piece.block.kind

    @property
    def section(self) -> tuple[str, ...]:
        return self.piece.section

    @property
    def mentions(self) -> Mentions:
        return mentions_of(self.doc)

    def sentence_span(self, start: int) -> tuple[int, int]:
        """The sentence (piece offsets) that the character stands in; the whole piece for a cell, heading or caption."""
        if self.kind in ("heading", "caption", "table"):
            return 0, len(self.text)
        first = 0
        for sentence in self.doc.sents:
            end = sentence.end_char
            if _WITHIN_WORDS.match(self.text, end - 1):
                continue  # the tagger breaks a sentence at a name that it does not know
            if start < end:
                return first, end
            first = end
        return first if first <= start else 0, len(self.text)


@dataclass(slots=True, eq=False)
class Draft:
    """A record in the making. Offsets are the piece's; `fields` are the record's, with a Draft where the contract asks
    for the record_id of another record."""

    table: str
    passage: Passage
    start: int
    end: int
    rule: str
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The normalized surface."""
        return self.passage.text[self.start : self.end]

    @property
    def source_span(self) -> tuple[int, int]:
        return self.passage.piece.source_span(self.start, self.end)

    @property
    def position(self) -> tuple[int, int]:
        """For reading order."""
        return self.passage.index, self.start


@dataclass(slots=True, eq=False)
class DocumentContext:
    """A document while it is resolved. Resolvers append to `drafts`; a later one reads what the earlier ones found."""

    source: Source
    passages: list[Passage]
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    _by_passage: dict[str, tuple[int, dict[int, list[Draft]]]] = field(default_factory=dict)  # with how many were known

    def mentions(self, record_type: str) -> Iterator[tuple[Passage, Mention]]:
        """All mentions of a type in reading order."""
        for passage in self.passages:
            for mention in passage.mentions.of(record_type):
                yield passage, mention

    def losers(self) -> Iterator[tuple[Passage, Loser]]:
        for passage in self.passages:
            for loser in passage.mentions.losers:
                yield passage, loser

    def of(self, table: str) -> list[Draft]:
        """The drafts of a table in reading order."""
        return self.drafts.get(table, [])

    def in_passage(self, table: str, passage: Passage) -> list[Draft]:
        """Those of one passage, in the order of the table."""
        drafts = self.of(table)
        known, found = self._by_passage.get(table, (-1, {}))
        if known != len(drafts):
            found = {}
            for draft in drafts:
                found.setdefault(draft.passage.index, []).append(draft)
            self._by_passage[table] = len(drafts), found
        return found.get(passage.index, [])
