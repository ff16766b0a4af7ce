"""The page tells the truth of the text, asks nothing of the network, and no document can make it do anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

from hakusho.errors import HakushoError
from hakusho.show.page import render, write_page
from hakusho.show.view import view

NS = "{http://www.w3.org/1999/xhtml}"


def parsed(page: str) -> Any:
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(page)
    errors = [code for _, code, _ in parser.errors if code != "invalid-codepoint"]
    assert errors == []
    return tree


def paragraphs_of(tree: Any) -> list[str]:
    (text,) = [e for e in tree.iter(f"{NS}div") if e.get("class") == "text"]
    return ["".join(p.itertext()) for p in text.iter(f"{NS}p")]


def test_the_text_is_all_there_and_harmless(hostile: Path, hostile_text: str) -> None:
    page = render(view(hostile, "会談"))
    tree = parsed(page)
    assert "\n\n".join(paragraphs_of(tree)) == hostile_text
    scripts = list(tree.iter(f"{NS}script"))
    assert len(scripts) == 1 and "alert" not in scripts[0].text
    for element in tree.iter():
        assert element.tag not in (f"{NS}img", f"{NS}link", f"{NS}iframe")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in ("href", "src"):
                assert value.startswith("#")


def test_script_and_style_are_the_only_ones_that_may_run(hostile: Path) -> None:
    tree = parsed(render(view(hostile, "会談")))
    (policy,) = [e.get("content") for e in tree.iter(f"{NS}meta") if e.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (element,) = tree.iter(f"{NS}{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_record_is_marked_and_told_of(hostile: Path) -> None:
    shown = view(hostile, "会談")
    tree = parsed(render(shown))
    marked = {name for a in tree.iter(f"{NS}a") for name in (a.get("data-r") or "").split()}
    cards = {e.get("id")[2:] for e in tree.iter(f"{NS}section")}
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert marked == cards == {r.record_id for r in shown.records}
    assert len(ids) == len(set(ids))
    assert {f"t-{name}" for name in cards} <= set(ids)
    for a in tree.iter(f"{NS}a"):
        if (a.get("href") or "").startswith("#"):
            assert a.get("href")[1:] in ids


def test_overlapping_records_lie_in_each_other(hostile: Path) -> None:
    tree = parsed(render(view(hostile, "会談")))
    inner = [a for a in tree.iter(f"{NS}a") if (a.get("data-r") or "").split() == ["agreements5", "agreements2"]]
    assert ["".join(a.itertext()) for a in inner] == ["漁業協定"]
    (agreed,) = [a for a in tree.iter(f"{NS}a") if (a.get("data-r") or "").split() == ["dates3", "commitments4"]]
    assert [s.get("class") for s in agreed.iter(f"{NS}span")] == ["content depth1", "dates depth0"]


def test_links_lead_to_the_date(hostile: Path) -> None:
    tree = parsed(render(view(hostile, "会談")))
    (card,) = [e for e in tree.iter(f"{NS}section") if e.get("id") == "r-dates3"]
    assert "#r-dates0" in [a.get("href") for a in card.iter(f"{NS}a")]
    without = render(view(hostile, "会談", ["agreements"]))
    assert "#r-dates0" not in without


def test_only_the_types_asked_for(hostile: Path) -> None:
    shown = view(hostile, "会談", ["people"])
    assert [r.table for r in shown.records] == ["people"]
    assert 'id="show-dates"' not in render(shown)


def test_the_same_bytes_again(hostile: Path, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(view(hostile, "会談"), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    with pytest.raises(HakushoError, match="cannot be written"):
        write_page(view(hostile, "会談"), tmp_path / "nowhere" / "a.html")


def test_a_table_stands_in_its_place(make_extraction: Callable[..., Path]) -> None:
    text = (
        "前の段落。\n\n表1 人数\n\n| 国 | 令和6年 |\n|---|---|\n| 韓国 | △1,200<br>人 |\n\n注1 速報値\n\n後の段落。\n"
    )
    whole = text[text.index("| 国") : text.index("\n\n注1")]
    table = {"table_id": "t9", "caption": "人数", "notes": ["注1 速報値", "単位：人"], "unit": "人"}
    shape = {"format": "markdown", "n_rows": 1, "n_cols": 1, "numeric": True}
    place = {"table_id": "t9", "row": 0, "col": 0, "row_headers": ["韓国"], "col_headers": ["令和6年"]}
    extracted = make_extraction(
        text,
        [
            ("tables", whole, {**table, **shape}),
            ("table_cells", "△1,200<br>人", {**place, "value": -1200.0, "unit": "人", "sentence": "△1,200人"}),
            ("dates", "令和6年", {"type": "DATE", "value": "2024"}),
        ],
    )
    shown = view(extracted, "会談")
    page = render(shown)
    tree = parsed(page)
    assert [th.text for th in tree.iter(f"{NS}th")] == ["令和6年", "韓国"]
    (cell,) = [td for td in tree.iter(f"{NS}td") if td.get("class") == "number"]
    assert "".join(cell.itertext()) == "△1,200人-1,200 人"
    (written,) = tree.iter(f"{NS}pre")
    assert "".join(written.itertext()) == whole
    # What stands in no body cell is marked where the table is given as written.
    assert [s.text for s in written.iter(f"{NS}span") if s.get("id") == "t-dates2"] == ["令和6年"]
    assert [s.text for s in cell.iter(f"{NS}span")] == []
    (caption,) = tree.iter(f"{NS}figcaption")
    notes = [p.text for p in caption.iter(f"{NS}p")]
    assert notes == ["単位：人"]  # 注1 stands in the text right below
    assert page.index("前の段落") < page.index("<table") < page.index("後の段落")
    plain = render(view(extracted, "会談", ["dates"]))
    assert "<table" not in plain and "| 韓国 |" in plain
