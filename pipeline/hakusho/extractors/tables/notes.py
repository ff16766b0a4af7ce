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
_NAMED_UNIT = re.compile(r"(?:^|[、,・])[^:、,・]{1,10}:([^:、,・]{1,10})$")  # （季節調整値、前期比：％）
_CONTINUED = re.compile(r"[(（]\s?(?:続き|つづき|続|その\d{1,2})\s?[)）]")
_BRACKETS = re.compile(
    r"(?:\(\s{0,3}\)|\[\s{0,3}\]|〔\s{0,3}〕|<\s{0,3}>|カッコ|かっこ|括弧)\s?(?:書き|書)?の?(?:内|中)?の?(?:数字|数値|数|値|計数)?\s?(?:は|:|…|が)\s?、?\s?(.{1,60})"
)
_BASE = re.compile(r"[=＝]\s?[１1][０0]{2}")
_RATIOS = ("%", "‰", "倍", "ポイント", "%ポイント")
_AMOUNT = re.compile(r"(?<!指)数$|額$|量$|人員$|人口$|差$")
_UNITLESS = re.compile(r"順位|指数|番号|係数")
# what a unit counts, and the headers that say that this is counted
_COUNTED = tuple(
    (re.compile(unit), re.compile(header))
    for unit, header in (
        (
            r"円|ドル|ユーロ|元|ウォン",
            r"額|費|予算|収入|支出|歳入|歳出|価格|単価|債|税|所得|給与|賃金|売上|収支|黒字|赤字",
        ),
        (r"人$|名$", r"人|者数|員|職員|生徒|児童|学生|男|女|死者|負傷|従業"),
        (r"件", r"件|事件|事故|相談|申請"),
        (r"ha|m2|ヘクタール|平方", r"面積|耕地|林"),
        (r"m3|立方", r"蓄積|材積|体積|水量|貯水|貯留"),
        (r"トン|k?g$|t$|k?[lL]$", r"量|トン数|収穫|生産|漁獲|消費|在庫|輸出入"),
        (r"戸|世帯", r"戸|世帯"),
        (r"隻|機|両|台", r"隻|機数|両数|台|艦|船|車"),
        (r"社|事業所|箇所|か所|校|園|施設|団体|経営体", r"社|事業所|箇所|か所|校|園|施設|団体|経営体|企業"),
        (r"棟", r"棟|家屋|住家|建物|[全半]壊|浸水|焼損"),
        (r"倍", r"倍"),
        (r"時間|日$|分$", r"時間|日数|期間"),
        (r"歳|年$", r"年齢|寿命|年数"),
    )
)
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
        if not found and (named := _NAMED_UNIT.search(inside)) and is_unit(named[1]):
            found = [named[1]]
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


def unit_for(units: list[Given], rows: Sequence[str], columns: Sequence[str]) -> str | None:
    """The table's unit for the figures under some headers. A name among the headers decides; else of several (単位：億円、%)
    the ratio goes to those that are named as one, and a ratio has none where the table's unit is none."""
    headers = (*rows, *columns)
    path = "/".join(headers)
    if any(_UNITLESS.search(header) for header in headers):
        return next((given.unit for given in units if given.name and given.name in path), None)
    for given in units:
        if given.name and given.name in path:
            return given.unit
    plain = [given.unit for given in units if given.name is None] or [given.unit for given in units]
    ratios = [unit for unit in plain if unit in _RATIOS]
    others = [unit for unit in plain if unit not in ratios]
    ratio = any(RATIO_WORDS.search(header) for header in headers)
    if ratio and headers and _AMOUNT.search(headers[-1]):
        ratio = any(RATIO_WORDS.search(header) for header in rows[-1:])  # 増減数 under 対前年比
    chosen = (ratios or ([] if others else plain)) if ratio else (others or ratios)
    if len(chosen) > 1:
        for header in reversed(headers):  # the innermost header that says what is counted
            named = [unit for unit in chosen if header.startswith(f"{unit}数")]
            named += [unit for unit in chosen if any(u.search(unit) and h.search(header) for u, h in _COUNTED)]
            if named:
                return named[0]
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
