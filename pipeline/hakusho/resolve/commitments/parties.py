"""The parties of a commitment: what the actor's name tells, the person's country, or those of the meeting."""

from __future__ import annotations

import re
from collections import Counter

from hakusho.config import vocabulary
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.commitments.actors import Actor
from hakusho.resolve.commitments.pairs import TWO, agreed_by, antecedent, pair_around, pair_in_sentence
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings import Meeting, section_parties
from hakusho.resolve.participants import people_in

# Acts that need two: said of one side alone, its counterpart did them too.
_MUTUAL = frozenset({"agreed", "discussed"})
_SHARED = frozenset({"確認", "再確認"})  # words
_OWN = re.compile(r"(?:わが国|我が国|(?:日本)?政府|内閣|閣議|関係当局|当局|防衛当局)")
_KATAKANA_RUN = re.compile(r"[ァ-ヴー・=]{3,30}(?=[一-龥]{1,2}(?:国務|国防|大統領|首相|外相|国))")
_MEMBERS = re.compile(r"(?:参加|加盟|締約|構成)国$")
_ON_BEHALF = re.compile(r"(?P<who>[^、。はがを]{2,20}政府)に代わ[つっ]て")  # the writer of a note for his government
_PAIR = re.compile(r"(?:大臣|大統領|首相|総理|長官|主席|部長)(?:と|及び|および|、)")
_VISITED = re.compile(
    r"(?P<where>[^、。はがを]{2,12})(?:を訪問|を訪れ|に出張)"
)  # whom one met there, where only a name tells
_EACH = re.compile(r"各国|参加国|加盟国|各首脳|各大臣|参加者")
_OTHER_SIDE = re.compile(r"^(?:先方|相手国|相手側)")
_FOREIGN_OFFICE = re.compile(
    r"(?:大統領|主席|書記長|国務長官|国防長官|国防大臣|国防相|国防部長|国王)$"
)  # Japan has none
_KATAKANA_NAME = re.compile(r"[ァ-ヴー・=]{2,}")


def parties_of(
    context: DocumentContext, passage: Passage, mention: Mention, actor: Actor | None, meeting: Meeting | None
) -> list[str]:
    """Codes, sorted; empty where the text gives none."""
    met = list(meeting.parties) if meeting else []
    around = met or section_parties(context, passage)
    counterpart = of_counterpart(context, passage, mention)
    if actor is None and len(counterpart) > 1:
        return _with_japan(counterpart)
    if actor is None and counterpart and meeting and meeting.source != "sentence" and not {*counterpart} <= {*met}:
        return _with_japan(counterpart)
    if actor is None:
        return met or (sorted({*counterpart, "JP"}) if counterpart else [])
    if actor.carried and len(counterpart) > 1:
        return _with_japan(counterpart)
    if behalf := _ON_BEHALF.search(passage.text, mention.fields["sentence"][0], mention.start):
        return parties_in(behalf["who"])
    own = _of_actor(context, actor, around, meeting)
    if actor.kind == "joint" and own == ["JP"] and _MEMBERS.search(actor.name):
        return []  # who they were, the text does not say
    if mention.fields["private"]:
        return own or around
    if len(own) == 1 and mention.fields["act"] in _MUTUAL and mention.fields["word"] != "同意":
        if counterpart:
            return sorted({*own, *counterpart, *(["JP"] if counterpart == own else [])})
        if met and (own[0] in met or (meeting is not None and meeting.source == "sentence")):
            return met
        if len(around) > 1 and own[0] in around and (actor.carried or actor.kind in ("person", "speaker")):
            return around
    shared = mention.fields["word"] in _SHARED and actor.kind == "person" and meeting and meeting.source == "sentence"
    if len(own) == 1 and shared and own[0] in met and all(is_state(code) for code in met):
        return met  # 大臣は先方と会談し、協力を確認した
    return own or around


def _with_japan(codes: list[str]) -> list[str]:
    """With whom, and Japan, whose papers these are: 仏国、独国各国との間で. A list that has Japan, or is of organizations, stays."""
    states = [code for code in codes if is_state(code)]
    if len(states) > 2:
        return sorted({*states, "JP"})  # 日米豪印のクアッド: the group's name says no more
    return sorted({*codes, "JP"}) if states == codes else codes


