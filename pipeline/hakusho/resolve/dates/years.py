"""The year of a date point: from its own words, an era's true limits, or what the document has said before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hakusho.eras import Era, era, eras
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.anaphora import gone_back_to
from hakusho.resolve.dates.memory import Memory, any_decade, any_fiscal_year, any_year, same_text
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.document import Passage

SHIFT = {"同": 0, "翌": 1, "翌々": 2, "前": -1, "前々": -2}
_LATELY = 10  # years after which a text no longer means an era that it does not name
_JUST_NOW = 3  # years back that a yearly report tells of without naming the era
_NEAR = 2  # passages that the 年度 may lie back that 前年度 counts from
_NARRATIVE = 15  # years that a text goes back or on by from one date to the next
_ERA_LASTS = 100  # years after which no era has gone on
_PLANNED = 20  # years ahead that a document speaks of
DEIXIS = {
    "本": 0,
    "今": 0,
    "当": 0,
    "昨": -1,
    "去": -1,
    "客": -1,
    "先": -1,
    "一昨": -2,
    "先々": -2,
    "来": 1,
    "再来": 2,
    "明": 1,
    "明後": 2,
    "きょう": 0,
    "けさ": 0,
    "ゆうべ": -1,
    "きのう": -1,
    "おととい": -2,
    "さきおととい": -3,
    "あす": 1,
    "あした": 1,
    "あさって": 2,
    "しあさって": 3,
    "ことし": 0,
    "きょねん": -1,
    "おととし": -2,
    "さきおととし": -3,
    "らいねん": 1,
    "さらいねん": 2,
}


@dataclass(frozen=True, slots=True)
class Year:
    """A year with how it was reached. `written` is the era that the surface names, for its limits."""

    year: int | None
    resolution: str
    anchor: Seen | None = None
    written: Era | None = None
    era_year: int | None = None
    calendar: str = "gregorian"
    of_fiscal_year: bool = False  # 前年 of a 年度
    aligned: tuple[Moment, Moment] | None = None  # 前年同期: the antecedent's own period in that year


def year_of(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year | None:
    """The year that the point's own words give, None where they give none."""
    if point.era is not None:
        return _era_year(point, passage, start, memory, reference)
    if point.west is not None:
        found = Year(point.west, "document" if point.counted else "explicit")
        return _following(found, point, passage, start, memory)
    if point.short is not None:
        return _short(point, passage, start, memory, reference)
    if point.same_era:
        name = memory.last_era()
        sign = era(name) if name else None
        anchor = memory.antecedent(passage, start, any_year)
        if sign is None or point.era_year is None:
            return None
        return Year(_in_era(sign, point.era_year, reference), "anaphoric", anchor, sign, point.era_year, "era")
    if point.rel_year is not None:
        return _relative(point, passage, start, memory, reference)
    return None


