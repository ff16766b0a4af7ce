"""The parties of an instrument: from its name, the configuration, the sentence, the meeting."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from hakusho.config import vocabulary
from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.words import BINDING_ACTS, WEAK_KINDS
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.groups import ACTS_OF_A_GROUP, as_a_group, at_work
from hakusho.resolve.agreements.instruments import Instrument
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import meeting_at

_ALL = 2  # parties from which on a text is taken to tell all of them
_STATE = re.compile(r"[A-Z]{2}")
_SELF = re.compile(r"わが国|我が国")  # its が is no particle
_BEFORE = 200  # characters of the sentences before that may tell the parties
_JOINT = re.compile(
    r"共同で|両(?:首脳|大臣|閣僚|外相|長官|国|政府|者)|双方|[三四3-4](?:閣僚|大臣|首脳|か国)|(?:総会|首脳会[合議]|閣僚会[合議]|大臣会合|締約国会議)"
)
_OTHER_SIDE = re.compile(r"(?:政府)?(?:の?[0-9]{1,2}か国)?と(?:は|の間)")
_BY_ONE = ("signed", "concluded", "acceded", "ratified", "approved")
# Made by the group that met, whoever was in the chair: its host is no party of its own.
_CHAIRED = re.compile(r"議長(?:声明|総括|サマリー)")
# Made by those who fought: neither Japan nor the country that the text is about is a party for that.
_OF_BELLIGERENTS = re.compile(r"休戦|停戦")
# So many that the text names none of them, of which others may stand further on in the sentence.
UNNAMED_MANY = re.compile(r"[0-9]か国(?:・地域)?(?:と|との間で)$")
_PLENARY = re.compile(r"サミット|国際会議|締約国会[議合]|運用検討会議|国連[^、。]{0,12}会議|外交会議")
_BETWEEN = re.compile(r"[^、。はがを]{2,24}間(?:で|に(?!つ|関|対))")
_BILATERAL = re.compile(r"間(?:で|に)(?:は|も)?、?|二国間|両国")
_GROUP = re.compile(r"\)?(?:諸国|全体|側)?との間")
_IN_LIST = re.compile(r"(?:政府|側)?(?:、|及び|並びに|および|や|・|と|、及び)")
_ON_OTHER_SIDE = re.compile(r"\)?(?:政府|諸国|各国|側|全体)?(?:それぞれ|の?それぞれ|の?[0-9]{1,2}[かヶカケ]国)?との間")
_OF_SIDE = re.compile(r"\)?(?:政府|諸国|各国|側|全体)?との(?:間の)?")
_ACTING = re.compile(
    r"[^、。はが]{1,20}(?<!に)(?<!で)(?<!ついて)(?<!おいて)(?:は|が(?=、|[^、。はが]{0,40}(?:と(?:会談|会合|協議|の間)|$)))"
)
_MET_WITH = re.compile(r"と(?:それぞれ|個別に|も)?(?:会談|会合|協議|会見|面会|懇談|対話)")
_MARKED = re.compile(r"[^、。をにで]{0,16}[はが]")
_BOTH = re.compile(r"両(?:国|機関|当局|省|庁|者|大臣|長官|首脳|政府)|双方")
_DEICTIC = re.compile(r"同|本(?=協|覚|条|取|声)|この")
_CONCERNING = re.compile(r"[^、。はが]{1,12}について")  # 我が国については発効していない
_AGENT = re.compile(r"[^、。はが]{1,24}(?:について|により|によって|において|との間で|で(?=、|[^、。]{0,12}$))")
_TOPIC = re.compile(r"[^、。はがも]{1,20}[はも]")
_ACTOR = re.compile(r"(?:日本|[^関]|政府|両国)[はも]$")  # of 日米関係は, neither acts
_AHEAD = re.compile(
    r"(?:に際し|に当たり|にあたり|に伴い|とともに|と同時に)[^、。]{0,4}、(?P<topic>[^、。はが]{1,20}は)"
)
_SUBJECT = re.compile(r"[^、。はがも]{1,20}(?:は|が|も)(?=[、。]|[^、。はが]*$)")


def parties_of(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """The parties as codes and organizations, sorted; empty where the text gives none."""
    if instrument.parties:
        return instrument.parties
    if named := _named(instrument):
        instrument.parties = named
        return named
    if instrument.open or (instrument.known is not None and instrument.kind == "agreement"):
        return _of_open_treaty(context, passage, mention, instrument)
    if _OF_BELLIGERENTS.search(instrument.name):
        return _doers(context, passage, mention)
    weak = instrument.kind in WEAK_KINDS and not _joint(passage, mention)
    if UNNAMED_MANY.search(reading(passage)[_start(passage, mention) : mention.start]):
        return _doers(context, passage, mention)
    for found in _told(context, passage, mention, instrument, weak):
        if instrument.kind == "resolution":  # a resolution speaks of states; those who adopt it are a body
            found = [p for p in found if not _STATE.fullmatch(p)]
        if _CHAIRED.search(instrument.name) and (group := [p for p in found if not _STATE.fullmatch(p)]):
            found = group
        if _telling(found):
            states = [p for p in found if _STATE.fullmatch(p)]
            parties = states if len(states) >= _ALL else found
            if instrument.reusable:
                instrument.parties = parties
            return parties
    return []


def _joint(passage: Passage, mention: Mention) -> bool:
    """Whether the sentence shows several governments at work, though it need not name them: 両大臣は, 総会において."""
    sentence = reading(passage)[_start(passage, mention) : max(mention.end, int(mention.fields["act_end"]))]
    return mention.fields["act"] in BINDING_ACTS or bool(_JOINT.search(sentence))


def _told(
    context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument, weak: bool
) -> Iterator[list[str]]:
    """What the text tells of the parties, the nearest first. A plan or a guideline, which are made at home too, has
    them in its own sentence, row or meeting."""
    doers = _doers(context, passage, mention)
    if among := _among(reading(passage)[_start(passage, mention) : mention.start]):
        yield among
    if side := _side_of_name(passage, mention):
        subject = parties_in(_topic(passage, mention)) or ["JP"]
        yield sorted({side, *subject})
    if not weak and len(doers) >= _ALL and "JP" not in doers and _with_many(passage, mention):
        yield sorted({*doers, "JP"})
    if not weak and doers and "JP" not in doers and _met_abroad(context, passage, mention, doers):
        yield sorted({*doers, "JP"})
    yield doers
    if (
        not weak
        and mention.fields["status"] != "negated"
        and len(doers) == 1
        and _STATE.fullmatch(doers[0])
        and doers != ["JP"]
    ):
        yield sorted({*doers, "JP"})  # a Japanese document that names the other side only
    yield _of_row(context, passage)
    if not weak and mention.fields["act"] in BINDING_ACTS and mention.fields["status"] == "done":
        yield _of_two_sides(passage, mention, instrument)
    first = _start(passage, mention)
    if not doers and _PLENARY.search(reading(passage)[max(0, first - 60) : mention.start]):
        return  # a conference of so many that the text does not say whose
    meeting = meeting_at(context, passage, mention.start)
    near = ("sentence", "passage") if weak else ("sentence", "passage", "title")
    if meeting is not None and meeting.source in near:
        yield sorted(meeting.parties)
    if not weak:
        if mention.fields["reference"] != "same" and (side := _side_before(reading(passage)[:first])):
            yield sorted({side, "JP"})
        yield _people(context, passage, 0, first)
    last = next((e for s, e in sentences(reading(passage)) if s == first), len(reading(passage)))
    yield _together(reading(passage)[first:last])
    if weak and mention.fields["act"] in ACTS_OF_A_GROUP:
        yield _bodies(context, passage, first)
    if not weak:
        yield _together(reading(passage)[:first][-_BEFORE:])
        yield _of_headings(passage)
        yield sorted(meeting.parties) if meeting is not None else []


def _of_open_treaty(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """A convention open to many has the party that acts: 英国が加入した, 我が国は批准した, 国連総会で採択された."""
    local = _clause(passage, mention)
    if mention.fields["status"] == "negated":
        whose = local if mention.fields["act"] in _BY_ONE else "".join(_CONCERNING.findall(local))
        return sorted(p for p in parties_in(whose) if _STATE.fullmatch(p))
    if mention.fields["act"] in _BY_ONE and not parties_in(local):
        ahead = _AHEAD.match(_SELF.sub("日本", reading(passage)[int(mention.fields["act_end"]) :][:60]))
        local = ahead["topic"] if ahead else ""
    if mention.fields["act"] in _BY_ONE and not parties_in(local):
        local = _topic_before(passage, mention)
    found = set(parties_in(local)) | set(parties_in(instrument.name))
    if mention.fields["act"] in ("adopted", "announced"):
        found |= set(parties_in(reading(passage)[_start(passage, mention) : mention.start]))
        return sorted(p for p in found if not _STATE.fullmatch(p))
    signer = int(mention.fields["act_end"])  # 条約に署名する○○大臣
    people = [
        d
        for d in context.in_passage("people", passage)
        if d.fields.get("country") and (d.text in local or 0 < d.start - signer <= 4)
    ]
    found |= {str(d.fields["country"]) for d in people}
    if _with_other_side(passage, mention):
        found |= {_with_other_side(passage, mention), "JP"}
    states = sorted(p for p in found if _STATE.fullmatch(p))
    if len(states) == _ALL and _BILATERAL.search(reading(passage)[_start(passage, mention) : mention.start]):
        instrument.parties = states
    return states


def _with_other_side(passage: Passage, mention: Mention) -> str:
    """The one state that a Japanese text names as the other side: フランスとの租税条約, カンボジアとの間で."""
    first = _start(passage, mention)
    text = reading(passage)[first : mention.start]
    sides = [(b, code) for a, b, code in party_spans(text) if _STATE.fullmatch(code) and code != "JP"]
    near = [code for b, code in sides if re.match(r"(?:政府)?と(?:の|は|、|の間)", text[b : b + 6])]
    if len(sides) > 1 and re.match(r"(?:政府)?と", text[sides[-2][0] : sides[-2][0] + 3]):
        return ""  # 英国とインドとの間で: both are told
    return near[-1] if near else ""


def _topic_before(passage: Passage, mention: Mention) -> str:
    """The topic carried over from the sentences before in the passage: 日本は、…に加入した。また、…を締結した."""
    text = _SELF.sub("日本", reading(passage)[: int(mention.fields["act_start"])])
    topics = [m[0] for m in _TOPIC.finditer(text) if parties_in(m[0])]
    return topics[-1] if topics and _ACTOR.search(topics[-1]) else ""


def _clause(passage: Passage, mention: Mention) -> str:
    """The words between the act before in the sentence and this one, its instrument's name left out."""
    text, at = reading(passage), int(mention.fields["act_start"])
    begin = next((s for s, e in sentences(text) if s <= at < e), 0)
    for other in passage.mentions.of("agreements"):
        if begin <= int(other.fields["act_end"]) <= at:
            begin = max(begin, int(other.fields["act_end"]))
    clause = text[begin:at]
    if begin <= mention.start < at:
        clause = text[begin : mention.start] + "＿" + text[mention.end : at]
    clause = _SELF.sub("日本", clause)
    subjects = list(_SUBJECT.finditer(clause))
    if subjects:
        return clause[subjects[-1].start() :]
    return "。".join(m[0] for m in _AGENT.finditer(clause))