def of_counterpart(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """The codes of whom the sentence says that it was done with (ベトナムとは、), sorted."""
    spans = mention.fields["counterpart"]
    codes = {code for start, end in spans for code in parties_in(passage.text[start:end])}
    codes = codes or {code for span in spans for code in people_in(context, passage, *span)}
    if spans and not codes:
        first, last = mention.fields["sentence"]
        codes = {code for m in _VISITED.finditer(passage.text, first, last) for code in parties_in(m["where"])}
    return sorted(codes)


def _of_actor(context: DocumentContext, actor: Actor, around: list[str], meeting: Meeting | None) -> list[str]:
    codes = _named(context, actor.passage, actor.start, actor.end)
    if actor.kind == "joint":
        if len(codes) > 1 or any(not is_state(code) for code in codes):
            return sorted(codes)
        if _EACH.match(actor.name) and meeting and len(meeting.parties) > 0 and meeting.parties != ("JP",):
            return list(meeting.parties)
        pair = agreed_by(context, actor, antecedent(context, actor, meeting if around else None, _named), meeting)
        pair = pair or (around if len(around) > 1 else []) or pair_in_sentence(actor) or around
        if pair and {*pair} < {*around} and not TWO.search(actor.name):
            pair = around  # 三大臣, of whom only two were told of by country
        if len(pair) > 2 and TWO.match(actor.name) and all(is_state(code) for code in pair):
            titled = section_parties(context, actor.passage)
            pair = titled if len(titled) == 2 else pair
        if not pair and not codes and TWO.match(actor.name):
            pair = pair_around(context, actor)
        return pair or sorted(codes)
    if actor.kind == "document":
        return (
            sorted(codes)
            if len(codes) > 1
            else _of_document(context, actor)
            or (around if meeting and meeting.parties and meeting.source == "sentence" else [])
            or antecedent(context, actor, meeting, _named)
            or around
            or sorted(codes)
        )
    if len(codes) < 2 and actor.kind == "person" and len(around) > 1 and _PAIR.search(actor.name):
        return around
    if codes:
        return sorted(codes)
    foreign = [code for code in around if code != "JP"]
    if _OTHER_SIDE.match(actor.name):
        return foreign
    if actor.kind == "meeting":
        return around
    if actor.kind == "person" and (_KATAKANA_NAME.match(actor.name) or _FOREIGN_OFFICE.search(actor.name)):
        return foreign if len(foreign) == 1 else []
    if actor.kind == "government" and not _OWN.fullmatch(actor.name):
        bodies = sorted(
            {
                c
                for b in vocabulary().organizations.body
                if b.country and actor.name.endswith((b.name, *b.names))
                for c in [b.country]
            }
        )
        return bodies or (foreign if len(foreign) == 1 else [])
    return ["JP"]


def _named(context: DocumentContext, passage: Passage, start: int, end: int) -> set[str]:
    """The codes that a noun phrase names, by countries or by the people in it."""
    name = passage.text[start:end]
    people = [d for d in context.in_passage("people", passage) if start <= d.start < end]
    codes = {*parties_in(name), *parties_in(_KATAKANA_RUN.sub(" ", name))}
    return codes | {code for d in people if (code := _country(context, d))}


def _country(context: DocumentContext, person: Draft) -> str | None:
    """The country that most mentions of the person by the fullest name in the document have: one with the full office
    tells more than 大臣."""
    name = str(person.fields.get("name") or "")
    known = [(str(d.fields.get("name") or ""), d) for d in context.of("people") if d.fields.get("country")]
    same = [(full, d) for full, d in known if name and (full.startswith(name) or full.endswith("・" + name))]
    longest = max((len(full) for full, _ in same), default=0)
    found = Counter(str(d.fields["country"]) for full, d in same if len(full) == longest or longest == len(name))
    return found.most_common(1)[0][0] if found else None


def _of_document(context: DocumentContext, actor: Actor) -> list[str]:
    """The parties that the agreements found of the document itself."""
    found: list[Draft] = [
        d
        for d in context.in_passage("agreements", actor.passage)
        if d.start < actor.end and actor.start < d.end and d.fields.get("parties")
    ]
    return list(found[0].fields["parties"]) if found else []
