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
    gone = [n for n in range(len(old)) if n not in alignment.pairs and not old[n].is_cell][::-1]  # the next one last
    reached = -1  # the furthest old sentence that was passed

    def dropped(before: int) -> Iterator[Passage]:
        while gone and gone[-1] < before:
            sentence = old[gone.pop()]
            yield Passage("dropped", sentence.text, "", sentence.section, sentence.aligned.starts[0])

    for n, sentence in enumerate(new):
        if sentence.is_cell:
            continue
        start, counterpart = sentence.aligned.starts[0], alignment.back.get(n)
        if counterpart is None:
            while gone and gone[-1] == reached + 1:  # what went stands before what came in its stead
                reached += 1
                yield from dropped(reached + 1)
            yield Passage("new", "", sentence.text, sentence.section, start)
            continue
        if counterpart > reached:
            yield from dropped(counterpart)
            reached = counterpart
        if not alignment.is_same(counterpart):
            yield Passage("reworded", old[counterpart].text, sentence.text, sentence.section, start)
    yield from dropped(len(old))


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
