"""`hakusho evaluate`: an extraction against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, console


def evaluate(
    gold: Annotated[Path, typer.Argument(help="The folder of gold: DOC.dates.jsonl, DOC.tables.json and the like.")],
    extracted: ExtractedOption = EXTRACTED,
    docs: Annotated[
        str | None, typer.Option(metavar="A,B", help="Only these documents of the gold, by the last part of the name.")
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option(metavar="MEASURE", help="List what one measure counts as wrong: `dates:value`, or a type alone."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Beside the scores of a git revision (REV, REV:PATH) or another folder."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Precision, recall and F1 by type, of an extraction against annotated gold.

    **Examples**

    * `hakusho evaluate tests/gold`

    * `hakusho evaluate gold --extracted extracted-2024 --errors dates:value`

    * `hakusho evaluate gold --docs briefing --errors commitments --json`

    * `hakusho evaluate tests/gold --against HEAD` shows what a change of rules did to the scores

    A record answers a gold item where their spans overlap by half or more of what they cover together, one to one.
    Exit status: 0 compared, 2 nothing to compare.
    """
    from hakusho.compare.evaluate import evaluate as compare
    from hakusho.compare.report import as_json, print_errors, print_evaluation
    from hakusho.write.extraction import dump

    only = {name.strip() for name in docs.split(",") if name.strip()} if docs else None
    now = compare(extracted, gold, docs=only, errors=errors)
    if against is None:
        if json:
            typer.echo(dump(as_json(now)), nl=False)
        else:
            print_evaluation(console, now)
        return
    from hakusho.compare.against import as_json_against, print_against
    from hakusho.compare.revisions import extraction_folder

    with extraction_folder(against, extracted) as folder:
        before = compare(folder, gold, docs=only)
    if json:
        typer.echo(dump(as_json(now) | as_json_against(before, now, against)), nl=False)
    else:
        print_errors(console, now)
        print_against(console, before, now, against)
