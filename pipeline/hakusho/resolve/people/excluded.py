"""Of which states a person can be: those that have such an office, and whose people have such names."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from hakusho.config import vocabulary
from hakusho.config.models import Holders

# Their surnames are of one syllable, and a part of a name with more than three katakana is none: フリーランド.
_OF_ONE_SYLLABLE = frozenset({"KR", "KP", "CN", "TW"})
_SURNAME = re.compile(r"[ァ-ヴー]{1,3}(?![ァ-ヴー])")


def excluded(title: str, name: str, *, katakana: bool, written: str = "9999") -> frozenset[str]:
    """The codes of the states of which nobody is who holds the office under the name, in a text of the year `written`."""
    found: set[str] = set()
    for holders in vocabulary().offices.holders:
        if _speaks_of(title, holders):
            found.update(holders.never)
            found.update(code for code, since in holders.since.items() if written < str(since))
    if katakana and not _SURNAME.match(name):
        found |= _OF_ONE_SYLLABLE
    return frozenset(found)


def only_of(title: str) -> AbstractSet[str] | None:
    """The codes of the few states that have the office; None where any may."""
    told = (holders.only for holders in vocabulary().offices.holders if holders.only and _speaks_of(title, holders))
    return frozenset(next(told, ())) or None


def never_of_japan(title: str) -> bool:
    """Whether Japan has no such office, so that a name that may be read as a Japanese one is of another state."""
    return any("JP" in holders.never and _speaks_of(title, holders) for holders in vocabulary().offices.holders)


def _speaks_of(title: str, holders: Holders) -> bool:
    for word in holders.unless:
        title = title.replace(word, "")
    return any(word in title for word in holders.words)
