"""Tables that a PDF converter left column by column: a block of labels, then a block for each column, its header first.

    年次
    平成22年
    23年

    総人口
    128,057
    127,799

Row by row, one cell a line, a table looks the same but for the blocks. Where the blocks are parted by blank lines, the
words over the labels and the kind of the figures tell the two apart: the figures of a column are of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import joined, plain
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_none, is_year

_DATES = frozenset({"年", "年次", "年度", "暦年", "西暦", "年月", "月", "会計年度", "調査年", "期間", "時期"})
_MAX_LABELS = 60


@dataclass(slots=True)
class _Block:
    """A header and the figures below it."""

    head: Word
    figures: list[Word]
    first: int
    last: int
    gap: bool  # whether a blank line stands before it


def column_by_column(rows: Sequence[Row], at: int) -> tuple[int, list[Draft]] | None:
    """The table whose block of labels begins with rows[at]: where it ends, and its draft; None where there is none."""
    if (
        rows[at].unit
        or len(rows[at].label) > 2
        or rows[at].figures
        or not is_stub("".join(w.text for w in rows[at].label))
    ):
        return None
    labels, i = _labels(rows, at)
    n = len(labels)
    if not 2 <= n <= _MAX_LABELS:
        return None
    blocks: list[_Block] = []
    while i < len(rows):
        block, i_next = _block(rows, i, n)
        if block is None:
            break
        blocks.append(block)
        i = i_next
    if len(blocks) < 2 or n * len(blocks) < 4 or not all(block.gap for block in blocks):
        return None
    stub = joined(rows[at].label)
    if not _are_columns(stub, labels, blocks):
        return None
    header = replace(plain([stub, *(block.head for block in blocks)], len(blocks)), first=rows[at].first)
    out = [
        Row([label], [block.figures[k] for block in blocks], rows[at].first + 1 + k, rows[i - 1].last, rows[at].page)
        for k, label in enumerate(labels)
    ]
    return i, [Draft(header, out, [[] for _ in out])]


def _labels(rows: Sequence[Row], at: int) -> tuple[list[Word], int]:
    """The words on the lines below the first, up to a blank line, and the row after them."""
    out: list[Word] = []
    i = at + 1
    while (
        i < len(rows)
        and (rows[i].first == rows[i - 1].last + 1 or (i == at + 1 and _apart(rows, i)))
        and rows[i].page == rows[at].page
        and not rows[i].unit
    ):
        row = rows[i]
        years = row.alone and len(row.figures) == 1 and row.figures[0] is not None and is_year(row.figures[0].text)
        if (row.figures and not years) or len(out) > _MAX_LABELS:
            break
        out.append(joined(row.tokens))
        i += 1
    return out, i


def _apart(rows: Sequence[Row], i: int) -> bool:
    """Whether a blank line stands before a row and none after it."""
    return rows[i].first == rows[i - 1].last + 2 and i + 1 < len(rows) and rows[i + 1].first == rows[i].last + 1


def _block(rows: Sequence[Row], at: int, n: int) -> tuple[_Block | None, int]:
    """The block that begins with rows[at]: a header of one or two lines, and n figures on lines of their own."""
    words: list[Word] = []
    figures: list[Word] = []
    gap = at > 0 and rows[at].first > rows[at - 1].last + 1
    i = at
    while i < len(rows) and rows[i].page == rows[at].page:
        near = i == at or rows[i].first == rows[i - 1].last + 1
        if not near and not (words and not figures and n > 1 and _apart(rows, i)):
            break
        row = rows[i]
        own = [word for word in row.figures if word is not None]
        if row.alone and len(own) == 1:
            figures.append(own[0])
        elif not figures and len(row.tokens) == 1 and all(is_none(word.text) for word in row.tokens):
            figures += row.tokens
        elif own or figures or len(words) > 3:
            break
        else:
            words += row.label
        i += 1
        if len(figures) == n:
            break
    if len(figures) != n or not words:
        return None, at
    return _Block(joined(words), figures, rows[at].first, rows[i - 1].last, gap), i


def _are_columns(stub: Word, labels: Sequence[Word], blocks: Sequence[_Block]) -> bool:
    """Whether the blocks are columns rather than rows."""
    if stub.text in _DATES:
        return True
    dated = all(is_dated(word.text) for word in labels)
    heads_dated = all(is_dated(block.head.text) for block in blocks)
    if dated != heads_dated:
        return heads_dated  # 区分 over years is the header of rows
    down = sum(_of_a_kind(block.figures) for block in blocks) * len(labels)
    across = sum(_of_a_kind([block.figures[k] for block in blocks]) for k in range(len(labels))) * len(blocks)
    return down >= across


def _of_a_kind(figures: Sequence[Word]) -> bool:
    kinds = {("%" in w.text, "." in w.text) for w in figures if not is_none(w.text)}
    return len(kinds) <= 1
