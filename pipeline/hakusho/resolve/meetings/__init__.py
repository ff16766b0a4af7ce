"""Meetings: which one a sentence speaks of, who met, where and when."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings.dates import apart, date_of_name, date_of_naming, day_held, in_content, own_date
from hakusho.resolve.meetings.index import ABOVE, NEAR, Index, Meeting, Source, index_of, is_bare
from hakusho.resolve.meetings.names import BACKGROUND, Naming, only_title
from hakusho.resolve.meetings.participants import codes_in, met_at
from hakusho.resolve.meetings.places import place_of
from hakusho.resolve.meetings.sections import OF_A_MEETING, section_parties, visited, visited_before

__all__ = ["Meeting", "apart", "day_held", "in_content", "meeting_at", "section_parties", "visited_before"]


_DOMESTIC = re.compile(r"(?:会議|委員会|理事会|総会|部会)$")
# Conferences that have members of their own: not those of the document's other meetings.
_OF_MANY = re.compile("フォーラム|サミット|国際|世界|地域|締約国|総会|理事会|多国間")
_DIPLOMATIC = re.compile("首脳|外相|大臣|閣僚")
_OCCASION = re.compile(r"(?:\([^()]{1,30}\))?(?:の(?:際|機会)|に(?:先立|合わせ))")
_OF_MEMBERS = re.compile(r"^(?:会合|会議|総会|委員会)$")
_MEAL = re.compile("(?:ディナー|ランチ|夕食会|昼食会|朝食会|懇談)$")
_MEAL_REACH = 60  # characters between talks and the meal after them
_BILATERAL = re.compile("二国間|個別|バイ")
_RELATIONS = re.compile("との[^と]{0,12}(?:協力|関係|対話|協議|連携)")  # 仏国との政策協力: a heading over what both do
_RANK = re.compile("首脳|外相")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def meeting_at(context: DocumentContext, passage: Passage, start: int) -> Meeting | None:
    """The meeting that what stands at `start` of a passage belongs to: named in the sentence before it, in the passage,
    as the title of the slide, in the section, its headings or the document's title. None where the text names none."""
    index = index_of(context)
    naming, source = _naming_at(index, passage, start)
    if naming is None:
        return _of_title(context, passage)
    meeting = _meeting(index, naming, source)
    elsewhere = visited_before(passage, start) if source in ("section", "above") else set()
    if elsewhere and meeting.parties and all(map(is_state, meeting.parties)) and not elsewhere & {*meeting.parties}:
        return None
    if meeting.parties or _is_domestic(meeting.name):
        return meeting
    # One title over several talks (個別会談の概要): the heading of each tells with whom, or the country that one went to.
    parties = section_parties(context, passage, usual=False)
    if not parties and OF_A_MEETING.search(meeting.name) and not _OF_MANY.search(meeting.name):
        parties = visited(context)
    return replace(meeting, parties=tuple(parties))


def _of_title(context: DocumentContext, passage: Passage) -> Meeting | None:
    title = context.source.metadata.title or ""
    match = re.search(r"[^\s()]{0,30}(?:会談|会合|サミット|協議委員会|閣僚会議|首脳会議|協議(?!会)|対話)", title)
    if match is None:
        return None
    name = re.split("[がはを]", match[0])[-1]  # 両大臣が会談
    named = codes_in(match[0])
    if len(named) == 1 and is_state(named[0]):
        named = sorted({*named, "JP"})  # of two, one of them our own
    return Meeting(name, tuple(named or section_parties(context, passage)), None, None, "document")


def _naming_at(index: Index, passage: Passage, start: int) -> tuple[Naming | None, Source]:
    first = next((s for s, e in sentences(passage.text) if s <= start < e), 0)
    here = [n for n in index.by_passage.get(passage.index, []) if n.end <= start and not _led_to(n, start)]
    here = [n for n in here if not _to_come(index.context, n)]
    if found := [n for n in here if n.governs or (n.told is not None and start < n.told[1])]:
        last = found[-1] if found[-1].start >= first else _main(found)
        return last, "sentence" if last.start >= first else "passage"
    if bottom := _slide_title(index, passage):
        return bottom, "title"
    for other, named in index.before(passage):
        governing = [
            n for n in named if n.governs and not _led_to(n, len(other.text)) and not _to_come(index.context, n)
        ]
        if index.stands_below(other):
            continue
        if other.kind == "heading":
            if other.text in passage.section and governing:
                return _main(governing), "heading"
        elif other.section == passage.section:
            if governing and passage.index - other.index <= NEAR:
                return _main(governing), "section"
        elif (governing or only_title(other, named)) and passage.index - other.index <= ABOVE:
            if _others_since(passage, other, codes_in((governing or named)[-1].name)):
                break
            return (governing or named)[-1], "above"
    return None, "document"


def _to_come(context: DocumentContext, naming: Naming) -> bool:
    """Whether a meeting had yet to be held when the document was written: what they will speak about there."""
    written = context.source.metadata.reference_date or ""
    date = own_date(context, naming) if _DAY.fullmatch(written) else None
    earliest = date.fields.get("earliest") if date is not None else None
    return earliest is not None and str(earliest) > written


def _led_to(naming: Naming, start: int) -> bool:
    """Whether a meeting is only what led to what is told from `start` on."""
    background = BACKGROUND.match(naming.passage.text, naming.end)
    return background is not None and background.end() <= start


