"""The date of an act: of the clause it stands in, of the row of a chronology, of the meeting."""

from __future__ import annotations

import re

from hakusho.extractors.mention import Mention
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.meetings import meeting_at

_JOINED = re.compile(r"(?:と|及び|、|並びに|・)(?:、)?$")
_OF_ANOTHER = re.compile(
    r"の(?!「2|日米安全保障協議|首脳|外相|会談|会合|閣僚|サミット|総会|国会|第|訪|.{0,20}(?:会談|会合|総会|サミット|会議|訪問|訪日|「2\+2」|機会))"
)
_TOGETHER = re.compile(r"(?:、|・|及び|並びに|し|され|さ?れて|し、?|と|て)?")


def dates_of_act(context: DocumentContext, passage: Passage, mention: Mention) -> list[Draft]:
    """The `dates` drafts that govern the act of a mention: none, one, or several joined ones (2004年と2014年に延長)."""
    dates = [
        d
        for d in context.in_passage("dates", passage)
        if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")
    ]
    if found := _in_sentence(passage, mention, dates):
        return found
    if row := _of_row(context, passage):
        return [row]
    fields = mention.fields
    if fields["form"] == "noun" or fields["status"] != "done":
        return []
    if fields["act"] in ("signed", "announced", "adopted", "agreed_in_principle", "approved", "formulated", "extended"):
        meeting = meeting_at(context, passage, mention.start)
        if meeting is not None and meeting.date is not None:
            return [meeting.date]
        governing = governing_date(context, passage, mention.start, mention.end)
        return [governing] if governing is not None else []
    return []


def _in_sentence(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    text = passage.text
    act_start = int(mention.fields["act_start"])
    first, last = _bounds(text, act_start)
    acts = sorted({int(m.fields["act_start"]) for m in passage.mentions.of("agreements")})
    previous = max(
        (
            int(m.fields["act_end"])
            for m in passage.mentions.of("agreements")
            if int(m.fields["act_start"]) < act_start and int(m.fields["act_start"]) >= first
        ),
        default=first,
    )
    del acts
    own = [d for d in dates if max(first, previous) <= d.start and d.end <= act_start]
    own = [d for d in own if not _elsewhere(text, d, mention)]
    if not own:
        gap = text[previous:act_start]
        if previous > first and _TOGETHER.fullmatch(gap):
            earlier = [m for m in passage.mentions.of("agreements") if int(m.fields["act_end"]) == previous]
            return _in_sentence(passage, earlier[-1], dates) if earlier else []
        return _behind(text, mention, dates, last)
    found = [own[-1]]
    for date in reversed(own[:-1]):
        if not re.fullmatch(r"(?:と|及び|、|並びに|・)", text[date.end : found[0].start]):
            break
        found.insert(0, date)
    between = text[found[-1].end : act_start]
    if len(found) > 1 and not re.fullmatch(r"(?:に|の)?(?:、)?(?:それぞれ|各々)?[^、。]{0,12}", between):
        return found[-1:]
    return found


def _behind(text: str, mention: Mention, dates: list[Draft], last: int) -> list[Draft]:
    """A date in a bracket behind the act: 署名(2015年4月)."""
    end = int(mention.fields["act_end"])
    return [d for d in dates if d.start == end + 1 and text[end : end + 1] == "("][:1]


def _elsewhere(text: str, date: Draft, mention: Mention) -> bool:
    """Whether the date belongs to something else: it stands in the name, or modifies another noun."""
    if mention.start <= date.start < mention.end:
        return True
    after = text[date.end : date.end + 40]
    if after.startswith("の") and text[date.end + 1 : date.end + 40].startswith(text[mention.start : mention.end][:4]):
        return True
    return bool(re.match(r"(?:以来|以降|まで(?!に))", after))


def _bounds(text: str, at: int) -> tuple[int, int]:
    start = text.rfind("。", 0, at) + 1
    end = text.find("。", at)
    return start, end if end >= 0 else len(text)


def _of_row(context: DocumentContext, passage: Passage) -> Draft | None:
    """In a chronology, the date of the row's first cell; where that is empty, of the row above."""
    cell, grid = passage.piece.cell, passage.piece.block.grid
    if cell is None or grid is None:
        return None
    same = [p for p in context.passages if p.piece.block.grid is grid and p.piece.cell is not None]
    if any(p.piece.cell.row == cell.row and p.piece.cell.col > cell.col for p in same if p.piece.cell):
        return None  # a label beside the event, not the event
    for row in range(cell.row, -1, -1):
        heads = [
            p
            for p in same
            if p.piece.cell
            and p.piece.cell.col == 0
            and p.piece.cell.row <= row < p.piece.cell.row + p.piece.cell.rowspan
        ]
        dates = [d for p in heads for d in context.in_passage("dates", p) if d.fields.get("value")]
        if dates:
            return dates[0]
        if heads:
            return None
    return None
