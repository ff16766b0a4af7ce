"""The country whose office a person holds: by the words at the name, else by what the text around speaks of."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, state_letters
from hakusho.extractors.people.lexicon import (
    SURNAME,
    country_letters,
    is_in_kanji,
    is_sinitic,
    is_sinitic_surname,
    kinds,
)
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.people.around import (
    AT_THE_NAME,
    OFFICE,
    TOPIC,
    codes,
    seats,
    under_label,
)
from hakusho.resolve.people.discourse import WITH_KANJI, Evidence, told_around
from hakusho.resolve.people.excluded import excluded, never_of_japan, only_of
from hakusho.resolve.people.topics import topics

_SIDE = re.compile(r"(?P<who>[^、。「」()\s]{1,14}側)(?:からは?|では|は|の?出席者|:|代表|[)】\]〕]| (?=[^、。]{2}))")
_SIDE_LABEL = re.compile(r"[【\[〔](?P<who>[^、。()\s【】]{1,12}側)[】\]〕]")  # over a list of those present
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
_IN_LIST = re.compile(r"[^、。,()はがをにで]{1,24}(?:及び|および|並びに|ならびに|と|、|,|・)")
_PRESENT = re.compile("の(?:下|もと|立会|仲介|招待|招き|案内|死去|後任)")
_SENT_BY = re.compile(r"([^、。()\s]{2,12})から、?$")  # 中国から○○部長、韓国から△△長官
_NOW = re.compile("(?:現在|現|後任|前任)の$")
# What one has or does with somebody else, who is of another state: ○○長官と△△蔵相との間で.
_COUNTERPART = re.compile(
    r"[一-龥ァ-ヴー・]{1,16}(?:\(当時\))?(?:との間|は、?[^、。]{0,12}会談|が、?[^、。]{0,12}(?:会談|協議|署名|発表|開始)|の間|が国交|による)"
)
_ACCOMPANIED = re.compile(r"[一-龥ァ-ヴー・]{1,16}(?:\(当時\))?ら?(?:を(?:伴|帯同|同行)|とともに|と共に|と一緒に)")
_LEADS_THEM = re.compile(r"[^、。]{1,16}(?:が|は)、?")
_TO_JAPAN = ("駐日", "在日", "在京", "日本国駐在", "日本駐在")
_VISITED = re.compile(rf"訪(?!日|問)([一-龥ソ])(?=[しのでを中、時際])|(?:滞|在|着)((?!日)[{state_letters()}])中")
_OF_GOVERNMENT = re.compile(
    r"(?:大臣|次官補?|長官補?|大使|公使|総領事|司令官|参謀総?長|首相|大統領|報道官|審議官|[部省庁][^部省庁]{0,14}(?:局長|部長|課長|次長|司長|主任|総工程師)|総局長|[省州]長|党委書記|(?:協会|連盟|連合会|会議所)(?:\([^()]{1,12}\))?(?:会長|会頭|理事長))$"
)
# Not of an organization of many countries: 防衛政策事務総長.
_FIELD_OF_STATE = re.compile(r"(?:国防|防衛|外務|外交|内務|財務|通商|政策|大統領府|首相府|内閣)")
_SEAT = re.compile(r"([ァ-ヴー・]{2,14}?)(?:特別)?(?:市|副市長)")  # the mayor of a capital
_CITY = re.compile(r"(?:^|(?<=[ )日]))\(([^()、]{2,10})\)(?=[^、。 ])")
_NEVER_JAPANESE = ("大統領", "主席", "総統", "国王", "女王", "書記長", "国務長官", "国防長官", "部長官", "書記")


def said_country(passage: Passage, mention: Mention) -> str | None:
    """The country that the words at the name say, or the office itself."""
    told = mention.fields
    title = str(told.get("title") or "")
    japanese = told.get("japanese") if not title.startswith(_TO_JAPAN) else False
    if told.get("country"):
        return str(told["country"])
    name = passage.text[mention.start : mention.end].replace(" ", "")
    if title and is_in_kanji(name) and (side := _side(passage, mention.start)) in ("KR", "CN", "KP", "TW"):
        return side  # 韓国側は金東祚首席代表
    may_be_chinese = len(name) < 4 and is_sinitic_surname(name[0]) and SURNAME not in kinds(name[:2])
    if japanese and not title and len(name) > 2 and not may_be_chinese:
        return "JP"  # a name of Japan in full, where nothing says otherwise
    vague = told.get("group") == "parliament" and len(title) < 3 and title != "議員"  # 代表, 議長
    japanese = japanese and not never_of_japan(title)
    if japanese and told.get("group") in _EITHER and not vague and not title.endswith(_NEVER_JAPANESE):
        return "JP"
    if japanese and told.get("group") == "diplomat":
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
    if default == "JP" and never_of_japan(str(mention.fields.get("title") or "")):
        return None
    if default == "US" and is_in_kanji(passage.text[mention.start : mention.end]):
        return None  # 国防長官 of Korea
    held = default and _may_hold(mention, default, passage.text[mention.start : mention.end])
    return str(default) if held else None


def _may_hold(mention: Mention, default: str, name: str) -> bool:
    """Whether the usual country of an office may be that of the name: 外務大臣 is Japan's, but not with a katakana name."""
    japanese, katakana = mention.fields.get("japanese"), mention.fields.get("katakana")
    listed = len(name) == 2 and SURNAME not in kinds(name)  # 李鵬
    sinitic = (len(name) in (1, 3) or listed) and is_sinitic_surname(name[0]) and japanese is not True
    if default == "JP" and (japanese is False or sinitic):
        return False
    return not (katakana and default in ("CN", "KR", "KP", "TW"))


