"""Tables of words and figures whose converter left a cell on each line: the headers, then row after row.

    発生年月日
    災害名
    死者数
    昭和34年9月26日
    青波台風
    120人

The cells of a column are of one kind: dates, figures or words, so the number of columns shows itself by its return.
"""

from __future__ import annotations

import re

from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.textlines import WALL, TextLine, plain, runs
from hakusho.read.grids.tokens import is_figure, is_none, is_number
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.source import Grid, GridCell

_DATE = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])(?:\d{1,2}|元)|(?:1[89]|20)\d\d|\d{1,2}月)[年./\d(（].{0,24}"
)
_MAX_COLUMNS = 10
_MIN_ROWS = 3
_MAX_CELL = 40
_SENTENCE = re.compile(r"。$|[はがをにで、]$")


def cell_a_line_grids(lines: list[TextLine]) -> list[Grid]:
    """The tables in these lines that have a column of words besides that of the labels."""
    found: list[Grid] = []
    for first, end in runs([_may_be_cell(line) for line in lines]):
        texts = [plain(line.text) for line in lines[first:end]]
        kinds = "".join(map(_kind, texts))
        at = 0
        while at < len(texts):
            size = _columns(texts, kinds, at)
            if size is None:
                at += 1
                continue
            columns, rows = size
            found.append(_grid(lines[first + at : first + at + columns * (rows + 1)], columns))
            at += columns * (rows + 1)
    return found


def _may_be_cell(line: TextLine) -> bool:
    return not line.blank and line.text != WALL and len(line.text) <= _MAX_CELL and not _SENTENCE.search(line.text)


def _kind(text: str) -> str:
    """Number, mark for none, date, word, or unit, by a letter."""
    if is_unit_line(text):
        return "u"
    if is_number(text):
        return "n"
    return "-" if is_none(text) else "d" if _DATE.fullmatch(text) else "w"


def _columns(texts: list[str], kinds: str, at: int) -> tuple[int, int] | None:
    """How many columns and rows the table has whose headers begin at a line; None where none begins there."""
    if not is_stub(texts[at]) or is_figure(texts[at]):
        return None
    best: tuple[int, int] | None = None
    for k in range(2, _MAX_COLUMNS + 1):
        if set(kinds[at : at + k]) - {"w"}:
            break
        row = kinds[at + k : at + 2 * k]
        n = 0
        while _alike(row, kinds[at + (n + 1) * k : at + (n + 2) * k]):
            n += 1
        fits = n >= _MIN_ROWS and row[:1] in ("d", "w") and "w" in row[1:] and ("n" in row[1:] or row[0] == "d")
        if fits and (best is None or n * k > best[0] * best[1]):
            best = k, n
    return best


def _alike(first: str, other: str) -> bool:
    """Whether two rows have cells of the same kinds, marks for none aside."""
    return len(first) == len(other) > 0 and all(
        a == b or (b == "-" and a in "nw") for a, b in zip(first, other, strict=True)
    )


def _grid(lines: list[TextLine], columns: int) -> Grid:
    cells = tuple(
        GridCell(i // columns, i % columns, line.start, line.end, header=True if i < columns else None)
        for i, line in enumerate(lines)
    )
    return Grid("flattened", lines[0].start, lines[-1].end, cells, n_header_rows=1, n_header_cols=1)