def _named(instrument: Instrument) -> list[str]:
    if instrument.known is not None:
        known = vocabulary().instruments.instrument[instrument.known].parties
        if known:
            return sorted(known)
    names = [_SELF.sub("日本", name) for name in (*instrument.names, *instrument.others)]
    found = sorted({p for name in names for p in parties_in(name)})
    if instrument.kind == "resolution" or instrument.open:  # a resolution speaks of states; a convention is of no body
        found = [p for p in found if bool(_STATE.fullmatch(p)) is instrument.open]
    if len(found) == 1 and re.search(r"対[米英中韓露]|(?:米国?|英国?)との", instrument.name):
        found = sorted({*found, "JP"})
    return found if _telling(found) else []


def _telling(found: list[str]) -> bool:
    """Whether the parties are enough to name an agreement: two states, or an organization."""
    states = [p for p in found if _STATE.fullmatch(p)]
    return len(found) >= _ALL or len(found) > len(states)


def _doers(context: DocumentContext, passage: Passage, mention: Mention) -> list[str]:
    """Who did it, in the sentence up to the act: countries, organizations, the offices of the people named."""
    first, at = _start(passage, mention), int(mention.fields["act_end"])
    text = reading(passage)[first:]
    spans = at_work(text, at - first)
    found = {code for a, code in spans if not mention.start <= first + a < mention.end}
    found |= set(_people(context, passage, first, at))
    return as_a_group(text[: at - first], sorted(found), str(mention.fields["act"]))


