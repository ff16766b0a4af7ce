"""A piece to mentions: each predicate with its clause, content, actor, and how it stands in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from hakusho.extractors.commitments import clauses
from hakusho.extractors.commitments.actors import is_thing, kind_of, only_parties
from hakusho.extractors.commitments.between import about, between, partner_first
from hakusho.extractors.commitments.breaks import SAID, breaks, told
from hakusho.extractors.commitments.clauses import Span
from hakusho.extractors.commitments.counterparts import with_whom
from hakusho.extractors.commitments.joints import after_clause
from hakusho.extractors.commitments.phrases import any_of
from hakusho.extractors.commitments.predicates import Predicate, predicates
from hakusho.extractors.commitments.reports import ends_as_report, form_in_text, ruled_out
from hakusho.extractors.commitments.topics import Topic, bare_topic, choose, topics
from hakusho.extractors.mention import Loser, Mention, text_of
from hakusho.extractors.parties import is_state, parties_in
from hakusho.extractors.punctuation import punctuated
from hakusho.extractors.rules import Rule
from hakusho.extractors.state_offices import of_state

_TYPE = "commitments"
_ENUMERATOR = re.compile(r"[①-⑳]|\((?:\d{1,2}|[一二三四五六七八九十ア-ン])\)")
_FIRST_ENUMERATOR = re.compile(r"①|\((?:1|一|ア)\)")
_SECOND = re.compile(r"②|\((?:2|二|イ)\)")
_LEAD = 15  # characters before the first item of a list: 次の点、
_POINTS_BACK = re.compile(r"(?:そういう|こうした|そうした|そのような|このような|その|同様の)?")
_ADDRESSEE = re.compile(
    rf"[^、。はがを]{{2,40}}?(?:{of_state()}|側|国|政府|閣僚|委員会|事務方|当局)(?:\([^()]{{1,30}}\))?(?:に対し(?:て|まして)?(?:は)?、?|に(?=[^よ関つ対お向会面感謝期敬就選任昇]))"
)
_IN_REPLY = re.compile(r"[こそ]れに対し")  # これに対し、先方から謝意の表明があった
_WHOM = re.compile(r"(?<=よう)、?[^、。はがを]{2,24}$")  # 見直すよう事務方に指示
_WITH_ADDRESSEE = frozenset({"instructed", "stated"})
_TWO = re.compile(r"両|双方|[日米英中韓]{2}(?:双方|両)")
_HOW = re.compile(r"(?:し|み|り|き|え|べ|つつ|ながら|て|で)、?$")
_TIME = re.compile(
    r"(?:今回|現在|今後|当時|近年|最近|[年月日]|末|際|時|場合|上|中|点|後|以降|結果|ため|分野|問題|情勢|関係|対応|事項|課題|件|取組|移設|移転)(?:\([^()]{1,20}\))?$"
)
_TOO_SHORT = re.compile(r"[^、。]{1,8}(?:こと|旨|点)")
_TOPIC_PARTICLES = ("について", "につき", "に関", "を", "が")
# 各国の専門家も交え議論を行った: who took part or why, not what.
_AND_THEN = re.compile(r"\s?(?:その(?:上|うえ)で|続けて|更に|さらに)、")
_JOURNEY = re.compile(r"(?:出張|訪問)し(?:て)?、")
_FROM_ONE = re.compile("から|より")
_THERE = re.compile(
    r"(?:^|(?<=、)|(?<=[はがをに]))(?:本日、?|[^、。はがをに]{1,20}(?:において|にて))$"
)  # 東京において協議した
_MANNER = re.compile(
    rf"[^。]{{1,200}}(?:交え|ために?|をはじめ|を始め)、?|[^、。はがを]{{0,40}}{any_of('clause', 'places')}(?:において|にて|で)"
)
# The topic's own clause is over: 討議は友好のうちに行われ、
_HELD_CLAUSE = re.compile(r"(?:(?:行わ|行なわ|開か|開催さ|実施さ|持た)れ)、")
_CLOSED = re.compile(r"(?:で(?:して|すが|あるが|ありますが|あり)|[りき]ますが)、")
_PRONOUN = re.compile(r"(?:これ|それ|あれ)(?:ら)?")


def analyse(doc: Doc, rules: Sequence[Rule]) -> tuple[list[Mention], list[Loser]]:
    """The mentions of a tagged piece, and the predicates that report no act."""
    text = punctuated(text_of(doc))
    found = predicates(text, rules)
    mentions: list[Mention] = []
    losers: list[Loser] = []
    if not found:
        return mentions, losers
    spans = clauses.sentences(text)
    for n, sentence in enumerate(spans):
        inside = [p for p in found if sentence[0] <= p.start < sentence[1]]
        if inside:
            one = _Sentence(doc, text, sentence, spans[n - 1] if n else None, inside)
            for predicate, form in one.standing:
                mention, reason = one.mention(predicate, form)
                if reason:
                    losers.append(Loser(mention, "negative", None, reason))
                else:
                    mentions.append(mention)
    return mentions, losers


class _Sentence:
    """A sentence while its predicates are read from left to right."""

    def __init__(self, doc: Doc, text: str, span: Span, previous: Span | None, inside: list[Predicate]) -> None:
        self.doc, self.text, self.span, self.previous = doc, text, span, previous
        self.standing = [(p, form_in_text(p, text, span)) for p in inside]
        self.report = ends_as_report(text, span)
        self.topics = topics(doc, *span)
        self.standing = told(text, self.topics, self.standing)
        self.after, self.clauses = breaks(text, span, self.topics, self.standing)
        self.breaks = sorted({span[0], *self.clauses, *self.after})
        self.topic: Topic | None = None
        self.among: Span | None = None  # those between whom it was: 首脳間で議論が行われ、…で一致した

    def mention(self, predicate: Predicate, form: str | None) -> tuple[Mention, str | None]:
        """The mention of a predicate, and why it is none."""
        text = self.text
        end, particle = clauses.content_end(text, predicate.start, self.span[0])
        particle = particle.rstrip("、")
        floor = self._floor(end)
        if predicate.passive and predicate.act == "stated" and particle == "と" and self._of_person(floor, end):
            predicate = replace(predicate, passive=False)  # 長官は、…と述べられました: in honour of him
        actor = self._actor(floor, end, predicate, form == "reported")
        if actor is None and predicate.form == "nominal":
            actor = bare_topic(text, self.span[0], end)
        if form == "reported":
            floor = max(floor, clauses.inner_start(text, floor, end))
        before = between(text, predicate, floor, end, particle)
        named, end = before.actor, before.end
        floor = max(floor, before.floor)
        how_only = False  # 指導力を発揮し建設的な協議を行った: nothing says what of
        if predicate.act == "discussed" and not particle.startswith(("について", "につき", "に関し", "を", "つい")):
            topic_end = about(text, floor, end)
            how_only = not particle and topic_end == end
            end = topic_end
        content = self._content(predicate, form, actor, floor, end)
        if content and content[1] - content[0] == 2 and _IN_REPLY.match(text, content[0]):
            content = None
        if content and predicate.act == "agreed" and kind_of(text[slice(*content)]) == "person":
            content = None  # 外相と認識が一致した
        partner = before.partner
        if predicate.act == "discussed" and content and not partner and (split := partner_first(text, content)):
            partner, content = split
        points_back = content is None or _POINTS_BACK.fullmatch(text[slice(*content)])
        if points_back and particle and self.previous and predicate.act in _WITH_ADDRESSEE:
            content = clauses.trim(text, clauses.skip_opening(text, *self.previous), self.previous[1])
        following = next(
            (p for p, f in self.standing if p.start > predicate.start and f in ("done", "joined", "declared")), None
        )
        apart = following is not None and any(predicate.end < b <= following.start for b in self.clauses)
        as_fact = following is None and any(p.start > predicate.end and f == "reported" for p, f in self.standing)
        reason = ruled_out(text, predicate, form, content, particle, None if apart else following, self.span)
        if how_only and content and _HOW.search(text, *content):
            content = None
        who = named or ((actor.start, actor.name_end) if actor else self.among if floor > self.span[0] else None)
        self.among = named or self.among
        fields: dict[str, Any] = {
            "act": predicate.act,
            "word": predicate.word,
            "form": form,
            "passive": predicate.passive,
            "negated": predicate.negated,
            "content": content,
            "particle": particle,
            "actor": who,
            "kind": kind_of(text[slice(*who)]) if who else None,
            "one_sided": named is None
            and actor is not None
            and not floor <= actor.start
            and _FROM_ONE.match(actor.marker),
            "subject": self._subject(floor, end),
            "counterpart": [
                *([partner] if partner else []),
                *((first, last) for first, last, _ in with_whom(text, self.span[0], predicate.start)),
            ],
            "private": before.private,
            "held": before.held,
            "sentence": self.span,
            "report": self.report or as_fact,
        }
        return Mention(_TYPE, predicate.start, predicate.end, predicate.rule, fields), reason

    def _floor(self, end: int) -> int:
        """Where the clause of a content that ends at `end` begins; one too short to stand alone goes with what is before it."""
        before = [b for b in self.breaks if b <= max(end, self.span[0])]
        if len(before) > 1 and _TOO_SHORT.fullmatch(self.text, before[-1], end) and before[-1] not in self.after:
            return before[-2]
        return before[-1]

    def _actor(self, floor: int, end: int, predicate: Predicate, reported: bool) -> Topic | None:
        """The actor of the clause, else that of the clause before it in the sentence."""
        if floor > self.span[0] and self.topic is None:
            before = choose(self.topics, self.span[0], floor, self.text)
            self.topic = None if before and before.kind == "government" and self._goes_on_saying() else before
        topic = choose(
            self.topics,
            floor,
            end,
            self.text,
            self.topic is None,
            predicate.passive,
            reported,
            predicate.act,
            self.topic is not None and self.topic.kind in ("person", "side"),
        )
        if predicate.passive and topic is None:
            return self.topic if self.topic and _FROM_ONE.match(self.topic.marker) else None
        if topic is not None and predicate.act == "stated" and topic.kind == "government" and self._goes_on_saying():
            return None  # その上で、日本は…である旨述べた: the speaker of the sentence before
        self.topic = topic or self.topic
        return self.topic

    def _of_person(self, floor: int, end: int) -> bool:
        """Whether a person with は and a comma opens the clause."""
        opening = next((t for t in self.topics if floor <= t.start < end), None)
        return opening is not None and opening.kind in ("person", "side") and opening.marker == "は、"

    def _goes_on_saying(self) -> bool:
        """Whether the sentence opens with その上で after one where somebody spoke."""
        if self.previous is None or not _AND_THEN.match(self.text, self.span[0]):
            return False
        return any(t.kind in ("person", "side") for t in topics(self.doc, *self.previous))

    def _content(
        self, predicate: Predicate, form: str | None, actor: Topic | None, floor: int, end: int
    ) -> Span | None:
        text = self.text
        if actor is not None and floor <= actor.start < end <= actor.end:
            return None
        outer = self._enumeration(floor, end)
        if outer is not None:
            return outer, end
        if form == "titled":
            start = max(floor, text.rfind("、", floor, end) + 1)
        elif actor is not None and floor <= actor.start and actor.end <= end:
            start = actor.end
            if actor.kind == "meeting":
                start = clauses.last_setting(text, start, end)  # 理事会は隔年で開かれており、5月の理事会では
        else:
            start = clauses.last_setting(text, floor, end)
        if predicate.act == "instructed" and (whom := _WHOM.search(text, max(start, end - 30), end)):
            end = whom.start()
        opened = floor in self.after or (actor is not None and start == actor.end)
        said = opened and bool(SAID.search(text, max(start, end - 12), end))
        begun = start
        start = after_clause(self.doc, text, start, end)
        start = clauses.skip_opening(text, clauses.skip_past(text, start, end), end, said and form != "reported")
        back = clauses.EARLIER_MEETING.search(text, start, end) and not _JOURNEY.search(text, start, end)
        if predicate.act == "discussed" and not said and not back:
            start = clauses.last_setting(
                text, start, end
            )  # 独国に出張し、漁業大臣会合において、網の改良について議論した
        if (one := _FIRST_ENUMERATOR.search(text, max(floor, start - 3), start)) and one.end() == start:
            start = one.start() if _SECOND.search(text, start, end) else start
        two = said and actor is not None and begun == actor.end and _TWO.match(text, actor.start)
        if two and not all(map(is_state, parties_in(text[begun:start]))):
            start = begun  # where many meet is no setting of what two say of it
        for first, _, after in with_whom(text, floor, end):
            if first <= start < after < end:
                start = clauses.skip_opening(text, after, end)
        if predicate.act in _WITH_ADDRESSEE and (match := _ADDRESSEE.match(text, start, end)):
            start = match.end()
        mark = _ENUMERATOR.search(text, start, min(end, start + _LEAD))
        if (
            mark
            and not _ENUMERATOR.search(text, mark.end(), end)
            and text[mark.start() - 1 : mark.start()] in ("", "、", " ", "。")
        ):
            start = mark.end()
        while start < end and (text[start] == " " or (text[start] == "「" and "」" not in text[start:end])):
            start += 1
        while predicate.act == "discussed" and (there := _THERE.search(text, start, end)):
            end = there.start()
        while start < end and text[end - 1] in "、 ":
            end -= 1
        opening = clauses.OPENING.match(text, start)
        if opening and opening.end() >= end:
            return None  # さらに、地元の企業と意見交換を行った
        apart = not text.startswith(_TOPIC_PARTICLES, end) and only_parties(text[start:end])
        return (start, end) if start < end and not apart and not _MANNER.fullmatch(text, start, end) else None

    def _enumeration(self, floor: int, end: int) -> int | None:
        """Where an enumeration begins that the content ends, though other predicates stand in its items."""
        first = _FIRST_ENUMERATOR.search(self.text, self.span[0], floor)
        if first is None or not any(m.start() >= floor for m in _ENUMERATOR.finditer(self.text, floor, end)):
            return None
        return first.start()

    def _subject(self, floor: int, end: int) -> Span | None:
        """A topic of the clause that names no actor: 事案は, 同社は."""
        inside = [t for t in self.topics if floor <= t.start < end]
        clause = clauses.CLAUSE_CONTENT.search(self.text, max(floor, end - 12), end)
        for topic in inside:
            closed = _CLOSED.search(self.text, topic.end, end)
            if closed and _PRONOUN.fullmatch(self.text, topic.start, topic.name_end):
                continue  # それは…ことでして、
            if clause and (not topic.marker.endswith("、") or is_thing(self.text[topic.start : topic.name_end])):
                continue  # within what is said
            if _HELD_CLAUSE.search(self.text, topic.end, end):
                continue
            named = any(t.kind and t.start > topic.start and t.marker.startswith("が") for t in inside)
            name = self.text[topic.start : topic.name_end]
            if name.endswith("と"):
                continue  # 同国の外相とは
            if topic.kind is None and topic.marker.startswith("は") and not named and not _TIME.search(name):
                return topic.start, topic.name_end
        return None
