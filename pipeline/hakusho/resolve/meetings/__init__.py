"""Meetings: which one a sentence speaks of, who met, where and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.meetings.names import BACKGROUND, Naming, namings, only_title
from hakusho.resolve.meetings.participants import codes_in, labelled, met_at, people_in
from hakusho.resolve.meetings.places import place_of

Source = Literal["sentence", "passage", "title", "section", "heading", "above", "document"]


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A meeting as the text names it. `parties` are codes, sorted; `date` is a `dates` draft; `source` tells how near to
    the sentence it is named."""

    name: str
    parties: tuple[str, ...]
    place: str | None
    date: Draft | None
    source: Source = "sentence"
    at: tuple[int, int] = (-1, 0)  # passage and offset of the name, in reading order


class _Index:
    """The namings of a document, made once."""

    def __init__(self, context: DocumentContext) -> None:
        self.context = context
        self.by_passage = {p.index: found for p in context.passages if (found := namings(p))}
        self.order = sorted(self.by_passage)
        self.titles: dict[int, list[tuple[Passage, Naming]]] = {}
        self.first_points: dict[int, int] = {}
        for p in context.passages:
            sheet = p.piece.block.sheet
            if (
                p.kind != "heading"
                and not _NUMBER.match(p.text)
                and (naming := only_title(p, self.by_passage.get(p.index, [])))
            ):
                self.titles.setdefault(sheet, []).append((p, naming))
            if p.kind == "list_item" or _NUMBER_ONE.match(p.text):
                self.first_points.setdefault(sheet, p.index)
        named = Counter(
            tuple(codes) for found in self.by_passage.values() for n in found if len(codes := codes_in(n.name)) > 1
        )
        top = named.most_common(1)
        # Where most meetings of a document are of the same parties, one without a name of its own is theirs too.
        self.usual = list(top[0][0]) if top and top[0][1] * 2 > sum(named.values()) else []

    def stands_below(self, passage: Passage) -> bool:
        """Whether a passage is a title below what it is the title of: the sheet's first points come before its first title."""
        sheet = passage.piece.block.sheet
        titles = self.titles.get(sheet, [])
        return (
            sheet > 0
            and any(p is passage for p, _ in titles)
            and self.first_points.get(sheet, titles[0][0].index) < titles[0][0].index
        )

    def before(self, passage: Passage) -> Iterator[tuple[Passage, list[Naming]]]:
        """Passages with namings before this one, in its section or those above it, nearest first."""
        for at in range(bisect_left(self.order, passage.index) - 1, -1, -1):
            other = self.context.passages[self.order[at]]
            if passage.section[: len(other.section)] == other.section:
                yield other, self.by_passage[other.index]


