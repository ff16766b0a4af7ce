"""`hakusho diff`: what changed between two extractions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hakusho.cli.app import EXTRACTED, console, say
from hakusho.language import ngettext, translated


def diff(
    old: Annotated[
        str, typer.Argument(metavar="[OLD]", help="An extraction folder, or a git revision: REV or REV:PATH.")
    ] = "HEAD",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="The same; what is there now, if left out.")] = str(
        EXTRACTED
    ),
    editions: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="DOC DOC", help="Compare these two documents, one of each side, as editions of one."),
    ] = None,
    type: Annotated[
        str | None, typer.Option(metavar="A,B", help="Only these types: dates, people, …, discarded, documents.")
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option(help="Markdown is for a pull request; JSON has everything."),
    ] = "text",
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one HTML page as well.")] = None,
    n: Annotated[int, typer.Option("-n", min=0, metavar="N", help="So many changes are listed.")] = 20,
    all: Annotated[bool, typer.Option("--all", help="List all of them, moved ones and the ledger too.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit status 1 where anything differs.")] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(metavar="LIMIT", help="Exit status 1 where it holds: dates.lost>0, changed>=5. Several."),
    ] = None,
) -> None:
    """What changed between two extractions: records gained, lost, changed, moved; sentences new, dropped, reworded.

    **Examples**

    * `hakusho diff` compares what git has of extracted/ at HEAD with what is there now

    * `hakusho diff main --fail-on "dates.lost>0" --fail-on "changed>=5"`

    * `hakusho diff extracted-2023 extracted-2024 --html changes.html`

    * `hakusho diff extracted extracted --editions part3_2024 part3_2025`

    Records match by record_id, wherever they stand. Documents without a namesake on the other side match by what they
    say, sentence by sentence. A folder goes before a revision of the same name.
    Exit status: 0 compared, 1 a limit was reached (or with --exit-code anything differs), 2 nothing to compare.
    """
    from contextlib import ExitStack

    from hakusho.compare.changes import compare
    from hakusho.compare.revisions import extraction_folder
    from hakusho.compare.tally import Limit, by_type, tables_named
    from hakusho.results.stored import Stored

    limits = [Limit.parse(text) for text in fail_on or ()]
    types = tables_named(type) if type else None
    with ExitStack() as stack:
        sides = [Stored(stack.enter_context(extraction_folder(name, EXTRACTED))) for name in (old, new)]
        comparison = compare(*sides, editions=editions, types=types)
    names = (old, new)
    if html is not None:
        from hakusho.compare.as_html import write_page

        write_page(comparison, names, html)
        n_changes = len(comparison.changes)
        say(f"{html}: " + ngettext("{n:,} change", "{n:,} changes", n_changes))
    if format == "json":
        from hakusho.compare.as_json import as_json
        from hakusho.write.extraction import dump

        typer.echo(dump(as_json(comparison, names)), nl=False)
    elif format == "markdown":
        from hakusho.compare.as_markdown import as_markdown

        typer.echo(as_markdown(comparison, names, most=None if all else n), nl=False)
    elif html is None:
        from hakusho.compare.in_terminal import print_comparison

        print_comparison(console, comparison, names, most=None if all else n)
    reached = [told for limit in limits if (told := limit.reached(by_type(comparison.changes)))]
    if reached:
        say(f"hakusho: {'; '.join(map(translated, reached))}")
    if reached or (exit_code and comparison.documents):
        raise typer.Exit(1)
