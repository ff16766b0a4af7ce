"""The parties of acts on conventions that are open to many: the one that acts."""

from __future__ import annotations

import re

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.reading import SELF, reading, sentence_start
from hakusho.resolve.agreements.sides import SEVERAL, STATE, among
from hakusho.resolve.document import DocumentContext, Passage

# What is done by all, and not by the one that speaks of it.
_OF_ALL = ("agreed_in_principle", "negotiation_started", "entered_into_force")
_BY_ONE = ("signed", "concluded", "acceded", "ratified", "approved")
_BILATERAL = re.compile(r"間(?:で|に)(?:は|も)?、?|二国間|両国")
_CONCERNING = re.compile(
    r"(?:[^、。はがもや及]{1,16}+(?:、|及び|や)){0,16}[^、。はが]{1,12}について"
)  # 我が国については発効していない
_AGENT = re.compile(r"[^、。はが]{1,24}(?:について|により|によって|において|として|との間で|で(?=、|[^、。]{0,12}$))")
_TOPIC = re.compile(r"[^、。はがも]{1,20}[はも]")
_ACTOR = re.compile(r"(?:日本|[^関]|政府|両国)[はも]$")  # of 日米関係は, neither acts
_AHEAD = re.compile(
    r"(?:に際し|に当たり|にあたり|に伴い|とともに|と同時に)[^、。]{0,4}、(?P<topic>[^、。はが]{1,20}は)"
)
_SUBJECT = re.compile(r"[^、。はがも]{1,20}(?:は|も|が(?=[、。]|[^、。はが]*$))")
_ADOPTING = re.compile(r"[^、。はがを]{0,24}?(?:において|にて|で(?!開)|が|は|により)")
_PLACE = re.compile(r"の?[^、。はがをと]{0,16}(?:において|にて|で)(?:、|＿|$)")  # チリで協定に署名
_GOVERNMENT = re.compile(r"(?:(?<=[、。])|^)政府(?=は)")  # of the ministry that writes
_AFTER_DATE = re.compile(rf"(?<=[年月日])(?:{SELF.pattern})")  # 11月我が国について: no 月日
_SOMEBODY = re.compile(r"(?:[各諸全他何同両]|全ての|多くの|か|カ|ヶ|加盟|締約)国|国々|政府|大統領|首相")
_NUMBERED = re.compile(r"等|など|か国|カ国|ヶ国|各国|両国")
_LISTED = re.compile(
    r"(?:[^、。はがもや及]{1,16}+(?:、|及び|や)){1,8}+$"
)  # the rest of a list that ends in the subject


