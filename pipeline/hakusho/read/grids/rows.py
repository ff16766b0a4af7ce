"""The lines of a flattened table to be: each a label and its figures."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import lru_cache

from hakusho.read.grids.textlines import TextLine, Word, words
from hakusho.read.grids.tokens import is_dated, is_figure, is_list_mark, is_none, is_number, is_range, is_year
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.source import Span

MAX_WIDTH = 300  # characters; a longer line is prose
MAX_BLANKS = 2  # blank lines between two rows
# What stands over the column of labels.
STUBS = frozenset(
    re.findall(
        r"\S+",
        """区分 項目 事項 事業 事業名 施策 年度 年 年次 暦年 国名 国 国・地域 国籍 国籍・地域 地域 地方 種別 種類 種目 分野 名称 府省 省庁 府省名 省庁名
        部門 業態 用途 品名 品種 作物 罪名 罪種 手口 学校 学校種別 大学 学部 学年 段階 職種 職業 資格 制度 制度名 施設 設置者 燃料 電源
        港湾 港 路線 空港 船種 船名 艦種 艦名 機種 車種 災害 河川 水系 県 都市 州 管区 管内 方面 隊 部隊 階級 要員 活動 対象国 相手国 形態
        雇用形態 規模 企業規模 事業所規模 従業員規模 在留資格 財源 税目 款 使途 主体 番号 回 指標 要因 理由 原因 職員 世帯 世帯類型
        機関 機関名 都道府県 都道府県名 市町村 内容 分類 月 期間 年齢 年齢階級 業種 産業 品目 科目 費目 会計 部局 所属 順位 四半期 時期 時点 年月 調査年""",
    )
)
_STUB = re.compile(
    r"(?:.{0,4}年月日?|月日|日付|日時|期日|日程)|(?:(?![予決定差総金税増減前]).{1,6}(?:名|名称|区分|種別|種類|の別|項目|科目|分類|階級|階層)|(?:男女|国|地域|年齢|業種|品目|月|府県|都道府県|省庁|罪種|原因)別)"
)
# Words that are printed with a space between their letters.
_SPACED = frozenset(
    re.findall(
        r"\S+",
        "区分 項目 備考 合計 小計 総計 総数 年度 金額 人数 件数 国名 種別 備考 年次 事項 品目 摘要 種類 種目 用途 業種 職種 品名 品種 税目 費目 国別 地域 名称 年齢",
    )
)
# Single letters that are headers of their own, beside each other: 男 女 計, 国 公 私.
_OF_ONE_LETTER = frozenset(
    "男女計国公私陸海空春夏秋冬月火水木金土日米麦豆市町村都道府県区州大中小高短新旧英仏独伊露韓甲乙丙丁人件円校"
)
_LETTER = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff々]")
_NEAR = 2  # spaces between the parts of one word
_SIGN = re.compile(r"[△▲−+±]|[(]?約")
_ERA = re.compile(r"(?:明治|大正|昭和|平成|令和)$")
_ERA_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和|\b[MTSHR])(?:\d{1,2}|元)$|^(?:19|20)\d\d$")
_LETTER_YEAR = re.compile(r"[MTSHR](?:\d{1,2}\.)?")  # H 26. 12
_BRACKETED_YEAR = re.compile(r"[(](?:19|20)\d\d年?度?[)]")
_SMALL = re.compile(r"第?\d{1,3}|\d{1,3}~\d{1,3}")
_OF_SMALL = re.compile(r"(?:歳|四半期|月期|人以上|人未満|年以上|年未満|か月|月(?!間))")
_CLOSED = re.compile(r"[△▲−-]?[\d,.]{1,15}%?[)\]〕]")
_UNIT_WORDS = frozenset(
    {"%", "人", "件", "円", "億円", "万円", "千円", "百万円", "ポイント", "トン", "隻", "機", "両", "社", "か国", "倍"}
)
_LEADERS = re.compile(r"[.．…‥・]{4,}|…{2,}")
PAGE_NUMBER = re.compile(r"[-‐−–—―－]\s{0,2}[0-9０-９]{1,4}\s{0,2}[-‐−–—―－]|[0-9]{1,4}\s?(?:頁|ページ)")
_NOT_LABEL = re.compile(
    r"[。、;；!?！？]|(?:は|が|を|に|で|と|も|から|まで|より|へ)$"
    r"|^(?:第\d{1,3}(?:[章節部項条款回編]|[-.・]\d|[図表])|図表|図\d|表\d|資料(?:[:\d]|$)|[(]?注[)\d:]|注$|※|出典)|https?:|^\(?左"
)
_ASIDE = re.compile(r"[(（](?:(?:出典|資料|出所|注)[\s:：　].{1,60}|[^()（）]{2,24}(?:現在|時点|末))[)）]")
_BRACKETS = re.compile(r"[(（][^()（）]{0,40}[)）]")


@dataclass(slots=True)
class Row:
    """A line of a table to be: words of the label, then figures (None where one is missing); a line without figures is
    a label alone. `first` and `last` are the numbers of its lines."""

    label: list[Word]
    figures: list[Word | None]
    first: int
    last: int
    page: int
    tail: list[Word] = field(default_factory=list)  # words after the figures: a remark
    alone: bool = False  # the figures stand on lines without a label
    unit: bool = False  # （単位：人）

    @property
    def span(self) -> Span:
        return self.label[0].start, self.label[-1].end

    @property
    def tokens(self) -> list[Word]:
        return [*self.label, *(w for w in self.figures if w is not None), *self.tail]


@lru_cache(4096)
def is_stub(text: str) -> bool:
    """Whether a word stands over the column of labels: 区分, 罪名, 年齢区分."""
    if "・" in text and text not in STUBS:
        return all(map(is_stub, text.split("・")))
    return any(part in STUBS or _STUB.fullmatch(part) or part.removesuffix("等") in STUBS for part in text.split("/"))


def text_of(row: Row) -> str:
    """The label of a row without spaces."""
    return "".join(word.text for word in row.label)


def stretches(lines: list[TextLine]) -> list[list[Row]]:
    """Runs of lines that could belong to a table."""
    found: list[list[Row]] = [[]]
    blanks = 0
    for i, line in enumerate(lines):
        if line.blank:
            blanks += 1
            if blanks > MAX_BLANKS and found[-1]:
                found.append([])
            continue
        row = _row(line, i) if len(line.text) <= MAX_WIDTH else None
        if row is not None:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
        blanks = 0
    return [stretch for stretch in found if sum(len(row.figures) for row in stretch) > 2 or len(stretch) > 3]


def _row(line: TextLine, i: int) -> Row | None:
    if _LEADERS.search(line.text) or PAGE_NUMBER.fullmatch(line.text):
        return None
    tokens = _spread(words(line)) or _unspaced(words(line))
    text = "".join(word.text for word in tokens)
    if is_unit_line(text) or (_ASIDE.fullmatch(text)):
        return Row(tokens, [], i, i, line.page, unit=True)
    cut = len(tokens)
    while cut and (is_figure(tokens[cut - 1].text) or (cut > 1 and is_range(tokens[cut - 1].text))):
        cut -= 1
    label, figures = tokens[:cut], tokens[cut:]
    tail: list[Word] = []
    if not figures:
        label, figures, tail = _with_tail(tokens)
    if label and len(figures) == 1 and not tail and all(is_none(word.text) for word in figures):
        label, figures = tokens, []
    if _are_years(label, figures):
        label, figures = tokens, []
    if figures and all(map(_BRACKETED_YEAR.fullmatch, (word.text for word in [*label, *figures]))):
        label, figures = tokens, []  # the lower line of such a header, whatever follows: (2023) (2024) (%)
        tail = []
    if _years_go_on(label, figures):
        label, figures = tokens, []
    if figures and not label and len(figures) > 1 and (is_year(figures[0].text) or is_dated(figures[0].text)):
        label, figures = figures[:1], figures[1:]
    text = "".join(word.text for word in label)
    if (_longest(label) > 40 and figures) or len(text) > max(80, 20 * len(label)):
        return None
    if len(label) == 1 and len(figures) > 2:
        text = re.sub(r"(?<=[^、]{2})、(?=[^、]{2})", "・", text, count=1)  # 採石業、砂利採取業 120 130 125
    if label and _NOT_LABEL.search(_BRACKETS.sub("", text) or text[:1]):
        return None
    if label and is_list_mark(label[0].text) and (len(figures) < 2 or len(label) == 1):
        return None  # of a list; (1) 人件費 1,200 300 is a row
    return Row(label, list(figures), i, i, line.page, tail, alone=not label)


def _longest(label: list[Word]) -> int:
    """The length of the longest stretch of words without a figure."""
    parts = itertools.groupby(label, lambda word: is_figure(word.text))
    return max((sum(len(word.text) for word in part) for figure, part in parts if not figure), default=0)


def _are_years(label: list[Word], figures: list[Word]) -> bool:
    """Whether a line is a header of years: 海域 2019 2020 2021. Of two, only where the word before them says so."""
    if len(figures) < 2 or len(label) > 1 or not all(is_year(word.text) for word in figures):
        return False
    years = [int(word.text) for word in figures]
    rising = all(a < b for a, b in itertools.pairwise(years)) or all(a > b for a, b in itertools.pairwise(years))
    return not label or is_stub(label[-1].text) or (len(years) > 2 and rising)


def _years_go_on(label: list[Word], figures: list[Word]) -> bool:
    """Whether a line is a header of years of which the later ones are bare numbers: 年度 令和元 2 3."""
    if not figures or len(label) < 2 or not is_stub(label[0].text) or not all(is_dated(w.text) for w in label[1:]):
        return False
    numbers = [int(word.text) for word in figures if word.text.isdecimal() and len(word.text) <= 2]
    return len(numbers) == len(figures) and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _with_tail(tokens: list[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """Label, figures and a remark after them; all label where there are not two figures between words."""
    begin = next((i for i, word in enumerate(tokens) if i and is_figure(word.text)), len(tokens))
    end = begin
    while end < len(tokens) and is_figure(tokens[end].text):
        end += 1
    tail = tokens[end:]
    remark = 0 < len(tail) <= 6 and sum(len(word.text) for word in tail) <= 40
    if end - begin < 2 or begin > 3 or not remark or all(is_none(word.text) for word in tokens[begin:end]):
        return tokens, [], []
    if any(_NOT_LABEL.search(word.text) for word in tail[:-1]) or is_stub(tail[0].text) or is_figure(tail[-1].text):
        return tokens, [], []
    if any(is_number(word.text) for word in tail):
        return tokens, [], []  # figures go on after words: tables beside each other
    return tokens[:begin], tokens[begin:end], tail


def _spread(tokens: list[Word]) -> list[Word]:
    """The one word of a line whose letters are spread out alike: 計 画 額. None where they may be headers of their own,
    or words of two letters each."""
    gaps = {b.start - a.end for a, b in itertools.pairwise(tokens)}
    if len(tokens) not in (3, 5, 7) or len(gaps) > 1 or max(gaps) > _NEAR:
        return []
    if not all(_LETTER.fullmatch(word.text) for word in tokens):
        return []
    if sum(word.text in _OF_ONE_LETTER for word in tokens) > 1 or len({word.text for word in tokens}) < len(tokens):
        return []
    return [Word(tokens[0].start, tokens[-1].end, "".join(word.text for word in tokens))]


def _unspaced(tokens: list[Word]) -> list[Word]:
    """The words of a line with what the page only spread out put together: 合 計, 令和 5 年度, △ 9.6, 12.3 %."""
    out: list[Word] = []
    for word in tokens:
        last = out[-1] if out else None
        if last is not None and word.start - last.end <= _NEAR and _one_word(last.text, word.text):
            out[-1] = Word(last.start, word.end, last.text + word.text)
        else:
            out.append(word)
    return out


def _one_word(first: str, second: str) -> bool:
    return (
        (len(first) == 1 and first + second in _SPACED)
        or (bool(_SIGN.fullmatch(first)) and second[0].isdigit() and is_figure(second))
        or (first in "([〔" and bool(_CLOSED.fullmatch(second)))
        or (bool(_ERA.search(first)) and second[0].isdigit())
        or (bool(_LETTER_YEAR.fullmatch(first)) and second[0].isdigit() and len(second) <= 3)
        or (bool(_ERA_YEAR.search(first)) and second[0] in "年")
        or (first[-1].isdigit() and len(first) < 4 and second[0] == "~")
        or (first[-1] == "~" and second[0].isdigit())
        or (bool(_SMALL.fullmatch(first)) and bool(_OF_SMALL.match(second)))
        or (first[-1].isdigit() and second in _UNIT_WORDS and is_figure(first))
    )
