"""`hakusho explain`: why a record is there."""

from __future__ import annotations

from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, console


def explain(
    record_id: Annotated[str, typer.Argument(help="The record_id, or so much of its beginning as no other shares.")],
    extracted: ExtractedOption = EXTRACTED,
) -> None:
    """Why a record is there: the rule that found it, the records it used, what it beat.

    Of a record that was set aside: what it lost to, and why.

    **Examples**

    * `hakusho explain 3f9c02d1`

    * `hakusho explain 3f9c --extracted extracted-2024`

    Every record has its record_id in the Parquet and JSON files; `hakusho show` prints the beginning of each.
    """
    from hakusho.results.explain import explain as explanation_of
    from hakusho.show.explanation import print_explanation

    print_explanation(console, explanation_of(record_id, extracted))