def _era_year(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year:
    sign = era(point.era or "")
    assert sign is not None and point.era_year is not None
    full = _in_era(sign, point.era_year, reference)
    if point.west is not None:
        found = Year(point.west, "explicit", None, None, point.era_year, "both")
    elif point.short is not None:
        found = Year(full, "two_digit_year", None, sign, point.era_year, "both")
    else:
        found = Year(full, "era", None, sign, point.era_year, "era")
    return _following(found, point, passage, start, memory)


def _in_era(sign: Era, era_year: int, reference: Reference) -> int | None:
    """The Western year; a year past the era's end counts where the text was written before the end was known."""
    year = sign.year(era_year)
    if year is not None and reference.year is not None and year > reference.year + _ERA_LASTS:
        return None  # 昭和361年 is a misprint
    if year is None and sign.last and era_year >= 1 and written_before(sign, reference):
        return sign.first.year + era_year - 1
    return year


def written_before(sign: Era, reference: Reference) -> bool:
    """Whether the document was written while the era ran, so that 平成32年度 in a plan means the year 2020."""
    return bool(reference.moment and sign.last and reference.moment.earliest <= sign.last)


def _following(found: Year, point: Point, passage: Passage, start: int, memory: Memory) -> Year:
    """翌 before a written year: the value is the written one, the anchor the year it follows."""
    if not point.following:
        return found
    return replace(found, resolution="anaphoric", anchor=memory.antecedent(passage, start, any_year))


def _short(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year | None:
    """Two digits without a word of the calendar: an era's year or the last two of a Western one.

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
            in_era = sign.year(point.short) if sign else None
            shared = in_era is not None and in_era <= here
        if sign and shared:
            return Year(_in_era(sign, point.short, reference), "two_digit_year", None, sign, point.short, "era")
        return Year(western, "two_digit_year")
    name = memory.last_era() or next((e.name for e in reversed(eras()) if e.first.year <= here), None)
    sign = era(name) if name else None
    in_era = _in_era(sign, point.short, reference) if sign else None
    earlier = _era_before(sign, point.short) if sign else None
    if earlier and earlier[0].name not in memory.eras() and not _lately_ended(earlier[0], here):
        earlier = None
    if earlier is not None and in_era is not None and _distance(in_era, here) > _distance(earlier[1], here):
        sign, in_era = earlier  # 30年 in a text of the fifth year of 令和
    later = _era_now(sign, here) if point.fiscal else None
    planned = later.year(point.short) if later else None
    if later is not None and planned is not None and 0 <= planned - here <= 1 and here - (in_era or here) > _NARRATIVE:
        anew = later.name in memory.eras() and memory.last_era_year() > point.short  # not on from 平成5年
        if anew:
            sign, in_era = later, planned  # R6.7.18 … 平成26年7月に始まった…、次回は7年度に
    calendar = anchor.draft.fields.get("calendar") if anchor else None
    if in_era is None or sign is None or in_era > here + _PLANNED:
        return Year(western, "two_digit_year")
    if reference.style == "western":
        choose_era = calendar == "era" and anchor is not None and same_text(anchor.passage, passage)
        # 44年度 in a text of 昭和45年 that tells of 昭和44年度 and writes foreign figures by 69年
        of_late = 0 <= here - in_era <= _JUST_NOW and here - western > _NARRATIVE
        choose_era = choose_era or (of_late and memory.tells_of_era_year(point.short))
        # 51年1月8日 beside what happened in 1975
        goes_on = anchor is not None and 0 <= in_era - anchor.last.year <= 1
        choose_era = choose_era or (of_late and goes_on and point.day is not None)
    elif reference.style == "era":
        # 二十年度 in a text of 2020 that names 令和 alone
        this_year = (
            point.fiscal and abs(western - here) <= 1 and here - in_era > _LATELY and sign.name not in memory.eras()
        )
        choose_era = not this_year
    elif calendar == "gregorian" and anchor is not None and anchor.writes_western:
        # 45年 after 1972年, in a text of 1971, is that of 昭和
        choose_era = abs(western - anchor.last.year) > _NARRATIVE and 0 <= here - in_era <= _LATELY
    elif calendar == "era" or point.following:
        choose_era = True
    else:
        choose_era = _distance(in_era, here) <= _distance(western, here)
    if not choose_era:
        found = Year(western, "two_digit_year")
    else:
        found = Year(in_era, "two_digit_year", None, sign, point.short, "era")
    return _following(found, point, passage, start, memory)


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


def _relative(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year | None:
    word = point.rel_year or ""
    if word in DEIXIS:
        moment = reference.moment
        if moment is None:
            return None
        base = moment.fiscal_year if point.fiscal else moment.year
        return Year(base + DEIXIS[word], "document")
    anchor = gone_back_to(memory, reference, passage, start, any_year)
    if anchor is not None and point.fiscal and word == "前" and not anchor.last.fiscal:
        of_fiscal = memory.antecedent(passage, start, any_fiscal_year)
        near = of_fiscal is not None and passage.index - of_fiscal.passage.index <= _NEAR
        if of_fiscal is not None and near and of_fiscal.passage.section == passage.section:
            anchor = of_fiscal  # 49年度は…。50年に入ると…。前年度比で
    if anchor is None:
        base_year = reference.year
        if point.aligned:
            if reference.moment is None or reference.moment.month is None:
                return None
            month = _shifted(reference.moment, SHIFT[word], point.aligned)
            return Year(month.year, "document", aligned=(month, month))
        return Year(base_year + SHIFT[word], "document") if base_year is not None else None
    if word == "前":
        anchor = memory.compared_with(anchor)
    moment = anchor.last
    if word == "翌" and (point.month or 0) > (moment.month or 12) and not says_year(passage.text, start):
        return Year(moment.year, "anaphoric", anchor)  # 7月31日に…、翌8月1日に
    if moment.fiscal and word in ("前", "前々") and not (point.month or point.code or point.aligned):
        base = moment.year + SHIFT[word]  # 2022年度は前年比で…: the 年度 before
        return Year(base, "anaphoric", anchor, of_fiscal_year=True)
    base = moment.fiscal_year if point.fiscal else moment.year
    aligned = None
    if point.aligned:
        aligned = (_shifted(anchor.first, SHIFT[word], point.aligned), _shifted(moment, SHIFT[word], point.aligned))
    return Year(base + SHIFT[word], "anaphoric", anchor, aligned=aligned)


def says_year(text: str, start: int) -> bool:
    """Whether 翌 at `start` is of a year (翌年8月), not of a month alone (翌8月)."""
    return not text.startswith("翌", start) or text.startswith(("翌年", "翌々年"), start)


def _shifted(moment: Moment, years: int, part: str) -> Moment:
    """The same 月, 日, 期 or 四半期 of another year; 29 February falls on the 28th."""
    day = None if part == "月" else moment.day
    moved = replace(moment, year=moment.year + years, day=day, hour=None, minute=None)
    return moved if moved.exists() else replace(moved, day=28)


def fields_of(year: Year) -> dict[str, Any]:
    """The record's fields that tell how the year is written and was reached."""
    fields: dict[str, Any] = {"calendar": year.calendar, "resolution": year.resolution}
    if year.era_year is not None and year.written is not None:
        fields |= {"era": year.written.name, "era_year": year.era_year}
    if year.anchor is not None:
        fields["anchor_id"] = year.anchor.draft
    return fields
