"""The catalogue: complete entries, names that fit a folder, errors that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hakusho.cli.commands import app
from hakusho.errors import HakushoError
from hakusho.fetch import WebSource, catalogue, chosen
from hakusho.read.files import MEDIA_TYPES
from hakusho.read.metadata import metadata


def test_every_entry_names_a_file_that_can_be_read_and_dates_that_hold() -> None:
    sources = catalogue().source
    assert len({source.id for source in sources}) == len(sources) > 0
    for source in sources:
        assert Path(source.file_name).suffix in MEDIA_TYPES
        metadata({"title": source.title, "reference_date": source.reference_date or ""})


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.jp/a/b.PDF", "x.pdf"),
        ("https://example.jp/a/", "x.html"),
        ("https://example.jp/index.html?page=2", "x.html"),
        ("https://example.jp", "x.html"),
    ],
)
def test_a_file_is_named_by_its_id(url: str, name: str) -> None:
    assert WebSource(id="x", publisher="p", title="t", url=url).file_name == name


@pytest.mark.parametrize("bad", ["../x", "", "a/b", ".x"])
def test_an_id_leads_nowhere_else(bad: str) -> None:
    with pytest.raises(ValueError, match="id"):
        WebSource(id=bad, publisher="p", title="t", url="https://example.jp")


def test_an_unknown_id_is_an_error_with_the_nearest() -> None:
    with pytest.raises(HakushoError, match="did you mean mofa_bluebook_1957"):
        chosen(catalogue().source, ["mofa_bluebok_1957"])


def test_the_command_lists_the_catalogue() -> None:
    result = CliRunner().invoke(app, ["fetch"], env={"COLUMNS": "300"})
    assert result.exit_code == 0
    assert "mofa_bluebook_1957" in result.output and "not checked" in result.output
