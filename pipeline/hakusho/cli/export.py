"""`hakusho export`: an extraction in the formats that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, say
from hakusho.language import gettext


def export(
    format: Annotated[
        Literal["sqlite", "excel", "csv", "spacy", "label-studio"],
        typer.Argument(metavar="FORMAT", help="sqlite, excel, csv, spacy or label-studio."),
    ],
    extracted: ExtractedOption = EXTRACTED,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file or folder to write; `hakusho.sqlite`, `hakusho-csv` and so on."),
    ] = None,
) -> None:
    """An extraction in the formats that other tools read.

    **Examples**

    * `hakusho export sqlite --out hakusho.sqlite`, then `datasette hakusho.sqlite --metadata metadata.json`

    * `hakusho export excel --extracted extracted-2024 --out 2024.xlsx`

    * `hakusho export csv --out tables`

    * `hakusho export spacy --out spans`

    * `hakusho export label-studio --out tasks`

    The Parquet files of the extraction itself open in DuckDB, pandas, R and Polars as they are.
    """
    from hakusho.export import export as write

    say(gettext("{path}: written", path=write(extracted, format, out)))
