"""Two digits before 年 that are a year and not a number of years: 91年の政変, 24年は after 2023年は, 53年に after 昭和50年に.

The pattern cannot tell 91年 from 45年 of 戦後45年; the calendar that the document writes and the words around it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hakusho.eras import eras
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.modifiers import modifier
from hakusho.extractors.dates.numerals import number
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Style
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.document import DocumentContext, Passage

_RULE = "dates.two_digit_year"
_SHORT = re.compile(r"(?:\d\d?|[二三四五六]?十[一二三四五六七八九]|[二三四五六七八九][〇○一二三四五六七八九])年")
# What follows a year in which something happened, and not a length (30年にわたり, 20年に延長).
_WHEN = re.compile(
    r"に(?!わた|亘|及|も(?:わた|及)|な[らりるっ]|お?よ[ぶび]|\d|一[度回]|1[度回]|満|達|限|延|短縮|伸|引き|相当|当た|近|匹敵|上る|のぼ|渡)"
    r"|から(?!約?[\d一二三四五六七八九十]{1,4}(?:年|か|カ|ヶ|ヵ|箇|%)|見|み|経|な|後)|より(?!も|長|短|多|少|前|後)|以降|以来|以後|現在|時点|中(?=[のには、])|夏|年?末"
)
# What bears the year in which it happened: 78年の条約, 91年の政変.
_EVENT = re.compile(
    r"の(?:[々\u3400-\u9fffァ-ヴー・]{0,8}?|「?[^、。年のはがを「」]{1,10}?)(?:宣言|条約|協定|議定書|声明|共同発表|合意|決議|会談|会合|会議|サミット|総会|危機|戦争|紛争|事変|事件|革命"
    r"|政変|クーデター|選挙|地震|震災|豪雨|台風|噴火|訪問|訪日|訪米|訪中|訪韓|訪ソ|訪露|独立|国交|正常化|返還|発足|発効|調印|署名|締結|採択|改正|改定|制定|施行|統一|テロ|オリンピック)(?!期間|から|以来)"
)
_LENGTH_OF = r"間|歴史|節目|期|経験|月日|歳月|長|伝統|歩み|任|契約|刑(?!法|事)|懲役|寿命|周年|猶予|あゆみ|計画|うち|中で|眠り|勤務|交渉|内戦|協議|準備|空白|実績|努力|継続"
_PERHAPS = re.compile(rf"は|の(?!{_LENGTH_OF})|、|,|・|と(?!い|な)|や|及び|および|並びに|ならびに|から|まで|時点|\)")
# What is called after its year: 22年調査 beside 平成23年調査.
_OF_A_YEAR = re.compile(
    r"の?(?:調査|実績|改正|改訂|改定|統計|センサス|白書|通知|答申|勧告|大綱|試算|推計|時点|実施|策定|公表|発効|署名|締結|採択)(?!期間)"
)
_LABEL = re.compile(r" ?:")  # a year that stands at the head of a line, over what happened in it
_LENGTH_BEFORE = re.compile(
    r"(?:(?:戦後|過去|今後|この|その|その後|以来|通算|最長|最大|最短|創立|設立|創設|創業|結成|開設|開業|在任|在職|任期|期間|平均|年齢|最低|上限)の?、?"
    r"|(?:から|より|満|計|施行|開始|発効|締結|築|刑|懲役|第|およそ|ほぼ|(?<!そし)(?<!とっ)[てた]|後)の?|(?<![条協規制公誓契])約)$"
)
# A figure of another year beside that of the one before it: 昭和39年の…は、38年の…を上回った.
_COMPARED = re.compile(rf"は|の(?!{_LENGTH_OF})|に比|より|を(?:上|下)回")
_OBJECT = re.compile(r"を$")  # 任期を15年に: a change of length
_JOINT = re.compile(r"(?:[、,・とや]|及び|並びに|または|又は)$")
_TOLD = re.compile(
    r"(?<![\d〇一二三四五六七八九十百第約間])(\d\d|[二三四五六]?十[一二三四五六七八九])年に(?!わた|亘|及|一|1|満|達|限|延|相当)"
)
_NEXT = re.compile(r"(?:、|,|・|と|や|及び)(\d\d|[二三四五六]?十[一二三四五六七八九])年")
_SPAN = re.compile(r"(\d\d)年?(?:から|~|〜|-)(\d\d)年")
_COUNTED_SPAN = re.compile(r"(?:まで)?の(\d{1,2})年間")
_STEP = 5  # years that a list of years goes on by
_REACH = 15  # years that a narrative goes on by without saying the century again
_ONE_DIGIT = 9
_LATELY = 3  # years before the document that it still calls by two digits alone
_STYLE = 2  # years no era has that show a document's style
_LAST_OF_SHOWA = 64  # a higher number is no year of an era since
_ROUND = 30  # up to it a round number is more often a length: 10年, 15年, 20年
_PAST, _AHEAD = 60, 20  # years around the reference that two digits may mean


@dataclass(frozen=True, slots=True)
class Habit:
    """How the document writes years of two digits, what it is written from, and the greatest year of an era that it can
    mean where it does not name the era. `shown` are the years of two digits that it writes with a month or a part of them (57年末)."""

    style: Style
    reference: Moment | None
    most: int
    shown: frozenset[int] = frozenset()


def habit_of(context: DocumentContext, reference: Moment | None) -> Habit:
    """The habit of a document.

    The style is "western" where two or more years are such that no era has (68年, 72年 of a text of 1985 = 昭和60年; 05年); "era"
    where all its full years are of eras; None where it does not show.
    """
    points = [(p, m, m.fields["reading"].start) for p, m in context.mentions("dates")]
    named = {point.era for *_, point in points if point is not None and point.era is not None}
    western = sum(point is not None and point.west is not None for *_, point in points)
    era = sum(p is not None and p.era is not None and p.west is None and p.short is None for *_, p in points)
    only_eras = bool(era and not western)
    most = _LAST_OF_SHOWA if only_eras else max(_most_of_an_era(reference), _most_named(named, reference))
    beyond: set[int] = set()
    told: set[int] = set()
    sure = 0
    for passage, mention, point in points:
        zero = passage.text[mention.start] == "0"
        if point is None:
            short = _bare(passage, mention)
            if short is not None and (short > most or zero):
                beyond.add(short)
        elif point.short is not None and point.era is None and point.years == 1:
            sure += point.short > most or zero
            told.add(point.short)
    shown = sure >= _STYLE or len(beyond) >= _STYLE or (sure and beyond)
    style: Style = "western" if shown else "era" if only_eras else None
    return Habit(style, reference, _most_named(named, reference), frozenset(told))


def _most_of_an_era(reference: Moment | None) -> int:
    """The greatest year of an era that a text of that time can name."""
    if reference is None or reference.year > 1988:
        return _LAST_OF_SHOWA
    return _of_current_era(reference.year) or _LAST_OF_SHOWA


def _of_current_era(year: int) -> int | None:
    now = next((e for e in reversed(eras()) if e.first.year <= year), None)
    return year - now.first.year + 1 if now else None


def _most_named(named: set[str], reference: Moment | None) -> int:
    """The greatest year of those eras that the document names or is written in: no text says 56年 for 昭和56年 before it has
    named that era."""
    ended = [e.last.year - e.first.year + 1 for e in eras() if e.name in named and e.last is not None]
    now = _of_current_era(reference.year) if reference else None
    return max([*ended, now], default=_LAST_OF_SHOWA) if now is not None else _LAST_OF_SHOWA


def _bare(passage: Passage, mention: Mention) -> int | None:
    """The two digits of a mention found as a duration that stands as a year does, None of another."""
    text = passage.text
    if mention.rule != "dates.duration" or not _SHORT.fullmatch(text, mention.start, mention.end):
        return None
    if _LENGTH_BEFORE.search(text, max(0, mention.start - 5), mention.start):
        return None
    if not (_heads_a_line(passage, mention) or any(p.match(text, mention.end) for p in (_WHEN, _PERHAPS, _OF_A_YEAR))):
        return None
    if text.startswith(")", mention.end) and not text.startswith("(", mention.start - 1):
        return None
    return number(text[mention.start : mention.end - 1])


def _heads_a_line(passage: Passage, mention: Mention) -> bool:
    return not passage.text[: mention.start].strip() and _LABEL.match(passage.text, mention.end) is not None


def as_year(passage: Passage, mention: Mention, memory: Memory, habit: Habit) -> Mention:
    """The mention, read as a year where it is one; else unchanged.

    It is one where the document writes its years so, where something that happened then bears it (93年の宣言), or where it goes
    on from a full year before it (2023年は…、24年は…; 昭和50年に…、53年に…).
    """
    span = _SPAN.fullmatch(passage.text, mention.start, mention.end)
    if span and mention.rule == "dates.duration_between" and habit.style == "era":
        first, last = number(span[1]), number(span[2])
        counted = _COUNTED_SPAN.match(passage.text, mention.end)  # 12年から17年の5年間
        told = counted is not None and 0 <= number(counted[1]) - (last - first) <= 1
        if first < last and (first % 5 or last % 5) and (told or _is_named(memory, first) or _is_named(memory, last)):
            reading = Reading(Point(short=first), Point(short=last))
            return modifier(passage.text, replace(mention, rule=_RULE, fields={"reading": reading}))
    short = _bare(passage, mention)
    if short is None or not _told_as_a_year(passage, mention, short, memory, habit):
        return mention
    year = replace(mention, rule=_RULE, fields={"reading": Reading(Point(short=short))})
    return modifier(passage.text, year)


def _told_as_a_year(passage: Passage, mention: Mention, short: int, memory: Memory, habit: Habit) -> bool:
    text, start = passage.text, mention.start
    when = bool(_WHEN.match(text, mention.end)) or _heads_a_line(passage, mention)
    since = text.startswith(("から", "より", "以降"), mention.end)
    if since and _OBJECT.search(text, max(0, start - 1), start):
        return False  # 期間を30年から延ばす
    if short <= _ONE_DIGIT and text[start] != "0":
        event = _EVENT.match(text, mention.end) is not None
        return habit.style == "era" and (
            (event and short <= habit.most) or _goes_on(passage, start, short, memory, when)
        )
    round_number = short % 5 == 0
    in_reach = _within_reach(short, habit.reference)
    if habit.style == "western" and in_reach and (when or not round_number or short > _ROUND):
        return True
    if habit.style == "era" and (not round_number or short > _ROUND) and _is_named(memory, short):
        return True  # 59年の件数は, in a text on 昭和59年
    if habit.style == "era" and when and (since or not round_number) and short <= habit.most:
        return True
    if (
        any(abs(short - s) <= 1 for s in habit.shown)
        and (not round_number or short > _ROUND)
        and _PERHAPS.match(text, mention.end)
    ):
        return True  # 57年の収支は, in a text that tells of 57年末
    likely = short > _LAST_OF_SHOWA or not round_number
    if when and likely and short > habit.most and in_reach:
        return True
    if short > _LAST_OF_SHOWA and habit.reference and -_LATELY <= short - habit.reference.year % 100 <= 1:
        return True  # 97年は, in a report on that year
    apart = text.endswith("、", 0, start) and text.startswith("、", mention.end)
    if (apart or (when and (likely or text.startswith("中", mention.end)))) and _beside_another(
        passage, mention, short
    ):
        return True
    if _EVENT.match(text, mention.end) and (likely or short > _ROUND) and (in_reach or short <= habit.most):
        return True
    if text.startswith("中", mention.end) and memory.seen and abs(_apart(memory.seen[-1], short)) <= _STEP:
        return memory.seen[-1].draft.fields.get("calendar") == "era"  # …16年2月に起訴した。15年中は
    return _in_series(passage, start, short) or _goes_on(passage, start, short, memory, when)


def _is_named(memory: Memory, short: int) -> bool:
    """Whether the text has told of that very year of the era that it named last, with the name: 昭和59年."""
    name = memory.last_era()
    said = (s.draft.fields for s in memory.seen)
    return any(f.get("era_year") == short and f.get("era") == name and f.get("resolution") == "era" for f in said)


def _beside_another(passage: Passage, mention: Mention, short: int) -> bool:
    """Whether the passage tells of another year of two digits, with its month, that lies near: 46年以来…、49年5月に."""
    points = [m.fields["reading"].start for m in passage.mentions.of("dates") if m is not mention]
    shorts = (p.short for p in points if p is not None and p.short is not None and p.era is None and p.years == 1)
    return any(abs(other - short) <= _STEP for other in shorts)


def _within_reach(short: int, reference: Moment | None) -> bool:
    """Whether some year of the decades before the reference, or shortly after it, ends in these digits."""
    if reference is None:
        return short > _LAST_OF_SHOWA
    return (short - (reference.year - _PAST)) % 100 <= _PAST + _AHEAD


def _in_series(passage: Passage, start: int, short: int) -> bool:
    """Whether the year before or after it is told in the same way in its sentence: 十二年に…、十三年に…."""
    first, last = passage.sentence_span(start)
    found = [number(m[1]) for m in _TOLD.finditer(passage.text, first, last)]
    return short in found and (short - 1 in found or short + 1 in found)


def _goes_on(passage: Passage, start: int, short: int, memory: Memory, when: bool) -> bool:
    """Whether a full year before it in the text is followed by this one, in the same century or era: in the sentence as
    the next of a list, or, where the words after it tell that something happened then, in the narrative."""
    text = passage.text
    before = memory.in_sentence(passage, start)
    if _OF_A_YEAR.match(text, text.index("年", start) + 1):
        full = next((s for s in (*before, *memory.in_text(passage, start)) if s.tells_year), None)
        return full is not None and abs(_apart(full, short)) <= _STEP
    if _JOINT.search(text, max(0, start - 3), start):
        last = next((entry for entry in before if entry.tells_year), None)
        if last is not None and last.draft.fields.get("calendar") == "gregorian" and _gap(last, short) <= _STEP:
            return True
    near = next((entry for entry in before if entry.tells_year), None)
    following = _NEXT.match(text, text.index("年", start) + 1)
    if following and short > _ROUND and number(following[1]) == short + 1:
        return True  # 51年、52年と続き
    if following and near is not None and number(following[1]) == short + 1:
        return -2 <= _apart(near, short) <= _STEP  # 22年は20年、21年に続き
    compared = (
        near is not None and (short % 5 != 0 or short < _ROUND) and _COMPARED.match(text, text.index("年", start) + 1)
    )
    if compared and near is not None and near.draft.fields.get("calendar") == "era":
        written_so = near.draft.rule == _RULE  # 14年に…、15年に…、27年は…
        return -2 <= _apart(near, short) <= (_REACH if written_so else _STEP)
    if not when or _OBJECT.search(text, max(0, start - 1), start):
        return False
    last = next((entry for entry in (*before, *memory.in_text(passage, start)) if entry.tells_year), None)
    return last is not None and _gap(last, short) <= (_STEP if short <= _ONE_DIGIT else _REACH)


def _gap(last: Seen, short: int) -> int:
    """The years from a written year to the two digits in its calendar, a great number where they are not after it."""
    gap = _apart(last, short)
    return gap if gap > 0 else 100


def _apart(last: Seen, short: int) -> int:
    """The years between a written year and the two digits in its calendar, less than 0 where these are before it."""
    fields = last.draft.fields
    number_before: int = fields["era_year"] if fields.get("calendar") == "era" else last.last.year % 100
    return short - number_before
