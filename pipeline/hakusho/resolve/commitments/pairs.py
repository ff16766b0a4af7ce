"""Whom 両国, 両首脳 and 双方 point to, where several things in the text may tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.commitments.topics import topics
from hakusho.extractors.parties import is_state, parties_in, party_spans
from hakusho.resolve.commitments.actors import Actor
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import Meeting, section_parties

TWO = re.compile(r"両|双方|二国|2国|2か国")
_THESE = re.compile(r"これら|右")
_BOTH = re.compile(r"(?:両[一-龥]{1,4}|双方)$")
_APART = re.compile(r"[、,等の]")
_PAIR_NAMED = re.compile(r"[一-龥](?:・?[一-龥A-Za-z]{1,6}|・[ァ-ヴー]{2,10})(?:両国|(?:二国)?間|関係|双方)")
_DEFINED = re.compile(r"\(以下、?(?:総称して)?「(?P<term>[^「」]{2,12})」と(?:いう|総称する|する)。?\)")
_MEMBER_OF = re.compile(r"(?:の)?(?:加盟|参加|メンバー)(?:国|諸国)?(?:である|たる)")
_NEAR = 4  # passages back that 両国 may point
_AROUND = 12  # passages back whose countries are counted

Named = Callable[[DocumentContext, Passage, int, int], set[str]]


def antecedent(context: DocumentContext, actor: Actor, meeting: Meeting | None, named: Named) -> list[str]:
    """Whom 両国 and 双方 point back to: the two that the text named last, where no meeting was named since."""
    here = actor.passage
    first = max(0, here.index - _NEAR)
    passages = (context.passages[i] for i in range(here.index, first - 1, -1))
    for passage in (p for p in passages if p.section == here.section):
        end = actor.start if passage is here else len(passage.text)
        for topic in reversed(topics(passage.doc, 0, end)):
            if meeting is not None and (passage.index, topic.start) < meeting.at:
                return []
            if topic.kind and topic.marker.startswith(("は", "が")):
                phrase = passage.text[topic.start : topic.name_end]
                # イラン情勢等両国が関心を有する問題: 両国 points on, and what stands before is something else.
                at = (
                    max(topic.start, topic.name_end - len(_APART.split(phrase)[-1]))
                    if _BOTH.search(phrase)
                    else topic.start
                )
                codes = named(context, passage, at, topic.name_end)
                if len(codes) == 1 and passage is here and topic.kind == "side" and TWO.match(actor.name):
                    return sorted({*codes, "JP"})  # 仏国側は…を示し、両者は
                if len(codes) == 2 or (len(codes) > 2 and (_THESE.search(actor.name) or not TWO.search(actor.name))):
                    return sorted(codes)
    return []


def agreed_by(context: DocumentContext, actor: Actor, found: Sequence[str], meeting: Meeting | None) -> list[str]:
    """`found`, or what the meeting, the headings and most of the document say with one voice against it."""
    if len(found) != 2 or not TWO.search(actor.name):
        return list(found)
    others = [tuple(meeting.parties) if meeting else (), tuple(section_parties(context, actor.passage))]
    one_voice = len(set(others)) == 1 and len(others[0]) == 2 and all(map(is_state, others[0]))
    misread = not all(map(is_state, found)) or "JP" not in found
    return list(others[0]) if one_voice and misread else list(found)


def defined_as(context: DocumentContext, actor: Actor) -> list[str]:
    """Whom a document means by a word that it defines: 日本国、仏国及び独国の首脳(以下「首脳」という。). Not the body of which
    it says that they are members."""
    for passage in context.passages[: actor.passage.index + 1]:
        for match in _DEFINED.finditer(passage.text):
            if not actor.name.endswith((match["term"], match[0])):
                continue
            first = next(s for s, e in sentences(passage.text) if s <= match.start() < e)
            told = party_spans(passage.text[first : match.start()])
            members = [code for _, end, code in told if not _MEMBER_OF.match(passage.text, first + end)]
            return sorted({*members})
    return []


def pair_in_sentence(actor: Actor) -> list[str]:
    """The two that the actor's own sentence names as a pair: 日加両国, 日加間."""
    start, end = actor.passage.sentence_span(actor.start)
    for match in _PAIR_NAMED.finditer(actor.passage.text, start, end):
        if len(codes := parties_in(match[0])) == 2:
            return codes
    return []


def pair_around(context: DocumentContext, actor: Actor) -> list[str]:
    """The two that an agreement of the same passage is between, else the two countries of which the passages before speak
    most; empty where a third is named half as often as they."""
    for draft in reversed(context.in_passage("agreements", actor.passage)):
        if len(codes := draft.fields.get("parties") or []) == 2:
            return list(codes)
    here = actor.passage.index
    ranked = _counted(p.text for p in context.passages[max(0, here - _AROUND) : here + 1]).most_common(3)
    clear = len(ranked) > 1 and (len(ranked) == 2 or ranked[2][1] * 2 < ranked[1][1])
    return sorted(code for code, _ in ranked[:2]) if clear else []


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(code for text in texts for _, _, code in party_spans(text) if is_state(code))
