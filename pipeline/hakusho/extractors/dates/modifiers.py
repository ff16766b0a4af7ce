"""What follows a date and tells of an open end: 以降, から, まで. It is not part of the surface, but gives `mod`."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.reading import Reading
from hakusho.extractors.mention import Mention

# Not より and から of a comparison: 前年より増加, 前年度から2%の減.
_COMPARED = (
    r"(?!も|の?(?:約|大幅に|着実に|大きく)?(?:\d|高|低|多|少|大|小|前|後|増|減|上|下|早|遅|短|長|拡|縮|伸|未|ポイント))"
)
_AFTER = re.compile(
    rf"以降|以来|以後|来(?=[、のに。])|から(?!すると|みて|見て|ある|なる){_COMPARED}|より{_COMPARED}|[~〜](?=[)、。]|$)|[~〜―ー−-]現在"
)
# Not the other term of a comparison where a trend sets in or goes on: 2021年から増加に転じ, 2018年から減少していた.
_TREND = re.compile(
    r"(?:から|より)(?:徐々に|年々|大幅に|再び)?(?:増加|減少|上昇|低下|下落|拡大|縮小|増大|悪化|改善|回復|低迷|伸長|高騰)(?:に転じ|し続け|傾向|基調|を続け|が続|して(?:い|お|き))"
)
_BEFORE = re.compile(r"(?:深夜|未明|早朝|夜|朝|夕方)?(?:まで|以前)|頃まで")
# から with its other end close by: a duration (から約1時間), or a later date with まで or にかけて.
_OTHER_END = re.compile(
    r"(?:から|より)、?(?:の)?(?:約|概ね|およそ|ほぼ)?[\d一二三四五六七八九十半]{1,4}(?:年|か月|カ月|ヶ月|ヵ月|箇月|週|日|時間|分)(?!度)"
)
_CLOSED = re.compile(r"から[^。から]{1,20}?(?:年度?|月|日|時|分|末)(?:\([^()]{1,12}\))?(?:まで|にかけて)")


def modifier(text: str, mention: Mention) -> Mention:
    """The mention with ON_OR_AFTER or ON_OR_BEFORE where what stands directly after it says so.

    A date with a modifier of its own (末, 約), a closed range, a duration and a set keep what they have.
    """
    reading: Reading = mention.fields["reading"]
    if reading.start is None or reading.end is not None or reading.mod is not None:
        return mention
    since = reading.start.rel_year is None and _TREND.match(text, mention.end)
    mod = "ON_OR_AFTER" if since else _mod(text, mention.end)
    return mention if mod is None else replace(mention, fields={**mention.fields, "reading": replace(reading, mod=mod)})


def _mod(text: str, end: int) -> str | None:
    if _AFTER.match(text, end):
        return None if _OTHER_END.match(text, end) or _CLOSED.match(text, end) else "ON_OR_AFTER"
    if _BEFORE.match(text, end):
        return "ON_OR_BEFORE"
    return None
