"""The name of an instrument as it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A noun phrase that names an instrument, in piece offsets.

    `start:end` is the span of the record; `outer` the place from which what follows is read: behind a closing quotation
    mark and a bracket. `head` is the last part that tells the kind. `reference` says how it names: `name`, `same`
    (同協定), `bare` (覚書), `abbreviation` (SPA: an instrument only where the document defines it), `domestic` (基本計画),
    `title` (「…への呼びかけ」: a paper whose title says of no kind, if an act is stated of it).
    """

    start: int
    end: int
    outer: int
    head: str
    kind: str | None
    reference: str
    aliases: tuple[str, ...] = ()
    bracket: tuple[int, int] | None = None
