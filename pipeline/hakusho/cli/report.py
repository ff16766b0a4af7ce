"""`hakusho report`: the extraction as one page of charts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, say
from hakusho.language import ngettext


def report(
    out: Annotated[Path, typer.Option(metavar="FILE", help="The HTML page to write.")] = Path("report.html"),
    extracted: ExtractedOption = EXTRACTED,
) -> None:
    """One page to look at before reading: events, people, agreements, commitments, and what was set aside.

    **Examples**

    * `hakusho report`

    * `hakusho report --extracted extracted-2024 --out 2024.html`

    Each mark of a chart leads to the sentence behind it. The page is one file that asks nothing of the network, and
    prints. Charts need the extra `report`: `pip install 'hakusho[report]'`.
    """
    from hakusho.report.page import write_page

    sentences = write_page(extracted, out)
    said = ngettext("{n:,} sentence behind the charts", "{n:,} sentences behind the charts", sentences)
    say(f"{out}: {said}")
