"""The header rows of a table laid out with spaces: which columns of the page each header stands over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from hakusho.read.grids.fixed_width.fields import Field
from hakusho.read.grids.levels import groups
from hakusho.read.grids.unit_lines import is_bare_unit
from hakusho.read.source import GridCell

Column = tuple[int, int]  # its left and right edge on the page
_Placed = tuple[int, int, Field]  # first column, number of columns
_SKIP = 6  # columns of the page: what it costs that a header stands over nothing of the row above
_UNEQUAL = 3
_EDGE = 2
_SUM = re.compile(r"総数|計|合計|総計")
_BEYOND = 10  # that a spread out header does not reach one below


def under(field: Field, columns: Sequence[Column]) -> list[int]:
    """The columns that a field stands over; the nearest where it stands between."""
    shared = {i: min(right, field.right) - max(left, field.left) for i, (left, right) in enumerate(columns)}
    over = [i for i, width in shared.items() if width > 0]
    if len(over) > 1:  # an edge that reaches over a little does not count
        over = [i for i in over if shared[i] > _EDGE or 4 * shared[i] >= field.right - field.left] or over
    if over:
        return over
    middle = field.left + field.right
    return [min(range(len(columns)), key=lambda i: (abs(middle - sum(columns[i])), i))]


def header_cells(
    head: list[list[Field]], columns: Sequence[Column], labels: int, rules: Sequence[Sequence[Column]] = ()
) -> list[GridCell]:
    """The cells of the header rows; a header with nothing above or below it takes all rows. `labels` is the number of
    columns on the left that hold the rows' labels, `rules` what is drawn under each row but the last."""
    if not head:
        return []
    if len(head) > 1 and all(is_bare_unit(field.text) for field in head[-1]):
        units = [(c, field) for c, _, field in by_position(head[-1], columns)]
        return [
            *header_cells(head[:-1], columns, labels, rules),
            *(GridCell(len(head) - 1, c, field.start, field.end, header=True) for c, field in units),
        ]
    rows: list[list[_Placed]] = _beside(head, columns, labels) or [by_position(head[-1], columns)]
    for i in range(len(head) - 1 - len(rows), -1, -1):
        ruled = _over_rules(head[i], rules[i], columns, labels) if i < len(rules) else None
        rows.insert(0, ruled or _above(head[i], rows[0], columns, labels))
    height = len(rows)
    at: list[list[_Placed | None]] = [[None] * len(columns) for _ in rows]
    for r, placed in enumerate(rows):
        for item in placed:
            for c in range(item[0], min(item[0] + item[1], len(columns))):
                at[r][c] = at[r][c] or item
    out: list[GridCell] = []
    for c in range(len(columns)):
        filled = [r for r in range(height) if at[r][c] is not None]
        column = [found for r in filled if (found := at[r][c]) is not None]
        top = len(column)  # where the lines begin that are over this column alone: one header, broken
        while top and column[top - 1][1] == 1:
            top -= 1
        if len(column) - top > 1:
            out.append(_broken([field for _, _, field in column[top:]], c, filled[top] if top else 0, height))
            filled, column = filled[:top], column[:top]
        for r, (first, size, field) in zip(filled, column, strict=True):
            if first == c:
                alone = len(filled) == 1 and size == 1
                out.append(
                    GridCell(
                        0 if alone else r,
                        c,
                        field.start,
                        field.end,
                        rowspan=height if alone else 1,
                        colspan=size,
                        header=True,
                    )
                )
    return out


def _beside(head: list[list[Field]], columns: Sequence[Column], labels: int) -> list[list[_Placed]] | None:
    """The last two rows where each header has a column and, to its right and one line down, the same word a second one:
    総計, 前年比, 公共機関, 前年比."""
    if len(head) < 2:
        return None
    stubs = [field for field in head[-2] if under(field, columns)[0] < labels]
    upper, lower = head[-2][len(stubs) :], head[-1]
    pairs = len(upper) == len(lower) and 2 * len(lower) == len(columns) - labels > 2
    if not pairs or len({field.text for field in lower}) > 1:
        return None
    if any(a.left + a.right >= b.left + b.right for a, b in zip(upper, lower, strict=True)):
        return None
    return [
        [*by_position(stubs, columns), *((labels + 2 * i, 2, field) for i, field in enumerate(upper))],
        [(labels + 2 * i + 1, 1, field) for i, field in enumerate(lower)],
    ]


def _broken(parts: list[Field], c: int, r: int, height: int) -> GridCell:
    """A header over one column, broken over lines between which other columns have their own."""
    inner = tuple((a.end, b.start) for a, b in itertools.pairwise(parts))
    return GridCell(r, c, parts[0].start, parts[-1].end, rowspan=height - r, header=True, inner=inner)


def by_position(row: list[Field], columns: Sequence[Column]) -> list[_Placed]:
    """The fields over the columns they stand over, those over one column together: 区　　分."""
    places: dict[int, _Placed] = {}
    for field in row:
        over = under(field, columns)
        c, n = over[0], len(over)
        if c in places:
            _, size, last = places[c]
            places[c] = c, max(size, n), last.to(field)
        else:
            places[c] = c, n, field
    return [places[c] for c in sorted(places)]


def _over_rules(
    row: list[Field], rules: Sequence[Column], columns: Sequence[Column], labels: int
) -> list[_Placed] | None:
    """The fields of a row of which some have a rule below that goes over the columns of their group; None where none
    has. A rule over the labels too is one of the whole table."""
    out: list[_Placed] = []
    rest: list[Field] = []
    for field in row:
        middle = (field.left + field.right) / 2
        rule = next(((a, b) for a, b in rules if a <= middle <= b), None)
        inside = [c for c, (a, b) in enumerate(columns) if rule and rule[0] <= (a + b) / 2 <= rule[1]]
        if len(inside) > 1 and inside[0] >= labels:
            out.append((inside[0], len(inside), field))
        else:
            rest.append(field)
    return sorted([*out, *by_position(rest, columns)], key=lambda item: item[0]) if out else None


