"""A cell as a number: sign, magnitude, unit, the second number in brackets.

Values are read with Decimal and stored as doubles. What is no single number (a range, a date, －, …) has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hakusho.extractors.tables.units import is_unit
from hakusho.read.nfkc import nfkc

_SUPERSCRIPT = re.compile(r"(?<=[0-9０-９%％\u3040-\u9fff)）])[¹²³⁰⁴-⁹⁽⁾]{1,5}|\[\^[^\[\]\s]{1,20}\]")
_NOTE_MARK = re.compile(
    r"\s?(?:\(?\s?(?:注|註|※)\s?\d{0,2}\s?\)?|\*{1,3}\d{0,2}\)?|(?<=\d)\s\d{1,2}\)|(?<=\d)[a-z]\)|(?<=\d)\s?[prPR])$"
)
_SPACED = re.compile(r"(?<=[\d,.])\s(?=[\d,.])")
_APPROX = re.compile(r"(?:[*※]\s?(?=[\d△▲])|約|およそ|おおよそ|概ね|おおむね|ほぼ|延べ|のべ|計)\s?")
_LOOSE = re.compile(r"(?:程度|前後|余り?|弱|強|ほど)$")
_SIGN = re.compile(r"(?:[△▲−\-–‐]|マイナス|\+|±)\s?")
_CURRENCY = {"¥": "円", "$": "ドル", "US$": "米ドル", "€": "ユーロ", "£": "ポンド"}
_PREFIX = re.compile(r"US\$|[¥$€£]")
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?:\.\d{1,9})?|\.\d{1,9}"
_FIGURE = re.compile(_NUMBER)
_PART = re.compile(rf"({_NUMBER})\s?(兆|億|(?:百|千|十)?万|千|百)")
_KANJI = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2}
_SECOND = re.compile(r"^(.{0,60}?)\s?[(\[〔<]\s?([^()\[\]〔〕<>]{1,30})\s?[)\]〕>]$")
_LABELLED = re.compile(r"((?:うち|内|再掲|参考|前年|同)[^\d△▲\-+]{0,12}?)[:：]?\s?([△▲\-+]?\d.*)")
# 6,236(性比)94.9: the second number after its label; (514)3,448: before the first
_AFTER_LABEL = re.compile(
    r"^(.{1,40}?)\s?[(\[〔<]([^()\[\]〔〕<>\d]{1,12})[)\]〕>]\s?([△▲\-+]?[\d,.]{1,20}\s?[%人件]?)$"
)
_BEFORE = re.compile(r"^[(\[〔<]\s?([△▲\-+]?[\d,.]{1,20}\s?[%人件]?)\s?[)\]〕>]\s?([△▲\-+]?\d[\d,.]{0,20}.{0,8})$")
_AMBIGUOUS = frozenset({"年", "月", "日", "時"})


@dataclass(frozen=True, slots=True)
class Value:
    """The number of a cell in its own unit (None: as printed, the header's or the table's unit), and the second one."""

    value: float | None = None
    unit: str | None = None
    secondary: float | None = None
    secondary_label: str | None = None


NOTHING = Value()


def without_superscripts(raw: str) -> str:
    """A source text without raised note marks (1,234², in Markdown [^1]), which normalization would make digits of; m² keeps its own."""
    return _SUPERSCRIPT.sub("", raw)


def parse(text: str) -> Value:
    """The value of a cell's normalized text."""
    text = nfkc(text).strip()
    if not any(c.isdigit() for c in text) or len(text) > 80:
        return NOTHING
    text = _NOTE_MARK.sub("", text).strip()
    second: tuple[float | None, str | None] = None, None
    if match := _AFTER_LABEL.match(text):
        main, number = _single(match[1]), _single(match[3])
        if main and number and not is_unit(match[2]) and not _NOTE_MARK.fullmatch(f"({match[2]})"):
            return Value(*main, number[0], match[2].strip())
    if match := _BEFORE.match(text):
        number, main = _single(match[1]), _single(match[2])
        if main and number:
            return Value(*main, number[0])
    if match := _SECOND.match(text):
        inside, label = match[2].strip(), None
        if labelled := _LABELLED.fullmatch(inside):
            label, inside = labelled[1].strip(), labelled[2]
        number = _single(inside)
        if number is None and match[1] and any(c.isdigit() for c in inside):
            return NOTHING
        second = (number[0] if number else None), (label if number else None)
        text = _NOTE_MARK.sub("", match[1].strip())
    main = _single(text)
    if main is None:
        if text:
            return NOTHING
        return Value(None, None, *second)
    return Value(*main, *second)


def _single(text: str) -> tuple[float, str | None] | None:
    """One number with its unit, multiplied out where it carries one."""
    text = _without_approx(text.strip())
    text = _LOOSE.sub("", text)
    text = _unspaced(text)
    sign = 1
    if match := _SIGN.match(text):
        sign = 1 if match[0].strip() in ("+", "±") else -1
        text = _without_approx(text[match.end() :])
    unit = None
    if match := _PREFIX.match(text):
        unit = _CURRENCY[match[0]]
        text = text[match.end() :].strip()
        if (later := _SIGN.match(text)) and sign == 1:
            sign, text = (1 if later[0].strip() == "+" else -1), text[later.end() :]
    total, at, parts, least = Decimal(0), 0, 0, None
    while match := _PART.match(text, at):
        magnitude = _KANJI[match[2]]
        if least is not None and magnitude >= least:
            return None
        total += Decimal(match[1].replace(",", "")) * magnitude
        at, least, parts = match.end(), magnitude, parts + 1
    if match := _FIGURE.match(text, at):
        total += Decimal(match[0].replace(",", ""))
        at, parts = match.end(), parts + 1
    if not parts:
        return None
    rest = text[at:].strip()
    if rest:
        if not is_unit(rest) or (rest in _AMBIGUOUS and total >= 100):
            return None
        unit = "%" if rest == "パーセント" else rest
    value = float(total * sign)
    return (value or 0.0), unit


def _without_approx(text: str) -> str:
    match = _APPROX.match(text)
    return text[match.end() :] if match else text


def _unspaced(text: str) -> str:
    """Digits that the page spread out: 4 , 0 0 0 and 12 345."""
    if " " not in text:
        return text
    letters = text.split()
    if all(len(part) == 1 for part in letters) or re.fullmatch(
        r"[△▲\-+]?\s?\d{1,3}(?: \d{3}){1,5}(?:\.\d+)?\D{0,6}", text
    ):
        return "".join(letters)
    return (
        _SPACED.sub("", text) if re.search(r"\d\s?,\s\d{3}\b|\d\s,\s?\d{3}\b|\d\s?\.\s\d|\d\s\.\s?\d", text) else text
    )
