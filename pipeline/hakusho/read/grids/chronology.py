"""Chronologies as plain lines: a header of two words, then a year or date and what happened on each line.

年代 できごと
1855 条約を結ぶ。
1905 条約に調印。
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.read.grids.textlines import TextLine, Word, words
from hakusho.read.grids.tokens import is_dated
from hakusho.read.source import Grid, GridCell, Span

_WHEN = re.compile(r"年代?|年次|西暦|和暦|年月日?|月日|日付|日時|時期|期日|年度")
_WHAT = re.compile(r"内容|出来事|できごと|事項|事柄|主な.{1,8}|動き|概要|経緯|経過|項目|沿革|記事|事績|歴史|できごと等")
_MIN_ROWS = 3
_YEAR = re.compile(r"\d{3,4}年?(?:[(].{1,10}[)])?年?")
_DATE_WORDS = 3  # 令和5年 4月 1日


def chronologies(lines: Sequence[TextLine]) -> list[Grid]:
    """The chronologies in these lines."""
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        head = _header(lines, at)
        end, rows = _rows(lines, head[0]) if head else (at, [])
        if head is not None and len(rows) >= _MIN_ROWS:
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


def _header(lines: Sequence[TextLine], at: int) -> tuple[int, list[Word]] | None:
    """The two words of the header that begins on this line, and the line after it."""
    found: list[Word] = []
    for i in range(at, min(at + 3, len(lines))):
        if lines[i].blank and found:
            continue
        found += words(lines[i])
        if not found or not _WHEN.fullmatch(found[0].text) or len(found) > 2:
            return None
        if len(found) == 2:
            return (i + 1, found) if _WHAT.fullmatch(found[1].text) else None
    return None


def _rows(lines: Sequence[TextLine], at: int) -> tuple[int, list[tuple[Span, Span]]]:
    """The dates and what stands after them, each going on over the lines that begin with no date."""
    out: list[tuple[Span, Span]] = []
    while at < len(lines):
        line = lines[at]
        found = words(line)
        n = 0
        while n < min(len(found) - 1, _DATE_WORDS) and _is_date(found[n]):
            n += 1
        if n:
            out.append(((found[0].start, found[n - 1].end), (found[n].start, line.end)))
        elif line.blank and at + 1 < len(lines) and (found := words(lines[at + 1])) and _is_date(found[0]):
            pass
        elif line.blank or not out or len(line.text) < 2 or line.page != lines[at - 1].page:
            break
        else:
            when, what = out[-1]
            out[-1] = when, (what[0], line.end)
        at += 1
    return at, out


def _is_date(word: Word) -> bool:
    return is_dated(word.text) or bool(_YEAR.fullmatch(word.text))
