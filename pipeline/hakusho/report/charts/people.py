"""People by country and office, over the years for which the corpus speaks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hakusho.records import PersonRecord
from hakusho.report.charts.drawing import BLUE, Figure
from hakusho.report.charts.lanes import Lane, Mark, lanes
from hakusho.report.when import year
from hakusho.report.words import party

MOST = 80
"""Lanes of the chart; the people spoken of most come first, the page says how many it leaves out."""


def chart(records: Sequence[PersonRecord]) -> tuple[list[Figure], int]:
    """One lane a person under the country, by office; a mark a year with the number of mentions. And how many people
    were left out."""
    by_person: dict[str, list[PersonRecord]] = {}
    for record in records:
        by_person.setdefault(record.person_id, []).append(record)
    often = sorted(by_person.values(), key=lambda rows: (-len(rows), rows[0].full_name))
    found = sorted((_lane(rows) for rows in often[:MOST]), key=lambda pair: pair[0])
    drawn = lanes(
        [lane for _, lane in found],
        "国・官職別の人物（数字は年ごとの言及数）People by country and office",
        name="people",
    )
    return drawn, max(0, len(often) - MOST)


def _lane(rows: Sequence[PersonRecord]) -> tuple[tuple[bool, str, str, int, str], Lane]:
    """A person's lane with the key to sort it by: country, office, first year, name."""
    country = _most(row.country for row in rows)
    titles = Counter(row.title for row in rows if row.title)
    # of two titles as frequent the longer: 外務大臣 rather than 大臣
    title = max(titles, key=lambda t: (len(t) > 2, titles[t], len(t), t), default="")
    name = rows[0].full_name
    marks = []
    years: dict[int | None, list[PersonRecord]] = {}
    for row in rows:
        years.setdefault(year(row.date), []).append(row)
    for when in sorted(years, key=lambda y: (y is None, y or 0)):
        mentions = years[when]
        said = f"{name} {mentions[0].title or ''} {when or '日付なし'}"
        glyph = str(len(mentions)) if len(mentions) < 100 else "＋"
        marks.append(Mark(when, glyph, BLUE, when is None, said, f"r-{mentions[0].record_id}"))
    heading = party(country) if country else "国の示されない人物"
    label = f"{name}　{title}" if title else name
    first = min((y for y in years if y is not None), default=9999)
    lane = Lane(label, tuple(marks), f"r-{rows[0].record_id}", f"{heading} {title} {name}", heading=heading)
    return (not country, country or "", title, first, name), lane


def _most(values: object) -> str | None:
    found = Counter(value for value in values if value)  # type: ignore[attr-defined]
    return max(found, key=lambda v: (found[v], v), default=None)
