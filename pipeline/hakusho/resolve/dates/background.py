"""Dates that only tell of what was before the story: 1919年の国交樹立から百年, 2015年9月から調整国を務めており."""

from __future__ import annotations

import re

from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen

_LONG_AGO = 2  # years before the document's own
_SCENE = re.compile(
    r"の[^、。]{1,20}?(?:の?(?:際|時|折|とき|直?後|当時)に?|で|に)は、?"
)  # 2011年の震災の際には、3月末まで
_SINCE = re.compile(r"の[^、。]{1,16}?(?:から(?!約?\d{1,2}[月日])|以来|以降)")  # 2021年2月のクーデターから2年が過ぎても
_STILL = re.compile(r"から[^。]{0,40}?て(?:おり|いる|きた)")


def is_background(entry: Seen, reference: Reference) -> bool:
    """Whether a date governs no month or day behind it: it tells of a decade; a document of one month or day only names a thing
    by it, years ago; or something has lasted since then, in a report on a later year."""
    if entry.last.years > 1:
        return True
    text, end = entry.passage.text, entry.draft.end
    if not entry.tells_year or reference.moment is None or _SCENE.match(text, end):
        return False
    before = reference.moment.year - entry.last.year
    if reference.moment.month is None:
        return before >= 1 and bool(_STILL.match(text, end) or (before >= _LONG_AGO and _SINCE.match(text, end)))
    return before >= _LONG_AGO and entry.attributive
