"""Headers broken in two lines: each under its beginning, or where the line ended.

事項 令和5年度 令和6年度        地域 就業者数 対前年
予算額 要求額                 増減 失業率
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hakusho.read.grids.flattened.header import Head, Header, joined
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated

REMARKS = frozenset({"備考", "摘要", "注", "特記事項", "主な内容", "内容", "説明", "担当", "根拠"})
_TAIL = re.compile(r"[(].{1,12}[)]|.{0,3}(?:増△?減|率|額|数|比|割合|人員|件数|人数|%|計)")  # the end of a broken header
INCOMPLETE = re.compile(
    r"(?:前年[度末]?|前期|前回|同期|同月|対前|当たり|1人|人口|年間|における|及び|の|・)$"
)  # goes on
_RATIO = re.compile(r"率|比(?!較|.{0,4}[額数])|割合|シェア|%")
_WHOLE = frozenset({"計", "合計", "総数", "男", "女", "男性", "女性", "うち"})  # never the end of another word


def stacked(upper: Sequence[Word], lower: Sequence[Word], m: int) -> Iterator[tuple[float, Header]]:
    """Headers each broken in two: as many words below as above, units, or fewer words that go with some of them."""
    heads = upper[1:]
    stub = is_stub(upper[0].text)
    if len(heads) - m not in (0, 1) or len(upper) < 3 or not lower or len(lower) > m:
        return
    if len(heads) > m and heads[-1].text not in REMARKS:
        return
    below: list[Word | None] | None
    if len(lower) < m or not stub:
        below = _matched(heads[:m], lower)
    else:
        below = list(lower) if m > 2 or all(_TAIL.fullmatch(word.text) for word in lower) else None
    if below is None:
        return
    cells = [Head(word, 0, i, 1, end) for i, (word, end) in enumerate(zip(heads, below, strict=False))]
    cells += [Head(word, 0, m, 1) for word in heads[m:]]
    yield 4.5, Header(tuple(cells), (upper[0],))


def _matched(upper: Sequence[Word], lower: Sequence[Word]) -> list[Word | None] | None:
    """The lower words each under the upper one that it ends, in order; None where one of them fits none."""
    out: list[Word | None] = [None] * len(upper)
    at = 0
    for word in lower:
        while at < len(upper) and not _goes_with(upper[at].text, word.text):
            at += 1
        if at == len(upper):
            return None
        out[at] = word
        at += 1
    dated = [below is not None for word, below in zip(upper, out, strict=True) if is_dated(word.text)]
    return out if all(dated) or not any(dated) else None  # no year goes on alone: 令和4年 令和5年 / 自転車


def _goes_with(upper: str, lower: str) -> bool:
    """Whether a lower word can be the end of an upper one: 令和5年度 予算額, 伸率 (%), 対前年 増減."""
    if lower in _WHOLE:
        return False
    if lower[0] == "(":
        return bool(_RATIO.search(upper)) == bool(_RATIO.search(lower))
    return is_dated(upper) or bool(INCOMPLETE.search(upper))


def rejoined(lines: Sequence[Row], m: int) -> list[Word] | None:
    """The words of lines that go on in the next, where that makes a word for each column and one for the labels."""
    count = sum(len(line.label) for line in lines)
    joins = count - (m + 1)
    if not 0 < joins <= len(lines) - 1:
        return None
    out = list(lines[0].label)
    left = len(lines) - 1
    if any(line.label[0].text in _WHOLE for line in lines[1:]):
        return None
    for line in lines[1:]:
        go_on = joins == left or (joins > 0 and line.label[0].text[0] in "(増減同比率数額")
        if go_on:
            out[-1] = joined([out[-1], line.label[0]])
            joins -= 1
        out += line.label[go_on:]
        left -= 1
    return out if joins == 0 else None
