"""Every block of the documentation does what the page says; every command, option and field is in the reference."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blocks import ROOT, Reader, blocks

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
OTHERS = {"queries.md"}  # its SQL is run by tests/export


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name not in OTHERS and blocks(p)], ids=lambda p: p.relative_to(DOCS).as_posix()
)
def test_a_reader_can_follow(page: Path, tmp_path: Path) -> None:
    Reader(tmp_path, page).follow(page)


def test_the_tutorial_is_the_same_in_both_languages() -> None:
    def code(name: str) -> list[str]:
        text = [b.text for b in blocks(DOCS / name) if not b.title]
        return [re.sub(r"harbour|minato", "DOC", t) for t in text]

    assert code("tutorial.md") == code("tutorial.ja.md")
    assert code("index.md") == code("index.ja.md")


def test_links_between_pages_lead_somewhere() -> None:
    sys.path.insert(0, str(DOCS))
    from generate import pages

    generated = set(pages())
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", page.read_text("utf-8")):
            path = (page.parent / target).resolve()
            assert path.is_file() or path.relative_to(DOCS).as_posix() in generated, f"{page.name}: {target}"
