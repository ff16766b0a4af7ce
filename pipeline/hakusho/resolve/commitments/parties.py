"""The parties of a commitment: what the actor's name tells, the person's country, or those of the meeting."""

from __future__ import annotations

import re

from hakusho.config import vocabulary
from hakusho.extractors.commitments.clauses import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import is_state, parties_in
from hakusho.extractors.punctuation import punctuated
from hakusho.extractors.state_offices import of_state
from hakusho.resolve.commitments.actors import Actor
from hakusho.resolve.commitments.pairs import TWO, agreed_by, antecedent, defined_as, pair_around, pair_in_sentence
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings import Meeting, section_parties, visited_before
from hakusho.resolve.meetings.participants import codes_in, country_of, people_in

# Acts that need two: said of one side alone, its counterpart did them too.
_MUTUAL = frozenset({"agreed", "discussed"})
_OF_ONE = frozenset({"stated", "emphasized", "instructed"})
_ATTENDED = re.compile(r"に(?:(?:[^、。はがを]{1,10}として)?(?:出席|参加)し)(?:て)?、")
_THERE = re.compile(r"(?P<who>[^、。はが]{2,40})では、")
_SHARED = frozenset({"確認", "再確認"})  # words
_OWN = re.compile(r"(?:わが国|我が国|(?:日本)?政府|内閣|閣議|関係当局|当局|防衛当局)")
_KATAKANA_RUN = re.compile(r"[ァ-ヴー・=]{3,30}(?=[一-龥]{1,2}(?:国務|国防|大統領|首相|外相|国))")
_MEMBERS = re.compile(r"(?:参加|加盟|締約|構成)国$")
_ON_BEHALF = re.compile(r"(?P<who>[^、。はがを]{2,20}政府)に代わ[つっ]て")  # the writer of a note for his government
_PAIR = re.compile(rf"{of_state()}(?:と|及び|および|、)")
_COUNTRY_TOPIC = re.compile(
    r"\s?(?:また|さらに|一方)?[、,]?(?P<who>[^、。はがを,]{2,12})(?:について|に関して|に対して|と)は[、,]"
)
_VISITED = re.compile(
    r"(?P<where>[^、。はがを]{2,12})(?:を訪問|を訪れ|に出張)"
)  # whom one met there, where only a name tells
_RECEIVED = re.compile(
    r"(?P<who>[^、。はがを]{3,40})を[^、。はがを]{0,24}(?:迎え|招待し|招い)(?:て)?、"
)  # a guest of ours
_TRAVELLING = re.compile(
    r"[^、。はが]{1,40}?(?:訪問|出張|滞在|訪[一-龥]|来日)(?:中|した)の?(?=[一-龥ァ-ヴ])"
)  # 独国出張中の大臣
_WENT = re.compile(r"(?P<where>[^。はがを]{2,60})を(?:公式|実務|国賓)?(?:に?訪問|訪れ)(?:し(?:て)?)?、")
_NUMBERS = "3456789三四五六七八九"
_NUMBERED = re.compile(f"[{_NUMBERS}]")
_NUMBER_OF_STATES = re.compile(r"[^、。]{0,20}?\d{1,3}(?:か|カ|ヶ)国(?:・地域)?")
_EACH = re.compile(r"各国|参加国|加盟国|各首脳|各大臣|参加者")
_REPLY = re.compile(r"(?:[\d(). ]{1,5})?(?:これ|それ|右)に対し(?:て)?、")
_OURS = re.compile(r"(?:大臣|総理|政務官|政府|国)$")
_OTHER_SIDE = re.compile(r"^(?:先方|相手国|相手側)")
_FOREIGN_OFFICE = re.compile(
    r"(?:大統領|主席|書記長|国務長官|国防長官|国防大臣|国防相|国防部長|国王)$"
)  # Japan has none
_ONES_TWO = re.compile(r"(?P<who>[^、。はがを]{1,10})の両[一-龥]{1,4}$")  # 仏国の両大臣: two of one side
_MET = re.compile(r"(?P<who>[^、。はがを]{3,40})と(?:、[^。]{2,60}について)?$")  # 仏国防相と意見交換
_TALKED = re.compile(r"(?P<who>[^、。はがを]{3,40})と(?:意見交換|会談|協議|懇談|面会|言葉を交わ)(?=[しをすい])")
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
    if actor is None and counterpart and meeting and not codes_in(meeting.name) and not {*counterpart} <= {*met}:
        return _with_japan(counterpart)  # 越国とは、第6回作業部会で…を確認した
    attended = _ATTENDED.search(passage.text, mention.fields["sentence"][0], mention.start)
    if actor is None and mention.fields["act"] in _OF_ONE and met and attended:
        return ["JP"]  # 会合に出席し、支援の継続を表明した: one of ours, whose paper it is
    if actor is None and met and "JP" not in met and (there := _there(passage, mention)) and {*there} < {*met}:
        return sorted({*there, "JP"})  # an office's usual country is another's here
    if actor is None and not met and not counterpart and _of_many(passage, mention):
        return ["JP"]  # 16か国との間で交渉を行い、…に合意した: with whom, the text does not say
    if actor is None and not met and not counterpart and (where := visited_before(passage, mention.start)):
        return sorted({*where, "JP"})
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
        elsewhere = meeting is None or meeting.source != "sentence"
        there = (
            sorted((visited_before(passage, mention.start) or _went(passage, mention)) - {"JP"}) if elsewhere else []
        )
        counterpart = (
            counterpart
            or ([] if met else _met_before(context, passage, mention))
            or _guest(context, passage, mention)
            or there
            or ([] if met else _of_topic(passage, mention))
        )
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


