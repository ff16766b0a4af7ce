"""A flattened table in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from hakusho.read.grids.flattened.header import Header
from hakusho.read.grids.rows import Row
from hakusho.read.source import Span


@dataclass(slots=True)
class Draft:
    """The header, the rows, and the label lines that stand before each row."""

    header: Header | None = None
    rows: list[Row] = field(default_factory=list)
    labels: list[list[Row]] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
