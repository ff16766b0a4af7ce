"""The life of each agreement as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from hakusho.report.charts.drawing import BLUE, BROWN, GREEN, GREY, INK, PURPLE, RED, Figure
from hakusho.report.charts.lanes import Lane, Mark, lanes
from hakusho.report.lives import Act, Life
from hakusho.report.when import year
from hakusho.report.words import ACTS, STATUS, parties

COLOURS = {
    "negotiation_started": BROWN,
    "agreed_in_principle": BROWN,
    "concluded": BLUE,
    "formulated": BLUE,
    "adopted": BLUE,
    "announced": BLUE,
    "signed": GREEN,
    "approved": PURPLE,
    "ratified": PURPLE,
    "acceded": PURPLE,
    "entered_into_force": RED,
    "amended": GREY,
    "extended": GREY,
    "terminated": INK,
}


def chart(found: Sequence[Life]) -> list[Figure]:
    """One lane an instrument, the earliest first; hollow is what was planned or did not happen."""
    return lanes(
        [_lane(life, n) for n, life in enumerate(found)],
        "協定の一生（行は文書、印は行為、列は年）Life of each agreement",
        name="lives",
    )


def mark(act: Act) -> Mark:
    """An act as a mark."""
    glyph, japanese, _ = ACTS[act.act]
    said = f"{act.date or '日付なし'} {japanese}{_status(act)}"
    return Mark(year(act.date), glyph, COLOURS[act.act], act.status != "done", said, f"r-{act.records[0].record_id}")


def _lane(life: Life, number: int) -> Lane:
    # An act with no date says nothing beside one of the same kind that has its day.
    dated = {(act.act, act.status) for act in life.acts if act.date}
    acts = [act for act in life.acts if act.date or (act.act, act.status) not in dated]
    marks = tuple(
        Mark(m.year, m.glyph, m.colour, m.hollow, f"{life.name} {m.title}", m.anchor)
        for m in (mark(act) for act in acts)
    )
    whole = f"{life.name}（{parties(life.parties)}）" if life.parties else life.name
    return Lane(life.name, marks, f"life-{number}", whole, _in_force(acts))


def _in_force(acts: Sequence[Act]) -> tuple[int, int | None, str] | None:
    """From the entry into force to the end of it, or to the edge of the chart where nothing says that it ended."""
    done = [(n, act) for n, act in enumerate(acts) if act.status == "done" and act.date]
    begun = next((n for n, act in done if act.act == "entered_into_force"), None)
    if begun is None:
        return None
    ended = next((n for n, act in done if act.act == "terminated" and n > begun), None)
    return begun, ended, RED


def _status(act: Act) -> str:
    return f"（{STATUS[act.status][0]}）" if act.status != "done" else ""