def _above(row: list[Field], below: list[_Placed], columns: Sequence[Column], labels: int) -> list[_Placed]:
    """The fields of a row over the headers of the row below."""
    stub = [field for field in row if under(field, columns)[0] < labels]
    upper = [field for field in row if under(field, columns)[0] >= labels]
    lower = [item for item in below if item[0] >= labels]
    placed = by_position(row, columns)
    if len(upper) == len(columns) - labels == sum(size == 1 and c >= labels for c, size, _ in placed):
        return placed  # one over each column, whatever is below
    sizes = groups([f.text for f in upper], [f.text for _, _, f in lower], len(columns) - labels)
    out = by_position(stub, columns)
    if len(upper) == 1:
        sizes = None  # its place on the page tells over which
        fits = [(c, n, f) for c, n, f in lower if n == 1]
        ranges = _nearest([(upper[0].left, upper[0].right)], [(f.left, f.right) for _, _, f in fits])
        begin = _sum_again(upper[0], fits)
        if begin is not None and len(lower) == len(fits):
            ranges = [(begin, len(fits))]
        if ranges and len(fits) > 1 and len(lower) == len(fits) and ranges[0][1] - ranges[0][0] > 1:
            (a, b) = ranges[0]
            return [*out, (fits[a][0], fits[b - 1][0] - fits[a][0] + 1, upper[0])]
    elif sizes is not None and sum(1 for size in sizes if size) == 1:
        sizes = _one_group(upper, lower, len(columns) - labels, labels)
    if sizes is not None:
        c = labels
        for field, size in zip(upper, sizes, strict=True):
            out.append((c, max(1, size), field))
            c += max(1, size)
        return out
    if upper and len(upper) < len(lower) and all(size == 1 for _, size, _ in lower):
        ranges = _nearest([(f.left, f.right) for f in upper], [(f.left, f.right) for _, _, f in lower])
        if ranges is not None:
            for field, (a, b) in zip(upper, ranges, strict=True):
                out.append((lower[a][0], lower[b - 1][0] - lower[a][0] + 1, field))
            return out
    return [*out, *_widened(by_position(upper, columns), lower)]


def _sum_again(upper: Field, lower: list[_Placed]) -> int | None:
    """Where the group of an upper header begins if it stands within what a second 総数 begins: 総数 甲 乙 総数 丙 丁."""
    names = [re.sub(r"\s", "", field.text) for _, _, field in lower]
    again = [i for i, name in enumerate(names) if i and name == names[0] and _SUM.fullmatch(name)]
    middle = (upper.left + upper.right) / 2
    return again[0] if len(again) == 1 and middle > lower[again[0]][2].left and again[0] + 1 < len(lower) else None


def _widened(upper: list[_Placed], lower: list[_Placed]) -> list[_Placed]:
    """The upper headers, each over all columns of the headers of groups that it stands over, if they are no other's."""
    out: list[_Placed] = []
    for i, (first, size, field) in enumerate(upper):
        least = out[-1][0] + out[-1][1] if out else 0
        most = upper[i + 1][0] if i + 1 < len(upper) else first + 99
        begin, end = first, first + size
        for c, n, _ in lower:
            if n > 1 and c < end and begin < c + n:
                begin, end = max(least, min(begin, c)), min(most, max(end, c + n))
        out.append((begin, end - begin, field))
    return out


def _one_group(upper: list[Field], lower: list[_Placed], columns: int, labels: int) -> list[int] | None:
    """The columns under each upper header where one of them alone heads a group: that over the middle of the lower."""
    middle = (lower[0][2].left + lower[-1][2].right) / 2
    k = min(range(len(upper)), key=lambda i: abs((upper[i].left + upper[i].right) / 2 - middle))
    sizes = [len(lower) if i == k else 0 for i in range(len(upper))]
    return sizes if lower[0][0] == labels + k and sum(max(1, size) for size in sizes) == columns else None


def _nearest(upper: Sequence[Column], lower: Sequence[Column]) -> list[tuple[int, int]] | None:
    """The stretch of lower headers that each upper one stands over the middle of, at the least distance in all. One that
    is spread out over several (資　金　別) stands over those that it reaches."""
    n = len(lower)
    if n > 24:
        return None
    middle = [(left + right) / 2 for left, right in lower]
    spread = [sum(left <= at <= right for at in middle) > 1 for left, right in upper]

    def cost_of(u: int, a: int, b: int) -> float:
        left, right = upper[u]
        beyond = sum(end < left or right < begin for begin, end in lower[a:b]) if spread[u] else 0
        return abs((left + right) / 2 - (middle[a] + middle[b - 1]) / 2) + _BEYOND * beyond

    usual = max(1, n // len(upper))

    @cache
    def best(u: int, at: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if u == len(upper):
            return _SKIP * (n - at), ()
        found: list[tuple[float, tuple[tuple[int, int], ...]]] = []
        for a in range(at, n):
            for b in range(a + 1, n + 1):
                rest, ranges = best(u + 1, b)
                cost = cost_of(u, a, b) + _SKIP * (a - at)
                found.append((cost + _UNEQUAL * (b - a != usual) + rest, ((a, b), *ranges)))
        return min(found, default=(float("inf"), ()))

    cost, ranges = best(0, 0)
    return list(ranges) if cost < float("inf") else None
