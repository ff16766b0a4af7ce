"""The titles of a piece as its words have them: none that begins within a word, and the room before one in quotes."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.people.lexicon import KANJI, split_full_name
from hakusho.extractors.people.offices import Core, offices_in
from hakusho.extractors.people.words import Words

_KANJI_RUN = re.compile(rf"[{KANJI}]{{3,5}}+")
_HEADS_OF_UNITS = ("局長", "部長", "課長", "室長", "係長", "会長")


def titles_in(words: Words) -> list[Core]:
    """The titles in reading order."""
    return [_in_quotes(words.text, _at_a_word(words, core)) for core in offices_in(words.text)]


def _at_a_word(words: Words, core: Core) -> Core:
    """The title from the word on with which it begins, where the vocabulary has it begin within one: 部長 of 私学|部長, no 学部長."""
    if words.starts_at(core.start):
        return core
    starts = (at for at in range(core.start + 1, core.end - 1) if words.starts_at(at))
    start = next((at for at in starts if words.text[at : core.end] in _HEADS_OF_UNITS), core.start)
    return replace(core, start=start)


def _in_quotes(text: str, core: Core) -> Core:
    """The title with the room before its quotes, as one has that is not recognized: ○○○「総統」."""
    quoted = text.endswith("「", 0, core.start) and text.startswith("」", core.end)
    return replace(core, bracket=1) if quoted else core


def a_name_follows(words: Words, end: int) -> bool:
    """Whether a full name stands behind a title whose last character the tagger reads into the surname: 副市|長清水|幸雄."""
    word, run = words.at(end), _KANJI_RUN.match(words.text, end)
    return word is not None and word.is_person and run is not None and split_full_name(run[0]) is not None