def _people(context: DocumentContext, passage: Passage, first: int, last: int) -> list[str]:
    """The countries of the people named in a stretch of a passage."""
    people = (d for d in context.in_passage("people", passage) if first <= d.start < last)
    return sorted({str(d.fields["country"]) for d in people if d.fields.get("country")})


def _among(text: str) -> list[str]:
    """The states that a text before the name says it was made between: 日中間で, 日豪両政府間において; with the one that
    acts, which in a Japanese text is Japan where none is named: ペルー及びチリとの間で."""
    text = _SELF.sub("日本国", text)  # as long as what it stands for
    between = list(_BETWEEN.finditer(text))
    if not between:
        return []
    last = between[-1]
    spans = [
        s for s in party_spans(text) if s[1] <= last.end() and (_STATE.fullmatch(s[2]) or _GROUP.match(text, s[1]))
    ]
    listed: list[tuple[int, int, str]] = []
    for span in reversed(
        spans
    ):  # from the last of the list leftwards, out of the match where the list begins before it
        if span[0] < last.start() and not (listed and _IN_LIST.fullmatch(text[span[1] : listed[0][0]])):
            break
        listed.insert(0, span)
    found = {code for _, _, code in listed}
    pair = any(text[b:c] == "と" for (_, b, _), (c, _, _) in itertools.pairwise(listed))
    if listed and "JP" not in found and not pair and _ON_OTHER_SIDE.match(text, listed[-1][1]):
        acting = [m[0] for m in _ACTING.finditer(text[: listed[0][0]]) if parties_in(m[0])]
        found |= {p for p in parties_in(acting[-1]) if _STATE.fullmatch(p)} if acting else {"JP"}
    return sorted(found) if len(found) >= _ALL else []


