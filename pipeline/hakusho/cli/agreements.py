"""`hakusho agreements`: the life of each instrument."""

from __future__ import annotations

from typing import Annotated

import typer

from hakusho.cli.app import EXTRACTED, ExtractedOption, console
from hakusho.language import message


def agreements(
    name: Annotated[
        str | None, typer.Argument(help="Only instruments with this in their name or an alias; all, if left out.")
    ] = None,
    extracted: ExtractedOption = EXTRACTED,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only those with this party: US, EU, ASEAN, 国連.")
    ] = None,
) -> None:
    """The life of each instrument: what, between whom, signed, approved, in force, amended, and who says so.

    **Examples**

    * `hakusho agreements`

    * `hakusho agreements 租税条約`

    * `hakusho agreements --party GB --extracted extracted-2024`

    Acts are in order of date, each with the sentence, the document and the beginning of the record_id, which
    `hakusho explain` takes. Exit status: 0 found, 2 none of that name.
    """
    from hakusho.errors import HakushoError
    from hakusho.records import AgreementRecord
    from hakusho.report.lives import lives, named
    from hakusho.report.terminal import print_lives
    from hakusho.results.stored import Stored, did_you_mean

    records = Stored(extracted).records("agreements")
    every = lives(record for record in records if isinstance(record, AgreementRecord))
    found = every if name is None else named(every, name)
    if party is not None:
        found = [life for life in found if party in life.parties]
    if not found and name is not None and not named(every, name):
        known = [n for life in every for n in (life.name, *life.aliases)]
        raise HakushoError(
            message(
                "no agreement {name} in {extracted}{hint}",
                name=name,
                extracted=extracted,
                hint=did_you_mean(name, known),
            )
        )
    if not found and party is not None:
        codes = sorted({code for life in every for code in life.parties})
        raise HakushoError(
            message(
                "no agreement of {party} in {extracted}{hint}",
                party=party,
                extracted=extracted,
                hint=did_you_mean(party, codes),
            )
        )
    print_lives(console, found)
