"""The commands. Thin: each reads its arguments, calls one function, prints what a person needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hakusho.errors import HakushoError

app = typer.Typer(
    name="hakusho",
    help="Japanese government text (white papers, bluebooks, briefings) into data: dates, people, agreements, "
    "commitments and tables, each record leading back to the characters it came from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
err = Console(stderr=True)
console = Console()


@app.callback()
def _root() -> None:
    pass


@app.command()
def run(
    raw: Annotated[Path, typer.Argument(help="A folder of documents, or one file.")] = Path("raw"),
    out: Annotated[
        Path | None, typer.Option(help="Folder for the extraction; `extracted` where the input is raw/.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Tag everything anew.")] = False,
) -> None:
    """Extract all documents of a folder and write Parquet and JSON.

    Exit status: 0 all documents done, 1 some rejected, 2 nothing done.
    """
    from hakusho import pipeline

    def progress(name: str, done: int, of: int) -> None:
        if err.is_terminal:
            err.print(f"[{done}/{of}] {name}", markup=False, highlight=False)

    result = pipeline.run(raw, out, progress=progress, cache=not no_cache)
    for entry in result.rejected:
        err.print(f"rejected: {entry['path']}: {entry['message']}", markup=False, highlight=False, soft_wrap=True)
    counts = "  ".join(f"{table} {n:,}" for table, n in result.counts.items())
    console.print(f"{len(result.documents)} documents  {counts}", highlight=False, soft_wrap=True)
    if result.rejected:
        raise typer.Exit(1 if result.documents else 2)
    if not result.documents:
        err.print(f"{raw}: no documents in it", markup=False, highlight=False)
        raise typer.Exit(2)


def main() -> None:
    """The entry point: an error that a user can mend is one line, not a traceback."""
    try:
        app()
    except HakushoError as error:
        err.print(f"hakusho: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
