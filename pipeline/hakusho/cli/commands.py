"""All commands, in the order of --help."""

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
):
    app.command(cls=Command)(command)

__all__ = ["app", "main"]
