"""Labels that the width of their column broke, put together again:

文教及び科学振          a line that the next piece would not have gone on: nearly as wide as the widest of all
興費 53,512 53,824
租税                    a line with room left is the name of a group, or a label of its own
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.places import INCOMPLETE
from hakusho.read.grids.rows import Row, text_of
from hakusho.read.grids.tokens import is_dated, is_year
from hakusho.read.lines import width

_PIECE = re.compile(r"[(][^()]{0,12}[)]?|[0-9A-Za-z.,]+|.")  # what no line is broken within
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_TOTAL = re.compile(r"(?:合|小|総)?計|総数|総額|平均|全体|実数|男性?|女性?")
_LEAST = 6  # columns of the page; no column of labels is narrower


def whole_labels(draft: Draft) -> Draft:
    """The draft with its broken labels whole."""
    if not any(draft.labels):
        return draft
    lines: list[tuple[Row, bool]] = []  # the lines of labels, and whether each has figures
    for pending, row in zip(draft.labels, draft.rows, strict=True):
        lines += [(line, False) for line in pending]
        lines.append((row, True))
    texts = [text_of(row) for row, _ in lines]
    widest = max(map(width, texts))
    full = [i for i in range(len(lines) - 1) if _goes_on(lines, texts, i, widest)]
    named = {texts[i][-1:] for i in full}
    if widest < _LEAST or (len(full) > 1 and len(named) == 1 and len(full) < len(lines) / 2):
        return draft  # 製造業, 建設業 over their rows
    after = [texts[i + 1] for i in full]
    if len(full) < 2 or 2 * len(set(after)) <= len(after):
        full = [i for i in full if _is_open(texts[i], texts[i + 1])]
    return _joined(draft, lines, frozenset(full)) if full else draft


def _goes_on(lines: Sequence[tuple[Row, bool]], texts: Sequence[str], i: int, widest: int) -> bool:
    """Whether a line of labels is broken off for want of room, and the next goes on with it."""
    (row, figures), (below, more) = lines[i], lines[i + 1]
    if (figures and (more or not row.alone)) or below.first != row.last + 1 or below.page != row.page:
        return False
    piece = _PIECE.match(texts[i + 1])
    if is_dated(texts[i]) or is_year(texts[i]) or _TOTAL.fullmatch(texts[i + 1]) or piece is None:
        return False
    return width(texts[i]) + width(piece[0]) > widest or (len(texts[i]) > 2 and bool(_LETTER.fullmatch(texts[i + 1])))


def _is_open(text: str, below: str) -> bool:
    """Whether a label cannot be at its end."""
    return bool(INCOMPLETE.search(text)) or below[0] in "(〔" or len(below) == 1 or text.count("(") > text.count(")")


def _joined(draft: Draft, lines: Sequence[tuple[Row, bool]], full: frozenset[int]) -> Draft:
    rows: list[Row] = []
    labels: list[list[Row]] = []
    pending: list[Row] = []
    i = 0
    while i < len(lines):
        end = i
        figures = lines[i][1]
        while end in full and not (figures and lines[end + 1][1]):
            end += 1
            figures = figures or lines[end][1]
        parts = [row for row, _ in lines[i : end + 1]]
        own = next((row for row, has in lines[i : end + 1] if has), None)
        label = [word for part in parts for word in part.label]
        whole = replace(own or parts[0], label=label, first=parts[0].first, last=parts[-1].last)
        if own is None:
            pending.append(whole)
        else:
            rows.append(whole)
            labels.append(pending)
            pending = []
        i = end + 1
    return replace(draft, rows=rows, labels=labels)
