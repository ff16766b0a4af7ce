"""What the lines around a table say: its caption, its unit, what the brackets in its cells mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hakusho.extractors.tables.units import RATIO_WORDS, given_unit, is_unit
from hakusho.read.grids.captions import without_number
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.nfkc import nfkc

_UNIT_BRACKETS = re.compile(r"[(（\[［【]([^()（）\[\]［］【】]{1,24})[)）\]］】]")
_CONTINUED = re.compile(r"[(（]\s?(?:続き|つづき|続|その\d{1,2})\s?[)）]")
_BRACKETS = re.compile(
    r"(?:\(\s{0,3}\)|\[\s{0,3}\]|〔\s{0,3}〕|<\s{0,3}>|カッコ|かっこ|括弧)\s?(?:書き|書)?の?(?:内|中)?の?(?:数字|数値|数|値|計数)?\s?(?:は|:|…|が)\s?、?\s?(.{1,60})"
)
_BASE = re.compile(r"[=＝]\s?[１1][０0]{2}")
_RATIOS = ("%", "‰", "倍", "ポイント", "%ポイント")
_LABEL_END = re.compile(r"(?:を(?:示す|表す|示している|いう)|である|です|を指す|を内数で示す)?。?$")


def caption_text(raw: str) -> tuple[str | None, str | None]:
    """A caption without its number, its unit and （続き）, and the unit that stood in it."""
    text = re.sub(r"\s+", " ", re.sub(r"</?[A-Za-z][^<>]{0,400}>|\*\*", "", raw)).strip()
    unit: str | None = None
    for match in reversed(list(_UNIT_BRACKETS.finditer(text))):
        inside = nfkc(match[1]).strip()
        found = given_unit(inside) or ([inside] if is_unit(inside) else [])
        parts = re.split("[、,・]", inside)
        found = found or (parts if all(map(is_unit, parts)) else [])
        if found:
            unit = unit or "、".join(found)
            text = (text[: match.start()] + text[match.end() :]).strip()
    text = _CONTINUED.sub("", text).strip()
    bare = without_number(text).strip("】>*＞# 　").lstrip("○◎●◆◇■□▪ 　")
    return bare or text or None, unit


@dataclass(frozen=True, slots=True)
class Given:
    """A unit given for the table, or for the figures of a name: 金額：億円, ％（構成比）."""

    unit: str
    name: str | None = None


def table_units(notes: list[str], caption_unit: str | None) -> list[Given]:
    """The units given for the whole table."""
    for note in notes:
        if _BASE.search(note):
            continue
        if is_unit_line(note) and (given := _given(note)):
            return given
    return [Given(unit) for unit in re.split("、", caption_unit)] if caption_unit else []


def _given(note: str) -> list[Given]:
    text = re.sub(r"\s", "", nfkc(note)).strip("()[]【】<>")
    if text.count("(") > text.count(")"):
        text += ")"
    text = re.sub(r"^単位[:;/]?", "", text)
    if is_unit(text):
        return [Given(text)]
    out = []
    for part in re.split(r"[、,・;]", text):
        if match := re.fullmatch(r"([^:=()]{1,12})[:=](.{1,16})", part):
            out.append(Given(match[2], match[1]))
        elif match := re.fullmatch(r"([^()]{1,12})\((.{1,12})\)", part):
            unit, name = (match[1], match[2]) if is_unit(match[1]) else (match[2], match[1])
            out.append(Given(unit, name) if is_unit(unit) else Given(part))
        elif part and part[0] not in "([〔<":  # （ ）内は構成比 is told of the brackets
            out.append(Given(part))
    return out


def unit_for(units: list[Given], headers: Sequence[str]) -> str | None:
    """The table's unit for the figures under some headers. A name among the headers decides; else of several (単位：億円、%)
    the ratio goes to those that are named as one, and a ratio has none where the table's unit is none."""
    path = "/".join(headers)
    for given in units:
        if given.name and given.name in path:
            return given.unit
    plain = [given.unit for given in units if given.name is None] or [given.unit for given in units]
    ratios = [unit for unit in plain if unit in _RATIOS]
    others = [unit for unit in plain if unit not in ratios]
    ratio = any(RATIO_WORDS.search(header) for header in headers)
    chosen = (ratios or ([] if others else plain)) if ratio else (others or ratios)
    return chosen[0] if chosen else None


def bracket_label(notes: list[str]) -> str | None:
    """What a note says that the numbers in brackets are: ( )は女子で内数."""
    for note in notes:
        if match := _BRACKETS.search(nfkc(note)):
            label = _LABEL_END.sub("", re.split(r"[。]", match[1])[0].strip()).strip()
            if label.count(")") > label.count("("):
                label = label.rstrip(")").removesuffix("%")  # in the brackets of 単位
            if label:
                return label
    return None
