"""Numbers as government Japanese writes them: 12, 元, 二十六, 二〇一二, 千九百四十五, 1.5."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "両": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCORES = {"廿": 20, "卅": 30}


def number(text: str) -> int:
    """The value of a whole number in Arabic or kanji numerals; 元 (the first year of an era) is 1.

    Raises ValueError where the text is not a number.
    """
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if any(c in _TENS or c in _SCORES for c in text):
        return _with_units(text)
    if not text or any(c not in _DIGITS for c in text):
        raise ValueError(f"{text!r} is not a number")
    return int("".join(str(_DIGITS[c]) for c in text))


def decimal(text: str) -> float:
    """The value of a number that may have a decimal point (1.5); kanji numerals have none."""
    return float(text) if "." in text else float(number(text))


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _SCORES:
            total += _SCORES[char]
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            raise ValueError(f"{text!r} is not a number")
    return total + digit
