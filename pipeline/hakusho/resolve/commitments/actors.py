"""Who did it: named in the clause, in the line that opens the list, or carried over from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hakusho.extractors.commitments.actors import Kind
from hakusho.extractors.commitments.clauses import choose, sentences, topics
from hakusho.extractors.mention import Mention
from hakusho.resolve.commitments.contents import Content, lead_actor
from hakusho.resolve.document import DocumentContext, Draft, Passage

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
    context: DocumentContext, passage: Passage, mention: Mention, content: Content, drafts: Sequence[Draft]
) -> Actor | None:
    """The actor of a mention; None where nothing before it in the section names one."""
    if span := mention.fields["actor"]:
        return Actor(passage.text[span[0] : span[1]], mention.fields["kind"], passage, *span)
    if (named := lead_actor(content)) and content.lead:
        return Actor(named[0], named[1], content.lead, 0, len(content.lead.text), True)
    if mention.fields["subject"] is not None:
        return None
    first = mention.fields["sentence"][0]
    for start, end in reversed([s for s in sentences(passage.text) if s[0] < first]):
        if found := _in_sentence(passage, start, end):
            return found
    for other in _before(context, passage):
        if other.kind in ("heading", "caption", "table", "footnote"):
            continue
        for start, end in reversed(sentences(other.text)):
            if found := _in_sentence(other, start, end):
                return found
    return None


def _in_sentence(passage: Passage, start: int, end: int) -> Actor | None:
    """The last actor that a predicate of the sentence has, else its first topic."""
    for mention in reversed(passage.mentions.of("commitments")):
        if start <= mention.start < end and (span := mention.fields["actor"]):
            return Actor(passage.text[span[0] : span[1]], mention.fields["kind"], passage, *span, carried=True)
    topic = choose(topics(passage.doc, start, end), start, end, passage.text)
    if topic is None or topic.kind is None or not topic.marker.startswith(("は", "から", "より")):
        return None
    return Actor(passage.text[topic.start : topic.name_end], topic.kind, passage, topic.start, topic.name_end, True)


def _before(context: DocumentContext, passage: Passage) -> list[Passage]:
    first = max(0, passage.index - _NEAR)
    back = [context.passages[i] for i in range(passage.index - 1, first - 1, -1)]
    return [other for other in back if other.section == passage.section]
