"""A block while it is being put together from lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from hakusho.read.lines import Line
from hakusho.read.source import BlockKind, Grid, Span


@dataclass(slots=True)
class Draft:
    """What becomes a block: its spans, its first and last line, and the lines that it is made of."""

    kind: BlockKind
    spans: list[Span]
    first: Line
    last: Line
    level: int = 0
    grid: Grid | None = None
    parts: list[Line] = field(default_factory=list)
