"""Tab-separated tables: lines that stand together, each with tabs."""

from __future__ import annotations

import itertools
import re

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.textlines import WALL, TextLine, runs, trimmed
from hakusho.read.grids.tokens import is_figure
from hakusho.read.grids.unit_lines import is_aside
from hakusho.read.limits import check_size
from hakusho.read.nfkc import nfkc
from hakusho.read.source import Grid, GridCell, Span

_MARK = re.compile(r"[・•○●◎◆◇■□▪▶►➢→※*+\-–—]|[(]?[0-9a-zア-ン]{1,2}[).．]?|[①-⑳]|注[0-9]{0,2}")
_URL = re.compile(r"https?://")


def tsv_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The tab-separated tables in these lines."""
    found = []
    tabs = ["\t" in text[line.begin : line.stop] and line.text != WALL for line in lines]
    for i in range(1, len(lines) - 1):
        if tabs[i - 1] and not tabs[i] and tabs[i + 1] and _is_section(text, lines[i - 1], lines[i], lines[i + 1]):
            tabs[i] = True
    for first, end in runs(tabs):
        for begin, stop in _pages(lines, first, end):
            grid = _grid(text, lines[begin:stop])
            if grid is not None:
                found.append(grid)
    return found


def _is_section(text: str, above: TextLine, line: TextLine, below: TextLine) -> bool:
    """Whether a line without tabs names a section: a short one between rows with figures, or after the header."""
    if line.blank or len(line.text) > 24 or is_numbered_caption(line.text) or is_aside(line.text):
        return False
    rows = [[nfkc(text[a:b]) for a, b in _fields(text, other)] for other in (above, below)]
    alike = len(rows[0]) == len(rows[1]) > 2 and all(row[0] for row in rows)
    header = not any(map(is_figure, rows[0]))
    return alike and any(map(is_figure, rows[1][1:])) and (header or any(map(is_figure, rows[0][1:])))


def _pages(lines: list[TextLine], first: int, end: int) -> list[tuple[int, int]]:
    cuts = [first, *(i for i in range(first + 1, end) if lines[i].page != lines[i - 1].page), end]
    return list(itertools.pairwise(cuts))


def _fields(text: str, line: TextLine) -> list[Span]:
    edges = [line.begin - 1, *(i for i in range(line.begin, line.stop) if text[i] == "\t"), line.stop]
    return [trimmed(text, a + 1, b) for a, b in itertools.pairwise(edges)]


def _grid(text: str, lines: list[TextLine]) -> Grid | None:
    rows = [_fields(text, line) for line in lines]
    kept = [(line, row) for line, row in zip(lines, rows, strict=True) if any(b > a for a, b in row)]
    most = max((sum(b > a for a, b in row) for _, row in kept), default=0)
    while most > 2 and kept and _is_heading(text, kept[0][1]):
        kept = kept[1:]
    if len(kept) < 2:
        return None
    columns = sorted({c for _, row in kept for c, (a, b) in enumerate(row) if b > a})
    if len(columns) < 2 or _is_list(text, [row for _, row in kept]):
        return None
    check_size(len(kept) * len(columns))
    cells = []
    for r, (line, row) in enumerate(kept):
        for c, column in enumerate(columns):
            start, end = row[column] if column < len(row) else (line.end, line.end)
            cells.append(GridCell(r, c, start, end))
    return Grid("tsv", kept[0][0].start, kept[-1][0].end, tuple(cells))


def _is_heading(text: str, row: list[Span]) -> bool:
    """Whether a line is a heading with a tab after its number."""
    filled = [text[a:b] for a, b in row if b > a]
    return len(filled) == 2 and bool(_MARK.fullmatch(nfkc(filled[0]))) and not is_figure(nfkc(filled[1]))


def _is_list(text: str, rows: list[list[Span]]) -> bool:
    """Items with a tab after the mark, indented text, or a list of links."""
    filled = [[text[a:b] for a, b in row if b > a] for row in rows]
    marked = sum(1 for row in filled if len(row) == 2 and _MARK.fullmatch(nfkc(row[0])))
    single = sum(1 for row in filled if len(row) == 1)
    links = sum(1 for row in filled if _URL.match(row[-1]))
    return marked == len(rows) or single > 0.7 * len(rows) or links == len(rows)
