"""The command, and what it says when it cannot."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hakusho
from hakusho.cli.commands import app
from hakusho.errors import HakushoError
from hakusho.export import FORMATS, export
from hakusho.records import Document, DocumentRecords
from hakusho.results.cite import cite
from hakusho.write.extraction import write_extraction


@pytest.mark.parametrize("format", FORMATS)
def test_the_command_writes_every_format(format: str, extracted: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "export"
    result = CliRunner().invoke(app, ["export", format, "--extracted", str(extracted), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.exists()
    assert not list(tmp_path.rglob(".*.part"))


@pytest.mark.parametrize("format", FORMATS)
def test_an_extraction_of_nothing_is_exported_too(format: str, tmp_path: Path) -> None:
    write_extraction(tmp_path / "none", [], [], {})
    assert export(tmp_path / "none", format, tmp_path / "out").exists()


def test_a_missing_package_is_named_with_its_extra(
    extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "hakusho.export.excel", raising=False)
    with pytest.raises(HakushoError, match=r"xlsxwriter.*hakusho\[export\]"):
        export(extracted, "excel", tmp_path / "out.xlsx")


def test_no_extraction_and_no_such_format(tmp_path: Path) -> None:
    with pytest.raises(HakushoError, match=r"run\.json"):
        export(tmp_path, "sqlite", tmp_path / "out.sqlite")
    with pytest.raises(HakushoError, match="no format pdf"):
        export(tmp_path, "pdf")


def test_a_citation_names_where_the_sentence_stands(extracted: Path) -> None:
    tables = hakusho.load(extracted)
    row = tables.agreements[tables.agreements["doc_id"] == "defense_html_era"].iloc[0]
    document = tables.documents.set_index("doc_id").loc["defense_html_era"]
    citation = cite(row["record_id"], extracted)
    for part in (document["publisher"], f"『{document['title']}』", document["edition"], row["sentence"]):
        assert part in citation.text()
    result = CliRunner().invoke(app, ["cite", row["record_id"][:12], "--extracted", str(extracted), "--format", "csl"])
    (item,) = json.loads(result.output)
    assert item["title"] == document["title"] and item["note"] == row["sentence"]
    assert item["issued"]["date-parts"][0][0] == 2010
    assert CliRunner().invoke(app, ["cite", "zz", "--extracted", str(extracted)]).exit_code != 0


def test_a_citation_of_a_document_of_which_nothing_is_known(harmful: Path) -> None:
    citation = cite("d", harmful)
    assert citation.year is None and "issued" not in citation.csl()
    assert citation.text().startswith("@somebody『=cmd|")


def test_a_page_is_cited(tmp_path: Path) -> None:
    from hakusho.records import DateRecord

    record = DateRecord(
        record_id="r",
        doc_id="d",
        start=0,
        end=5,
        text="2024年",
        section=["第2章", "第1節"],
        sentence="2024年である。",
        page=12,
        rule="dates.made_up",
        type="DATE",
        value="2024",
    )
    known = {"publisher": "港湾省", "title": "港の白書", "published": "2025-07-15", "edition": "令和7年版"}
    rest = {"reference_date": None, "reference_source": None, "license": None, "encoding": None, "n_pages": 20}
    document = Document(
        doc_id="d",
        path="d.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        source_url="https://example.go.jp/d",
        n_chars=8,
        text="2024年である。"[:8],
        **known,
        **rest,
    )
    write_extraction(tmp_path, [DocumentRecords(document, {"dates": [record]})], [], {})
    citation = cite("r", tmp_path)
    assert citation.text() == (
        "港湾省『港の白書』（令和7年版、2025年）、12頁、第1節、「2024年である。」 https://example.go.jp/d"
    )
    assert citation.csl()["issued"] == {"date-parts": [[2025, 7, 15]]}
    assert citation.csl()["page"] == "12"
