"""Rules as data: TOML files beside the extractor that uses them, each rule with examples that prove it.

A file has `[atoms]`, named fragments that patterns are composed of, and `[[rule]]` entries:

    id        identifier, `<type>.<name>`, unique in the project
    pattern   regular expression over the normalized text of a piece; `{name}` inserts an atom, `{name#2}` the same with
              `_2` appended to its group names. A rule whose work is done by code may have none.
    priority  which of two overlapping candidates wins; 0 unless told, then the longer, then the earlier
    negative  true: what it matches is not a mention, and rules out what overlaps it
    seen      where the usage was seen
    match     examples it must match: `text` with the mention in ⟦⟧, `before` a text that stands before, further keys are
              fields expected of the record
    no_match  texts in which it must not match
    …         any other key is handed to the extractor as the rule's data

Every pattern must be linear in its input: bounded quantifiers or possessive ones, never a repeat in a repeat.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from hakusho.config import located, read_toml
from hakusho.errors import ConfigError
from hakusho.extractors.mention import Loser, Mention
from hakusho.language import message

OPEN, CLOSE = "⟦", "⟧"
_ATOM = re.compile(r"\{([a-z][a-z0-9_]*)(?:#(\w{1,4}))?\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_BACKREF = re.compile(r"\(\?P=(\w+)\)")
_KNOWN = {"id", "pattern", "priority", "negative", "seen", "match", "no_match"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the mention marked, and what is expected of the record."""

    text: str
    start: int
    end: int
    before: str = ""
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule of one extractor; `pattern` is the regular expression with its atoms put in."""

    id: str
    pattern: str | None
    priority: int = 0
    negative: bool = False
    seen: str | None = None
    match: tuple[Example, ...] = ()
    no_match: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    source: tuple[Path, int] | None = field(default=None, compare=False)  # its file, and which of its rules it is

    @cached_property
    def regex(self) -> re.Pattern[str] | None:
        """The pattern compiled, when it is first needed: all of them together take a good part of a second.

        Raises ConfigError naming file and rule where it is no regular expression.
        """
        try:
            return None if self.pattern is None else re.compile(self.pattern)
        except re.error as error:
            wrong = ConfigError(message("rule {name}: {error}", name=self.id, error=error))
            raise _placed(wrong, *self.source) if self.source else wrong from None


def load_rules(path: Path, atoms: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """The rules of a file in its order. `atoms` adds fragments made from the vocabulary.

    Raises ConfigError naming file and rule: an unknown atom, two rules of one id, an example whose markup is wrong, a
    rule without an example.
    """
    data = read_toml(path)
    if unknown := set(data) - {"atoms", "rule"}:
        raise ConfigError(
            message("{path}: unknown key {unknown}; a rule file has atoms and rule", path=path, unknown=min(unknown))
        )
    fragments = {**(atoms or {}), **data.get("atoms", {})}
    rules: list[Rule] = []
    for i, entry in enumerate(data.get("rule", [])):
        try:
            rule = _rule(entry, fragments, (path, i))
            if any(rule.id == other.id for other in rules):
                raise ConfigError(message("two rules have the id {rule}", rule=rule.id))
        except ConfigError as error:
            raise _placed(error, path, i) from None
        rules.append(rule)
    return tuple(rules)


def _placed(error: ConfigError, path: Path, number: int) -> ConfigError:
    return ConfigError(message("{place}: {error}", place=located(path, ("rule", number, "id")), error=error))


def rule_file(package: str, name: str = "rules.toml") -> Path:
    """The path of a rule file shipped in a package."""
    return Path(str(resources.files(package) / name))


def expand(pattern: str, atoms: Mapping[str, str], depth: int = 0) -> str:
    """The pattern with its atoms put in; `{name#x}` renames the atom's groups so that it can stand twice."""
    if depth > 12:
        raise ConfigError(message("atoms refer to each other in a circle"))

    def put(match: re.Match[str]) -> str:
        name, suffix = match[1], match[2]
        if name not in atoms:
            raise ConfigError(message("unknown atom {{{name}}}", name=name))
        body = expand(atoms[name], atoms, depth + 1)
        if suffix:
            body = _GROUP.sub(rf"(?P<\1_{suffix}>", body)
            body = _BACKREF.sub(rf"(?P=\1_{suffix})", body)
        return f"(?:{body})"

    return _ATOM.sub(put, pattern)


