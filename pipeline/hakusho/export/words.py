"""Japanese text as words for a full-text index: Sudachi's, in short units (A) and as named entities (C).

The tokenizers that come with FTS5 take a run of kanji for one word, or cut it into three characters at least; 条約 and
日米 are two. Words set apart by spaces they index as they are, so the text is cut before, and a query in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal

from hakusho.errors import HakushoError
from hakusho.language import message

Mode = Literal["A", "C"]
_CHUNK = 8_000  # Sudachi refuses more than 49,149 bytes
_WORD = re.compile(r"\w")


def words(text: str, mode: Mode) -> list[str]:
    """The words of a text, NFKC, without punctuation."""
    from sudachipy import SplitMode  # type: ignore[import-untyped]

    text = unicodedata.normalize("NFKC", text)
    split = SplitMode.A if mode == "A" else SplitMode.C
    chunks = (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))
    found = (morpheme.surface() for chunk in chunks for morpheme in _tokenizer().tokenize(chunk, split))
    return [word for word in found if _WORD.search(word)]


def match_expression(query: str) -> str:
    """The FTS5 expression for what a person types: words set apart by spaces, all of which a passage must have.

    Each is cut as the text was, and its parts must follow each other (mode A), or it is one word of the text (mode C).
    Raises HakushoError where there is no word in the query.
    """
    terms = [(words(word, "A"), words(word, "C")) for word in query.split()]
    found = [f"(a : {_phrase(short)} OR c : {_phrase(long)})" for short, long in terms if short]
    if not found:
        raise HakushoError(message("no word to search for in {query!r}", query=query))
    return " AND ".join(found)


def _phrase(parts: list[str]) -> str:
    return '"' + " ".join(parts).replace('"', '""') + '"'


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from sudachipy import Dictionary

    return Dictionary().create()
