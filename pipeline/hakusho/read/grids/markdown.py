"""Pipe tables (GitHub Flavored Markdown 4.10): a header row, a rule, body rows."""

from __future__ import annotations

import itertools
import re

from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.textlines import TextLine, plain, trimmed
from hakusho.read.grids.tokens import is_figure
from hakusho.read.limits import check_size
from hakusho.read.nfkc import nfkc
from hakusho.read.source import Grid, GridCell, Span

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?")
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)|https?://\S+")


def markdown_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The pipe tables in these lines."""
    found, i, done = [], 1, 0
    while i < len(lines):
        if not _is_rule(lines[i]) or "|" not in lines[i - 1].text:
            i += 1
            continue
        n = len(fields(text, lines[i]))
        if n < 2 or len(fields(text, lines[i - 1])) != n:
            i += 1
            continue
        first, end = i - 1, i + 1
        while first > done and lines[first - 1].text[:1] == "|" and len(fields(text, lines[first - 1])) == n:
            first -= 1  # more header rows than one
        while end < len(lines) and "|" in lines[end].text and lines[end].page == lines[i].page:
            if end + 1 < len(lines) and _is_rule(lines[end + 1]) and len(fields(text, lines[end + 1])) > 1:
                break  # the header of the next table, no blank line between
            end += 1
        grid = _grid(text, [*lines[first:i], *lines[i + 1 : end]], n, i - first)
        if grid is not None:
            found.append(grid)
        done, i = end, end + 1
    return found


def _is_rule(line: TextLine) -> bool:
    return "-" in line.text and "|" in line.text and bool(_RULE.fullmatch(line.text))


def fields(text: str, line: TextLine) -> list[Span]:
    """Spans of the cells' content; a pipe after a backslash or in code does not part cells."""
    cuts, code, i = [], False, 0
    raw = line.text
    paired = raw.count("`") % 2 == 0
    while i < len(raw):
        char = raw[i]
        if char == "\\":
            i += 1
        elif char == "`" and paired:
            code = not code
        elif char == "|" and not code:
            cuts.append(line.start + i)
        i += 1
    edges = [line.start - 1, *cuts, line.end]
    spans = [trimmed(text, a + 1, b) for a, b in itertools.pairwise(edges)]
    if cuts and cuts[0] == line.start:
        spans = spans[1:]
    if cuts and cuts[-1] == line.end - 1 and spans:
        spans = spans[:-1]
    return spans


def _lacks_corner(text: str, lines: list[TextLine], n: int) -> bool:
    """Whether the header has lost the empty cell over the labels: it ends with an empty one where the rows do not, and
    the rows begin with words over which no header is of one."""
    head, *rows = [[text[a:b] for a, b in fields(text, line)] for line in lines]
    if n < 3 or not all(head[: n - 1]) or head[n - 1] or is_stub(nfkc(head[0])) or not rows:
        return False
    return all(len(row) >= n and row[n - 1] for row in rows) and not any(is_figure(nfkc(row[0])) for row in rows)


def _grid(text: str, lines: list[TextLine], n: int, head: int) -> Grid | None:
    check_size(len(lines) * n)
    cells = []
    shifted = head == 1 and _lacks_corner(text, lines, n)
    for row, line in enumerate(lines):
        spans = fields(text, line)
        if row == 0 and shifted:
            spans = [(line.start, line.start), *spans[:-1]]
        # what stands beyond the header's last column is dropped, what is missing is empty
        spans = [*spans[:n], *((line.end, line.end) for _ in range(n - len(spans)))]
        cells += [
            GridCell(row, col, start, end, header=True if row < head else None)
            for col, (start, end) in enumerate(spans)
        ]
    body = [text[c.start : c.end] for c in cells if c.row >= head and c.end > c.start]
    links = [cell for cell in body if _LINK.search(cell) and not plain(_LINK.sub("", cell))]
    if not body or len(links) >= 0.8 * len(body):
        return None
    return Grid("markdown", lines[0].start, lines[-1].end, tuple(cells), n_header_rows=head)
