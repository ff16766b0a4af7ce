"""What a sentence deals out to one side at a time: 6月にはペルー、8月にはチリとの間で; 米国(4月署名)及び英国(5月署名);
ペルーとの協定は6月に、チリとの協定は8月に発効."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import party_spans
from hakusho.resolve.agreements.reading import reading, sentence_start
from hakusho.resolve.agreements.sides import SEVERAL, STATE
from hakusho.resolve.document import Draft, Passage

_THEN = re.compile(r"に?は?、?")
_NEXT = re.compile(r"(?:と|と?は)?、")
_LAST = re.compile(r"(?:政府)?と(?:の(?:間で)?は?、?|、|も、?)?")
_TOPIC = re.compile(r"[」』]?(?:\([^()]{1,30}\))?[はが]、?")
_BRACKET = 36
_SIDE = 12  # characters of a side's name


def dealt_out(passage: Passage, mention: Mention, dates: Sequence[Draft]) -> list[tuple[Draft, list[str]]]:
    """Each date with the parties of its own, where a sentence names a date and then a side more than once before what
    was made with each; nothing otherwise."""
    first = sentence_start(passage, mention)
    text = reading(passage)
    sides = [(first + a, first + b, code) for a, b, code in party_spans(text[first : mention.start])]
    found: list[tuple[Draft, list[str]]] = []
    end = mention.start
    for date in sorted((d for d in dates if first <= d.start < mention.start), key=lambda d: -d.start):
        side = next((s for s in sides if date.end <= s[0] <= date.end + 3), None)
        if side is None or not STATE.fullmatch(side[2]) or not _THEN.fullmatch(text, date.end, side[0]):
            break
        if not (_NEXT if found else _LAST).fullmatch(text, side[1], end):
            break
        found.insert(0, (date, sorted({side[2], "JP"})))
        end = date.start
    return found if len(found) >= SEVERAL else []


def day_of_its_own(passage: Passage, mention: Mention, dates: Sequence[Draft]) -> Draft | None:
    """The date behind a name that shares its verb with the next: ペルーとの協定は6月に、チリとの協定は8月に発効."""
    if mention.rule != "agreements.listed":
        return None
    text = reading(passage)
    behind = (d for d in dates if mention.end <= d.start <= mention.end + _BRACKET)
    return next(
        (d for d in behind if _TOPIC.fullmatch(text, mention.end, d.start) and text.startswith("に、", d.end)), None
    )


def side_of_bracket(passage: Passage, mention: Mention) -> list[str]:
    """Japan and the state behind which the act stands in brackets: 条約を結んだのは米国(4月署名、10月発効)."""
    text, at = reading(passage), int(mention.fields["act_start"])
    opening = text.rfind("(", 0, at)
    if opening < mention.end or ")" in text[opening:at]:
        return []
    begin = max(mention.end, opening - _SIDE)
    beside = [code for _, b, code in party_spans(text[begin:opening]) if begin + b == opening and STATE.fullmatch(code)]
    return sorted({*beside, "JP"}) if beside else []
