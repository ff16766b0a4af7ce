"""Two digits before 年 that are a year and not a number of years: 91年の政変, 24年は after 2023年は.

The pattern cannot tell 91年 from 45年 of 戦後45年; the style of the document and the words around it can.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.modifiers import modifier
from hakusho.extractors.dates.numerals import number
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.document import DocumentContext, Passage

_RULE = "dates.two_digit_year"
_SHORT = re.compile(r"\d\d年")
_AFTER = re.compile(
    r"に(?!わた|及|もわ|な|\d|一|満|達|限)|は|の(?!間|歴史|節目|期|経験|月日|長)|、|以降|以来|から|まで|時点|春|夏|秋|冬|末"
)
_LENGTH_BEFORE = re.compile(
    r"(?:戦後|過去|今後|この|その|以来|から|より|満|計|通算|最長|最大|最短|創立|設立|結成|施行|開始|発効|締結|在任|在職|任期|期間|[てた後約第])$"
)
_STEP = 5  # years that a list of years goes on by
_STYLE = 2  # such dates that show a document's style
_LAST_OF_SHOWA = 64  # a higher number is no year of an era since


def is_western_style(context: DocumentContext) -> bool:
    """Whether the document writes Western years with two digits: 92年1月, 98年度."""
    count = 0
    for _, mention in context.mentions("dates"):
        point: Point | None = mention.fields["reading"].start
        if point is not None and point.short is not None and point.era is None and point.years == 1:
            count += point.short > _LAST_OF_SHOWA
    return count >= _STYLE


def as_year(passage: Passage, mention: Mention, memory: Memory, western: bool) -> Mention:
    """The mention, read as a year where it is one; else unchanged.

    It is one in a document of that style, or directly on from a Western year in the same sentence (2023年は…、24年は…).
    """
    text = passage.text
    if mention.rule != "dates.duration" or not _SHORT.fullmatch(text, mention.start, mention.end):
        return mention
    if not _AFTER.match(text, mention.end) or _LENGTH_BEFORE.search(text, max(0, mention.start - 3), mention.start):
        return mention
    short = number(text[mention.start : mention.end - 1])
    if not (western and short > _LAST_OF_SHOWA) and not _goes_on(passage, mention.start, short, memory):
        return mention
    year = replace(mention, rule=_RULE, fields={"reading": Reading(Point(short=short))})
    return modifier(text, year)


def _goes_on(passage: Passage, start: int, short: int, memory: Memory) -> bool:
    """Whether a Western year shortly before it in the sentence is followed by this one in the same century."""
    if passage.text[start - 1 : start] not in ("、", "・", "と", "や"):
        return False
    last = next((entry for entry in memory.in_sentence(passage, start) if entry.tells_year), None)
    if last is None or last.draft.fields.get("calendar") != "gregorian":
        return False
    return 0 < short - last.last.year % 100 <= _STEP
