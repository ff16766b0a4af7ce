"""Nothing that is read is run, and nothing that is named leads out of the output."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hakusho
from hakusho.write.extraction import record_file

SOURCES = sorted(Path(hakusho.__file__).parent.rglob("*.py"))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_nothing_read_is_run(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
            assert not {n.split(".")[0] for n in names} & {"pickle", "marshal", "shelve", "dill", "yaml"}
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            assert name not in ("eval", "exec", "compile", "__import__")
            assert not any(k.arg == "shell" and getattr(k.value, "value", None) for k in node.keywords)


@given(NAMES)
def test_a_name_stays_under_records(doc_id: str) -> None:
    name = record_file(doc_id)
    parts = name.split("/")
    assert parts[0] == "records" and len(parts) > 1
    assert not {"", ".", ".."} & set(parts) and "\\" not in name and "\0" not in name
    assert all(len(part.encode()) <= 255 for part in parts) and len(name.encode()) < 1100


@given(NAMES, NAMES)
def test_two_documents_have_two_files(one: str, two: str) -> None:
    assert one == two or record_file(one) != record_file(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("a?", "a*"), ("a", "a.json/b"), ("a?~x", "a*~x"), ("x" * 300, "x" * 301), ("a/../b", "a/./b"), ("a//b", "a/_/b"),
     ("a" * 300 + "/b", "a" * 301 + "/b"), ("/".join(["深い所"] * 400), "/".join(["深い所"] * 401))],
)  # fmt: skip
def test_names_that_are_nearly_one(one: str, two: str) -> None:
    names = record_file(one), record_file(two)
    assert names[0] != names[1]
    assert not any(a.startswith(b + "/") for a, b in (names, names[::-1]))
