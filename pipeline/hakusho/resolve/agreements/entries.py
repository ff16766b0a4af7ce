"""The date of an act from the lines around it: the entries of a chronology, the row of a table, a name with its year."""

from __future__ import annotations

import re

from hakusho.extractors.mention import Mention
from hakusho.resolve.agreements.points import points
from hakusho.resolve.document import DocumentContext, Draft, Passage

_ENTRY = re.compile(r"^[●○・ ]{0,3}$|[)」』](?<!^.)$")  # what a date at the head of an entry stands behind
_GOES_ON = re.compile(r"[ぁ-ん、)~-]|付")
_ENTRIES = 4  # of one day in a chronology
_HEAD = 8  # passages within which a press release has its date


def of_entry_above(context: DocumentContext, passage: Passage) -> Draft | None:
    """In a chronology, the day that stands on a line of its own above the entry, or with which the entry above begins."""
    line = passage.kind != "table" and "。" not in passage.text
    for above in reversed(context.passages[max(0, passage.index - _ENTRIES) : passage.index]):
        dates = points(context, above)
        if alone := [d for d in dates if above.text.strip("● ・") == d.text]:
            return alone[0]
        if "。" in above.text:
            return None
        leading = [d for d in dates if _ENTRY.search(above.text, 0, d.start) and not _GOES_ON.match(above.text, d.end)]
        if line and leading and passage.kind == above.kind and leading[0].start < 4:
            return leading[-1]
    return None


def of_own_entry(context: DocumentContext, passage: Passage) -> Draft | None:
    """The date that an entry of a chronology begins with, apart from what it tells: 10月23日 条約の批准書を交換。同条約発効."""
    first = next(iter(points(context, passage)), None)
    apart = (
        first is not None and _ENTRY.search(passage.text, 0, first.start) and passage.text.startswith(" ", first.end)
    )
    return first if apart else None


def of_name_above(context: DocumentContext, passage: Passage, mention: Mention) -> Draft | None:
    """The date beside the name where a line above holds no more than both: 日仏共同宣言(1995年)."""
    name = passage.text[mention.start : mention.end]
    for above in reversed(context.passages[max(0, passage.index - _ENTRIES) : passage.index]):
        for date in points(context, above):
            if above.text.endswith(f"{name}({date.text})") and "。" not in above.text:
                return date
    return None


def of_row(context: DocumentContext, passage: Passage) -> Draft | None:
    """In a chronology, the date of the row's first cell; where that is empty, of the row above."""
    cell, grid = passage.piece.cell, passage.piece.block.grid
    if cell is None or grid is None:
        return None
    cells = [(p, p.piece.cell) for p in context.passages if p.piece.block.grid is grid and p.piece.cell is not None]
    if any(c.row == cell.row and c.col > cell.col for _, c in cells):
        return None  # a label beside the event, not the event
    for row in range(cell.row, -1, -1):
        heads = [p for p, c in cells if c.col == 0 and c.row <= row < c.row + c.rowspan]
        if dates := [d for p in heads for d in points(context, p)]:
            return dates[0]
        if heads:
            return None
    return None


def is_published(context: DocumentContext, line: Draft) -> bool:
    """Whether a date on a line of its own is that of a press release, and not an entry of a chronology: a month on such
    a line is the former where it is the only one."""
    if line.passage.index >= _HEAD:
        return False
    if len(str(line.fields["value"])) == len("2001-01-01"):
        return True
    return not any(d is not line and d.text == d.passage.text.strip("● ・") for d in context.of("dates"))
