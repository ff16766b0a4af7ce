"""The line over or under a table that gives its unit: （単位：億円）, （千人、％）, （金額：億円、伸率：％）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.read.nfkc import nfkc
from hakusho.read.source import Span

_MAGNITUDE = r"(?:十億|百億|千億|百万|千万|十万|兆|億|万|千|百|十)?"
_NAME = (
    r"%|‰|円|米?ドル|ユーロ|人|名|件|社|隻|機|両|台|回|校|園|戸|棟|世帯|組|個|本|枚|冊|倍|頭|羽|匹|株|店|便|票|床|点|歳|日|時間|分|秒|年|か月"
    r"|か所|カ所|ヶ所|箇所|施設|団体|法人|事業所|事業者|所|局|国|か国|カ国|市町村|品目|ポイント|%ポイント|指数|トン|t|kg|g|kl|kL|l|L|ha|km2?|m[23]?|cm|mm"
    r"|ヘクタール|キロメートル|メートル|k?Wh|[kMGT]W|[MG]Wh|[GPTM]J|℃|Bq|[kMGT]bps|[MGT]B|t-CO2|トン-?CO2|人日|人月|人年"
)
_UNIT = rf"{_MAGNITUDE}(?:{_NAME})(?:CO2|炭素|原油)?(?:換算)?(?:/(?:年|月|日|人|件|台|ha|kWh|{_NAME}))?"
_GIVEN = rf"(?:[^:、,()\d]{{1,10}}[:=])?(?:{_UNIT}|{_MAGNITUDE}(?<=[兆億万千百十]))(?:\([^()\d]{{1,10}}\))?"
# without brackets: not what may be a header itself (国, 施設)
_BARE = re.compile(
    rf"{_MAGNITUDE}(?:円|米?ドル|ユーロ|人|名|件|%|‰|倍|台|隻|機|両|戸|棟|世帯|頭|羽|枚|冊|歳|時間|ポイント|トン|t|kg|g|ha|km2?|m[23]?|mm|cm"
    rf"|kl|kL|l|L|k?Wh|[kMGT]W|[MG]Wh|[GPTM]J|℃|t-CO2|人日|人泊|人キロ|トンキロ)(?:/(?:年|月|日|人|件|台|ha|kWh))?"
)
_LIST = re.compile(rf"{_GIVEN}(?:[、,・;]{_GIVEN}){{0,5}}")
# 単位 with what follows it, in brackets or without
_NAMED = re.compile(
    r"[(（\[［【〔<]?\s{0,3}単\s{0,3}位\s{0,3}[:：;／/]?(?:[^()（）\[\]【】。]{1,24}|[^()（）\[\]【】。]{1,12}(?:[(（][^()（）]{1,10}[)）][、,・]?[^()（）\[\]【】。]{0,8}){1,4})[)）\]］】〕>]?"
)
_BRACKETED = re.compile(
    r"[(（\[［【]([^()（）\[\]【】。]{1,40}|(?:[^()（）。]{1,8}[(（][^()（）。]{1,10}[)）][、,]?){1,4})[)）\]］】]"
)
_AS_OF = re.compile(r"[(（\[［][^()（）]{2,24}(?:現在|時点|末日?|ベース|速報|確報)[)）\]］]")
_EACH_AS_OF = re.compile(r"各(?:年度?|月|期)[^\s]{0,4}(?:現在|時点|末|平均)")
_GROUP = re.compile(r"[(（\[［【][^()（）]{1,40}[)）\]］】]")
_BASE = re.compile(r"[(（\[［][^()（）=＝]{1,16}[=＝]\s?[１1][０0]{2}(?:[.．][０0])?[)）\]］]")  # （平成27年＝100）


def is_unit_line(text: str) -> bool:
    """Whether a text says nothing but the unit of a table: 単位：億円, or units in brackets."""
    text = text.strip()
    return bool(_NAMED.fullmatch(text) or _BASE.fullmatch(text) or _EACH_AS_OF.fullmatch(text) or _only_units(text))


def is_aside(text: str) -> bool:
    """Whether a text says only of what unit or of when the figures of a table are: （令和5年3月末現在）（単位：人）."""
    text = text.strip()
    if is_unit_line(text) or _AS_OF.fullmatch(text):
        return True
    parts = _GROUP.findall(text)
    return len(parts) > 1 and "".join(parts) == re.sub(r"\s", "", text) and all(map(is_aside, parts))


def is_bare_unit(word: str) -> bool:
    """Whether a word is a unit without brackets, as in a row of units under the headers: ha, 千人."""
    return bool(_BARE.fullmatch(word))


def is_counter(word: str) -> bool:
    """Whether a word is a unit where all words beside it are: 校 校 人 人."""
    return bool(re.fullmatch(_UNIT, word))


def unit_spans(text: str, offset: int) -> list[Span]:
    """The spans of the units that a line is made of, one for each of the tables beside each other; none where anything
    else stands in the line."""
    spans, at = [], 0
    for start, end in _found(text):
        if text[at:start].strip() and not is_aside(text[at:start]):
            return []
        spans.append((offset + start, offset + start + len(text[start:end].rstrip())))
        at = end
    return [] if text[at:].strip() else spans


def unit_at_end(text: str) -> int | None:
    """Where the unit in brackets begins that a caption ends with; None where it has none."""
    begin = max(text.rfind("("), text.rfind("（"), text.rfind("["), text.rfind("【"), text.rfind("［"))
    for start in (begin, max(text.rfind("（", 0, max(begin, 0)), text.rfind("(", 0, max(begin, 0)))):
        if start > 0 and is_unit_line(text[start:]):
            return start
    match = re.search(r"[\s　]単\s?位\s?[:：]\s?[^()（）。\s]{1,16}$", text)
    return match.start() + 1 if match and match.start() else None


def _found(text: str) -> Iterator[Span]:
    at = 0
    while at < len(text):
        match = _NAMED.search(text, at)
        other = next((m for m in _BRACKETED.finditer(text, at) if is_unit_line(m[0])), None)
        first = min((m for m in (match, other) if m), key=lambda m: m.start(), default=None)
        if first is None:
            return
        yield first.span()
        at = first.end()


def _only_units(text: str) -> bool:
    match = _BRACKETED.fullmatch(text)
    return bool(match) and bool(_LIST.fullmatch(re.sub(r"\s", "", nfkc(text[1:-1]))))
