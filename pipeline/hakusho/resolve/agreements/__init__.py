"""Mentions of agreements to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.extractors.mention import Loser, Mention
from hakusho.resolve.agreements.dating import dates_of_act
from hakusho.resolve.agreements.instruments import Instrument, Register
from hakusho.resolve.agreements.scope import reason_out
from hakusho.resolve.agreements.signatories import parties_of
from hakusho.resolve.document import DocumentContext, Draft, Passage


def resolve_agreements(context: DocumentContext) -> list[Draft]:
    """The drafts of all agreements of the document, in reading order.

    What turns out not to be an agreement between governments goes to the passage's losers, with the reason.
    """
    register = Register(context)
    drafts: list[Draft] = []
    for passage, mention in context.mentions("agreements"):
        instruments = register.of(passage, mention)
        if not instruments:
            _lose(passage, mention, "an abbreviation or a pronoun without an antecedent")
        for instrument in instruments:
            parties = parties_of(context, passage, mention, instrument)
            if reason := reason_out(passage, mention, instrument, parties):
                _lose(passage, mention, reason)
            else:
                drafts += _drafts(context, passage, mention, instrument, parties)
    return drafts


def _drafts(
    context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument, parties: list[str]
) -> list[Draft]:
    """One draft, or one for each date where an act was done more than once (延長された in two years)."""
    made: list[Draft] = []
    dates: list[Draft | None] = [*dates_of_act(context, passage, mention)]
    for date in dates or [None]:
        fields = {
            "name": instrument.name,
            "aliases": instrument.aliases,
            "agreement_id": instrument.name,
            "kind": instrument.kind,
            "act": mention.fields["act"],
            "status": mention.fields["status"],
            "date": str(date.fields["value"]).partition("T")[0] if date else None,
            "date_id": date,
            "parties": parties,
        }
        made.append(Draft("agreements", passage, mention.start, mention.end, mention.rule, fields))
    return made


def _lose(passage: Passage, mention: Mention, detail: str) -> None:
    passage.mentions.losers.append(Loser(mention, "negative", None, detail))
