"""The header rows of a table laid out with spaces: which columns of the page each header stands over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from hakusho.read.grids.fixed_width.fields import Field
from hakusho.read.grids.levels import YEAR_OF_ERA, restarts
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.tokens import is_dated
from hakusho.read.grids.unit_lines import is_bare_unit
from hakusho.read.lines import width
from hakusho.read.source import GridCell

Column = tuple[int, int]  # its left and right edge on the page
_Placed = tuple[int, int, Field]  # first column, number of columns
_EDGE = 2
# what it costs, in columns of the page by which a header stands beside the middle of what it heads
_SKIP = 3  # nothing of the row above stands over a header
_BARE = 15  # or over a column that has none
_EMPTY = 8  # a group has a column without a header of its own
_APART = 6  # a header does not reach its column, or reaches another
_UNEQUAL = 2  # groups side by side are not of one size
_ALIKE = 4  # they have the same headers
_LEFT = 2  # it begins where its columns begin, and is not over their middle
_AMIDST = 6  # a total is amidst its columns, or years or names come again
_MOST = 30  # columns under one header
_KEPT = 16  # stretches that each header may stand over
_SPACE = re.compile(r"\s")
_YEAR = re.compile(r"(\d{1,4})年度?$")
_SUM = re.compile(r"総数|計|合計|総計")


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
        rows.insert(0, ruled or _above(head[i], rows, columns, labels, top=i == 0))
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
        while (
            top
            and column[top - 1][1] == 1
            and not (top < len(column) and _is_level(rows[filled[top - 1]], column[top - 1]))
        ):
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


def _is_level(row: list[_Placed], item: _Placed) -> bool:
    """Whether a year over one column is a level of its own: others in its row stand over several."""
    return is_dated(_bare(item[2])) and any(size > 1 and is_dated(_bare(field)) for _, size, field in row)


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


def _above(
    row: list[Field], rows: list[list[_Placed]], columns: Sequence[Column], labels: int, *, top: bool
) -> list[_Placed]:
    """The fields of a row over the columns and the headers below: of all ways the one in which they stand nearest to the
    middle of what is theirs, no column is left without a header, and groups side by side are alike."""
    edge = columns[labels - 1][1] if labels else 0
    stubs = [f for f in row if under(f, columns)[0] < labels and (f.left < edge or is_stub(_bare(f)))]
    out = by_position(stubs, columns)
    upper = [field for field in row if field not in stubs]
    below = _Below(rows, columns, _BARE if top else _SKIP)
    n = len(columns)
    ways: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    for field in upper:
        found: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
        for cost, (a, b) in below.places(field, labels):
            for before, ranges in ways:
                at = ranges[-1][1] if ranges else labels
                if at > a:
                    continue
                pair = below.unlike(ranges[-1], (a, b)) if ranges else 0
                total = before + cost + below.left_out(at, a) + pair
                if (a, b) not in found or total < found[a, b][0]:
                    found[a, b] = total, (*ranges, (a, b))
        ways = list(found.values())
    if not ways:
        return [*out, *by_position(upper, columns)]
    _, ranges = min((cost + below.left_out(r[-1][1] if r else labels, n), r) for cost, r in ways)
    return [*out, *((a, b - a, field) for (a, b), field in zip(ranges, upper, strict=True))]


class _Below:
    """The columns with the headers that are known to stand over them, seen from the row above."""

    def __init__(self, rows: list[list[_Placed]], columns: Sequence[Column], bare: float) -> None:
        self.columns, self.bare = columns, bare
        self.tops: list[_Placed | None] = [None] * len(columns)  # the uppermost header over each column
        self.edges = list(columns)
        for placed in reversed(rows):
            for item in placed:
                first, size, field = item
                for c in range(first, min(first + size, len(columns))):
                    self.tops[c] = item
                if size == 1:
                    left, right = self.edges[first]
                    self.edges[first] = min(left, field.left), max(right, field.right)

    def places(self, field: Field, labels: int) -> list[tuple[float, tuple[int, int]]]:
        """The likeliest stretches of columns that a field stands over, with what each costs."""
        found = []
        for a in range(labels, len(self.columns)):
            for b in range(a + 1, min(len(self.columns), a + _MOST) + 1):
                if not self._cuts(a, b):
                    found.append((self._cost(field, a, b), (a, b)))
        return sorted(found)[:_KEPT]

    def _cuts(self, a: int, b: int) -> bool:
        """Whether a stretch begins or ends within a group."""
        first, last = self.tops[a], self.tops[b - 1]
        return (first is not None and first[0] < a) or (last is not None and last[0] + last[1] > b)

    def _cost(self, field: Field, a: int, b: int) -> float:
        left, right = self.edges[a][0], self.edges[b - 1][1]
        tops = [top for top in self.tops[a:b] if top is not None]
        off = abs(field.left + field.right - left - right) / 2
        if b - a == 1:
            off = min(off, abs(field.right - right), abs(field.left - left))
        elif tops:
            off = min(off, abs(field.left + field.right - _middle(tops[0]) - _middle(tops[-1])) / 2)
        if b - a > 1:
            off = min(off, abs(field.left - left) + _LEFT)
            names = self._names(a, b)
            anew = len(restarts(names, YEAR_OF_ERA) or restarts(names) or ()) > 1  # 22年 2年, of two eras
            twice = len(set(names)) < len(names) > 2
            off += _AMIDST * (anew or twice or self._parts_years(a) or any(map(_SUM.fullmatch, names[1:-1])))
        inside = [c for c in range(a, b) if field.left < self.edges[c][1] and self.edges[c][0] < field.right]
        if b - a == 1 and not inside:
            off += _APART
        if b - a > 1:
            off += _EMPTY * sum(self.tops[c] is None for c in range(a, b))
        reached = sum(
            field.left <= (left + right) / 2 <= field.right
            for c, (left, right) in enumerate(self.edges)
            if not a <= c < b
        )
        spread = 2 * (field.right - field.left) > 3 * width(_bare(field))  # 資　　金　　別, over all its columns
        beyond = b - a - len(inside) if spread and len(inside) + reached > 1 else 0
        return off + _APART * (reached + beyond)

    def left_out(self, a: int, b: int) -> float:
        """What it costs that no header of the row stands over these columns."""
        return sum(_SKIP if self.tops[c] is not None else self.bare for c in range(a, b))

    def unlike(self, first: tuple[int, int], second: tuple[int, int]) -> float:
        """What it costs, or brings, that two stretches stand beside each other."""
        names = [self._names(*first), self._names(*second)]
        if len(names[0]) > 1 and names[0] == names[1]:
            return -_ALIKE
        return _UNEQUAL if len(names[0]) != len(names[1]) and min(map(len, names)) > 1 else 0

    def _names(self, a: int, b: int) -> list[str]:
        tops = {top[0]: top for top in self.tops[a:b] if top is not None}
        return [_bare(field) for _, _, field in tops.values()]

    def _parts_years(self, a: int) -> bool:
        """Whether a stretch that begins here takes a year away from the years before it: 20年度 21年度 | 22年度 増減額."""
        years = [_YEAR.search(_bare(top[2])) for top in self.tops[max(0, a - 2) : a + 1] if top is not None]
        numbers = [int(match[1]) for match in years if match]
        return len(numbers) == 3 and numbers == [*range(numbers[0], numbers[0] + 3)]


def _bare(field: Field) -> str:
    return _SPACE.sub("", field.text)


def _middle(item: _Placed) -> float:
    return (item[2].left + item[2].right) / 2
