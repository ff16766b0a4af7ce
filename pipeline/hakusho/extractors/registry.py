"""All rules of all extractors, for tests and for `hakusho explain`."""

from __future__ import annotations

from collections.abc import Iterator

from hakusho.errors import ConfigError
from hakusho.extractors.agreements.component import RULES as AGREEMENT_RULES
from hakusho.extractors.commitments.component import RULES as COMMITMENT_RULES
from hakusho.extractors.dates.component import RULES as DATE_RULES
from hakusho.extractors.people.rules import RULES as PEOPLE_RULES
from hakusho.extractors.rules import Rule
from hakusho.language import message


def all_rules() -> Iterator[Rule]:
    """Every rule, in the order of the extractors and of their files. Raises ConfigError where two have one id."""
    seen: set[str] = set()
    for rule in (*DATE_RULES, *PEOPLE_RULES, *AGREEMENT_RULES, *COMMITMENT_RULES):
        if rule.id in seen:
            raise ConfigError(message("two rules of different files have the id {rule}", rule=rule.id))
        seen.add(rule.id)
        yield rule