def _side(passage: Passage, start: int) -> str | None:
    """The country of the side that speaks or is listed: 米国側からは、…国務長官."""
    first, _ = passage.sentence_span(start)
    sides = list(_SIDE.finditer(passage.text, first, start)) or list(_SIDE_LABEL.finditer(passage.text, 0, start))
    found = parties_in(sides[-1]["who"]) if sides else []
    return found[0] if len(found) == 1 else None


def inferred_country(
    context: DocumentContext, draft: Draft, mention: Mention, before: Draft | None, taken: AbstractSet[str]
) -> Evidence | None:
    """The country by what the text around speaks of: that of the person named before in one list with it, the one foreign
    country of the sentence, the text before, the heading. `taken`: those whose office of the kind somebody else holds there."""
    told = mention.fields
    if not told.get("title") and "side" not in told and told.get("honorific") != "陛下":
        return None
    group = told.get("group")
    to_japan = str(told.get("title") or "").startswith(_TO_JAPAN)
    never = str(told.get("title") or "").endswith("部長官")  # of Korea, whose names may be read as Japanese ones
    never = (
        never or str(told.get("title") or "").endswith(_NEVER_JAPANESE) or never_of_japan(str(told.get("title") or ""))
    )
    if told.get("japanese") is True and str(draft.fields["name"])[1:] and not to_japan and not never:
        of_many = group == "international" or told.get("organization") in _of_many_countries()
        return None if of_many else Evidence(AT_THE_NAME, "JP")
    usual = usual_country(draft.passage, mention)
    if usual == "US" and group == "parliament":  # a 上院議員 is of any state
        told_here = told_around(context, draft, mention, taken, meeting=False)
        usual = told_here.country if told_here is not None and told_here.distance <= TOPIC else usual
    if usual:
        return Evidence(OFFICE, usual)
    if group == "international" and _FIELD_OF_STATE.match(str(told["title"])):
        group = "ministry"
    if group in ("other", "business") and _OF_GOVERNMENT.search(f"{told.get('organization') or ''}{told['title']}"):
        group = "ministry"
    if told.get("japanese") is False and (seat := _SEAT.match(str(told["title"]))) and seat[1] in seats()[0]:
        return Evidence(AT_THE_NAME, seats()[0][seat[1]])
    if group in ("academic", "business", "other", "local", "judiciary", "international"):
        if told.get("japanese") is not False:
            return None
        of_place = group in ("other", "local", "judiciary") and (_topic(draft) or country_of_list(draft, before))
        country = of_place or (group != "international" and under_label(context, draft))
        return Evidence(AT_THE_NAME, country) if country else None
    if told.get("organization") in _of_many_countries():
        return None
    if told.get("japanese") is not True and (country := _of_the_leader(draft, before)):
        return Evidence(AT_THE_NAME, country)
    if told.get("japanese") is False and (country := _of_the_holder(draft, mention, before)):
        return Evidence(AT_THE_NAME, country)
    title = str(told.get("title") or "")
    meeting = mention.rule == "people.meeting"
    chairs = title in _CHAIRS or title.endswith(("委員会議長", "委員会委員長", "会議議長"))
    of_one = _OF_ONE_STATE.search(f"{told.get('organization') or ''}{title}") or only_of(title)
    if not meeting and chairs and not of_one and not is_sinitic(str(draft.fields["name"])):
        return None
    foreigner = not meeting and told.get("japanese") is not True
    listed = country_of_list(draft, before)
    if (
        listed is not None
        and _COUNTERPART.match(draft.passage.text, draft.end)
        and draft.passage.text.endswith("と", 0, draft.start)
    ):
        about = topics(
            context, draft
        )  # who stands with one of another state: キューバについては、○○米国大統領と△△議長が
        listed = about[0] if len(about) == 1 and about[0] in codes() else None
    if foreigner and (country := _topic(draft) or listed or _city_label(draft)):
        return Evidence(AT_THE_NAME, country)
    return told_around(context, draft, mention, taken, meeting=meeting)


