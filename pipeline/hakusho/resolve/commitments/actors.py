"""Who did it: named in the clause, in the line that opens the list, or carried over from before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.commitments.actors import Kind
from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.commitments.topics import choose, topics
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, state_letters
from hakusho.extractors.punctuation import punctuated
from hakusho.resolve.commitments.contents import Content, lead_topic
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import Meeting
from hakusho.resolve.meetings.participants import codes_in

_TOGETHER = frozenset({"agreed", "confirmed", "reaffirmed", "discussed"})
_ATTITUDE = re.compile(r"(?:期待感?|評価|懸念|謝意|祝意|弔意|感謝|支持|歓迎|賛意|意|意向|意見|考え|関心|旨|決意|立場)$")
_PLACE = re.compile(
    r"(?:また、|さらに、|一方、|なお、|他方、)?(?P<who>[^、。はがを]{2,16})(?:では|においては)、"
)  # 韓国では、
_CABINET = re.compile(r"(?P<who>閣議)(?:において|で|にて|に(?:お)?諮り)")
_NEGOTIATED = re.compile(
    rf"(?P<who>(?:両|二)[一-龥]{{1,4}}|[{state_letters()}]{{2,3}})(?:の)?間で[^、。]{{0,16}}交渉[^。]{{0,30}}$"
)
_DID = re.compile(r"(?:た|ました|[一-龥])。?\s?$")
_NEAR = 8  # passages back in the section that an actor is carried over


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """The actor as written. `passage`, `start` and `end` are where; `carried` tells that it was not in the sentence."""

    name: str
    kind: Kind
    passage: Passage
    start: int
    end: int
    carried: bool = False


def actor_of(
    context: DocumentContext, passage: Passage, mention: Mention, content: Content, meeting: Meeting | None
) -> Actor | None:
    """The actor of a mention; None where nothing before it in the section names one.

    One side alone is not carried into a sentence that names a meeting, nor to what two sides do together.
    """
    together = mention.fields["act"] in _TOGETHER and mention.fields["word"] != "表明"  # 立場を改めて表明: of one side
    both = mention.fields["one_sided"] and together and meeting and len(meeting.parties) > 1
    if (span := mention.fields["actor"]) and not both:
        return Actor(passage.text[span[0] : span[1]], mention.fields["kind"], passage, *span)
    if decided := _decided_by(passage, mention):
        return decided
    if (lead := content.lead) and (topic := lead_topic(lead)) and topic.kind:
        return Actor(lead.text[topic.start : topic.name_end], topic.kind, lead, topic.start, topic.name_end)
    told = mention.fields["act"] == "agreed" or _is_attitude(passage, mention)
    if mention.fields["subject"] is not None or (mention.fields["passive"] and not told):
        return None
    alone = meeting is None or (meeting.source != "sentence" and not together)
    alone = (alone or mention.fields["private"]) and (
        not mention.fields["passive"] or mention.fields["act"] == "stated"
    )
    first = mention.fields["sentence"][0]
    place = _PLACE.match(passage.text, first)
    elsewhere = set(parties_in(place["who"])) if place else set()
    others = _others(passage, mention, meeting)
    for start, end in reversed([s for s in sentences(passage.text) if s[0] < first]):
        if any(start <= m.start < end and _is_line_of_meeting(m) for m in passage.mentions.of("commitments")):
            return None
        if (found := _in_sentence(passage, start, end)) and (
            alone or found.kind == "joint" or len(parties_in(found.name)) > 1
        ):
            return found if _goes_on(found, elsewhere, others) else None
    for other in _before(context, passage):
        if other.kind in ("heading", "caption", "table", "footnote"):
            continue
        for start, end in reversed(sentences(other.text)):
            if (found := _in_sentence(other, start, end)) and (
                alone or found.kind == "joint" or len(parties_in(found.name)) > 1
            ):
                return found if _goes_on(found, elsewhere, others) else None
    return None


def _others(passage: Passage, mention: Mention, meeting: Meeting | None) -> set[str]:
    """With whom the sentence itself says that it was done, or at whose meeting."""
    told = {code for start, end in mention.fields["counterpart"] for code in parties_in(passage.text[start:end])}
    met = meeting.parties if meeting and meeting.source == "sentence" and len(codes_in(meeting.name)) > 1 else ()
    return {*told, *met} - {"JP"}


def _goes_on(actor: Actor, elsewhere: set[str], others: set[str]) -> bool:
    """Whether the actor of an earlier sentence acts in one that tells of a place and of others: not those who acted together
    with somebody else. 両国は…を確認した。仏国とは、…で一致した."""
    own = {*parties_in(actor.name)} - {"JP"}
    if actor.kind == "joint" or len(own) > 1:
        return not others or (own != set() and others <= own) or (not own and actor.name.startswith("我"))
    return elsewhere <= {*parties_in(actor.name)}


def _decided_by(passage: Passage, mention: Mention) -> Actor | None:
    """Who is named by where or between whom a thing was done: 閣議で決定, 両国間で交渉を行い合意に達した."""
    pattern = {"decided": _CABINET, "agreed": _NEGOTIATED}.get(mention.fields["act"])
    match = pattern.search(passage.text, mention.fields["sentence"][0], mention.start) if pattern else None
    if match is None:
        return None
    kind: Kind = "government" if pattern is _CABINET else "joint"
    return Actor(match["who"], kind, passage, *match.span("who"))


def _is_line_of_meeting(mention: Mention) -> bool:
    """Whether a line of a chronology tells of a meeting: 外相会合、…を協議. What follows is of the same meeting."""
    return mention.fields["kind"] == "meeting" and mention.rule == "commitments.nominal"


def _is_attitude(passage: Passage, mention: Mention) -> bool:
    """Whether a passive tells of a view that has an owner: 先方より謝意が述べられ、支援への期待が表明された."""
    span = mention.fields["content"]
    return mention.fields["act"] == "stated" and span is not None and bool(_ATTITUDE.search(passage.text, 0, span[1]))


def _in_sentence(passage: Passage, start: int, end: int) -> Actor | None:
    """The last actor that a predicate of the sentence has; its first topic where it has no predicate."""
    inside = [m for m in passage.mentions.of("commitments") if start <= m.start < end]
    for mention in reversed(inside):
        if (span := mention.fields["actor"]) and mention.fields["kind"] != "meeting":
            return Actor(
                passage.text[span[0] : span[1]], mention.fields["kind"], passage, span[0], span[1], carried=True
            )
    if any(not m.fields["passive"] for m in inside):
        return None  # who acted was not told here either
    topic = choose(topics(passage.doc, start, end), start, end, punctuated(passage.text))
    if topic is None or topic.kind in (None, "meeting") or not topic.marker.startswith(("は", "から", "より")):
        return None
    if topic.kind == "government" and not _DID.search(passage.text, start, end):
        return None  # 同国は大切な友人である: nobody acts
    assert topic.kind is not None
    return Actor(passage.text[topic.start : topic.name_end], topic.kind, passage, topic.start, topic.name_end, True)


def _before(context: DocumentContext, passage: Passage) -> list[Passage]:
    first = max(0, passage.index - _NEAR)
    back = [context.passages[i] for i in range(passage.index - 1, first - 1, -1)]
    return [other for other in back if other.section == passage.section]
