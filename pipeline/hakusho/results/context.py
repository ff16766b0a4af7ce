"""A span as a person reads it: what stands before and after it in the document, on one line."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[。！？]|\n[ \t　]*\n|\f")
_BREAK = re.compile(r"[ \t　]{0,40}[\n\r\f\v]\s{0,40}")
OPEN, CLOSE = "⟦", "⟧"


def marked(text: str, start: int, end: int) -> str:
    """The text with the span in ⟦⟧, as the examples of the rules are written."""
    return f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"


class Context(NamedTuple):
    """The surface between its neighbours, line breaks of the page taken out; … where a long sentence was cut."""

    before: str
    surface: str
    after: str

    def marked(self) -> str:
        """In one string, the surface in ⟦⟧."""
        return f"{self.before}{OPEN}{self.surface}{CLOSE}{self.after}"


def around(text: str, start: int, end: int, most: int = 80) -> Context:
    """The span of a document's text with its sentence, up to `most` code points on either side.

    The sentence is read off the text (。, a blank line, a page break), since a record keeps its own only in normalized
    form, where the offsets no longer fit.
    """
    first, last = max(0, start - most), min(len(text), end + most)
    before, after = text[first:start], text[end:last]
    cut_before, cut_after = first > 0, last < len(text)
    if ends := list(_END.finditer(before)):
        before, cut_before = before[ends[-1].end() :], False
    if match := _END.search(after):
        after = after[: match.end()] if match[0].strip() else after[: match.start()]
        cut_after = False
    return Context(
        ("…" if cut_before else "") + on_one_line(before).lstrip(),
        on_one_line(text[start:end]),
        on_one_line(after).rstrip() + ("…" if cut_after else ""),
    )


def on_one_line(text: str) -> str:
    """The text without its line breaks and the spaces around them, as Japanese is read."""
    return printable(_BREAK.sub("", text).replace("\t", " "))


def printable(text: str) -> str:
    """The text without control characters, which a terminal would obey: a document may say anything."""
    return "".join(c if c in "\n\t　" or c.isprintable() else ("\n" if c == "\f" else "") for c in text)
