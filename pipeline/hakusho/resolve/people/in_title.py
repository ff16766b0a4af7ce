"""Those whom the title of a document names in full, so that the text may call them by the surname alone."""

from __future__ import annotations

import re

from hakusho.extractors.people.lexicon import KANJI, split_full_name
from hakusho.extractors.people.offices import is_title
from hakusho.resolve.people.person import Seen

_RUN = re.compile(rf"[{KANJI}]{{4,24}}+")
_HONORIFIC = ("氏", "君", "先生", "様")
_LONGEST_NAME, _LONGEST_TITLE = 5, 10


def _office(behind: str) -> str:
    """The longest office or the honorific with which the words behind a name begin; nothing where they begin with none."""
    honorific = next((word for word in _HONORIFIC if behind.startswith(word)), "")
    return next(
        (behind[:at] for at in range(min(len(behind), _LONGEST_TITLE), 1, -1) if is_title(behind[:at])), honorific
    )


def named_in_title(title: str | None) -> list[Seen]:
    """The people whom a title names with an office or an honorific behind the name: ○○○○議員の追悼演説."""
    found = []
    for run in _RUN.finditer(title or ""):
        text = run[0].removeprefix("故")
        # The longest office decides where the name ends: ○○|厚生労働大臣
        ends = range(1, _LONGEST_NAME + 1)
        cut = max(ends, key=lambda cut: (len(_office(text[cut:])), cut))
        office = _office(text[cut:])
        if office and split_full_name(text[:cut]) is not None:
            found.append(Seen("", text[:cut], office if is_title(office) else None, None, None))
    return found
