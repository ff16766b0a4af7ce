"""`hakusho gold`: reviewed documents as gold for `hakusho evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, DecisionsOption, ExtractedOption, console, say
from hakusho.language import gettext
from hakusho.review import DECISIONS


def gold(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that the gold files go to.")],
    decisions: DecisionsOption = DECISIONS,
    extracted: ExtractedOption = EXTRACTED,
) -> None:
    """Reviewed documents as gold for `hakusho evaluate`.

    **Examples**

    * `hakusho gold tests/gold`

    * `hakusho gold gold-2024 --extracted extracted-2024 --decisions reviews/2024.jsonl`

    A type of a document is written where every record of it is decided; with a scope, where a person said of a stretch
    that nothing is missing in it. Exit status: 0 written, 2 nothing reviewed as a whole.
    """
    from hakusho.review.gold import write_gold
    from hakusho.review.log import check

    check(decisions)
    written = write_gold(extracted, decisions, out)
    for (doc_id, table), n in written.items.items():
        console.print(f"{doc_id}  {table}  {n:,}", markup=False, soft_wrap=True)
    for (doc_id, table), n in written.unfinished.items():
        say(gettext("left out: {doc_id} {table}: {n:,} undecided", doc_id=doc_id, table=table, n=n))
    for doc_id, table in written.unsaid:
        say(gettext("note: nobody has said yet that no {table} are missing in {doc_id}", table=table, doc_id=doc_id))
