"""A date that the text has said, as later ones go back to it: what it tells, and whether the narrative stands on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.dates.edtf import Moment
from hakusho.resolve.dates.syntax import Clause
from hakusho.resolve.document import Draft, Passage

_ASIDE = re.compile(
    r"(?:価格|基準|連鎖|=100|比(?![べ較重]))|(?:以降|以来|以後)、?(?:初|最|一貫|連続|\d)|の[\d.,]{1,8}[^\d、。,.]{1,3}から"
)
_AIM = re.compile(r"(?:頃|ごろ)?(?:を(?:目[途処標]|めど|期限|目指)|に向け)")
_ADVERBIAL = re.compile(r"[、,](?!\d)")
_STATE = re.compile(r"(?:いる|ある|する|なる|れる|える|せる|おく|いく|ます)[。」]*\s*$")
_TOPIC_CLAUSE = re.compile(r"(?:に|において)?は、")
_COMPARISON = re.compile(
    r"(?:約|概ね|おおむね|およそ|ほぼ)?前々?(?:年|月|日)(?:度|同[月期日])?"
)  # what figures are compared with
_TOPIC = re.compile(r"に?[はも]")
_OF_TOPIC = re.compile(r"の[^、。]{1,30}(?<!で)は、")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A resolved date. `tells_year` is whether its own words give the year; `bracket` the offset of the bracket that it
    stands in, None outside of brackets."""

    draft: Draft
    first: Moment
    last: Moment
    tells_year: bool
    bracket: int | None
    clause: Clause

    @property
    def passage(self) -> Passage:
        return self.draft.passage

    @property
    def narrates(self) -> bool:
        """Whether the narrative stands on it, so that the sentences after it go on in its year.

        It opens its sentence or belongs to the main verb; it does not merely describe a noun or say since when; and the
        sentence tells what happened. 協議は2010年に設立され、場として機能している is background, unless the year is its topic
        (2024年も、2024年は).
        """
        if self.whole_year and _TOPIC_CLAUSE.match(self.passage.text, self.draft.end):
            return True
        if self.compares or _AIM.match(self.passage.text, self.draft.end):
            return False
        stands = self.clause.opens or self.clause.main or bool(_ADVERBIAL.match(self.passage.text, self.draft.end))
        if self.clause.reach is not None or self.open_since or not stands:
            return False
        if self.last.day is not None and self.clause.opens:
            return True  # what is told of a day has happened, in a chronology too: 4月10日 詔を発する
        text, (_, last) = self.passage.text, self.passage.sentence_span(self.draft.start)
        return not _STATE.search(text, self.draft.end, last) or bool(_TOPIC.match(text, self.draft.end))

    @property
    def compares(self) -> bool:
        """Whether it is only what figures are compared with: 前年, 前年同期."""
        return bool(_COMPARISON.fullmatch(self.draft.text))

    @property
    def writes_western(self) -> bool:
        """Whether its surface is a Western year: 1954年, 54年; not 同年."""
        fields = self.draft.fields
        return fields.get("calendar") == "gregorian" and fields.get("resolution") in ("explicit", "two_digit_year")

    @property
    def attributive(self) -> bool:
        """Whether it is joined to a noun by の."""
        return self.passage.text.startswith("の", self.draft.end)

    @property
    def whole_year(self) -> bool:
        """Whether its words give a year and no part of one."""
        return self.tells_year and self.last.month is None and self.last.code is None

    @property
    def of_topic(self) -> bool:
        """Whether it is the year of what its sentence is about, and so of the whole sentence: 2007年の経済は、…."""
        of_year = self.tells_year and self.last.month is None  # 2007年の, 2007年春の
        return of_year and self.clause.opens and bool(_OF_TOPIC.match(self.passage.text, self.draft.end))

    @property
    def aside(self) -> bool:
        """Whether no anaphor binds to it: the year of a price level (2015年価格), what a figure is
        compared with (前年同月比, 47年度の1.32倍から), or a mere since (平成7年以降初めて)."""
        return bool(_ASIDE.match(self.passage.text, self.draft.end))

    @property
    def open_since(self) -> bool:
        """Whether it only says since when: 昨年8月以降の停止, 45年秋からの後退."""
        return self.passage.text.startswith(("以降", "以来", "以後", "からの"), self.draft.end)
