"""Flattened lines that are cut by counting words: tables beside each other, and rows with words between the figures."""

from __future__ import annotations

from typing import NamedTuple

from hakusho.read.grids.drafts import Draft
from hakusho.read.grids.headings import over, plain
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.textlines import Word
from hakusho.read.grids.tokens import is_dated, is_figure, is_number

_NUMBERS = frozenset({"順位", "番号", "年", "年度", "年次"})
_Found = tuple[int, list[Draft]] | None


def side_by_side(rows: list[Row], at: int) -> _Found:
    """The tables beside each other whose header is rows[at]: it says the same words again for each of them.

    国名 金額 国名 金額
    甲国 1,200 乙国 900
    """
    head = rows[at].tokens
    n = _repeated([word.text for word in head])
    if n == 1 or rows[at].unit:
        return None
    size = len(head) // n
    end = at + 1
    drafts = [Draft(plain(head[k * size : (k + 1) * size], size - 1)) for k in range(n)]
    while end < len(rows) and rows[end].page == rows[at].page:
        found = _parts(rows[end].tokens)
        if found is None or len(found) > n or any(len(figures) != size - 1 for _, figures in found):
            break
        for draft, (label, figures) in zip(drafts, found, strict=False):
            draft.rows.append(_part(rows[end], [*label, *figures], len(figures)))
            draft.labels.append([])
        end += 1
    return (end, drafts) if all(len(draft.rows) > 1 for draft in drafts) else None


class Equal(NamedTuple):
    """The rows from here to `end` have as many words: the columns that have figures in all of them, and whether the
    first word of one is a figure."""

    end: int
    figures: frozenset[int]
    first: bool


def runs_of_equal(rows: list[Row]) -> list[Equal]:
    """For each row, the run of equal rows of its page that it begins."""
    out: list[Equal] = []
    for i in range(len(rows) - 1, -1, -1):
        tokens = rows[i].tokens
        figures = frozenset(c for c, word in enumerate(tokens) if is_figure(word.text))
        below = out[-1] if out else None
        if below and rows[i + 1].page == rows[i].page and len(rows[i + 1].tokens) == len(tokens):
            out.append(Equal(below.end, figures & below.figures, 0 in figures or below.first))
        else:
            out.append(Equal(i + 1, figures, 0 in figures))
    return out[::-1]


def even(rows: list[Row], at: int, equal: list[Equal]) -> _Found:
    """The table whose header is rows[at] and whose rows have as many words, with figures under each other but not at
    the end:

        国名 人口 首都
        甲国 1,200 東の都
    """
    head = rows[at].tokens
    n = len(head)
    if n < 3 or rows[at].unit or any(is_number(word.text) for word in head) or not is_stub(head[0].text):
        return None
    end = equal[at].end
    if end - at < 3:
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


def _part(row: Row, tokens: list[Word], figures: int) -> Row:
    cut = len(tokens) - figures
    return Row(tokens[:cut], list(tokens[cut:]), row.first, row.last, row.page)


def _parts(tokens: list[Word]) -> list[tuple[list[Word], list[Word]]] | None:
    """A line as labels with their figures, as many figures in each; None where it is not."""
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
    sizes = {len(figures) for _, figures in found}
    return found if len(sizes) == 1 and sizes != {0} else None


def _repeated(texts: list[str]) -> int:
    """How many times a header says the same words: 国名 金額 国名 金額 is 2."""
    for n in (2, 3, 4):
        size, rest = divmod(len(texts), n)
        if not rest and size > 1 and texts == texts[:size] * n and len(set(texts)) == size:
            return n
    return 1
