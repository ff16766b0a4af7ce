"""No pattern takes more than linear time on the worst text that the benchmark finds for it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from patterns import Subject, growth, subjects

FOUND = {subject.name: subject for subject in subjects()}


@pytest.mark.parametrize("name", FOUND)
@pytest.mark.timed
def test_a_pattern_is_linear(name: str) -> None:
    # a busy machine may make one measurement look bad, not three
    assert any(growth(FOUND[name], sizes=(500, 1000, 2000, 4000)).linear for _ in range(3))


@pytest.mark.parametrize(
    "bad", [r"[^。]{4,}(?:大臣|会談)$", r"(?:a+)+b", r"(?:(?:条約|条)+)*締結", r" *\n", r"(?:あ|い)*う"]
)
def test_the_benchmark_finds_what_is_not(bad: str) -> None:
    assert not growth(Subject(bad, re.compile(bad))).linear
