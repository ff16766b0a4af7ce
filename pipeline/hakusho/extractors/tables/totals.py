"""Totals that a table publishes and its rows do not come to.

A total is compared with the rows above it that it can only be the sum of: 小計 with the rows under its group's header, 計
and 合計 with all rows, or with the groups' own totals and the rows outside groups. Not every 計 is a sum (主な国 and the
world's total), so a difference is told of only where the same total holds in another column, or nearly holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hakusho.language import Message, message
from hakusho.read.grids.sums import adds_up
from hakusho.records import CellRecord

_TOTAL = re.compile(r"(?:合\s?計|総\s?計|総合計|総\s?数|小\s?計|計)(?:[(（].{0,12}[)）])?")
_RATIO = ("%", "‰", "倍", "ポイント", "%ポイント")
_NEAR = Decimal("0.05")  # of the total: a difference as small as this is a slip, a larger one another kind of total


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A published total, the cell it stands in, and what its parts come to."""

    cell: CellRecord
    published: Decimal
    parts: Decimal

    def told(self) -> Message:
        """In words."""
        unit = self.cell.unit or ""
        return message(
            "{where}: {published} is published, its parts come to {parts}",
            where=" / ".join([*self.cell.row_headers, *self.cell.col_headers]),
            published=f"{self.published:,f}{unit}",
            parts=f"{self.parts:,f}{unit}",
        )

    def __str__(self) -> str:
        return str(self.told())


def mismatches(cells: Sequence[CellRecord]) -> list[Mismatch]:
    """The totals of one table that do not add up, from top to bottom."""
    rows: dict[int, dict[int, CellRecord]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.col] = cell
    paths = {n: tuple(next(iter(row.values())).row_headers) for n, row in rows.items()}
    found = []
    for n in sorted(rows):
        if paths[n] and _TOTAL.fullmatch(paths[n][-1]):
            found += _checked(rows, n, list(_parts(sorted(rows), paths, n)))
    return found


def _parts(numbers: list[int], paths: dict[int, tuple[str, ...]], total: int) -> Iterator[list[int]]:
    """The sets of rows that a total may be the sum of."""
    group = paths[total][:-1]
    within = [n for n in numbers if n < total and paths[n][: len(group)] == group]
    plain = [n for n in within if not _is_total(paths[n])]
    yield plain
    if any(_is_total(paths[n]) for n in within):
        # the groups by their own totals
        own = {paths[n][:-1] for n in within if _is_total(paths[n])} - {group}
        yield [
            n
            for n in within
            if (_is_total(paths[n]) and paths[n][:-1] != group)
            or (not _is_total(paths[n]) and not any(paths[n][: len(g)] == g for g in own))
        ]
        last = max((n for n in within if _is_total(paths[n])), default=-1)
        yield [n for n in within if n > last]  # 計 after 計, without headers of groups
        yield [n for n in within if _is_total(paths[n])]


def _is_total(path: tuple[str, ...]) -> bool:
    return bool(path and _TOTAL.fullmatch(path[-1]))


def _checked(rows: dict[int, dict[int, CellRecord]], total: int, choices: list[list[int]]) -> list[Mismatch]:
    """The columns of a total row that no set of rows comes to, by the set that comes nearest."""
    best: list[Mismatch] | None = None
    for part in choices:
        if len(part) < 2:
            continue
        wrong: list[Mismatch] = []
        right = 0
        for col, cell in sorted(rows[total].items()):
            if cell.value is None or cell.unit in _RATIO:
                continue
            values = [rows[n].get(col) for n in part]
            if any(v is None or v.value is None or v.unit != cell.unit for v in values):
                continue
            figures = [_decimal(v) for v in values if v is not None]
            published = _decimal(cell)
            if adds_up(figures, published):
                right += 1
            else:
                wrong.append(Mismatch(cell, published, sum(figures, Decimal(0))))
        near = all(abs(m.parts - m.published) <= _NEAR * abs(m.published) for m in wrong)
        if not right and not (wrong and near):
            continue
        if 2 * right < len(wrong) and not near:
            continue
        if best is None or len(wrong) < len(best):
            best = wrong
    return best or []


def _decimal(cell: CellRecord) -> Decimal:
    assert cell.value is not None
    value = Decimal(repr(cell.value))
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
