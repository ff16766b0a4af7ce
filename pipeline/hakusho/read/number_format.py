"""A value of a worksheet as Excel shows it: thousands separators, decimals, percent, △ for minus, Japanese dates.

The formats are those of ECMA-376, part 1, 18.8.30 and 18.8.31, as far as statistics are published with them: sections,
literals, digit places, scaling commas, %, date codes with 和暦. Fractions and exponents are shown as General.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from hakusho.eras import eras

_TOKEN = re.compile(
    r'"([^"]{0,255})"|\\(.)|_.|\*.|\[([^\]]{1,64})\]|(General)|(AM/PM|A/P)|((?:[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+),*)|(%)'
    r"|([gG]{1,3}|[eE]{1,2}|[yY]{1,4}|[mM]{1,5}|[dD]{1,4}|[aA]{3,4}|[hH]{1,2}|[sS]{1,2})|(.)",
    re.DOTALL,
)
_SHORT_DATES = ("mm-dd-yy", "m/d/yy", "m/d/yyyy")  # format 14, which Excel shows as the country writes dates
_WEEKDAYS = "月火水木金土日"
Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta


def shown(value: Value | None, code: str) -> str:
    """The text of a cell. `code` is the cell's number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, code)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.timedelta):
        return str(value)
    return _number(value, code)


def _number(value: int | float, code: str) -> str:
    sections = _sections(code)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    minus = ""
    if len(sections) > 1 and number < 0:
        section, number = sections[1], -number  # its own sign is in the format
    elif len(sections) > 2 and number == 0:
        section = sections[2]
    else:
        section = sections[0]
        if number < 0:
            number, minus = -number, "-"
    parts: list[str] = []
    placed = False
    percent = "%" in re.sub(r'"[^"]*"|\\.', "", section)
    if percent:
        number *= 100
    for match in _TOKEN.finditer(section):
        quoted, escaped, _, general, _, digits, sign, date, other = match.groups()
        if quoted is not None or escaped is not None:
            parts.append(quoted or escaped or "")
        elif (digits or general) and not placed:
            text = _digits(number, digits) if digits else _general(number)
            parts.append((minus if any(c in "123456789" for c in text) else "") + text)
            placed = True
        elif sign or other or date:
            parts.append(match[0] if match[0] not in "@" else "")
    if not placed:
        # no place for digits: a literal alone stands for the value (an empty section hides it)
        return "".join(parts).strip() if section.strip() not in ("@",) else minus + _general(number)
    return "".join(parts).strip()


def _sections(code: str) -> list[str]:
    """The parts of a format between its semicolons: positive, negative, zero, text."""
    parts, start = [], 0
    for match in re.finditer(r'"[^"]{0,255}"|\\.|(;)', code):
        if match[1]:
            parts.append(code[start : match.start()])
            start = match.end()
    return [*parts, code[start:]]


def _digits(number: Decimal, places: str) -> str:
    scale = len(places) - len(places.rstrip(","))
    places = places.rstrip(",")
    number = number.scaleb(-3 * scale)
    whole, _, fraction = places.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    head, _, tail = text.partition(".")
    optional = len(fraction) - len(fraction.rstrip("#?"))
    while optional and tail.endswith("0"):
        tail, optional = tail[:-1], optional - 1
    if head == "0" and "0" not in whole and (tail or number == 0):
        head = ""
    head = head.rjust(whole.count("0"), "0")
    return head + (f".{tail}" if tail else "")


def _general(number: Decimal) -> str:
    """Eleven digits at most, as Excel shows a number that nobody gave a format."""
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return f"{number.to_integral_value():f}"
    return f"{number:.10f}".rstrip("0").rstrip(".") if Decimal("1e-9") < number < Decimal(10) ** 10 else f"{number:.6g}"


def _date(value: dt.datetime | dt.date, code: str) -> str:
    section = "yyyy/m/d" if code in _SHORT_DATES else _sections(code)[0]
    day = value.date() if isinstance(value, dt.datetime) else value
    time = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    if not re.search(r"[yYeEgGdDhH]|m", re.sub(r'"[^"]*"|\[[^\]]*\]', "", section)) or section == "General":
        return day.isoformat()
    parts: list[str] = []
    minutes = False  # m after h, or before s, is minutes
    for match in _TOKEN.finditer(section):
        quoted, escaped, _, general, half, _, _, letters, other = match.groups()
        if quoted is not None or escaped is not None:
            parts.append(quoted or escaped or "")
        elif half:
            parts.append("午前" if time.hour < 12 else "午後")
        elif letters:
            parts.append(_date_part(letters.lower(), day, time, minutes or section[match.end() :][:2].lower() == ":s"))
            minutes = letters[0] in "hH" or (minutes and letters[0] not in "mM")
        elif other and other not in ";@" and not general:
            parts.append(other)
    return "".join(parts).strip()


def _date_part(letters: str, day: dt.date, time: dt.datetime, minutes: bool) -> str:
    n = len(letters)
    match letters[0]:
        case "y":
            return f"{day.year % 100:02d}" if n <= 2 else f"{day.year:04d}"
        case "g" | "e":
            era = next((e for e in eras() if e.has(day)), None)
            if era is None:
                return "" if letters[0] == "g" else str(day.year)
            if letters[0] == "e":
                return str(day.year - era.first.year + 1).rjust(n, "0")
            return {1: era.letter, 2: era.short or era.name[0]}.get(n, era.name)
        case "m" if minutes:
            return f"{time.minute:02d}"
        case "m":
            return {1: str(day.month), 2: f"{day.month:02d}"}.get(n, day.strftime("%b"))
        case "d":
            return {1: str(day.day), 2: f"{day.day:02d}"}.get(n, day.strftime("%a"))
        case "a":
            return _WEEKDAYS[day.weekday()] + ("曜日" if n == 4 else "")
        case "h":
            return str(time.hour).rjust(n, "0")
        case _:
            return f"{time.second:02d}"
