"""A passage's text as the patterns of agreements read it."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.extractors.punctuation import punctuated
from hakusho.resolve.document import Passage

SELF = re.compile(r"わが国|我が国")  # its が is no particle
_cached = lru_cache(maxsize=256)(punctuated)


def reading(passage: Passage) -> str:
    """The text with every comma as 、, letter for letter, so that the passage's offsets hold."""
    return _cached(passage.text)


def sentence_start(passage: Passage, mention: Mention) -> int:
    """The offset at which the sentence of a mention begins; what it is one of (…した協定のうち、) is told of others too."""
    text = reading(passage)
    first = next((s for s, e in sentences(text) if s <= mention.start < e), 0)
    several = text.rfind("のうち、", first, mention.start)
    return several + 4 if several >= 0 and parties_in(text[several : mention.start]) else first
