"""Rows of cells between pipes without the rule that would make them a Markdown table, as converters of HTML leave them."""

from __future__ import annotations

from hakusho.read.grids.markdown import fields
from hakusho.read.grids.textlines import TextLine, plain, runs
from hakusho.read.grids.tokens import is_figure, is_none
from hakusho.read.limits import check_size
from hakusho.read.source import Grid, GridCell, Span

_MIN_ROWS = 3


def piped_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The tables of rows between pipes in these lines: as many cells in each row, and figures below the first one."""
    found = []
    for first, end in runs([line.text[:1] == "|" == line.text[-1:] and len(line.text) > 2 for line in lines]):
        rows = [fields(text, line) for line in lines[first:end]]
        at = 0
        while at < len(rows):
            stop = at + 1
            while stop < len(rows) and len(rows[stop]) == len(rows[at]):
                stop += 1
            grid = _grid(text, rows[at:stop])
            if grid is not None:
                found.append(grid)
            at = stop
    return found


def _grid(text: str, rows: list[list[Span]]) -> Grid | None:
    n = len(rows[0])
    if len(rows) < _MIN_ROWS or n < 2:
        return None
    check_size(len(rows) * n)
    body = [plain(text[a:b]) for row in rows[1:] for a, b in row[1:] if b > a]
    figures = [cell for cell in body if is_figure(cell)]
    if 2 * len(figures) < len(body) or all(map(is_none, figures)):
        return None
    cells = tuple(GridCell(r, c, a, b) for r, row in enumerate(rows) for c, (a, b) in enumerate(row))
    return Grid("markdown", rows[0][0][0], rows[-1][-1][1], cells)
