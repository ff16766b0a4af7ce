"""Two digits before 年 that are a year and not a number of years: 91年の政変, 24年は after 2023年は, 53年に after 昭和50年に.

The pattern cannot tell 91年 from 45年 of 戦後45年; the calendar that the document writes and the words around it can.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.modifiers import modifier
from hakusho.extractors.dates.numerals import number
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.habit import (
    FIGURE,
    LAST_OF_SHOWA,
    LENGTH_OF,
    OF_A_YEAR,
    PERHAPS,
    WHEN,
    Habit,
    bare,
    heads_a_line,
    is_shown,
)
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.document import Passage

_RULE = "dates.two_digit_year"
# What bears the year in which it happened: 78年の条約, 91年の政変.
_EVENT = re.compile(
    r"の(?:[々\u3400-\u9fffァ-ヴー・]{0,8}?|「?[^、。年のはがを「」]{1,10}?)(?:宣言|条約|協定|議定書|声明|共同発表|合意|決議|会談|会合|会議|サミット|総会|危機|戦争|紛争|事変|事件|革命"
    r"|政変|クーデター|選挙|地震|震災|豪雨|台風|噴火|訪問|訪日|訪米|訪中|訪韓|訪ソ|訪露|独立|国交|正常化|返還|発足|発効|調印|署名|締結|採択|改正|改定|制定|施行|統一|テロ|オリンピック)(?!期間|から|以来)"
)
# A figure of another year beside that of the one before it: 昭和39年の…は、38年の…を上回った.
_COMPARED = re.compile(rf"は|の(?!{LENGTH_OF})|に比|より|を(?:上|下)回")
# A clause opens with the year in which it goes on: このため、33年、…; 16年に庁を設け; 83年我が国は. Lengths do not stand so.
_OPENING = re.compile(r"(?:^|[。、,」])(?:また|一方|しかし|ただし|なお|さらに|そして)?$")
_ADVERBIAL = re.compile(r"[、,]")
_THEN = re.compile(
    r"に(?!わた|亘|及|も(?:わた|及)|な[らりるっ]|お?よ[ぶび]|\d{1,2}(?![\d万,])|一|二|三|満|達|限|延|短|伸|引き(?!続)|相当|当た|近|匹敵|上る|のぼ|渡|すぎ|過ぎ|対)"
)
_IN_IT = re.compile(r"(?:中)?には|中[のは、]")
_TOPIC_OF = re.compile(rf"[はも](?!の)|の(?!{LENGTH_OF})")  # 51年の情勢をみると, at the head of a sentence
_TIME_OF = re.compile(r"の[^、。年]{1,10}時(?:に|の|と|より|から|は|(?=[、。]))")  # 32年の引締め時
_LAST_OF_SPAN = re.compile(r"までの約?[\d一二三四五六七八九十〇]{1,3}年間")
_OF_THAT_YEAR = re.compile(r"まで(?!延|伸)|以[降後来]|に(?:は|おけ|入)|は、")
_UNTIL = re.compile(r"まで(?:は|に[はも]?|の)(?!期間|懲役|刑|間)")
_OBJECT = re.compile(r"を$")  # 任期を15年に: a change of length
_JOINT = re.compile(r"(?:[、,・とや]|及び|並びに|または|又は)$")
_TOLD = re.compile(
    r"(?<![\d〇一二三四五六七八九十百第約間])(\d\d|[二三四五六]?十[一二三四五六七八九])年に(?!わた|亘|及|一|1|満|達|限|延|相当)"
)
_NEXT = re.compile(r"(?:、|,|・|と|や|及び)(\d\d|[二三四五六]?十[一二三四五六七八九])年")
_SPAN = re.compile(r"(\d\d)年?(?:から| ?[~〜∼\-–—―ー−‐] ?)(\d\d)年")
_COUNTED_SPAN = re.compile(r"(?:まで)?の(\d{1,2})年間")
_STEP = 5  # years that a list of years goes on by
_REACH = 15  # years that a narrative goes on by without saying the century again
_ONE_DIGIT = 9
_LATELY = 3  # years before the document that it still calls by two digits alone
_ROUND = 30  # up to it a round number is more often a length: 10年, 15年, 20年
_PAST, _AHEAD = 60, 20  # years around the reference that two digits may mean


def as_year(passage: Passage, mention: Mention, memory: Memory, habit: Habit) -> Mention:
    """The mention, read as a year where it is one; else unchanged.

    It is one where the document writes its years so, where something that happened then bears it (93年の宣言), or where it goes
    on from a full year before it (2023年は…、24年は…; 昭和50年に…、53年に…).
    """
    span = _SPAN.fullmatch(passage.text, mention.start, mention.end)
    if span and mention.rule == "dates.duration_between" and _spans_western(span, habit):
        reading = Reading(Point(short=number(span[1])), Point(short=number(span[2])))
        return modifier(passage.text, replace(mention, rule=_RULE, fields={"reading": reading}))
    if span and mention.rule == "dates.duration_between" and habit.style == "era":
        first, last = number(span[1]), number(span[2])
        counted = _COUNTED_SPAN.match(passage.text, mention.end)  # 12年から17年の5年間
        told = counted is not None and 0 <= number(counted[1]) - (last - first) <= 1
        if first < last and (first % 5 or last % 5) and (told or _is_named(memory, first) or _is_named(memory, last)):
            reading = Reading(Point(short=first), Point(short=last))
            return modifier(passage.text, replace(mention, rule=_RULE, fields={"reading": reading}))
    short = bare(passage, mention, habit.shown)
    if short is None or not _told_as_a_year(passage, mention, short, memory, habit):
        return mention
    year = replace(mention, rule=_RULE, fields={"reading": Reading(Point(short=short))})
    return modifier(passage.text, year)


def _spans_western(span: re.Match[str], habit: Habit) -> bool:
    """Whether two numbers are years of the century, one after the other, in a text that writes its years so: 60-61年."""
    first, last = number(span[1]), number(span[2])
    if not first < last or not (_within_reach(first, habit.reference) and _within_reach(last, habit.reference)):
        return False
    return first > habit.most if habit.style == "western" else {first, last} <= habit.shown


def _told_as_a_year(passage: Passage, mention: Mention, short: int, memory: Memory, habit: Habit) -> bool:
    text, start = passage.text, mention.start
    if is_shown(passage, mention, short, habit.shown):
        return True  # 24年分, in a text that tells of 24年の12月
    heads = heads_a_line(passage, mention)
    if heads and not text.startswith((":", " :"), mention.end):
        return _goes_on_in_lines(mention, short, memory, habit)
    when = bool(WHEN.match(text, mention.end)) or heads
    if FIGURE.match(text, mention.end) and _is_of_figures(passage, mention, short, memory, habit):
        return True
    if not any(p.match(text, mention.end) for p in (WHEN, PERHAPS, OF_A_YEAR)) and not when:
        return short > habit.most and _within_reach(short, habit.reference) and not text[start - 1 : start].isalnum()
    since = text.startswith(("から", "より", "以降"), mention.end)
    if since and _OBJECT.search(text, max(0, start - 1), start):
        return False  # 期間を30年から延ばす
    if habit.style != "western" and _tells_the_year_reported(passage, mention, short, habit):
        return True
    if short > _ONE_DIGIT and short <= habit.most and text.startswith(("以降", "以来", "以後"), mention.end):
        return True
    if habit.style == "era" and short <= habit.most and _LAST_OF_SPAN.match(text, mention.end):
        return True  # 45年までの4年間
    if short <= _ONE_DIGIT and text[start] != "0":
        if habit.style == "era" and _OF_THAT_YEAR.match(text, mention.end) and _is_named(memory, short):
            return True  # 7年まで, in a text on 平成7年
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
    if _opens_a_clause(passage, mention, short, habit):
        return True
    if habit.style == "era" and when and (since or not round_number) and short <= habit.most:
        return True
    if (
        any(abs(short - s) <= 1 for s in habit.shown)
        and (not round_number or short > _ROUND)
        and PERHAPS.match(text, mention.end)
    ):
        return True  # 57年の収支は, in a text that tells of 57年末
    likely = short > LAST_OF_SHOWA or not round_number
    if when and likely and short > habit.most and in_reach:
        return True
    if short > LAST_OF_SHOWA and habit.reference and -_LATELY <= short - habit.reference.year % 100 <= 1:
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


def _tells_the_year_reported(passage: Passage, mention: Mention, short: int, habit: Habit) -> bool:
    """Whether a clause opens with the year before the document's own in the era that it is written in: 10年は, 9年には in a
    report of the year after."""
    text, start = passage.text, mention.start
    if habit.now is None or habit.now - short not in (0, 1):
        return False
    first, _ = passage.sentence_span(start)
    opens = start == first or _OPENING.search(text, max(first, start - 6), start) is not None
    told = start == first and _TOPIC_OF.match(text, mention.end)
    return opens and bool(told or _IN_IT.match(text, mention.end))


def _opens_a_clause(passage: Passage, mention: Mention, short: int, habit: Habit) -> bool:
    """Whether a clause stands in that year, which is one of the era that the document writes, or cannot be of any era."""
    text, start = passage.text, mention.start
    western = short > habit.most and _within_reach(short, habit.reference)
    if not western and not (habit.style == "era" and _ONE_DIGIT < short <= habit.most):
        return False
    if _TIME_OF.match(text, mention.end):
        return True
    if not western and short % 5 == 0:
        return False
    first, _ = passage.sentence_span(start)
    if not _OPENING.search(text, max(first, start - 6), start) and start != first:
        return False
    opens = start == first and _TOPIC_OF.match(text, mention.end)
    return bool(opens or _ADVERBIAL.match(text, mention.end) or _THEN.match(text, mention.end))


def _goes_on_in_lines(mention: Mention, short: int, memory: Memory, habit: Habit) -> bool:
    """Whether a line begins with a year as the line before did: 1947年 …, 50年 …; or with one of the century near the document's."""
    heads = (s for s in memory.lately() if s.draft.start == 0 and s.tells_year)
    last = next(heads, None)
    if last is not None and last.whole_year and 0 < _apart(last, short) % 100 <= _REACH:
        return True
    now = habit.reference.year % 100 if habit.reference else short
    return short > habit.most and 0 <= (now - short) % 100 <= _REACH