def _main(found: list[Naming]) -> Naming:
    """The last naming, or the talks before a meal with the same people: 会談を行い、続いて夕食会を行った."""
    last = found[-1]
    beside = [n for n in found[:-1] if n.passage is last.passage and last.start - n.end < _MEAL_REACH]
    return beside[-1] if beside and _MEAL.search(last.name) and not _MEAL.search(beside[-1].name) else last


def _others_since(passage: Passage, other: Passage, parties: list[str]) -> bool:
    """Whether a heading since a meeting was named speaks of others than those who met. Under a meeting's own heading
    such a one (ア 北朝鮮) only says what they spoke about."""
    if any(OF_A_MEETING.search(title) for title in passage.section):
        return False
    since = {code for title in passage.section[len(other.section) :] for code in parties_in(title)}
    return bool(parties) and bool(since - {*parties, "JP"})


def _slide_title(index: Index, passage: Passage) -> Naming | None:
    """The title of a slide that stands below what it is the title of."""
    sheet = passage.piece.block.sheet
    if not sheet or passage.kind not in ("list_item", "paragraph"):
        return None
    below = (naming for p, naming in index.titles.get(sheet, []) if p.index > passage.index and index.stands_below(p))
    return next(below, None)


def _meeting(index: Index, naming: Naming, source: Source) -> Meeting:
    context, passage, at = index.context, naming.passage, (naming.passage.index, naming.start)
    first, last = next(((s, e) for s, e in sentences(passage.text) if s <= naming.start < e), (0, len(passage.text)))
    parties = met_at(context, naming, first, last, index.by_passage[passage.index])
    if is_bare(naming) and (named := _named_before(index, naming)):
        earlier = _meeting(index, named, source)
        # 会合には仏独の大臣が出席: those of the meeting just named whose countries are told.
        fewer = {*parties} < {*earlier.parties} and _OF_MEMBERS.search(naming.name)
        same = (
            len(parties) < 2
            or fewer
            or (parties == list(earlier.parties) and (naming.start > 0 or "。" in passage.text))
        )
        if same and (own := own_date(context, naming)) is not None:
            if earlier.date is None:  # 会談(概要): 7月9日、大臣は会談を行い
                return replace(earlier, date=own)
            if apart(own, earlier.date):
                return Meeting(naming.name, earlier.parties, place_of(passage, first, last, naming), own, source, at)
        if same:
            return earlier
    if (longer := _named_fully(index, naming)) and {*parties} <= {
        *(earlier := _meeting(index, longer, source)).parties
    }:
        own = own_date(context, naming)
        if own is None or earlier.date is None or not apart(own, earlier.date):
            return replace(earlier, date=earlier.date or own)
    if not parties or parties == ["JP"]:
        domestic = _is_domestic(naming.name) and not any(map(_RELATIONS.search, passage.section))
        around = section_parties(
            context, passage, usual=not _OF_MANY.search(naming.name) and not _BILATERAL.search(naming.name)
        )
        if _BILATERAL.search(naming.name) and not all(map(is_state, around)):
            around = []  # talks beside a conference of many
        parties = (around if not domestic or not any(is_state(code) for code in around) else []) or parties
    return Meeting(
        naming.full,
        tuple(parties),
        place_of(passage, first, last, naming),
        date_of_naming(context, naming) or date_of_name(index, naming),
        source,
        at,
    )


def _is_domestic(name: str) -> bool:
    """Whether a name without a party may well be of one country's own body: 常務会議, 調査委員会."""
    return bool(_DOMESTIC.search(name) and not _DIPLOMATIC.search(name))


def _named_before(index: Index, naming: Naming) -> Naming | None:
    """The meeting with a name that 会談, 会合 or 同会合 points back to."""
    here = [n for n in index.by_passage.get(naming.passage.index, []) if n.start < naming.start]
    near = (found for other, found in index.before(naming.passage) if naming.passage.index - other.index <= NEAR)
    for named in (here, *near):
        for earlier in reversed(named):
            if not (earlier.governs or only_title(earlier.passage, [earlier])):
                continue
            if earlier.passage is naming.passage and _OCCASION.match(naming.passage.text, earlier.end):
                continue  # on the occasion of a conference, two met
            other = _RANK.match(naming.name)
            if other and not _RANK.search(earlier.name):
                continue  # 科学技術委員会, then 首脳会談
            pointing = earlier.passage.text.endswith(("この", "本", "同"), 0, earlier.start)
            if not is_bare(earlier) or (len(_met(index, earlier)) > 1 and not pointing):
                return earlier
    return None


def _named_fully(index: Index, naming: Naming) -> Naming | None:
    """The meeting before, of whose name this one is the end: 第3回日仏科学合同委員会, then 合同委員会."""
    if is_bare(naming) or codes_in(naming.full):
        return None
    here = [n for n in index.by_passage.get(naming.passage.index, []) if n.start < naming.start]
    near = (found for other, found in index.before(naming.passage) if naming.passage.index - other.index <= NEAR)
    for named in (here, *near):
        for earlier in reversed(named):
            longer = len(earlier.full) > len(naming.full) and earlier.full.endswith(naming.full)
            if longer and codes_in(earlier.full) and (earlier.governs or only_title(earlier.passage, [earlier])):
                return earlier
    return None


def _met(index: Index, naming: Naming) -> list[str]:
    first, last = naming.passage.sentence_span(naming.start)
    return met_at(index.context, naming, first, last, index.by_passage[naming.passage.index])
