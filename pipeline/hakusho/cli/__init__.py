"""The commands. Thin: each reads its arguments, calls one function, prints what a person needs.

One module a command; each imports what it runs only when it runs, so that `hakusho --help` answers at once.
"""

from hakusho.cli import (
    agreements,
    cite,
    diff,
    evaluate,
    explain,
    export,
    fetch,
    gold,
    report,
    review,
    rules,
    run,
    search,
    show,
)
from hakusho.cli.app import app, main
from hakusho.cli.words import Command

for command in (
    run.run,
    show.show,
    explain.explain,
    cite.cite,
    agreements.agreements,
    report.report,
    export.export,
    search.search,
    rules.rules,
    diff.diff,
    review.review,
    gold.gold,
    evaluate.evaluate,
    fetch.fetch,
):  # the order of --help
    app.command(cls=Command)(command)

__all__ = ["app", "main"]
