"""Every rule proves itself: each example is claimed by exactly its rule, with the fields it promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hakusho
from hakusho import extractors
from hakusho.errors import ConfigError
from hakusho.extractors.rules import CLOSE, OPEN, Example, Rule, example, load_rules

FILES = sorted(Path(extractors.__file__).parent.glob("*/*.toml"))


def _rules() -> list[Rule]:
    from hakusho.extractors.registry import all_rules

    return list(all_rules())


RULES = _rules()
EXAMPLES = [(rule, n) for rule in RULES for n in range(len(rule.match))]
COUNTER = [(rule, n) for rule in RULES for n in range(len(rule.no_match))]


@pytest.fixture(scope="module", autouse=True)
def _tagged_at_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All texts tagged in a few batches beforehand; one by one would take ten times as long."""
    from hakusho.pipeline import text as pipeline
    from hakusho.prepare.pieces import pieces
    from hakusho.read.files import from_text
    from hakusho.tag.cache import Cache
    from hakusho.tag.ginza import Tagger

    tagger = Tagger(Cache(tmp_path_factory.mktemp("tags") / "pieces.sqlite", 10**8))
    texts = [ex.before + ex.text for rule in RULES for ex in rule.match] + [t for rule in RULES for t in rule.no_match]
    tagger.tag([p.text for text in texts for p in pieces(from_text(text, doc_id="text", path="text"))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_tagger", lambda: tagger)
        yield


def _records(ex: Example, table: str) -> list[Any]:
    reference = ex.expected.get("reference_date")
    return hakusho.extract(ex.before + ex.text, reference_date=reference)[table]


@pytest.mark.parametrize(("rule", "n"), EXAMPLES, ids=[f"{r.id}-{n}" for r, n in EXAMPLES])
def test_example_is_claimed_by_its_rule(rule: Rule, n: int) -> None:
    ex, table = rule.match[n], rule.id.split(".")[0]
    start, end = len(ex.before) + ex.start, len(ex.before) + ex.end
    overlapping = [r for r in _records(ex, table) if r.start < end and start < r.end]
    if rule.negative:
        assert overlapping == []
        return
    expected = {k: v for k, v in ex.expected.items() if k != "reference_date"}
    wanted = [r for r in overlapping if (r.start, r.end, r.rule) == (start, end, rule.id)]
    assert wanted, f"found {[(r.text, r.rule) for r in overlapping]}"
    found = [{k: getattr(r, k) for k in expected} for r in wanted]
    assert expected in found


@pytest.mark.parametrize(("rule", "n"), COUNTER, ids=[f"{r.id}-{n}" for r, n in COUNTER])
def test_rule_stays_out(rule: Rule, n: int) -> None:
    found = hakusho.extract(rule.no_match[n])[rule.id.split(".")[0]]
    assert [r.text for r in found if r.rule == rule.id] == []


def test_every_rule_file_is_loaded() -> None:
    assert FILES
    assert len({r.id for r in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "text", ["印がない", f"{OPEN}閉じない", f"{OPEN}{CLOSE}空", f"{OPEN}二{CLOSE}つ{OPEN}ある{CLOSE}"]
)
def test_markup_is_strict(text: str) -> None:
    with pytest.raises(ConfigError):
        example({"text": text})


def test_a_rule_file_with_a_mistake_names_it(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nid = "dates.x"\npattern = "{nothing}"\nmatch = [{ text = "⟦x⟧" }]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"rules\.toml:2: rule dates\.x: unknown atom \{nothing\}"):
        load_rules(path)
