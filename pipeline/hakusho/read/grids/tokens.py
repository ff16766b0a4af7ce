"""What a word of a table row looks like: a number, a mark for none, a label."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:約|およそ|延べ|[*※])?[△▲−+±\-¥$]{0,2}(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,6})?"
    r"(?:[兆億万千百]{0,2}(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15}))?(?:\.\d{1,6})?[兆億万千百]{0,3}"
    r"(?:%|‰|円|人|名|件|社|隻|機|両|台|回|校|箇所|か所|カ所|ヶ所|戸|世帯|組|個|本|枚|倍|歳|位|点|トン|ドル|ポンド|ウォン|ルーブル|ルピー|元|パーセント|ユーロ|ポイント|pt|"
    r"か国|カ国|か月|カ月|ヶ月|年間|日間|時間|分|t|kg|km|ha|m|m2|GB|TB|GHz|MHz|Mbps|Gbps|kW|MW|GW|kWh|℃)?"
    r"(?:程度|前後|余り?|弱|強)?"
    r"(?:[(\[][△▲−+\-]?[\d,]{1,15}(?:\.\d{1,6})?[%人件]?[)\]])?"
    r"(?:\(?注\d{0,2}\)?|※\d{0,2}|\*{1,3}\d{0,2})?"
)
_BRACKETED = re.compile(r"[(\[][△▲−+\-]?[\d,]{1,15}(?:\.\d{1,6})?[%人件]?[)\]]")
_PRECEDED = re.compile(_BRACKETED.pattern + r"[△▲−+\-]?[\d,]{1,15}(?:\.\d{1,6})?%?")  # (514)3,448
_NONE = re.compile(
    r"[-‐‑–—―−ーｰ─]{1,3}|…{1,2}|\.{3}|・{3}|\*{1,3}|[xX×]|n\.?a\.?|N\.?A\.?|皆[増減]|同左|不[明詳]|非公表|N/A|nc|NC|ND|N\.D\."
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])(?:\d{1,2}|元)|(?:1[89]|20)\d\d|\d{1,2})\s?(?:\([^()]{1,8}\))?(?:年度?|月|日|/\d.{0,8})?(?:末|初|現在|時点|[~\-–—ー]\d{0,4}年?度?)?"
)
_LIST_MARK = re.compile(r"[・•●◆◇■□▪▶►➢→※◎]|[①-⑳]|[(]?\d{1,2}[).]")


def is_number(word: str) -> bool:
    """Whether a word is a number with what may stand about it: sign, unit, a second number in brackets, note mark."""
    return any(c.isdigit() for c in word) and any(
        pattern.fullmatch(word) for pattern in (_NUMBER, _BRACKETED, _PRECEDED)
    )


def is_none(word: str) -> bool:
    """Whether a word stands for no figure: －, …, ―."""
    return bool(_NONE.fullmatch(word))


def is_range(word: str) -> bool:
    """Whether a word is a range of amounts: 3,500~3,600, 2.1~10%. One of years or ages rather is a label."""
    parts = word.split("~")
    return len(parts) == 2 and all(map(is_number, parts)) and not word.endswith("歳") and not all(map(is_year, parts))


def is_figure(word: str) -> bool:
    """Whether a word may stand in a column of numbers."""
    return is_number(word) or is_none(word)


def is_year(word: str) -> bool:
    """Whether a word is a year of four digits, so perhaps a header."""
    return bool(_YEAR.fullmatch(word))


def is_dated(word: str) -> bool:
    """Whether a word is a year or a date: 2024年, 令和6年度, H29, 2018(平成30)年."""
    return bool(_DATED.fullmatch(word)) and any(c.isdigit() or c == "元" for c in word)


def is_list_mark(word: str) -> bool:
    """Whether a word begins an item of a list: ・, (1), ①."""
    return bool(_LIST_MARK.fullmatch(word))
