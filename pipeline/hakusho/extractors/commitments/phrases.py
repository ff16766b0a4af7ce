"""The lists of phrases.toml as alternations for patterns."""

from __future__ import annotations

from functools import lru_cache

from hakusho.config import read_toml
from hakusho.extractors.rules import rule_file

PACKAGE = "hakusho.extractors.commitments"


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    lists: dict[str, dict[str, list[str]]] = read_toml(rule_file(PACKAGE, "phrases.toml"))
    return lists


def entries(table: str, name: str) -> list[str]:
    """The entries of a list."""
    return _lists()[table][name]


def any_of(table: str, name: str) -> str:
    """An alternation of the entries of a list, in their order."""
    return "(?:" + "|".join(entries(table, name)) + ")"
