"""What a cell looks like: a date, a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.tables.values import parse
from hakusho.read.grids.tokens import is_dated, is_none, is_year

# Ages, ranks, classes of size: labels, though they are numbers.
_LABEL_NUMBER = re.compile(r"(?:(?:第|満)?[\d,.]{1,9}|[~\-])(?:(?:[\d,.]{1,9}|[~\-])?[^\d~\-]{0,5}){1,3}")
_OF_LABEL = re.compile(r"\d(?:歳|位|級|等|年生|学年|号俸|四半期)|以上|未満|以下|超|\d[^\d~]{0,3}~|~\d")


def is_date(text: str) -> bool:
    """Whether a cell is a year or a date, and no bare number."""
    return is_year(text) or (is_dated(text) and not text.isdigit())


def years_go_on(texts: Sequence[str]) -> bool:
    """Whether the first of these is a year and the others are bare numbers that count on from it: 平成29, 30, 31."""
    begin = re.fullmatch(r".*?(\d{1,2})年?度?", texts[0])
    if begin is None or not is_dated(texts[0]) or texts[0].isdigit():
        return False
    return all(t == str(int(begin[1]) + i) for i, t in enumerate(texts) if i)


def is_figure(text: str) -> bool:
    """Whether a cell has a number, or a mark for none."""
    return is_none(text) or parse(text).value is not None or parse(text).secondary is not None


def is_label_number(text: str) -> bool:
    """Whether a cell is a number that tells rows apart: 5歳, 300~999人, 第2位."""
    return bool(_LABEL_NUMBER.fullmatch(text) and _OF_LABEL.search(text))
