"""The words above a flattened table's figures made into as many headers as there must be, wherever lines break them.

The rows tell how many columns of figures there are; of all ways to join the words that stand one after another into so
many parts, the one is taken that joins what belongs together (平成9年度 当初予算額) and parts what does not (男 女).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hakusho.read.grids.flattened.broken import INCOMPLETE, REMARKS
from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated
from hakusho.read.grids.unit_lines import is_bare_unit, is_unit_line

_WHOLE = re.compile(r"(?:男|女|男[性子]|女[性子]|計|合計|小計|総数|総計|平均|全国|うち|差|構成比|割合)")
_CLOSED = re.compile(r"[^)\]〕]{0,40}(?:[)\]〕]{1,2}(?:\(.{0,12}\))?)?")  # (%), not (参考)前年比
_THIS_YEAR = re.compile(r"[本当今翌]年")
_ASIDE = re.compile(r"[(](?:参考|再掲|内数|別掲|うち)[)].")
_SPREAD = frozenset(
    {"件数", "人数", "増減", "金額", "実数", "総数", "合計", "定員", "現員", "全国", "伸率", "指数", "総額"}
)
_ERA = re.compile(r"(?:明治|大正|昭和|平成|令和)")
_NUMBER = re.compile(r"(?:明治|大正|昭和|平成|令和|[MTSHR])?(?:\d{1,4}|元)")
_OF_NUMBER = re.compile(r"(?:年|月|日|四半期|歳|人以上|人未満|回)")
_KINDS = re.compile(  # what a dated header says of its year
    r"(?:当初|補正|概算|最終|実績|見込|要求|予定|計画|目標|予算|決算|速報|確報|確定|年?間|の|末|当たり|.{0,6}[額案数値率比]$)"
)
_PARTICLE = re.compile(
    r"(?:[のにをとがへ]|及び|又は|[ァィゥェォッャュョー、・%]|当たり|あたり|以上|以下|未満|に対する).{0,14}"
)
_SUFFIX = re.compile(  # mostly the end of a header
    r"[\d,]{0,7}[千万億]?[人世帯戸台件所円時日年]{1,2}(?:当たり|あたり).{0,16}|[率額数比量](?:[(].{0,12}[)])?"
    r"|増△?減[率額数]?.{0,4}|減[率額数]?"
)
_OPEN = re.compile(r"(?:[はとをにが、((\[〔「~-]|(?:対|前年|同期|前年同月|各年)度?末?|[一-鿿](?:及び|又は|並びに))$")
_COMPLETE = re.compile(r"(?:[)%]|[数額計率比]|人員|割合|件数|金額)$")  # no need to go on
_INFLECTED = re.compile(  # the end of a verb whose stem stands on the line above
    r"(?:す[るべ]|した|して|しな|され|させ|せる|われ|れ[たるて]|られ|める|めた|める|って|った|んだ|いた|いる|える|えた|べき|ない|ための|[りきみ][込替入]|[り越]す)"
)
_UNFINISHED = re.compile(r"[一-鿿][りしきけえれめせてでくすつぐぶむうにをはがへもより]$")  # 繰り / 越すべき財源
_BEGINS = re.compile(r"対?前[年期回月]|対|うち|その他|参考")  # what a header begins with
_GOES_ON = re.compile(r"済(?!州)|との|に対|当たり|あたり|及び|又は")  # what no header begins with
_COMPARED = re.compile(r"対前(?:年度?|期|月|回)(?:同[期月])?")  # over 増減額 and 増減率, or before one of them
_CHANGE = re.compile(r"[(]?(?:増|減|比|伸|差|末|同|当初|補正|予算|指数|上昇|騰落|変化|倍)")
_PER_HEAD = re.compile(r"[(]?(?:\d|[十百千万]|対|当)")
_LONG = 22  # characters of a header, from which on more cost
_MOST = 14  # words of one header


@dataclass(frozen=True, slots=True)
class Parted:
    """Words joined into headers; a higher score is likelier."""

    words: tuple[Word, ...]
    score: float


class Partings:
    """The best way to join words, standing one after another, into each number of headers. `lines` tells of each word
    the number of its line."""

    def __init__(self, words: Sequence[Word], lines: Sequence[int], most: int) -> None:
        self.words, n = words, len(words)
        glue = [0.0, *(_glue(words, lines, i) for i in range(1, n))]
        sums = [0.0]
        for value in glue:
            sums.append(sums[-1] + value)
        worth = [
            [
                _worth(words[b:end], alone=end - b == 1) + sums[end] - sums[b + 1]
                for b in range(max(0, end - _MOST), end)
            ]
            for end in range(1, n + 1)
        ]
        self.best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("-inf"), 0)] * n]
        for k in range(1, min(most, n) + 1):
            row = [(float("-inf"), 0)] * (n + 1)
            for end in range(k, n + 1):
                least = max(0, end - _MOST)
                begins = range(max(k - 1, least), end)
                row[end] = max((self.best[k - 1][b][0] + worth[end - 1][b - least], b) for b in begins)
            self.best.append(row)

    def into(self, k: int) -> Parted | None:
        """The likeliest `k` headers; None where there are not so many words."""
        if not 0 < k < len(self.best) or self.best[k][-1][0] == float("-inf"):
            return None
        out: list[Word] = []
        end = len(self.words)
        for left in range(k, 0, -1):
            begin = self.best[left][end][1]
            out.insert(0, joined(self.words[begin:end]) if end - begin > 1 else self.words[begin])
            end = begin
        return Parted(tuple(out), self.best[k][-1][0])


def letters_joined(words: Sequence[Word]) -> list[Word]:
    """The words of a line with those joined whose letters the page spread out, each run of them at even distances."""
    out: list[Word] = []
    gap = -1  # between the letters of the last word
    for word in words:
        last = out[-1] if out else None
        if (
            last is not None
            and len(_bare(word)) == 1
            and not word.text[0].isdigit()
            and (gap >= 0 or len(last.text) == 1)
        ):
            own = word.start - last.end
            name = is_stub(last.text + word.text) or last.text + _bare(word) in _SPREAD
            if name or (own == gap if gap >= 0 else not (_WHOLE.fullmatch(last.text) or _WHOLE.fullmatch(word.text))):
                out[-1] = joined([last, word])
                gap = own if not name else -1
                continue
        out.append(word)
        gap = -1
    return out


def ends_whole(text: str) -> bool:
    """Whether a header need not go on."""
    return bool(_COMPLETE.search(text))


def _bare(word: Word) -> str:
    """A word without what is in brackets at its end."""
    return word.text.partition("(")[0]


@lru_cache(4096)
def glue_of(first: str, second: str) -> float:
    """How much a word goes on with what a word in a line above began."""
    return _glue([Word(0, 0, first), Word(0, 0, second)], [0, 1], 1)


def _glue(words: Sequence[Word], lines: Sequence[int], i: int) -> float:
    """How much the word `i` goes on with what the one before it began: above 0 they are one header, below 0 two."""
    first, second = words[i - 1].text, words[i].text
    gap = lines[i] - lines[i - 1]
    value = -1.3 if gap == 0 else -0.8
    if (_ERA.fullmatch(first) and (second[0].isdigit() or second[0] == "元")) or (
        _NUMBER.fullmatch(first) and _OF_NUMBER.match(second)
    ):
        return 4.0
    if is_stub(first) and not is_stub(second):
        value -= 1.5
    if first in REMARKS:
        return value - 2
    if (second[0] in "([〔" and _CLOSED.fullmatch(second)) or is_unit_line(second):
        return value + 2.5
    if _INFLECTED.match(second) or (gap and _UNFINISHED.search(first)):
        return value + 3
    if _THIS_YEAR.match(second) or (len(first) > 3 and second.startswith(first[-2:])):
        return value - 1  # 前年度 本年度, 対前年度増減 増減額
    after = words[i + 1].text if i + 1 < len(words) else ""
    if gap and len(second) > 1 and after.startswith(second) and after != second:
        return value - 2  # 令和4年 / 増減 / 増減額 増減率
    if is_dated(first) and _CHANGE.match(second) and not _KINDS.match(second):
        return value - 1  # 令和4年 / 増減
    if _COMPARED.fullmatch(first):
        level = gap and i + 1 < len(words) and lines[i + 1] == lines[i] and alike(second, after)
        return value + (2.5 if _CHANGE.match(second) and not level else -0.5)
    beside = gap and i + 1 < len(words) and lines[i + 1] == lines[i] and alike(second, words[i + 1].text)
    if beside and not INCOMPLETE.search(first):
        return value - 0.5  # 増減数 増減率, a level of its own
    ends = bool(_SUFFIX.fullmatch(second)) and (first[-1] == "比" or not _COMPLETE.search(first))
    if (gap and (_PARTICLE.fullmatch(second) or ends)) or INCOMPLETE.search(first) or _OPEN.search(first):
        return value + 2.5
    if first.endswith("人口") and _PER_HEAD.match(second):
        return value + 2.5
    if _WHOLE.fullmatch(first) or _WHOLE.fullmatch(second):
        return value - 2
    if is_dated(second) or is_bare_unit(first):
        return value - 2
    if is_dated(first) and gap and _KINDS.match(second):
        return value + 1.5
    if is_dated(first):
        value -= 0.5
    if len(first) > 1 and first[-1] == second[-1] and len(first) == len(second):
        value -= 1.0  # of one kind: 輸出額 輸入額
    if _COMPLETE.search(first) or _BEGINS.match(second):
        value -= 1.0
    alone = i + 1 < len(words) and i > 1 and lines[i + 1] > lines[i] > lines[i - 1] == lines[i - 2]
    if alone and len(first) < 3:
        value += 0.6  # 眼科 耳鼻 / 咽喉科 / その他
    if gap and len(second) > 1 and any(w.text != second and w.text.endswith(second) for w in words):
        value += 0.7  # パートタイム / 労働者 beside 一般労働者
    before = {words[j - 1].text for j in range(1, len(words)) if words[j].text == second and lines[j] != lines[j - 1]}
    if gap and len(second) > 1 and sum(w.text == second for w in words) == len(before) > 1:
        value += 0.7  # 医科 / 診療所, 歯科 / 診療所
    return value


def alike(first: str, second: str) -> bool:
    """Whether two words are of one kind: 増減数 増減率, 輸出額 輸入額."""
    return first[:1] == second[:1] or first.partition("(")[0][-1:] == second.partition("(")[0][-1:]


def _worth(words: Sequence[Word], *, alone: bool) -> float:
    """How far a stretch of words may be a header as it is."""
    text = words[0].text if alone else "".join(word.text for word in words)
    value = -0.15 * max(0, len(text) - _LONG)
    if text.count("(") != text.count(")"):
        value -= 3
    if INCOMPLETE.search(text) or _OPEN.search(text):
        value -= 0.5 if _COMPARED.fullmatch(text) else 1.5
    if (
        _PARTICLE.fullmatch(text)
        or _GOES_ON.match(text)
        or text in "率額数比量"
        or (text[0] in "([" and not _ASIDE.match(text))
    ):
        value -= 1.5
    return value
