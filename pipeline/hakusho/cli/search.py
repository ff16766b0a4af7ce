"""`hakusho search`: words looked up in the SQLite export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import console, say
from hakusho.language import gettext, ngettext


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="One word or several, all of them wanted.")],
    database: Annotated[
        Path, typer.Option(metavar="FILE", help="The database, as `hakusho export sqlite` wrote it.")
    ] = Path("hakusho.sqlite"),
    type: Annotated[
        str | None, typer.Option(metavar="A,B", help="Only sentences with records of these types, which are listed.")
    ] = None,
    n: Annotated[int, typer.Option("-n", min=0, metavar="N", help="So many sentences are shown.")] = 20,
) -> None:
    """The sentences that have a word, two characters or more, in the SQLite export.

    **Examples**

    * `hakusho search 条約`

    * `hakusho search 日米 署名 --type agreements`

    The words are cut as the text was, so 日米安全保障条約 finds its parts in a row. Exit status: 0 found, 1 not found,
    2 no database.
    """
    from rich.text import Text

    from hakusho.export.search import search as find
    from hakusho.results.context import printable

    types = [name.strip() for name in type.split(",") if name.strip()] if type else []
    hits = find(database, " ".join(words), types)
    for hit in hits[:n]:
        line = Text(printable(hit.text).replace("\n", " "))
        line.highlight_words([part for word in words for part in word.split()], "bold")
        console.print(Text.assemble((f"{hit.doc_id}:{hit.start}  ", "dim"), line), soft_wrap=True)
        for table, record_id, text in hit.records:
            console.print(f"    {record_id}  {table}  {printable(text)}", markup=False, soft_wrap=True)
    said = ngettext("{n:,} sentence", "{n:,} sentences", len(hits))
    say(said + (gettext(", {n:,} shown", n=n) if len(hits) > n else ""))
    if not hits:
        raise typer.Exit(1)
