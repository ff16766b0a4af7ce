"""Where a clause ends that the content after it does not belong to: 議題が紹介され、今後の協力を議論した."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from hakusho.extractors.mention import text_of

# In the continuative of する and of the passive; 踏まえ、 目指し、 に関し、 lead over to what is said.
_CONTINUATIVE = ("サ行変格;連用形", "助動詞-レル;連用形", "助動詞-ラレル;連用形")
_FINITE = re.compile("連体形|終止形|意志推量形")
# Verbs that only join nouns: 海に関する, 実現に向けた.
_PARTICLE = re.compile(
    r"(?:に(?:関|対)する|に(?:係る|かかる|基づく|よる|伴う)|における|を含む|に(?:向け|基づい)た|を通じた|とい(?:う|った))$"
)
_ALSO = re.compile(r"と(?:ともに|共に)、?")


def after_clause(doc: Doc, text: str, start: int, end: int) -> int:
    """The end of the last clause in `start:end` that only the predicate after `end` can take up, since a plain noun phrase
    follows it; `start` where there is none. One within quotation marks is left alone."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    if span is None:
        return start
    finite = max((t.idx for t in span if _is_finite(t)), default=-1)
    joints = [t.idx + 1 for t in span if t.text in ("、", ",") and t.i and _is_continuative(doc[t.i - 1])]
    joints += [t.idx + 1 for t in span if t.text in ("、", ",") and t.i and doc[t.i - 1].text == "つつ"]
    joints += [m.end() for m in _ALSO.finditer(text, start, end)]
    for at in sorted(joints, reverse=True):
        if at > finite and at < end and text.count("「", at, end) == text.count("」", at, end):
            return at
    return start


def _is_continuative(token: Token) -> bool:
    if token.pos_ == "AUX":
        return any(i.startswith(_CONTINUATIVE) for i in _inflection(token))
    # Any other verb with a subject of its own: 二国が新たに加わり、
    return token.pos_ == "VERB" and any("連用形" in i for i in _inflection(token)) and _has_subject(token)


def _has_subject(verb: Token) -> bool:
    text = text_of(verb.doc)[max(0, verb.idx - 40) : verb.idx]
    return "が" in text[max(text.rfind("、"), text.rfind("。"), text.rfind(","), text.rfind("は")) + 1 :]


def _is_finite(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.text == "な":
        return False
    if _PARTICLE.search(text_of(token.doc)[max(0, token.idx - 5) : token.idx + len(token.text)]):
        return False
    return any(_FINITE.search(i) for i in _inflection(token))


def _inflection(token: Token) -> list[str]:
    return token.morph.get("Inflection", [])
