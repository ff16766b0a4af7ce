"""Where a date stands in its sentence, after GiNZA's dependencies: which verb it belongs to, and whether that verb only
describes a noun (2010年に設立された協議)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from hakusho.resolve.document import Passage

_CLIMB = frozenset({"advcl", "conj", "ccomp", "csubj", "fixed", "compound", "aux", "cop", "dep", "parataxis"})
_OPENING = re.compile(
    r"(?:また|さらに|更に|加えて|その後|この後|なお|特に|具体的には|例えば|まず|次に|続いて|一方|他方|さらには|これを受け(?:て)?"
    r"|このため|このような中|こうした中|そして|しかし|ただし|近年では|[^、。]{1,30}(?:については|に関しては|に関し|では|は|において|として))?、?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`reach`: up to which offset the date can be gone back to without leaving its clause (None: to the end of the
    sentence and beyond); `opens`: it stands at the head of its sentence; `main`: its verb is the sentence's."""

    reach: int | None = None
    opens: bool = False
    main: bool = False


def clause_of(passage: Passage, start: int, end: int) -> Clause:
    """The clause that a date at `start:end` belongs to."""
    first, _ = passage.sentence_span(start)
    opens = bool(_OPENING.fullmatch(passage.text, first, start))
    token = _head(passage, start, end)
    if token is None:
        return Clause(None, opens, False)
    genitive = token.dep_ == "nmod"
    verb = token.head
    steps = 0
    while verb.dep_ in _CLIMB and verb.head is not verb and steps < 8:
        verb, steps = verb.head, steps + 1
    if verb.dep_ == "acl" and verb.head.idx > end:
        return Clause(verb.head.idx, False, False)
    return Clause(None, opens, not genitive and token.head.dep_ == "ROOT")


def _head(passage: Passage, start: int, end: int) -> Token | None:
    span = passage.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def bracket_at(passage: Passage, start: int) -> int | None:
    """The offset of the innermost bracket that is open at `start`, None where none is."""
    text, open_at = passage.text, []
    for i in range(start):
        if text[i] in "(（〔[【":
            open_at.append(i)
        elif text[i] in ")）〕]】" and open_at:
            open_at.pop()
    return open_at[-1] if open_at else None
