"""The country whose office a person holds: by the words at the name, else by what the text around speaks of."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans, state_letters
from hakusho.extractors.people.lexicon import (
    PERSON,
    country_letters,
    is_sinitic,
    is_sinitic_surname,
    kinds,
)
from hakusho.resolve.document import DocumentContext, Draft, Passage

_SIDE = re.compile(r"(?P<who>[^、。「」()\s]{1,14}側)(?:からは?|は|の?出席者|:|代表|[)】\]〕])")
_SIDE_LABEL = re.compile(r"[【\[〔](?P<who>[^、。()\s【】]{1,12}側)[】\]〕]")  # over a list of those present
# A country in brackets is mostly where a meeting was: 外相会合(フィリピン・マニラ).
# Nor does it tell where a conference was held that one attended: 総会出席のため英国を訪問し. Nor the field of an envoy's work.
_PLACE = re.compile(
    r"\([^()]{1,40}\)|(?:出席|参加)の?(?:ため|際|機会)[^、。]{0,14}(?:訪問|訪れ|出張|滞在)|[^、。\s]{2,8}(?:問題)?担当|駐(?!日)[^駐、。]{1,12}?(?:大使|公使)"
)
_LABEL = re.compile(r"[(【〈<■○●・]?(?:\(?\d{1,2}\)?[.、 ]?)?([^:()（）。、\d]{2,12})(?:側|関係)?[:)】〉>]?")
_LABEL_REACH, _LABEL_CHARS = 8, 16
# Offices that a Japanese and a foreigner can hold alike, and that a Japanese name alone makes Japan's.
_EITHER = frozenset(
    {"head_of_state", "foreign_minister", "parliament", "cabinet", "ministry", "military_rank", "command"}
)
OF_STATES = _EITHER | {"diplomat"}  # groups of titles that the officials of any state have
# Who presides over a conference of states is of any of them.
_CHAIRS = ("議長", "共同議長", "委員長")
# Bodies that a state has, and no conference of states.
_OF_ONE_STATE = re.compile(
    r"(?:原子力|原子力規制|連邦[^、。]{0,12}|中央[^、。]{0,8}|取引|計画|軍事|企画|選挙|外交|外務|国防|国家[^、。]{0,12}|改革|[上下]院[^、。]{0,12}|党[^、。]{0,10})委員会|(?:国民|人民|民主|愛国|解放|社会|労働|自由|進歩)[^、。]{0,10}(?:党|連盟|同盟|戦線|連合)"
)
_TOPIC = re.compile(r"([^、。()\s]{2,12}?)(?:で|から|において|側から)は、?")
_VISIT = re.compile(
    r"(?P<place>[^、。()\sをへに]{2,14}?)(?:を(?:公式|親善|再度)?に?訪(?:問|れ)|[にへ](?:赴|到着|滞在|立ち寄|出張|着い)|訪問[後中の]|滞在中)"
)
_IN_LIST = re.compile(r"[^、。,()はがをにで]{1,24}(?:及び|および|並びに|ならびに|と|、|,|・)")
_STATES_BEFORE = {"RU": ("SU", "1991"), "RS": ("YU", "2003")}  # of the same seat, and the last year
_SENT_BY = re.compile(r"([^、。()\s]{2,12})から、?$")  # 中国から○○部長、韓国から△△長官
_TO_JAPAN = ("駐日", "在日", "在京", "日本国駐在", "日本駐在")
_OFTEN, _FAR_MORE = (
    4,
    3,
)  # how often a document names the country that it is about, and how many times as often as others
_VISITED = re.compile(rf"訪(?!日|問)([一-龥])(?=[しのでを中、時際])|(?:滞|在|着)((?!日)[{state_letters()}])中")
_GOES_TO = re.compile(r"[^、。のはが]{1,20}の(?:公式)?訪(?!日|問)([一-龥])")
_OF_GOVERNMENT = re.compile(
    r"(?:大臣|次官補?|長官補?|大使|公使|総領事|司令官|参謀総?長|首相|大統領|報道官|審議官|[部省庁][^部省庁]{0,14}(?:局長|部長|課長|次長|司長|主任|総工程師)|総局長|[省州]長|党委書記|(?:協会|連盟|連合会|会議所)(?:\([^()]{1,12}\))?(?:会長|会頭|理事長))$"
)
# Not of an organization of many countries: 防衛政策事務総長.
_FIELD_OF_STATE = re.compile(r"(?:国防|防衛|外務|外交|内務|財務|通商|政策|大統領府|首相府|内閣)")
_SEAT = re.compile(r"([ァ-ヴー・]{2,14}?)(?:特別)?(?:市|副市長)")  # the mayor of a capital
_CITY = re.compile(r"(?:^|(?<=[ )日]))\(([^()、]{2,10})\)(?=[^、。 ])")
_NEVER_JAPANESE = ("大統領", "主席", "総統", "国王", "女王", "書記長", "国務長官", "国防長官", "書記")


def said_country(passage: Passage, mention: Mention) -> str | None:
    """The country that the words at the name say, or the office itself."""
    told = mention.fields
    japanese, title = told.get("japanese"), str(told.get("title") or "")
    if told.get("country"):
        return str(told["country"])
    vague = told.get("group") == "parliament" and len(title) < 3 and title != "議員"  # 代表, 議長
    if japanese and told.get("group") in _EITHER and not vague and not title.endswith(_NEVER_JAPANESE):
        return "JP"
    if japanese and told.get("group") == "diplomat" and not title.startswith(_TO_JAPAN):
        return "JP"
    sided = title and japanese is not True and usual_country(passage, mention) in (None, "JP")
    if sided and (side := _side(passage, mention.start)):
        return side
    if "side" in told:  # of two names joined by a dot, the first is the Japanese one where the characters leave it open
        first = told["side"] == 0 or mention.rule == "people.both"
        first = first and not is_sinitic_surname(passage.text[mention.start : mention.end])
        return "JP" if japanese or (japanese is None and first) else None
    return None


def usual_country(passage: Passage, mention: Mention) -> str | None:
    """The usual country of the office, where it may be that of the name."""
    default = mention.fields.get("default_country")
    held = default and _may_hold(mention, default, passage.text[mention.start : mention.end])
    return str(default) if held else None


def _may_hold(mention: Mention, default: str, name: str) -> bool:
    """Whether the usual country of an office may be that of the name: 外務大臣 is Japan's, but not with a katakana name."""
    japanese, katakana = mention.fields.get("japanese"), mention.fields.get("katakana")
    listed = len(name) == 2 and PERSON in kinds(name)  # 李鵬
    sinitic = (len(name) == 3 or listed) and is_sinitic_surname(name[0]) and japanese is not True
    if default == "JP" and (japanese is False or sinitic):
        return False
    return not (katakana and default in ("CN", "KR", "KP", "TW"))


