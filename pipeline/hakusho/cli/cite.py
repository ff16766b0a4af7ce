"""`hakusho cite`: where a record comes from, as one cites it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption


def cite(
    record_id: Annotated[str, typer.Argument(help="The record_id, or so much of its beginning as no other shares.")],
    extracted: ExtractedOption = EXTRACTED,
    format: Annotated[
        Literal["text", "csl"], typer.Option(help="A line of text, or CSL-JSON for Zotero, Pandoc and others.")
    ] = "text",
) -> None:
    """Where a record comes from: publisher, title, edition, page, and the sentence.

    **Examples**

    * `hakusho cite 3f9c02d1`

    * `hakusho cite 3f9c02d1 --format csl`
    """
    from hakusho.results.cite import cite as citation_of
    from hakusho.results.context import printable
    from hakusho.write.extraction import dump

    citation = citation_of(record_id, extracted)
    typer.echo(dump([citation.csl()]) if format == "csl" else printable(citation.text()), nl=format != "csl")
