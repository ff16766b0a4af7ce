"""Whether figures add up: what tells a group's 計 from the table's, and which rows a label in their middle heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

Amounts = Sequence[Sequence[Decimal | None]]
_FIGURE = re.compile(r"(?:約)?([△▲−\-]?)([\d,]{1,20}(?:\.\d{1,6})?)")


def amount(figure: str | None) -> Decimal | None:
    """The number that a figure begins with, its unit left out; None for － and a ratio."""
    if not figure or "%" in figure:
        return None
    match = _FIGURE.match(figure)
    if not match:
        return None
    try:
        number = Decimal(match[2].replace(",", ""))
    except InvalidOperation:
        return None
    return -number if match[1] else number


def adds_up(parts: Iterable[Decimal | None], total: Decimal | None) -> bool:
    """Whether the parts make the total, but for rounding; two parts at least."""
    known = [part for part in parts if part is not None]
    if total is None or len(known) < 2:
        return False
    unit = Decimal(1).scaleb(min(0, *(int(n.as_tuple().exponent) for n in (*known, total))))
    return abs(sum(known, Decimal(0)) - total) <= unit * len(known) / 2


def columns_add_up(rows: Sequence[Sequence[Decimal | None]], total: Sequence[Decimal | None]) -> bool | None:
    """Whether a row is the sum of others, by the columns that have figures; None where none has."""
    checks = [
        adds_up((row[c] for row in rows), total[c])
        for c in range(len(total))
        if total[c] is not None and sum(row[c] is not None for row in rows) > 1
    ]
    return 2 * sum(checks) > len(checks) if checks else None
