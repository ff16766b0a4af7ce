"""The catalogues say everything that the code says, and are compiled as they are written."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "hakusho"


def _translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", ROOT / "pipeline" / "translate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translate"] = module
    spec.loader.exec_module(module)
    return module


translate = _translate()
CATALOGUES: dict[str, Path] = translate.catalogues()


@pytest.fixture(scope="module")
def template() -> Catalog:
    return translate.wanted()


def test_there_is_japanese() -> None:
    assert "ja" in CATALOGUES


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_is_translated(language: str, template: Catalog) -> None:
    """Where this fails: `python3 dev.py exec python pipeline/translate.py`, then fill in the .po file, and again."""
    assert list(translate.faults(translate.read(CATALOGUES[language], language), template)) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    path = CATALOGUES[language]
    with path.with_suffix(".mo").open("rb") as file:
        compiled = _texts(read_mo(file))
    assert compiled == _texts(translate.read(path, language))


def _texts(catalogue: Catalog) -> list[tuple[str, str]]:
    """Identity and translation; a plural is a list in one reader and a tuple in the other."""
    return sorted((repr(_told(text.id)), repr(_told(text.string))) for text in catalogue if text.id)


def _told(text: object) -> object:
    return tuple(text) if isinstance(text, list | tuple) else text


def test_faults_are_seen(template: Catalog) -> None:
    """What the test above would say of a catalogue in which one message of each kind of fault stands."""
    faulty = Catalog(locale="ja")
    faulty.add("{n:,} rejected", "{m:,} 件")
    faulty.add("the file is empty", "")
    faulty.add("no longer said", "もう言わない")
    faulty.add("it is encrypted and asks for a password", "暗号", flags=["fuzzy"])
    found = "\n".join(translate.faults(faulty, template))
    assert "other placeholders: '{m:,} 件'" in found
    assert "untranslated: 'the file is empty'" in found
    assert "no longer in the code: 'no longer said'" in found
    assert "fuzzy: 'it is encrypted and asks for a password'" in found
    assert "untranslated: 'Print the version and stop.'" in found


def test_the_template_has_help_errors_and_plurals(template: Catalog) -> None:
    ids = {text.id for text in template}
    assert {"**Examples**", "the file is empty", ("{n:,} document", "{n:,} documents"), "Usage:"} <= ids


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE), ast.parse(path.read_text("utf-8"))


def test_no_message_goes_round_the_catalogue() -> None:
    """An error made of a bare string, or a line said that is one, would be English in every language."""
    errors = {"HakushoError": 0, "ConfigError": 0, "FetchError": 0, "RejectedDocument": 1, "say": 0}
    errors |= dict.fromkeys(("Refused", "Outdated", "Invalid"), 0)
    found = []
    for path, tree in _modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in errors:
                continue
            for part in node.args[errors[node.func.id] :][:1]:
                said = [c.value for c in ast.walk(part) if _is_text(c, part)] if not isinstance(part, ast.Call) else []
                if any(character.isalpha() for text in said for character in text.replace("hakusho", "")):
                    found.append(f"{path}:{node.lineno}: {ast.unparse(part)}")
    assert found == []


def _is_text(node: ast.AST, within: ast.AST) -> bool:
    """Whether a literal is told as it stands: it is no argument of a call, and no key."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    within_others = [inner for inner in ast.walk(within) if isinstance(inner, ast.Call | ast.Subscript)]
    return not any(node in ast.walk(inner) for inner in within_others)
