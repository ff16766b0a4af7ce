"""Tables in plain text and Markdown, however they are written, with the place of every cell in the text."""

from __future__ import annotations

from dataclasses import replace

from hakusho.read.grids.fixed_width import fixed_width_grids
from hakusho.read.grids.flattened import flattened_grids
from hakusho.read.grids.flattened.cell_a_line import cell_a_line_grids
from hakusho.read.grids.flattened.chronology import chronologies
from hakusho.read.grids.html import html_grids
from hakusho.read.grids.joined import joined
from hakusho.read.grids.markdown import markdown_grids
from hakusho.read.grids.pipes import piped_grids
from hakusho.read.grids.surroundings import with_surroundings
from hakusho.read.grids.textlines import WALL, TextLine, text_lines
from hakusho.read.grids.tsv import tsv_grids
from hakusho.read.source import Grid, Span

__all__ = ["find_grids"]


def find_grids(text: str) -> list[Grid]:
    """The tables of a text, in reading order.

    None overlaps another, but for a table inside a cell of another, which comes after it, and tables beside each other
    on the same lines. Raises RejectedDocument for
    a table of more cells than `limits.max_cells`.
    """
    html = html_grids(text)
    masked = _masked(text, [(grid.start, grid.end) for grid in html])
    lines = text_lines(masked)
    grids = tsv_grids(masked, lines) if "\t" in text else []
    lines = _without(lines, [*grids, *html])
    if "|" in text:
        grids += markdown_grids(masked, lines)
        lines = _without(lines, grids)
        piped = piped_grids(masked, lines)
        lines, grids = _without(lines, piped), [*grids, *piped]
    spaced = fixed_width_grids(masked, lines)
    grids += spaced
    lines = _without(lines, spaced)
    dated = chronologies(lines)
    grids += dated
    lines = _without(lines, dated)
    single = cell_a_line_grids(lines)
    grids += single
    grids += flattened_grids(_without(lines, single))
    found = sorted([*grids, *html], key=lambda g: (g.start, -g.end))
    return with_surroundings(text, joined(text, text_lines(text), found))


def _masked(text: str, spans: list[Span]) -> str:
    """The text with HTML tables as one long word each: their tabs, pipes and line breaks are their own."""
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], "x" * (end - start)]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def _without(lines: list[TextLine], grids: list[Grid]) -> list[TextLine]:
    """The lines, with a wall in place of those that belong to a table already found."""
    ordered = sorted((grid.start, grid.end) for grid in grids)
    out, at = [], 0
    for line in lines:
        while at < len(ordered) and ordered[at][1] <= line.start:
            at += 1
        taken = at < len(ordered) and ordered[at][0] < line.end
        out.append(replace(line, text=WALL) if taken else line)
    return out