_last: _Index | None = None
_OF_A_MEETING = re.compile(r"会談|会合|協議(?!会)|対話|サミット|「2\+2」|首脳会議|閣僚会議|大臣会議")
_ABOVE = 40  # passages back that an introduction in an enclosing section reaches
_NEAR = 8  # passages back that an introduction in the same section reaches
_TITLE_LINE = re.compile(
    r"[^。はがを]{2,80}(?:声明|コミュニケ|宣言|共同発表|新聞発表|訪問|訪日|関係|概要|会談|会合|協議)(?:\([^()]{1,30}\))?\s?"
)
_NUMBER = re.compile(
    r"\(?(?:[\d一二三四五六七八九十]{1,2}|[ア-ン①-⑳])[).．、 ]"
)  # a numbered line opens what is below it
_NUMBER_ONE = re.compile(r"^(?:1|一|①)\s?[.．、 ]")
_DOMESTIC = re.compile(r"(?:会議|委員会|理事会|総会|部会)$")
# Conferences that have members of their own: not those of the document's other meetings.
_OF_MANY = re.compile("フォーラム|サミット|国際|世界|地域|締約国|総会|理事会|多国間")
_DIPLOMATIC = re.compile("首脳|外相|大臣|閣僚")
_BARE = re.compile(
    r"(?:(?:同|本|この|当該|右|上記)?(?:(?:首脳|外相|閣僚|電話|テレビ)?会談|会合|協議|対話|会議|懇談|表敬|会見)|(?:同|本|この)(?:委員会|理事会|総会|作業部会))"
)
_OCCASION = re.compile(r"(?:\([^()]{1,30}\))?(?:の(?:際|機会)|に(?:先立|合わせ))")
_OF_MEMBERS = re.compile(r"^(?:会合|会議|総会|委員会)$")
_FIRST_LINES = 8
_OWN_NAME = 8  # characters of a name that is not another meeting's too
_WENT = re.compile(r"(?P<where>[^、。はがを]{2,30})(?:に(?:出張|滞在)|を(?:公式)?訪問)")
_PLACE_FIRST = re.compile(
    r"(?:続いて訪れた|次に訪れた|訪問先の)?(?P<where>[^、,。はがをで]{2,12})(?:において|で)は[、,]"
)
_VISIT_PAID = re.compile(r"の(?P<where>[^。はがをの]{2,40})(?:訪問|歴訪)が(?:行な?われ|実施され)")  # 大臣の仏国、独国訪問が行われ
_WAS_HELD = re.compile("(?:会談|会合|協議|対話)(?:を(?:行|実施|開催)|が(?:行われ|開催|開か))")
_AT_THAT_TIME = re.compile(r"(?:まで)?(?:の間)?(?:に(?:は|も)?(?![一-龥]{2}さ?れた)|、)")
_MEAL = re.compile("(?:ディナー|ランチ|夕食会|昼食会|朝食会|懇談)$")
_MEAL_REACH = 60  # characters between talks and the meal after them
_MONTH = re.compile(r"\d{4}-\d{2}")
_VISIT = re.compile(r"(?P<where>[^。はがを]{2,40})訪問が(?:行われ|実現し)")
_BILATERAL = re.compile("二国間|個別|バイ")
_RELATIONS = re.compile("との[^と]{0,12}(?:協力|関係|対話|協議|連携)")  # 仏国との政策協力: a heading over what both do
_RANK = re.compile("首脳|外相")
_POINTING = re.compile(r"(?:同|本|この|当該|右|上記)$")


def meeting_at(context: DocumentContext, passage: Passage, start: int) -> Meeting | None:
    """The meeting that what stands at `start` of a passage belongs to: named in the sentence before it, in the passage,
    as the title of the slide, in the section, its headings or the document's title. None where the text names none."""
    index = _index(context)
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
    if not parties and _OF_A_MEETING.search(meeting.name) and not _OF_MANY.search(meeting.name):
        parties = _visited(context)
    return replace(meeting, parties=tuple(parties))


def visited_before(passage: Passage, start: int) -> set[str]:
    """The countries that open a sentence of the passage, up to `start`, as the place of what follows: ペルーにおいては、."""
    found: set[str] = set()
    for first, last in sentences(passage.text):
        if first <= start < last and (visit := _VISIT.search(passage.text, first, start)):
            found = {code for code in parties_in(visit["where"]) if is_state(code) and code != "JP"} or found
        if first <= start and (match := _PLACE_FIRST.match(passage.text, first, last)):
            found = {code for code in parties_in(match["where"]) if is_state(code)} or found
        for match in _VISIT_PAID.finditer(passage.text, first, min(start, last)):
            found = {code for code in parties_in(match["where"]) if is_state(code)} or found
    return found


def _visited(context: DocumentContext) -> list[str]:
    """Japan and the one country that the document's first lines say one of ours went to; empty where they name several."""
    lines = (p.text for p in context.passages[:_FIRST_LINES])
    places = (m["where"] for line in lines for m in _WENT.finditer(line))
    found = {code for place in places for code in parties_in(place) if is_state(code) and code != "JP"}
    return sorted({*found, "JP"}) if len(found) == 1 else []


