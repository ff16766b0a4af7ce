"""The lines of a text as the table readers see them, and the fields and words in a line, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hakusho.read.nfkc import nfkc
from hakusho.read.source import Span

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]|\f")
_WORD = re.compile(r"\S+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,400}>|\*\*|__")
WALL = "。"  # the text of a line that belongs to another table: no table goes on across it
SPACES = " \t\u3000\xa0\ufeff"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: `begin` and `stop` are where it starts and ends in the text, `start` and `end` its content without
    surrounding spaces. `page` counts form feeds."""

    begin: int
    stop: int
    start: int
    end: int
    text: str
    page: int

    @property
    def blank(self) -> bool:
        return self.start == self.end

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without spaces; `text` is NFKC. What it goes on with in the next line is `below`, and in its text."""

    start: int
    end: int
    text: str
    below: Word | None = None


def text_lines(text: str) -> list[TextLine]:
    """All lines of a text."""
    found, at, page = [], 0, 0
    for match in _BREAK.finditer(text):
        found.append(_line(text, at, match.start(), page))
        page += match[0] == "\f"
        at = match.end()
    found.append(_line(text, at, len(text), page))
    return found


def _line(text: str, begin: int, end: int, page: int) -> TextLine:
    raw = text[begin:end]
    content = raw.strip(SPACES)
    start = begin + len(raw) - len(raw.lstrip(SPACES)) if content else begin
    return TextLine(begin, end, start, start + len(content), content, page)


def words(line: TextLine) -> list[Word]:
    """The words of a line, parted by any space."""
    return [Word(line.start + m.start(), line.start + m.end(), nfkc(m[0])) for m in _WORD.finditer(line.text)]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without surrounding white space; an empty one stays where it began."""
    raw = text[start:end]
    content = raw.strip()
    if not content:
        return start, start
    start += len(raw) - len(raw.lstrip())
    return start, start + len(content)


def plain(text: str) -> str:
    """NFKC, without markup and spaces: what patterns look at."""
    return re.sub(r"\s+", "", nfkc(_MARKUP.sub("", text)))


def runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of true, as half-open ranges."""
    begin = None
    for i, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = i
        elif not flag and begin is not None:
            yield begin, i
            begin = None