def _side(passage: Passage, start: int) -> str | None:
    """The country of the side that speaks or is listed: 米国側からは、…国務長官."""
    first, _ = passage.sentence_span(start)
    sides = list(_SIDE.finditer(passage.text, first, start)) or list(_SIDE_LABEL.finditer(passage.text, 0, start))
    found = parties_in(sides[-1]["who"]) if sides else []
    return found[0] if len(found) == 1 else None


def inferred_country(context: DocumentContext, draft: Draft, mention: Mention, before: Draft | None) -> str | None:
    """The country by what the text around speaks of: that of the person named before in one list with it, the one foreign
    country of the sentence, the text before, the heading."""
    told = mention.fields
    if not told.get("title") and "side" not in told and told.get("honorific") != "陛下":
        return None
    group = told.get("group")
    if told.get("japanese") is True and str(draft.fields["name"])[1:]:
        return "JP" if group != "international" and told.get("organization") not in _of_many_countries() else None
    if group == "international" and _FIELD_OF_STATE.match(str(told["title"])):
        group = "ministry"
    if group in ("other", "business") and _OF_GOVERNMENT.search(f"{told.get('organization') or ''}{told['title']}"):
        group = "ministry"
    if told.get("japanese") is False and (seat := _SEAT.match(str(told["title"]))) and seat[1] in _seats()[0]:
        return _seats()[0][seat[1]]
    if group in ("academic", "business", "other", "local", "judiciary", "international"):
        if told.get("japanese") is not False:
            return None
        of_place = group in ("other", "local", "judiciary") and (_topic(draft) or country_of_list(draft, before))
        return of_place or _under_label(context, draft)
    if told.get("organization") in _of_many_countries():
        return None
    title = str(told.get("title") or "")
    chairs = title in _CHAIRS or title.endswith(("委員会議長", "委員会委員長", "会議議長"))
    if "side" not in told and chairs and not _OF_ONE_STATE.search(f"{told.get('organization') or ''}{title}"):
        return None
    foreigner = "side" not in told and told.get("japanese") is not True
    if foreigner and (country := _topic(draft) or country_of_list(draft, before)):
        return country
    if foreigner and (city := _city_label(draft)):
        return city
    goes_to = _GOES_TO.match(draft.passage.text, draft.end)  # エリツィン大統領の訪中: not of where one goes
    not_of = country_letters().get(goes_to[1]) if goes_to else None
    for text in _around(context, draft, named="side" in told):
        said = text if "side" in told else _PLACE.sub("", text)
        foreign = {_at_that_time(code, context) for _, code in _foreign_places(context, said)} - {not_of}
        if foreign:
            return next(iter(foreign)) if len(foreign) == 1 else _visited(context, said) or _spoken_of(context, foreign)
    name = str(draft.fields["name"])
    listed = PERSON in kinds(name) or is_sinitic(name)  # a name that the dictionary has whole is mostly not of Japan
    return (
        str(told["default_country"]) if told.get("default_country") and not (told.get("katakana") or listed) else None
    )


def _foreign_places(context: DocumentContext, text: str) -> list[tuple[int, str]]:
    """Where the text names a foreign country, or a city that its government sits in, and the country's code."""
    found = [(end, code) for _, end, code in party_spans(text) if code != "JP" and code in _codes()]
    for match in _seats()[1].finditer(text):
        found.append((match.end(), _at_that_time(_seats()[0][match[1]], context)))
    return sorted(found)


