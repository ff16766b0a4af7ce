"""Chronologies written as lines: the year or the month that stands above them, and the line before one that goes on from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.document import Passage

_LABEL = 12  # characters that may stand before the date of a line: 第2回, a bullet, 日時
_APART = re.compile(r" ?[・●○■]|  ")
_NEAREST = 200  # dates that are looked through
_TITLE = 30  # characters of the title of a chronology
_REACH = 40  # passages that a line may lie behind the one that its year comes from
_LEAD = re.compile(r"(?:次|以下|下記)の(?:とおり|通り|ごとく|ように)[^。]{0,20}。?$")
_RUNNING = ("paragraph", "list_item", "heading")
_ORNAMENT = " ()[]〔〕【】<>〈〉《》○●◎□■◇◆・:"


def line_before(seen: Sequence[Seen], passage: Passage, start: int) -> Seen | None:
    """The date that begins the line before, where both are lines of a list and no sentences: 第2回 5月31日. A date at the very
    head of its line goes back to the last line that begins so: 昭和63年4月 …, 5月 …, whatever lines lie between."""
    if passage.text.endswith("。") or start > _LABEL or not _is_line(passage) or not seen:
        return None
    last = seen[-1]
    if last.draft.fields.get("mod") == "ON_OR_BEFORE":
        return None  # 任期は平成23年3月31日まで
    near = last.passage.index == passage.index - 1 and last.passage.kind == passage.kind
    if near and not last.passage.text.endswith("。") and last.draft.start <= _LABEL:
        return last
    return next(_heads(seen, passage), None) if start == 0 else None


def _heads(seen: Sequence[Seen], passage: Passage) -> Iterator[Seen]:
    """The months and days that begin their lines above the passage, the nearest first."""
    for s in reversed(seen):
        if passage.index - s.passage.index > _REACH:
            return
        head = s.draft.start == 0 and _is_line(s.passage) and not s.passage.text.endswith("。")
        if head and s.passage is not passage and s.last.month is not None:
            yield s


def year_line(seen: Sequence[Seen], passage: Passage, start: int) -> Seen | None:
    """The line above the passage that is a year and nothing else: directly, with a colon, above a text (97年:); further up above
    a month that heads its line, where no line between tells a year of its own."""
    heads = not passage.text[:start].strip(_ORNAMENT)
    for s in reversed(seen):
        away = passage.index - s.passage.index
        if away > _REACH or not (heads or away <= 1):
            return None
        if heads and away and _titles(s):
            return s
        if away and s.tells_year and _is_line(s.passage) and not s.passage.text[: s.draft.start].strip(_ORNAMENT):
            colon = s.passage.text.rstrip().endswith(":")
            return s if s.whole_year and not s.last.fiscal and _alone(s) and (heads or colon) else None
    return None


def _titles(entry: Seen) -> bool:
    """Whether its line is the title of what a year brought: 国際主要事項(2007年)."""
    line = entry.passage
    if not entry.whole_year or entry.last.fiscal or not _is_line(line) or len(line.text) > _TITLE or "。" in line.text:
        return False
    ends = entry.bracket is not None and line.text.endswith(")") and not line.text[entry.draft.end : -1].strip("版のに")
    return ends and len(line.mentions.of("dates")) == 1


def lead_of(seen: Sequence[Seen], passage: Passage) -> Seen | None:
    """The whole year in the sentence that leads a list, over the items of the list: 63年の主な事件は次のとおりである。○…事件(2月)."""
    if passage.kind != "list_item":
        return None
    for s in reversed(seen):
        if s.passage.kind != "list_item":
            leads = s.whole_year and not s.last.fiscal and _LEAD.search(s.passage.text) is not None
            near = passage.index - s.passage.index <= _REACH and s.passage.section == passage.section
            return s if leads and near and s.bracket is None else None
    return None


def month_line(seen: Sequence[Seen], passage: Passage) -> Seen | None:
    """The last line above the passage that is a month and nothing else, as a chronology sets it over its days, or that begins
    with one set apart: 昭和63年4月 ・…[1日]."""
    for s in reversed(seen):
        if s.draft.start == 0 and s.last.month and s.last.day is None and _APART.match(s.passage.text, s.draft.end):
            return s
        if s.last.month is not None and "月" in s.draft.text and _alone(s):  # the lines of days under it are no months
            return s if s.last.day is None else None
    return None


def story_day(seen: Sequence[Seen], before: Seen, day: int, after: int = 0) -> Seen:
    """The day that a bare day of another paragraph goes back to: the one before it, but where that one only looked back, the
    later one that the text had told before it, if the day is that one or up to `after` days later: 11月22日に…。9月21日に就任した。…(22日)."""
    told = takewhile(lambda s: s is not before, islice(seen, max(0, len(seen) - _NEAREST), None))
    days = (s for s in told if s.last.day is not None and s.clause.opens and s.narrates and "。" in s.passage.text)
    later = (s for s in days if s.last.earliest > before.last.latest and s.first.day is not None)
    return next((s for s in later if 0 <= day - (s.last.day or 0) <= after), before)


def _is_line(passage: Passage) -> bool:
    return passage.kind in _RUNNING


def _alone(entry: Seen) -> bool:
    """Whether its line is the date and nothing else."""
    text = entry.passage.text
    return not (text[: entry.draft.start] + text[entry.draft.end :]).strip(_ORNAMENT)
