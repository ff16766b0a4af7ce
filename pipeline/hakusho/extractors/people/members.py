"""The members of a committee in a list of two or more columns, run together: 委員長○○ ○○君自民△△ △△君共産."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.lexicon import KANJI, SURNAME, kinds
from hakusho.extractors.people.offices import is_title
from hakusho.extractors.people.words import Words

_MEMBER = re.compile(rf"([{KANJI}]{{1,12}}) {{1,2}}[{KANJI}ぁ-ん]{{1,4}}?(君)(?![主臨達ら]|が代)")
_LONGEST_SURNAME, _LONGEST_TITLE = 3, 6


def members(words: Words) -> Iterator[Mention]:
    """The members where two or more are listed, each a surname and a given name with a space between, and 君, and something
    stands directly before one of them.

    The surname is the longest that the dictionary knows, as the party of the one before stands directly before it. One member is
    enough where a title does: 財務局長○○ ○○君.
    """
    listed = [(match, cut) for match in _MEMBER.finditer(words.text) if (cut := _surname(match[1])) is not None]
    titled = any(_title(match[1], cut) and not words.particle_at(match.end()) for match, cut in listed)
    for match, cut in listed if titled or (len(listed) > 1 and any(cut for _, cut in listed)) else ():
        title = _title(match[1], cut)
        if title and not words.text.endswith("君", 0, match.start()):
            title = match[1][:cut]  # the whole of what heads the line: 財務局長
        fields = {"title": title, "country": None, "organization": None, "japanese": True, "honorific": "君"}
        group = {"group": "parliament"} if title else {}
        yield Mention("people", match.start() + cut, match.start(2), "people.member", fields | group)


def _surname(text: str) -> int | None:
    """Where the surname begins that ends the text: the longest with a title before it, else the longest; None where none does."""
    cuts = [cut for cut in range(max(0, len(text) - _LONGEST_SURNAME), len(text)) if SURNAME in kinds(text[cut:])]
    return next((cut for cut in cuts if _title(text, cut)), next(iter(cuts), None))


def _title(text: str, end: int) -> str | None:
    """The title that ends there, None where none does."""
    return next((text[at:end] for at in range(max(0, end - _LONGEST_TITLE), end) if is_title(text[at:end])), None)
