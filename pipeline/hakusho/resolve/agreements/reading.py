"""A passage's text as the patterns of agreements read it."""

from __future__ import annotations

from functools import lru_cache

from hakusho.extractors.commitments.clauses import punctuated
from hakusho.resolve.document import Passage

_cached = lru_cache(maxsize=256)(punctuated)


def reading(passage: Passage) -> str:
    """The text with every comma as 、, letter for letter, so that the passage's offsets hold."""
    return _cached(passage.text)
