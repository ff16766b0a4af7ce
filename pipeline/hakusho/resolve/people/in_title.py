"""Those whom the title of a document names in full, so that the text may call them by the surname alone."""

from __future__ import annotations

import re

from hakusho.extractors.people.lexicon import KANJI, split_full_name
from hakusho.extractors.people.offices import is_title
from hakusho.resolve.people.identity import Seen

_RUN = re.compile(rf"[{KANJI}]{{4,24}}+")
_HONORIFIC = ("氏", "君", "先生", "様")
_LONGEST_NAME, _LONGEST_TITLE = 5, 10


def named_in_title(title: str | None) -> list[Seen]:
    """The people whom a title names with an office or an honorific behind the name: ○○○○議員の追悼演説."""
    found = []
    for run in _RUN.finditer(title or ""):
        text = run[0].removeprefix("故")
        for cut in range(_LONGEST_NAME, 2, -1):
            name, behind = text[:cut], text[cut : cut + _LONGEST_TITLE]
            office = next((behind[:at] for at in range(len(behind), 1, -1) if is_title(behind[:at])), None)
            if split_full_name(name) is not None and (office or behind.startswith(_HONORIFIC)):
                found.append(Seen("", name, office, None, None))
                break
    return found
