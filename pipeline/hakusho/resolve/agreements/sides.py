"""The sides that the words of a sentence show: between whom, with whom, beside whom an instrument was made."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.reading import SELF, reading, sentence_start
from hakusho.resolve.document import DocumentContext, Draft, Passage

SEVERAL = 2  # parties from which on a text is taken to tell all of them
STATE = re.compile(r"[A-Z]{2}")
_OTHER_SIDE = re.compile(r"(?:両?政府|両国)?(?:の?[0-9]{1,2}か国)?と[はの]")
_BETWEEN = re.compile(
    r"[^、。はがを]{2,24}間(?:で|に(?!つ|関|対|おけ)|(?<=[^のと]間)の(?:[^、。はがを]{1,16}(?:協定|条約|宣言|声明|覚書)(?:及び|並びに|と|、))?$)"
)
_ASIDE = re.compile(r"\([^()]{0,40}(?:など|について|を含む|を除く)[^()]{0,40}\)")
_ALSO_WITH = re.compile(
    r"[、。](?P<who>[^、。はがを]{2,16})とも(?:、|[^、。はが]{0,4}$)"
)  # ペルーとは…、2月より、チリとも
_ALSO_BESIDE = re.compile(r"[^、。はがを]{2}とも[「『]?$")
_LISTED_GROUP = re.compile(r"(?:\([^()]{1,90}\))?(?:諸国|各国)?(?:、|及び)(?=[ァ-ヴー一-龥]{2})")
_GROUP = re.compile(r"\)?(?:諸国|全体|側)?との間")
_IN_LIST = re.compile(
    r"(?:政府|側|諸国|各国)?(?:\([^()]{1,90}\))?(?:諸国|各国)?(?:、|及び|並びに|および|や|・|と|、及び)"
)
_ON_OTHER_SIDE = re.compile(
    r"\)?(?:\([^()]{1,60}\))?(?:政府|諸国|各国|側|全体|など|等)?(?:それぞれ|の?それぞれ|の?[0-9]{1,2}[かヶカケ]国)?との間"
)
_OF_SIDE = re.compile(
    r"\)?(?:政府|諸国|各国|側|全体|[^、。はがをとの]{1,16}(?:省|庁|局|委員会|銀行|当局|警備隊))?との(?:間の)?"
)
_ACTING = re.compile(
    r"[^、。はが]{1,20}(?<!に)(?<!で)(?<!ついて)(?<!おいて)(?:は|が(?=、|[^、。はが]{0,40}(?:と(?:会談|会合|協議|の間)|$)))"
)
_MET_WITH = re.compile(r"と(?:それぞれ|個別に|も)?(?:会談|会合|協議|会見|面会|懇談|対話)")
_MARKED = re.compile(r"[^、。をにで]{0,16}[はが]")
_EACH_IN_TURN = re.compile(r"(?:それぞれ|各々)[、,]?[^、。]{0,6}$")
_DATED_SIDE = re.compile(r"(?:に(?:は)?、?|、)(?P<who>[^、。はがを]{2,16}?)(?:と(?:の間(?:で|に))?、?|、)(?![のし])")
_TO_THE_NAME = re.compile(r"(?:政府)?と(?:新たに|初めて|個別に)?[「『]?")
_APART = re.compile(r"(?:政府)?と(?:は、?|の間で、?)?(?:、?同?[0-9]{1,4}[年月日])")
_TO_NAME = re.compile(r"(?:それぞれ|新たに|[^、。はがを]{0,12}の)?[「『]?")
_CLOSE = 10  # characters between two such pairs: 及び, さらに
_BOTH = re.compile(r"両(?:国|機関|当局|省|庁|者|大臣|長官|首脳|政府)|双方")
_TWO_OF_THEM = re.compile(r"両(?:大臣|長官|首脳|外相|閣僚)")  # 中韓両大臣は: of three who met
_DEICTIC = re.compile(r"同|本(?=協|覚|条|取|声)|この")
_SUBJECT = re.compile(r"[^、。はがも]{1,20}(?:は|が|(?<!と)も)(?=[、。]|[^、。はが]*$)")


def among(text: str) -> list[str]:
    """The states that a text before the name says it was made between: 日中間で, 日豪両政府間において; with the one that
    acts, which in a Japanese text is Japan where none is named: ペルー及びチリとの間で."""
    text = SELF.sub("日本国", text)  # as long as what it stands for
    text = _ASIDE.sub(lambda m: "(" + "＿" * (len(m[0]) - 2) + ")", text)
    between = list(_BETWEEN.finditer(text))
    if not between:
        return []
    last = between[-1]
    if (later := _ALSO_WITH.search(text, last.end())) and (other := parties_in(later["who"])):
        return sorted({*other, "JP"}) if all(map(STATE.fullmatch, other)) else []
    spans = [
        s
        for s in party_spans(text)
        if s[1] <= last.end() and (STATE.fullmatch(s[2]) or _GROUP.match(text, s[1]) or _LISTED_GROUP.match(text, s[1]))
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
        found |= {p for p in parties_in(acting[-1]) if STATE.fullmatch(p)} if acting else {"JP"}
    return sorted(found) if len(found) >= SEVERAL else []


def among_behind(text: str) -> list[str]:
    """The state that a text between the name and the act says it was made with, which the act is Japan's to do with:
    協定についてペルーとの間で署名."""
    spans = party_spans(text)
    with_it = [s for s in spans if re.match(r"(?:政府|当局)?と(?:の間で|も|、)?$|(?:政府|当局)?との間で", text[s[1] :])]
    if not with_it:
        return []
    listed = [with_it[-1]]
    for span in reversed([s for s in spans if s[0] < with_it[-1][0]]):
        if not _IN_LIST.fullmatch(text[span[1] : listed[0][0]]):
            break
        listed.insert(0, span)
    return sorted({code for _, _, code in listed} | {"JP"})


def other_side(text: str) -> str:
    """The state that a text before the name gives as the other side, in its last clause that gives one: ペルーとは、."""
    sides = [
        code
        for a, b, code in party_spans(text)
        if code != "JP"
        and (
            re.match(r"(?:政府)?(?:\([^()]{1,40}\))?と(?:は|の間)", text[b : b + 48]) or _TO_THE_NAME.fullmatch(text, b)
        )
    ]
    return sides[-1] if sides else ""


def also_with(text: str) -> list[str]:
    """The states right before a name with whom it was made as another was with others: スイスとも協定交渉を妥結させた."""
    if not _ALSO_BESIDE.search(text):
        return []
    found: list[tuple[int, int, str]] = []
    for span in reversed(party_spans(text)):
        if found and not _IN_LIST.fullmatch(text[span[1] : found[0][0]]):
            break
        found.insert(0, span)
    return sorted({code for _, _, code in found if STATE.fullmatch(code)})


def each_apart(text: str) -> str:
    """The last of the foreign states that a text before the name tells each with what was done with it: ペルーと3月に協定交渉を、
    チリと4月に."""
    sides = [(b, code) for _, b, code in party_spans(text) if STATE.fullmatch(code)]
    apart = [code for b, code in sides if _APART.match(text, b)]
    return apart[-1] if len(apart) == len(sides) >= SEVERAL and "JP" not in apart else ""


def met_abroad(context: DocumentContext, passage: Passage, mention: Mention, doers: list[str]) -> bool:
    """Whether the text leaves out that the Japanese side acts: 仏の大臣及び独の大臣と会談し、声明に署名した."""
    first, at = sentence_start(passage, mention), int(mention.fields["act_start"])
    text = reading(passage)[first:at]
    if mention.fields["form"] != "active" or not _MET_WITH.search(text) or not all(map(STATE.fullmatch, doers)):
        return False
    if any(set(parties_in(m[0])) & set(doers) for m in _ACTING.finditer(text)):
        return False
    people = [d for d in context.in_passage("people", passage) if first <= d.start < first + at]
    return not any(_MARKED.match(reading(passage), d.end) for d in people if d.fields.get("country") in doers)


def of_two_sides(context: DocumentContext, passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """Japan and the only foreign state of the passage or, where it names none, of the title, where the sentence speaks of
    both sides: 両機関は."""
    first, end = passage.sentence_span(mention.start)
    if not (_BOTH.search(reading(passage)[first:end]) or _DEICTIC.match(instrument.name)):
        return []
    told = parties_in(reading(passage)[: mention.start])
    told = told if {*told} - {"JP"} else parties_in(context.source.metadata.title or "")
    foreign = {p for p in told if p != "JP" and STATE.fullmatch(p)}
    return sorted({*foreign, "JP"}) if len(foreign) == 1 else []


def with_many(passage: Passage, mention: Mention) -> bool:
    """Whether a list of states is the other side of a Japanese text: 韓国、ベトナムとの間では, 4か国とは."""
    first = sentence_start(passage, mention)
    text = reading(passage)[first : mention.start]
    spans = party_spans(text)
    joined = any(text[b:c] == "と" for (_, b, _), (c, _, _) in itertools.pairwise(spans))
    return bool(spans) and not joined and bool(_OTHER_SIDE.match(text, spans[-1][1]))


def side_of_name(passage: Passage, mention: Mention) -> str:
    """The one state that stands right before a name as the other side: ベルギーとの協定, where nothing joins it to another."""
    within = re.match(r"[^、。はが]{1,40}?との", mention.fields["name"])  # ベルギーとの協定
    text = reading(passage)[sentence_start(passage, mention) : mention.start + (within.end() if within else 0)]
    spans = [(a, b, code) for a, b, code in party_spans(text) if code != "JP"]
    if not spans or not _OF_SIDE.fullmatch(text, spans[-1][1]):
        return ""
    spans = [s for s in spans if s[2] != spans[-1][2]] + spans[-1:]
    joined = len(spans) > 1 and re.fullmatch(r"(?:政府)?(?:、|及び|および|や|・|と)", text[spans[-2][1] : spans[-1][0]])
    return "" if joined else spans[-1][2]


def topic(passage: Passage, mention: Mention) -> str:
    """The topic or subject of the sentence up to the name: 中国は、パキスタンとの協定に."""
    text = SELF.sub("日本", reading(passage)[sentence_start(passage, mention) : mention.start])
    subjects = [m[0] for m in _SUBJECT.finditer(text) if parties_in(m[0])]
    return subjects[-1] if subjects else ""


def side_before(text: str) -> str:
    """The other side that the sentences before in a passage are about: オーストラリアとの間では."""
    sides = [
        code
        for a, b, code in party_spans(text)
        if STATE.fullmatch(code) and re.match(r"とは|との間で|では|において", text[b : b + 4])
    ]
    return sides[-1] if sides else ""


def together(text: str) -> list[str]:
    """The last parties that a text names in one breath: 日米両国, 英国とイタリア; an organization alone."""
    groups: list[list[str]] = []
    stops: list[int] = []
    end = -10
    for start, stop, code in party_spans(text):
        if start - end <= 3:
            groups[-1].append(code)
        else:
            groups.append([code])
            stops.append(stop)
        end = stops[-1] = stop
    return next(
        (
            sorted(set(group))
            for group, stop in zip(reversed(groups), reversed(stops), strict=True)
            if telling(group) and ("JP" in group or not _TWO_OF_THEM.match(text, stop))
        ),
        [],
    )


def each_with_one(
    passage: Passage, mention: Mention, parties: Sequence[str], dates: Sequence[Draft]
) -> list[list[str]]:
    """The parties for each date, where several states and as many dates go with each other in their order: ペルー、チリとの
    間で締結している(それぞれ、2003年、2004年に発効). Empty where they do not."""
    foreign = [p for p in parties if p != "JP"]
    if len(dates) < SEVERAL or len(dates) != len(foreign) or "JP" not in parties:
        return []
    first = sentence_start(passage, mention)
    text = reading(passage)[first : dates[0].start]
    if not _EACH_IN_TURN.search(text):
        return []
    order = list(dict.fromkeys(code for _, _, code in party_spans(text) if code in foreign))
    return [sorted({code, "JP"}) for code in order] if len(order) == len(dates) else []


def dated_sides(passage: Passage, mention: Mention, points: Sequence[Draft]) -> list[tuple[Draft, list[str]]]:
    """Each date with the one it was done with, where the text tells several of both in turn before the name: 3月にペルー、
    8月にチリとの間で投資協定に署名. Empty where it does not."""
    first, text = sentence_start(passage, mention), reading(passage)
    pairs: list[tuple[Draft, str, int]] = []
    for date in (d for d in points if first <= d.start and d.end <= mention.start):
        side = _DATED_SIDE.match(text, date.end, mention.start)
        codes = [p for p in parties_in(side["who"]) if STATE.fullmatch(p) and p != "JP"] if side else []
        if side is None or len(codes) != 1 or (pairs and date.start - pairs[-1][2] > _CLOSE):
            pairs = []
            continue
        pairs.append((date, codes[0], side.end()))
    last = bool(pairs) and _TO_NAME.fullmatch(text, pairs[-1][2], mention.start)
    if len(pairs) < SEVERAL or not last or len({code for _, code, _ in pairs}) < len(pairs):
        return []
    return [(date, sorted({code, "JP"})) for date, code, _ in pairs]


def telling(found: list[str]) -> bool:
    """Whether the parties are enough to name an agreement: two states, or an organization."""
    states = [p for p in found if STATE.fullmatch(p)]
    return len(found) >= SEVERAL or len(found) > len(states)
