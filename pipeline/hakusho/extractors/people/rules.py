"""The rules of `rules.toml`, by identifier."""

from __future__ import annotations

from hakusho.extractors.rules import Rule, load_rules, rule_file

RULES: tuple[Rule, ...] = load_rules(rule_file(__package__))
_BY_ID = {rule.id: rule for rule in RULES}


def rule(identifier: str) -> Rule:
    """The rule of an identifier; KeyError where rules.toml has none."""
    return _BY_ID[identifier]
