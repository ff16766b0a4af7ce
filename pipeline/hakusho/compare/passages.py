"""What happened to the sentences of a document: new, dropped, reworded. Those carried over word for word stay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from hakusho.compare.alignment import Alignment

_ISLAND = 2  # characters between two differences; fewer that happen to be equal are shown as part of the difference


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that is not the same in both versions; `start` is where it stands, in the new one if it is there."""

    kind: Literal["new", "dropped", "reworded"]
    old: str
    new: str
    section: tuple[str, ...]
    start: int


Piece = tuple[Literal["same", "old", "new"], str]


def passages(alignment: Alignment) -> tuple[Passage, ...]:
    """The sentences that differ, in the order of the new version, dropped ones where they would have stood."""
    return tuple(_passages(alignment))


def _passages(alignment: Alignment) -> Iterator[Passage]:
    old, new = alignment.old.all, alignment.new.all
    dropped = iter([n for n in range(len(old)) if n not in alignment.pairs and not old[n].is_cell])
    waiting = next(dropped, None)
    reached = -1  # the furthest old sentence whose counterpart was passed
    for n, sentence in enumerate(new):
        if sentence.is_cell:
            continue
        counterpart = alignment.back.get(n)
        if counterpart is not None:
            while waiting is not None and waiting < counterpart and counterpart > reached:
                yield Passage("dropped", old[waiting].text, "", old[waiting].section, old[waiting].aligned.starts[0])
                waiting = next(dropped, None)
            reached = max(reached, counterpart)
            if alignment.is_same(counterpart):
                continue
            before = old[counterpart].text
            yield Passage("reworded", before, sentence.text, sentence.section, sentence.aligned.starts[0])
        else:
            yield Passage("new", "", sentence.text, sentence.section, sentence.aligned.starts[0])
    while waiting is not None:
        yield Passage("dropped", old[waiting].text, "", old[waiting].section, old[waiting].aligned.starts[0])
        waiting = next(dropped, None)


def pieces(passage: Passage) -> list[Piece]:
    """A passage cut into what stayed, what went and what came."""
    found: list[Piece] = []
    for op in Indel.opcodes(passage.old, passage.new):
        before, after = passage.old[op.src_start : op.src_end], passage.new[op.dest_start : op.dest_end]
        if op.tag == "equal" and (len(before) > _ISLAND or not found or op.src_end == len(passage.old)):
            found.append(("same", before))
            continue
        _add(found, "old", before)
        _add(found, "new", after)
    return found


def _add(found: list[Piece], kind: Literal["old", "new"], text: str) -> None:
    """Within one stretch of difference, all that went stands before all that came."""
    if not text:
        return
    for back in (1, 2):
        if len(found) >= back and found[-back][0] == kind:
            found[-back] = (kind, found[-back][1] + text)
            return
        if len(found) >= back and found[-back][0] == "same":
            break
    if kind == "old" and found and found[-1][0] == "new":
        found.insert(len(found) - 1, (kind, text))
    else:
        found.append((kind, text))
