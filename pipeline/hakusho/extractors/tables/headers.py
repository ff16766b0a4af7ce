"""The path of headers that leads to each body cell of a table."""

from __future__ import annotations

import re
from itertools import pairwise

from hakusho.extractors.tables.body import Body, BodyCell, of_pairs, paired
from hakusho.extractors.tables.kinds import is_figure
from hakusho.extractors.tables.layout import Layout
from hakusho.extractors.tables.units import names_unit, split_unit
from hakusho.read.grids.sums import amount, columns_add_up
from hakusho.read.grids.tokens import is_dated
from hakusho.read.grids.unit_lines import is_bare_unit, is_unit_line

_SUBTOTAL = re.compile(r"小\s?計|中\s?計")
_GRAND = re.compile(r"合\s?計|総\s?計|総合計")
_DIFFERENCE = re.compile(r"差引")
_DITTO = re.compile(r"〃|同上|々|\"|''")
_UNIT_HEADER = re.compile(r"%|‰|(?:兆|億|[百千]?万|千)?(?:円|ドル|人|件|トン|ha|km2?)")  # a header that is a unit
_IN_BRACKETS = re.compile(r"\((?![A-Z\d])[^()]{1,8}\)")  # （企業）, but not (A)
_AMOUNTS = re.compile(r"\((?:[十百千]?[万億兆]|[百千])[^()\d]{1,8}\)")  # (億元): what the amounts of a row are
_MAX_SECTION = 40


def body_of(layout: Layout) -> Body:
    """The body cells with their paths."""
    if paired(layout):
        return of_pairs(layout)
    beside = _beside_groups(layout)
    columns = [_col_path(layout, c, beside) for c in range(layout.n_cols)]
    if layout.grid.format in ("tsv", "markdown") and layout.header_rows:
        for c in range(layout.header_cols + 1, layout.n_cols):
            if not columns[c][0]:
                columns[c] = columns[c - 1]  # merged with the one to its left
    out: list[BodyCell] = []
    kept = -1
    for r, path, unit in _rows(layout):
        kept += 1
        for c in range(layout.header_cols, layout.n_cols):
            cell = layout.at[r][c]
            if cell is None:
                continue
            headers, col_unit = columns[c]
            out.append(BodyCell(kept, c - layout.header_cols, cell, path, headers, col_unit or unit))
    notes = tuple(layout.text(r, 0) for r in layout.footnotes)
    return Body(tuple(out), kept + 1, layout.n_cols - layout.header_cols, _titles(layout), notes)


def _titles(layout: Layout) -> tuple[str, ...]:
    """What the rows above the headers say of the whole table."""
    rows = range(min(layout.titles, layout.header_rows))
    return tuple(next(t for c in range(layout.n_cols) if (t := layout.text(r, c))) for r in rows)


def _col_path(layout: Layout, c: int, beside: frozenset[int]) -> tuple[tuple[str, ...], str | None]:
    path: list[str] = []
    unit = None
    seen: set[tuple[int, int]] = set()
    for r in range(layout.header_rows):
        cell = layout.at[r][c]
        if cell is None or (cell.row, cell.col) in seen or layout.spans(r):
            continue
        text = _head_text(layout, r, c) if c not in beside else layout.text(r, c)
        seen.add((cell.row, cell.col))
        bare, given = split_unit(text)
        if r == layout.header_rows - 1 and r and _of_units(layout, r):
            bare = given or bare
            return tuple(path), bare.strip("()")
        if r == layout.header_rows - 1 and path and not given and is_bare_unit(bare):
            return tuple(path), bare  # 億円 under 医療費, beside other headers
        unit = given or (bare if r == layout.header_rows - 1 and _UNIT_HEADER.fullmatch(bare) else None) or unit
        if bare and (not path or path[-1] != bare):
            path.append(bare)
    return tuple(path), unit