def section_parties(context: DocumentContext, passage: Passage, *, usual: bool = True) -> list[str]:
    """The parties that the headings and the title speak of, two or more named together or one foreign country with Japan;
    else, with `usual`, those of most meetings of the document. A heading that names a meeting comes before one that names a topic."""
    titles = (*reversed(passage.section), context.source.metadata.title or "")
    for title in sorted(titles, key=lambda t: not _OF_A_MEETING.search(t)):
        codes = parties_in(title)
        if len(codes) > 1:
            return codes
        if codes and codes != ["JP"]:
            # One country stands for its relations with Japan; an organization (G7, APEC) for itself.
            return sorted({*codes, "JP"}) if is_state(codes[0]) else codes
    if met := [code for code in _in_heading(context, passage) if code != "JP"]:
        return sorted({*met, "JP"})
    return _of_line_above(context, passage) or labelled(context, passage) or (_index(context).usual if usual else [])


def _in_heading(context: DocumentContext, passage: Passage) -> list[str]:
    """The countries of the people whom the nearest heading names: (4)バーン国務次官."""
    for other in reversed(context.passages[: passage.index]):
        if passage.section and other.kind == "heading" and other.text == passage.section[-1]:
            return people_in(context, other, 0, len(other.text))
    return []


def _of_line_above(context: DocumentContext, passage: Passage) -> list[str]:
    """The parties, two or more, of the last line above that is no sentence, as a title that the page does not mark is."""
    for other in reversed(context.passages[max(0, passage.index - _ABOVE) : passage.index]):
        line = other.kind in ("paragraph", "list_item") and len(other.text) <= 80 and _TITLE_LINE.fullmatch(other.text)
        if line and other.section == passage.section and len(codes := codes_in(other.text)) > 1:
            return codes
    return []


def _index(context: DocumentContext) -> _Index:
    global _last
    if _last is None or _last.context is not context:
        _last = _Index(context)
    return _last


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


def _naming_at(index: _Index, passage: Passage, start: int) -> tuple[Naming | None, Source]:
    first = next((s for s, e in sentences(passage.text) if s <= start < e), 0)
    here = [n for n in index.by_passage.get(passage.index, []) if n.end <= start]
    if found := [n for n in here if n.governs or (n.told is not None and start < n.told[1])]:
        return found[-1], "sentence" if found[-1].start >= first else "passage"
    if bottom := _slide_title(index, passage):
        return bottom, "title"
    for other, named in index.before(passage):
        governing = [n for n in named if n.governs and not _led_to(n, len(other.text))]
        if index.stands_below(other):
            continue
        if other.kind == "heading":
            if other.text in passage.section and governing:
                return _main(governing), "heading"
        elif other.section == passage.section:
            if governing and passage.index - other.index <= _NEAR:
                return _main(governing), "section"
        elif (governing or only_title(other, named)) and passage.index - other.index <= _ABOVE:
            if _others_since(passage, other, codes_in((governing or named)[-1].name)):
                break
            return (governing or named)[-1], "above"
    return None, "document"


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
    if any(_OF_A_MEETING.search(title) for title in passage.section):
        return False
    since = {code for title in passage.section[len(other.section) :] for code in parties_in(title)}
    return bool(parties) and bool(since - {*parties, "JP"})


def _slide_title(index: _Index, passage: Passage) -> Naming | None:
    """The title of a slide that stands below what it is the title of."""
    sheet = passage.piece.block.sheet
    if not sheet or passage.kind not in ("list_item", "paragraph"):
        return None
    below = (naming for p, naming in index.titles.get(sheet, []) if p.index > passage.index and index.stands_below(p))
    return next(below, None)


