"""The characters of a page as runs: stretches of one line without a wide gap, read from left to right.

Coordinates are points from the top left corner of the page. Text that runs down (縦書き, a turned table) or up is turned
first, so that everything after this works on horizontal lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

Direction = Literal["right", "down", "up"]
Box = tuple[float, float, float, float]  # x0, top, x1, bottom
GAP = 1.5  # em; a wider gap parts runs of a line
_SMALL_GAP = 0.7  # em; a gap that parts runs where lines above and below have it too
_MARK = re.compile(r"(?:[・•‣◦∙·○〇●◎◆◇■□▪▸▶►➢➡⇒→※＊*✓✔]|[（(]?[0-9０-９]{1,2}[)）.．、]?|[①-⑳⑴-⒇]|注[0-9０-９]?)")
_NOTE = re.compile(r"[0-9０-９]{1,3}|[＊*※]{1,2}[0-9０-９]{0,2}|注[0-9０-９]{1,2}")
_READING = re.compile(r"[\u3041-\u309f\u30a1-\u30fe・]+")
_KANJI = re.compile(r"[\u3005\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool = False  # a space stands before it


@dataclass(slots=True)
class Run:
    """Characters of one line; `size` is that of most of them."""

    glyphs: list[Glyph]
    x0: float = 0
    top: float = 0
    x1: float = 0
    bottom: float = 0
    size: float = 0
    text: str = field(default="")

    def __post_init__(self) -> None:
        self.x0, self.x1 = min(g.x0 for g in self.glyphs), max(g.x1 for g in self.glyphs)
        self.size = _usual(self.glyphs)
        body = [g for g in self.glyphs if g.size > 0.8 * self.size]
        self.top, self.bottom = min(g.top for g in body), max(g.bottom for g in body)
        self.text = _text(self.glyphs, self.size, self.bottom)


def glyphs_of(page: Any) -> dict[Direction, list[Glyph]]:
    """The characters of a pdfplumber page that stand on it, in the order of the file, by the way they run; turned so
    that they run to the right. Characters that their font gives no meaning for are left out."""
    left, upper, right, lower = page.bbox
    found: dict[Direction, list[Glyph]] = {"right": [], "down": [], "up": []}
    spaced = False
    for c in page.chars:
        text = c["text"]
        x, y = (c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2
        if not (left <= x <= right and upper <= y <= lower) or text.startswith("(cid:"):
            continue
        if not text.strip():
            spaced = True
            continue
        kind = unicodedata.category(text[0])
        if kind in ("Cc", "Cf", "Cs", "Cn"):
            continue
        if kind == "Co":  # a bullet of a symbol font
            text = "•"
        direction: Direction = "right" if c["upright"] else "up" if c["matrix"][1] > 0 else "down"
        found[direction].append(
            Glyph(text, *turned((c["x0"], c["top"], c["x1"], c["bottom"]), direction), c["size"], spaced)
        )
        spaced = False
    return found


def turned(box: Box, direction: Direction) -> Box:
    """A box on the page as it stands when the text is turned to run to the right."""
    x0, top, x1, bottom = box
    if direction == "down":
        return top, -x1, bottom, -x0
    if direction == "up":
        return -bottom, x0, -top, x1
    return box


def turned_back(box: Box, direction: Direction) -> Box:
    """A box of turned text as it stands on the page."""
    x0, top, x1, bottom = box
    if direction == "down":
        return -bottom, x0, -top, x1
    if direction == "up":
        return top, -x1, bottom, -x0
    return box


def box_of(item: Glyph | Run) -> Box:
    return item.x0, item.top, item.x1, item.bottom


def vertical(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Characters that stand side by side; and those that stand one below the other, three or more, turned."""
    across: list[Glyph] = []
    down: list[Glyph] = []
    series: list[Glyph] = []

    def end() -> None:
        wide = sum(1 for g in series if unicodedata.east_asian_width(g.text[0]) in "WF")
        (down if len(series) > 2 and 2 * wide > len(series) else across).extend(series)

    for glyph in glyphs:
        if series and not _is_below(series[-1], glyph):
            end()
            series = []
        series.append(glyph)
    end()
    return across, [Glyph(g.text, *turned(box_of(g), "down"), g.size) for g in down]


