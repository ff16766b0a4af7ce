"""Text with its map to the source. Every normalization builds the map as it goes, so offsets are right by construction."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

_MOST_MARKS = 30  # in a row, as in Unicode's Stream-Safe Text Format (UAX #15); ordering more takes the square of them


@dataclass(slots=True)
class Aligned:
    """Normalized text; character i came from source[starts[i]:ends[i]] (code points).

    Starts and ends never fall from left to right. A character that normalization made of several, or one of several
    made of one (㍻ is 平成), shares the source stretch it came from.
    """

    text: str = ""
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    @classmethod
    def of(cls, source: str, spans: tuple[tuple[int, int], ...]) -> Aligned:
        """The source's characters in `spans`, as they are."""
        text, starts, ends = [], array("q"), array("q")
        for start, end in spans:
            text.append(source[start:end])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        return cls("".join(text), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source stretch that text[start:end] came from. `start < end` is required."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]

    def keep(self, mask: list[bool]) -> Aligned:
        """Only the characters whose mask is true."""
        return Aligned(
            "".join(c for c, k in zip(self.text, mask, strict=True) if k),
            array("q", (s for s, k in zip(self.starts, mask, strict=True) if k)),
            array("q", (e for e, k in zip(self.ends, mask, strict=True) if k)),
        )

    def slice(self, start: int, end: int) -> Aligned:
        """A part of it."""
        return Aligned(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def nfkc(self) -> Aligned:
        """Unicode NFKC, cluster by cluster, so that ｶﾞ becomes one ガ that covers both."""
        out, starts, ends = [], array("q"), array("q")
        for i, j in _clusters(self.text):
            cluster = self.text[i:j]
            plain = cluster if cluster.isascii() else unicodedata.normalize("NFKC", cluster)
            if plain == cluster:
                out.append(cluster)
                starts.extend(self.starts[i:j])
                ends.extend(self.ends[i:j])
            else:
                out.append(plain)
                starts.extend([self.starts[i]] * len(plain))
                ends.extend([self.ends[j - 1]] * len(plain))
        return Aligned("".join(out), starts, ends)

    def replace(self, edits: list[tuple[int, int, str]]) -> Aligned:
        """With each (start, end, new) of this text replaced; edits are in order and do not overlap.

        The new characters share the stretch that the old ones came from; a replacement of nothing is not possible.
        """
        out, starts, ends, at = [], array("q"), array("q"), 0
        for start, end, new in edits:
            if not at <= start < end <= len(self.text):
                raise ValueError(f"edit {start}:{end} is empty, overlaps or lies outside")
            out += [self.text[at:start], new]
            starts.extend(self.starts[at:start])
            ends.extend(self.ends[at:start])
            starts.extend([self.starts[start]] * len(new))
            ends.extend([self.ends[end - 1]] * len(new))
            at = end
        out.append(self.text[at:])
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Aligned("".join(out), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A character with the marks that follow it: the smallest stretch that NFKC may compose."""
    i, n = 0, len(text)
    while i < n:
        j = i + 1
        while j < n and j - i <= _MOST_MARKS and (unicodedata.combining(text[j]) or text[j] in "ﾞﾟ"):
            j += 1
        yield i, j
        i = j
