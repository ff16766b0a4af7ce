"""`hakusho show`: a document with its records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, console, say
from hakusho.language import gettext, ngettext


def show(
    doc: Annotated[str, typer.Argument(help="The document: its doc_id, its file, or the end of either.")],
    extracted: ExtractedOption = EXTRACTED,
    type: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Only these types: dates, people, agreements, commitments, tables."),
    ] = None,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one HTML page instead, to open in a browser.")
    ] = None,
    table: Annotated[str | None, typer.Option(metavar="TABLE_ID", help="Only this table.")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Leave out what the records say.")] = False,
) -> None:
    """A document with its records highlighted, in the terminal or as a page.

    **Examples**

    * `hakusho show briefing_2024`

    * `hakusho show briefing_2024 --type dates,people --brief`

    * `hakusho show briefing_2024 --page briefing.html`

    * `hakusho show briefing_2024 --table 5e1f`

    The page is one file that asks nothing of the network. Exit status: 0 shown, 2 not there.
    """
    from hakusho.show.view import one_table, view

    types = [name.strip() for name in type.split(",") if name.strip()] if type else None
    shown = view(extracted, doc, types)
    if page is not None:
        from hakusho.show.page import write_page

        write_page(shown, page)
        records = ngettext("{n:,} record", "{n:,} records", len(shown.records))
        tables = ngettext("{n:,} table", "{n:,} tables", len(shown.tables))
        say(gettext("{page}: {records}, {tables}", page=page, records=records, tables=tables))
        return
    from hakusho.show.terminal import print_document, print_table

    if table is not None:
        print_table(console, one_table(shown, table))
    else:
        print_document(console, shown, brief=brief)
