"""A record is explained: its sentence, its rule, what it used, what it beat and what it lost to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from hakusho.config import read_toml
from hakusho.errors import HakushoError
from hakusho.extractors.registry import all_rules
from hakusho.results.explain import explain, find_rule
from hakusho.show.explanation import print_explanation


def printed(record_id: str, extracted: Path) -> str:
    out = io.StringIO()
    print_explanation(Console(file=out, width=200), explain(record_id, extracted))
    return out.getvalue()


def test_what_a_record_used_and_who_used_it(hostile: Path) -> None:
    anaphoric = explain("dates3", hostile)
    assert anaphoric.used["anchor_id"].record_id == "dates0"
    assert anaphoric.context.marked() == "両大臣は、⟦令和7年⟧から港の安全を高めることで一致した。"
    assert [r.record_id for r in explain("dates0", hostile).used_by] == ["dates3", "agreements2"]
    assert "anchor_id → dates0 dates ⟦令和6年7月⟧" in printed("dates3", hostile)


def test_what_it_beat_and_what_it_lost_to(hostile: Path) -> None:
    assert [r.record_id for r in explain("agreements5", hostile).beaten] == ["discarded6"]
    lost = explain("discarded6", hostile)
    assert lost.winner is not None and lost.winner.record_id == "agreements5"
    out = printed("discarded6", hostile)
    assert "lost to   agreemen agreements ⟦漁業協定⟧" in out
    assert "because   <i>" in out
    assert "beat      nothing" in printed("people1", hostile)


def test_the_beginning_of_an_identity_is_enough(hostile: Path) -> None:
    assert explain("peop", hostile).record.record_id == "people1"
    with pytest.raises(HakushoError, match="2 records begin with dates: dates0, dates3"):
        explain("dates", hostile)
    with pytest.raises(HakushoError, match=r"no record people7 .* the nearest is people1 \(people\)"):
        explain("people7", hostile)
    with pytest.raises(HakushoError, match="no record"):
        explain("", hostile)


def test_every_rule_is_found_in_its_file() -> None:
    rules = list(all_rules())
    assert rules
    for rule in rules[:40]:
        source = find_rule(rule.id)
        assert source is not None, rule.id
        line = source.path.read_text(encoding="utf-8").splitlines()[source.line - 1]
        assert rule.id in line
        assert source.entry in read_toml(source.path)["rule"]
    assert find_rule("tables.nothing") is None
