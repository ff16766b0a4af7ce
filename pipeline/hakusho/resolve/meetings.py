"""Meetings: which one a sentence speaks of, who met, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.parties import parties_in
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date

Source = Literal["sentence", "passage", "title", "section", "heading", "document"]


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A meeting as the text names it. `parties` are codes, sorted; `date` is a `dates` draft; `source` tells how near to
    the sentence it is named."""

    name: str
    parties: tuple[str, ...]
    place: str | None
    date: Draft | None
    source: Source = "sentence"


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """A place where the text names a meeting. `governs` tells that what the sentence says happened there."""

    passage: Passage
    start: int
    end: int
    governs: bool

    @property
    def name(self) -> str:
        return self.passage.text[self.start : self.end]


_NAME = re.compile(
    r"(?:第[\d一二三四五六七八九十]{1,4}回)?[一-龥々ァ-ヶーA-Za-z0-9・=+＋&]{0,30}?(?:\([^()]{1,12}\))?"
    r"(?:(?:首脳|外相|防衛相|国防相|閣僚|大臣|副大臣|次官|外務|防衛|財務|農相|経済|環境|戦略|電話|テレビ|少人数|拡大|全体|[一-龥]{1,6}相|[一-龥]{1,6}大臣)?"
    r"(?:会談|会合|サミット|首脳会議|閣僚会議|大臣会議|外相会議|総会|ワーキング・?ディナー|ワーキング・?ランチ|表敬|懇談)"
    r"|(?<=[一-龥ァ-ヶA-Z])(?:協議|対話|会議|委員会|理事会|作業部会)|「2\+2」|「2プラス2」|2\+2)"
    r"(?:\((?:日米)?「2\+2」\))?"
)
_LEADING = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,4}(?:年|月|日|回目)|同年|同月|同日|翌年|今回|今般|前回|次回|来る|先般|当該|本|次期|際|両国|合後|後|共同)+"
)
_GOVERNS = re.compile(
    r"(?:\([^()]{1,40}\))?(?:において|においても|では|でも|で(?=[、一-龥「])|にて|の機会|の際|に際し|の場で|に合わせ|に先立ち|に出席|に参加|にお(?:いて|きまして)|には"
    r"|を(?:行|開催|実施|開い|持|受け)|が(?:行われ|開催|開か|実施|持たれ)|の(?:結果|中で|冒頭)|後の|及び[一-龥]{1,8}会談を(?:行|実施)|及び共同発表の概要)"
)
_TITLE = re.compile(r"(?:\([^()]{1,60}\)|の概要|の結果(?:概要)?|について|概要|【[^】]{1,30}】|\s){0,4}$")
_TITLE_LEAD = re.compile(r"^(?:\(?[\d一二三四五六七八九十ア-ン①-⑳]{1,3}[).．、 ]?|[○●■◆・\s]){0,3}")
_PLACE = re.compile(r"(?P<place>(?:[一-龥々ァ-ヶーA-Za-z]|・|\.){1,20})(?:において|にて|で)(?!一致|合意|開かれた)、?")
_PLACE_TAIL = re.compile(
    r"(?:省|館|官邸|府|庁|公邸|本部|大統領府|ホワイトハウス|会場|センター|ホテル|基地|形式|オンライン|電話|テレビ会議)$"
)
_NO_PLACE = re.compile(
    r"(?:会談|会合|協議|対話|サミット|会議|委員会|声明|宣言|発表|機会|分野|地域|観点|下|中|間|上|点|期間|共同|双方|次|国|前後|日|月|年|こと|もの|意味|形|理由|背景|認識)$"
)
_NUMBER_ONE = re.compile(r"^(?:1|一|①)\s?[.．、 ]")
_NEAR = 8


def meeting_at(context: DocumentContext, passage: Passage, start: int) -> Meeting | None:
    """The meeting that what stands at `start` of a passage belongs to: named in the sentence before it, in the passage,
    as the title of the slide, in the section, its headings or the document's title. None where the text names none."""
    naming, source = _naming_at(context, passage, start)
    if naming is None:
        title = context.source.metadata.title or ""
        match = _NAME.search(title)
        if match is None:
            return None
        return Meeting(
            match[0], tuple(parties_in(match[0]) or section_parties(context, passage)), None, None, "document"
        )
    return _meeting(context, naming, source)


def section_parties(context: DocumentContext, passage: Passage) -> list[str]:
    """The parties that the headings and the title speak of: two or more named together, or one foreign country with Japan."""
    for title in (*reversed(passage.section), context.source.metadata.title or ""):
        codes = parties_in(title)
        if len(codes) > 1:
            return codes
        if codes and codes != ["JP"]:
            return sorted({*codes, "JP"})
    return []


def namings(passage: Passage) -> list[Naming]:
    """The places of a passage that name a meeting, in reading order."""
    found = []
    text = passage.text
    for match in _NAME.finditer(text):
        start, end = match.start(), match.end()
        if lead := _LEADING.match(text[start:end]):
            start += lead.end()
        if end - start < 2:
            continue
        governs = bool(_GOVERNS.match(text, end)) or (passage.kind == "heading" and bool(_TITLE.match(text, end)))
        found.append(Naming(passage, start, end, governs))
    return found


