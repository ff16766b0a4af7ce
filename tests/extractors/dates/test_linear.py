"""Every pattern runs in time linear in its input, on what is worst for it."""

from __future__ import annotations

import time

import pytest

from hakusho.extractors.dates.component import RULES
from hakusho.extractors.rules import Rule

WORST = (
    "1",
    "二",
    "平成2",
    "2018年",
    "2018(",
    "7~",
    "7月",
    "1日",
    "同年",
    "7月から",
    "7:3",
    " ",
    "約1年",
    "翌",
    "(月)",
)


@pytest.mark.parametrize("rule", [r for r in RULES if r.regex is not None], ids=lambda r: r.id)
def test_no_pattern_blows_up(rule: Rule) -> None:
    assert rule.regex is not None
    for unit in WORST:
        text = unit * (6_000 // len(unit))
        begun = time.perf_counter()
        for _ in rule.regex.finditer(text):
            pass
        # A few hundredths of a second on a slow machine; a quadratic pattern takes minutes.
        assert time.perf_counter() - begun < 5, unit
