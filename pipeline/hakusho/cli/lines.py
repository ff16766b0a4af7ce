"""Help broken into lines between Japanese characters too: rich breaks at spaces alone, and cuts off what is longer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, Paragraph

_NOT_FIRST = frozenset("、。，．：；？！・ー）」』】〉》］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ…),.:;?!]}")
_NOT_LAST = frozenset("（「『【〈《［｛([{")


class _Paragraph(Paragraph):
    """A paragraph in lines of the width that there is."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.divide(breaks(self.text.plain, options.max_width)):
            line.rstrip()
            yield line


class JapaneseMarkdown(Markdown):
    """Markdown whose paragraphs may hold Japanese."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "paragraph_open": _Paragraph}


def breaks(text: str, width: int) -> Iterator[int]:
    """Where the lines of a text begin, the first left out: each has at most `width` columns, trailing spaces apart.

    A line breaks after a space, or beside a Japanese character; none begins with a closing mark or a small kana, none
    ends with an opening mark (JIS X 4051). What has no such place is broken where the width ends.
    """
    start, place, used = 0, 0, 0
    for n, character in enumerate(text):
        if n > start and _may_break(text[n - 1], character):
            place = n
        used += cell_len(character)
        if used > width and not character.isspace() and n > start:
            start = place if place > start else n
            yield start
            used = cell_len(text[start : n + 1])


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return before.isspace() and not after.isspace()
    return (_wide(before) or _wide(after)) and before not in _NOT_LAST and after not in _NOT_FIRST


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