def is_title(passage: Passage) -> Naming | None:
    """The one meeting that a passage is nothing but the name of (with date, 概要), as a slide's title is."""
    if len(passage.text) > 80 or passage.kind in ("table", "footnote", "reference"):
        return None
    found = namings(passage)
    if len(found) != 1:
        return None
    lead = _TITLE_LEAD.match(passage.text)
    start = lead.end() if lead else 0
    return found[0] if found[0].start <= start and _TITLE.match(passage.text, found[0].end) else None


def _naming_at(context: DocumentContext, passage: Passage, start: int) -> tuple[Naming | None, Source]:
    found = [n for n in namings(passage) if n.governs and n.end <= start]
    first = next((s for s, e in sentences(passage.text) if s <= start < e), 0)
    if found:
        return found[-1], "sentence" if found[-1].start >= first else "passage"
    if bottom := _slide_title(context, passage):
        return bottom, "title"
    before = list(_before(context, passage))
    for other in before[:_NEAR]:
        if (
            other.section == passage.section
            and other.kind != "heading"
            and (named := [n for n in namings(other) if n.governs])
        ):
            return named[-1], "section"
    for other in before:
        if other.kind == "heading" and other.text in passage.section and (named := namings(other)):
            return named[-1], "heading"
        if (
            other.kind != "heading"
            and other.section != passage.section
            and (named := [n for n in namings(other) if n.governs or is_title(other)])
        ):
            return named[-1], "heading"
    return None, "document"


def _before(context: DocumentContext, passage: Passage) -> Iterator[Passage]:
    """The passages before it in its section and those above it, nearest first."""
    for index in range(passage.index - 1, -1, -1):
        other = context.passages[index]
        if passage.section[: len(other.section)] == other.section:
            yield other


def _slide_title(context: DocumentContext, passage: Passage) -> Naming | None:
    """The title of a slide that stands below what it is the title of."""
    if passage.kind not in ("list_item", "paragraph"):
        return None
    sheet = [p for p in context.passages if p.piece.block.sheet == passage.piece.block.sheet]
    titles = [(p, naming) for p in sheet if p.kind != "heading" and (naming := is_title(p))]
    if not titles:
        return None
    # Titles stand at the bottom where the sheet's first points come before its first title.
    ahead = [p for p in sheet if p.index < titles[0][0].index]
    if not any(p.kind == "list_item" or _NUMBER_ONE.match(p.text) for p in ahead):
        return None
    return next((naming for p, naming in titles if p.index > passage.index), None)


def _meeting(context: DocumentContext, naming: Naming, source: Source) -> Meeting:
    passage = naming.passage
    first, last = next(((s, e) for s, e in sentences(passage.text) if s <= naming.start < e), (0, len(passage.text)))
    parties = parties_in(naming.name) or _people_in(context, passage, naming.start, naming.end)
    if not parties:
        parties = _people_in(context, passage, first, last)
        if len(parties) == 1:
            parties = sorted({*parties, "JP"})
    if len(parties) < 2 and parties_in(naming.name) == []:
        parties = (
            parties if len(parties) > 1 else section_parties(context, passage) or _earlier(context, naming) or parties
        )
    return Meeting(naming.name, tuple(parties), _place(passage, first, last, naming), _date(context, naming), source)


def _people_in(context: DocumentContext, passage: Passage, start: int, end: int) -> list[str]:
    people = [d for d in context.in_passage("people", passage) if start <= d.start < end]
    return sorted({str(d.fields["country"]) for d in people if d.fields.get("country")})


def _earlier(context: DocumentContext, naming: Naming) -> list[str]:
    """The parties of the meeting named before, for 会談 and 会合 without a name."""
    for other in (naming.passage, *_before(context, naming.passage)):
        for earlier in reversed(namings(other)):
            if (other is not naming.passage or earlier.start < naming.start) and (codes := parties_in(earlier.name)):
                return codes
    return []


def _place(passage: Passage, first: int, last: int, naming: Naming) -> str | None:
    for match in _PLACE.finditer(passage.text, first, last):
        place = match["place"]
        if _NO_PLACE.search(place) or match.end() - naming.end > 60:
            continue
        tokens = passage.doc.char_span(match.start("place"), match.end("place"), alignment_mode="expand")
        proper = tokens is not None and any(t.ent_type_ in _PLACES for t in tokens)
        if proper or _PLACE_TAIL.search(place):
            return place
    return None


_PLACES = frozenset(
    {
        "City",
        "Country",
        "Province",
        "GPE_Other",
        "County",
        "Government",
        "Facility_Other",
        "Domestic_Region",
        "Continental_Region",
    }
)


def _date(context: DocumentContext, naming: Naming) -> Draft | None:
    dates = [d for d in context.in_passage("dates", naming.passage) if d.fields.get("type") in ("DATE", "TIME")]
    if naming.passage.kind == "heading" or is_title(naming.passage):
        after = [d for d in dates if d.start >= naming.end]
        return after[0] if after else dates[-1] if dates else None
    return governing_date(context, naming.passage, naming.start, naming.end)


def with_source(meeting: Meeting, source: Source) -> Meeting:
    """The same meeting, known from elsewhere."""
    return replace(meeting, source=source)