def _is_below(first: Glyph, second: Glyph) -> bool:
    middle = abs((first.x0 + first.x1) - (second.x0 + second.x1)) / 2
    step = second.top - first.top
    return (
        middle < 0.35 * first.size
        and 0.6 * first.size < step < 2.2 * first.size
        and 0.7 < second.size / first.size < 1.4
    )


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Runs, from top to bottom: first along the order of the file, then those put together that continue each other."""
    pieces: list[list[Glyph]] = []
    for glyph in glyphs:
        if pieces and _continues(pieces[-1][-1], glyph):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    runs = [Run(piece) for piece in pieces]
    runs = [run for line in _lines(runs) for run in _joined(line)]
    return _without_readings(_parted(runs))


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    return _same_line(last, glyph) and -0.6 * size < gap < _widest_gap(last, glyph) and glyph.x0 >= last.x0 - 0.1 * size


def _widest_gap(a: Glyph | Run, b: Glyph | Run) -> float:
    """How far two parts of a line may be apart; small print beside large is a note mark, or of another column."""
    small, large = sorted((a.size, b.size))
    return GAP * small if large < 1.5 * small else 0.3 * large


def _same_line(a: Glyph | Run, b: Glyph | Run) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs at one height, whatever lies between them."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.top, r.x0)):
        best = next((line for line in reversed(lines[-12:]) if any(_beside(run, other) for other in line)), None)
        if best is None:
            lines.append([run])
        else:
            best.append(run)
    return iter(lines)


def _beside(a: Run, b: Run) -> bool:
    """Whether two runs are of one line: at the same height, and apart by less than what parts runs."""
    return _same_line(a, b) and max(a.x0, b.x0) - min(a.x1, b.x1) < _widest_gap(a, b)


def _joined(line: list[Run]) -> list[Run]:
    out: list[Run] = []
    for run in sorted(line, key=lambda r: r.x0):
        if out and _beside(out[-1], run):
            out[-1] = Run(sorted([*out[-1].glyphs, *run.glyphs], key=lambda g: g.x0 + g.x1))
        else:
            out.append(run)
    return out


def _parted(runs: list[Run]) -> list[Run]:
    """Runs cut where a narrow gutter goes through several lines."""
    gaps: list[tuple[float, float, float]] = []  # height, from, to
    ordered = sorted(runs, key=lambda r: (round(r.top), r.x0))
    for left, right in pairwise(ordered):
        if _same_line(left, right) and left.x1 < right.x0 < left.x1 + 4 * left.size:
            gaps.append((left.top, left.x1, right.x0))
    for run in runs:
        for a, b in pairwise(run.glyphs):
            if b.x0 - a.x1 > _SMALL_GAP * run.size:
                gaps.append((run.top, a.x1, b.x0))
    starts = [run.x0 for run in runs]
    out = []
    for run in runs:
        cuts = [
            i
            for i, (a, b) in enumerate(pairwise(run.glyphs), 1)
            if b.x0 - a.x1 > _SMALL_GAP * run.size and i > 4 and _is_gutter(gaps, starts, run, a.x1, b.x0)
        ]
        edges = [0, *cuts, len(run.glyphs)]
        out += [Run(run.glyphs[a:b]) for a, b in pairwise(edges)] if cuts else [run]
    return out


def _is_gutter(gaps: list[tuple[float, float, float]], starts: list[float], run: Run, x0: float, x1: float) -> bool:
    """Whether other lines near have a gap here, or many lines of the page begin where it ends."""
    near = [g for g in gaps if abs(g[0] - run.top) < 10 * run.size and min(g[2], x1) - max(g[1], x0) > 0.5 * run.size]
    return len(near) > 4 or sum(abs(start - x1) < 0.2 * run.size for start in starts) > 3


def _without_readings(runs: list[Run]) -> list[Run]:
    """Runs without 振り仮名: small kana close above kanji."""
    small = [r for r in runs if _READING.fullmatch(r.text)]
    if not small:
        return runs
    doomed = {
        id(s)
        for s in small
        for r in runs
        if r.size >= 1.6 * s.size
        and -0.4 * s.size < r.top - s.bottom < 0.6 * s.size
        and r.x0 - r.size < s.x0
        and s.x1 < r.x1 + r.size
        and any(_KANJI.match(g.text) and min(g.x1, s.x1) > max(g.x0, s.x0) for g in r.glyphs)
    }
    return [r for r in runs if id(r) not in doomed]


def with_marks(runs: Iterable[Run]) -> list[Run]:
    """Runs of one line, from left to right; a bullet or number that stands apart is put before its text."""
    out: list[Run] = []
    for run in sorted(runs, key=lambda r: (r.x0, r.top)):
        if out and _MARK.fullmatch(out[-1].text) and run.x0 - out[-1].x1 < 4 * run.size and _same_line(out[-1], run):
            out[-1] = Run([*out[-1].glyphs, *run.glyphs])
        else:
            out.append(run)
    return out


def _usual(glyphs: list[Glyph]) -> float:
    sizes: dict[float, int] = {}
    for g in glyphs:
        key = round(g.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + 1
    return max(sizes, key=lambda s: (sizes[s], s)) or 1.0


def _text(glyphs: list[Glyph], size: float, bottom: float) -> str:
    """The characters with the spaces between them, raised numbers as note marks."""
    parts: list[str] = []
    raised = ""
    for i, g in enumerate(glyphs):
        if g.size < 0.9 * size and g.bottom < bottom - 0.2 * size and (g.text.isdigit() or g.text in "＊*※注"):
            raised += g.text
            continue
        if raised:
            parts.append(_note_mark(raised, parts))
            raised = ""
        if i and _is_space(glyphs[i - 1], g, size):
            parts.append(" ")
        parts.append(g.text)
    if raised:
        parts.append(_note_mark(raised, parts))
    return "".join(parts)


def _note_mark(text: str, before: list[str]) -> str:
    """A number is a note's, but for a unit's (km²) and a power's (10⁹)."""
    last = before[-1][-1] if before else ""
    return f"<sup>{text}</sup>" if last and not last.isascii() and _NOTE.fullmatch(text) else text


def _is_space(a: Glyph, b: Glyph, size: float) -> bool:
    gap = b.x0 - a.x1
    if a.text[-1].isascii() and b.text[0].isascii():
        return gap > 0.22 * size or (b.spaced and gap > 0.1 * size)
    return gap > 0.8 * size or (b.spaced and gap > 0.15 * size)
