"""A command, option, field or key without a word about it fails here; and all of them are in the generated reference."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from hakusho.extractors.registry import all_rules
from hakusho.records import TABLES

DOCS = Path(__file__).parents[2] / "docs"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


generate = _load()
PAGES: dict[str, str] = generate.pages()
COMMANDS = generate.all_commands()
KEYS = [
    (file, where, model)
    for file, root in generate.configuration_files().items()
    for where, model in generate.config_models(root)
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    command, page = COMMANDS[name], PAGES["reference/commands.md"]
    assert f"## hakusho {name}\n" in page
    assert command.help and "Examples" in command.help, f"{name} has no help with examples"
    section = page.split(f"## hakusho {name}\n", 1)[1].split("\n## ", 1)[0]
    for param in command.params:
        if param.name == "help":
            continue
        assert getattr(param, "help", None), f"{name}: {param.name} has no help"
        shown = param.opts[0] if param.param_type_name == "option" else (param.metavar or param.name.upper())
        assert shown in section, f"{name}: {shown}"


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_documented(table: str) -> None:
    page = PAGES["reference/records.md"]
    assert f"## {table}\n" in page
    for name, info in TABLES[table].model_fields.items():
        assert info.description, f"{table}.{name} has no description"
        assert f"| `{name}` |" in page


@pytest.mark.parametrize(("file", "where", "model"), KEYS, ids=[f"{file} {where}" for file, where, _ in KEYS])
def test_every_configuration_key_is_documented(file: str, where: str, model: type) -> None:
    page = PAGES["reference/configuration.md"]
    section = page.split(f"## {file}\n", 1)[1].split("\n## ", 1)[0]
    for name, info in model.model_fields.items():  # type: ignore[attr-defined]
        assert info.description, f"{file} {where}: {name} has no description"
        assert f"| `{info.alias or name}` |" in section


def test_every_configuration_file_is_documented() -> None:
    assert {p.name for p in (DOCS.parent / "configs").glob("*.toml")} == set(generate.configuration_files())


def test_every_rule_is_in_the_reference() -> None:
    assert [r.id for r in all_rules() if f"`{r.id}`" not in PAGES["reference/rules.md"]] == []


def test_the_python_interface_is_documented() -> None:
    import hakusho

    for name in hakusho.__all__:
        assert getattr(hakusho, name).__doc__, name
        assert f"## hakusho.{name}\n" in PAGES["reference/python.md"]


@pytest.mark.slow
def test_the_site_builds(tmp_path: Path) -> None:
    """Strictly: a broken link or a page outside the navigation is an error. Nothing in it comes from the network."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    site = tmp_path / "site"
    build(load_config(str(DOCS.parent / "mkdocs.yml"), site_dir=str(site)))
    assert (site / "reference" / "commands.html").is_file()
    page = (site / "index.html").read_text("utf-8")
    assert "fonts.googleapis" not in page
