"""The parties of a commitment: what the actor's name tells, the person's country, or those of the meeting."""

from __future__ import annotations

import re
from collections import Counter

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.commitments.actors import Actor
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings import Meeting, section_parties

# Acts that need two: said of one side alone, its counterpart did them too.
_MUTUAL = frozenset({"agreed", "discussed"})
_OWN = re.compile(r"(?:わが国|我が国|政府|私|総理|内閣|日本側|我が方|当方|大臣|官房長官)")
_OTHER_SIDE = re.compile(r"^(?:先方|相手国|相手側)")
_KATAKANA_NAME = re.compile(r"[ァ-ヴー・=]{2,}")
_WITH = re.compile(r"([^、。はがを]{2,40}?)と(?:の間で|は|も)?(?:、|$)")


def parties_of(
    context: DocumentContext, passage: Passage, mention: Mention, actor: Actor | None, meeting: Meeting | None
) -> list[str]:
    """Codes, sorted; empty where the text gives none."""
    met = list(meeting.parties) if meeting else []
    around = met or section_parties(context, passage)
    if actor is None:
        return around
    own = _of_actor(context, actor, around)
    if len(own) == 1 and mention.fields["act"] in _MUTUAL and mention.fields["word"] != "同意":
        if len(set(around)) > 1 and own[0] in around:
            return around
    return own or around


def _of_actor(context: DocumentContext, actor: Actor, around: list[str]) -> list[str]:
    people = [d for d in context.in_passage("people", actor.passage) if actor.start <= d.start < actor.end]
    codes = set(parties_in(actor.name)) | {code for d in people if (code := _country(context, d))}
    if actor.kind == "joint":
        return sorted(codes) if len(codes) > 1 else around or sorted(codes)
    if actor.kind == "document":
        return sorted(codes) if len(codes) > 1 else _of_document(context, actor) or around or sorted(codes)
    if codes:
        return sorted(codes)
    if _OTHER_SIDE.match(actor.name):
        return [code for code in around if code != "JP"]
    if actor.kind == "meeting":
        return around
    if actor.kind == "speaker":
        return ["JP"]
    foreign = [code for code in around if code != "JP"]
    if actor.kind == "person" and _KATAKANA_NAME.match(actor.name) and len(foreign) == 1:
        return foreign
    if actor.kind in ("person", "government", "side"):
        return ["JP"]
    return around


def _country(context: DocumentContext, person: Draft) -> str | None:
    """The country that most mentions of the person in the document have: one with the full office tells more than 大臣."""
    name = str(person.fields.get("name") or "")
    same = (d for d in context.of("people") if name and str(d.fields.get("name") or "").startswith(name))
    found = Counter(str(d.fields["country"]) for d in same if d.fields.get("country"))
    return found.most_common(1)[0][0] if found else None


def _of_document(context: DocumentContext, actor: Actor) -> list[str]:
    """The parties that the agreements found of the document itself."""
    found: list[Draft] = [
        d
        for d in context.in_passage("agreements", actor.passage)
        if d.start < actor.end and actor.start < d.end and d.fields.get("parties")
    ]
    return list(found[0].fields["parties"]) if found else []
