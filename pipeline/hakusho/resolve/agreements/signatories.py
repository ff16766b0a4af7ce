"""The parties of an instrument: from its name, the configuration, the sentence, the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.words import BINDING_ACTS, WEAK_KINDS
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.accession import of_open_treaty
from hakusho.resolve.agreements.distribution import side_of_bracket
from hakusho.resolve.agreements.groups import ACTS_OF_A_GROUP, as_a_group, at_work, of_body, without_members
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.named import named as named_parties
from hakusho.resolve.agreements.named import of_name_beside
from hakusho.resolve.agreements.reading import SELF, reading, sentence_start
from hakusho.resolve.agreements.sides import (
    SEVERAL,
    STATE,
    also_with,
    among,
    among_behind,
    each_apart,
    met_abroad,
    of_two_sides,
    other_side,
    side_before,
    side_of_name,
    telling,
    together,
    topic,
    with_many,
)
from hakusho.resolve.agreements.surroundings import (
    BEFORE,
    bodies_around,
    of_headings,
    of_row,
    of_third_states,
    people_of,
)
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import Meeting, meeting_at
from hakusho.resolve.meetings.sections import visited

_JOINT = re.compile(
    r"共同で|[省庁]と[^、。はが]{2,20}[省庁]は|両(?:首脳|大臣|閣僚|外相|長官|国|政府|者)|双方|[三四3-4](?:閣僚|大臣|首脳|か国)|(?:総会|首脳会[合議]|閣僚会[合議]|大臣会合|締約国会議)"
)
# Made by the group that met, whoever was in the chair: its host is no party of its own.
_CHAIRED = re.compile(r"議長(?:声明|総括|サマリー)")
# Made by those who fought: neither Japan nor the country that the text is about is a party for that.
_OF_BELLIGERENTS = re.compile(r"休戦|停戦")
# So many that the text names none of them, of which others may stand further on in the sentence.
UNNAMED_MANY = re.compile(
    r"[0-9](?:か|カ|ヶ)国(?:・地域)?(?:\([^()]{1,40}\))?(?:と|との間[にで](?:は|も)?(?:初めて)?、?)(?:計?[0-9]{1,3}(?:本|件)の)?$"
)
# What the instrument holds: those named in it are not those who made it.
_DESCRIBED = re.compile(
    r"(?:^|[、。はが])(?P<by>(?:[^。]{4,400}(?:を骨子とする|からなる|から成る|を柱とする)|[^、。はが]{4,100}(?:盛り込んだ|含む|含んだ|内容とする|まとめた|定める|定めた|うたった|明記した|求める|求めた|目的と(?:する|した)|示した|歓迎する)))[^、。はがを]{0,12}「?$"
)
_SOME_OF_MANY = re.compile(
    r"(?<=国)\(うち[^()]{1,40}\)|[^、。はがをに]{1,16}(?:など|等)の[^、。はがをに]{0,12}国を含む"
)
_THERE = re.compile(r"(?P<where>[^、。はがを]{2,16})(?:において|では|とは|との間で)")
_GOES_ON = re.compile(r"また|さらに|更に|なお|このほか|そのほか|加えて|その後|同年|同月|これに")
_DEPOSITED = re.compile(r"(?:批准書|加入書|受諾書)[^、。]{0,40}寄託")  # with whom the conventions of many are
# What was talked of before the paper was made: 会合では、G20への対応について意見交換を行い、声明を採択した.
_TALKED_OF = re.compile(
    r"は、(?P<what>[^。]{8,300})について[^、。]{0,10}(?:意見交換|議論|協議|討議)[^、。]{0,4}(?:行い|実施し|し)、"
)
_NOBODY = "AQ"  # Antarctica has a code, and no government
_PARAGRAPHS = 3  # back that such a word reaches
_OF_SEVERAL = re.compile(r"(?<![0-9多他])[二三四2-4]か?国間")  # 三国間訓練計画: not made by one
_OF_BOTH = re.compile(r"(?:両国|両政府|二国)間(?:で|の|における)(?:新たな|新しい)?$")
_PLENARY = re.compile(r"サミット|国際会議|締約国会[議合]|運用検討会議|国連[^、。]{0,12}会議|外交会議")


def parties_of(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """The parties as codes and organizations, sorted; empty where the text gives none."""
    return [p for p in _parties_of(context, passage, mention, instrument) if p != _NOBODY]


def _parties_of(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    if own := side_of_bracket(passage, mention):
        return own
    if mention.fields["act"] == "acceded" and len(list(filter(STATE.fullmatch, named_parties(instrument)))) < SEVERAL:
        return of_open_treaty(context, passage, mention, instrument)
    if _DEPOSITED.match(reading(passage), int(mention.fields["act_start"])):
        return of_open_treaty(context, passage, mention, instrument)
    if aside := _stood_aside(passage, mention, instrument):
        return aside
    if instrument.parties and not _of_others(passage, mention, instrument):
        return instrument.parties
    if (side := _own_side(passage, mention)) and not named_parties(instrument):
        return sorted({side, "JP"})
    if named := named_parties(instrument, parties_in(topic(passage, mention))):
        if len(named) == 1 and (met := _met_with_others(context, passage, mention, named)):
            return met
        instrument.parties = named
        return named
    if beside := of_name_beside(passage, mention, instrument):
        return beside
    of_two = _OF_BOTH.search(reading(passage)[: mention.start])
    if not of_two and (instrument.open or (instrument.known is not None and instrument.kind == "agreement")):
        return of_open_treaty(context, passage, mention, instrument)
    if _OF_BELLIGERENTS.search(instrument.name) and instrument.kind != "resolution":
        return _doers(context, passage, mention)
    weak = instrument.kind in WEAK_KINDS and not _joint(passage, mention) and not _OF_SEVERAL.search(instrument.name)
    if UNNAMED_MANY.search(reading(passage)[sentence_start(passage, mention) : mention.start]):
        many = _doers(context, passage, mention)
        ours = many and all(map(STATE.fullmatch, many)) and not parties_in(topic(passage, mention))
        return sorted({*many, "JP"}) if ours else many
    for found in _told(context, passage, mention, instrument, weak):
        if instrument.kind == "resolution":  # a resolution speaks of states; those who adopt it are a body
            found = [p for p in found if not STATE.fullmatch(p)]
        if _CHAIRED.search(instrument.name) and (group := [p for p in found if not STATE.fullmatch(p)]):
            found = group
        if telling(found):
            states = [p for p in found if STATE.fullmatch(p)]
            sides = among(reading(passage)[sentence_start(passage, mention) : mention.start])
            parties = [p for p in found if STATE.fullmatch(p) or p in sides] if len(states) >= SEVERAL else found
            if instrument.reusable and not instrument.parties:
                instrument.parties = parties
            return parties
    return []


def _stood_aside(passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """The state that did not do what a group did: インドは同宣言に署名しなかった."""
    group = instrument.parties and not any(map(STATE.fullmatch, instrument.parties))
    if mention.fields["status"] != "negated" or mention.fields["act"] not in BINDING_ACTS or not group:
        return []
    return [p for p in parties_in(topic(passage, mention)) if STATE.fullmatch(p)]


def _of_others(passage: Passage, mention: Mention, instrument: Instrument) -> bool:
    """Whether the sentence gives another side than the instrument of that name had before: many have one title."""
    before = reading(passage)[sentence_start(passage, mention) : mention.start]
    side = other_side(before)
    return bool(side) and side not in instrument.parties and not named_parties(instrument)


def _side_above(context: DocumentContext, passage: Passage) -> str:
    """The other side that the paragraphs above are about, of which this one goes on: オーストラリアとの間では."""
    for above in reversed(context.passages[max(0, passage.index - _PARAGRAPHS) : passage.index]):
        if above.section != passage.section or above.kind != passage.kind:
            return ""
        if side := side_before(reading(above)):
            return side
    return ""


def _met_with_others(context: DocumentContext, passage: Passage, mention: Mention, named: list[str]) -> list[str]:
    """Those who met, where the one party in the name of an instrument is among several: 日・ASEAN会合 of ASEAN計画."""
    meeting = meeting_at(context, passage, mention.start)
    near = meeting is not None and meeting.source in ("sentence", "passage", "title")
    if meeting is None or not near or not set(named) < set(meeting.parties) or parties_in(meeting.name) == named:
        return []
    others = without_members(meeting.parties, named)
    told = bool(parties_in(meeting.name)) or set(others) <= {*named, "JP"}  # those beside it may be hosts
    return sorted(others) if told else []


def _met(meeting: Meeting, passage: Passage) -> list[str]:
    """Those who met; of a body's meeting, by its name or the heading, the body, whoever was its host."""
    body = next((found for title in (meeting.name, *passage.section[-1:]) if (found := of_body(title))), [])
    return body if body and {*body} <= {*meeting.parties} else sorted(meeting.parties)