def _meeting(index: _Index, naming: Naming, source: Source) -> Meeting:
    context, passage, at = index.context, naming.passage, (naming.passage.index, naming.start)
    first, last = next(((s, e) for s, e in sentences(passage.text) if s <= naming.start < e), (0, len(passage.text)))
    parties = met_at(context, naming, first, last, index.by_passage[passage.index])
    named = _named_before(index, naming) if _is_bare(naming) else _named_in_full(index, naming)
    if named is not None:
        earlier = _meeting(index, named, source)
        # 会合には仏独の大臣が出席: those of the meeting just named whose countries are told.
        fewer = {*parties} < {*earlier.parties} and _OF_MEMBERS.search(naming.name)
        same = len(parties) < 2 or fewer or (parties == list(earlier.parties) and (naming.start > 0 or "。" in passage.text))
        if same and (own := _own_date(context, naming)) is not None:
            if earlier.date is None:  # 会談(概要): 7月9日、大臣は会談を行い
                return replace(earlier, date=own)
            if apart(own, earlier.date):
                return Meeting(naming.name, earlier.parties, place_of(passage, first, last, naming), own, source, at)
        if same:
            return earlier
    if (longer := _named_fully(index, naming)) and {*parties} <= {*(earlier := _meeting(index, longer, source)).parties}:
        own = _own_date(context, naming)
        if own is None or earlier.date is None or not apart(own, earlier.date):
            return replace(earlier, date=earlier.date or own)
    if not parties or parties == ["JP"]:
        domestic = _is_domestic(naming.name) and not any(map(_RELATIONS.search, passage.section))
        around = section_parties(context, passage, usual=not _OF_MANY.search(naming.name) and not _BILATERAL.search(naming.name))
        if _BILATERAL.search(naming.name) and not all(map(is_state, around)):
            around = []  # talks beside a conference of many
        parties = (around if not domestic or not any(is_state(code) for code in around) else []) or parties
    return Meeting(
        naming.full,
        tuple(parties),
        place_of(passage, first, last, naming),
        _date(context, naming) or _date_of_name(index, naming),
        source,
        at,
    )


def day_held(context: DocumentContext, passage: Passage, meeting: Meeting) -> Draft | None:
    """The date that a passage above tells a meeting of a title or heading to have been held on: 5月3日、大臣は会談を行った."""
    if meeting.source in ("sentence", "passage"):
        return None
    for other in reversed(context.passages[max(0, meeting.at[0] + 1, passage.index - _ABOVE) : passage.index + 1]):
        held = _WAS_HELD.search(other.text)
        dates = [d for d in context.in_passage("dates", other) if d.fields.get("type") in ("DATE", "TIME")]
        told = [d for d in dates if held and d.end <= held.start() and d.fields.get("value")]
        if told and "。" not in other.text[told[0].end : held.start() if held else None]:
            return told[0]
    return None


def _own_date(context: DocumentContext, naming: Naming) -> Draft | None:
    """The date that the meeting's own sentence gives."""
    first, last = next((s for s in sentences(naming.passage.text) if s[0] <= naming.start < s[1]), (0, 0))
    date = _date(context, naming)
    here = date is not None and date.passage is naming.passage and first <= date.start < last
    return date if here and date is not None and _MONTH.match(str(date.fields.get("value"))) else None


def apart(one: Draft, other: Draft) -> bool:
    """Whether two dates have no day in common."""
    a, b = one.fields, other.fields
    if not (a.get("earliest") and a.get("latest") and b.get("earliest") and b.get("latest")):
        return False
    return bool(a["latest"] < b["earliest"] or b["latest"] < a["earliest"])


def _is_domestic(name: str) -> bool:
    """Whether a name without a party may well be of one country's own body: 常務会議, 調査委員会."""
    return bool(_DOMESTIC.search(name) and not _DIPLOMATIC.search(name))


def _is_bare(naming: Naming) -> bool:
    """Whether a name only points back: 会談, 同会合, and 本委員会 (but 委員会 alone is somebody's)."""
    pointing = _POINTING.search(naming.passage.text, 0, naming.start)
    return bool(_BARE.fullmatch(naming.name) or (pointing and _BARE.fullmatch("同" + naming.name)))


def _named_before(index: _Index, naming: Naming) -> Naming | None:
    """The meeting with a name that 会談, 会合 or 同会合 points back to."""
    here = [n for n in index.by_passage.get(naming.passage.index, []) if n.start < naming.start]
    near = (found for other, found in index.before(naming.passage) if naming.passage.index - other.index <= _NEAR)
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
            if not _is_bare(earlier) or (len(_met(index, earlier)) > 1 and not pointing):
                return earlier
    return None


def _named_fully(index: _Index, naming: Naming) -> Naming | None:
    """The meeting before, of whose name this one is the end: 第3回日仏科学合同委員会, then 合同委員会."""
    if _is_bare(naming) or codes_in(naming.full):
        return None
    here = [n for n in index.by_passage.get(naming.passage.index, []) if n.start < naming.start]
    near = (found for other, found in index.before(naming.passage) if naming.passage.index - other.index <= _NEAR)
    for named in (here, *near):
        for earlier in reversed(named):
            longer = len(earlier.full) > len(naming.full) and earlier.full.endswith(naming.full)
            if longer and codes_in(earlier.full) and (earlier.governs or only_title(earlier.passage, [earlier])):
                return earlier
    return None