def of_open_treaty(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """A convention open to many has the party that acts: 英国が加入した, 我が国は批准した, 国連総会で採択された."""
    between = among(reading(passage)[sentence_start(passage, mention) : mention.start])
    if len(between) > SEVERAL:
        return between  # 日本、米国及びカナダの三国の間で締結された
    local = _PLACE.sub("", _clause(passage, mention))
    if mention.fields["status"] == "negated":
        whose = local if mention.fields["act"] in _BY_ONE else "".join(_CONCERNING.findall(local))
        return sorted(p for p in parties_in(whose) if STATE.fullmatch(p))
    if mention.fields["act"] in _OF_ALL:
        local = "".join(_CONCERNING.findall(_words(passage, mention)))
    if mention.fields["act"] in _BY_ONE and not parties_in(local):
        ahead = _AHEAD.match(SELF.sub("日本", reading(passage)[int(mention.fields["act_end"]) :][:60]))
        local = ahead["topic"] if ahead else ""
    if mention.fields["act"] in _BY_ONE and not parties_in(local):
        local = _topic_before(passage, mention) if mention.fields["form"] != "passive" else ""
    if mention.fields["act"] in _BY_ONE and (agent := _SUBJECT.search(local)) and parties_in(local[: agent.end()]):
        local = local[: agent.end()]  # 英国から独立したチリは、条約に署名し
    found = set(parties_in(local)) | set(parties_in(instrument.name))
    if mention.fields["act"] in ("adopted", "announced"):
        before = reading(passage)[sentence_start(passage, mention) : mention.start]
        found |= {code for _, end, code in party_spans(before) if _ADOPTING.match(before, end)}
        return sorted(p for p in found if not STATE.fullmatch(p))
    signer = int(mention.fields["act_end"])  # 条約に署名する○○大臣
    found -= {code for a, b, code in party_spans(local) if _PLACE.match(local, b)}
    people = [
        d
        for d in context.in_passage("people", passage)
        if d.fields.get("country") and (d.text in local or 0 < d.start - signer <= 4)
    ]
    found |= {str(d.fields["country"]) for d in people}
    if _with_other_side(passage, mention):
        found |= {_with_other_side(passage, mention), "JP"}
    states = sorted(p for p in found if STATE.fullmatch(p))
    if not states and _of_the_ministry(passage, mention):
        return ["JP"]
    if len(states) == SEVERAL and _BILATERAL.search(reading(passage)[sentence_start(passage, mention) : mention.start]):
        instrument.parties = states
    return states


def _of_the_ministry(passage: Passage, mention: Mention) -> bool:
    """Whether a government speaks of its own act, for which it names no subject: 58年6月に締結したところである."""
    fields = mention.fields
    ours = fields["act"] in ("concluded", "acceded", "ratified") or (fields["act"], fields["status"]) == (
        "signed",
        "done",
    )
    if not ours or fields["form"] in ("passive", "intransitive"):
        return False
    return not _SOMEBODY.search(reading(passage)[sentence_start(passage, mention) : int(fields["act_start"])])


def _with_other_side(passage: Passage, mention: Mention) -> str:
    """The one state that a Japanese text names as the other side: フランスとの租税条約, カンボジアとの間で."""
    first = sentence_start(passage, mention)
    text = reading(passage)[first : mention.start]
    sides = [(b, code) for a, b, code in party_spans(text) if STATE.fullmatch(code) and code != "JP"]
    near = [code for b, code in sides if re.match(r"(?:政府)?と(?:の|は|、|の間)", text[b : b + 6])]
    if len(sides) > 1 and re.match(r"(?:政府)?と", text[sides[-2][0] : sides[-2][0] + 3]):
        return ""  # 英国とインドとの間で: both are told
    return near[-1] if near else ""


def _topic_before(passage: Passage, mention: Mention) -> str:
    """The topic carried over from the sentences before in the passage: 日本は、…に加入した。また、…を締結した."""
    text = SELF.sub("日本", reading(passage)[: int(mention.fields["act_start"])])
    topics = [m[0] for m in _TOPIC.finditer(text) if parties_in(m[0])]
    return topics[-1] if topics and _ACTOR.search(topics[-1]) else ""


def _words(passage: Passage, mention: Mention) -> str:
    """The words between the act before in the sentence and this one, its instrument's name left out."""
    text, at = reading(passage), int(mention.fields["act_start"])
    begin = next((s for s, e in sentences(text) if s <= at < e), 0)
    for other in passage.mentions.of("agreements"):
        if begin <= int(other.fields["act_end"]) <= at:
            begin = max(begin, int(other.fields["act_end"]))
    clause = text[begin:at]
    if begin <= mention.start < at:
        clause = text[begin : mention.start] + "＿" + text[mention.end : at]
    return _GOVERNMENT.sub("日本", SELF.sub("日本", _AFTER_DATE.sub("、日本", clause)))


def _clause(passage: Passage, mention: Mention) -> str:
    """The words of the act from its subject on, or those that name an agent."""
    clause = _words(passage, mention)
    subjects = list(_SUBJECT.finditer(clause))
    if subjects:
        begin = subjects[-1].start()
        listed = _LISTED.search(clause, max(0, begin - 100), begin)
        return clause[listed.start() if listed and _NUMBERED.search(subjects[-1][0]) else begin :]
    return "。".join(m[0] for m in _AGENT.finditer(clause))
