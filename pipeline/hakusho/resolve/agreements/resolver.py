"""Mentions of agreements to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.extractors.mention import Loser, Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.dating import dates_of_act, still_to_come
from hakusho.resolve.agreements.distribution import dealt_out
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.labels import labelled
from hakusho.resolve.agreements.lists import Item, listed
from hakusho.resolve.agreements.points import points
from hakusho.resolve.agreements.register import Register
from hakusho.resolve.agreements.scope import NO_OTHER, reason_out
from hakusho.resolve.agreements.sides import dated_sides, each_with_one
from hakusho.resolve.agreements.signatories import parties_of
from hakusho.resolve.agreements.titles import date_titles
from hakusho.resolve.document import DocumentContext, Draft, Passage


def resolve_agreements(context: DocumentContext) -> list[Draft]:
    """The drafts of all agreements of the document, in reading order.

    What turns out not to be an agreement between governments goes to the passage's losers, with the reason.
    """
    register = Register(context)
    drafts: list[Draft] = []
    items = list(listed(context, register))
    introduced = {(i.introduced_in.index, int(i.introduction.fields["act_start"])) for i in items}
    told = list(context.mentions("agreements"))
    accepted: dict[int, list[str]] = {}  # by the instrument, the parties that a mention of it tells
    for passage, mention in told:  # first of all, so that a name has what any of its mentions tells
        for instrument in register.of(passage, mention):
            parties = parties_of(context, passage, mention, instrument)
            if not reason_out(passage, mention, instrument, parties):
                accepted[id(instrument)] = accepted.get(id(instrument)) or parties
    signed: dict[int, tuple[int, int]] = {}  # by the instrument, where it is first told to have been signed
    for passage, mention in told:
        for instrument in register.of(passage, mention) if mention.fields["act"] == "signed" else ():
            signed.setdefault(id(instrument), (passage.index, mention.start))
    for passage, mention in told:
        if (passage.index, int(mention.fields["act_start"])) in introduced and mention.fields["reference"] != "name":
            _lose(passage, mention, "told of the papers listed below")
            continue
        instruments = register.of(passage, mention)
        if not instruments:
            _lose(passage, mention, "an abbreviation or a pronoun without an antecedent")
        for instrument in instruments:
            parties = parties_of(context, passage, mention, instrument)
            reason = reason_out(passage, mention, instrument, parties)
            here = passage.index, mention.start
            exchanged = passage.text.startswith("交換", int(mention.fields["act_start"]))
            if exchanged and id(instrument) in signed and signed[id(instrument)] <= here:
                _lose(passage, mention, "papers that were signed change hands")
                continue
            if not parties and mention.fields["reference"] in ("same", "bare") and not instrument.open:
                parties = accepted.get(id(instrument), [])
            told_elsewhere = reason == NO_OTHER or mention.fields["reference"] == "same"
            if reason and not (told_elsewhere and id(instrument) in accepted):
                _lose(passage, mention, reason)
            elif not parties_in(instrument.name) and (pairs := dated_sides(passage, mention, points(context, passage))):
                for date, with_whom in pairs:
                    drafts += _drafts(context, passage, mention, instrument, with_whom, [date])
            else:
                dealt = dealt_out(passage, mention, points(context, passage))
                for when, who in dealt:
                    drafts += _drafts(context, passage, mention, instrument, who, [when])
                if not dealt:
                    dates = dates_of_act(context, passage, mention, parties)
                    drafts += _drafts(context, passage, mention, instrument, parties, dates)
    drafts += [draft for item in items for draft in _of_item(context, item)]
    for told_by in labelled(context, register):
        parties = parties_of(context, told_by.passage, told_by.mention, told_by.instrument)
        if told_by.ours and not parties:
            parties = ["JP"]
        if not reason_out(told_by.passage, told_by.mention, told_by.instrument, parties):
            drafts += _drafts(context, told_by.passage, told_by.mention, told_by.instrument, parties, [told_by.date])
    date_titles(drafts)
    return sorted(drafts, key=lambda d: d.position)


def _of_item(context: DocumentContext, item: Item) -> list[Draft]:
    """What the introduction of a list tells of one of its items."""
    fields, rule = item.introduction.fields, item.introduction.rule
    act = int(fields["act_start"])
    told = Mention("agreements", act, act, rule, fields)  # the sentence names no instrument
    parties = parties_of(context, item.introduced_in, told, item.instrument)
    dates = dates_of_act(context, item.introduced_in, told, parties)
    place = Mention("agreements", item.start, item.end, rule, fields)
    return _drafts(context, item.passage, place, item.instrument, parties, dates)


def _drafts(
    context: DocumentContext,
    passage: Passage,
    mention: Mention,
    instrument: Instrument,
    parties: list[str],
    dates: list[Draft],
) -> list[Draft]:
    """One draft, or one for each date where an act was done more than once (延長された in two years)."""
    made: list[Draft] = []
    when: list[Draft | None] = [*dates]
    sides = each_with_one(passage, mention, parties, dates)
    for n, date in enumerate(when or [None]):
        fields = {
            "name": instrument.name,
            "aliases": instrument.aliases,
            "agreement_id": instrument.name,
            "kind": instrument.kind,
            "act": mention.fields["act"],
            "status": "planned"
            if date and mention.fields["status"] == "done" and still_to_come(context, date)
            else mention.fields["status"],
            "date": str(date.fields["value"]).partition("T")[0] if date else None,
            "date_id": date,
            "parties": sides[n] if sides else parties,
        }
        made.append(Draft("agreements", passage, mention.start, mention.end, mention.rule, fields))
    return made


def _lose(passage: Passage, mention: Mention, detail: str) -> None:
    passage.mentions.losers.append(Loser(mention, "negative", None, detail))
