"""What the groups of a date pattern say, before the document is known.

A group's name is a field, with a suffix where a pattern needs the field twice: a suffix with a 2 belongs to the end of a
range, any other suffix only keeps the names apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.eras import Era, era, eras
from hakusho.extractors.dates.numerals import decimal, number

_PARTS = {
    "START": "初頭 初め はじめ 初 頭 早 上旬 初旬",
    "MID": "半ば なかば 中頃 中葉 央 中旬 中盤",
    "END": "末 晩 下旬 終わり 終盤",
}
_PART = {word: mod for mod, words in _PARTS.items() for word in words.split()}
WEEKDAYS = "月火水木金土日"
_HALF = {"前半": 40, "上半期": 40, "上期": 40, "後半": 41, "下半期": 41, "下期": 41}
_SEASON = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_AFTER_NOON = ("午後", "昼", "夕方", "夕刻", "夕", "夜", "晩")
_ISO_UNITS = (("years", "Y"), ("months", "M"), ("weeks", "W"), ("days", "D"))
_ISO_TIME_UNITS = (("hours", "H"), ("minutes", "M"), ("seconds", "S"))


@dataclass(frozen=True, slots=True)
class Point:
    """One date as far as its surface tells it. Relative words stay as written (同, 翌, 昨) for the resolver."""

    west: int | None = None  # four digits
    short: int | None = None  # two digits, of the century or of an era
    era: str | None = None
    era_year: int | None = None
    same_era: bool = False  # 同30年 after 平成29年
    following: bool = False  # 翌 before a written year
    numeric: bool = False  # 60.3.14, 10/02/12: two digits in figures alone
    counted: bool = False  # 3年前: counted back from the document
    rel_year: str | None = None
    rel_month: str | None = None
    rel_day: str | None = None
    aligned: str | None = None  # 前年同月: the antecedent's month, day or part, in another year
    rel_week: str | None = None
    weekday: int | None = None  # of 今週の土曜日, Monday 0
    bare: str | None = None  # 年末, 年度末, 月末 without a year
    fiscal: bool = False
    years: int = 1  # 10 for a decade, 100 for a century
    code: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: bool = False  # 末日
    hour: int | None = None
    minute: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether the surface tells a year of itself, if only by 同 or 昨."""
        told = (self.west, self.short, self.era, self.rel_year)
        return self.same_era or any(part is not None for part in told)

    @property
    def both(self) -> bool:
        return self.era is not None and (self.west is not None or self.short is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A temporal expression as read: a date or range of dates, or the ISO 8601 `duration` of a DURATION or SET."""

    start: Point | None = None
    end: Point | None = None
    duration: str | None = None
    repeats: bool = False  # SET
    freq: str | None = None
    mod: str | None = None
    letter: bool = False  # a bare R7: a fiscal year where the talk is of budgets


def read(match: re.Match[str]) -> Reading:
    """The reading of a match. Raises ValueError where a group holds what is not a number."""
    first, second = _groups(match)
    if any(key in first for key in _LENGTHS):
        return _length(first)
    start = _point(first)
    end = _point(second) if any(k not in _ABOUT for k in second) else None
    both = {**first, **second}
    mod = _mod(both if end is None else {name: text for name, text in both.items() if name in _ABOUT})
    return Reading(start, end, mod=mod, letter="letter" in first)


_ABOUT = ("about", "circa")
_UNITS = {"年": "years", "月": "months", "週": "weeks", "日": "days", "時": "hours"}
_LENGTHS = (
    *(n for n, _ in _ISO_UNITS),
    *(n for n, _ in _ISO_TIME_UNITS),
    "every",
    "per",
    "halfyear",
    "halfmonth",
    "centuries",
    "quarterly",
)


def _groups(match: re.Match[str]) -> tuple[dict[str, str], dict[str, str]]:
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for name, text in match.groupdict().items():
        if text is not None:
            field, _, suffix = name.partition("_")
            (second if "2" in suffix else first)[field] = text
    return first, second


def _mod(groups: dict[str, str]) -> str | None:
    for name in ("part", "bare"):
        if name in groups:
            return _PART.get(groups[name][-1:]) if name == "bare" else _part(groups[name])
    return "APPROX" if "about" in groups or "circa" in groups else None


def _part(word: str) -> str | None:
    if word in ("前半", "後半"):  # of a decade or a month, which have no half-year codes
        return "START" if word == "前半" else "END"
    return _PART.get(word)


def _point(groups: dict[str, str]) -> Point:
    def whole(name: str) -> int | None:
        return number(groups[name]) if name in groups else None

    hour, minute = whole("hour"), whole("minute")
    if "noon" in groups:
        hour, minute = 12, 0
    if hour is not None:
        if groups.get("ampm") in _AFTER_NOON and hour < 12 and (groups["ampm"] != "昼" or hour < 5):
            hour += 12
        if "halfhour" in groups:
            minute = 30
    years = 10 if "decade" in groups else 100 if "century" in groups or "ages" in groups else 1
    west = (number(groups["century"]) - 1) * 100 if "century" in groups else whole("west")
    if "century" in groups and west == 0:
        west = 1
    sign = era(groups["era"]) if "era" in groups else None
    if sign is None and "ey" in groups and ("west" in groups or "short" in groups):
        sign = _era_of(
            whole("ey"), west if west is not None else whole("short")
        )  # 06（同18）年: 同 is the era named before
    return Point(
        west=west,
        short=whole("short"),
        era=sign.name if sign else None,
        era_year=whole("ey"),
        same_era="sameera" in groups,
        following="next" in groups,
        numeric="dot" in groups,
        rel_year=groups.get("rely"),
        rel_month=groups.get("relm"),
        rel_day=groups.get("reld"),
        aligned=groups.get("aligned"),
        rel_week=groups.get("relw"),
        weekday=WEEKDAYS.index(groups["wday"]) if "wday" in groups else None,
        bare=groups.get("bare"),
        fiscal="fy" in groups,
        years=years,
        code=_code(groups),
        month=whole("month"),
        day=whole("day"),
        last_day="lastday" in groups,
        hour=hour,
        minute=minute,
    )


def _era_of(era_year: int | None, western: int | None) -> Era | None:
    """The latest era whose year `era_year` is the Western year, given in full or by its last two digits."""
    if era_year is None or western is None:
        return None
    modulus = 10_000 if western > 99 else 100
    fitting = (e for e in reversed(eras()) if (year := e.year(era_year)) is not None and year % modulus == western)
    return next(fitting, None)


def _code(groups: dict[str, str]) -> int | None:
    if "half" in groups:
        return _HALF[groups["half"]]
    if "quarter" in groups:
        return 32 + number(groups["quarter"])
    return _SEASON[groups["season"]] if "season" in groups else None


def _length(groups: dict[str, str]) -> Reading:
    """A DURATION or SET: 1時間20分 is PT1H20M, 1時間半 PT1H30M, 1か月半 P1.5M, 2年半 P2.5Y, 毎年 P1Y, 年2回 P1Y with freq 2X."""
    amounts = {name: decimal(groups[name]) for name, _ in (*_ISO_UNITS, *_ISO_TIME_UNITS) if name in groups}
    if "centuries" in groups:
        amounts["years"] = {"半": 50.0, "四半": 25.0}.get(groups["centuries"]) or 100 * decimal(groups["centuries"])
    if "halfyear" in groups:
        amounts["months"] = 6.0
    if "halfmonth" in groups:
        amounts["months"] = 0.5
    if "quarterly" in groups:
        amounts["months"] = 3.0
    if "every" in groups:
        step = 2.0 if groups["every"].startswith("隔") else 1.0
        amounts[_UNITS[groups["every"][1]]] = step
    if "per" in groups:
        amounts[_UNITS[groups["per"][-1]]] = 1.0
    if "andhalf" in groups:
        finest = [name for name, _ in (*_ISO_UNITS, *_ISO_TIME_UNITS) if name in amounts][-1]
        if finest == "hours":
            amounts["minutes"] = 30.0
        else:
            amounts[finest] += 0.5
    date = "".join(f"{_plain(amounts[name])}{sign}" for name, sign in _ISO_UNITS if name in amounts)
    time = "".join(f"{_plain(amounts[name])}{sign}" for name, sign in _ISO_TIME_UNITS if name in amounts)
    repeats = any(name in groups for name in ("every", "each", "times"))
    mod = "APPROX" if "circa" in groups or "about" in groups else None
    if mod is None and "over" in groups:
        mod = "MORE_THAN"
    if mod is None and "under" in groups:
        mod = "LESS_THAN"
    freq = f"{number(groups['times'])}X" if "times" in groups else None
    return Reading(duration=f"P{date}{'T' + time if time else ''}", repeats=repeats, freq=freq, mod=mod)


def _plain(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else str(amount)
