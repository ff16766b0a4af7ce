"""The page: every mark leads somewhere, nothing of a document becomes markup, nothing is asked of the network."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hakusho.errors import HakushoError
from hakusho.report.charts.drawing import shortened, width
from hakusho.report.editions import series
from hakusho.report.evidence import pieces
from hakusho.report.page import render, write_page
from hakusho.results.stored import Stored


class Read(HTMLParser):
    """Elements, anchors, links and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "xlink:href", "src"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def page(extracted: Path) -> str:
    return render(Stored(extracted))[0]


def test_every_link_leads_to_an_anchor_of_the_page(page: str) -> None:
    read = Read(page)
    assert len(read.ids) == len(set(read.ids))
    assert len(read.links) > 20
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert all(link.startswith("#") for link in read.links)


def test_every_record_behind_a_chart_has_its_anchor(page: str, extracted: Path) -> None:
    stored = Stored(extracted)
    ids = set(Read(page).ids)
    for table in ("people", "agreements", "commitments"):
        assert {f"r-{r.record_id}" for r in stored.records(table)} <= ids
    assert "r-new3" in ids  # the date that no calendar has


def test_nothing_of_a_document_is_markup(page: str) -> None:
    read = Read(page)
    assert not {"script", "img", "b", "i", "iframe", "object"} & set(read.tags) - {"b"}
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert "\x1b" not in page
    assert "<script>会談" in "".join(read.words)
    assert read.tags.count("b") == 7  # the page's own figures


def test_nothing_from_the_network_and_only_our_style(page: str) -> None:
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""", page)
    assert page.count("<style>") == 1
    style = page.split("<style>", 1)[1].split("</style>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.replace("&#39;", "'"))
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy and "unsafe" not in policy
    assert not [name for name, _ in Read(page).attributes if name == "style"]


def test_the_same_bytes_twice(extracted: Path, page: str) -> None:
    assert render(Stored(extracted))[0] == page


def test_charts_say_what_they_show(page: str) -> None:
    assert re.search(r"<title>日星漁業条約 2017-07-03 署名</title>", page)
    assert "漁業白書：版による変化" in page and "2018（平成30年版）" in page
    assert page.count("<figure>") >= 6


def test_an_extraction_of_nothing_still_makes_a_page(tmp_path: Path) -> None:
    from hakusho.write.extraction import write_extraction

    write_extraction(tmp_path / "empty", [], [], {})
    assert write_page(tmp_path / "empty", tmp_path / "report.html") == 0
    assert "None." in (tmp_path / "report.html").read_text("utf-8")


def test_where_the_page_cannot_go(extracted: Path, tmp_path: Path) -> None:
    with pytest.raises(HakushoError, match="cannot be written"):
        write_page(extracted, tmp_path / "nowhere" / "report.html")


def test_without_the_chart_library(extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(HakushoError, match="hakusho\\[report\\]"):
        write_page(extracted, tmp_path / "report.html")


def test_editions_need_a_name_and_two_years(extracted: Path) -> None:
    (found,) = series(Stored(extracted).documents().values())
    assert found.name == "漁業白書"
    assert [(e.label, sorted(e.doc_ids)) for e in found.editions] == [
        ("2018（平成30年版）", ["old"]),
        ("2023", ["new"]),
    ]


def test_surfaces_are_found_in_normalized_sentences() -> None:
    cut = pieces(
        "第1条の協定と協定に署名した。", [("協\n定", "agreements"), ("協定", "agreements"), ("条約", "agreements")]
    )
    assert [(p.text, p.kind) for p in cut] == [
        ("第1条の", ""),
        ("協定", "agreements"),
        ("と", ""),
        ("協定", "agreements"),
        ("に署名した。", ""),
    ]


def test_names_are_cut_where_the_room_ends() -> None:
    assert shortened("日米地位協定", 100) == "日米地位協定"
    assert width(shortened("日米地位協定", 50)) <= 50 and shortened("日米地位協定", 50).endswith("…")
