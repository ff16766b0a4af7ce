"""`hakusho run`: documents to an extraction, with progress and a summary."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType

from hakusho.cli.app import DecisionsOption, console, err, say
from hakusho.errors import HakushoError
from hakusho.language import gettext, message, ngettext
from hakusho.review import DECISIONS

if TYPE_CHECKING:
    from hakusho.pipeline import Result


class Engine(StrEnum):
    """What does the work."""

    local = "local"
    ray = "ray"


def run(
    raw: Annotated[str, typer.Argument(help="A folder of documents, or one file; with Ray also any address.")] = "raw",
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the extraction goes; `extracted` for the input raw/.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do everything anew.")] = False,
    workers: Annotated[int | None, typer.Option(min=0, help="Worker processes; chosen by itself, 0 is none.")] = None,
    decisions: DecisionsOption = DECISIONS,
    engine: Annotated[Engine, typer.Option(help="This machine, or a Ray cluster.")] = Engine.local,
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A running Ray cluster; one is started here without it.")
    ] = None,
) -> None:
    """Extract the documents of a folder and write Parquet and JSON.

    **Examples**

    * `hakusho run` takes raw/ and writes extracted/

    * `hakusho run papers/2024 --out extracted-2024`

    * `hakusho run bluebook.txt --out bluebook`

    * `hakusho run s3://bucket/papers --out papers --engine ray --address auto`

    Exit status: 0 all documents done, 1 some rejected, 2 nothing done.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from hakusho import pipeline

    begun = time.perf_counter()
    columns = BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[name]}")
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None, name=gettext("loading the model"))

        def progress(name: str, done: int, of: int) -> None:
            # rich reads square brackets as markup, and a file may have them in its name
            bar.update(task, total=of, completed=done, name=name.replace("[", r"\["))

        if engine is Engine.ray:
            result = _on_ray(raw, out, address, workers, decisions)
        else:
            result = pipeline.run(raw, out, progress=progress, cache=not no_cache, workers=workers, decisions=decisions)
    seconds = time.perf_counter() - begun
    for entry in result.rejected:
        say(gettext("rejected: {path}: {message}", path=entry["path"], message=entry["message"]))
    for entry in result.warnings[:MOST]:
        say(gettext("warning: {doc_id}: {message}", doc_id=entry["doc_id"], message=entry["message"]))
    if (more := len(result.warnings) - MOST) > 0:
        say(ngettext("and {n:,} more warning, in run.json", "and {n:,} more warnings, all of them in run.json", more))
    if result.documents:
        console.print(summary(result))
        if err.is_terminal:  # figures that differ from run to run stay out of what is piped and kept
            speed = result.n_chars / seconds
            figures = {"n": result.n_chars, "seconds": seconds, "speed": speed}
            say(gettext("{n:,} characters in {seconds:.1f} s, {speed:,.0f} a second", **figures))
    elif not result.rejected:
        say(gettext("{raw}: no documents in it", raw=raw))
    if result.rejected or not result.documents:
        raise typer.Exit(1 if result.documents else 2)


def _on_ray(raw: str, out: Path | None, address: str | None, workers: int | None, decisions: Path) -> Result:
    try:
        from hakusho.engines import ray
    except ImportError:
        raise HakushoError(message('Ray is not installed: pip install "hakusho[ray]"')) from None
    return ray.run(raw, out, address=address, workers=workers, decisions=decisions)


def summary(result: Result) -> RenderableType:
    """Records by type, with what was set aside of each and why."""
    from rich.console import Group
    from rich.table import Table

    lost = result.set_aside
    reasons = sorted({reason for _, reason in lost})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(gettext("type"), no_wrap=True)
    table.add_column(gettext("records"), justify="right", no_wrap=True)
    for reason in reasons:
        table.add_column(gettext("set aside: {reason}", reason=REASONS.get(reason, reason)), justify="right")
    for name, n in result.counts.items():
        if name != "discarded":
            table.add_row(name, f"{n:,}", *(f"{lost[name, reason]:,}" for reason in reasons))
    parts = [ngettext("{n:,} document", "{n:,} documents", len(result.documents))]
    for name, words in DECIDED.items():
        if n := result.decisions.get(name, 0):
            parts.append(gettext(words.template, n=n))
    if result.rejected:
        parts.append(gettext("{n:,} rejected", n=len(result.rejected)))
    if result.passed_over:
        parts.append(ngettext("{n:,} file passed over", "{n:,} files passed over", result.passed_over))
    return Group(gettext(", ").join(parts), table)


MOST = 20
"""Warnings that are printed; all are in run.json."""

REASONS = {
    "overlap": message("overlap"),
    "negative": message("ruled out"),
    "invalid": message("invalid"),
    "rejected_in_review": message("rejected in review"),
}
"""The reasons of the ledger as a heading says them."""

DECIDED = {
    "applied": message("{n:,} decisions of review applied"),
    "changed": message("{n:,} to be decided again, their records having changed"),
    "not_found": message("{n:,} decisions whose record is no longer found"),
    "invalid": message("{n:,} corrections that would make no valid record"),
    "elsewhere": message("{n:,} decisions on other documents"),
}
"""What became of people's decisions."""
