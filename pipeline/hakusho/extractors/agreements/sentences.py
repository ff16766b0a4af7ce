"""The sentences of a piece, as the statements of agreements are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The lines of a chronology that a converter joined: …協定署名(リマ)3日 …声明採択5日.
_NEXT_ENTRY = re.compile(
    r"(?:署名|調印|採択|発効|発出|発表|締結|批准|会談|会合|開催|訪問|訪日|出席|就任)(?:\([^()]{1,24}\))?(?=[0-9]{1,2}(?:[~-][0-9]{1,2})?[日月](?!間|本))"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a piece: cut after 。 where no bracket is open, and between the entries of a chronology."""
    start = depth = 0
    cuts = {m.end() for m in _NEXT_ENTRY.finditer(text)}
    for at, char in enumerate(text):
        if char in "(「『":
            depth += 1
        elif char in ")」』":
            depth = max(0, depth - 1)
        if at + 1 in cuts and not depth:
            yield start, at + 1
            start = at + 1
        elif char == "。" and (not depth or at - start > 600):
            yield start, at + 1
            start, depth = at + 1, 0
    if start < len(text):
        yield start, len(text)