def _named_in_full(index: _Index, naming: Naming) -> Naming | None:
    """The meeting in the section whose name ends in a shorter one without parties: 閣僚対話 of 第2回日仏経済閣僚対話."""
    if codes_in(naming.name) or len(naming.name) > _OWN_NAME:
        return None
    here = [n for n in index.by_passage.get(naming.passage.index, []) if n.start < naming.start]
    near = (found for other, found in index.before(naming.passage) if naming.passage.index - other.index <= _NEAR)
    found = (n for named in (here, *near) for n in reversed(named))
    return next(
        (n for n in found if len(n.name) > len(naming.name) and n.name.endswith(naming.name) and codes_in(n.name)), None
    )


def _met(index: _Index, naming: Naming) -> list[str]:
    first, last = naming.passage.sentence_span(naming.start)
    return met_at(index.context, naming, first, last, index.by_passage[naming.passage.index])


def _date(context: DocumentContext, naming: Naming) -> Draft | None:
    dates = [d for d in context.in_passage("dates", naming.passage) if d.fields.get("type") in ("DATE", "TIME")]
    if naming.passage.kind == "heading" or only_title(naming.passage, [naming]):
        after = [d for d in dates if d.start >= naming.end]
        return after[0] if after else dates[-1] if dates else None
    if beside := _since_meeting_before(context, naming, dates):
        return beside
    date = governing_date(context, naming.passage, naming.start, naming.end)
    if date is not None and date.passage is naming.passage and date.start > naming.end and in_content(date):
        date = None  # of what they spoke about
    return date or _heading_date(context, naming)


def in_content(date: Draft) -> bool:
    """Whether a date stands in the content of a commitment, and not where it tells when."""
    contents = (m.fields["content"] for m in date.passage.mentions.of("commitments"))
    return any(c is not None and c[0] <= date.start < c[1] for c in contents)


def _since_meeting_before(context: DocumentContext, naming: Naming, dates: list[Draft]) -> Draft | None:
    """The last date between the meeting named before in the sentence and this one: 2月に日仏協議を、5月に日伊協議を行い."""
    first = next((s for s, e in sentences(naming.passage.text) if s <= naming.start < e), 0)
    named = _index(context).by_passage.get(naming.passage.index, [])
    earlier = [n for n in named if n.governs and first <= n.start and n.end <= naming.start]
    between = [d for d in dates if earlier and earlier[-1].end <= d.start and d.end <= naming.start]
    told = [d for d in between if d.fields.get("value") and _AT_THAT_TIME.match(naming.passage.text, d.end)]
    return told[-1] if told else None


def _heading_date(context: DocumentContext, naming: Naming) -> Draft | None:
    """The date in brackets after the same meeting's name in a heading above."""
    index = _index(context)
    for other, named in index.before(naming.passage):
        if other.kind == "heading" and other.text in naming.passage.section:
            dates = [d for d in context.in_passage("dates", other) if d.fields.get("type") in ("DATE", "TIME")]
            if dates and any(n.name == naming.name for n in named):
                return dates[0]
    return None


def _date_of_name(index: _Index, naming: Naming) -> Draft | None:
    """The date of the same name shortly before (第3回会合が5月に開催された。第3回会合では、), the only one that it has there."""
    if _is_bare(naming) or len(naming.name) < _OWN_NAME:
        return None
    here = naming.passage.index
    near = [i for i in index.order if here - _ABOVE <= i <= here]
    same = [
        n for i in near for n in index.by_passage[i] if n.name == naming.name and (i < here or n.start < naming.start)
    ]
    dates = [d for n in same if (d := _date(index.context, n)) is not None]
    values = sorted({str(d.fields.get("value")) for d in dates}, key=len)
    agree = all(values[-1].startswith(value) for value in values)
    return next((d for d in dates if d.fields.get("value") == values[-1]), None) if dates and agree else None
