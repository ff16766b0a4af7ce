"""Where in a TOML file a key stands: the parser tells values, an error message should tell the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_TABLE = re.compile(r"\s*+(\[\[?)([^\[\]]++)\]")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"|\'[^\']*\'')

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int | None:
    """The line, from 1, of the key or table at `place` (`("country", 3, "names")`, entries counted from 0).

    Of a place inside a value the line is that of the key which has the value. None where nothing is known of it.
    """
    best: tuple[int, int] | None = None
    for found, line in _places(text):
        if place[: len(found)] == found and (best is None or len(found) > best[0]):
            best = len(found), line
    return best[1] if best else None


def _places(text: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    entries: Counter[Place] = Counter()
    closing, depth = "", 0  # inside a string over several lines, or an array
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if depth:
            depth += _depth(line)
            continue
        if header := _TABLE.match(line):
            table = tuple(_names(header[2]))
            for i in range(1, len(table)):  # [country.more] belongs to the last [[country]]
                if n := entries[table[:i]]:
                    table = (*table[:i], n - 1, *table[i:])
            if header[1] == "[[":
                entries[table] += 1
                table = (*table, entries[table] - 1)
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, *_names(key[1])), number
            rest = line[key.end() :]
            closing = next((mark for mark in ('"""', "'''") if rest.count(mark) == 1), "")
            depth = 0 if closing else max(0, _depth(rest))


def _names(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _depth(line: str) -> int:
    bare = _STRING.sub("", line).partition("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
