"""Mentions of commitments to drafts, with the document's memory: actors carried over, meetings, parties."""

from __future__ import annotations

from typing import Any

from hakusho.extractors.mention import Loser, Mention
from hakusho.extractors.parties import is_state
from hakusho.resolve.commitments.actors import Actor, actor_of
from hakusho.resolve.commitments.contents import content_of
from hakusho.resolve.commitments.dating import date_of, days_of
from hakusho.resolve.commitments.evidence import speaks_against
from hakusho.resolve.commitments.parties import of_counterpart, parties_of
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings import Meeting, meeting_at


def resolve_commitments(context: DocumentContext) -> list[Draft]:
    """The drafts of all commitments of the document, in reading order. A predicate that no party, meeting or document
    of theirs stands behind becomes a loser of its passage."""
    drafts: list[Draft] = []
    for passage, mention in list(context.mentions("commitments")):
        content = content_of(context, passage, mention)
        at = content.start if content.passage is passage and content.start is not None else mention.start
        meeting = meeting_at(context, passage, mention.start if mention.fields["held"] else at)
        actor = actor_of(context, passage, mention, content, meeting)
        parties = parties_of(context, passage, mention, actor, meeting)
        if meeting is not None and _of_others(meeting, parties, of_counterpart(context, passage, mention)):
            meeting = None
        if reason := speaks_against(context, passage, mention, actor, meeting, parties):
            passage.mentions.losers.append(Loser(mention, "negative", None, reason))
            continue
        before = drafts[-1] if drafts else None
        drafts.append(_draft(context, passage, mention, content.fields(), actor, meeting, parties, before))
    return drafts


def _of_others(meeting: Meeting, parties: list[str], counterpart: list[str]) -> bool:
    """Whether a meeting carried from another sentence is one of others than these parties (日越 after 日比)."""
    met, now = {*meeting.parties}, {*parties}
    apart = bool(met and now) and not met <= now and not now <= met
    apart = apart and all(is_state(code) for code in met | now)
    return meeting.source != "sentence" and (apart or not {*counterpart} <= met)


def _draft(
    context: DocumentContext,
    passage: Passage,
    mention: Mention,
    content: dict[str, Any],
    actor: Actor | None,
    meeting: Meeting | None,
    parties: list[str],
    before: Draft | None,
) -> Draft:
    date, meeting = date_of(context, passage, mention, meeting, parties, before)
    fields: dict[str, Any] = {
        "act": mention.fields["act"],
        "actor": actor.name if actor else None,
        "parties": parties,
        **content,
        "meeting": meeting.name if meeting and len(meeting.name) > 2 else None,
        "place": meeting.place if meeting else None,
        "date": days_of(context, date) if date else None,
        "date_id": date,
        "negated": mention.fields["negated"],
    }
    return Draft("commitments", passage, mention.start, mention.end, mention.rule, fields)
