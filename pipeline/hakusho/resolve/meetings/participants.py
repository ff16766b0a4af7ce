"""Who met: from a meeting's name, the words before it, and the people and offices of its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hakusho.extractors.parties import is_state, parties_in, party_spans
from hakusho.extractors.state_offices import of_state
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.meetings.names import Naming

# 総会のため来日中の仏外相と: what a visitor came for is not whom he met.
_VISITING = re.compile(r"[^、。]{1,80}(?:来日|訪日|来訪|訪問|出張|滞在)(?:中の|した|している)")
# 8月のASEAN会合(マニラ)の際に仏外相と: on what occasion is not with whom.
_OCCASION = re.compile(r"[^、。]{1,40}(?:会議|会合|サミット|総会)(?:\([^()]{1,30}\))?の(?:際|機会)(?:に|には)?")
_CALL = re.compile(r"(?:表敬|懇談|立ち話|会見)$")
_NUMBERED = re.compile(r"第[\d一二三四五六七八九十]{1,4}回")
_PLACED = re.compile(r"[^、。はがをと]{2,20}(?:において|にて)(?=[^、。]{2,40}と)")  # ペルー・リマにおいて仏大統領と
_OFFICE = re.compile(rf"[^、。はがをとに]{{2,40}}?{of_state()}(?!国|会合|会議|級|レベル|声明|宣言)")
# A name before a country's one letter (ベルク独外相) may be that of another country.
_NAME = re.compile(r"[ァ-ヴー・=]{2,30}(?=[一-龥]{1,2}(?:外相|国務|国防|大統領|首相|外務))")
# 仏外相及び独外相とそれぞれ会談: the one who met them is not named with them.
_TOGETHER_WITH = re.compile(r"と(?:の間で|ともに|共に)?(?:、|それぞれ|個別に|も)?(?:[^、。はがを]{0,12})$")
_SUBJECT = re.compile(r"(?:は|が)、?")
_COMMA = re.compile(r"(?:共和国|連邦|王国)?、?")
_AND = re.compile(
    r"(?:共和国|連邦|王国)?(?:等|など|諸国|各国|政府|両国|側)?(?:、|及び|並びに|および|ならびに|と|や|・)?"
)
_TO_NAME = re.compile(
    r"(?:共和国|連邦|王国)?(?:の(?:[一-龥]{0,6}(?:閣僚|首脳|大臣|外相|代表|高官|要人))(?:等|ら)?)?(?:の)?(?:\d{1,2}|[二三四五六七八九十])?(?:か国|カ国|ヶ国|国|者)?(?:政府)?(?:による|の間の|との|とともに|の|で)?(?:[一-龥]{0,6}の)?"
)
# The meetings of several pairs told together: 日仏協議を、日伊間で日伊協議を開き; 首脳会議や閣僚会合で.
_BESIDE = re.compile(
    r"」?(?:[一-龥]{2,6})?(?:\([^()]{1,30}\))?(?:や|及び|並びに|、|と|・|を、?)(?:[^、。]{1,12}間で、?(?:[^、。]{1,24}に)?)?(?:第\d{1,3}回)?「?"
)
_COUNTRY = re.compile(
    r"(?:\([\d一二三四五六七八九十ア-ン]{1,3}\)|[\d一二三四五六七八九十ア-ン]{1,3}[).．、 ]|[①-⑳○●■◆・\s]){0,3}(?P<who>[^、。:はがを()]{2,20})(?:\([^()]{1,12}\)){0,2}:?\s?"
)
_LABEL = re.compile(r"\([\d一二三四五六七八九十ア-ン]{1,3}\)[^。]{2,30}")  # (3)バーン国務次官
_MEMBERS = re.compile(
    r"(?:か|カ|ヶ)国\((?P<who>[^()。]{4,120})\)との(?:対話|協力|会合|協議)[^、。はがを()]{0,24}$"
)  # 5か国(…)との対話枠組みである
_TITLE = 80  # characters of a line that is a title
_LABEL_BACK = 6  # passages back that a line with a country alone reaches


def codes_in(name: str) -> list[str]:
    """The parties in a meeting's name, its number left aside (第27回日EU政策対話)."""
    return parties_in(_NUMBERED.sub("", name))


def met_at(context: DocumentContext, naming: Naming, first: int, last: int, others: Sequence[Naming]) -> list[str]:
    """The codes of who met at a meeting that a sentence names, sorted; `others` are the namings of the same passage."""
    named = codes_in(naming.name)
    if len(named) == 1 and named != ["JP"] and is_state(named[0]) and _CALL.search(naming.name):
        return sorted({*named, "JP"})  # バーン仏外相表敬: paid to one of ours, or by one
    members = _MEMBERS.search(naming.passage.text, first, naming.start)
    if members and len(told := parties_in(members["who"])) > 2 and {*named} - {"JP"} <= {*told}:
        return sorted({*told, "JP"})
    if named:
        for other in reversed([o for o in others if first <= o.start and o.end <= naming.start]):
            if not (beside := codes_in(other.name)) or not _BESIDE.fullmatch(
                naming.passage.text, other.end, naming.start
            ):
                break
            named, naming = sorted({*named, *beside}), other
        return named
    people = people_in(context, naming.passage, naming.start, naming.end)
    if len(people) == 1 and _CALL.search(naming.name):
        return sorted({*people, "JP"})
    return people or _participants(context, naming, first, last)


