"""Chronologies as plain lines: a header of two words, then a year or date and what happened on each line.

年代 できごと
1855 条約を結ぶ。
1905 条約に調印。

The dates may be of a year and a month (1948. 8), and of the month alone where the year is that of the row above. Where
all rows begin with one, any word may stand over what happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.textlines import TextLine, Word, words
from hakusho.read.grids.tokens import is_dated, is_figure
from hakusho.read.source import Grid, GridCell, Span

_WHEN = re.compile(r"年代?|年次|西暦|和暦|年月日?|月日|日付|日時|時期|期日|年度")
_WHAT = re.compile(r"内容|出来事|できごと|事項|事柄|主な.{1,8}|動き|概要|経緯|経過|項目|沿革|記事|事績|歴史|できごと等")
_MIN_ROWS = 3
_YEAR = re.compile(r"\d{3,4}年?(?:[(].{1,10}[)])?年?")
_MONTH = re.compile(r"(?:1[89]|20)\d\d(?:[./](?:0?[1-9]|1[0-2])(?:[./][0-3]?\d)?\.?|年(?:0?[1-9]|1[0-2])月)")  # 1950.12
_OPEN_YEAR = re.compile(r"(?:1[89]|20)\d\d[.年]")  # 1948. 8
_NUMBER_OF_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_SOURCE = re.compile(r"\s{0,3}[(（]?(?:注|備考|資料|出所|出典)(?:[)）\d１-９:：]|$)")
_DATE_WORDS = 3  # 令和5年 4月 1日
_MANY_ROWS = 5  # that make sure of a header of any words


def chronologies(lines: Sequence[TextLine]) -> list[Grid]:
    """The chronologies in these lines."""
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        head = _header(lines, at)
        end, rows = _rows(lines, head[0], strict=not head[2]) if head else (at, [])
        if head is not None and len(rows) >= (_MIN_ROWS if head[2] else _MANY_ROWS):
            cells = [GridCell(0, c, word.start, word.end, header=True) for c, word in enumerate(head[1])]
            for r, (when, what) in enumerate(rows):
                cells += [GridCell(r + 1, 0, *when), GridCell(r + 1, 1, *what)]
            found.append(
                Grid("flattened", cells[0].start, cells[-1].end, tuple(cells), n_header_rows=1, n_header_cols=1)
            )
            at = end
        else:
            at += 1
    return found


def _header(lines: Sequence[TextLine], at: int) -> tuple[int, list[Word], bool] | None:
    """The two words of the header that begins on this line, the line after it, and whether the second is a usual one."""
    found: list[Word] = []
    for i in range(at, min(at + 3, len(lines))):
        if lines[i].blank and found:
            continue
        found += _spread(words(lines[i]))
        if not found or not _WHEN.fullmatch(found[0].text) or len(found) > 2:
            return None
        if len(found) == 2:
            usual = bool(_WHAT.fullmatch(found[1].text))
            return (i + 1, found, usual) if usual or (i == at and not is_figure(found[1].text)) else None
    return None


def _spread(found: list[Word]) -> list[Word]:
    """The words of a header whose letters are spread out as two: 年 月 日 事 項."""
    texts = [word.text for word in found]
    for n in range(min(3, len(found) - 1), 0, -1):
        if len(found) > 2 and _WHEN.fullmatch("".join(texts[:n])) and _WHAT.fullmatch("".join(texts[n:])):
            return [joined(found[:n]), joined(found[n:])]
    return found


def _rows(lines: Sequence[TextLine], at: int, *, strict: bool) -> tuple[int, list[tuple[Span, Span]]]:
    """The dates and what stands after them, each going on over the lines that begin with no date. `strict`: each line
    begins with a month, its year at least in the first."""
    out: list[tuple[Span, Span]] = []
    while at < len(lines):
        line = lines[at]
        found = words(line)
        n = 0
        while not strict and n < min(len(found) - 1, _DATE_WORDS) and _is_date(found[n]):
            n += 1
        n = n if n > 1 else _of_month(found, first=not out) or n
        if out and _SOURCE.match(line.text):
            break
        if n:
            out.append(((found[0].start, found[n - 1].end), (found[n].start, line.end)))
        elif line.blank and at + 1 < len(lines) and (found := words(lines[at + 1])) and _is_date(found[0]):
            pass
        elif strict or line.blank or not out or len(line.text) < 2 or line.page != lines[at - 1].page:
            break
        else:
            when, what = out[-1]
            out[-1] = when, (what[0], line.end)
        at += 1
    return at, out


def _of_month(found: Sequence[Word], *, first: bool) -> int:
    """How many words at the beginning of a line give a month: 1948. 8, 1950.12, and 8 below these; words follow."""
    texts = [word.text for word in found]
    n = 0
    if len(texts) > 2 and _OPEN_YEAR.fullmatch(texts[0]) and _NUMBER_OF_MONTH.fullmatch(texts[1].rstrip("月")):
        n = 2
    elif texts and (_MONTH.fullmatch(texts[0]) or (not first and _NUMBER_OF_MONTH.fullmatch(texts[0].rstrip("月")))):
        n = 1
    return n if n and len(texts) > n and not is_figure(texts[n]) else 0


def _is_date(word: Word) -> bool:
    return is_dated(word.text) or bool(_YEAR.fullmatch(word.text))