def _beside_groups(layout: Layout) -> frozenset[int]:
    """The columns that merged cells of a text would take in, but that stand beside the groups: all groups have the same
    headers below, and then there are more: 輸出, 金額, 伸率, 輸入, 金額, 伸率, 差引額. What else shows it is that the header
    has such columns before the groups too, or their names."""
    r = layout.header_rows - 2
    if layout.grid.format not in ("markdown", "tsv") or r < 0:
        return frozenset()
    below = [layout.text(r + 1, c) for c in range(layout.n_cols)]
    begins = [c for c in range(layout.header_cols, layout.n_cols) if layout.text(r, c)]
    groups = [below[a:b] for a, b in pairwise([*begins, layout.n_cols]) if b - a > 1]
    size = min(map(len, groups), default=0)
    if len(groups) < 2 or size < 2 or any(group[:size] != groups[0][:size] for group in groups):
        return frozenset()
    found = frozenset(c for a, b in pairwise([*begins, layout.n_cols]) for c in range(a + size, b))
    others = begins[0] > layout.header_cols  # more such columns stand before the groups
    return (
        found
        if others or all(_GRAND.fullmatch(below[c]) or _DIFFERENCE.match(below[c]) for c in found)
        else frozenset()
    )


def _of_units(layout: Layout, r: int) -> bool:
    """Whether a header row gives nothing but units: 千人 | 千人 | %."""
    cells = {id(layout.at[r][c]): c for c in range(layout.header_cols, layout.n_cols) if layout.text(r, c)}
    own = [c for c in cells.values() if (cell := layout.at[r][c]) is not None and cell.row == r]
    texts = [layout.text(r, c) for c in own]
    counted = [layout.text(r - 1, c).endswith(layout.text(r, c) + "数") for c in own]  # 企業 under 企業数, beside 人
    units = [names_unit(text) or count for text, count in zip(texts, counted, strict=True)]
    return bool(own) and (
        (all(units) and any(map(names_unit, texts))) or (r > 0 and all(map(_IN_BRACKETS.fullmatch, texts)))
    )


def _head_text(layout: Layout, r: int, c: int) -> str:
    """A header's text; an empty one above filled ones takes the one to its left, as merged cells do in text."""
    text = layout.text(r, c)
    if text or c < layout.header_cols or layout.grid.format == "html" or r == layout.header_rows - 1:
        return text
    last = layout.header_rows - _of_units(layout, layout.header_rows - 1)
    if not any(layout.text(below, c) for below in range(r + 1, last)):
        return text
    left = c
    while left > layout.header_cols and not layout.text(r, left):
        if any(layout.text(above, left) for above in range(layout.titles, r)):
            return ""  # a group of its own begins here
        left -= 1
    return layout.text(r, left)


def _rows(layout: Layout) -> list[tuple[int, tuple[str, ...], str | None]]:
    """Rows of the body with the path of each, and the unit that a row's header gives."""
    rows = [r for r in range(layout.header_rows, layout.n_rows) if layout.filled(r) and r not in layout.footnotes]
    heads = [_texts(layout, r) for r in range(layout.header_rows)]
    rows = [r for r in rows if _texts(layout, r) not in heads]  # a header that comes again
    named = [_is_section(layout, rows, i) for i in range(len(rows))]
    broken = _broken_label(layout, rows, named)
    grands = sum(1 for r in rows if _GRAND.fullmatch(_own(layout, r)))
    plain = sum(1 for r in rows if _own(layout, r) == "計")  # one for each group, it may be
    groups = sum(1 for i, is_name in enumerate(named) if is_name and not (i and named[i - 1]))
    section: list[str] = []
    given_above: list[str | None] = []  # the units that the names of the sections give: 世帯数（千世帯）
    inherited: list[str] = []
    closed = False
    since = 0  # rows of the section so far
    floor = 0  # how far the section's own row is set in
    margin: int | None = None  # of the section's own row, where what follows is set in further
    out = []
    for i, r in enumerate(rows):
        own = _own(layout, r)
        if i == broken:
            continue
        if named[i]:
            if not (i and named[i - 1]):
                ahead = next((j for j in range(i, len(rows)) if not named[j]), len(rows)) - i
                section = section[: len(section) - ahead] if ahead < len(section) else []
            name, given = split_unit(own)
            given_above = [*given_above[: len(section)], given]
            section = [*section, name]
            inherited, closed, since = [], False, 0
            floor = layout.indents.get(r, 0)
            margin = layout.indents.get(r, 0) if layout.indents.get(rows[i + 1], 0) > layout.indents.get(r, 0) else None
            continue
        grand = bool(_GRAND.fullmatch(own)) and grands < max(2, groups)
        unmatched = own == "計" and plain != groups and since > 0
        unmatched = unmatched and _adds_up(layout, rows[i - since : i], r) is False
        outside = r in layout.indents and (
            layout.indents[r] < floor or (margin is not None and layout.indents[r] <= margin)
        )
        if section and not _SUBTOTAL.fullmatch(own) and (closed or grand or unmatched or outside):
            section = []
        path, unit = _row_path(layout, r, inherited)
        if i - 1 == broken:
            path = [*path[:-1], _own(layout, rows[broken]) + path[-1]]
        inherited = path
        since += 1
        out.append(
            (
                r,
                (*filter(None, section), *path),
                unit or next(filter(None, reversed(given_above[: len(section)])), None),
            )
        )
        closed = bool(section) and bool(_SUBTOTAL.fullmatch(own)) and since > 1
    return out


