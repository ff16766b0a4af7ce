"""`hakusho fetch`: documents of the catalogue into the raw folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import console, say
from hakusho.language import gettext, ngettext


def fetch(
    ids: Annotated[list[str] | None, typer.Argument(help="Which documents; none lists the catalogue.")] = None,
    into: Annotated[Path, typer.Option(metavar="FOLDER", help="Where they go.")] = Path("raw"),
    all_: Annotated[bool, typer.Option("--all", help="Every document of the catalogue.")] = False,
) -> None:
    """Fetch documents from their publishers, politely, each with its entry in meta.toml.

    **Examples**

    * `hakusho fetch` lists the catalogue (configs/sources.toml; your own folder adds to it)

    * `hakusho fetch mofa_bluebook_1957`

    * `hakusho fetch --all --into raw/web`

    What broke off is gone on with, what is there is left alone. Exit status: 0 all there, 1 some failed, 2 none.
    """
    from hakusho.errors import HakushoError
    from hakusho.fetch import Fetcher, catalogue, chosen

    known = catalogue()
    sources = known.source if all_ else chosen(known.source, ids or [])
    if not sources:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("id", gettext("publisher"), gettext("title"), gettext("address")):
            table.add_column(name, overflow="fold")
        for source in known.source:
            table.add_row(
                source.id,
                source.publisher,
                source.title,
                source.url + ("" if source.checked else gettext(" (not checked)")),
            )
        console.print(table)
        return
    done = failed = 0
    with Fetcher(into, known.polite) as fetcher:
        for source in sources:
            try:
                got = fetcher.fetch(source)
            except HakushoError as error:
                failed += 1
                say(gettext("failed: {error}", error=error))
                continue
            done += 1
            state = (
                gettext("{size:,} bytes, sha256 {digest}…", size=got.size, digest=got.sha256[:12])
                if got.new
                else gettext("already there")
            )
            say(f"{source.id}: {got.path}: {state}")
    said = ngettext("{n:,} document in {folder}", "{n:,} documents in {folder}", done, folder=into)
    say(said + (gettext(", {n:,} failed", n=failed) if failed else ""))
    if failed:
        raise typer.Exit(1 if done else 2)
