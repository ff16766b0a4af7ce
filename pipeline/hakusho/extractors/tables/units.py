"""Units: what counts as one, and how to read one out of brackets, a header or a line （単位：億円）."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from hakusho.config import Entry, read_toml
from hakusho.read.grids.unit_lines import is_bare_unit
from hakusho.read.nfkc import nfkc

MAGNITUDES = {"兆": 10**12, "億": 10**8, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2}
_MAGNITUDE = r"(?:十億|百億|千億|十兆|百万|千万|十万|兆|億|万|千|百|十)?"
_GIVEN = re.compile(r"単\s?位\s?[:：;/はが]?\s?([^()（）\[\]【】<>。]{1,24})")
_BRACKETS = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]{1,24})[)\]】〕>]")
_PARTS = re.compile(r"[、,・及びと]+")
# 百万トンCO2換算, 原油換算万kl; 人口10万人当たり
_CONVERTED = re.compile(
    r"^(?:CO2|炭素|原油|石油|標準|米ドル|ドル|円)換算|\s?(?:CO2|炭素|二酸化炭素|原油|石油|米ドル|ドル|円)?換算値?$"
)
_PER_HEAD = re.compile(
    r"(?:人口)?(?:\d{1,3}(?:,?\d{3}){0,2}|[百千]?万|百|千)[百千万]{0,2}(?:人|世帯|件|台|km)?(?:対|当たり|あたり)"
)
RATIO_WORDS = re.compile(r"率|比(?!較|.{0,4}[額数])|割合|シェア|構成(?!員)|伸び(?!.{0,3}額)|%")


class Units(Entry):
    """`units.toml`."""

    currency: list[str]
    ratio: list[str]
    counter: list[str]
    time: list[str]
    measure: list[str]


@lru_cache(maxsize=1)
def units() -> frozenset[str]:
    """Every unit, without magnitude."""
    data = Units.model_validate(read_toml(Path(__file__).with_name("units.toml")))
    return frozenset(nfkc(u) for u in (*data.currency, *data.ratio, *data.counter, *data.time, *data.measure))


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a text is a unit, perhaps with a magnitude (百万円, 千トン) or as a rate (円/kWh, 人口10万人当たり)."""
    text = text.strip()
    if not text or len(text) > 24:
        return False
    text = _CONVERTED.sub("", text) or text
    if _PER_HEAD.fullmatch(text):
        return True
    head, slash, rest = text.partition("/")
    if slash:
        return is_unit(head) and (is_unit(rest) or rest in ("日", "月", "年", "週", "人", "件"))
    bare = re.sub(rf"^{_MAGNITUDE}", "", text)
    return bool(text) and (bare in units() or text in units() or (not bare and text in MAGNITUDES))


def given_unit(text: str) -> list[str]:
    """The units that （単位：億円、%） gives; none where there is no 単位."""
    match = _GIVEN.search(nfkc(text))
    if not match:
        return []
    whole = re.sub(r"\s+", "", match[1])
    if is_unit(whole):
        return [whole]
    return [part for part in _PARTS.split(whole) if part]


def names_unit(text: str) -> bool:
    """Whether a cell is nothing but a unit: 千人, 日, %."""
    return is_bare_unit(text) or is_unit(text) or text == "日"


def split_unit(header: str) -> tuple[str, str | None]:
    """A header without the units and note marks in brackets, and the unit: 人数(人) is 人数 and 人; (A) stays."""
    unit: str | None = None

    def out(match: re.Match[str]) -> str:
        nonlocal unit
        inside = match[1].strip()
        if given := given_unit(inside):
            unit = given[0]
            return ""
        if is_unit(inside) and not _is_name(inside, header[: match.start()]):
            unit = inside
            return ""
        parts = _PARTS.split(inside)
        if len(parts) > 1 and all(map(is_unit, parts)):
            unit = parts[0]
            return ""
        return "" if _NOTE_MARK.fullmatch(inside) else match[0]

    bare = _BRACKETS.sub(out, header)
    marked = _TRAILING_MARK.sub("", bare).strip()
    if bare[-1:] != ")" or bare.count(")") > bare.count("("):
        bare = marked  # the bracket of a mark alone has no other half: その他1), but not 平成13年('01)
    if not bare and unit is None:
        bare = header
    elif given := given_unit(bare):
        unit = unit or given[0]
        bare = _GIVEN.sub("", bare).strip()
    if unit is None and len(bare) > 1 and bare[-1] in "%‰":
        unit = bare[-1]  # 構成比％, without brackets: said, but part of the header
    return bare, unit


def _is_name(inside: str, before: str) -> bool:
    """Whether what is in brackets is another name and no unit: 国(地域), but 対象国数(国)."""
    return inside in _PLACES and before[-1:] != "数" and inside not in before


_PLACES = frozenset(
    {"国", "地域", "地区", "都道府県", "県", "市", "区", "町", "村", "市町村", "市区町村", "自治体", "団体", "法人"}
)
_NOTE_MARK = re.compile(r"(?:注|註|※|\*)\s?(?:釈)?\d{0,2}(?:[、,・]\s?(?:注|※|\*)?\d{1,2}){0,4}")
_TRAILING_MARK = re.compile(
    r"(?<=.)\s?(?:(?:注|註|※)\s?\d{0,2}[)]?|\*{1,3}\d{0,2}[)]?|(?<=[^\d(.A-Za-z])\s?\d{1,2}\))$"
)
