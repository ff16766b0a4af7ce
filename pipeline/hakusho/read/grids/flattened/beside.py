"""Flattened lines that are cut by counting words: tables beside each other, and rows with words between the figures."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.header import over, plain
from hakusho.read.grids.rows import Row, is_stub, text_of
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_figure, is_none, is_number

_NUMBERS = frozenset({"順位", "番号", "年", "年度", "年次"})
_DATE = re.compile(r"(?:(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元)|(?:19|20)\d\d)[年./]|[MTSHR]\d{1,2}\.\d")
_Found = tuple[int, list[Draft]] | None


def side_by_side(rows: list[Row], at: int) -> _Found:
    """The tables beside each other whose header is rows[at]: it says the same words again for each of them.

    国名 金額 国名 金額
    甲国 1,200 乙国 900
    """
    head = rows[at].tokens
    cuts = _cuts([word.text for word in head])
    if not cuts or rows[at].unit:
        return None
    heads = [head[a:b] for a, b in itertools.pairwise([0, *cuts, len(head)])]
    sizes = [len(part) - 1 for part in heads]
    drafts = [Draft(plain(part, size)) for part, size in zip(heads, sizes, strict=True)]
    end = at + 1
    while end < len(rows) and rows[end].page == rows[at].page:
        found = _by_sizes(rows[end].tokens, sizes) or _parts(rows[end].tokens)
        places = _placed([len(figures) for _, figures in found], sizes, drafts) if found else None
        if found is None or places is None:
            break
        for k, (label, figures) in zip(places, found, strict=True):
            drafts[k].rows.append(_part(rows[end], [*label, *figures], len(figures)))
            drafts[k].labels.append([])
        end += 1
    return (end, drafts) if all(len(draft.rows) > 1 for draft in drafts) else None


def _placed(counts: list[int], sizes: list[int], drafts: list[Draft]) -> list[int] | None:
    """Which of the tables the parts of a line belong to; a part alone to one that has not come to its 計."""
    if counts == sizes:
        return list(range(len(sizes)))
    if len(counts) == 1:
        fits = [k for k, size in enumerate(sizes) if size == counts[0] and drafts[k].rows]
        going = [k for k in fits if not text_of(drafts[k].rows[-1]).endswith("計")]
        return (going or fits)[:1] or None
    return list(range(len(counts))) if counts == sizes[: len(counts)] else None


class Equal(NamedTuple):
    """The rows from here to `end` have as many words: the columns that have figures in all of them, whether the first
    word of one is a figure, whether one has a number at all, the columns of dates (or marks for none), and the columns
    with a date in one of them."""

    end: int
    figures: frozenset[int]
    first: bool
    numbers: bool
    dates: frozenset[int]
    dated: frozenset[int]


def runs_of_equal(rows: list[Row]) -> list[Equal]:
    """For each row, the run of equal rows of its page that it begins."""
    out: list[Equal] = []
    for i in range(len(rows) - 1, -1, -1):
        tokens = [word.text for word in rows[i].tokens]
        figures = frozenset(c for c, text in enumerate(tokens) if is_figure(text))
        dated = frozenset(c for c, text in enumerate(tokens) if c and _DATE.match(text))
        dates = dated | {c for c in figures if c and is_none(tokens[c])}
        numbers = any(not is_none(tokens[c]) for c in figures)
        own = Equal(i + 1, figures, 0 in figures, numbers, dates, dated)
        below = out[-1] if out else None
        if below and rows[i + 1].page == rows[i].page and len(rows[i + 1].tokens) == len(tokens):
            own = Equal(
                below.end,
                figures & below.figures,
                own.first or below.first,
                numbers or below.numbers,
                dates & below.dates,
                dated | below.dated,
            )
        out.append(own)
    return out[::-1]


def even(rows: list[Row], at: int, equal: list[Equal]) -> _Found:
    """The table whose header is rows[at] and whose rows have as many words, with figures under each other but not at
    the end:

        国名 人口 首都
        甲国 1,200 東の都
    """
    head = rows[at].tokens
    n = len(head)
    if n < 3 or rows[at].unit or any(is_number(word.text) for word in head):
        return None
    end = equal[at].end
    if end - at < (3 if is_stub(head[0].text) else 4):
        return None
    numeric = sorted(equal[at + 1].figures - {0})
    if not numeric or numeric == list(range(numeric[0], n)):
        return None
    if equal[at + 1].first and (head[0].text not in _NUMBERS or numeric[0] == 1):
        return None
    if equal[at + 1].first:
        numeric = [1]  # 順位 tells the rows apart, 国名 is a cell
    header = plain(head, n - numeric[0])
    above = rows[at - 1].label if at and not rows[at - 1].figures and not rows[at - 1].unit else []
    columns = n - numeric[0]
    if 1 < len(above) < columns and columns % len(above) == 0 and all(is_dated(word.text) for word in above):
        header = over(above, head[numeric[0] :], [columns // len(above)] * len(above), head[: numeric[0]])
    draft = Draft(header)
    for row in rows[at + 1 : end]:
        draft.rows.append(_part(row, row.tokens, n - numeric[0]))
        draft.labels.append([])
    return end, [draft]


def of_words(rows: list[Row], at: int, equal: list[Equal]) -> _Found:
    """The table of words whose header is rows[at], with a column of dates:

    相手国 署名 発効
    甲国 2002年1月 2002年11月
    """
    head = rows[at].tokens
    n = len(head)
    end = equal[at].end
    if n < 3 or rows[at].unit or not is_stub(head[0].text) or end - at < 3:
        return None
    body = equal[at + 1]
    if body.numbers or not body.dates & body.dated:
        return None
    draft = Draft(plain(head, n - 1))
    for row in rows[at + 1 : end]:
        draft.rows.append(_part(row, row.tokens, n - 1))
        draft.labels.append([])
    return end, [draft]


def _part(row: Row, tokens: list[Word], figures: int) -> Row:
    cut = len(tokens) - figures
    return Row(tokens[:cut], list(tokens[cut:]), row.first, row.last, row.page)


def _parts(tokens: list[Word]) -> list[tuple[list[Word], list[Word]]] | None:
    """A line as labels with their figures, figures in each; None where it is not."""
    found: list[tuple[list[Word], list[Word]]] = []
    for word in tokens:
        if is_figure(word.text):
            if not found:
                return None
            found[-1][1].append(word)
        elif found and not found[-1][1]:
            found[-1][0].append(word)
        else:
            found.append(([word], []))
    return found if found and all(figures for _, figures in found) else None


def _by_sizes(tokens: list[Word], sizes: list[int]) -> list[tuple[list[Word], list[Word]]] | None:
    """A line with a word for every place, as labels with their figures: a label may be a number itself, a year."""
    if len(tokens) != sum(sizes) + len(sizes):
        return None
    out: list[tuple[list[Word], list[Word]]] = []
    at = 0
    for size in sizes:
        out.append(([tokens[at]], tokens[at + 1 : at + 1 + size]))
        at += size + 1
    return out if all(is_figure(word.text) for _, figures in out for word in figures) else None


def _cuts(texts: list[str]) -> list[int]:
    """Where a header begins anew, with the word over the labels again: 国名 金額 国名 金額 is [2]."""
    names = [text.partition("(")[0] or text for text in texts]
    cuts = [i for i, name in enumerate(names) if i and name == names[0]]
    parts = [names[a:b] for a, b in itertools.pairwise([0, *cuts, len(names)])]
    alike = all(part == parts[0] for part in parts) and len(set(parts[0])) == len(parts[0])
    short = any(len(part) < 2 for part in parts)
    return [] if short or len(cuts) > 3 or not (alike or is_stub(names[0])) else cuts
