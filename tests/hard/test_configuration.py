"""A mistake in a settings or rule file is one line: file, line, and what was perhaps meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho import config
from hakusho.config.toml_lines import line_of
from hakusho.errors import ConfigError
from hakusho.extractors import registry
from hakusho.extractors.rules import load_rules

RULE = '[[rule]]\nid = "dates.one"\npattern = "一日"\nmatch = [\n    { text = "⟦一日⟧に" },\n]\n'


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("hakusho.toml", "[limits]\n# size\nmax_bites = 5\n", ":3: unknown key limits.max_bites; did you mean max_bytes?"),
        ("hakusho.toml", "[limits]\nmax_bytes = 0\n", ":2: limits.max_bytes: input should be greater than 0, not 0"),
        ("hakusho.toml", '[limits]\n\nmax_bytes = "many"\n', ":3: limits.max_bytes: input should be a valid integer"),
        ("hakusho.toml", "[limit]\nmax_bytes = 5\n", ":1: unknown key limit; did you mean limits?"),
        ("hakusho.toml", "[limits\n", "(at line 1"),
        ("countries.toml", '[[country]]\ncode = "XX"\nname = "架空国"\n\n[[country]]\ncode = "YY"\nname = "夢国"\nshrt = ["夢"]\n',
         ":8: unknown key country."),
        ("countries.toml", '[[country]]\ncode = "XX"\n', ":1: country."),
        ("contries.toml", "", "contries.toml: no such file of settings; did you mean countries.toml?"),
    ],
)  # fmt: skip
def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, message: str) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.setenv(config.ENVIRONMENT, str(tmp_path))
    models = {"hakusho": config.Settings, "countries": config.Countries}
    with pytest.raises(ConfigError) as caught:
        config.load(file.split(".")[0], models.get(file.split(".")[0], config.Settings))
    assert message in str(caught.value) and file in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE + RULE, ":8: two rules have the id dates.one"),
        (RULE + RULE.replace("one", "two").replace("[\n    { text = \"⟦一日⟧に\" },\n]", "[]"), ":8: rule dates.two has no example"),
        (RULE.replace("pattern", "patern"), ":2: rule dates.one: unknown key patern; did you mean pattern?"),
        (RULE + "priorty = 5\n", ":2: rule dates.one: unknown key priorty; did you mean priority?"),
        (RULE.replace("一日\"\nm", "(一日\"\nm"), ":2: rule dates.one: missing )"),
        (RULE.replace("一日\"\nm", "{day}\"\nm"), ":2: rule dates.one: unknown atom {day}"),
        (RULE.replace("⟧", ""), ":2: rule dates.one: an example marks its mention once"),
        (RULE.replace("dates.one", "one"), ":2: a rule needs an id like dates.same_year"),
    ],
)  # fmt: skip
def test_rules(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        for rule in load_rules(path):
            assert rule.regex  # compiled when first asked for
    assert f"{path}{message}" in str(caught.value)


def test_two_rules_of_one_id_in_different_files(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [rule.id for rule in registry.all_rules()]
    assert len(ids) == len(set(ids))
    monkeypatch.setattr(registry, "PEOPLE_RULES", registry.DATE_RULES[:1])
    with pytest.raises(ConfigError, match="two rules of different files have the id dates"):
        list(registry.all_rules())


def test_lines_of_places() -> None:
    text = 'a = 1\nb = [\n  "c = 2",\n  { d = 3 },\n]\ns = """\na = 9\n"""\n[t.u]\n"k" = 1\n[[x]]\n[[x]]\ny.z = 4\n[x.w]\nv = 1\n'
    assert [line_of(text, p) for p in (("a",), ("b", 1, "d"), ("s",), ("t", "u", "k"), ("x", 1, "y", "z"))] == [
        1,
        2,
        6,
        10,
        13,
    ]
    assert line_of(text, ("x", 1, "w", "v")) == 15
    assert line_of(text, ("nothing",)) is None