def _is_of_figures(passage: Passage, mention: Mention, short: int, memory: Memory, habit: Habit) -> bool:
    """Whether a figure stands beside a year (77年6.8%, 78年9.0%) that lies near the years told before it."""
    if short <= _ONE_DIGIT and passage.text[mention.start] != "0":
        return False
    if short > habit.most and _within_reach(short, habit.reference):
        return True
    before = (*memory.in_sentence(passage, mention.start), *memory.in_text(passage, mention.start))
    last = next((s for s in before if s.tells_year), None)
    return last is not None and abs(_apart(last, short)) <= _STEP


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
        return short > LAST_OF_SHOWA
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
    if OF_A_YEAR.match(text, text.index("年", start) + 1):
        full = next((s for s in (*before, *memory.in_text(passage, start)) if s.tells_year), None)
        return full is not None and abs(_apart(full, short)) <= _STEP
    if _JOINT.search(text, max(0, start - 3), start):
        last = next((entry for entry in before if entry.tells_year), None)
        if last is not None and last.draft.fields.get("calendar") == "gregorian" and _gap(last, short) <= _STEP:
            return True
    near = next((entry for entry in before if entry.tells_year and _in_figures(entry)), None)
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
    until = _UNTIL.match(text, text.index("年", start) + 1) is not None
    if not (when or until) or _OBJECT.search(text, max(0, start - 1), start):
        return False
    said = (*before, *memory.in_text(passage, start))
    last = next((entry for entry in said if entry.tells_year and _in_figures(entry)), None)
    return last is not None and _gap(last, short) <= (_STEP if short <= _ONE_DIGIT else _REACH)


def _in_figures(entry: Seen) -> bool:
    """Whether its own words give the year by a number, and not by 前年 or 同年."""
    return entry.draft.fields.get("resolution") != "anaphoric" or entry.draft.text.startswith("翌")


def _gap(last: Seen, short: int) -> int:
    """The years from a written year to the two digits in its calendar, a great number where they are not after it."""
    gap = _apart(last, short)
    return gap if gap > 0 else 100


def _apart(last: Seen, short: int) -> int:
    """The years between a written year and the two digits in its calendar, less than 0 where these are before it."""
    fields = last.draft.fields
    number_before: int = fields["era_year"] if fields.get("calendar") == "era" else last.last.year % 100
    return short - number_before
