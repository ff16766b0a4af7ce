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
