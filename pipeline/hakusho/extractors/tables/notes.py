"""What the lines around a table say: its caption, its unit, what the brackets in its cells mean."""

from __future__ import annotations

import re

from hakusho.extractors.tables.units import given_unit, is_unit
from hakusho.read.grids.captions import without_number
from hakusho.read.nfkc import nfkc

_UNIT_BRACKETS = re.compile(r"[(（\[［【]([^()（）\[\]［］【】]{1,24})[)）\]］】]")
_CONTINUED = re.compile(r"[(（]\s?(?:続き|つづき|続|その\d{1,2})\s?[)）]")
_BRACKETS = re.compile(
    r"(?:\(\s{0,3}\)|\[\s{0,3}\]|〔\s{0,3}〕|<\s{0,3}>|カッコ|かっこ|括弧)\s?(?:書き|書)?の?(?:内|中)?の?(?:数字|数値|数|値|計数)?\s?(?:は|:|…|が)\s?、?\s?(.{1,60})"
)
_LABEL_END = re.compile(r"(?:を(?:示す|表す|示している|いう)|である|です|を指す|を内数で示す)?。?$")


def caption_text(raw: str) -> tuple[str | None, str | None]:
    """A caption without its number, its unit and （続き）, and the unit that stood in it."""
    text = re.sub(r"\s+", " ", re.sub(r"</?[A-Za-z][^<>]{0,400}>|\*\*", "", raw)).strip()
    unit: str | None = None
    for match in reversed(list(_UNIT_BRACKETS.finditer(text))):
        inside = nfkc(match[1]).strip()
        found = given_unit(inside) or ([inside] if is_unit(inside) else [])
        if found:
            unit = unit or "、".join(found)
            text = (text[: match.start()] + text[match.end() :]).strip()
    text = _CONTINUED.sub("", text).strip()
    bare = without_number(text).strip("】>*＞# 　")
    return bare or text or None, unit


def table_units(notes: list[str], caption_unit: str | None) -> list[str]:
    """The units given for the whole table."""
    for note in notes:
        if given := given_unit(note):
            return given
    return re.split("、", caption_unit) if caption_unit else []


def bracket_label(notes: list[str]) -> str | None:
    """What a note says that the numbers in brackets are: ( )は女子で内数."""
    for note in notes:
        if match := _BRACKETS.search(nfkc(note)):
            label = _LABEL_END.sub("", re.split(r"[。]", match[1])[0].strip()).strip()
            if label:
                return label
    return None
