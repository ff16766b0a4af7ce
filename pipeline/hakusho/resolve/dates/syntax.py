"""Where a date stands in its sentence, after GiNZA's dependencies: which verb it belongs to, and whether that verb only
describes a noun (2010年に設立された協議)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from hakusho.resolve.document import Passage

_PREDICATES = frozenset({"ROOT", "advcl", "acl", "ccomp", "csubj", "parataxis"})
_MAX_STEPS = 12  # no sentence is deeper; a malformed tree cannot hold us
OPENING = re.compile(
    r"(?:また|さらに|更に|加えて|その後|この後|なお|特に|具体的には|例えば|まず|次に|続いて|一方|他方|さらには|これを受け(?:て)?"
    r"|このため|このような中|こうした中|そして|しかし|ただし|[^、。]{1,30}(?:については|に関しては|に関し|では|は|において|として))?[、,]?"
)

_JOINED = re.compile(r"(?:[しりきちみびいえけせてねべめれ]|まし|され|(?:行|おこな)われ|れて|して|って|んで)?[、,]")
_IN_BRACKETS = re.compile(r"(?:(?:や|と|及び|並びに|・|、)[^、。()はがをにで]{1,24})?\([^()]{1,40}\)")
_THROUGH = re.compile(r"[日月年旬]に$")


@dataclass(frozen=True, slots=True)
class Clause:
    """`reach`: the offset up to which the date can be gone back to, None where its clause goes on to the end of the
    sentence; `opens`: it stands at the head of its sentence; `main`: it belongs to the sentence's own verb."""

    reach: int | None = None
    opens: bool = False
    main: bool = False


def clause_of(passage: Passage, start: int, end: int) -> Clause:
    """The clause that a date at `start:end` belongs to."""
    root = _root(passage, start, end)
    main = root is not None and root.dep_ != "nmod" and (root.head.dep_ == "ROOT" or _goes_on(passage, root.head))
    return Clause(reach_of(passage, start, end), opens_sentence(passage, start), main)


def _goes_on(passage: Passage, verb: Token) -> bool:
    """Whether a verb is joined to the sentence's own by its stem or て: 4月に訪日し、…に合意した."""
    if verb.dep_ not in ("advcl", "ccomp") or verb.head.dep_ != "ROOT":
        return False
    return _JOINED.match(passage.text, verb.idx + len(verb.text)) is not None


def opens_sentence(passage: Passage, start: int) -> bool:
    """Whether only a connective or a short topic stands before it in its sentence."""
    first, _ = passage.sentence_span(start)
    return bool(OPENING.fullmatch(passage.text, first, start))


def reach_of(passage: Passage, start: int, end: int) -> int | None:
    """The end of the noun that the date, or the verb it belongs to, describes: 協議 of 2010年に設立された協議. None where
    it describes none."""
    token = _root(passage, start, end)
    for _ in range(_MAX_STEPS):
        if token is None or token.head is token:
            return None
        if token.dep_ == "acl" and token.head.idx >= end:
            return _with_brackets(passage.text, token.head.idx + len(token.head.text))
        token = token.head
    return None


def _with_brackets(text: str, end: int) -> int:
    """Where a noun ends with what stands in brackets after it, and with the nouns joined to it that have brackets too: 会合(G9)(5月)や
    総会(6月)."""
    while match := _IN_BRACKETS.match(text, end):
        end = match.end()
    return end


def verb_of(passage: Passage, start: int, end: int) -> int | None:
    """The offset of the predicate that a span belongs to, or is."""
    token = _root(passage, start, end)
    for _ in range(_MAX_STEPS):
        if token is None:
            return None
        # 5日から7日にかけて開いた: かけて is part of the date.
        through = token.lemma_ == "かける" and _THROUGH.search(passage.text, 0, token.idx) and token.head is not token
        if token.dep_ in _PREDICATES and not through:
            return int(token.idx)
        token = token.head
    return None


def brackets_at(passage: Passage, start: int) -> tuple[int, ...]:
    """The offsets of the brackets that are open at `start`, the outermost first."""
    text, open_at = passage.text, []
    for i in range(start):
        if text[i] in "(（〔[【":
            open_at.append(i)
        elif text[i] in ")）〕]】" and open_at:
            open_at.pop()
    return tuple(open_at)


def bracket_at(passage: Passage, start: int) -> int | None:
    """The offset of the innermost bracket that is open at `start`, None where none is."""
    return next(iter(reversed(brackets_at(passage, start))), None)


def _root(passage: Passage, start: int, end: int) -> Token | None:
    span = passage.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
