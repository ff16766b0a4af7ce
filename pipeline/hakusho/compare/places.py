"""Where the records of two versions of a document stand, said in one system of coordinates: the new version's."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from hakusho.compare.alignment import Alignment, align
from hakusho.records import Document, Record


class Place(NamedTuple):
    """Half-open offsets in a sentence of the new version; where both have one text, the text counts as one sentence."""

    sentence: int
    start: int
    end: int


class Places:
    """The places of two documents that are versions of one. The texts are aligned only where they differ."""

    def __init__(self, alignment: Alignment | None) -> None:
        self.alignment = alignment

    @classmethod
    def of(cls, old: Document, new: Document) -> Places:
        """Those of two documents."""
        return cls(None if old.text == new.text else align(old, new))

    def flipped(self) -> Places:
        """The same with old and new in each other's place."""
        return Places(self.alignment.flipped() if self.alignment else None)

    def of_new(self, record: Record) -> Place | None:
        """Where a record of the new version stands; None where no sentence has it."""
        if self.alignment is None:
            return Place(0, record.start, record.end)
        found = self.alignment.new.place(record.start, record.end)
        return Place(*found) if found else None

    def of_old(self, record: Record) -> Place | None:
        """Where a record of the old version would stand in the new; None where its sentence has no counterpart."""
        if self.alignment is None:
            return Place(0, record.start, record.end)
        found = self.alignment.old.place(record.start, record.end)
        if found is None or found[0] not in self.alignment.pairs:
            return None
        return Place(self.alignment.pairs[found[0]], *self.alignment.map_span(*found))

    def order_of_old(self, record: Record) -> int:
        """An offset in the new text by which a record that is no longer there takes its turn in a list."""
        if self.alignment is None:
            return record.start
        found = self.alignment.old.place(record.start, record.end)
        return self._turns[found[0]] if found else 0

    @cached_property
    def _turns(self) -> list[int]:
        """For each old sentence where its counterpart begins, or where that of the sentence before it ends."""
        assert self.alignment is not None
        turns, at = [], 0
        for n in range(len(self.alignment.old.all)):
            aligned = self.alignment.new.all[self.alignment.pairs[n]].aligned if n in self.alignment.pairs else None
            turns.append(aligned.starts[0] if aligned else at)
            at = aligned.ends[-1] if aligned else at
        return turns