def _met_before(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """With whom the last act before was done, in the sentence or, where it names none, the one before: 大臣は仏国防相と意見交換を行い、…で一致した."""
    first = mention.fields["sentence"][0]
    if not {*parties_in(passage.text[first : mention.end]), *people_in(context, passage, first, mention.end)} - {"JP"}:
        first = max((s for s, e in sentences(passage.text) if e <= first), default=first)
    for other in reversed([m for m in passage.mentions.of("commitments") if first <= m.start < mention.start]):
        lead = _MET.search(passage.text, other.fields["sentence"][0], other.start)
        told = people_in(context, passage, *lead.span("who")) if lead else []
        told = [code for code in of_counterpart(context, passage, other) or told if is_state(code)]
        if told and other.fields["act"] in _MUTUAL:
            return told
    talks = _TALKED.finditer(passage.text, first, mention.start)
    return next((told for m in reversed([*talks]) if (told := people_in(context, passage, *m.span("who")))), [])


def _of_many(passage: Passage, mention: Mention) -> bool:
    """Whether a number of countries is the other side, which the text does not name."""
    return any(_NUMBER_OF_STATES.fullmatch(passage.text, *span) for span in mention.fields["counterpart"])


def _there(passage: Passage, mention: Mention) -> list[str]:
    """The country where the sentence says that all of it was: 独国では、首相を表敬し、…を確認した."""
    match = _THERE.match(passage.text, mention.fields["sentence"][0])
    return [code for code in parties_in(match["who"]) if is_state(code)][-1:] if match else []


def _with_japan(codes: list[str]) -> list[str]:
    """With whom, and Japan, whose papers these are: 仏国、独国各国との間で. A list that has Japan, or is of organizations, stays."""
    states = [code for code in codes if is_state(code)]
    if len(states) > 2:
        return sorted({*states, "JP"})  # 日米豪印のクアッド: the group's name says no more
    return sorted({*codes, "JP"}) if states == codes else codes


def of_counterpart(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """The codes of whom the sentence says that it was done with (ベトナムとは、), sorted."""
    spans = _last_of(passage, mention)
    codes = {code for start, end in spans for code in parties_in(passage.text[start:end])}
    codes = codes or {code for span in spans for code in people_in(context, passage, *span)}
    if spans and not codes:
        first, last = mention.fields["sentence"]
        codes = {code for m in _VISITED.finditer(passage.text, first, last) for code in parties_in(m["where"])}
    return sorted(codes)


def _last_of(passage: Passage, mention: Mention) -> list[tuple[int, int]]:
    """Those with whom, of which the last begins behind another act: 仏国とは…で合意し、独国とは…を確認した is of the last."""
    spans = sorted(mention.fields["counterpart"])
    if len(spans) < 2:
        return spans
    acts = [m.end for m in passage.mentions.of("commitments") if spans[0][1] <= m.start and m.end <= spans[-1][0]]
    return [span for span in spans if span[0] >= max(acts, default=0)]


def _went(passage: Passage, mention: Mention) -> set[str]:
    """The country that the sentence says one went to: 大臣はペルーを訪問し、…で一致した."""
    visits = [*_WENT.finditer(passage.text, mention.fields["sentence"][0], mention.start)]
    return {code for m in visits[-1:] for code in parties_in(m["where"])}


def _of_topic(passage: Passage, mention: Mention) -> list[str]:
    """The country that opens the sentence as what it speaks of: 仏国については、大臣が農業相と意見交換を行った."""
    match = _COUNTRY_TOPIC.match(passage.text, mention.fields["sentence"][0])
    codes = parties_in(match["who"]) if match else []
    return codes if len(codes) == 1 and is_state(codes[0]) else []


def _guest(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """The country of whom the sentence says that they were received: 大統領を国賓として迎え、…合意した."""
    first = mention.fields["sentence"][0]
    guests = _RECEIVED.finditer(punctuated(passage.text), first, mention.start)
    found = {code for m in guests for code in (people_in(context, passage, *m.span("who")) or parties_in(m["who"]))}
    return sorted(found - {"JP"})


def _of_actor(context: DocumentContext, actor: Actor, around: list[str], meeting: Meeting | None) -> list[str]:
    if len(meant := defined_as(context, actor)) > 1:
        return meant
    codes = _named(context, actor.passage, actor.start, actor.end)
    if actor.kind == "joint":
        if len(codes) > 1 or any(not is_state(code) for code in codes):
            return sorted(codes)
        ones = _ONES_TWO.search(actor.passage.text, max(0, actor.start - 12), actor.end)
        if ones and not actor.carried and len(side := parties_in(ones["who"] + "側")) == 1:
            return side
        if _EACH.match(actor.name) and meeting and len(meeting.parties) > 0 and meeting.parties != ("JP",):
            return list(meeting.parties)
        if (number := _NUMBERED.match(actor.name)) and len(met := meeting.parties if meeting else ()) == _NUMBERS.index(
            number[0]
        ) % 7 + 3:
            return list(met)
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
        return around if not _of_one_side(context, actor) else sorted(codes)
    if codes:
        return sorted(codes)
    foreign = [code for code in around if code != "JP"]
    if _OTHER_SIDE.match(actor.name):
        return foreign
    reply = _REPLY.match(actor.passage.text, actor.passage.sentence_span(actor.start)[0])
    if reply and len(around) == 2 and len(foreign) == 1 and not _OURS.search(actor.name):
        return foreign  # to what one of ours said
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


def _of_one_side(context: DocumentContext, actor: Actor) -> bool:
    """Whether each of those whom a name joins is known to be of one country: 甲野総理大臣及び乙野外務大臣."""
    people = [d for d in context.in_passage("people", actor.passage) if actor.start <= d.start < actor.end]
    told = [country_of(context, d) for d in people]
    return len(told) > len(_PAIR.findall(actor.name)) and None not in told and len({*told}) == 1


def _named(context: DocumentContext, passage: Passage, start: int, end: int) -> set[str]:
    """The codes that a noun phrase names, by countries or by the people in it."""
    name = _TRAVELLING.sub(" ", passage.text[start:end])
    people = [d for d in context.in_passage("people", passage) if start <= d.start < end]
    codes = {*parties_in(name), *parties_in(_KATAKANA_RUN.sub(" ", name))}
    return codes | {code for d in people if (code := country_of(context, d))}


def _of_document(context: DocumentContext, actor: Actor) -> list[str]:
    """The parties that the agreements found of the document itself."""
    found: list[Draft] = [
        d
        for d in context.in_passage("agreements", actor.passage)
        if d.start < actor.end and actor.start < d.end and d.fields.get("parties")
    ]
    return list(found[0].fields["parties"]) if found else []
