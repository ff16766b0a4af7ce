"""The vocabulary of instruments and acts as patterns: which last part of a name is of which kind, how an act is written."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.punctuation import punctuated

# Kinds that are also made at home, and are agreements only where several governments or an organization make them.
WEAK_KINDS = ("guidelines", "plan", "report", "resolution", "declaration")

# Heads that say nothing by themselves, and name an instrument only where it was signed, concluded or entered into force.
GENERAL_HEADS = ("二国間文書", "協力文書", "文書")
BINDING_ACTS = ("signed", "concluded", "ratified", "acceded", "entered_into_force", "extended", "terminated")

_SELF = re.compile(r"[わ我]が国")

_ROWS = {
    "す": "[さしすせそ]",
    "ぶ": "[ばびぶべぼん]",
    "む": "[まみむめもん]",
    "う": "[わいうえおっ]",
    "く": "[かきくけこい]",
    "つ": "[たちつてとっ]",
    "ぐ": "[がぎぐげごい]",
}
_GODAN_RU = ("入る", "まる", "なる", "至る", "かわる")


def alternatives(words: list[str]) -> str:
    """One pattern for many words, the longest first, grouped by their first letter so that most positions fail at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


def read_as(text: str) -> str:
    """The text as the patterns read it, letter for letter: commas as 、, and 日本国 for わが国, whose が is no particle."""
    return _SELF.sub("日本国", punctuated(text))


@lru_cache(maxsize=1)
def kind_of_head() -> dict[str, str]:
    """The last part of a name to its kind: 協定 is an agreement, 共同宣言 a declaration."""
    heads = {noun: entry.kind for entry in vocabulary().instruments.kind for noun in entry.nouns}
    return {**dict.fromkeys(GENERAL_HEADS, "arrangement"), **heads}


@lru_cache(maxsize=1)
def known_instruments() -> dict[str, int]:
    """Every name and alias of the instruments in the configuration to the position of its entry."""
    return {
        name: n for n, entry in enumerate(vocabulary().instruments.instrument) for name in (entry.name, *entry.aliases)
    }


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    """A known name, a domestic look-alike or the last part of a name; the longest at a place wins."""
    domestic = list(vocabulary().instruments.domestic.nouns)
    return re.compile(alternatives([*kind_of_head(), *known_instruments(), *domestic]))


@lru_cache(maxsize=1)
def bodies() -> frozenset[str]:
    """The names of organizations, of which some end as instruments do: 国連環境計画."""
    return frozenset(name for entry in vocabulary().organizations.organization for name in entry.names)


@lru_cache(maxsize=1)
def domestic_nouns() -> frozenset[str]:
    return frozenset(vocabulary().instruments.domestic.nouns)


@lru_cache(maxsize=1)
def act_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all acts, and its group name to (act, whether it is a noun) by the surface's own table."""
    acts: dict[str, str] = {}
    nouns: list[str] = []
    verbs: list[str] = []
    for act, words in vocabulary().acts.agreement.items():
        for noun in words.nouns:
            acts[noun] = act
            nouns.append(noun)
        for verb in words.verbs:
            acts[verb] = act
            verbs.append(verb)
    by_group = {f"v{n}": acts[verb] for n, verb in enumerate(sorted(set(verbs), key=lambda v: (-len(v), v)))}
    verb_part = "|".join(
        f"(?P<v{n}>{_inflected(verb)})" for n, verb in enumerate(sorted(set(verbs), key=lambda v: (-len(v), v)))
    )
    pattern = f"{verb_part}|(?P<noun>{alternatives(nouns)})"
    return re.compile(pattern), {**acts, **by_group}


def _inflected(verb: str) -> str:
    """A verb in dictionary form as a pattern for its stem in any form: 結ぶ → 結[ばびぶべぼん], 交渉を始める → 交渉が始め."""
    if "を" in verb:
        noun, _, rest = verb.partition("を")
        return f"{re.escape(noun)}[をがもは]{_inflected(rest)}"
    if verb.endswith("する"):
        return re.escape(verb[:-2]) + "(?=[しすせさ])"
    if verb.endswith("ずる"):
        return re.escape(verb[:-2]) + "[じずぜ]"
    if verb.endswith(_GODAN_RU):
        return re.escape(verb[:-1]) + "[らりるれろっ]"
    if verb.endswith("る"):
        return re.escape(verb[:-1]) + "(?=[たてるらなまれよずちつ、。]|$)"
    row = _ROWS.get(verb[-1])
    return re.escape(verb[:-1]) + row if row else re.escape(verb)
