"""Two evaluations against the same gold side by side: what a change of rules did to the scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hakusho.compare.evaluate import Evaluation, Score
from hakusho.language import gettext


class Movement(NamedTuple):
    """One measure before and now."""

    measure: str
    before: Score
    now: Score

    @property
    def f1(self) -> float:
        """How far F1 rose; negative where it fell."""
        return self.now.f1 - self.before.f1


def movements(before: Evaluation, now: Evaluation) -> Iterator[Movement]:
    """All measures of both, in the order of the newer one; a measure that one of them lacks counts as nothing found."""
    for measure in dict.fromkeys([*now.scores, *before.scores]):
        yield Movement(measure, before.scores.get(measure, Score()), now.scores.get(measure, Score()))


def print_against(console: Console, before: Evaluation, now: Evaluation, name: str) -> None:
    """F1 before and now, and how right answers, misses and extras moved; a measure that stayed as it was is dim."""
    console.print(Text.assemble(name, (" → ", "dim"), gettext("now")), soft_wrap=True)
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(gettext("measure"), no_wrap=True)
    scores = gettext("F1 then"), gettext("F1 now"), gettext("change")
    for heading in (*scores, gettext("right"), gettext("missed"), gettext("extra")):
        table.add_column(heading, justify="right", no_wrap=True)
    last = None
    for movement in movements(before, now):
        kind = movement.measure.partition(":")[0]
        if last is not None and kind != last:
            table.add_row()
        last = kind
        then, present = movement.before, movement.now
        moved = (
            present.right - then.right,
            (present.gold - present.right) - (then.gold - then.right),
            (present.found - present.right) - (then.found - then.right),
        )
        table.add_row(
            movement.measure,
            f"{then.f1:.3f}",
            f"{present.f1:.3f}",
            Text(_signed(movement.f1), style=_style(movement.f1)),
            *(_count(n) for n in moved),
            style=None if any(moved) else "dim",
        )
    console.print(table)


def as_json_against(before: Evaluation, now: Evaluation, name: str) -> dict[str, Any]:
    """Of each measure the score before, and how far F1 rose since."""
    rows = {m.measure: {**m.before.as_json(), "f1_change": round(m.f1, 4)} for m in movements(before, now)}
    return {"against": {"name": name, "scores": rows}}


def _signed(value: float) -> str:
    return f"{value:+.3f}" if abs(value) >= 0.0005 else "·"


def _count(n: int) -> str:
    return f"{n:+,}" if n else "·"


def _style(value: float) -> str:
    return "" if abs(value) < 0.0005 else "bold blue" if value > 0 else "bold yellow"
