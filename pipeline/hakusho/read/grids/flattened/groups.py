"""Flattened rows to a grid: which rows a label without numbers heads."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from hakusho.read.grids.flattened.broken_labels import whole_labels
from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import Head, Header
from hakusho.read.grids.flattened.parts import letters_joined
from hakusho.read.grids.rows import Row, text_of
from hakusho.read.grids.sums import amount, columns_add_up
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_figure, is_list_mark
from hakusho.read.source import Grid, GridCell, Span

_SUBTOTAL = re.compile(r"(?:小|中)計")
_TOTAL = re.compile(r"合計|総計|総合計|総数|総額|計|全体|全国")


def grouped(draft: Draft) -> Grid:
    """The grid of a flattened table, its labels in as many columns as they have levels."""
    draft = whole_labels(draft)
    header, rows = draft.header, draft.rows
    stubs = len(header.stubs) if header else 0
    paths = _paths(rows, draft.labels, stubs)
    if stubs > 1 and all(len(row.label) == stubs for row in rows) and all(len(path) == 1 for path in paths):
        paths = [
            [(word.start, word.end) for word in row.label] for row in rows
        ]  # 地域 国名 人口: two columns of labels
    width = max(len(path) for path in paths)
    top = header.levels if header else 0
    cells = _header_cells(header, width) if header else []
    for level in range(width - 1):
        r = 0
        while r < len(rows):
            path, stop = paths[r], r + 1
            if len(path) > level + 1:
                while (
                    stop < len(rows) and len(paths[stop]) > level + 1 and paths[stop][: level + 1] == path[: level + 1]
                ):
                    stop += 1
                cells.append(GridCell(top + r, level, *path[level], rowspan=stop - r))
            r = stop
    for r, row in enumerate(rows):
        at = len(paths[r]) - 1
        cells.append(GridCell(top + r, at, *paths[r][-1], colspan=width - at, inner=_figures_within(row, paths[r][-1])))
        for c, word in enumerate(row.figures):
            start, end = (word.start, word.end) if word is not None else (paths[r][-1][1],) * 2
            cells.append(GridCell(top + r, width + c, start, end))
    cells.sort(key=lambda c: (c.row, c.col))
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    notes = tuple(sorted(draft.notes))
    return Grid("flattened", start, end, tuple(cells), n_header_rows=top, n_header_cols=width, notes=notes)


def _figures_within(row: Row, span: Span) -> tuple[Span, ...]:
    """Where the figures of a row stand within its label, at the height of the middle of its lines."""
    figures = [word.start for word in row.figures if word is not None and span[0] < word.start < span[1]]
    if not figures:
        return ()
    pairs = itertools.pairwise(row.label)
    return tuple((a.end, b.start) for a, b in pairs if any(a.end <= at < b.start for at in figures))


def _label(row: Row) -> Span:
    return row.label[0].start, row.label[-1].end


def _paths(rows: list[Row], labels: list[list[Row]], stubs: int) -> list[list[Span]]:
    """The label spans that lead to each row, outermost first, its own last."""
    heads = [_joined(lines) for lines in labels]
    texts = [text_of(row) for row in rows]
    own = [_label(row) for row in rows]
    headed = [i for i, h in enumerate(heads) if h]
    if headed and (len(headed) > 1 or headed[0]) and all(size == 1 for size in _sizes(texts, heads)):
        # no line before a row heads more than that row: it is the first half of its label
        return [[(head[0][0], span[1])] if head else [span] for head, span in zip(heads, own, strict=True)]
    amounts = [[amount(word.text if word else None) for word in row.figures] for row in rows]
    _inline(rows, texts, heads, own, two=stubs == 2)
    _centred(texts, heads, amounts)
    current: list[Span] = []
    begin = 0
    out = []
    like_heads = _like_heads(labels, texts)
    for i, (head, text) in enumerate(zip(heads, texts, strict=True)):
        if head:
            current = [*current[: len(current) - len(head)], *head] if len(head) < len(current) else head
            begin = i
        whole = begin == 0 and i == len(rows) - 1  # the only group would be the table
        ends = bool(_SUBTOTAL.fullmatch(text)) or (
            text == "計" and bool(current) and not whole and columns_add_up(amounts[begin:i], amounts[i]) is not False
        )
        if (_TOTAL.fullmatch(text) or i in like_heads) and not head and not ends:
            current = []
        out.append([*current, own[i]])
        if ends:
            current = []
    return out


def _like_heads(labels: list[list[Row]], texts: list[str]) -> set[int]:
    """The rows whose labels end as those of all groups do, and those within the groups do not: 専門職 after 総合職, 一般職."""
    heads = [text_of(lines[-1]) for lines in labels if lines]
    ending = heads[0][-1:] if len(set(heads)) > 1 else ""
    if not ending or any(not head.endswith(ending) for head in heads):
        return set()
    like = {i for i, text in enumerate(texts) if text.endswith(ending)}
    first = min(i for i, lines in enumerate(labels) if lines)
    return like if 3 * len(like) <= len(texts) and first + 1 not in like and first not in like else set()


def _inline(rows: list[Row], texts: list[str], heads: list[list[Span]], own: list[Span], *, two: bool) -> None:
    """A group's label on the line of one of its rows: 一般職 本省 4,000. Only where the header has a word for each of
    `two` columns of labels, groups end with 小計, or the labels within come again in each."""
    many = [i for i, row in enumerate(rows) if len(row.label) > 1]
    closed = [i for i, text in enumerate(texts) if _SUBTOTAL.fullmatch(text)]
    if not many or many == list(range(len(rows))):
        return
    named = two and many[0] == 0 and all(len(rows[i].label) == 2 for i in many)
    ended = bool(closed) and many[-1] <= closed[-1]
    if not named and (2 * len(many) > len(rows) or not (ended or _repeated(rows, many) or _of_two(rows, many))):
        return
    for i in many:
        label = rows[i].label
        if not heads[i]:
            heads[i] = [(label[0].start, label[-2].end)]
            own[i] = label[-1].start, label[-1].end
            texts[i] = label[-1].text


def _of_two(rows: list[Row], many: list[int]) -> bool:
    """Whether labels of two words come several times, each other words, and those between are of one: 年齢別 40歳代, 50歳代."""
    pairs = [letters_joined(rows[i].label) for i in many]
    outer = [pair[0].text for pair in pairs]
    within = sum(1 for a, b in itertools.pairwise([*many, len(rows)]) if b - a > 1)
    return (
        len(many) > 1
        and all(len(pair) == 2 for pair in pairs)
        and all(len(text) > 1 and not text[0].isdigit() and not is_list_mark(text) for text in outer)
        and not any(text.startswith("うち") or is_dated(text) or is_figure(text) for text in outer)
        and len(set(outer)) == len(outer)
        and 3 * within > 2 * len(many)
    )


def _repeated(rows: list[Row], many: list[int]) -> bool:
    """Whether the same labels come again and again, each time behind another word: 東部 本署, 支署, 西部 本署, 支署."""
    inner = [rows[i].label[-1].text if i in many else text_of(rows[i]) for i in range(len(rows))]
    outer = ["".join(word.text for word in rows[i].label[:-1]) for i in many]
    within = [text for text in inner if not _TOTAL.fullmatch(text)]
    return len(many) > 1 and not many[0] and len(set(outer)) == len(outer) and 2 * len(set(within)) <= len(within)


def _centred(texts: list[str], heads: list[list[Span]], amounts: list[list[Decimal | None]]) -> None:
    """A label that stands at the height of the middle of its group, up to 小計, is moved to its beginning. The sums
    tell whether the rows above it belong to it."""
    begin = 0
    for end, text in enumerate(texts):
        if _SUBTOTAL.fullmatch(text):
            marked = [i for i in range(begin, end + 1) if heads[i]]
            if len(marked) == 1 and marked[0] > begin:
                whole = columns_add_up(amounts[begin:end], amounts[end])
                rest = columns_add_up(amounts[marked[0] : end], amounts[end])
                if whole and not rest:
                    heads[begin], heads[marked[0]] = heads[marked[0]], []
            begin = end + 1
        elif _TOTAL.fullmatch(text) and text != "計":
            begin = end + 1


def _sizes(texts: list[str], heads: list[list[Span]]) -> list[int]:
    """How many rows stand under each head."""
    sizes: list[int] = []
    for text, head in zip(texts, heads, strict=True):
        if head:
            sizes.append(1)
        elif sizes and not _TOTAL.fullmatch(text):
            sizes[-1] += 1
    return sizes


def _joined(lines: list[Row]) -> list[Span]:
    """Label lines without a blank line between are one label, broken by the width of its column."""
    out: list[Span] = []
    last = -2
    for line in lines:
        span = _label(line)
        if out and line.first == last + 1:
            out[-1] = out[-1][0], span[1]
        else:
            out.append(span)
        last = line.last
    return out


def _header_cells(header: Header, width: int) -> list[GridCell]:
    cells = []
    deep = {c for head in header.heads if head.level for c in range(head.col, head.col + head.span)}
    for i, word in enumerate(header.stubs[:width]):
        last = i == min(len(header.stubs), width) - 1
        end = header.stubs[-1].end if last and len(header.stubs) > width and _next_to(header.stubs[i:]) else word.end
        cells.append(
            GridCell(0, i, word.start, end, rowspan=header.levels, colspan=width - i if last else 1, header=True)
        )
    for head in header.heads:
        rows = 1 if head.level or deep.intersection(range(head.col, head.col + head.span)) else header.levels
        cells.append(
            GridCell(
                head.level,
                width + head.col,
                head.word.start,
                _pieces(head)[-1].end,
                rowspan=rows,
                colspan=head.span,
                header=True,
                inner=tuple((a.end, b.start) for a, b in itertools.pairwise(_pieces(head))),
            )
        )
    return cells


def _pieces(head: Head) -> list[Word]:
    """The pieces of a header broken in several lines."""
    out = [head.word]
    rest = head.rest
    while rest is not None:
        out.append(rest)
        rest = rest.below
    return out


def _next_to(words: Sequence[Word]) -> bool:
    return all(b.start - a.end <= 1 for a, b in itertools.pairwise(words))
