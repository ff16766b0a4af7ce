"""`hakusho agreements` and `hakusho report` as a person meets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hakusho.cli.commands import app
from hakusho.errors import HakushoError


def hakusho(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "100", "NO_COLOR": "1"})


def test_agreements_prints_each_life_with_its_sentences(extracted: Path) -> None:
    lines = hakusho("agreements", "漁業", "--extracted", extracted).output.splitlines()
    assert lines[0].startswith("日星漁業条約") and "日本・シンガポール" in lines[0]
    text = "\n".join(lines)
    assert re.search(r"2017-07-03 +署名 signed +日星漁業条約に2017年7月3日に署名した。", text)
    assert re.search(r"2019 +発効 in force +〃", text)
    assert "「]]>" not in text  # another instrument


def test_agreements_of_a_party(extracted: Path) -> None:
    assert "日星漁業条約" in hakusho("agreements", "--party", "SG", "--extracted", extracted).output
    with pytest.raises(HakushoError, match=r"no agreement of SQ .*; did you mean SG"):
        raise hakusho("agreements", "--party", "SQ", "--extracted", extracted).exception or AssertionError


def test_agreements_prints_no_control_characters(extracted: Path) -> None:
    assert "\x1b" not in hakusho("agreements", "--extracted", extracted).output


def test_a_name_that_is_not_there(extracted: Path) -> None:
    with pytest.raises(HakushoError, match="did you mean 日星漁業条約"):
        raise hakusho("agreements", "日星漁業協約", "--extracted", extracted).exception or AssertionError


def test_report_writes_one_file(extracted: Path, tmp_path: Path) -> None:
    ran = hakusho("report", "--extracted", extracted, "--out", tmp_path / "r.html")
    assert ran.exit_code == 0
    assert "sentences behind the charts" in ran.stderr
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