def _broken_label(layout: Layout, rows: list[int], named: list[bool]) -> int | None:
    """The row that is the first half of the label below: the only one without figures, among rows that are as far in."""
    at = [i for i, is_name in enumerate(named) if is_name]
    if len(at) != 1 or at[0] < 2 or layout.grid.format != "flattened" or layout.header_cols != 1:
        return None
    i = at[0]
    margins = {layout.indents.get(r) for r in (*rows[max(0, i - 2) : i], *rows[i : i + 3])}
    totals = sum(bool(_GRAND.fullmatch(_own(layout, r))) for r in rows[:i])
    return i if len(margins) == 1 and i - totals > 1 else None


def _texts(layout: Layout, r: int) -> list[str]:
    return [layout.text(r, c) for c in range(layout.n_cols)]


def _adds_up(layout: Layout, parts: list[int], total: int) -> bool | None:
    """Whether a row is the sum of others."""
    amounts = [[amount(layout.text(r, c)) for c in range(layout.header_cols, layout.n_cols)] for r in (*parts, total)]
    return columns_add_up(amounts[:-1], amounts[-1])


def _own(layout: Layout, r: int) -> str:
    """The innermost label of a row."""
    labels = [t for c in range(max(1, layout.header_cols)) if (t := layout.text(r, c))]
    return labels[-1] if labels else ""


def _row_path(layout: Layout, r: int, above: list[str]) -> tuple[list[str], str | None]:
    path: list[str] = []
    unit = None
    texts = [layout.text(r, c) if c != layout.unit_col else "" for c in range(layout.header_cols)]
    if layout.unit_col is not None:
        unit = layout.text(r, layout.unit_col) or None
    last = max((c for c, t in enumerate(texts) if t), default=-1)
    if last < 0:
        return above, None
    own = texts[last]
    if above and (is_unit_line(own) or _AMOUNTS.fullmatch(own)) and not any(texts[:last]):
        return above, split_unit(own)[1]  # the row's second line, with its unit under the label
    for c, text in enumerate(texts[: last + 1]):
        cell = layout.at[r][c]
        if c == layout.unit_col:
            continue
        if c and cell is layout.at[r][c - 1]:
            continue
        if not text or _DITTO.fullmatch(text):
            if _GRAND.fullmatch(own) and not text:
                continue
            text = above[len(path)] if len(path) < len(above) and above[: len(path)] == path else ""
            if text:
                path.append(text)
            continue
        bare, given = split_unit(text)
        unit = given or unit
        if bare and (not path or path[-1] != bare):
            path.append(bare)
    if last == 0 and layout.header_cols > 1 and _SUBTOTAL.fullmatch(own) and len(above) > 1:
        path = [above[0], *path]
    return path, unit


def _is_section(layout: Layout, rows: list[int], i: int) -> bool:
    """Whether a row only names a section: one text over the whole row, or in its first cell with the rest empty."""
    r = rows[i]
    text = layout.text(r, 0)
    if layout.filled(r) != 1 or not text or len(text) > _MAX_SECTION or i == len(rows) - 1 or "。" in text:
        return False
    if not layout.header_cols or is_figure(text):
        return False
    first = layout.at[r][0]
    if first is not None and (first.row != r or first.rowspan > 1):
        return False
    if is_dated(text):
        # 令和6年 over 4月 and 5月 names a section, as 令和5年 alone in its row above does; among years with figures it is a row
        others = [
            t
            for other in rows
            if layout.filled(other) > 1 and (t := layout.text(other, 0)) and ("年" in t or "年" not in text)
        ]
        if others and 2 * sum(map(is_dated, others)) > len(others):
            return False
    follower = rows[i + 1]
    return bool(layout.text(follower, 0)) or layout.header_cols > 1 or layout.spans(r)
