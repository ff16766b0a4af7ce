"""The terminal shows the same, with colours and without."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from hakusho.errors import HakushoError
from hakusho.show.terminal import print_document, print_table
from hakusho.show.view import one_table, view


def printed(extracted: Path, *, colour: bool = False, brief: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=colour, color_system="truecolor" if colour else None)
    print_document(console, view(extracted, "会談"), brief=brief)
    return out.getvalue()


def test_without_colours_records_stand_in_brackets(hostile: Path) -> None:
    out = printed(hostile, brief=True)
    assert "⟦令和6年7月⟧D" in out
    assert "⟦三田村浩一⟧P" in out
    assert "⟦&lt;⟦漁業協定⟧A&gt;に⟧A" in out
    assert "⟦一致\nした⟧C" in out


def test_with_colours_the_overlaps_are_underlined(hostile: Path) -> None:
    out = printed(hostile, colour=True, brief=True)
    assert "⟦" not in out
    assert "\x1b[30;48;2;242;193;78m三田村浩一\x1b[0m" in out
    assert "\x1b[4;30;48;2;124;196;240m令和7年\x1b[0m" in out


def test_what_a_record_says_stands_below(hostile: Path) -> None:
    out = printed(hostile)
    assert "people1  三田村浩一  <b>三田村</b>, 大臣  people.made_up" in out
    assert "commitme  一致した  両大臣  agreed:  令和7年から港の安全を高めること  [JP]  commitments.made_up" in out


def test_a_document_cannot_drive_the_terminal(hostile: Path) -> None:
    assert "\x1b" not in printed(hostile)
    assert "\x1b[31m" not in printed(hostile, colour=True)


def test_a_table_alone(make_extraction: Callable[..., Path]) -> None:
    fields = {"table_id": "t9f", "caption": "[red]人数", "format": "tsv", "n_rows": 1, "n_cols": 1, "numeric": False}
    place = {"table_id": "t9f", "row": 0, "col": 0, "row_headers": ["韓国"], "col_headers": ["人数"]}
    extracted = make_extraction(
        "国\t人数\n韓国\t12",
        [
            ("tables", "国\t人数\n韓国\t12", fields),
            ("table_cells", "12", place),
            ("dates", "12", {"type": "DATE", "value": None}),
        ],
    )
    shown = view(extracted, "会談")
    assert "dates2  12  no such date" in printed(extracted)
    out = io.StringIO()
    print_table(Console(file=out, width=80), one_table(shown, "t9"))
    assert "[red]人数" in out.getvalue() and "韓国" in out.getvalue() and "table t9f" in out.getvalue()
    with pytest.raises(HakushoError, match="no table x"):
        one_table(shown, "x")


@pytest.mark.parametrize("name", ["会談", "会談.txt", "raw/会談.txt", r"raw\会談.txt", "./会談"])
def test_a_document_goes_by_several_names(hostile: Path, name: str) -> None:
    assert view(hostile, name).document.doc_id == "会談"


def test_mistakes_are_named(hostile: Path) -> None:
    with pytest.raises(HakushoError, match="did you mean 会談"):
        view(hostile, "会議")
    with pytest.raises(HakushoError, match="did you mean dates"):
        view(hostile, "会談", ["date"])
