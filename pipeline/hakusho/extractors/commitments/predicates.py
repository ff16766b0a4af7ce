"""Predicates of the acts in a text: what stands there and in what form, not yet whether it reports an act done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hakusho.extractors.commitments.inflection import Form, Inflection
from hakusho.extractors.commitments.words import acts_by_noun, acts_by_verb, light_verbs, suru, takes
from hakusho.extractors.rules import Rule

_REAFFIRMED_WITH_AGAIN = re.compile(r"(?:再)?(?:確認|表明)|コミット")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate of an act. Offsets are the text's; `word` is the noun or verb without inflection."""

    start: int
    end: int
    act: str
    word: str
    form: Form | str  # past, continuative, nonpast, nominal
    rule: str
    passive: bool = False
    negated: bool = False


def predicates(text: str, rules: Iterable[Rule]) -> list[Predicate]:
    """The predicates of a text in reading order, none overlapping: the longest, then the earliest."""
    found = [p for rule in rules if rule.regex for m in rule.regex.finditer(text) if (p := _predicate(rule, m))]
    found.sort(key=lambda p: (p.start - p.end, p.start, p.rule))
    kept: list[Predicate] = []
    for candidate in found:
        if all(candidate.end <= other.start or other.end <= candidate.start for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda p: p.start)


def _predicate(rule: Rule, match: re.Match[str]) -> Predicate | None:
    groups = match.groupdict()
    inflection: Inflection | None
    if verb := groups.get("verb"):
        act, inflection = acts_by_verb()[verb]
        word = verb
    else:
        word = groups["word"]
        act = acts_by_noun().get(word, "stated")
        if (allowed := rule.data.get("acts")) and act not in allowed:
            return None
        tail = groups.get("tail")
        if tail is None:
            inflection = None
        elif rule.id == "commitments.light_verb":
            if not takes(act, tail):
                return None
            inflection = light_verbs()[tail]
        else:
            inflection = suru().get(tail) or light_verbs()[tail]
    if groups.get("again") and _REAFFIRMED_WITH_AGAIN.match(word):
        act = "reaffirmed"
    plain = Predicate(match.start(), match.end(), act, word, "nominal", rule.id)
    if inflection is None:
        return plain
    return replace(plain, form=inflection.form, passive=inflection.passive, negated=inflection.negated)
