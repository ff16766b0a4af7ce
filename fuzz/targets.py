"""What is fuzzed: each target takes bytes and checks what must hold of whatever becomes of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

import numpy as np
import spacy
from samples import PARTS, repacked
from spacy.tokens import Doc

from hakusho.config.toml_lines import line_of
from hakusho.errors import RejectedDocument
from hakusho.pipeline.document import process
from hakusho.pipeline.packing import pack, unpack
from hakusho.prepare.pieces import pieces
from hakusho.read.decode import decode
from hakusho.read.files import from_text
from hakusho.read.source import Source


def fuzz_decode(data: bytes) -> None:
    """Bytes are text that can be written again, or rejected."""
    try:
        text, _ = decode(data)
    except RejectedDocument:
        return
    text.encode("utf-8")


def fuzz_read(data: bytes) -> None:
    """A text becomes blocks and pieces that lead back into it."""
    _pieces_lead_back(_text(data), markdown=bool(data[:1] and data[0] & 1))


def fuzz_normalize(data: bytes) -> None:
    """The same without the tables and headings: one line."""
    _pieces_lead_back(" ".join(_text(data).split()), markdown=False)


def fuzz_extract(data: bytes) -> None:
    """The whole way for one document; its records survive being packed."""
    try:
        source = from_text(_text(data), doc_id="a", path="a.md", media_type="text/markdown")
    except RejectedDocument:
        return
    done = process(source, _Tagger())  # type: ignore[arg-type]
    for rows in done.records.values():
        for record in rows:
            assert source.text[record.start : record.end] == record.text
    assert unpack(pack(done)).records == {table: rows for table, rows in done.records.items() if rows}


def fuzz_toml(data: bytes) -> None:
    """The line of every key that the parser finds is in the file."""
    text = _text(data)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        values = {"a": 1}
    for key in values:
        line = line_of(text, (key,))
        assert line is None or 1 <= line <= len(text.splitlines())


def _reader(name: str) -> Callable[[bytes], None]:
    def fuzz(data: bytes) -> None:
        if name in PARTS and not data.startswith(b"PK"):  # a part of a whole package: past the checksum
            data = repacked(name, data)
        try:
            built = getattr(import_module(f"hakusho.read.{name}"), f"read_{name}")(data)
        except RejectedDocument:
            return
        for grid in built.grids():
            assert 0 <= grid.start <= grid.end <= len(built.text)

    return fuzz


def _pieces_lead_back(text: str, *, markdown: bool) -> None:
    try:
        source = from_text(text, doc_id="a", path="a", media_type="text/markdown" if markdown else "text/plain")
    except RejectedDocument:
        return
    for piece in pieces(source):
        if piece.text:
            start, end = piece.source_span(0, len(piece.text))
            assert 0 <= start < end <= len(text)
    _blocks_are_inside(source)


def _blocks_are_inside(source: Source) -> None:
    for block in source.blocks:
        for start, end in block.spans:
            assert 0 <= start <= end <= len(source.text)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


class _Tagger:
    """Characters and short words as tokens, all nouns under one root: well-formed, and made in no time."""

    def tag(self, texts: list[str]) -> list[Doc]:
        return [self._doc(text) for text in texts]

    @staticmethod
    def _doc(text: str) -> Doc:
        words = [text[i : i + 2] for i in range(0, len(text), 2)]
        doc = Doc(_vocab(), words=words, spaces=[False] * len(words))
        for token in doc:
            token.pos_, token.tag_, token.dep_, token.lemma_ = "NOUN", "名詞-普通名詞-一般", "compound", token.text
        if words:
            heads = np.array([[len(words) - 1 - i, 1 if i == 0 else -1] for i in range(len(words))], dtype="int64")
            doc.from_array(["HEAD", "SENT_START"], heads.astype("uint64"))
        return doc


@lru_cache(maxsize=1)
def _vocab() -> spacy.Vocab:
    return spacy.blank("xx").vocab


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decode": fuzz_decode,
    "read": fuzz_read,
    "normalize": fuzz_normalize,
    "extract": fuzz_extract,
    "toml": fuzz_toml,
    **{name: _reader(name) for name in ("html", "docx", "xlsx", "pdf")},
}
