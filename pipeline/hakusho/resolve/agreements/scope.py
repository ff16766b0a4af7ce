"""What is an agreement between governments, and what only looks like one: plans, guidelines and contracts at home."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hakusho.extractors.agreements.words import WEAK_KINDS
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in
from hakusho.resolve.agreements.instrument import CLASS, Instrument
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.agreements.signatories import UNNAMED_MANY
from hakusho.resolve.document import Passage

_STATE = re.compile(r"[A-Z]{2}")
_INTERNATIONAL = re.compile(
    r"両(?:国|大臣|首脳|外相|政府|閣僚|長官|防衛相)|双方は|二国間|2国間|多国間|[2-9三四五]か国|国際|首脳|外相|閣僚|大臣会合|サミット|国連|総会|共同声明|日米|条約|締約国|運用検討会議|加盟国|各国|2\+2|共同で|大臣|総理|大統領|政府|外務省|訪問|訪日|来日|寄託"
)
_INTERNATIONAL_NAME = re.compile(
    r"首脳|閣僚|外相|共同(?:宣言|ビジョン|行動計画)|国連|安保理|理事会勧告|総会決議|国際(?:行動)?(?:指針|規範|計画)|多国間|二国間|2国間"
)
# Those who make plans, guidelines and contracts that are no business of two governments.
_BODY = r"(?:株式会社|[0-9A-Z一-龥ァ-ヴー](?:社|大学|校|市|県|町|村|区|病院|銀行|組合|協会|公社|財団|研究所|(?<!条約)(?<!保健)(?<!貿易)(?<!開発)機構|団体)|自治体|企業|事業者)"
_BETWEEN_BODIES = re.compile(rf"{_BODY}(?:\([^()]{{1,12}}\))?(?:と|や|、|及び|間|等|など|の間)[^。]{{0,60}}$")
# The ministry of finance and the central bank act for the state.
_MONETARY = re.compile(r"(?:財務省|大蔵省|日本銀行|日銀|中央銀行)\)?(?:と|間|との間|の間)")
_TWO_SIDES = re.compile(r"両(?:国|大臣|首脳|外相|政府|閣僚|長官|防衛相|者)|双方|首脳は|運用検討会議")
_WITH = re.compile(r"[^、。はが]{1,20}と(?=の|は|協定|条約)|日・?[A-Z]{2,8}")
_OF_PEACE = re.compile(r"停戦|休戦|和平|平和協定|講和")  # which one side alone cannot make
NO_OTHER = "no other government is named"  # which another mention of the instrument may tell
_AT_HOME = re.compile(r"国会|衆議院|参議院|本会議|[市町村県都道府]議会|教科書|請願|党大会|閣議")
_EITHER = re.compile(r"又は|または|若しくは")
_OF_STATES = ("ratified", "acceded", "entered_into_force")
_PRIVATE = re.compile(
    r"(?:経団連|経済団体連合会|商工会議所|協会|学会|財団|NGO|NPO|市民団体|経済団体|業界団体|労働組合|連盟|産業界|株式会社|大学|メーカー)"
    r"(?:\([^()]{1,20}\))?(?:など|等)?(?:は|が|により|による|によって|から)[^。は]{0,80}$"
)
_BY_COMPANY = re.compile(
    r"(?:^|[、。])(?!G[0-9]|EU|UN|ASEAN|NATO)[A-Z][A-Za-z]{2,20}(?: [A-Za-z]{1,16}){1,4}(?:が|は)[「『]?$"
)
_TWO_OFFICES = re.compile(r"[省庁]と[^、。はが]{2,20}(?:[省庁]|委員会)は")  # 農林水産省とブラジル農務省は
_TOGETHER = re.compile(
    r"両(?:国|大臣|首脳|外相|政府|閣僚|長官|者)|双方|首脳|共同で|会合|会談|サミット|閣僚|2\+2|[二三四2-4]か国|総会|会議"
)
_ONE_SIDE = re.compile(
    r"(?:審議会|研究会|検討会|懇談会|協議会|コンソーシアム|政府|省|庁|委員会|本部|事務局|当局|FCC)(?:に(?:お)?いて)?(?:は|が|では|により|によって)"
)


def reason_out(passage: Passage, mention: Mention, instrument: Instrument, parties: list[str]) -> str | None:
    """Why a mention is no agreement between governments; None where it is one."""
    if instrument.known is not None:
        return None
    fields = mention.fields
    states = [p for p in parties if _STATE.fullmatch(p)]
    several = len(parties) >= 2 or len(parties) > len(states)
    first, last = passage.sentence_span(mention.start)
    before = reading(passage)[first : mention.start]
    sentence = before + "＿" + reading(passage)[mention.end : last]
    if UNNAMED_MANY.search(before):
        return None  # 14か国と投資協定を締結
    if "民間協定" in sentence or "民間取決め" in sentence:
        return "of private bodies"
    if (fields["reference"] == "title" or instrument.kind in WEAK_KINDS) and _BY_COMPANY.search(before):
        return "of a private body"
    if _PRIVATE.search(reading(passage)[mention.end : int(fields["act_start"])]):
        return "of a private body"
    if fields["reference"] == "title" and not (
        (instrument.kind == "plan" and len(parties_in(instrument.name)) > 1)
        or _titled(fields, sentence, before, several)
    ):
        return "a title that need not be that of an instrument"
    if (
        fields["reference"] == "bare"
        and CLASS.fullmatch(instrument.name)
        and instrument.kind != "resolution"
        and len(states) < 2
        and not _with_a_body(before)
        and not _TWO_SIDES.search(sentence)
    ):
        return "a kind of instrument, not one of them"
    if fields["reference"] == "bare" and _EITHER.search(reading(passage)[max(0, mention.start - 8) : mention.end + 6]):
        return "one kind of instrument or the other"
    if instrument.kind == "resolution" and fields["act"] == "formulated":
        return "a draft of a recommendation"
    if instrument.kind in WEAK_KINDS:
        if _INTERNATIONAL_NAME.search(instrument.name):
            return None
        named = fields["reference"] != "bare" or instrument.kind in ("resolution", "declaration")
        adopted = fields["act"] == "adopted" and named and not _AT_HOME.search(sentence) and not _of_one_side(before)
        named_here = parties_in(" ".join((instrument.name, sentence, *passage.section)))
        made = fields["act"] != "adopted" and not _TOGETHER.search(sentence)
        if made and not states and not {*parties} & {*named_here}:
            several = False  # a body told of in another sentence made no plan of this one
        if not several and not adopted:
            return "a document of one country"
        if not several:
            return None  # adopted: what conferences do
        if instrument.kind != "declaration" and not parties_in(instrument.name) and _of_one_side(before):
            return "made by one side"
        return None
    if instrument.open or instrument.kind == "exchange_of_notes":
        return None
    if _BETWEEN_BODIES.search(before) and not _MONETARY.search(before):
        return "between municipalities, companies or institutes"
    if fields["act"] in _OF_STATES or "国会" in sentence or "承認を求め" in sentence:
        return None
    if not several and _PRIVATE.search(before):
        return "of a private body"
    if instrument.name == "声明" and _of_one_side(before):
        return "made by one side"
    if instrument.kind == "joint_statement" and instrument.name != "声明" and fields["reference"] != "title":
        return None
    if _OF_PEACE.search(instrument.name):
        return None
    if not several and not _INTERNATIONAL.search(sentence):
        return NO_OTHER
    return None


def _titled(fields: Mapping[str, Any], sentence: str, before: str, several: bool) -> bool:
    """Whether a paper without a word for its kind is one of governments: signed, adopted by a conference, or put out by
    several at once."""
    if fields["act"] in ("signed", "adopted"):
        return several or bool(_INTERNATIONAL.search(sentence))
    together = _TOGETHER.search(sentence) or len(parties_in(before)) > 1
    return several and bool(together) and not _of_one_side(before)


def _with_a_body(text: str) -> bool:
    """Whether an organization is the other side: ASEANとの間で."""
    return any(not _STATE.fullmatch(p) for m in _WITH.finditer(text) for p in parties_in(m[0]))


def _of_one_side(text: str) -> bool:
    """Whether a ministry or council of one country acts: not 日仏両政府は, 日米安全保障協議委員会は."""
    makers = (parties_in(text[max(0, m.start() - 24) : m.start()]) for m in _ONE_SIDE.finditer(text))
    if _TWO_OFFICES.search(text):
        return False
    return any(len(found) < 2 and all(_STATE.fullmatch(p) for p in found) for found in makers)