def example(entry: Mapping[str, Any]) -> Example:
    """An example from its TOML table; the marked span must be there exactly once, closed, not empty."""
    marked = entry.get("text")
    if not isinstance(marked, str):
        raise ConfigError(message("an example needs a text"))
    if marked.count(OPEN) != 1 or marked.count(CLOSE) != 1 or marked.index(OPEN) + 1 >= marked.index(CLOSE):
        raise ConfigError(
            message(
                "an example marks its mention once with {open}{close}: {marked}", open=OPEN, close=CLOSE, marked=marked
            )
        )
    start, end = marked.index(OPEN), marked.index(CLOSE) - 1
    expected = {key: value for key, value in entry.items() if key not in ("text", "before")}
    return Example(marked.replace(OPEN, "").replace(CLOSE, ""), start, end, str(entry.get("before", "")), expected)


def _rule(entry: Mapping[str, Any], atoms: Mapping[str, str], source: tuple[Path, int]) -> Rule:
    name = entry.get("id")
    if not isinstance(name, str) or "." not in name:
        raise ConfigError(message("a rule needs an id like dates.same_year, not {name!r}", name=name))
    try:
        pattern = expand(entry["pattern"], atoms) if "pattern" in entry else None
        examples = tuple(example(e) for e in entry.get("match", []))
    except ConfigError as error:
        raise ConfigError(message("rule {name}: {error}", name=name, error=error)) from None
    for key in entry:  # any other key is the extractor's, but not one that is nearly ours
        if key not in _KNOWN and (near := difflib.get_close_matches(key, _KNOWN, n=1, cutoff=0.75)):
            raise ConfigError(
                message("rule {name}: unknown key {key}; did you mean {near}?", name=name, key=key, near=near[0])
            )
    if not examples and not entry.get("negative"):
        raise ConfigError(message("rule {name} has no example that it matches", name=name))
    return Rule(
        id=name,
        pattern=pattern,
        priority=int(entry.get("priority", 0)),
        negative=bool(entry.get("negative", False)),
        seen=entry.get("seen"),
        match=examples,
        no_match=tuple(entry.get("no_match", ())),
        data={key: value for key, value in entry.items() if key not in _KNOWN},
        source=source,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that competes with those it overlaps."""

    mention: Mention
    rule: Rule


def compete(candidates: Iterable[Candidate]) -> tuple[list[Mention], list[Loser]]:
    """The best candidates that do not overlap: higher priority, then longer, then earlier, then by identifier.

    A candidate with a negative rule competes like any other; where it wins, nothing stands there.
    """
    order = sorted(
        candidates,
        key=lambda c: (-c.rule.priority, c.mention.start - c.mention.end, c.mention.start, c.rule.id),
    )
    won: list[Candidate] = []
    losers: list[Loser] = []
    for candidate in order:
        mention = candidate.mention
        rival = next((w for w in won if w.mention.start < mention.end and mention.start < w.mention.end), None)
        if rival is None:
            won.append(candidate)
        elif candidate.rule.negative:
            continue
        elif rival.rule.negative:
            losers.append(Loser(mention, "negative", None, f"ruled out by {rival.rule.id}"))
        elif (rival.mention.start, rival.mention.end) != (mention.start, mention.end) or rival.rule.id != mention.rule:
            losers.append(Loser(mention, "overlap", rival.mention, f"{rival.rule.id} covers it"))
    return [c.mention for c in won if not c.rule.negative], losers
