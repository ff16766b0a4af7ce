"""Tables of a page: ruled ones by their lines, unruled ones by figures that stand in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hakusho.read.builder import Table, TableCell
from hakusho.read.grids.tokens import is_figure
from hakusho.read.nfkc import nfkc
from hakusho.read.pdf.glyphs import Box, Glyph, Run, box_of, runs_of, with_marks
from hakusho.read.pdf.layout import Item, rows_of

_BROKEN = re.compile(r"(?<=\d[.,．，])\n(?=\d)|(?<=\d)\n(?=[.,．，]\d|[%％])")
_SNAP = 3.0  # points; edges nearer than this are one
_LONG = 220  # characters; a cell with more is a box around text
_ROW_GAP = 2.2  # em between the lines of an unruled table


def ruled(page: Any, glyphs: Sequence[Glyph]) -> tuple[list[Item], list[Glyph]]:
    """The tables that lines draw on a pdfplumber page, and the characters that stand outside them."""
    items: list[Item] = []
    left = list(glyphs)
    for found in page.find_tables(_settings(page)):
        boxes = [tuple(cell) for cell in found.cells]
        table, inside = _ruled_table(boxes, left)
        if table is not None:
            items.append(Item(tuple(found.bbox), table=table))
            gone = {id(g) for g in inside}
            left = [g for g in left if id(g) not in gone]
    return items, left


def _settings(page: Any) -> dict[str, Any]:
    """Lines as they are; tables open at the sides, as Japanese ones often are, get the edges they lack."""
    rows: dict[tuple[int, int], list[float]] = {}
    for edge in page.edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 60:
            key = round(edge["x0"] / _SNAP), round(edge["x1"] / _SNAP)
            rows.setdefault(key, []).append(edge["top"])
    sides = []
    upright = [e for e in page.edges if e["orientation"] == "v"]
    for (x0, x1), tops in rows.items():
        left, right = x0 * _SNAP, x1 * _SNAP
        for top, bottom in pairwise(sorted(set(tops))):
            middle = (top + bottom) / 2
            # a line between the columns goes from one rule to the next: they are of one table
            if any(left + 1 < e["x0"] < right - 1 and e["top"] < middle < e["bottom"] for e in upright):
                sides += [_side(left, top, bottom), _side(right, top, bottom)]
    return {"explicit_vertical_lines": sides, "snap_tolerance": _SNAP, "intersection_tolerance": _SNAP}


def _side(x: float, top: float, bottom: float) -> dict[str, Any]:
    """An edge as pdfplumber has them."""
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0,
        "height": bottom - top,
    }


def _ruled_table(boxes: list[Any], glyphs: list[Glyph]) -> tuple[Table | None, list[Glyph]]:
    xs = _edges([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = _edges([b[1] for b in boxes] + [b[3] for b in boxes])
    if len(xs) < 3 or len(ys) < 3 or len(boxes) < 4:
        return None, []
    inside: dict[int, list[Glyph]] = {i: [] for i in range(len(boxes))}
    area = (xs[0], ys[0], xs[-1], ys[-1])
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if area[0] <= x <= area[2] and area[1] <= y <= area[3]:
            # drawn twice, a box may lie in another: the smaller one has the character
            hits = [i for i, b in enumerate(boxes) if b[0] <= x <= b[2] and b[1] <= y <= b[3]]
            if hits:
                inside[min(hits, key=lambda i: (boxes[i][2] - boxes[i][0]) * (boxes[i][3] - boxes[i][1]))].append(glyph)
    cells = []
    for i, box in enumerate(boxes):
        row, col = _index(ys, box[1]), _index(xs, box[0])
        height, width = _index(ys, box[3]) - row, _index(xs, box[2]) - col
        if height > 0 and width > 0:
            cells.append(TableCell(row, col, cell_text(inside[i]), height, width))
    cells = _without_empty_lines(cells)
    if not _is_data(cells) or _cuts_words(boxes, inside):
        return None, []
    return Table("pdf", cells), [g for part in inside.values() for g in part]


def _cuts_words(boxes: list[Any], inside: dict[int, list[Glyph]]) -> bool:
    """Whether the boxes' edges go through lines of text: backgrounds and ornaments, no cells."""
    where = {id(g): i for i, part in inside.items() for g in part}
    cut = 0
    runs = runs_of([g for part in inside.values() for g in part])
    for run in runs:
        for a, b in pairwise(run.glyphs):
            i, j = where[id(a)], where[id(b)]
            cut += i != j and boxes[i][2] <= boxes[j][0] + _SNAP and b.x0 - a.x1 < 0.15 * run.size
    return 5 * cut > len(runs)


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell; a number that its width breaks is whole."""
    text = "\n".join(" ".join(run.text for run in with_marks(row)) for row in rows_of(runs_of(glyphs)))
    return _BROKEN.sub("", text)


def _edges(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _without_empty_lines(cells: list[TableCell]) -> list[TableCell]:
    """Cells without the rows and columns in which nothing is written: double rules, ornaments."""
    rows = sorted({c.row for c in cells if c.text})
    cols = sorted({c.col for c in cells if c.text})
    out = []
    for c in cells:
        height = sum(1 for r in rows if c.row <= r < c.row + c.rowspan)
        width = sum(1 for k in cols if c.col <= k < c.col + c.colspan)
        if height and width and (c.text or (c.row in rows and c.col in cols)):
            row, col = sum(1 for r in rows if r < c.row), sum(1 for k in cols if k < c.col)
            out.append(TableCell(row, col, c.text, height, width))
    taken: dict[tuple[int, int], TableCell] = {}
    kept = []
    for c in sorted(out, key=lambda c: (c.row, c.col, not c.text)):
        places = [(r, k) for r in range(c.row, c.row + c.rowspan) for k in range(c.col, c.col + c.colspan)]
        if other := next((taken[place] for place in places if place in taken), None):
            other.text = f"{other.text}\n{c.text}".strip()  # boxes that overlap: nothing is lost
        else:
            taken |= dict.fromkeys(places, c)
            kept.append(c)
    return kept


def _is_data(cells: list[TableCell]) -> bool:
    """Whether boxes are a table: two rows and columns, most of them filled, none with a page of text."""
    if len({c.row for c in cells}) < 2 or len({c.col for c in cells}) < 2:
        return False
    filled = [c for c in cells if c.text]
    full = [r for r in {c.row for c in filled} if sum(c.row == r for c in filled) > 1]
    firsts = sum(1 for c in filled if c.col == 0)
    return (
        len(filled) >= 4
        and len(full) > 1
        and 2 * len(filled) >= len(cells)
        and (firsts > 1 or any(c.rowspan > 1 for c in filled if c.col == 0))
        and sum(len(c.text) > _LONG for c in filled) * 5 <= len(filled)
    )


# Without lines


@dataclass(slots=True)
class _Row:
    runs: list[Run]

    @property
    def figures(self) -> int:
        return sum(1 for run in self.runs[1:] if is_figure(nfkc(run.text).replace(" ", "")))


def unruled(runs: Sequence[Run]) -> tuple[list[Item], list[Run]]:
    """The tables among runs: three lines or more with a label and figures in the same columns; and the other runs."""
    rows = [_Row(with_marks(row)) for row in rows_of(runs)]
    items: list[Item] = []
    gone: set[int] = set()
    i = 0
    while i < len(rows):
        if not rows[i].figures:
            i += 1
            continue
        j = i
        while j + 1 < len(rows) and rows[j + 1].figures and _close(rows[j], rows[j + 1]):
            j += 1
        first = i
        while first and i - first < 3 and len(rows[first - 1].runs) > 1 and _close(rows[first - 1], rows[first]):
            first -= 1  # headers
        part = rows[first : j + 1]
        if j - i >= 2 and (found := _table(part)) is not None:
            items.append(found)
            gone |= {id(g) for row in part for run in row.runs for g in run.glyphs}
        i = j + 1
    return items, [run for run in runs if id(run.glyphs[0]) not in gone]


def _close(a: _Row, b: _Row) -> bool:
    size = max(run.size for run in (*a.runs, *b.runs))
    return min(r.top for r in b.runs) - max(r.bottom for r in a.runs) < _ROW_GAP * size


def _table(rows: list[_Row]) -> Item | None:
    runs = [run for row in rows for run in row.runs]
    columns = _columns(runs)
    if len(columns) < 2:
        return None
    placed: list[dict[int, list[Run]]] = []
    for row in rows:
        at: dict[int, list[Run]] = {}
        for run in row.runs:
            at.setdefault(_column(columns, run), []).append(run)
        placed.append(at)
    body = [at for at, row in zip(placed, rows, strict=True) if row.figures]
    if any(3 * sum(c in at for at in body) < 2 * len(body) for c in range(len(columns))):
        return None  # a column that is hardly filled: labels of a chart
    labels = ["".join(run.text for run in at.get(0, [])) for at in body]
    if 2 * sum(bool(label) and not is_figure(nfkc(label)) for label in labels) < len(labels):
        return None
    cells = [
        TableCell(r, c, " ".join(run.text for run in at.get(c, [])))
        for r, at in enumerate(placed)
        for c in range(len(columns))
    ]
    if any(len(cell.text) > 80 for cell in cells):
        return None
    boxes = [box_of(run) for run in runs]
    box: Box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    return Item(box, table=Table("pdf", cells))


def _columns(runs: list[Run]) -> list[tuple[float, float]]:
    """Where runs stand side by side: stretches that white gaps part on all lines."""
    out: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if out and run.x0 < out[-1][1] + 0.3 * run.size:
            out[-1] = out[-1][0], max(out[-1][1], run.x1)
        else:
            out.append((run.x0, run.x1))
    return out


def _column(columns: list[tuple[float, float]], run: Run) -> int:
    middle = (run.x0 + run.x1) / 2
    return next((i for i, (a, b) in enumerate(columns) if a - 1 <= middle <= b + 1), 0)