def _met_abroad(context: DocumentContext, passage: Passage, mention: Mention, doers: list[str]) -> bool:
    """Whether the text leaves out that the Japanese side acts: 仏の大臣及び独の大臣と会談し、声明に署名した."""
    first, at = _start(passage, mention), int(mention.fields["act_start"])
    text = reading(passage)[first:at]
    if mention.fields["form"] != "active" or not _MET_WITH.search(text) or not all(map(_STATE.fullmatch, doers)):
        return False
    if any(set(parties_in(m[0])) & set(doers) for m in _ACTING.finditer(text)):
        return False
    people = [d for d in context.in_passage("people", passage) if first <= d.start < first + at]
    return not any(_MARKED.match(reading(passage), d.end) for d in people if d.fields.get("country") in doers)


def _of_two_sides(passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """Japan and the only foreign state of the passage, where the sentence speaks of both sides: 両機関は."""
    first, end = passage.sentence_span(mention.start)
    if not (_BOTH.search(reading(passage)[first:end]) or _DEICTIC.match(instrument.name)):
        return []
    foreign = {p for p in parties_in(reading(passage)[: mention.start]) if p != "JP" and _STATE.fullmatch(p)}
    return sorted({*foreign, "JP"}) if len(foreign) == 1 else []


def _with_many(passage: Passage, mention: Mention) -> bool:
    """Whether a list of states is the other side of a Japanese text: 韓国、ベトナムとの間では, 4か国とは."""
    first = _start(passage, mention)
    text = reading(passage)[first : mention.start]
    spans = party_spans(text)
    joined = any(text[b:c] == "と" for (_, b, _), (c, _, _) in itertools.pairwise(spans))
    return bool(spans) and not joined and bool(_OTHER_SIDE.match(text, spans[-1][1]))


def _side_of_name(passage: Passage, mention: Mention) -> str:
    """The one state that stands right before a name as the other side: ベルギーとの協定, where nothing joins it to another."""
    within = re.match(r"[^、。はが]{1,24}?との", mention.fields["name"])  # ベルギーとの協定
    text = reading(passage)[_start(passage, mention) : mention.start + (within.end() if within else 0)]
    spans = [(a, b, code) for a, b, code in party_spans(text) if code != "JP"]
    if not spans or not _OF_SIDE.fullmatch(text, spans[-1][1]):
        return ""
    spans = [s for s in spans if s[2] != spans[-1][2]] + spans[-1:]
    joined = len(spans) > 1 and re.fullmatch(r"(?:政府)?(?:、|及び|や|・|と)", text[spans[-2][1] : spans[-1][0]])
    return "" if joined else spans[-1][2]


def _topic(passage: Passage, mention: Mention) -> str:
    """The topic or subject of the sentence up to the name: 中国は、パキスタンとの協定に."""
    text = _SELF.sub("日本", reading(passage)[_start(passage, mention) : mention.start])
    subjects = [m[0] for m in _SUBJECT.finditer(text) if parties_in(m[0])]
    return subjects[-1] if subjects else ""


def _bodies(context: DocumentContext, passage: Passage, first: int) -> list[str]:
    """The organizations that the sentences before, the headings or the document's title are about, the nearest first."""
    titles = (reading(passage)[:first][-_BEFORE:], *reversed(passage.section), context.source.metadata.title or "")
    found = ([p for p in parties_in(title) if not _STATE.fullmatch(p)] for title in titles)
    return next((bodies for bodies in found if bodies), [])


def _side_before(text: str) -> str:
    """The other side that the sentences before in a passage are about: オーストラリアとの間では."""
    sides = [
        code
        for a, b, code in party_spans(text)
        if _STATE.fullmatch(code) and re.match(r"とは|との間で|では|において", text[b : b + 4])
    ]
    return sides[-1] if sides else ""


def _together(text: str) -> list[str]:
    """The last parties that a text names in one breath: 日米両国, 英国とイタリア; an organization alone."""
    groups: list[list[str]] = []
    end = -10
    for start, stop, code in party_spans(text):
        if start - end <= 3:
            groups[-1].append(code)
        else:
            groups.append([code])
        end = stop
    return next((sorted(set(group)) for group in reversed(groups) if _telling(group)), [])


def _start(passage: Passage, mention: Mention) -> int:
    return next((s for s, e in sentences(reading(passage)) if s <= mention.start < e), 0)


def _of_row(context: DocumentContext, passage: Passage) -> list[str]:
    """The parties that the other cells of a table's row name."""
    cell, grid = passage.piece.cell, passage.piece.block.grid
    if cell is None or grid is None:
        return []
    row = [p for p in context.passages if p.piece.block.grid is grid and p.piece.cell and p.piece.cell.row == cell.row]
    return sorted({code for p in row for code in parties_in(p.text)})


def _of_headings(passage: Passage) -> list[str]:
    """The parties that the innermost heading that names any tells of; one foreign state there stands with Japan."""
    for title in reversed(passage.section):
        if found := parties_in(title):
            return sorted({*found, "JP"}) if len(found) == 1 and _STATE.fullmatch(found[0]) else found
    return []
