"""Names with no office beside them: in the name of a meeting, with an honorific, as a full name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.lexicon import (
    KANJI,
    KATAKANA,
    country_letters,
    country_names,
    organizations,
)
from hakusho.extractors.people.names import KATAKANA_RUN, Name, kanji_name, katakana_name
from hakusho.extractors.people.words import Words

_MEETING = re.compile(
    rf"(?P<first>[{KANJI}]{{1,6}}|[{KATAKANA}]{{2,20}})[・=](?P<second>[{KANJI}]{{1,6}}|[{KATAKANA}]{{2,20}})(?:首脳|外相|国防相|防衛相|党首)?"
    r"(?:会談|会見|会合|共同声明|共同宣言|声明|宣言|合意|協定|メモ|書簡|協議)"
)
_HONORIFIC = re.compile(r"(?:氏|さん|女史|博士|夫人|夫妻|先生|君)(?![名族])")


def standing_alone(words: Words) -> Iterator[Mention]:
    """All names with no office beside them."""
    yield from _meetings(words)
    yield from _honorifics(words)


def _mention(name: Name, rule: str, **fields: object) -> Mention:
    known = {"title": None, "country": name.country, "japanese": name.japanese, **fields}
    return Mention("people", name.start, name.end, rule, known)


def _meetings(words: Words) -> Iterator[Mention]:
    for match in _MEETING.finditer(words.text):
        names = [_meeting_name(words, *match.span(group)) for group in ("first", "second")]
        if all(names):
            for side, name in enumerate(names):
                assert name is not None
                yield _mention(name, "people.meeting", side=side)


def _meeting_name(words: Words, start: int, end: int) -> Name | None:
    text = words.text[start:end]
    if text in country_names() or text in organizations() or text in country_letters():
        return None
    if re.match(rf"[{KATAKANA}]", text):
        name = katakana_name(words, start, end)
    else:
        name = kanji_name(words, start, end, at_end=True)
    return name if name is not None and (name.start, name.end) == (start, end) else None


def _honorifics(words: Words) -> Iterator[Mention]:
    text = words.text
    for match in _HONORIFIC.finditer(text):
        name = name_ending_at(words, match.start())
        if name is not None:
            yield _mention(name, "people.honorific", honorific=match[0])


def name_ending_at(words: Words, end: int) -> Name | None:
    """The name that ends at `end`, in one or two parts."""
    text = words.text
    zone = words.zone_start(end, 30)
    starts = sorted({zone, *(w.start for w in words.within(zone, end))})
    for start in starts:
        if KATAKANA_RUN.match(text, start, end):
            if re.match(rf"[{KATAKANA}]", text[start - 1 : start]):
                continue
            name = katakana_name(words, start, end)
        else:
            name = kanji_name(words, start, end, at_end=True)
        if name is not None and name.end == end and name.quality >= 2:
            return name
    return None
