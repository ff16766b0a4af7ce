"""What is an agreement between governments, and what only looks like one: plans, guidelines and contracts at home."""

from __future__ import annotations

import re

from hakusho.extractors.agreements.words import WEAK_KINDS
from hakusho.extractors.mention import Mention
from hakusho.resolve.agreements.instruments import Instrument
from hakusho.resolve.document import DocumentContext, Passage

_INTERNATIONAL = re.compile(
    r"両国|二国間|2国間|多国間|[2-9三四五]か国|国際|首脳|外相|閣僚|大臣会合|サミット|国連|総会|共同声明|日米|条約|締約国|2\+2|共同で"
)
_DOMESTIC_AGENT = re.compile(
    r"株式会社|[A-Z一-龥ァ-ヴー](?:社|大学|市|県|町|村|区|病院|銀行|組合|協会|公社|財団)(?![一-龥])|自治体|企業|事業者|審議会|研究会|検討会|懇談会|閣議|政府は|省は|庁は|委員会は|本部"
)


def reason_out(
    context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument, parties: list[str]
) -> str | None:
    """Why a mention is no agreement between governments; None where it is one."""
    if instrument.known is not None or instrument.kind in ("treaty", "exchange_of_notes"):
        return None
    states = [p for p in parties if re.fullmatch(r"[A-Z]{2}", p)]
    several = len(parties) >= 2 or len(parties) > len(states)
    first, last = passage.sentence_span(mention.start)
    sentence = passage.text[first:last]
    if instrument.kind in WEAK_KINDS:
        if not several:
            return "a document of one country"
        if instrument.kind in ("plan", "report", "guidelines") and _DOMESTIC_AGENT.search(
            sentence[: mention.start - first + 1]
        ):
            return "made by one side"
        return None
    if several:
        return None
    if _DOMESTIC_AGENT.search(sentence):
        return "between municipalities, companies or offices of one country"
    if instrument.kind in ("agreement", "memorandum", "arrangement") and not _INTERNATIONAL.search(sentence):
        return "no other government is named"
    return None