def people_in(context: DocumentContext, passage: Passage, start: int, end: int) -> list[str]:
    """The countries of the people in a stretch of a passage."""
    people = [d for d in context.in_passage("people", passage) if start <= d.start < end]
    return sorted({code for d in people if (code := country_of(context, d))})


def country_of(context: DocumentContext, person: Draft) -> str | None:
    """The country that most mentions of the person by the fullest name in the document have: one with the full office
    tells more than 大臣."""
    name = str(person.fields.get("name") or "")
    known = [(str(d.fields.get("name") or ""), d) for d in context.of("people") if d.fields.get("country")]
    same = [(full, d) for full, d in known if name and (full.startswith(name) or full.endswith("・" + name))]
    longest = max((len(full) for full, _ in same), default=0)
    found = Counter(str(d.fields["country"]) for full, d in same if len(full) == longest or longest == len(name))
    return found.most_common(1)[0][0] if found else None


def _participants(context: DocumentContext, naming: Naming, first: int, last: int) -> list[str]:
    """Who met, from the words before the name (日本とASEANの会合), the people and the offices in the sentence."""
    text, passage = naming.passage.text, naming.passage
    sentence = _VISITING.sub("", text[first:last])
    met = {*people_in(context, passage, first, last), *_offices_in(sentence)}
    if met == {"JP"}:
        met |= {code for code in _offices_in(text[first:last]) if is_state(code)}
    nearest = _PLACED.sub("", _OCCASION.sub("", re.split("[、,。]", text[first : naming.start])[-1]))
    before = {*parties_in(_NAME.sub(" ", _VISITING.sub("", nearest)))}
    listed = _listed(text, first, naming.start)
    before |= {*listed}
    if len(before) > 1:
        alone = all(is_state(code) for code in before) and "JP" not in before
        if alone and _TOGETHER_WITH.search(text, first, naming.start):
            before |= (met - before) or {"JP"}
            if "JP" not in before and ("二国間" in naming.name or "個別" in naming.name):
                before |= _unnamed_host(context, naming, first, before)
        return sorted(before)
    if (
        len(before) == 1
        and before != {"JP"}
        and all(map(is_state, before))
        and _TOGETHER_WITH.search(text, first, naming.start)
    ):
        return sorted(before | ((met - before) or {"JP"}) | _unnamed_host(context, naming, first, met))
    if met and met != {"JP"} and all(is_state(code) for code in met) and len(met) == 1:
        met.add("JP")
    title = len(text) <= _TITLE and "。" not in text
    return sorted(met or listed) or (labelled(context, naming.passage) if title else [])


def _unnamed_host(context: DocumentContext, naming: Naming, first: int, met: set[str]) -> set[str]:
    """Japan, where all that a sentence names are foreign and stand in the list of those who were met (独外相、仏外相と会談)."""
    text = naming.passage.text
    listed = max((m.end() for m in _SUBJECT.finditer(text, first, naming.start)), default=first)
    told = people_in(context, naming.passage, first, listed) or _offices_in(text[first:listed])
    return set() if told or not all(map(is_state, met)) else {"JP"}


def _offices_in(text: str) -> list[str]:
    """The countries that the offices in a sentence tell of; a foreign one among them makes those without a country Japan's."""
    plain = _NAME.sub(" ", text)
    codes = [[*parties_in(m[0]), *_before_list(plain, m.start())] for m in _OFFICE.finditer(plain)]
    found = {code for one in codes for code in one}
    if found and any(not one for one in codes):
        found.add("JP")
    return sorted(found)


def _before_list(text: str, end: int) -> list[str]:
    """The countries whose office the last of a list alone is named with: 仏国、独国及び伊国の外務大臣."""
    found: list[str] = []
    for start, stop, code in reversed(party_spans(text[:end])):
        if not _COMMA.fullmatch(text, stop, end):
            break
        found.append(code)
        end = start
    return found


def _listed(text: str, first: int, end: int) -> list[str]:
    """The countries of a list that leads to `end`: 仏、独及び伊による協議, 米国、ロシアとの."""
    found: list[str] = []
    edge = end
    for start, stop, code in reversed(party_spans(text[first:end])):
        gap = _AND if found else _TO_NAME
        if not gap.fullmatch(text, first + stop, edge):
            break
        found.append(code)
        edge = first + start
    return found


def labelled(context: DocumentContext, here: Passage) -> list[str]:
    """With whom, where only a line above names the country: 仏国: before (1)外相との会談."""
    at = here.index
    for passage in reversed(context.passages[max(0, at - _LABEL_BACK) : at]):
        if _LABEL.fullmatch(passage.text) and len(one := people_in(context, passage, 0, len(passage.text))) == 1:
            return sorted({*one, "JP"})
        match = _COUNTRY.fullmatch(passage.text)
        if match and len(codes := party_spans(match["who"])) == 1 and codes[0][1] - codes[0][0] == len(match["who"]):
            return sorted({codes[0][2], "JP"})
    return []
