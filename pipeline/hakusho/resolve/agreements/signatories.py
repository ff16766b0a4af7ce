"""The parties of an instrument: from its name, the configuration, the sentence, the meeting."""

from __future__ import annotations

import re

from hakusho.config import vocabulary
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.instruments import Instrument
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import meeting_at

_FULL_NAME = 2  # parties from which on a name is taken to tell all of them


def parties_of(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """The parties as codes and organizations, sorted; empty where the text gives none."""
    if instrument.parties:
        return instrument.parties
    if mention.fields["act"] in ("acceded", "ratified") and not _named(instrument):
        return _subject(context, passage, mention)
    if named := _named(instrument):
        instrument.parties = named
        return named
    if instrument.known is not None and instrument.kind in ("treaty", "agreement"):
        return _adopting(passage, mention) if mention.fields["act"] == "adopted" else []
    for found in (
        _subject(context, passage, mention),
        _of_meeting(context, passage, mention),
        _of_headings(passage),
    ):
        if _telling(found):
            if instrument.names and instrument.names[0] == instrument.core:
                instrument.parties = found
            return found
    return [p for p in _subject(context, passage, mention) if p != "JP"] and _subject(context, passage, mention)


def _named(instrument: Instrument) -> list[str]:
    if instrument.known is not None:
        known = vocabulary().instruments.instrument[instrument.known].parties
        if known:
            return sorted(known)
    found = sorted({p for name in (*instrument.names, *instrument.others) for p in parties_in(name)})
    if len(found) == 1 and re.search(r"対[米英中韓露]|(?:米国?|英国?)との", instrument.name):
        found = sorted({*found, "JP"})
    return found if _telling(found) else []


def _telling(found: list[str]) -> bool:
    """Whether the parties are enough to name an agreement: two states, or an organization."""
    states = [p for p in found if re.fullmatch(r"[A-Z]{2}", p)]
    return len(found) >= _FULL_NAME or len(found) > len(states)


def _subject(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """Who did it, in the sentence: countries, organizations, and the offices of the people named."""
    first, _ = passage.sentence_span(mention.start)
    last = int(mention.fields["act_end"])
    text = passage.text[first : mention.start] + "。" + passage.text[mention.end : last]
    found = set(parties_in(text))
    for person in context.in_passage("people", passage):
        if first <= person.start < max(last, mention.start) and person.fields.get("country"):
            found.add(str(person.fields["country"]))
    if re.search(r"わが国|我が国|日本", text):
        found.add("JP")
    return sorted(found)


def _adopting(passage: Passage, mention: Mention) -> list[str]:
    first, _ = passage.sentence_span(mention.start)
    text = passage.text[first : int(mention.fields["act_end"])]
    return [p for p in parties_in(text) if not re.fullmatch(r"[A-Z]{2}", p)]


def _of_meeting(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    meeting = meeting_at(context, passage, mention.start)
    return sorted(meeting.parties) if meeting is not None else []


def _of_headings(passage: Passage) -> list[str]:
    """The parties that the innermost heading that names any tells of."""
    for title in reversed(passage.section):
        if found := parties_in(title):
            return found
    return []
