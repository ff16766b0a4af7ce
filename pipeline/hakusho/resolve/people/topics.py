"""The states that a stretch of text is about: its lead-in (キューバについては), the head of its part, the heading above it.

Another state that a sentence only speaks of (米国と同盟を結び, ウクライナへの支援) says nothing of those who act in it.
"""

from __future__ import annotations

import re

from hakusho.extractors.parties import party_spans
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.people.around import codes

_HEAD = re.compile(
    r"(?:^(?:\[\^?[0-9]{1,2}\]|\(?注[0-9]{0,2}\)?)?:? ?|[。)]|[。)] |^[・○●◎■\-] ?|(?:^|[。 ])(?:\([0-9]{1,2}\)|[0-9]{1,2}[.)]|[ア-ンa-zA-Z①-⑳])[ 、.]?"
    r"|(?:^|。)(?:また|一方|他方|なお|さらに|その後|同年|加えて|特に|次に|最後に|これに対し|こうした中|このうち)で?[、,]?)$"
)
_WHO = "(?:政府|側|国内|情勢|新政権|軍|両国)?"
_LEADS = re.compile(
    rf"{_WHO}(?:では|で(?=[、,])|は|について[はも]|に関して[はも]|に対して[はも]|においては|における|との(?:関係|間)(?:では|で[、,]|は)|との間でも|でも|も[、,]|には[、,]|の[一-龥]{{1,8}}(?:は|では))"
)
# Where two talk, what something is about is what they talk of: 北朝鮮については、○○大統領より….
_LEADS_OF_TALKS = re.compile(rf"{_WHO}(?:では|で(?=[、,])|においては|との(?:関係|間)(?:では|で[、,]|は)|との間でも)")
_WITH_WHOM = re.compile("との(?:関係|間)|に対して")
_OF_A_MATTER = re.compile("侵略|侵攻|攻撃|支援|派遣|制裁|問題")  # a heading that names the state on which another acts
_OF_HEADS = re.compile("首脳|総理|首相|大統領")
_TALKS = re.compile(r"会談|会見|会合|協議|対話|電話|表敬|懇談|答弁|質疑")
# A lead-in of its own, of a region or a matter, so that what was said before is over: 大洋州については.
_OF_ITS_OWN = re.compile(
    r"(?![^、。,]{1,14}(?:会談|会合|首相|大臣|大統領|長官))[^、。,]{1,14}(?:については|に関しては|では[、,]|においては|との間では)"
)
# A label at the head of a part, which the line it stood on no longer sets apart: (9)マレーシア マレーシアとの関係は.
_LABELLED = re.compile(r"(?:\([0-9]{1,2}\)|[ア-ン]) ?$")
_LABEL_ENDS = re.compile("[ 0-9〇一二三四五六七八九十]|$")
_CONTINENT = re.compile("(?:ラテン・?|[南北中])$")
_JOINED = re.compile(r"(?:及び|並びに|や|と|、|・|・ )")
_NUMBER = re.compile(r"^(?:第[0-9]{1,2}[部章節項]|\(?[0-9]{1,2}[).]?|[ア-ンa-zA-Z①-⑳]|[<〈【■○●◎・])[ 、.]{0,2}")
_REST = re.compile(
    r"[・、,と及び並にや<>〈〉【】 ()]|など|等|諸国|情勢|関係|との|の|動向|動き|概観|対応|防衛|外交|政策|軍事|内政|協力|交流|首脳|会談|訪問|状況|要人|往来|日本|二国間|[0-9]"
)
_PLACE = re.compile("[ァ-ヴー]{3}")  # of which states is not told: インドシナ
_SHORT = 60  # characters of a line that goes on with nothing, as a caption
_REACH = 3  # passages back to a lead-in under the same heading
_LABEL_AT_END = re.compile(r"(?<=[。)])(?:\([0-9ア-ン]{1,2}\)|[0-9]{1,2}[.)]) ?(?P<state>[^()、。 ]{2,14})$")
_LABEL = re.compile(
    r"(?:\([0-9ア-ン]{1,2}\)|[0-9]{1,2}[.)]?|[ア-ン])[ 、.]?(?P<state>[^()、。 ]{2,14}) ?(?:\([^()]{1,20}\))?"
)
NO_STATE = "-"  # what a part is about that is under a body of many states: NATO
_LONGEST_REST = 6  # characters of a heading that are no name of a state


def led_in(context: DocumentContext, draft: Draft) -> tuple[str, ...]:
    """The states that a lead-in of the passage itself names, where two talk of others: ウクライナでは; for one who heads a state and not
    those who talk, also ウクライナについては."""
    title = context.source.metadata.title or ""
    heads = str(draft.fields["title"] or "").endswith(("大統領", "首相")) and not _OF_HEADS.search(title)
    return _last_lead(draft.passage, draft.start, _LEADS if heads else _LEADS_OF_TALKS)


