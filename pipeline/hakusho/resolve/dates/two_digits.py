"""Two digits without a word of the calendar: an era's year or the last two of a Western one."""

from __future__ import annotations

from hakusho.eras import Era, era, eras
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.memory import Memory, same_text
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.wanted import any_decade, any_year
from hakusho.resolve.dates.year import Year, following, in_era
from hakusho.resolve.document import Passage

_LATELY = 10  # years after which a text no longer means an era that it does not name
_JUST_NOW = 3  # years back that a yearly report tells of without naming the era
_JUST_BEFORE = 5  # years that a narrative steps back within its era
_NARRATIVE = 15  # years that a text goes back or on by from one date to the next
_PLANNED = 20  # years ahead that a document speaks of


def short_year(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year | None:
    """The year of two digits.

    As the document writes them where that shows; else after a date written in the era alone the era's; after a Western
    one the century's; else the nearer to the reference, the past before the future. 90年代 is the century's, in a
    document that writes eras only 50年代 the era's.
    """
    assert point.short is not None
    anchor = memory.antecedent(passage, start, any_decade if point.years == 10 else any_year)
    here = int(reference.year or (anchor.last.year if anchor else 2000))
    western = _pivot(point.short, here)
    if point.numeric:
        return _in_figures(point.short, western, here)
    if point.years == 10:
        sign = era(str(anchor.draft.fields.get("era"))) if anchor else None
        shared = anchor is not None and anchor.first.years == 10 and anchor.first.year % 10
        if sign is None:
            sign = era((memory.last_era() if reference.style == "era" else memory.era_of_two_digits()) or "")
            by_era = sign.year(point.short) if sign else None
            shared = by_era is not None and by_era <= here
        if sign and shared:
            return Year(in_era(sign, point.short, reference), "two_digit_year", None, sign, point.short, "era")
        return Year(western, "two_digit_year")
    name = _era_meant(point.short, memory, here)
    sign = era(name) if name else None
    by_era = in_era(sign, point.short, reference) if sign else None
    earlier = _era_before(sign, point.short) if sign else None
    if earlier and earlier[0].name not in memory.eras() and not _lately_ended(earlier[0], here):
        earlier = None
    if earlier is not None and by_era is not None and _distance(by_era, here) > _distance(earlier[1], here):
        sign, by_era = earlier  # 30年 in a text of the fifth year of 令和
    later = _era_now(sign, here) if point.fiscal else None
    planned = later.year(point.short) if later else None
    if later is not None and planned is not None and 0 <= planned - here <= 1 and here - (by_era or here) > _NARRATIVE:
        anew = later.name in memory.eras() and memory.last_era_year() > point.short  # not on from 平成5年
        if anew:
            sign, by_era = later, planned  # R6.7.18 … 平成26年7月に始まった…、次回は7年度に
    calendar = anchor.draft.fields.get("calendar") if anchor else None
    if by_era is None or sign is None or by_era > here + _PLANNED:
        return Year(western, "two_digit_year")
    if reference.style == "western":
        choose_era = calendar == "era" and anchor is not None and same_text(anchor.passage, passage)
        # 44年度 in a text of 昭和45年 that tells of 昭和44年度 and writes foreign figures by 69年
        of_late = 0 <= here - by_era <= _JUST_NOW and here - western > _NARRATIVE
        choose_era = choose_era or (of_late and memory.tells_of_era_year(point.short))
        # 51年1月8日 beside what happened in 1975
        goes_on = anchor is not None and 0 <= by_era - anchor.last.year <= 1
        choose_era = choose_era or (of_late and goes_on and point.day is not None)
    elif reference.style == "era":
        # 二十年度 in a text of 2020 that names 令和 alone
        this_year = (
            point.fiscal and abs(western - here) <= 1 and here - by_era > _LATELY and sign.name not in memory.eras()
        )
        choose_era = not this_year
    elif calendar == "gregorian" and anchor is not None and anchor.writes_western:
        # 45年 after 1972年, in a text of 1971, is that of 昭和
        lately = 0 <= here - by_era <= _LATELY
        choose_era = lately and abs(western - anchor.last.year) > _NARRATIVE
        # 28年10月 in a text of 2017 on 平成28年, behind 2020年
        still_to_come = western > here + 1 and not reference.tells_of_plans(passage, start)
        choose_era = choose_era or (lately and still_to_come and sign.name in memory.eras())
    elif calendar == "era" or point.following:
        choose_era = True
    else:
        choose_era = _distance(by_era, here) <= _distance(western, here)
    if not choose_era:
        found = Year(western, "two_digit_year")
    else:
        found = Year(by_era, "two_digit_year", None, sign, point.short, "era")
    return following(found, point, passage, start, memory)


def _era_meant(short: int, memory: Memory, here: int) -> str | None:
    """The era of two digits in a document of the year `here`: the one named last. One that ended long before gives way to one
    named before it, where the year lies far back from that named: 平成24年…、明治41年…、29年に. None named: that of the document."""
    for name, said in memory.era_years():
        sign = era(name)
        past = sign is not None and sign.last is not None and here - sign.last.year > _LATELY
        if not past or said - short <= _JUST_BEFORE:
            return name
    return memory.last_era() or next((e.name for e in reversed(eras()) if e.first.year <= here), None)


def _in_figures(short: int, western: int, here: int) -> Year:
    """60.3.14, 10/02/12: of the calendar whose year lies nearest to the document's own."""
    found = [(year, sign) for sign in eras() if (year := sign.year(short)) is not None]
    year, sign = min(found, key=lambda f: _distance(f[0], here), default=(None, None))
    if sign is None or year is None or _distance(western, here) <= _distance(year, here):
        return Year(western, "two_digit_year")
    return Year(year, "two_digit_year", None, sign, short, "era")


def _pivot(short: int, here: int) -> int:
    """The year with these last two digits that lies at most twenty years ahead."""
    century = here // 100 * 100
    year = century + short
    return year - 100 if year > here + 20 else year


def _era_before(sign: Era, short: int) -> tuple[Era, int] | None:
    """The era before, with its year of that number, None where it has none."""
    before = next((e for e in reversed(eras()) if e.first < sign.first), None)
    year = before.year(short) if before else None
    return (before, year) if before and year is not None else None


def _era_now(sign: Era | None, here: int) -> Era | None:
    """The era of the document's own year, where that began after the one given."""
    now = next((e for e in reversed(eras()) if e.first.year <= here), None)
    return now if now is not None and sign is not None and now.first > sign.first else None


def _lately_ended(sign: Era, here: int) -> bool:
    return sign.last is not None and here - sign.last.year <= _LATELY


def _distance(year: int, here: int) -> int:
    return here - year if year <= here else 3 * (year - here)
