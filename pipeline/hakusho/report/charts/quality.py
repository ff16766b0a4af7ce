"""How much was found in each document, and how much was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hakusho.report.charts.drawing import (
    BLUE,
    BROWN,
    GREEN,
    GREY,
    INK,
    PURPLE,
    RULE,
    Figure,
    altair,
    figure,
    link,
    shortened,
)
from hakusho.report.words import RESOLUTIONS, TYPES

COLOURS = {"dates": BLUE, "people": BROWN, "agreements": GREEN, "commitments": PURPLE, "tables": GREY}
RESOLVED = {"explicit": BLUE, "era": "#56b4e9", "two_digit_year": GREEN, "anaphoric": BROWN, "document": PURPLE}
NAMES, WIDE, ROW = 300, 620, 30


def by_document(counts: Sequence[tuple[str, str, Mapping[str, int]]]) -> list[Figure]:
    """A bar a document (its anchor, its title), a part a record type, in records."""
    rows = [(anchor, title, {name: found.get(name, 0) for name in COLOURS}) for anchor, title, found in counts]
    words = {name: TYPES[name][0] for name in COLOURS}
    return _bars(rows, words, COLOURS, "文書・種類別の件数 Records by document and type", "documents")


def by_resolution(counts: Sequence[tuple[str, str, Mapping[str, int]]]) -> list[Figure]:
    """A bar a document, a part a way in which its dates were resolved, in dates."""
    words = {name: RESOLUTIONS[name][0] for name in RESOLVED}
    return _bars(counts, words, RESOLVED, "日付の読み方別の件数 Dates by how they were resolved", "resolutions")


def _bars(
    rows: Sequence[tuple[str, str, Mapping[str, int]]],
    words: dict[str, str],
    colours: dict[str, str],
    caption: str,
    name: str,
) -> list[Figure]:
    data: list[dict[str, Any]] = []
    most = max((sum(found.values()) for _, _, found in rows), default=0)
    if not most:
        return []
    for row, (anchor, title, found) in enumerate(rows):
        at = 0.0
        for part in words:
            n = found.get(part, 0)
            if not n:
                continue
            end = at + n / most * WIDE
            data.append(
                {
                    "x": at,
                    "x2": max(at + 1, end - 1),  # a white line between the parts
                    "y": row * ROW + 4,
                    "y2": (row + 1) * ROW - 4,
                    "middle": (row + 0.5) * ROW,
                    "at": (at + end) / 2,
                    "label": f"{n:,}" if end - at > 9 * len(f"{n:,}") else "",
                    "colour": colours[part],
                    "ink": INK if colours[part] == "#56b4e9" else "#ffffff",
                    "title": f"{title} {words[part]} {n:,}",
                    "href": link(anchor),
                }
            )
            at = end
    names = [
        {"x": -8, "y": (n + 0.5) * ROW, "label": shortened(title, NAMES - 16), "title": title, "href": link(anchor)}
        for n, (anchor, title, _) in enumerate(rows)
    ]
    alt = altair()
    y = alt.Y("y:Q", scale=None, axis=None)
    x = alt.X("x:Q", scale=None, axis=None)
    told = {"href": "href:N", "description": "title:N"}

    def layer(values: list[dict[str, Any]]) -> Any:
        return alt.Chart(alt.Data(values=values))

    chart = alt.layer(
        layer([{"x": 0, "y": 0, "y2": len(rows) * ROW}]).mark_rule(color=RULE, aria=False).encode(x=x, y=y, y2="y2"),
        layer(names).mark_text(fontSize=12, align="right", color=INK).encode(x=x, y=y, text="label:N", **told),
        layer(data)
        .mark_rect()
        .encode(x=x, x2="x2", y=y, y2="y2", fill=alt.Fill("colour:N", scale=None, legend=None), **told),
        layer(data)
        .mark_text(fontSize=11, aria=False)
        .encode(
            x=alt.X("at:Q", scale=None, axis=None),
            y=alt.Y("middle:Q", scale=None, axis=None),
            text="label:N",
            fill=alt.Fill("ink:N", scale=None, legend=None),
            href="href:N",
        ),
    ).properties(
        width=WIDE,
        height=len(rows) * ROW,
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": NAMES, "top": 4, "right": 4, "bottom": 4},
    )
    return [figure(chart, caption, name=name)]
