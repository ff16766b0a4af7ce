"""The year of a date point: from its own words, an era's true limits, or what the document has said before."""

from __future__ import annotations

from dataclasses import replace

from hakusho.eras import era
from hakusho.extractors.dates.edtf import Moment
from hakusho.extractors.dates.reading import Point
from hakusho.resolve.dates.anaphora import gone_back_to, named_after
from hakusho.resolve.dates.memory import Memory
from hakusho.resolve.dates.reference import Reference
from hakusho.resolve.dates.two_digits import short_year
from hakusho.resolve.dates.wanted import any_fiscal_year, any_year
from hakusho.resolve.dates.year import Year, following, in_era
from hakusho.resolve.document import Passage

SHIFT = {"同": 0, "翌": 1, "翌々": 2, "前": -1, "前々": -2}
_NEAR = 2  # passages that the 年度 may lie back that 前年度 counts from
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


def year_of(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year | None:
    """The year that the point's own words give, None where they give none."""
    if point.era is not None:
        return _era_year(point, passage, start, memory, reference)
    if point.west is not None:
        found = Year(point.west, "document" if point.counted else "explicit")
        return following(found, point, passage, start, memory)
    if point.short is not None:
        return short_year(point, passage, start, memory, reference)
    if point.same_era:
        name = memory.last_era()
        sign = era(name) if name else None
        anchor = memory.antecedent(passage, start, any_year)
        if sign is None or point.era_year is None:
            return None
        return Year(in_era(sign, point.era_year, reference), "anaphoric", anchor, sign, point.era_year, "era")
    if point.rel_year is not None:
        return _relative(point, passage, start, memory, reference)
    return None


def _era_year(point: Point, passage: Passage, start: int, memory: Memory, reference: Reference) -> Year:
    sign = era(point.era or "")
    assert sign is not None and point.era_year is not None
    full = in_era(sign, point.era_year, reference)
    if point.west is not None:
        found = Year(point.west, "explicit", None, None, point.era_year, "both")
    elif point.short is not None:
        found = Year(full, "two_digit_year", None, sign, point.era_year, "both")
    else:
        found = Year(full, "era", None, sign, point.era_year, "era")
    return following(found, point, passage, start, memory)


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
    if anchor is None and word == "前" and (told := named_after(passage, start)) is not None:
        named = year_of(told, passage, start, memory, reference)
        if named is not None and named.year is not None:
            return Year(named.year + SHIFT[word], "anaphoric")
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
