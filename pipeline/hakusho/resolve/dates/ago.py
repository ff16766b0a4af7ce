"""A length before 前 that is a point in time, counted back from the document's own: 3年前に訪れた, 40年前のこの日.

Not one that is counted from something else: 会議の3日前, 満了する2年前, 開会1か月前. TIMEX3 takes the first for a DATE and the
second for a DURATION.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.dates.edtf import Moment, shift_days, shift_months
from hakusho.extractors.dates.modifiers import modifier
from hakusho.extractors.dates.reading import Point, Reading
from hakusho.extractors.mention import Mention
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.document import Passage

_RULE = "dates.ago"
_LENGTH = re.compile(r"P(\d{1,3})([YMD])")
_AGO = re.compile(
    r"(?:ほど|程|くらい|余り)?前(?![前後倒半日者提]|のめり)(?P<today>の(?:この日|今日|本日))?"
    r"(?=から(?!の)|[にのはもと、。,)]|より|まで|以来|[一-龥])"
)
# What it is counted from, where that is not the document's day: a verb, or a noun that it follows upon.
_COUNTED = re.compile(r"(?:[るただいす]|[そこ]の|(?<!今)から|(?<!今)より|[一-龥ァ-ヴー](?<!約)(?<!今)(?<!直)(?<!既))$")
_COMPARED = re.compile(r"と(?:の比較|比[べ較])|に比|より|の[\d.]{1,6}倍|から[^、。]{0,12}[増減]")
_OF_A_NOUN = re.compile(r"の(?:約|概ね|およそ|ほぼ)?$")
_EVENT = re.compile(r"の[^、。のにをはが]{1,12}")  # 大統領の3年前の訪日


def as_ago(passage: Passage, found: Mention, reference: Moment | None, memory: Memory) -> Mention:
    """The mention, read as a day, month or year where it is a length that the document counts back from its own time, or, where
    a figure is compared with that of then, from the year that its sentence tells of: 2021年の件数は3年前に比べ."""
    reading: Reading = found.fields["reading"]
    length = _LENGTH.fullmatch(reading.duration or "")
    text = passage.text
    ago = _AGO.match(text, found.end) if length else None
    if length is None or ago is None or reference is None or text.endswith("間", found.start, found.end):
        return found
    if _COUNTED.search(text, max(0, found.start - 3), found.start):
        return found
    if _OF_A_NOUN.search(text, max(0, found.start - 5), found.start) and not _EVENT.match(text, ago.end()):
        return found
    if length[2] == "Y" and _COMPARED.match(text, ago.end()):
        said = (
            s
            for s in memory.in_sentence(passage, found.start)
            if s.tells_year and s.last.years == 1 and s.draft.rule != _RULE
        )
        reference = next((s.last for s in said), reference)
    moment = _counted_back(reference, int(length[1]), length[2], to_the_day=ago["today"] is not None)
    if moment is None:
        return found
    point = Point(west=moment.year, month=moment.month, day=moment.day, counted=True)
    end = ago.end()
    return modifier(text, replace(found, end=end, rule=_RULE, fields={"reading": Reading(point, mod=reading.mod)}))


def _counted_back(reference: Moment, count: int, unit: str, *, to_the_day: bool) -> Moment | None:
    """The moment so many years, months or days before; None where the reference is not so fine."""
    if unit == "Y":
        if to_the_day and reference.day is None:
            return None
        moment = replace(reference, year=reference.year - count)
        return moment if to_the_day else Moment(moment.year)
    if unit == "M":
        return shift_months(reference, -count) if reference.month is not None else None
    return shift_days(reference, -count) if reference.day is not None else None
