"""The timeline: a column a year, a mark an event, stacked; above the line agreements, below it meetings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from hakusho.report.charts.agreements import mark
from hakusho.report.charts.drawing import BROWN, FAINT, INK, Figure, altair, figure, link
from hakusho.report.columns import packed, placed, total
from hakusho.report.events import Event, Meeting
from hakusho.report.when import year

STEP, HIGH, LINE = 29, 10, 24
"""Pixels of a mark's slot; marks one above the other before a second column is begun; pixels of the line of years."""
MOST_SLOTS, NAMES = 38, 68


def chart(events: Sequence[Event]) -> list[Figure]:
    """The events as charts one under the other, cut where one would be too wide."""
    years = {y: list(found) for y, found in groupby(events, key=lambda e: year(e.date)) if y is not None}
    cells = {y: [(n, y) for n in range(1)] * _wide(found) for y, found in years.items()}
    runs = list(packed(years, cells, MOST_SLOTS, MOST_SLOTS))
    caption = "年表（上は協定・文書の行為、下は会談・会合）Timeline"
    return [
        _draw(
            {y: years[y] for y in run}, f"{caption} ({n + 1}/{len(runs)})" if len(runs) > 1 else caption, f"timeline{n}"
        )
        for n, run in enumerate(runs)
    ]


def _draw(years: dict[int, list[Event]], caption: str, name: str) -> Figure:
    alt = altair()
    found = placed({y: _wide(events) for y, events in years.items()})
    up = max(_high(events, meeting=False) for events in years.values())
    down = max(_high(events, meeting=True) for events in years.values())
    line = up * STEP + LINE / 2
    wide, high = total(found) * STEP, (up + down) * STEP + LINE
    dots: list[dict[str, Any]] = []
    for column in found:
        for meeting in (False, True):
            events = [e for e in years[column.year or 0] if isinstance(e.what, Meeting) == meeting]
            for n, event in enumerate(events):
                step = (n % HIGH + 0.5) * STEP + LINE / 2
                dots.append(
                    {
                        "x": (column.first + n // HIGH + (column.slots - _columns(len(events)) + 1) / 2) * STEP,
                        "y": line + step if meeting else line - step,
                        **_says(event),
                    }
                )
    heads = [{"x": (c.first + c.slots / 2) * STEP, "y": line, "label": c.label} for c in found]
    gaps = [{"x": c.first * STEP, "y": line - 10, "y2": line + 10} for c in found if c.after_gap]
    sides = [{"x": -8, "y": line - LINE, "label": "協定・文書"}] * bool(up) + [
        {"x": -8, "y": line + LINE, "label": "会談・会合"}
    ] * bool(down)
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)

    def data(values: list[dict[str, Any]]) -> Any:
        return alt.Chart(alt.Data(values=values))

    colour = alt.Fill("colour:N", scale=None, legend=None)
    layers = [
        data(gaps).mark_rule(color=FAINT, strokeDash=[2, 2], aria=False).encode(x=x, y=y, y2="y2"),
        data(heads).mark_text(fontSize=10, color=INK, aria=False).encode(x=x, y=y, text="label:N"),
        data(sides).mark_text(fontSize=11, align="right", color=FAINT, aria=False).encode(x=x, y=y, text="label:N"),
        data(dots)
        .mark_point(shape="circle", size=380, filled=True, opacity=1)
        .encode(x=x, y=y, fill=colour, href="href:N", description="title:N"),
        data(dots).mark_text(fontSize=12, color="#ffffff", aria=False).encode(x=x, y=y, text="glyph:N", href="href:N"),
    ]
    chart = alt.layer(*[each for each in layers if each.data.values]).properties(
        width=wide,
        height=high,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": NAMES, "top": 4, "right": 12, "bottom": 4},
    )
    return figure(chart, caption, name=name)


def _says(event: Event) -> dict[str, Any]:
    if isinstance(event.what, Meeting):
        meeting = event.what
        title = f"{meeting.date} {meeting.name}" + (f"（{meeting.place}）" if meeting.place else "")
        return {
            "glyph": "会",
            "colour": BROWN,
            "title": title,
            "href": link(f"r-{meeting.records[0].record_id}"),
        }
    life, act = event.what
    drawn = mark(act)
    return {
        "glyph": drawn.glyph,
        "colour": drawn.colour,
        "title": f"{life.name} {drawn.title}",
        "href": link(drawn.anchor),
    }


def _high(events: Sequence[Event], *, meeting: bool) -> int:
    return min(HIGH, sum(isinstance(e.what, Meeting) == meeting for e in events))


def _wide(events: Sequence[Event]) -> int:
    """Slots for a year: as many columns as the larger of its two stacks needs, and room for the number of the year."""
    held = sum(isinstance(e.what, Meeting) for e in events)
    return max(_columns(held), _columns(len(events) - held), 1)


def _columns(n: int) -> int:
    return -(-n // HIGH)
