"""The date of an act: of the clause it stands in, of the row of a chronology, of the meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.resolve.agreements.carried import of_name, of_other_time
from hakusho.resolve.agreements.clauses import (
    ANOTHER_CLAUSE,
    AT_MEETINGS,
    MADE,
    SINCE,
    at_end,
    in_other_quote,
    of_bracket,
    of_ceremony,
    of_clause,
)
from hakusho.resolve.agreements.distribution import day_of_its_own
from hakusho.resolve.agreements.entries import is_published, of_entry_above, of_name_above, of_own_entry, of_row
from hakusho.resolve.agreements.occasions import (
    date_of_occasion,
    date_of_schedule,
    date_of_title,
    of_line_above,
    of_meeting,
    of_visit_above,
)
from hakusho.resolve.agreements.points import CENTURY, MONTH, in_a_name, points
from hakusho.resolve.agreements.reading import reading, sentence_start
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date

_EXCHANGED = re.compile(r"交換|(?:取り)?交わ|取りか?わ")  # papers are exchanged on a day, and concluded any time
# What did not happen has a date only in its own clause; what is planned not that of its reason.
_BARRIERS = {
    "negated": ANOTHER_CLAUSE,
    "planned": re.compile(r"(?:ため|ので|ところ|ことから|たが)、"),
    "done": re.compile(r"、これまで|たが、"),
}
_TITLE_REACH = 3  # passages; above the title may stand 報道発表 and the like
_BY_AGENT = re.compile(r"の[^、。はを]{1,24}(?:が|により|による)[^、。がをは]{0,12}")
_CEREMONY = re.compile(
    r"式(?:典)?(?:(?:、|及び|並びに|や)[^、。をが]{2,24}){0,3}(?:[をがはも])?(?:[^、。を]{0,10}(?:行|実施|開催|開か)|に[^、。]{0,6}(?:臨|出席|立ち会))|に立ち?会"
)
_BRACKETED = re.compile(r"\([^()]{0,120}\)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BY_PARLIAMENT = re.compile(r"(?:国会|議会)(?:で|において|によって|により|による|の)$")
_NOW = re.compile(r"(?:今般|今回|今次|このたび|この度)[^。はが]{0,16}$")
_NOW_FIRST = re.compile(r"(?:また、)?(?:今般|今回|このたび|この度)、(?![^。]{0,160}[0-9]月)")
# What those who met greet as done came before they met: 署名されたことを歓迎した.
_GREETED = re.compile(r"[^、。をがは]{0,12}たことを[^、。をがは]{0,8}(?:歓迎|評価|祝|喜)")
_JUBILEE = re.compile(r"(?:(?:し|され)て)?(?:から)?[0-9一二三四五六七八九十]{1,3}周年")
# 交換の日の後30日目の日に, 通告が受領された日の属する月の翌月の初日に
_TOWARDS = re.compile(
    r"(?:に向け|のための|のために必要な|に必要な)[^、。]{0,8}(?:公文|交渉|協議|作業|準備|検討|取組|努力|動き|手続|通告)|(?:交渉|作業|準備|検討)の開始"
)
_FOR_WHEN = re.compile(r"(?:中|内|まで|前半|後半|末)?の|までに")
_COUNTED = re.compile(r"[日月]の(?:後|属する)|日から起算|(?:交換|通告|通知|受領|寄託|公布)(?:さ?れた日)?の?翌[年月日]")


def dates_of_act(context: DocumentContext, passage: Passage, mention: Mention, parties: Sequence[str]) -> list[Draft]:
    """The `dates` drafts that govern the act of a mention: none, one, or several joined ones (2004年と2014年に延長).
    `parties` are those of the instrument: a meeting of others is not where two of them signed it."""
    fields = mention.fields
    if _JUBILEE.match(reading(passage), int(fields["act_end"])):
        return []
    if (
        fields["act"] == "entered_into_force"
        and fields["status"] == "planned"
        and (counted := _last(_COUNTED, reading(passage), sentence_start(passage, mention), int(fields["act_start"])))
        and not any(
            counted <= d.start < int(fields["act_start"]) and _DAY.match(str(d.fields["value"]))
            for d in points(context, passage)
        )
    ):
        return []  # on a day counted from one that is still to come
    dates = [d for d in points(context, passage) if fields["status"] != "done" or not _ahead(context, d)]
    if (own := day_of_its_own(passage, mention, dates)) is not None:
        return [own]
    if behind := of_ceremony(passage, mention, dates):
        return behind
    if found := of_clause(passage, mention, dates) or at_end(passage, mention, dates):
        if fields["status"] == "planned" and _TOWARDS.match(reading(passage), int(fields["act_end"])):
            found = [d for d in found if d.start >= mention.end or _FOR_WHEN.match(reading(passage), d.end)]
            if not found:
                return []  # 7月に、締結に向けた協議を開催: the day of the talks
        between = reading(passage)[found[-1].end : int(mention.fields["act_start"])]
        barrier = _BARRIERS.get(mention.fields["status"])
        return [] if barrier is not None and barrier.search(between) else found
    if fields["act"] in MADE and (beside := of_bracket(passage, mention, dates)):
        return [beside]
    if mention.fields["status"] == "negated":  # what did not happen has a date only where its own clause gives one
        return []
    if (day := of_own_entry(context, passage)) is not None and fields["status"] == "done":
        return [day]
    entry = of_entry_above(context, passage)
    published = entry is not None and is_published(context, entry)  # before the day of what is still to come
    if entry is not None and not (published and ("。" in reading(passage) or fields["status"] == "planned")):
        return [entry]
    if _told_now(passage, fields) and (today := date_of_occasion(context, passage) or date_of_title(context)):
        return [today]
    if passage.kind == "table":
        row = of_row(context, passage)
        return [row] if row else []
    if _is_title(context, passage) and fields["status"] == "done":
        dated = date_of_title(context)
        return [dated] if dated else []
    if passage.kind in ("footnote", "reference"):
        return []  # what is told around its mark is told of something else
    # A caption tells by nouns; so does 署名式を行い.
    text = reading(passage)
    told = fields["form"] != "noun" or not re.search("[。、]", text) or _CEREMONY.match(text, int(fields["act_end"]))
    if not told or fields["status"] != "done" or not _at_a_meeting(passage, fields):
        return []
    if _GREETED.match(text, int(fields["act_end"])):
        return []
    if re.match(
        r"(?:し|され|さ?れ)?て?(?:以降|以来|いる|いま|いた|おり|き)", reading(passage)[int(fields["act_end"]) :]
    ):
        return []
    told_there = governing_date(
        context, passage, mention.start, mention.end, verb=int(fields["act_start"]), carry_over=True
    )
    if told_there is not None and _ahead(context, told_there):
        told_there = None
    if told_there is not None and told_there.passage is passage and SINCE.match(reading(passage), told_there.end):
        told_there = None
    if (
        told_there is not None
        and told_there.passage is passage
        and (
            in_other_quote(reading(passage), told_there, mention)
            or of_name(told_there, passage, mention)
            or of_other_time(told_there, passage, mention, dates)
        )
    ):
        told_there = None
    vague = told_there is not None and _is_vague(passage, told_there, mention)
    date = None if vague else told_there
    date = date or of_meeting(context, passage, mention, parties)
    if date is not None and (
        in_a_name(date) or (date.passage is passage and in_other_quote(reading(passage), date, mention))
    ):
        date = told_there = None
    if date is not None and (
        reading(date.passage).startswith("版", date.end) or CENTURY.fullmatch(str(date.fields["value"]))
    ):
        date = told_there = None  # the year of the edition, or no time of an act
    if date is None or _quoted(date, passage, mention):
        date = date_of_occasion(context, passage)
    if date is None and told_there is not None and not _quoted(told_there, passage, mention):
        date = told_there
    date = date or (
        of_name_above(context, passage, mention)
        or of_line_above(context, passage)
        or of_visit_above(context, passage, mention, parties)
    )
    if date is None:  # under a press release's own date stands what was done that day
        date = date_of_schedule(context) if entry is None or is_published(context, entry) else None
        date = date or entry
    apart = date is not None and mention.rule == "agreements.attributive" and not _describes(passage, date, mention)
    if (
        date is not None
        and apart
        and not (date.passage is passage and reading(passage)[mention.end : date.start] == "(")
    ):
        return []  # 新たに採択された決議: what describes the instrument is no part of what is told
    return [date] if date is not None else []


def _ahead(context: DocumentContext, date: Draft) -> bool:
    """Whether a date is still to come for the text, so that nothing is done on it: 来年, or a year well after its own."""
    year, now = str(date.fields["value"])[:4], (context.source.metadata.reference_date or "")[:4]
    far = year.isdecimal() and now.isdecimal() and int(year) > int(now) + 1
    return far or date.text.startswith(("来年", "明年", "来月", "明日"))


def still_to_come(context: DocumentContext, date: Draft) -> bool:
    """Whether a date begins after the day of the text, where that is known: what is dated so is not yet done."""
    today = context.source.metadata.reference_date or ""
    of_year = today.endswith(("-12-31", "-03-31"))  # a yearbook's, of which the text may tell what came after
    return bool(_DAY.fullmatch(today)) and not of_year and str(date.fields.get("earliest") or "")[:10] > today


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """The end of the last match outside brackets in a stretch of a text, 0 where there is none."""
    text = _BRACKETED.sub(lambda m: "＿" * len(m[0]), text[:end])  # 10月1日(寄託の日の後…の初日)に発効
    return max((m.end() for m in pattern.finditer(text, start)), default=0)


def _at_a_meeting(passage: Passage, fields: Mapping[str, Any]) -> bool:
    at = int(fields["act_start"])
    if fields["act"] == "approved" and (
        reading(passage).startswith("国会", at) or _BY_PARLIAMENT.search(reading(passage), 0, at)
    ):
        return False  # 国会で承認された: on a day before the talks
    return (
        fields["act"] in AT_MEETINGS
        or _signed(fields)
        or bool(_EXCHANGED.match(reading(passage), int(fields["act_start"])))
    )


def _signed(fields: Mapping[str, Any]) -> bool:
    """Whether what was concluded was signed there and then, as memoranda are."""
    return fields["act"] == "concluded" and fields["kind"] == "memorandum" and fields["form"] in ("active", "passive")


def _told_now(passage: Passage, fields: Mapping[str, Any]) -> bool:
    """Whether the sentence says that it was done on the occasion that the text is about: 交渉の結果、今般の署名に至った."""
    at = int(fields["act_start"])
    first = next((s for s, e in sentences(reading(passage)) if s <= at < e), 0)
    now = _NOW.search(reading(passage), max(0, at - 24), at) or _NOW_FIRST.match(reading(passage), first, at)
    return fields["status"] == "done" and bool(now)


def _is_title(context: DocumentContext, passage: Passage) -> bool:
    """Whether a passage is the title of the document: 日加協力覚書を締結, with the day below."""
    if "。" in passage.text or passage.index >= _TITLE_REACH:
        return False
    if passage.index == 0 and passage.text == (context.source.metadata.title or "").strip():
        return True
    below = context.passages[passage.index + 1 : passage.index + 2]
    return any(d.text == p.text.strip() for p in below for d in points(context, p))


def _is_vague(passage: Passage, date: Draft, mention: Mention) -> bool:
    """Whether a date is a year of an earlier sentence, which the day of the meeting comes before."""
    earlier = date.passage is passage and "。" in reading(passage)[date.end : mention.start]
    return earlier and (bool(date.fields.get("fiscal_year")) or MONTH.match(str(date.fields["value"])) is None)


def _quoted(date: Draft, passage: Passage, mention: Mention) -> bool:
    """Whether a date stands in what an earlier sentence quotes: 「2000年までに…する」との合意."""
    text = reading(date.passage)
    if date.passage is passage and "。" not in text[date.end : mention.start]:
        return False
    return text.count("「", 0, date.start) > text.count("」", 0, date.start)


def _describes(passage: Passage, date: Draft, mention: Mention) -> bool:
    """Whether the date stands with the agent of a clause that describes the instrument: 3月の部会が取りまとめた計画."""
    between = reading(passage)[date.end : int(mention.fields["act_start"])] if date.passage is passage else ""
    return _BY_AGENT.fullmatch(between) is not None
