"""Lanes over years: one lane an instrument or a person, one mark a thing that happened, each with its character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hakusho.report.charts.drawing import BAND, FAINT, INK, RULE, Figure, altair, figure, link, shortened
from hakusho.report.columns import Column, Year, columns, packed, total

STEP, ROW, NAMES, HEAD = 27, 26, 300, 26
"""Pixels: a slot, a lane, the room for names, the room for years."""
MOST_SLOTS, MOST_LANES = 32, 48


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: the character in it, what it says when pointed at, where it leads."""

    year: Year
    glyph: str
    colour: str
    hollow: bool
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A name with its marks in order. A heading is a lane without marks; `within` names the heading it stands under."""

    name: str
    marks: tuple[Mark, ...]
    anchor: str | None = None
    title: str = ""
    bar: tuple[int, int | None, str] | None = None  # from mark to mark (to the end where None), in this colour
    heading: str = ""


def lanes(found: Sequence[Lane], caption: str, *, name: str) -> list[Figure]:
    """The lanes as charts one under the other, cut where one would be too wide or too long."""
    by_number = dict(enumerate(found))
    cells: dict[int, list[tuple[Any, Year]]] = {n: [(n, m.year) for m in lane.marks] for n, lane in by_number.items()}
    runs = list(packed(by_number, cells, MOST_SLOTS, MOST_LANES))
    drawn = []
    for n, run in enumerate(runs):
        part = f"{caption} ({n + 1}/{len(runs)})" if len(runs) > 1 else caption
        drawn.append(_draw([by_number[i] for i in run], part, f"{name}{n}"))
    return drawn


def _draw(run: Sequence[Lane], caption: str, name: str) -> Figure:
    alt = altair()
    years = columns((id(lane), mark.year) for lane in run for mark in lane.marks)
    rows = _rows(run)
    wide, high = total(years) * STEP, len(rows) * ROW
    edge = next((c.first * STEP for c in years if c.year is None), wide)  # where the years end
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    x2, y2 = alt.X2("x2"), alt.Y2("y2")

    bands = [{"x": c.first * STEP, "x2": (c.first + c.slots) * STEP, "y": 0, "y2": high} for c in years[::2]]
    gaps = [{"x": c.first * STEP, "y": 0, "y2": high} for c in years if c.after_gap or c.year is None]
    heads = [{"x": (c.first + c.slots / 2) * STEP, "y": -10, "label": c.label} for c in years]
    ruled: list[dict[str, Any]] = []
    bars: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    headings: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    for n, row in enumerate(rows):
        middle = (n + 0.5) * ROW
        ruled.append({"x": -NAMES, "x2": wide, "y": (n + 1) * ROW})
        if isinstance(row, str):
            headings.append({"x": -NAMES, "y": middle, "label": shortened(row, NAMES)})
            continue
        names.append(
            {
                "x": -8,
                "y": middle,
                "label": shortened(row.name, NAMES - 16),
                "title": row.title or row.name,
                "href": link(row.anchor),
            }
        )
        places = _places(row.marks, years)
        if row.bar:
            first, last, colour = row.bar
            end = edge if last is None else places[last]
            bars.append({"x": places[first], "x2": end, "y": middle, "colour": colour})
        for mark, place in zip(row.marks, places, strict=True):
            dots.append(
                {
                    "x": place,
                    "y": middle,
                    "fill": "#ffffff" if mark.hollow else mark.colour,
                    "stroke": mark.colour,
                    "ink": mark.colour if mark.hollow else "#ffffff",
                    "glyph": mark.glyph,
                    "title": mark.title,
                    "href": link(mark.anchor),
                }
            )

    def data(values: list[dict[str, Any]]) -> Any:
        return alt.Chart(alt.Data(values=values))

    def plain(field: str) -> Any:
        return {"field": field, "type": "nominal", "scale": None, "legend": None}

    told = {"href": "href:N", "description": "title:N"}
    layers = [
        data(bands).mark_rect(color=BAND, aria=False).encode(x=x, y=y, x2=x2, y2=y2),
        data(ruled).mark_rule(color=RULE, strokeWidth=0.5, aria=False).encode(x=x, x2=x2, y=y),
        data(gaps).mark_rule(color=FAINT, strokeDash=[2, 3], aria=False).encode(x=x, y=y, y2=y2),
        data(heads).mark_text(fontSize=11, color=FAINT, aria=False).encode(x=x, y=y, text="label:N"),
        data(headings)
        .mark_text(fontSize=12, fontWeight="bold", align="left", color=INK)
        .encode(x=x, y=y, text="label:N"),
        data(bars).mark_rule(strokeWidth=5, opacity=0.3, aria=False).encode(x=x, x2=x2, y=y, stroke=plain("colour")),
        data(names).mark_text(fontSize=12, align="right", color=INK).encode(x=x, y=y, text="label:N", **told),
        data(dots)
        .mark_point(shape="circle", size=380, filled=True, opacity=1, strokeWidth=1.5)
        .encode(x=x, y=y, fill=plain("fill"), stroke=plain("stroke"), **told),
        data(dots)
        .mark_text(fontSize=12, aria=False)
        .encode(x=x, y=y, text="glyph:N", fill=plain("ink"), href="href:N"),
    ]
    chart = alt.layer(*[each for each in layers if each.data.values]).properties(
        width=wide,
        height=high,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": NAMES, "top": HEAD, "right": 4, "bottom": 4},
    )
    return figure(chart, caption, name=name)


def _rows(run: Sequence[Lane]) -> list[str | Lane]:
    """The lanes with the heading of a group before its first."""
    rows: list[str | Lane] = []
    above = ""
    for lane in run:
        if lane.heading and lane.heading != above:
            rows.append(lane.heading)
        above = lane.heading
        rows.append(lane)
    return rows


def _places(marks: Sequence[Mark], years: Sequence[Column]) -> list[float]:
    """The middle of each mark's slot: in its year one after the other."""
    column = {c.year: c for c in years}
    taken: dict[Year, int] = {}
    places = []
    for mark in marks:
        n = taken[mark.year] = taken.get(mark.year, -1) + 1
        places.append((column[mark.year].first + n + 0.5) * STEP)
    return places
