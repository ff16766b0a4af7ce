"""Tables whose converter left the headers, a line or more each, then the labels of all rows, then all the figures:

    産業
    支給す          a header broken in two lines
    る給与
    賞与
    製造業          the labels begin
    建設業
    1,200
    ...

Nothing but the number of figures tells where the labels begin: of all ways to part the words the likeliest is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.blocks import likely, turned
from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import joined, plain
from hakusho.read.grids.flattened.parts import Partings
from hakusho.read.grids.rows import Row, is_stub, text_of
from hakusho.read.grids.textlines import Word

_MAX_WORDS = 60
_MAX_FIGURES = 300
_MAX_COLUMNS = 12
_NEAR = 3  # lines after the figures in which no other figures stand
_FIRST = frozenset({"総数", "計", "合計", "全国", "総計", "全体", "調査産業計", "平均"})  # labels of first rows


def header_in_lines(rows: Sequence[Row], at: int) -> tuple[int, list[Draft]] | None:
    """The table whose header begins with the line rows[at]: where it ends, and its draft; None where there is none."""
    if rows[at].figures or rows[at].unit or len(rows[at].label) > 2 or not is_stub(text_of(rows[at])):
        return None
    begin = at
    while begin < len(rows) and begin - at <= _MAX_WORDS and _is_words(rows[begin]):
        begin += 1
    end = begin
    while end < len(rows) and end - begin <= _MAX_FIGURES and rows[end].alone and len(rows[end].figures) == 1:
        end += 1
    figures = [word for row in rows[begin:end] for word in row.figures if word is not None]
    if len(figures) < 4 or any(row.figures for row in rows[end : end + _NEAR]):
        return None
    found = [
        (score, n, words)
        for c in range(2, min(_MAX_COLUMNS, len(figures) // 2) + 1)
        if len(figures) % c == 0 and (n := len(figures) // c) <= begin - at - c - 1
        for score, words in _headers(rows[at : begin - n], rows[begin - n], c)
    ]
    if not found:
        return None
    _, n, words = max(found, key=lambda item: item[0])
    c = len(words) - 1
    figures = max((turned(figures, n, c), figures), key=lambda block: likely(block, c, (False, False)))
    body = [
        Row([joined(row.label)], list(figures[r * c : (r + 1) * c]), row.first, rows[end - 1].last, row.page)
        for r, row in enumerate(rows[begin - n : begin])
    ]
    return end, [Draft(replace(plain(words, c), first=rows[at].first), body, [[] for _ in body])]


def _is_words(row: Row) -> bool:
    return not row.figures and not row.unit and len(row.label) <= 3


def _headers(head: Sequence[Row], below: Row, c: int) -> list[tuple[float, Sequence[Word]]]:
    """The words of the header as c headers and the one over the labels, with how likely they are."""
    words = [joined(row.label) for row in head]
    parted = Partings(words, [row.first for row in head], c + 1).into(c + 1)
    if parted is None or not is_stub(parted.words[0].text):
        return []
    apart = 2 * (below.first > head[-1].last + 1) + 2 * (text_of(below) in _FIRST)
    return [(parted.score + apart, parted.words)]
