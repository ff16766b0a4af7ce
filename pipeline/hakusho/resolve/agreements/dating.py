"""The date of an act: of the clause it stands in, of the row of a chronology, of the meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.occasions import date_of_occasion, date_of_title
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.dates.syntax import bracket_at
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.meetings import meeting_at

# Acts that are done at a meeting: without a date of their own they have the meeting's.
_AT_MEETINGS = (
    "signed",
    "announced",
    "adopted",
    "agreed_in_principle",
    "approved",
    "formulated",
    "extended",
    "amended",
)
_EXCHANGED = re.compile(
    r"交換|(?:取り)?交わ|取りか?わ"
)  # of papers, which is done on a day, as to conclude need not be
_JOINED = re.compile(r"(?:付け?)?(?:と|及び|および|、|並びに|・)")
_EACH = re.compile(r"(?:に|の)?、?(?:それぞれ|各々|ともに)?[^、。]{0,12}")
_ALONG = re.compile(r"(?:に際し|に当たり|にあたり|とともに|と同時に|に合わせ|に併せ)て?、|と同時に")
_ANOTHER_CLAUSE = re.compile(r"[しりえれけせてみびちきがものめ]、")
# What did not happen has a date only in its own clause; what is planned not that of its reason.
_BARRIERS = {
    "negated": _ANOTHER_CLAUSE,
    "planned": re.compile(r"(?:ため|ので|ところ|ことから)、"),
    "done": re.compile(r"、これまで"),
}
_TOGETHER = re.compile(
    r"(?:、|・|及び|並びに|と|(?:し|され)て?|(?:(?:し|され)て?、)?(?:同日|同時)に?|(?:が|を)?(?:行われ|行い|行ない|行なわれ|なされ|了し|し|され)て?、(?:即日|同日|同時に|これにより)?、?(?:同(?:条約|協定|議定書|取極)は)?、?)?"
)
# A date in the genitive dates the act only through a meeting or a visit at which it was done.
_OCCASION = re.compile(
    r"の[^、。]{0,40}?(?:会談|会合|会議|総会|サミット|「2\+2」|協議|対話|訪問|訪日|訪米|来日|機会|際|委員会|閣議|国会|理事会|国連)"
    r"[^、。]{0,16}?(?:において|で(?!の)|にて|に際し|の際|の機会|に合わせ|に先立ち|時に|を経て|後に|には|に$|、)"
)
_DATED_TITLE = re.compile(r"^[^。、]{2,40}(?:会談|会合|協議|対話|サミット|2\+2」?)\([^()]{2,20}\)$")
_TITLE_REACH = 3  # passages; above the title may stand 報道発表 and the like
_ENTRY = re.compile(r"^[●○・ ]{0,3}$|[)」』](?<!^.)$")  # what a date at the head of an entry stands behind
_GOES_ON = re.compile(r"[ぁ-ん、)~-]|付")
_ENTRIES = 4  # of one day in a chronology
_HELD = re.compile(r"(?:会談|会合|協議)を(?:行|実施|開催)|(?:会談|会合|協議)が(?:行われ|開催|開か)")
_BY_AGENT = re.compile(r"の[^、。はを]{1,24}(?:が|により|による)[^、。がをは]{0,12}")
_CEREMONY = re.compile(
    r"式(?:典)?(?:[をがはも])?(?:[^、。を]{0,10}(?:行|実施|開催|開か)|に[^、。]{0,6}(?:臨|出席|立ち会))"
)
_MONTH = re.compile(r"\d{4}-\d{2}")
_NOW = re.compile(r"(?:今般|今回|今次|このたび|この度)[^。はが]{0,16}$")
_HEAD = 8  # passages within which a press release has its date
_CARRIED_OUT = re.compile(r"(?:式(?:典)?)?[がは]、(?P<when>[^。]{0,160}?)(?:行わ|行な|執り行|とり行|なされ|実施さ)")
_JUBILEE = re.compile(r"(?:から)?[0-9一二三四五六七八九十]{1,3}周年")
_SINCE = re.compile(r"(?:以来|以降|以前|までの|からの|現在|時点)")
_FROM_THEN_ON = re.compile(r"から[^、。をがは]{1,20}を")  # 今年から対策を実施: what was begun then is something else
_GENITIVE_RULES = ("agreements.compound", "agreements.genitive", "agreements.light")


def dates_of_act(context: DocumentContext, passage: Passage, mention: Mention, parties: Sequence[str]) -> list[Draft]:
    """The `dates` drafts that govern the act of a mention: none, one, or several joined ones (2004年と2014年に延長).
    `parties` are those of the instrument: a meeting of others is not where two of them signed it."""
    fields = mention.fields
    if _JUBILEE.match(reading(passage), int(fields["act_end"])):
        return []
    dates = _points(context, passage)
    if behind := _of_ceremony(passage, mention, dates):
        return behind
    if found := _of_clause(passage, mention, dates) or _at_end(passage, dates):
        between = reading(passage)[found[-1].end : int(mention.fields["act_start"])]
        barrier = _BARRIERS.get(mention.fields["status"])
        return [] if barrier is not None and barrier.search(between) else found
    if mention.fields["status"] == "negated":  # what did not happen has a date only where its own clause gives one
        return []
    entry = _of_entry_above(context, passage)
    if entry is not None and ("。" not in reading(passage) or not _is_published(entry)):
        return [entry]
    if _told_now(passage, fields) and (today := date_of_occasion(context, passage) or date_of_title(context)):
        return [today]
    if passage.kind == "table":
        row = _of_row(context, passage)
        return [row] if row else []
    if _is_title(context, passage) and fields["status"] == "done":
        dated = date_of_title(context)
        return [dated] if dated else []
    # A caption tells by nouns; so does 署名式を行い.
    text = reading(passage)
    told = fields["form"] != "noun" or not re.search("[。、]", text) or _CEREMONY.match(text, int(fields["act_end"]))
    if not told or fields["status"] != "done" or not _at_a_meeting(passage, fields):
        return []
    if re.match(r"(?:し|され|さ?れ)?て?(?:以降|以来|いる|いた|き)", reading(passage)[int(fields["act_end"]) :]):
        return []
    told_there = governing_date(
        context, passage, mention.start, mention.end, verb=int(fields["act_start"]), carry_over=True
    )
    vague = told_there is not None and _is_vague(passage, told_there, mention)
    date = None if vague else told_there
    date = date or _of_meeting(context, passage, mention, parties)
    if date is not None and date.passage is passage and mention.start <= date.start < mention.end:
        return []  # 「21世紀の…」: a part of the title
    if date is None or _quoted(date, passage, mention):
        date = date_of_occasion(context, passage)
    if date is None and told_there is not None and not _quoted(told_there, passage, mention):
        date = told_there
    date = date or _of_name_above(context, passage, mention)
    if date is None:  # under a press release's own date stands what was done that day
        date = entry
    if date is not None and mention.rule == "agreements.attributive" and not _describes(passage, date, mention):
        return []  # 新たに採択された決議: what describes the instrument is no part of what is told
    return [date] if date is not None else []


def _at_a_meeting(passage: Passage, fields: Mapping[str, Any]) -> bool:
    return fields["act"] in _AT_MEETINGS or bool(_EXCHANGED.match(reading(passage), int(fields["act_start"])))


def _of_ceremony(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    """The date behind a noun of which it is told that it was done: 条約の署名は、3月2日、東京で行われた."""
    done = _CARRIED_OUT.match(reading(passage), int(mention.fields["act_end"]))
    return [d for d in dates if done.start("when") <= d.start and d.end <= done.end()][:1] if done else []


def _told_now(passage: Passage, fields: Mapping[str, Any]) -> bool:
    """Whether the sentence says that it was done on the occasion that the text is about: 交渉の結果、今般の署名に至った."""
    at = int(fields["act_start"])
    return fields["status"] == "done" and bool(_NOW.search(reading(passage), max(0, at - 24), at))


def _is_published(line: Draft) -> bool:
    """Whether a date on a line of its own is that of a press release, and not an entry of a chronology."""
    return line.passage.index < _HEAD and len(str(line.fields["value"])) == len("2001-01-01")


def _of_name_above(context: DocumentContext, passage: Passage, mention: Mention) -> Draft | None:
    """The date beside the name where a line above holds no more than both: 日仏共同宣言(1995年)."""
    name = passage.text[mention.start : mention.end]
    for above in reversed(context.passages[max(0, passage.index - _ENTRIES) : passage.index]):
        for date in _points(context, above):
            if above.text.endswith(f"{name}({date.text})") and "。" not in above.text:
                return date
    return None


def _is_title(context: DocumentContext, passage: Passage) -> bool:
    """Whether a passage is the title of the document: 日加協力覚書を締結, with the day below."""
    if "。" in passage.text or passage.index >= _TITLE_REACH:
        return False
    if passage.index == 0 and passage.text == (context.source.metadata.title or "").strip():
        return True
    below = context.passages[passage.index + 1 : passage.index + 2]
    return any(d.text == p.text.strip() for p in below for d in _points(context, p))


def _is_vague(passage: Passage, date: Draft, mention: Mention) -> bool:
    """Whether a date is a year of an earlier sentence, which the day of the meeting comes before."""
    earlier = date.passage is passage and "。" in reading(passage)[date.end : mention.start]
    return earlier and _MONTH.match(str(date.fields["value"])) is None


def _quoted(date: Draft, passage: Passage, mention: Mention) -> bool:
    """Whether a date stands in what an earlier sentence quotes: 「2000年までに…する」との合意."""
    text = reading(date.passage)
    if date.passage is passage and "。" not in text[date.end : mention.start]:
        return False
    return text.count("「", 0, date.start) > text.count("」", 0, date.start)


def _points(context: DocumentContext, passage: Passage) -> list[Draft]:
    return [
        d
        for d in context.in_passage("dates", passage)
        if d.fields.get("type") in ("DATE", "TIME") and d.fields.get("value")
    ]


def _describes(passage: Passage, date: Draft, mention: Mention) -> bool:
    """Whether the date stands with the agent of a clause that describes the instrument: 3月の部会が取りまとめた計画."""
    between = reading(passage)[date.end : int(mention.fields["act_start"])] if date.passage is passage else ""
    return _BY_AGENT.fullmatch(between) is not None


def _at_end(passage: Passage, dates: list[Draft]) -> list[Draft]:
    """The date in the bracket that a caption ends with: 条約に署名する○○大臣(9月)."""
    last = dates[-1] if dates and "。" not in reading(passage) else None
    closed = (
        last is not None and reading(passage)[last.end :] in (")", ") ") and reading(passage)[last.start - 1] == "("
    )
    return [last] if last is not None and closed else []


def _of_clause(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    """The dates between the act before and this one; a modifying clause (1990年に署名された) keeps its date for itself."""
    text, fields = reading(passage), mention.fields
    at, end = int(fields["act_start"]), int(fields["act_end"])
    first = next((s for s, e in sentences(text) if s <= at < e), 0)
    if behind := [d for d in dates if d.start == end + 1 and text[end] == "(" and text[d.end : d.end + 1] == ")"]:
        return behind
    stop, begin, modifying = at, first, []
    for other in passage.mentions.of("agreements"):
        start = int(other.fields["act_start"])
        if other is mention or not first <= start:
            continue
        if other.rule == "agreements.attributive" and mention.rule != "agreements.attributive" and start < at:
            modifying.append(other)
        elif start < at:
            begin = max(begin, int(other.fields["act_end"]))
        elif start == at and mention.end < other.start and any(mention.end <= d.start < other.start for d in dates):
            stop = mention.start  # 4月にはAが、5月にはBが発表され
    kept = [d for other in modifying for d in _of_clause(passage, other, dates)]
    outside = bracket_at(passage, at)
    own = [
        d
        for d in dates
        if begin <= d.start
        and d.end <= stop
        and d not in kept
        and bracket_at(passage, d.start) in (None, outside)
        and not _elsewhere(text, d, mention)
    ]
    if own:
        return _chosen(text, own, stop)
    if begin > first and (_TOGETHER.fullmatch(text[begin:at]) or _ALONG.match(text, begin)):
        earlier = [m for m in passage.mentions.of("agreements") if int(m.fields["act_end"]) == begin]
        return _of_clause(passage, earlier[-1], dates) if earlier else []
    return []


def _chosen(text: str, own: list[Draft], at: int) -> list[Draft]:
    """The last date that says when; one in the genitive only where no other does. With those it is joined to."""
    adverbial = [d for d in own if not text.startswith("の", d.end) or text[d.end + 1 : at].startswith("間")]
    last = (adverbial or own)[-1]
    if own[-1] is not last and re.fullmatch(r"の[^、。をがは]{0,40}", text[own[-1].end : at]):
        last = own[-1]  # 2015年前半の指針見直し
    elif own[-1] is not last and _ANOTHER_CLAUSE.search(text[last.end : own[-1].start]):
        last = own[-1]  # 9月に合意が成立し、10月の総会において採択され
    found = [last]
    for date in reversed(own[: own.index(last)]):
        if not _JOINED.fullmatch(text[date.end : found[0].start]):
            break
        found.insert(0, date)
    return found if len(found) == 1 or _EACH.fullmatch(text[last.end : at]) else [last]


def _elsewhere(text: str, date: Draft, mention: Mention) -> bool:
    """Whether the date belongs to something else: it stands in the name, or modifies another noun than the occasion."""
    if mention.start <= date.start < mention.end:
        return True
    if text[mention.end : mention.end + 1] == "(" and mention.end < date.start < text.find(")", mention.end):
        return mention.rule != "agreements.bracketed"  # 行動計画(2022年~2031年): what it covers
    after = text[date.end : int(mention.fields["act_start"])]
    if _SINCE.match(after) and not (after.startswith("までの") and mention.fields["status"] == "planned"):
        return True
    if mention.rule == "agreements.attributive" and "は、" in after:
        return True  # the date before a topic is of the sentence, not of what describes the instrument
    if _FROM_THEN_ON.match(text[date.end : mention.start]):
        return True
    if not after.startswith("の"):
        return False
    if re.fullmatch(r"の[^、。をがは]{0,12}", after):
        return False  # 12月の妥結
    bare = after[1:].lstrip("「『")
    if bare.startswith(text[mention.start : mention.end].lstrip("「『")) or date.end + 1 >= mention.start:
        return mention.rule not in _GENITIVE_RULES  # 2003年の覚書を改定: the year of the memorandum
    return not _OCCASION.match(after)


def _of_entry_above(context: DocumentContext, passage: Passage) -> Draft | None:
    """In a chronology, the day that stands on a line of its own above the entry, or with which the entry above begins."""
    line = passage.kind != "table" and "。" not in passage.text
    for above in reversed(context.passages[max(0, passage.index - _ENTRIES) : passage.index]):
        dates = _points(context, above)
        if alone := [d for d in dates if above.text.strip("● ・") == d.text]:
            return alone[0]
        if "。" in above.text:
            return None
        leading = [d for d in dates if _ENTRY.search(above.text, 0, d.start) and not _GOES_ON.match(above.text, d.end)]
        if line and leading and passage.kind == above.kind and leading[0].start < 4:
            return leading[-1]
    return None


def _of_row(context: DocumentContext, passage: Passage) -> Draft | None:
    """In a chronology, the date of the row's first cell; where that is empty, of the row above."""
    cell, grid = passage.piece.cell, passage.piece.block.grid
    if cell is None or grid is None:
        return None
    cells = [(p, p.piece.cell) for p in context.passages if p.piece.block.grid is grid and p.piece.cell is not None]
    if any(c.row == cell.row and c.col > cell.col for _, c in cells):
        return None  # a label beside the event, not the event
    for row in range(cell.row, -1, -1):
        heads = [p for p, c in cells if c.col == 0 and c.row <= row < c.row + c.rowspan]
        if dates := [d for p in heads for d in _points(context, p)]:
            return dates[0]
        if heads:
            return None
    return None


def _of_others(met: Sequence[str], parties: Sequence[str]) -> bool:
    """Whether those who met are others than the states that made an instrument of theirs."""
    return bool(met) and not set(parties) <= {*met, "JP"}


def _of_meeting(context: DocumentContext, passage: Passage, mention: Mention, parties: Sequence[str]) -> Draft | None:
    """The date of the meeting at which it was done: as the meeting is named, as its slide is titled, or where a document
    about one meeting says that it was held."""
    meeting = meeting_at(context, passage, mention.start)
    if meeting is None or (meeting.source != "sentence" and len(parties) > 1 and _of_others(meeting.parties, parties)):
        return None
    held: Draft | None = None
    for other in context.passages:
        dates = _points(context, other)
        if not dates:
            continue
        titled = (
            _DATED_TITLE.search(other.text)
            and passage.piece.block.sheet
            and other.piece.block.sheet == passage.piece.block.sheet
        )
        if titled and tuple(parties_in(other.text)) == meeting.parties:
            return dates[0]
        if held is None and meeting.source == "document" and _HELD.search(other.text):
            held = dates[0]
    return meeting.date or held
