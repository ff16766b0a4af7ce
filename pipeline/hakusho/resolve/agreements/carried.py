"""Whether a date that a sentence takes over from before is its own: not that of another act, visit or paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.clauses import GENITIVE_RULES, IN_YEAR, MADE, ON_OCCASION, of_ground
from hakusho.resolve.agreements.reading import reading, sentence_start
from hakusho.resolve.document import Draft, Passage

_THIS_TIME = re.compile(r"今般|今回|このたび|この度")
_OF_A_NOUN = re.compile(
    r"に[^、。]{0,24}(?:訪問|来日|訪日|就任|署名|発効|締結|設立|発足)(?:し|され)た(?=[一-龥ァ-ヴー])(?![^、。と]{1,30}[はが]、)"
)
# 昨年4月に開催された会合の成果を評価した: what is gone back to
_OF_THE_PAST = re.compile(
    r"に(?:初めて)?[^、。をがは]{1,30}(?<![まふわ])た[「『]?[^、。をがはでに]{1,24}[」』]?(?:の(?!際|機会|場|結果)[^、。]{1,12}を|を(?!機|通じ))"
)
_THERE = re.compile(r"(?:また、|次に、|続いて、)?(?P<where>[^、。はがを]{2,12})(?:では|において|にて)、")
_TO_BRACKET = re.compile(r"[」』]?\(")


def of_name(date: Draft, passage: Passage, mention: Mention) -> bool:
    """Whether a date is the instrument's own year (77年の暫定協定を延長), or counts what came before (今年3回目の会談)."""
    if date.fields.get("fiscal_year") and date.end <= mention.start and not IN_YEAR.match(reading(passage), date.end):
        return True
    if of_ground(reading(passage)[date.end : max(date.end, int(mention.fields["act_start"]))]):
        return True
    if reading(passage)[date.end : mention.start] == "の" and ON_OCCASION.match(reading(passage), mention.start):
        return True  # 2018年の首脳会談に関する共同声明
    if mention.fields["act"] in MADE:
        return False  # of 3月の共同声明を発表 it is the day of both
    return reading(passage)[date.end : mention.start] in ("の", "の「") and mention.rule not in GENITIVE_RULES


def of_other_time(date: Draft, passage: Passage, mention: Mention, dates: Sequence[Draft]) -> bool:
    """Whether a date is of an earlier sentence that tells of another time than this one (今般), or describes a person or a
    paper there (6月に来日した大統領); or is the period that stands behind a plan's name."""
    text = reading(passage)
    if date.start > mention.end:
        return "/" in str(date.fields["value"]) and bool(_TO_BRACKET.fullmatch(text, mention.end, date.start))
    first = sentence_start(passage, mention)
    if date.end > first:
        return False
    at = int(mention.fields["act_start"])
    later = any(first <= d.start and of_ground(text[d.end : at]) for d in dates if d.end <= mention.start)
    return (
        later
        or _of_its_other_act(date, passage, mention)
        or bool(_THIS_TIME.search(text, first, mention.start) or _OF_A_NOUN.match(text, date.end))
        or bool(_OF_THE_PAST.match(text, date.end))
        or _elsewhere_since(text, date, first)
    )


def _elsewhere_since(text: str, date: Draft, first: int) -> bool:
    """Whether the sentence at `first` goes on in a country that the sentence of an earlier date does not tell of: ベトナムでは、."""
    there = _THERE.match(text, first)
    codes = {p for p in parties_in(there["where"]) if p != "JP"} if there else set()
    begin = next((s for s, e in sentences(text) if s <= date.start < e), 0)
    return bool(codes) and not codes & set(parties_in(text[begin:first]))


def _of_its_other_act(date: Draft, passage: Passage, mention: Mention) -> bool:
    """Whether a date is of an earlier sentence that tells another act of the same instrument: 5月に採択された。同条約に署名した."""
    first, last = next(((s, e) for s, e in sentences(reading(passage)) if s <= date.start < e), (0, 0))
    return any(
        first <= other.start < last
        and other.fields["act"] != mention.fields["act"]
        and (mention.fields["reference"] == "same" or other.fields["name"] == mention.fields["name"])
        for other in passage.mentions.of("agreements")
    )
