"""`hakusho rules`: what the extractors look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hakusho.cli.app import console
from hakusho.language import message
from hakusho.results.context import marked

if TYPE_CHECKING:
    from hakusho.extractors.rules import Rule


def rules(
    record_type: Annotated[
        str | None, typer.Argument(metavar="TYPE", help="dates, people, agreements or commitments; all, if left out.")
    ] = None,
) -> None:
    """The rules, each with its identifier and its first example.

    **Examples**

    * `hakusho rules dates`

    * `hakusho rules | grep 年度`

    A rule with a minus rules out what it matches.
    """
    from rich.text import Text

    from hakusho.errors import HakushoError
    from hakusho.extractors.registry import all_rules
    from hakusho.results.stored import did_you_mean
    from hakusho.show.wording import SPAN_TYPES

    known = list(all_rules())
    if record_type is not None and record_type not in SPAN_TYPES:
        raise HakushoError(
            message(
                "no rules of type {record_type}{hint}",
                record_type=record_type,
                hint=did_you_mean(record_type, SPAN_TYPES),
            )
        )
    listed = [rule for rule in known if record_type in (None, rule.id.partition(".")[0])]
    width = max((len(rule.id) for rule in listed), default=0)
    for rule in listed:
        line = Text.assemble(("- " if rule.negative else "  "), (f"{rule.id:<{width}}  ", "bold"))
        console.print(line.append(_first_example(rule)), soft_wrap=True)


def _first_example(rule: Rule) -> str:
    if rule.match:
        text = marked(rule.match[0].text, rule.match[0].start, rule.match[0].end)
    else:
        text = rule.no_match[0] if rule.no_match else ""
    return text.replace("\n", "⏎")
