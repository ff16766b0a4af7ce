"""Tables in plain text and Markdown."""

from __future__ import annotations

from hakusho.read.source import Grid


def find_grids(text: str) -> list[Grid]:
    """The tables of a text, in reading order, none overlapping another."""
    return []