def _spans(text: str) -> list[tuple[int, int, str]]:
    """The countries and organizations in a text; America is none in ラテン・アメリカ."""
    return [span for span in party_spans(text) if not _CONTINENT.search(text, max(0, span[0] - 4), span[0])]


def topics(context: DocumentContext, draft: Draft) -> tuple[str, ...]:
    """The states that the text is about at the mention, by the nearest that tells: none, one, or those that a heading names together."""
    passage = draft.passage
    title = context.source.metadata.title or ""
    leads = _LEADS_OF_TALKS if _TALKS.search("".join((title, *passage.section[-1:]))) else _LEADS
    over = _of_labels(context, passage) or _of_headings(passage)
    told = _last_lead(passage, draft.start, leads, counterpart=len(over) == 1 and over != (NO_STATE,)) or over
    if told:
        return told
    if _OF_ITS_OWN.match(passage.text, 0, draft.start) or (len(passage.text) < _SHORT and "。" not in passage.text):
        return of_meeting(context)
    for index in range(passage.index - 1, max(-1, passage.index - 1 - _REACH), -1):
        above = context.passages[index]
        if above.kind == "heading" or above.section != passage.section:
            break
        if told := _last_lead(above, len(above.text), leads):
            return told
    return of_meeting(context)


def _of_labels(context: DocumentContext, passage: Passage) -> tuple[str, ...]:
    """The state that is the label of the part, a line of its own that is no heading: (3)スワジランド(7月6~7日)."""
    for index in range(passage.index - 1, max(-1, passage.index - 1 - _REACH), -1):
        above = context.passages[index]
        if above.kind == "heading" or above.section != passage.section:
            break
        label = _LABEL.fullmatch(above.text) or _LABEL_AT_END.search(above.text, max(0, len(above.text) - 20))
        spans = _spans(label["state"]) if label else []
        if label and len(spans) == 1 and spans[0][:2] == (0, len(label["state"])) and spans[0][2] in codes():
            return (spans[0][2],) if spans[0][2] != "JP" else ()
    return ()


def of_meeting(context: DocumentContext) -> tuple[str, ...]:
    """The other states of the meeting that the title of the document names: 日・カナダ外相会談."""
    title = context.source.metadata.title or ""
    if not _TALKS.search(title):
        return ()
    return tuple(dict.fromkeys(code for _, _, code in _spans(title) if code in codes() and code != "JP"))


def _last_lead(passage: Passage, end: int, leads: re.Pattern[str], *, counterpart: bool = False) -> tuple[str, ...]:
    """The states of the last lead-in in the passage before `end`; with `counterpart`, not those with whom the state of the heading
    has to do: 中国との間では under ロシア."""
    text = passage.text
    lists: list[tuple[int, int, list[str]]] = []
    for start, stop, code in _spans(text[:end]):
        if lists and _JOINED.fullmatch(text, lists[-1][1], start):
            lists[-1] = (lists[-1][0], stop, [*lists[-1][2], code])
        else:
            lists.append((start, stop, [code]))
    for start, stop, found in reversed(lists):
        head = _HEAD.search(text[max(0, start - 12) : start])
        labelled = _LABELLED.search(text[max(0, start - 5) : start]) and _LABEL_ENDS.match(text, stop)
        if counterpart and _WITH_WHOM.match(text, stop):
            return ()
        if labelled or (head and leads.match(text, stop)):
            states = tuple(dict.fromkeys(code for code in found if code in codes() and code != "JP"))
            return states if len(states) == len([code for code in found if code != "JP"]) else ()
    return ()


def _of_headings(passage: Passage) -> tuple[str, ...]:
    """The states of the innermost heading that names states and little else, with that of the one above it where it tells of relations."""
    inner: tuple[str, ...] = ()
    for heading in reversed(passage.section):
        if _OF_A_MATTER.search(heading):
            continue
        spans = _spans(heading)
        states = tuple(dict.fromkeys(code for _, _, code in spans if code in codes() and code != "JP"))
        if spans and not states and not inner:
            return (NO_STATE,) if all(code != "JP" for _, _, code in spans) else ()
        rest = _NUMBER.sub("", heading)
        for start, stop, _ in spans:
            rest = rest.replace(heading[start:stop], "")
        rest = _REST.sub("", rest)
        if states and len(rest) <= _LONGEST_REST and not _PLACE.search(rest):
            if inner or "との" not in heading:
                return tuple(dict.fromkeys((*inner, *states)))
            inner = states  # 中国 over 米国との関係
    return inner
