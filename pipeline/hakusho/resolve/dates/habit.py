"""How a document writes years of two digits, and where two digits before 年 stand as a year may."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.eras import eras
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.numerals import number
from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.reference import Style
from hakusho.resolve.document import DocumentContext, Passage

_SHORT = re.compile(r"(?:\d\d?|[二三四五六]?十[一二三四五六七八九]|[二三四五六七八九][〇○一二三四五六七八九])年")
# What follows a year in which something happened, and not a length (30年にわたり, 20年に延長).
WHEN = re.compile(
    r"に(?!わた|亘|及|も(?:わた|及)|な[らりるっ]|お?よ[ぶび]|\d{1,2}(?![\d万,])|一[度回]|満|達|限|延|短縮|伸|引き(?!続)|相当|当た|近|匹敵|上る|のぼ|渡)"
    r"|から(?!約?[\d一二三四五六七八九十]{1,4}(?:年|か|カ|ヶ|ヵ|箇|%)|見|み|経|な|後)|より(?!も|長|短|多|少|前|後)|以降|以来|以後|現在|時点|中(?=[のには、])|夏|年?末|を(?:100|一〇〇|基準|ピーク|境|底と|頂点|起点|契機)"
)
LENGTH_OF = r"間|歴史|節目|期|経験|月日|歳月|長|伝統|歩み|任|契約|刑(?!法|事)|懲役|寿命|周年|猶予|あゆみ|計画|うち|中で|眠り|勤務|交渉|内戦|協議|準備|空白|実績|努力|継続"
PERHAPS = re.compile(rf"は|の(?!{LENGTH_OF})|、|,|・|と(?!い|な)|や|及び|および|並びに|ならびに|から|まで|時点|\)")
# What is called after its year: 22年調査 beside 平成23年調査.
OF_A_YEAR = re.compile(
    r"の?(?:調査|実績|改正|改訂|改定|統計|センサス|白書|通知|答申|勧告|大綱|試算|推計|時点|実施|策定|公表|発効|署名|締結|採択)(?!期間)"
)
_LABEL = re.compile(r" ?:| (?=[^\d ]{2})")  # a year that stands at the head of a line, over what happened in it
_LENGTH_BEFORE = re.compile(
    r"(?:(?:戦後|過去|今後|この|その|その後|以来|通算|最長|最大|最短|創立|設立|創設|創業|結成|開設|開業|在任|在職|任期|期間|平均|年齢|最低|上限)の?、?"
    r"|(?:から|より|満|計|施行|開始|発効|締結|築|刑|懲役|第|およそ|ほぼ|(?<!そし)(?<!とっ)(?<!に対し)(?<!とし)(?<!つい)(?<!おい)(?<!比べ)(?<!続い)(?<!よっ)(?<!ま)[てた]|後)の?|(?<![条協規制公誓契])約)$"
)
FIGURE = re.compile(
    r"の?\(?\d[\d.,]*(?:%|ポイント|[千百十]?万|億|兆|[件人台戸社校倍])"
)  # 77年6.8%: a figure of that year
_NAME = re.compile(
    r"(?=[\u4e00-\u9fffァ-ヴ])(?![間余以未程前後目来周毎強弱超近代分期連半平計契勤満刑])|\(\d"
)  # 70年決戦, 67年(3.2%)
_LENGTH_AFTER = re.compile(
    rf"[間余以未程前後目来周毎強弱超近半]|連続|ほど|くらい|ぐらい|ばかり|ぶり|ごと|おき|かか|たっ|経[っちて過]|(?:も|を)?要[しす]|にわた|に[亘延]|を経|の(?:{LENGTH_OF})"
)
_STYLE = 2  # years no era has that show a document's style
LAST_OF_SHOWA = 64  # a higher number is no year of an era since


@dataclass(frozen=True, slots=True)
class Habit:
    """How the document writes years of two digits, what it is written from, and the greatest year of an era that it can
    mean where it does not name the era. `shown` are the years of two digits that it writes with a month or a part of them (57年末)."""

    style: Style
    reference: Moment | None
    most: int
    shown: frozenset[int] = frozenset()

    @property
    def now(self) -> int | None:
        """The year of the era that the document is of."""
        return _of_current_era(self.reference.year) if self.reference else None


def habit_of(context: DocumentContext, reference: Moment | None) -> Habit:
    """The habit of a document.

    The style is "western" where two or more years are such that no era has (68年, 72年 of a text of 1985 = 昭和60年; 05年); "era"
    where all its full years are of eras; None where it does not show.
    """
    points = [(p, m, m.fields["reading"].start) for p, m in context.mentions("dates")]
    named = {point.era for *_, point in points if point is not None and point.era is not None}
    western = sum(point is not None and point.west is not None for *_, point in points)
    names = sum(p is not None and p.west is not None and _in_a_name(t, m) for t, m, p in points)
    era = sum(p is not None and p.era is not None and p.west is None and p.short is None for *_, p in points)
    only_eras = era > names == western
    most = LAST_OF_SHOWA if only_eras else max(_most_of_an_era(reference), _most_named(named, reference))
    beyond: set[int] = set()
    told: set[int] = set()
    sure = 0
    for passage, mention, point in points:
        zero = passage.text[mention.start] == "0"
        if point is None:
            short = bare(passage, mention)
            if short is not None and (short > most or zero):
                beyond.add(short)
        elif point.short is not None and point.era is None and point.years == 1:
            sure += point.short > most or zero
            told.add(point.short)
    shown = sure >= _STYLE or len(beyond) >= _STYLE or (sure and beyond)
    style: Style = "western" if shown else "era" if only_eras else None
    return Habit(style, reference, _most_named(named, reference), frozenset(told))


def _in_a_name(passage: Passage, mention: Mention) -> bool:
    """Whether a year begins a name, which keeps its calendar in a text that writes the other: 2020年東京大会."""
    return passage.text.endswith("年", 0, mention.end) and _NAME.match(passage.text, mention.end) is not None


def _most_of_an_era(reference: Moment | None) -> int:
    """The greatest year of an era that a text of that time can name."""
    if reference is None or reference.year > 1988:
        return LAST_OF_SHOWA
    return _of_current_era(reference.year) or LAST_OF_SHOWA


def _of_current_era(year: int) -> int | None:
    now = next((e for e in reversed(eras()) if e.first.year <= year), None)
    return year - now.first.year + 1 if now else None


def _most_named(named: set[str], reference: Moment | None) -> int:
    """The greatest year of those eras that the document names or is written in: no text says 56年 for 昭和56年 before it has
    named that era."""
    ended = [e.last.year - e.first.year + 1 for e in eras() if e.name in named and e.last is not None]
    now = _of_current_era(reference.year) if reference else None
    return max([*ended, now], default=LAST_OF_SHOWA) if now is not None else LAST_OF_SHOWA


def bare(passage: Passage, mention: Mention, shown: frozenset[int] = frozenset()) -> int | None:
    """The two digits of a mention found as a duration that stands as a year does, None of another. Years that the document
    has `shown` to be such by a month (24年の12月) need no more than that nothing makes a length of them."""
    text = passage.text
    if mention.rule != "dates.duration" or not _SHORT.fullmatch(text, mention.start, mention.end):
        return None
    short = number(text[mention.start : mention.end - 1])
    figure = FIGURE.match(text, mention.end) is not None
    from_to = figure and text.endswith("から", 0, mention.start)  # 65年の1.7%から69年の5.4%へ
    since = text.startswith(("以降", "以来", "以後"), mention.end)
    past = (since or short > LAST_OF_SHOWA) and text.endswith(("た", "て"), 0, mention.start)
    past = past and WHEN.match(text, mention.end) is not None
    if not (from_to or past) and _LENGTH_BEFORE.search(text, max(0, mention.start - 5), mention.start):
        return None
    if is_shown(passage, mention, short, shown):
        return short
    after = (WHEN, PERHAPS, OF_A_YEAR, _NAME)
    if not (figure or heads_a_line(passage, mention) or any(p.match(text, mention.end) for p in after)):
        return None
    if text.startswith(")", mention.end) and not text.startswith("(", mention.start - 1):
        return None
    return short


def is_shown(passage: Passage, mention: Mention, short: int, shown: frozenset[int]) -> bool:
    """Whether two digits are a year that the document tells elsewhere with its month, and nothing after them makes a length of
    them. A round number is as often a length."""
    return short in shown and short % 10 != 0 and not _LENGTH_AFTER.match(passage.text, mention.end)


def heads_a_line(passage: Passage, mention: Mention) -> bool:
    return not passage.text[: mention.start].strip() and _LABEL.match(passage.text, mention.end) is not None
