"""The documents cut into the sentences, headings, captions and cells that a person reads, and where records stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from hakusho.compare.sentences import Sentences
from hakusho.records import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading, caption or cell. `text` is normalized; `start` and `end` are of the document's text."""

    passage_id: int
    doc_id: str
    start: int
    end: int
    section: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A document with its passages; `place` says in which a span of the document begins, and where in it."""

    document: Document
    passages: list[Passage]
    sentences: Sentences

    def place(self, start: int, end: int) -> tuple[Passage, int, int] | None:
        """Passage and offsets in its text; None for what stands in none (a page number, an empty cell)."""
        found = self.sentences.place(start, end)
        return None if found is None else (self.passages[found[0]], found[1], found[2])


def placed(documents: Iterable[Document]) -> Iterator[Placed]:
    """Each document with its passages, numbered from 1 over all of them; one is held at a time."""
    number = 0
    for document in documents:
        sentences = Sentences(document)
        passages = []
        for sentence in sentences.all:
            number += 1
            start, end = sentence.aligned.source_span(0, len(sentence.aligned))
            passages.append(Passage(number, document.doc_id, start, end, sentence.section, sentence.text))
        yield Placed(document, passages, sentences)


def by_document(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of a table by the document they stand in."""
    return {str(doc_id): rows for doc_id, rows in frame.groupby("doc_id", sort=False)}
