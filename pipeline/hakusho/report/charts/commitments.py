"""Commitments by act and partner, and by act and edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hakusho.records import CommitmentRecord
from hakusho.report.charts.drawing import FAINT, INK, Figure, altair, figure, link, shortened
from hakusho.report.editions import Series
from hakusho.report.words import COMMITMENTS, party

MOST = 30
"""Partners of the chart; those with most commitments come first."""
HOME = "JP"
CELL, ROW, NAMES, HEAD = 76, 26, 190, 26


def chart(records: Sequence[CommitmentRecord]) -> list[Figure]:
    """A row a partner, a column an act, the number in it; the darker the more."""
    cells: dict[tuple[str, str], list[CommitmentRecord]] = {}
    for record in records:
        for partner in partners(record):
            cells.setdefault((partner, record.act), []).append(record)
    totals: Counter[str] = Counter()
    for (partner, _), members in cells.items():
        totals[partner] += len(members)
    rows = sorted(totals, key=lambda p: (p == "", p == HOME, -totals[p], p))[:MOST]
    if not rows:
        return []
    names = {p: partner_name(p) for p in rows}
    values = [
        (names[p], COMMITMENTS[act][0], len(found), f"r-{found[0].record_id}")
        for (p, act), found in sorted(cells.items())
        if p in names
    ]
    return [_heatmap(values, list(names.values()), "相手・行為別の件数 Commitments by partner and act", "commitments")]


def partners(record: CommitmentRecord) -> list[str]:
    """The parties besides Japan; Japan where it stands alone; "" where none is named."""
    return [p for p in record.parties if p != HOME] or ([HOME] if record.parties else [""])


def partner_name(code: str) -> str:
    """A partner as the chart calls it."""
    return {"": "（当事者の示されないもの）", HOME: "日本のみ"}.get(code) or party(code)


def editions(series: Sequence[Series], records: Sequence[CommitmentRecord]) -> list[Figure]:
    """For each publication with two editions or more, how often each act stands in 10,000 characters of each."""
    return [drawn for n, each in enumerate(series) for drawn in _editions(each, records, f"editions{n}")]


def _editions(series: Series, records: Sequence[CommitmentRecord], name: str) -> list[Figure]:
    values = []
    for edition in series.editions:
        found: dict[str, list[CommitmentRecord]] = {}
        for record in records:
            if record.doc_id in edition.doc_ids:
                found.setdefault(record.act, []).append(record)
        for act in sorted(found):
            rate = round(len(found[act]) / edition.n_chars * 10_000, 1)
            values.append((edition.label, COMMITMENTS[act][0], rate, f"r-{found[act][0].record_id}"))
    rows = [edition.label for edition in series.editions]
    caption = f"{series.name}：一万字当たりの件数 Commitments in 10,000 characters"
    return [_heatmap(values, rows, caption, name)] if values else []


def _heatmap(values: Sequence[tuple[str, str, float, str]], rows: list[str], caption: str, name: str) -> Figure:
    alt = altair()
    acts = [japanese for japanese, _ in COMMITMENTS.values()]
    most = max(n for _, _, n, _ in values)
    data = [
        {
            "row": shortened(row, NAMES - 12),
            "act": act,
            "n": n,
            "ink": "#ffffff" if n > most * 0.45 else INK,
            "title": f"{row} {act} {n:,}",
            "href": link(anchor),
        }
        for row, act, n, anchor in values
    ]
    base = alt.Chart(alt.Data(values=data)).encode(
        x=alt.X("act:N", sort=acts, scale=alt.Scale(domain=acts), axis=_axis(orient="top")),
        y=alt.Y("row:N", sort=None, scale=alt.Scale(domain=[shortened(r, NAMES - 12) for r in rows]), axis=_axis()),
        href="href:N",
    )
    colour = alt.Fill("n:Q", legend=None, scale=alt.Scale(range=["#e3eef6", "#00456e"], domain=[0, most]))
    ink = alt.Color("ink:N", scale=None, legend=None)
    chart = alt.layer(
        base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(fill=colour, description="title:N"),
        base.mark_text(fontSize=12, aria=False).encode(text=alt.Text("n:Q", format="~g"), color=ink),
    ).properties(
        width=CELL * len(acts),
        height=ROW * len(rows),
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": NAMES, "top": HEAD, "right": 4, "bottom": 4},
    )
    return figure(chart, caption, name=name)


def _axis(**more: Any) -> dict[str, Any]:
    return {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "labelAngle": 0,
        "labelLimit": 0,
        "labelPadding": 6,
        "labelColor": FAINT if more else INK,
        **more,
    }