def _of_the_leader(draft: Draft, before: Draft | None) -> str | None:
    """The country of the one whom a foreigner accompanies: ○○仏首相が△△外相を伴って."""
    if before is None or before.passage is not draft.passage or before.fields["country"] in (None, "JP"):
        return None
    text = draft.passage.text
    led = _LEADS_THEM.fullmatch(text, before.end, draft.start) and _ACCOMPANIED.match(text, draft.end)
    return str(before.fields["country"]) if led else None


def _of_the_holder(draft: Draft, mention: Mention, before: Draft | None) -> str | None:
    """The country of the one named before in the sentence who holds the office that this foreigner held: ○○大臣は△△前大臣の後任である."""
    now = _NOW.search(draft.passage.text, max(0, draft.start - 6), draft.start)
    if before is None or not (mention.fields.get("former") or now) or before.passage is not draft.passage:
        return None
    same = before.fields["title"] == mention.fields.get("title") and before.fields["country"] != "JP"
    near = before.start >= draft.passage.sentence_span(draft.start)[0]
    return str(before.fields["country"]) if same and near and before.fields["country"] else None


def country_of_list(draft: Draft, before: Draft | None) -> str | None:
    """The country of the foreigner named directly before in one list: チェコの○○外相及び△△国防次官."""
    if before is None or before.passage is not draft.passage or before.fields["country"] in (None, "JP"):
        return None
    if not _IN_LIST.fullmatch(draft.passage.text, before.end, draft.start):
        return None
    if _PRESENT.search(draft.passage.text, before.end, draft.start):
        return None  # ○○国王の立会いの下、△△首相が
    held = str(before.fields["title"] or "")
    if held == draft.fields["title"] or held.endswith(("大使", "公使", "領事")):
        return None  # two of one office are of two countries; an envoy's minister may be anybody
    code = str(before.fields["country"])
    not_of = excluded(str(draft.fields["title"] or ""), str(draft.fields["name"]), katakana=False)
    foreign_to = is_in_kanji(str(draft.fields["name"])) and code not in WITH_KANJI
    return None if code in not_of or foreign_to else code


def _topic(draft: Draft) -> str | None:
    """The country that the clause before a foreigner is about: チェコでは、…内務大臣."""
    first, _ = draft.passage.sentence_span(draft.start)
    topics = [m for m in _TOPIC.finditer(draft.passage.text, first, draft.start) if "との" not in m[1]]
    if sent := _SENT_BY.search(draft.passage.text, first, draft.start):
        topics = [sent]
    found = parties_in(topics[-1][1]) if topics else []
    if not found and topics and (seat := seats()[0].get(topics[-1][1])):
        return seat
    if not found and (visits := list(_VISITED.finditer(draft.passage.text, first, draft.start))):
        found = [country_letters().get(visits[-1][1] or visits[-1][2], "JP")]
    return found[0] if len(found) == 1 and found[0] != "JP" and found[0] in codes() else None


def _city_label(draft: Draft) -> str | None:
    """The country of the city that heads, in brackets, the part of a list that the mention stands in: (マスカット)○○国王顧問."""
    labels = [m[1] for m in _CITY.finditer(draft.passage.text, 0, draft.start + 1)]
    return seats()[0].get(labels[-1]) if labels else None


@lru_cache(maxsize=1)
def _of_many_countries() -> frozenset[str]:
    """The names of the organizations of many countries; a body that any country may have (商務部) is none."""
    return frozenset(name for organization in vocabulary().organizations.organization for name in organization.names)