def _own_side(passage: Passage, mention: Mention) -> str:
    """The state that the words before one name of a list tell as its own side, where they tell others of others: ペルーにおいて
    投資の覚書、チリにおいて漁業の覚書に署名."""
    act = mention.fields["act_start"]
    alike = [m for m in passage.mentions.of("agreements") if m.fields["act_start"] == act]
    text, edge = reading(passage), sentence_start(passage, mention)
    sides: list[tuple[int, str]] = []
    for one in alike:
        told = [p for m in _THERE.finditer(text, edge, one.start) for p in parties_in(m["where"]) if STATE.fullmatch(p)]
        foreign = [p for p in told if p != "JP"]
        sides.append((one.start, foreign[-1] if foreign else sides[-1][1] if sides else ""))
        edge = one.end
    own = dict(sides)
    return own.get(mention.start, "") if len({side for _, side in sides} - {""}) > 1 else ""


def _joint(passage: Passage, mention: Mention) -> bool:
    """Whether the sentence shows several governments at work, though it need not name them: 両大臣は, 総会において."""
    sentence = reading(passage)[sentence_start(passage, mention) : max(mention.end, int(mention.fields["act_end"]))]
    return mention.fields["act"] in BINDING_ACTS or bool(_JOINT.search(sentence))


def _told(
    context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument, weak: bool
) -> Iterator[list[str]]:
    """What the text tells of the parties, the nearest first. A plan or a guideline, which are made at home too, has
    them in its own sentence, row or meeting."""
    doers = _doers(context, passage, mention)
    before = reading(passage)[sentence_start(passage, mention) : mention.start]
    if third := of_third_states(context, passage, mention.start):
        yield third
    if also := also_with(before):
        yield sorted({*also, *(parties_in(topic(passage, mention)) or ["JP"])})
    if not weak and (side := each_apart(before)):
        yield sorted({side, "JP"})
    if not weak and (side := other_side(before)) and not STATE.fullmatch(side):
        yield sorted({side, *(parties_in(topic(passage, mention)) or ["JP"])})
    if behind := among_behind(reading(passage)[mention.end : int(mention.fields["act_start"])]):
        yield behind
    if between := among(reading(passage)[sentence_start(passage, mention) : mention.start]):
        yield between
    if weak and STATE.fullmatch(side := other_side(before)):
        yield sorted({side, *(parties_in(topic(passage, mention)) or ["JP"])})
    if side := side_of_name(passage, mention):
        subject = parties_in(topic(passage, mention)) or ["JP"]
        yield sorted({side, *subject})
    if not weak and len(doers) >= SEVERAL and "JP" not in doers and with_many(passage, mention):
        yield sorted({*doers, "JP"})
    if not weak and doers and "JP" not in doers and met_abroad(context, passage, mention, doers):
        yield sorted({*doers, "JP"})
    yield doers
    if (
        not weak
        and mention.fields["status"] != "negated"
        and len(doers) == 1
        and STATE.fullmatch(doers[0])
        and doers != ["JP"]
    ):
        yield sorted({*doers, "JP"})  # a Japanese document that names the other side only
    yield of_row(context, passage)
    if not weak and mention.fields["act"] in BINDING_ACTS and mention.fields["status"] == "done":
        yield of_two_sides(context, passage, mention, instrument)
    first = sentence_start(passage, mention)
    if not doers and _PLENARY.search(reading(passage)[max(0, first - 60) : mention.start]):
        return  # a conference of so many that the text does not say whose
    meeting = meeting_at(context, passage, mention.start)
    if meeting is not None and meeting.source in ("sentence", "passage"):
        yield _met(meeting, passage)
    if not weak and mention.fields["reference"] != "same" and (side := side_before(reading(passage)[:first])):
        yield sorted({side, "JP"})
    if meeting is not None and meeting.source == "title" and (not weak or mention.fields["act"] == "adopted"):
        yield _met(meeting, passage)
    if not weak:
        yield people_of(context, passage, 0, first)
        if _GOES_ON.match(passage.text) and (side := _side_above(context, passage)):
            yield sorted({side, "JP"})
    last = next((e for s, e in sentences(reading(passage)) if s == first), len(reading(passage)))
    yield together(reading(passage)[first:last])
    if weak and mention.fields["act"] in ACTS_OF_A_GROUP:
        yield bodies_around(context, passage, first)
    if not weak:
        yield together(reading(passage)[:first][-BEFORE:])
        yield of_headings(passage)
        yield sorted(meeting.parties) if meeting is not None else []
        yield visited(context)


def _doers(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """Who did it, in the sentence up to the act: countries, organizations, the offices of the people named."""
    first, at = sentence_start(passage, mention), int(mention.fields["act_end"])
    text = SELF.sub("日本国", reading(passage))[first:]
    described = _DESCRIBED.search(text, 0, max(0, mention.start - first))
    aside = (first + described.start("by") if described else mention.start, mention.end)
    if talks := _TALKED_OF.search(text, 0, max(0, mention.start - first)):
        text = text[: talks.start("what")] + "＿" * len(talks["what"]) + text[talks.end("what") :]
    text = _SOME_OF_MANY.sub(lambda m: "＿" * len(m[0]), text)  # 31か国(うちチリは仮署名)
    spans = at_work(text, at - first, sides_only=mention.fields["act"] in BINDING_ACTS)
    found = {code for a, code in spans if not aside[0] <= first + a < aside[1]}
    found |= set(people_of(context, passage, first, at))
    return as_a_group(text[: at - first], sorted(found), str(mention.fields["act"]))
