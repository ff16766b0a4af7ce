"""A piece to mentions: each predicate with its clause, content, actor, and how it stands in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc

from hakusho.extractors.commitments import clauses
from hakusho.extractors.commitments.clauses import Span, Topic
from hakusho.extractors.commitments.predicates import Predicate, predicates
from hakusho.extractors.commitments.reports import ends_as_report, form_in_text
from hakusho.extractors.mention import Loser, Mention
from hakusho.extractors.rules import Rule

_TYPE = "commitments"
_ENUMERATOR = re.compile(r"[①-⑳]|\((?:\d{1,2}|[一二三四五六七八九十ア-ン])\)")
_FIRST_ENUMERATOR = re.compile(r"①|\((?:1|一|ア)\)")
_JUST_POINTS_BACK = re.compile(r"(?:そういう|こうした|そうした|そのような|このような|その|同)?$")
_CLAUSE_CONTENT = re.compile(r"(?:こと|旨|よう|との?[^、。]{0,6}|という[^、。]{0,6})$")
_AFTER_PREDICATE = re.compile(
    r"(?:、|とともに、?|と共に、?|上で、?|うえで、?|ほか、?|ところ、?|結果、?|一方(?:で)?、?|が、|ため、|など、|のに対し(?:て)?、?|後、|旨|こと(?:など)?を?)"
)
# 発表 of a document is what happened to the document: a record of agreements.
_DOCUMENT_OBJECT = re.compile(
    r"(?:声明|宣言|文書|コミュニケ|協定|条約|報告|報告書|白書|大綱|戦略|計画|プラン|プログラム|ガイドライン|指針|原則|憲章|構想|基準|ビジョン|ロードマップ|統計|調査|結果)(?:\([^()]{1,40}\))?[」』]?$"
)
_NOT_AGREEING = re.compile(r"(?:と|は)$")


def analyse(doc: Doc, rules: Sequence[Rule]) -> tuple[list[Mention], list[Loser]]:
    """The mentions of a tagged piece, and the predicates that report no act."""
    text = doc.text
    found = predicates(text, rules)
    mentions: list[Mention] = []
    losers: list[Loser] = []
    if not found:
        return mentions, losers
    spans = clauses.sentences(text)
    for n, sentence in enumerate(spans):
        inside = [p for p in found if sentence[0] <= p.start < sentence[1]]
        if not inside:
            continue
        done, lost = _sentence(doc, sentence, inside, spans[n - 1] if n else None)
        mentions += done
        losers += lost
    return mentions, losers


def _sentence(
    doc: Doc, sentence: Span, inside: list[Predicate], previous: Span | None
) -> tuple[list[Mention], list[Loser]]:
    text = doc.text
    standing = [(p, form_in_text(p, text, sentence)) for p in inside]
    report = ends_as_report(text, sentence)
    found_topics = clauses.topics(doc, *sentence)
    breaks = sorted(
        {sentence[0], *clauses.clause_starts(text, *sentence), *(_clause_after(text, p.end) for p, f in standing if f)}
    )
    mentions: list[Mention] = []
    losers: list[Loser] = []
    for n, (predicate, form) in enumerate(standing):
        following = next((p for p, f in standing[n + 1 :] if f in ("done", "joined", "declared")), None)
        end, particle = clauses.content_end(text, predicate.start, sentence[0])
        floor = max(b for b in breaks if b <= max(end, sentence[0]))
        floor = max(b for b in breaks if b <= floor)
        outer = _enumeration(text, sentence[0], floor, end)
        start = floor if outer is None else outer
        topic = _topic(found_topics, text, start if outer is None else sentence[0], end, sentence[0])
        head = topic.end if topic is not None and topic.end <= end and (outer is None or topic.end > outer) else start
        first = clauses.skip_opening(text, head, end) if outer is None else outer
        if outer is None and (mark := _last_enumerator(text, first, end)) is not None:
            first = mark
        content: Span | None = (first, end) if first < end else None
        if (
            (content is None or _JUST_POINTS_BACK.fullmatch(text[content[0] : content[1]]))
            and previous
            and predicate.act in ("instructed", "stated")
            and particle
        ):
            content = _trim(text, clauses.skip_opening(text, *previous), previous[1])
        reason = _ruled_out(text, predicate, form, content, particle, following, report, sentence)
        fields: dict[str, Any] = {
            "act": predicate.act,
            "word": predicate.word,
            "form": form,
            "passive": predicate.passive,
            "negated": predicate.negated,
            "content": content,
            "particle": particle,
            "actor": (topic.start, topic.name_end) if topic else None,
            "kind": topic.kind if topic else None,
            "marker": topic.marker if topic else None,
            "subject": _other_subject(found_topics, floor, end),
            "sentence": sentence,
            "report": report,
        }
        mention = Mention(_TYPE, predicate.start, predicate.end, predicate.rule, fields)
        if reason:
            losers.append(Loser(mention, "negative", None, reason))
        else:
            mentions.append(mention)
    return mentions, losers


def _topic(found: list[Topic], text: str, floor: int, end: int, sentence_start: int) -> Topic | None:
    """The actor of the clause, else that of the clauses before it in the sentence."""
    topic = clauses.choose(found, floor, end, text)
    if topic is None and floor > sentence_start:
        earlier = [t for t in found if t.start < floor and t.kind is not None and _carries(t, text)]
        topic = earlier[-1] if earlier else None
    return topic


def _carries(topic: Topic, text: str) -> bool:
    return topic.marker.startswith(("は", "から", "より", "として")) or topic.marker.startswith("が")


def _other_subject(found: list[Topic], floor: int, end: int) -> Span | None:
    """A topic of the clause that names no actor: 事案は, 同社は."""
    for topic in found:
        if floor <= topic.start < end and topic.marker.startswith("は") and topic.kind is None:
            return topic.start, topic.name_end
    return None


def _clause_after(text: str, end: int) -> int:
    match = _AFTER_PREDICATE.match(text, end)
    return match.end() if match else end


def _enumeration(text: str, start: int, floor: int, end: int) -> int | None:
    """Where an enumeration begins that the content ends, though other predicates stand in its items."""
    if floor <= start:
        return None
    first = _FIRST_ENUMERATOR.search(text, start, floor)
    if first is None or not any(m.start() >= floor for m in _ENUMERATOR.finditer(text, floor, end)):
        return None
    return first.start()


def _last_enumerator(text: str, start: int, end: int) -> int | None:
    """Past the number of an item, where the content is one item only."""
    match = _ENUMERATOR.match(text, start, end)
    if match is None or _ENUMERATOR.search(text, match.end(), end):
        return None
    return match.end() + (1 if text[match.end() : match.end() + 1] == " " else 0)


def _trim(text: str, start: int, end: int) -> Span | None:
    while end > start and text[end - 1] in "。\n 」":
        end -= 1
    return (start, end) if start < end else None


def _ruled_out(
    text: str,
    predicate: Predicate,
    form: str | None,
    content: Span | None,
    particle: str,
    following: Predicate | None,
    report: bool,
    sentence: Span,
) -> str | None:
    """Why the predicate is no act of the text, None where nothing speaks against it."""
    if form is None:
        return "reports no act done: goes on, looks ahead or describes a noun"
    if predicate.form == "nominal" and not particle and not (content and text[content[1] - 1] in "旨う"):
        return "a bare noun without what it is said of"
    said = text[content[0] : content[1]] if content else ""
    if predicate.act == "agreed" and predicate.word == "一致" and particle == "と":
        return "一致 of things"
    if predicate.word == "発表" and _DOCUMENT_OBJECT.search(said):
        return "a document is made public"
    if (
        predicate.word.startswith("表")
        and predicate.rule == "commitments.verb"
        and not re.search(r"意|謝|祝|悼|支持|懸念|反対|期待|敬", said[-4:])
    ):
        return "表す of figures"
    if predicate.rule == "commitments.verb" and content is None and predicate.start > sentence[0]:
        return "a verb without what it is said of"
    if form == "joined" and following is not None:
        between = text[predicate.end : clauses.content_end(text, following.start, predicate.end)[0]]
        inside_next = bool(_CLAUSE_CONTENT.search(between))
        if predicate.act == "discussed" and content is None and inside_next:
            return "part of what is agreed to be done"
        if predicate.word == "反対" and inside_next:
            return "part of another's content"
    return None
