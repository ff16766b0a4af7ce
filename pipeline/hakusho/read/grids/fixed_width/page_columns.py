"""The columns of the page that a table laid out with spaces stands in."""

from __future__ import annotations

import re

from hakusho.read.grids.fixed_width.fields import Field, letters_joined
from hakusho.read.grids.fixed_width.headers import Column, by_position, under
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.tokens import is_figure, is_number
from hakusho.read.grids.unit_lines import is_aside

MIN_ROWS = 2


def has_figures(row: list[Field]) -> bool:
    return len(row) > 1 and any(is_number(field.text) for field in row[1:])


def columns_of(rows: list[list[Field]]) -> list[Column]:
    """Stretches of the page that the fields of the fullest rows cover, left to right; fields of other rows widen them or
    stand between, but one over several is no column."""
    most = max((len(row) for row in rows), default=0)
    out = _covered([field for row in rows if len(row) == most for field in row])
    for field in (field for row in rows if len(row) < most for field in row):
        over = [i for i, (left, right) in enumerate(out) if field.left < right and left < field.right]
        if len(over) < 2:
            i = over[0] if over else sum(right <= field.left for _, right in out)
            low = out[i - 1][1] if i else 0
            high = out[i + len(over)][0] if i + len(over) < len(out) else field.right
            left, right = max(low, field.left), min(high, field.right)
            out[i : i + len(over)] = [(min(left, out[i][0]), max(right, out[i][1]))] if over else [(left, right)]
    return out


def with_empty(columns: list[Column], head: list[Field], body: list[list[Field]]) -> list[Column] | None:
    """The columns with those that no row has figures in, from a header that has more words than there are columns of
    figures, under each of which no row has more than one figure; None where there are none."""
    labels = label_columns(body, columns) if len(columns) > 1 else 0
    edge = columns[labels - 1][1] if labels else 0
    words = [(f.left, f.right) for f in letters_joined(head) if f.right > columns[labels][0] and f.left >= edge]
    if labels != 1 or len(words) < len(columns) or any(is_figure(f.text) or is_aside(f.text) for f in head):
        return None
    for row in body:
        at = [under(field, words) for field in row if field.left >= edge]
        if any(len(over) != 1 for over in at) or len({over[0] for over in at}) < len(at):
            return None
    return [columns[0], *words]


def _covered(row: list[Field]) -> list[Column]:
    out: list[Column] = []
    for left, right in sorted((field.left, field.right) for field in row):
        if out and left < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def is_table(body: list[list[Field]], columns: list[Column]) -> bool:
    """Whether the rows fill the columns one field each, and one column but the first has figures."""
    figures = [0] * len(columns)
    filled = [0] * len(columns)
    clashes = 0
    for row in body:
        seen: set[int] = set()
        for field in row:
            over = under(field, columns)
            clashes += len(over) > 1 and len(row) > 1 and over[0] > 0
            clashes += over[0] in seen and over[0] > 0
            seen.add(over[0])
            filled[over[0]] += 1
            figures[over[0]] += is_figure(field.text)
    numeric = [c for c in range(1, len(columns)) if 2 * figures[c] > filled[c]]
    rows = sum(1 for row in body if len(row) > 1)
    return bool(numeric) and rows >= MIN_ROWS and clashes <= len(body) // 10


def label_columns(body: list[list[Field]], columns: list[Column]) -> int:
    """How many columns on the left hold labels."""
    n = 0
    while n < len(columns) - 1:
        column = [field for row in body for field in row if len(row) > 1 and under(field, columns)[0] == n]
        if n and 2 * sum(is_figure(field.text) for field in column) > len(column):
            break
        n += 1
    return n


def stubs_again(head: list[list[Field]], body: list[list[Field]], columns: list[Column], units: int) -> list[int]:
    """The columns in which another table begins on the same lines: words with figures to their left, under 区分 or the
    like, or as many as there are further units above."""
    out, words_only = [], []
    figures = False  # to the left
    names = {c: field.text for row in head for c, _, field in by_position(row, columns)}
    for c in range(1, len(columns) - 1):
        column = [field for row in body for field in row if under(field, columns)[0] == c]
        words = sum(not is_figure(field.text) for field in column)
        figures = figures or 2 * words < len(column)
        if figures and words == len(column) > 1:
            words_only.append(c)
            if is_stub(tight(names.get(c, ""))):
                out.append(c)
    return words_only if units > 1 and len(words_only) == units - 1 else out


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)
