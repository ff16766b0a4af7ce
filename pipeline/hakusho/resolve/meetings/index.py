"""The meetings that a document names, found once, and the meeting as others see it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings.names import Naming, namings, only_title
from hakusho.resolve.meetings.participants import codes_in

Source = Literal["sentence", "passage", "title", "section", "heading", "above", "document"]
ABOVE = 40  # passages back that an introduction in an enclosing section reaches
NEAR = 8  # passages back that an introduction in the same section reaches
_NUMBER = re.compile(
    r"\(?(?:[\d一二三四五六七八九十]{1,2}|[ア-ン①-⑳])[).．、 ]"
)  # a numbered line opens what is below it
_NUMBER_ONE = re.compile(r"^(?:1|一|①)\s?[.．、 ]")
_BARE = re.compile(
    r"(?:(?:同|本|この|当該|右|上記)?(?:(?:首脳|外相|閣僚|電話|テレビ)?会談|会合|協議|対話|会議|懇談|表敬|会見)|(?:同|本|この)(?:委員会|理事会|総会|作業部会))"
)
_POINTING = re.compile(r"(?:同|本|この|当該|右|上記)$")


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


_OF_A_MEETING = re.compile(r"会談|会合|協議(?!会)|対話|サミット|「2\+2」|首脳会議|閣僚会議|大臣会議")
_TITLE_LINE = re.compile(
    r"[^。はがを]{2,80}(?:声明|コミュニケ|宣言|共同発表|新聞発表|訪問|訪日|関係|概要|会談|会合|協議)(?:\([^()]{1,30}\))?\s?"
)
_DOMESTIC = re.compile(r"(?:会議|委員会|理事会|総会|部会)$")
# Conferences that have members of their own: not those of the document's other meetings.
_OF_MANY = re.compile("フォーラム|サミット|国際|世界|地域|締約国|総会|理事会|多国間")
_DIPLOMATIC = re.compile("首脳|外相|大臣|閣僚")
_OCCASION = re.compile(r"(?:\([^()]{1,30}\))?(?:の(?:際|機会)|に(?:先立|合わせ))")
_OF_MEMBERS = re.compile(r"^(?:会合|会議|総会|委員会)$")
_FIRST_LINES = 8
_OWN_NAME = 8  # characters of a name that is not another meeting's too
_WENT = re.compile(r"(?P<where>[^、。はがを]{2,30})(?:に(?:出張|滞在)|を(?:公式)?訪問)")
_PLACE_FIRST = re.compile(
    r"(?:続いて訪れた|次に訪れた|訪問先の)?(?P<where>[^、,。はがをで]{2,12})(?:において|で)は[、,]"
)
_WAS_HELD = re.compile("(?:会談|会合|協議|対話)(?:を(?:行|実施|開催)|が(?:行われ|開催|開か))")
_AT_THAT_TIME = re.compile(r"(?:まで)?(?:の間)?(?:に(?:は|も)?(?![一-龥]{2}さ?れた)|、)")
_MEAL = re.compile("(?:ディナー|ランチ|夕食会|昼食会|朝食会|懇談)$")
_MEAL_REACH = 60  # characters between talks and the meal after them
_MONTH = re.compile(r"\d{4}-\d{2}")
_VISIT = re.compile(r"(?P<where>[^。はがを]{2,40})(?:訪問|歴訪)が(?:行な?われ|実現し|実施され)")
_BILATERAL = re.compile("二国間|個別|バイ")
_RELATIONS = re.compile("との[^と]{0,12}(?:協力|関係|対話|協議|連携)")  # 仏国との政策協力: a heading over what both do
_RANK = re.compile("首脳|外相")


class Index:
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


_last: Index | None = None


def index_of(context: DocumentContext) -> Index:
    global _last
    if _last is None or _last.context is not context:
        _last = Index(context)
    return _last


def is_bare(naming: Naming) -> bool:
    """Whether a name only points back: 会談, 同会合, and 本委員会 (but 委員会 alone is somebody's)."""
    pointing = _POINTING.search(naming.passage.text, 0, naming.start)
    return bool(_BARE.fullmatch(naming.name) or (pointing and _BARE.fullmatch("同" + naming.name)))
