"""Which lines above the figures are the header of a table laid out with spaces, and which only speak of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.fixed_width.fields import Field, letters_joined, strokes
from hakusho.read.grids.fixed_width.headers import Column, under
from hakusho.read.grids.fixed_width.page_columns import tight
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.unit_lines import is_aside, is_unit_line

_BRACKETED = re.compile(r"[(\[][^()]{2,40}[)\]]")
_MAX_HEAD = 5


def head_above(
    text: str,
    rows: Sequence[list[Field]],
    lines: Sequence[TextLine],
    drawn: Sequence[list[Column]],
    after_blank: set[int],
    columns: list[Column],
) -> tuple[list[list[Field]], list[list[Column]], list[Field]]:
    """The rows of the header among those above the figures, the rules under each, and the units that stand between.
    `after_blank` tells where the lines begin that have a blank one before them."""
    head: list[list[Field]] = []
    rules: list[list[Column]] = []
    units: list[Field] = []
    told = False  # whether a line above the header has spoken of the whole table
    for i in range(len(rows) - 1, -1, -1):
        row, line = rows[i], lines[i]
        asides = all(is_aside(field.text) for field in row)
        if head and not asides and len(row) < 3 and any(_is_full(rule, columns) for rule in drawn[i]):
            break  # above the frame of the table
        if told and head and len(row) < 2 and not asides:
            break  # the caption, over what is said of the whole table
        if is_aside(line.text) and not asides:
            units = [Field(row[0].left, row[-1].right, line.start, line.end, line.text)]
            told = True
        elif asides and (head or len(row) == 1):
            units = [field for field in row if is_unit_line(field.text)] or units
            told = told or bool(head)
        elif (head and len(row) == 1 and _BRACKETED.fullmatch(row[0].text)) and (not i or len(rows[i - 1]) < 2):
            told = True  # （事業所規模5人以上）
        elif (
            (len(row) < 2 and not goes_on(row, columns) and not (head and _is_beside(text, line, row, columns)))
            or len(head) == _MAX_HEAD
            or is_numbered_caption(line.text)
        ):
            break
        else:
            head.insert(0, row)
            rules.insert(0, drawn[i])
        if line.begin in after_blank:
            break
    return head, rules, units


def _is_full(rule: Column, columns: list[Column]) -> bool:
    """Whether a rule goes over all columns, those of the labels too."""
    return rule[0] <= columns[0][1] and rule[1] >= columns[-1][0] and len(columns) > 1


def last_row(row: list[Field], columns: list[Column]) -> list[Field]:
    """The lowest header row with letters joined, where each column keeps a header: 男　女 are two."""
    whole = letters_joined(row)
    least = len(columns) - (under(row[0], columns)[0] > 0)
    return whole if len(whole) >= least else row


def goes_on(row: list[Field], columns: list[Column]) -> bool:
    """Whether the one field of a row is the rest of a header above it."""
    if len(columns) < 2 or is_unit_line(row[0].text):
        return False
    over = under(row[0], columns)
    return row[0].left >= columns[1][0] or (len(row) == len(over) == 1 and over[0] > 0)


def _is_beside(text: str, line: TextLine, row: list[Field], columns: list[Column]) -> bool:
    """Whether a row of the header has only what stands over the labels, beside a rule or by its word."""
    return (
        len(columns) > 1
        and row[0].right <= columns[1][0]
        and (is_stub(tight(row[0].text)) or bool(strokes(text, line)))
    )


def is_label(row: list[Field], columns: list[Column]) -> bool:
    """Whether a row has a label alone, which is no header."""
    text = "".join(field.text for field in row)
    return row[-1].right <= columns[1][0] and not is_stub(tight(text)) and not is_unit_line(text)
