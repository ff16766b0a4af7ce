"""The fields of a line laid out with spaces, with the columns of the page that each covers.

The width of a character is two columns for a wide one and one for a narrow one, as on the page. Fields are parted by
two or more spaces, an ideographic space, or a vertical rule.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.tokens import is_dated, is_figure, is_number
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.lines import width
from hakusho.read.nfkc import nfkc

_FIELD = re.compile(r"[^\s│┃|｜┆┊║](?:[^\s│┃|｜┆┊║]| (?=[^\s│┃|｜┆┊║])){0,200}")
_SIGN = re.compile(r"[△▲−\-+±]")
_AFTER_SIGN = re.compile(r"(?<=^[△▲−\-+±])\s(?=\d)")
_AMOUNT = re.compile(r"[△▲−\-]?(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d{1,6}\.\d{1,3})%?")  # no part of a name
_DRAWN = re.compile(r"[-=_─━―—－＝＿├┼┤┬┴┌┐└┘┠┨┣╋┫┳┻╂]{5,}")  # a rule under one header alone
_HEAD_WITH_UNIT = re.compile(r"[^\s()（）]{1,12}([(（][^()（）]{1,10}[)）])")
_SECOND = re.compile(r"[(\[〔<]\s{0,4}[△▲−+\-]?\s{0,4}[\d,]{1,15}(?:\.\d{1,6})?\s{0,3}%?\s{0,3}[)\]〕>]")  # ( 8.5)
_SPREAD = re.compile(r"\s?([(\[〔<])\s{0,4}([△▲−+\-]?)\s{0,4}([\d,.]{1,15}%?)\s{0,4}([)\]〕>])$")
_NEAR = 2  # columns between a figure and a second number in brackets
_WIDEST_WORD = 30
_WORDS = frozenset(  # of two letters that stand far apart over several columns
    re.findall(
        r"\S+",
        "実数 総数 合計 総計 金額 数量 件数 人数 人員 輸出 輸入 増減 比率 割合 面積 単価 総額 歳入 歳出 収入 支出 予算 決算 計画 実績 男子 女子 男性 女性",
    )
)
_WESTERN = re.compile(r"[(\[](?:1[89]|20)\d\d(?:年度?)?[)\]]")  # after a year of an era
_TOTAL = re.compile(r"[小合総]?計")
_WIDEST_LABEL_GAP = 12
_WIDEST_GAP = 8  # columns between the letters of one label: 輸　　　出


_STROKE = re.compile(r"[-=_─━―—－＝＿┬┴┳┻]{5,}")  # ┼ parts what is above too


@dataclass(frozen=True, slots=True)
class Field:
    """What stands between two gaps: its columns on the page, its span in the text, and its text (NFKC)."""

    left: int
    right: int
    start: int
    end: int
    text: str

    def to(self, other: Field) -> Field:
        """This field and another to its right as one."""
        return Field(self.left, other.right, self.start, other.end, self.text + other.text)


def fields(text: str, line: TextLine) -> list[Field]:
    """The fields of a line; a single space does not part two words, two figures it does."""
    raw = text[line.begin : line.stop]
    found: list[Field] = []
    for match in _FIELD.finditer(raw):
        parts = match[0].split(" ")
        single = len(parts) == 1 or not all(is_figure(nfkc(part)) for part in parts) or bool(_SIGN.fullmatch(parts[0]))
        at = match.start()
        if single and len(parts) > 1 and _AMOUNT.fullmatch(nfkc(parts[-1])) and not is_figure(nfkc(parts[-2])):
            parts, single = [match[0][: -len(parts[-1]) - 1], parts[-1]], bool(_SIGN.fullmatch(parts[-2]))
        if _DRAWN.fullmatch(match[0]):
            continue
        single = single and not (len(parts) > 1 and all(map(_names_unit, parts)))
        for part in [match[0]] if single else parts:
            left = width(raw[:at])
            start = line.begin + at
            content = _SPREAD.sub(r"\1\2\3\4", _AFTER_SIGN.sub("", nfkc(part)))
            found.append(Field(left, left + width(part), start, start + len(part), content))
            at += len(part) + 1
    return _whole(found)


def strokes(text: str, line: TextLine) -> list[tuple[int, int]]:
    """The columns of the page that the rules drawn in a line go over."""
    raw = text[line.begin : line.stop]
    return [(width(raw[: m.start()]), width(raw[: m.end()])) for m in _STROKE.finditer(raw)]


def _names_unit(word: str) -> bool:
    """Whether a word is a header with its unit: 人数（人）, after which another may follow at one space."""
    match = _HEAD_WITH_UNIT.fullmatch(word)
    return match is not None and is_unit_line(match[1])


def _whole(found: list[Field]) -> list[Field]:
    """A sign with its figure, and what an open bracket holds: △　9.6, （歳　入）."""
    out: list[Field] = []
    for field in found:
        last = out[-1] if out else None
        if last and field.left - last.right <= _WIDEST_GAP:
            open_ = last.text.count("(") > last.text.count(")") and ")" in field.text and len(last.text) <= 8
            if (
                open_
                or (_SECOND.fullmatch(field.text) and is_number(last.text) and field.left - last.right <= _NEAR)
                or (last.text == "皆" and field.text in "増減")
                or (_SIGN.fullmatch(last.text) and is_number(field.text))
            ):
                out[-1] = last.to(field)
                continue
        out.append(field)
    return out


def label_joined(row: list[Field]) -> list[Field]:
    """A row of the body with the letters of its label together: 輸　　出."""
    if len(row) > 2 and is_dated(row[0].text) and _WESTERN.fullmatch(row[1].text):
        return [row[0].to(row[1]), *row[2:]]  # 12　　(2000)
    if len(row) > 2 and row[1].start == row[0].end + 1 and _TOTAL.fullmatch(row[1].text):
        return [row[0].to(row[1]), *row[2:]]  # 補助費　計
    n = 0
    while n < len(row) and len(row[n].text) == 1 and not is_figure(row[n].text):
        n += 1
    if n < 2 or any(b.left - a.right > _WIDEST_LABEL_GAP for a, b in itertools.pairwise(row[:n])):
        return row
    return [_joined(row[:n]), *row[n:]]


def letters_joined(row: Sequence[Field]) -> list[Field]:
    """A header row with the letters of each word together, where they stand nearer to each other than to what is
    beside them: 輸　出　　　　　　輸　入."""
    out: list[Field] = []
    for i, field in enumerate(row):
        last = out[-1] if out else None
        if last is not None and len(field.text) == 1 and len(row[i - 1].text) == 1:
            gap = field.left - row[i - 1].right
            before = row[i - 1].left - row[i - 2].right if i > 1 else 99
            after = row[i + 1].left - field.right if i + 1 < len(row) else 99
            same = len(last.text) > 1 and gap == before
            if last.text + field.text in _WORDS and gap <= min(before, after, _WIDEST_WORD):
                out[-1] = last.to(field)
                continue
            if gap <= _WIDEST_GAP and (
                gap <= after if same else 2 * gap <= before and (2 * gap <= after or gap == after)
            ):
                out[-1] = last.to(field)
                continue
        out.append(field)
    return out


def _joined(row: Sequence[Field]) -> Field:
    whole = row[0]
    for field in row[1:]:
        whole = whole.to(field)
    return whole