def _spoken_of(context: DocumentContext, among: set[str]) -> str | None:
    """The one of several countries that the whole document is about: named time and again, and far more than any other."""
    counted = Counter(code for p in context.passages for _, code in _foreign_places(context, p.text))
    (first, most), (_, next_most) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return first if first in among and most >= max(_OFTEN, _FAR_MORE * next_most) else None


def _at_that_time(code: str, context: DocumentContext) -> str:
    """The state that had its seat there when the document was written."""
    written = context.source.metadata.reference_date or "9999"
    state, until = _STATES_BEFORE.get(code, (code, "0000"))
    return state if written[:4] <= until else code


def _visited(context: DocumentContext, text: str) -> str | None:
    """Of several countries in a text, the one that was visited last in it: モスクワの後、ボンを訪問し."""
    visits = list(_VISIT.finditer(text))
    places = _foreign_places(context, f"{visits[-1]['place']}で") if visits else []
    return places[-1][1] if places else None


def country_of_list(draft: Draft, before: Draft | None) -> str | None:
    """The country of the foreigner named directly before in one list: チェコの○○外相及び△△国防次官."""
    if before is None or before.passage is not draft.passage or before.fields["country"] in (None, "JP"):
        return None
    if not _IN_LIST.fullmatch(draft.passage.text, before.end, draft.start):
        return None
    held = str(before.fields["title"] or "")
    if held == draft.fields["title"] or held.endswith(("大使", "公使", "領事")):
        return None  # two of one office are of two countries; an envoy's minister may be anybody
    return str(before.fields["country"])


def _topic(draft: Draft) -> str | None:
    """The country that the clause before a foreigner is about: チェコでは、…内務大臣."""
    first, _ = draft.passage.sentence_span(draft.start)
    topics = list(_TOPIC.finditer(draft.passage.text, first, draft.start))
    if sent := _SENT_BY.search(draft.passage.text, first, draft.start):
        topics = [sent]
    found = parties_in(topics[-1][1]) if topics else []
    if not found and (visits := list(_VISITED.finditer(draft.passage.text, first, draft.start))):
        found = [country_letters().get(visits[-1][1] or visits[-1][2], "JP")]
    return found[0] if len(found) == 1 and found[0] != "JP" and found[0] in _codes() else None


def _city_label(draft: Draft) -> str | None:
    """The country of the city that heads, in brackets, the part of a list that the mention stands in: (マスカット)○○国王顧問."""
    labels = [m[1] for m in _CITY.finditer(draft.passage.text, 0, draft.start + 1)]
    return _seats()[0].get(labels[-1]) if labels else None


def _under_label(context: DocumentContext, draft: Draft) -> str | None:
    """The country whose name alone stands in a line above the mention, as a list of meetings has it: 中国:"""
    at = draft.passage.index
    for passage in reversed(context.passages[max(0, at - _LABEL_REACH) : at]):
        if len(passage.text) <= _LABEL_CHARS and (match := _LABEL.fullmatch(passage.text)):
            found = parties_in(match[1])
            if len(found) == 1:
                return found[0] if found[0] in _codes() else None
    return None


@lru_cache(maxsize=1)
def _of_many_countries() -> frozenset[str]:
    """The names of the organizations of many countries; a body that any country may have (商務部) is none."""
    return frozenset(name for organization in vocabulary().organizations.organization for name in organization.names)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in vocabulary().countries.country)


def _around(context: DocumentContext, draft: Draft, *, named: bool) -> list[str]:
    """Stretches of text, nearest first. `named`: the name of a meeting tells all that it tells, or the heading does."""
    passage = draft.passage
    first, last = passage.sentence_span(draft.start)
    if named:
        return [passage.text[first:last], *reversed(passage.section)]
    nearby = [passage.text[first : draft.start], passage.text[first:last]]
    label = _under_label(context, draft)
    if label is not None:
        nearby.insert(1, next(c.name for c in vocabulary().countries.country if c.code == label))
    nearby += _sentences_before(passage.text[:first])
    if passage.index:
        nearby += _sentences_before(context.passages[passage.index - 1].text)
    above = [p.text[-300:] for p in reversed(context.passages[max(0, passage.index - 3) : max(0, passage.index - 1)])]
    title = context.source.metadata.title
    return [*nearby, *reversed(passage.section), *([title] if title else []), *above]


def _sentences_before(text: str) -> list[str]:
    """The sentences of the end of a text, the last first."""
    return [sentence for sentence in reversed(text[-300:].split("。")) if sentence]


@lru_cache(maxsize=1)
def _seats() -> tuple[dict[str, str], re.Pattern[str]]:
    """The seats of governments to the countries' codes, and the pattern of one that somebody is at or goes to."""
    known = {seat: country.code for country in vocabulary().countries.country for seat in country.seats}
    words = "|".join(re.escape(seat) for seat in sorted(known, key=lambda s: (-len(s), s)))
    return known, re.compile(
        rf"(?<![ァ-ヴー])({words})(?![ァ-ヴー・])(?=を訪|に[て赴到着滞立おは、]|で|へ|において|経由|訪問|着|、)"
    )
