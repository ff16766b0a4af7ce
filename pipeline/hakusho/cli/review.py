"""`hakusho review`: the page where a person says yes or no."""

from __future__ import annotations

from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, DecisionsOption, ExtractedOption, say
from hakusho.language import gettext
from hakusho.review import DECISIONS


def review(
    extracted: ExtractedOption = EXTRACTED,
    decisions: DecisionsOption = DECISIONS,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; the name of the account, if left out.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 is any free one.")] = 0,
    against: Annotated[
        str | None,
        typer.Option(metavar="OLD", help="An older extraction, a folder or a git revision: review what changed since."),
    ] = None,
) -> None:
    """A page on this machine to accept, reject, correct and add records.

    **Examples**

    * `hakusho review --by 田中`

    * `hakusho review --extracted extracted-2024 --decisions reviews/2024.jsonl`

    * `hakusho review --against HEAD~1`

    Open the address that is printed. Every decision is a line of the file of decisions, on the disk before the page
    says so; `hakusho run` applies them, and does not ask again what has not changed. Ctrl+C ends it.
    """
    from hakusho.review.serve import serve

    def ready(address: str) -> None:
        typer.echo(address)
        say(gettext("decisions of {name} go to {decisions}; Ctrl+C ends the review", name=name, decisions=decisions))

    name = (by or _account()).strip() or "anonymous"
    serve(extracted, decisions, name, port, against, ready)


def _account() -> str:
    """The name of the account; empty where the system knows none (a container, a Windows service)."""
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""
