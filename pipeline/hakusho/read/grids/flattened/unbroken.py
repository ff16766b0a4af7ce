"""Rows of a flattened table that its converter broke where the text of a cell did: put together before they are read.

区分 2023年度                 a header goes on with what is in brackets
（1,200件） 割合
（％）
農業・                        a label that is not at its end
林業 1,200 3.4
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hakusho.read.grids.flattened.header import joined
from hakusho.read.grids.rows import Row, is_stub
from hakusho.read.grids.tokens import is_year

_OPEN = ("・", "及び", "又は", "並びに")
_MIN_YEARS = 3
_YEAR_GOES_ON = re.compile(r"(?:年度?|年[末間]?)(?:[(].{1,8}[)])?$")


def unbroken(rows: Sequence[Row]) -> list[Row]:
    """The rows with labels and headers whole that go on in the next line."""
    out: list[Row] = []
    i = 0
    while i < len(rows):
        row = rows[i]
        end, whole = _header(rows, i) or (i, None)
        if whole is not None:
            out.append(whole)
            i = end
            continue
        last = out[-1] if out else None
        if last is not None and last.label and _is_open(last) and _next(last, row) and row.figures and row.label:
            out[-1] = replace(row, label=[joined([*last.label, row.label[0]]), *row.label[1:]], first=last.first)
        else:
            out.append(row)
        i += 1
    return out


def _is_open(row: Row) -> bool:
    if row.figures or row.unit or len(row.label) != 1:
        return False
    text = row.label[0].text
    return text.endswith(_OPEN) or text.count("(") > text.count(")")


def _next(row: Row, after: Row) -> bool:
    return after.first == row.last + 1 and after.page == row.page


def _header(rows: Sequence[Row], at: int) -> tuple[int, Row] | None:
    """The header that begins with rows[at] and goes on with brackets, where two rows below have as many words: where it
    ends, and its row."""
    row = rows[at]
    if row.figures or row.unit or not is_stub(row.label[0].text):
        return None
    words = list(row.label)
    end = at + 1
    while end < len(rows) and _next(rows[end - 1], rows[end]) and rows[end].tokens[0].text[0] in "(（":
        first, *rest = rows[end].tokens
        words = [*words[:-1], joined([words[-1], first]), *rest]
        end += 1
    below = rows[end : end + 2]
    if end == at + 1 or len(below) < 2 or any(len(other.tokens) != len(words) for other in below):
        return None
    return end, replace(row, label=words, last=rows[end - 1].last)


def years_whole(rows: Sequence[Row]) -> list[Row]:
    """The rows with 50 and 年度 on the line below it as one word of a header."""
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        ends = not row.figures and not row.unit and bool(_YEAR_GOES_ON.match(row.label[0].text))
        if last is not None and ends and _is_small(last) and _next(last, row):
            whole = joined([*last.tokens, row.label[0]])
            out[-1] = replace(row, label=[whole, *row.label[1:]], first=last.first)
        else:
            out.append(row)
    return out


def _is_small(row: Row) -> bool:
    """Whether a row is nothing but a whole number of one or two digits."""
    return len(row.tokens) == 1 and row.tokens[0].text.isdecimal() and len(row.tokens[0].text) < 3


def years_parted(rows: Sequence[Row]) -> list[Row]:
    """The rows with figures on lines of their own parted where years that count up begin one: 2022, 1,200, 2023, 1,300."""
    out: list[Row] = []
    i = 0
    while i < len(rows):
        run = i
        while (
            run < len(rows)
            and rows[run].alone
            and len(rows[run].figures) == 1
            and (run == i or _next(rows[run - 1], rows[run]))
        ):
            run += 1
        out += (_of_years(rows[i:run]) if run > i else None) or rows[i : max(run, i + 1)]
        i = max(run, i + 1)
    return out


def _of_years(run: Sequence[Row]) -> list[Row] | None:
    """A row for each year, if the first of the figures is a year and the next years come at even distances or nearly so."""
    texts = [word.text for row in run for word in row.figures if word is not None]
    if len(texts) != len(run) or not is_year(texts[0]):
        return None
    begins = [0]
    for i, text in enumerate(texts):
        if i > begins[-1] + 1 and text == str(int(texts[begins[-1]]) + 1):
            begins.append(i)
    ends = [*begins[1:], len(run)]
    sizes = [end - begin for begin, end in zip(begins, ends, strict=True)]
    if len(begins) < _MIN_YEARS or max(sizes) > sizes[1] + 1:
        return None
    out = []
    for begin, end in zip(begins, ends, strict=True):
        figures = [word for row in run[begin + 1 : end] for word in row.figures]
        label = [word for word in run[begin].figures if word is not None]
        out.append(replace(run[begin], label=label, figures=figures, last=run[end - 1].last, alone=False))
    return out
