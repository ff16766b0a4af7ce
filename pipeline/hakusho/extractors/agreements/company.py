"""Instruments that stand together: listed side by side, in apposition to a general word, one leading on to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.words import GENERAL_HEADS, act_pattern

_LEADS_ON = re.compile(
    r"による(?=[^。、はがを]{1,60}(?:協定|取極|条約|覚書|取決め))"
)  # 交換公文による協定: the latter is meant
_APPOSED = re.compile(
    r"(?:など|等|ほか)?(?:の|という|計?(?=[0-9]{1,3}(?:本|件|つ)の))[^、。「」はがを]{0,8}|を(?:始|はじ)めとする|を含む|など|等"
)
# Aは3月に、Bは5月に発効: of two that share a verb each has its date; not Aは3月に、Bの発効を受けて改正された.
_TOPIC = re.compile(r"[はが](?!、)")
_TOPIC_WITH_DATE = re.compile(
    r"[」』]?[はが]、?(?:明治|大正|昭和|平成|令和|[同翌本昨前来今][年月日]|[0-9〇一二三四五六七八九十元]{1,5}[年月日])"
)
_NUMBER = re.compile(
    r"[2-9二三四五](?:(?:つの)?(?:条約|協定|議定書|取極|覚書)|つの(?:[一-龥]{2})?文書)"
)  # A条約及びB条約の2条約


def led_to(text: str, names: Sequence[Name], name: Name) -> Name:
    """The name itself, or the one that it leads on to: of 交換公文による協定 the latter."""
    if not _LEADS_ON.match(text, name.outer):
        return name
    return next((m for m in names if m.start > name.outer), name)


def specified(text: str, names: Sequence[Name], name: Name) -> Name:
    """The paper that stands before a 文書 in apposition: 「…覚書」などの文書, 「…覚書」の二国間文書."""
    before = [m for m in names if m.outer <= name.start]
    nearest = before[-1] if before and before[-1].reference != "domestic" else None
    number = _NUMBER.fullmatch(text, name.start, name.end)
    general = name.head in GENERAL_HEADS or number
    apposed = general and nearest is not None and _APPOSED.fullmatch(text[nearest.outer : name.start])
    return nearest if nearest is not None and apposed else name


def listed_before(text: str, names: Sequence[Name], name: Name, joint: re.Pattern[str]) -> list[Name]:
    """The names that stand before one in a list, in reading order: A協定 of A協定及びB協定. `joint` matches what joins
    two of them."""
    found: list[Name] = []
    begin, end = name.start, name.outer
    for other in reversed([m for m in names if m.outer <= name.start]):
        begin -= text[begin - 1 : begin] in ("「", "『")
        gap = text[other.outer : begin]
        gap = gap.removeprefix("」") if other.bracket else gap  # 「A議定書(Protocol A)」及び
        side_by_side = not gap and text[begin - 1 : begin + 1] in ("」「", "』『")
        if any(gap[m.start() - 1 : m.start()] != "を" for m in act_pattern()[0].finditer(gap)) or not (
            side_by_side or joint.fullmatch(gap)
        ):
            break  # A協定や3月に署名されたB協定: what describes the one is not told of the other
        if _TOPIC.match(gap) and not _TOPIC_WITH_DATE.match(text, end):
            break
        if other.reference == "domestic" and not side_by_side:
            break
        if other.reference != "domestic":
            found.insert(0, other)
        begin, end = other.start, other.outer
    return found


_NEXT = re.compile(r"[」』]?(?:及び|並びに|、|と)[「『]?|」「|』『")


def listed_behind(text: str, names: Sequence[Name], name: Name) -> list[Name]:
    """The names that follow one in a list, in reading order: B協定 of 署名したA協定及びB協定."""
    found: list[Name] = []
    end = name.end
    for other in (m for m in names if m.start >= name.outer):
        if other.reference != "name" or not _NEXT.fullmatch(text[end : other.start]):
            break
        found.append(other)
        end = other.end
    return found
