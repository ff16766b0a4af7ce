"""What stands between a name and its title: country, organization, 前 and 当時, and the words that belong to the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.parties import parties_in
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    begins_with,
    code_of,
    country_end,
    country_letters,
    country_names,
    ends_with,
    is_organization,
    kinds,
    letters_beside_japan,
    organizations,
)
from hakusho.extractors.people.offices import Core, is_title

_POSTED = re.compile(r"[駐在](?:日本国|日本|日)|在京")
_COUNTRY_OF_LINE = re.compile(r"[・○●◎\-]? ?([^ :()、。]{2,12}?)側?(?:[: ]{1,6})")
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|一般社団法人|公益財団法人|独立行政法人|国立研究開発法人)(?=.)"
)
_STATIONED = re.compile(r"駐(?:在|箚|剳|さつ)(?!官)")
POSTED_ABROAD = re.compile(r"[駐在](?!日|京)[^駐在]{1,24}(?:大使|公使|総領事|領事|書記官|参事官|駐在官)")
_ABBREVIATED = re.compile(r"\((?:以下|略称)?、?[^()]{1,30}\)$")
_LISTED_COUNTRY = re.compile(
    r"(?:(?:及び|並びに|と|、|・)[^、。()のはがを]{2,24}){0,3}"
    r"(?:と?の(?:会談|会合|面会|面談|懇談|会見|意見交換|協議|昼食会|夕食会)|(?:への|による)?表敬(?:訪問)?)?\(([^()]{1,14})\)"
)
_RUN = re.compile(rf"[{KANJI}{KATAKANA}A-Za-z]{{3,30}}$")
_MEETING = re.compile(r"^(?:日(?P<letter>.))?.{0,24}(?:会談|会合|協議|会見|面談|対話)$")
_FORMER_BRACKET = re.compile(r"\((?:[^()]{0,20}当時|[^()]{0,10}在任時|前|元|故人)\)")
_UNIT = re.compile(
    r"(?:軍|艦隊|海兵隊|陸軍|海軍|空軍|師団|旅団|連隊|大隊|中隊|軍団|打撃群|航空団|方面隊|総隊|コマンド|司令部)$"
)
_SEAT = re.compile(
    r"(.{1,30}?(?:軍|艦隊|海兵隊|参謀本部|司令部|師団|旅団|連隊|庁|院|省|委員会|理事会|機構|連合|センター|銀行|自衛隊))"
    r"(?:最高|後方)?副?(?:司令官|議長|長官|長|委員長|総裁|報道官|事務総長|事務局長|総司令官)"
)
# Titles that many organizations have: what stands before them up to the last 大学, 社, 学部 is the organization.
_WITHIN_ORGANIZATIONS = frozenset({"academic", "business", "other"})
# A body of government is a part of the title that follows at once: 計画委員会委員, 共産党書記長, 外交部アジア局長.
_OF_THE_TITLE = ("会", "党", "省", "部", "庁", "会議", "内閣")
_OF_THE_NATION = "国内委員会"
# Words that a division is named for as well as an organization that has divisions.
_FIELD = re.compile(r"(?:機関|学校|大学|学会|協会|病院|財団|銀行|放送|組合|会議)$")
HEADS_OF_DIVISIONS = ("課長", "室長", "係長", "班長")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,9}")
_WORD_CHAR = re.compile(rf"[{KANJI}{KATAKANA}]")
_KANA = re.compile(rf"[{KATAKANA}]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title with what the words around it tell. `title` is as written, without country, organization or modifiers.

    `country` is what the words around the title say; `extended` tells that words before a listed title belong to it.
    """

    title: str
    country: str | None
    organization: str | None
    former: bool
    extended: bool


def read_phrase(text: str, start: int, core: Core) -> Phrase:
    """The phrase from `start` (after the name, or the beginning of the string of nouns) to the end of the title."""
    at, country, former, organization, before = start, None, False, None, ""
    title_start = core.start
    at += at > 0 and text.startswith("君", at, core.start)  # ○○君委員長辞任につき
    posted, begin = "", 0  # where the organization begins, its parent body included
    while at < core.room:
        if text[at] in "・=":
            at += 1
        elif match := _posted_in(text, at, core.room):
            posted, at = text[at : match.end()], match.end()
            country = country or ("JP" if not posted.startswith("日本") else None)
        elif (end := _country_end(text, at, core)) is not None:
            if code_of(text[at:end]) == "JP" and posted.endswith("日"):
                posted += text[at:end]  # 駐日日本国大使: the envoy of another country
            else:
                country, before = code_of(text[at:end]), text[at:end]
            at = end + text.startswith("人裁判官", end)  # 日本人裁判官
        elif (end := _country_within(text, at, core)) is not None:
            country, title_start, at = country_names()[text[at:end]], end, core.room
        elif (end := begins_with(text, at, core.room, before_titles())) is not None:
            former, at = former or before_titles()[text[at:end]], end
        elif match := _POSTED.match(text, at, core.room):
            posted, at = match[0], match.end()
        elif _is_letter(text, at, start, core):
            country, before, at = country_letters()[text[at]], text[at], at + 1
        elif (end := _organization_end(text, at, core)) is not None:
            begin = begin if organization and before + text[begin:at] == organization else at
            organization, at = before + text[at:end], end
            if text.startswith("担当", end):
                title_start, organization, at = begin, None, core.room  # 国連担当国務相
            elif core.room == end and organization.endswith(_OF_THE_TITLE):
                organization = before + text[begin:end]
                title_start = begin  # 計画委員会委員 is one title, 共産党書記長 as well
                if organization.endswith(_OF_THE_NATION):
                    title_start = begin - len(before)  # of which body of many states, and in which of them
            if country is None and organization:
                country = organizations().get(text[end - len(organization) : end])
            commands = core.group == "command" or text[core.start : core.end].endswith("総監")
            if end == core.room and commands and organization and _UNIT.search(organization):
                title_start = end - len(organization) + len(before)
        else:
            joined = organization is not None and organization.endswith(_OF_THE_TITLE) and begin < at
            joined = joined and before + text[begin:at] == organization
            whole = (
                organization is not None
                and before + text[begin:at] == organization
                and (is_organization(text[at : core.start]) or text.startswith(_OF_THE_NATION, at))
            )
            title_start, at = begin if joined else begin - len(before) if whole else at, core.room
    title = posted + text[title_start : core.end]
    if POSTED_ABROAD.fullmatch(title):
        country = country or "JP"
    if organization is None and core.group in ("command", "ministry", "international", "foreign_minister"):
        seat = _SEAT.fullmatch(title)
        organization = before + seat[1] if seat else None
    return Phrase(title, country, organization, former, title_start < core.start and title[0] not in "駐在")


def _country_end(text: str, at: int, core: Core) -> int | None:
    """Where the country ends that begins at `at`; EC議長国 is none, but the turn of one of its members."""
    end = country_end(text, at, core.room)
    return end if end is not None and _word_ends(text, end) and not text.startswith("議長国", end) else None


def _country_within(text: str, at: int, core: Core) -> int | None:
    """Where a country's name ends that shares characters with a title of the list: 北朝鮮労働党総書記 has 朝鮮労働党総書記."""
    end = begins_with(text, at, core.end, country_names())
    if end is None or end <= core.start:
        return None
    rest = text[end : core.end]
    return end if any(is_organization(rest[:cut]) and is_title(rest[cut:]) for cut in range(2, len(rest))) else None


def _is_letter(text: str, at: int, start: int, core: Core) -> bool:
    """Whether the character is a country's one-letter name: 英 in ○○英国防大臣, 豪 in ○○豪農業大臣; not 中 in 中央."""
    if text[at] not in country_letters():
        return False
    if at + 1 == core.room:
        return True
    after_name = at > 0 and at == start and bool(_KANA.match(text, at - 1))
    # 英環境大臣: 環境 is a word; 露軍参謀総長; 中央軍司令官: 央軍 is none
    return after_name and (text[at + 1] == "軍" or bool(kinds(text[at + 1 : at + 3])))


def _posted_in(text: str, at: int, room: int) -> re.Match[str] | None:
    """The end of 日本国駐在 in 日本国駐在フランス共和国大使: a country with 駐在 behind it is where one is posted."""
    end = begins_with(text, at, room, country_names())
    return _STATIONED.match(text, end, room) if end is not None else None


def _word_ends(text: str, end: int) -> bool:
    """Whether a katakana country name ends where the run of katakana does: not マリ in マリン; nor 米国 in 米国務省."""
    if text[end - 1] == "国" and text[end : end + 1] in ("務", "防") and not text.startswith("防衛", end):
        return False
    return not (_KANA.match(text, end - 1) and _KANA.match(text, end))


def _organization_end(text: str, at: int, core: Core) -> int | None:
    """Where the organization ends that begins at `at` and stands before the title."""
    if (acronym := _ACRONYM.match(text, at, core.room)) and acronym.end() == core.room:
        return acronym.end()
    listed = begins_with(text, at, core.room, organizations())
    if listed is not None and listed - 1 > at and text[at : listed - 1] in organizations():
        cut = COMMON in kinds(text[listed - 1 : listed + 1]) and not is_title(text[listed : core.end])
        listed -= cut  # 国連|軍縮担当上級代表 is of no 国連軍
    if listed is not None and listed - at >= 2 and (listed == core.room or text[listed] != "・"):
        return listed
    if core.group in ("local", "cabinet"):
        return None
    if (company := _COMPANY.match(text, at, core.room)) and company.end() < core.room:
        return core.room
    if core.group in _WITHIN_ORGANIZATIONS:
        return next((end for end in range(core.room, at + 1, -1) if is_organization(text[at:end])), None)
    if _FIELD.search(text, at, core.room) and text.startswith(HEADS_OF_DIVISIONS, core.start):
        return None  # 学術機関課長 is the head of the 学術機関課
    return core.room if "・" not in text[at : core.room] and is_organization(text[at : core.room]) else None


def country_before(text: str, start: int) -> str | None:
    """The country in 英国のヒーリー国防大臣, or before a dot or a bracket."""
    if (line := _COUNTRY_OF_LINE.match(text, 0, start)) and line.end() == start:
        return country_names().get(line[1])  # 中国 ○○○ 環境保護部長
    if start and text[start - 1] == "(" and (first := ends_with(text, start - 1, 0, country_names())) is not None:
        return None if first and _WORD_CHAR.match(text, first - 1) else country_names()[text[first : start - 1]]
    if not start or text[start - 1] not in "の・:)":
        return None
    end = start - 1 - (text[start - 1] == ")")
    if text[max(0, end - 3) : end] in ("我が国", "わが国"):
        return "JP"
    first = ends_with(text, end, 0, country_names())
    if first is None and text[start - 1] == "の" and (run := _RUN.search(text, max(0, end - 30), end)):
        return country_of_body(run[0])
    if first is None or (first and _KANA.match(text, first) and _KANA.match(text, first - 1)):
        return None
    return country_names()[text[first:end]]


def organization_before(text: str, start: int) -> str | None:
    """The organization in 総務省の○○課長, directly before the name."""
    if not start or text[start - 1] != "の":
        return None
    aside = _ABBREVIATED.search(text, max(0, start - 34), start - 1)
    end = aside.start() if aside else start - 1
    first = ends_with(text, end, 0, organizations())
    if first is not None:
        return text[first:end]
    run = _RUN.search(text, max(0, end - 30), end)
    return run[0] if run and is_organization(run[0]) else None


def country_of_body(name: str) -> str | None:
    """The country whose name the name of a body begins with: ロシア外務省, 在京ブラジル大使館."""
    at = 2 if name.startswith(("在京", "駐日")) else 0
    end = begins_with(name, at, len(name), country_names())
    return country_names()[name[at:end]] if end is not None and end < len(name) and is_organization(name) else None


def country_of_government(name: str) -> str | None:
    """The country of a government by its name: チェコ共和国政府."""
    return country_names().get(name.removesuffix("政府"))


def country_before_bracket(text: str, start: int) -> str | None:
    """The country of a foreigner in the brackets of a meeting with Japan (日星外相会談(○○外相)) or of a body (韓国海洋警察庁(○○庁長))."""
    if not text.endswith("(", 0, start) or not (run := _RUN.search(text, max(0, start - 31), start - 1)):
        return None
    if not (meeting := _MEETING.search(run[0])):
        return country_of_body(run[0])
    if (code := letters_beside_japan().get(meeting["letter"] or "")) is not None:
        return code
    found = parties_in(run[0])
    return found[1 - found.index("JP")] if len(found) == 2 and "JP" in found else None


def of_two_states(run: str) -> bool:
    """Whether the words are the letters of two countries, whose ministers meet: 日比防衛相."""
    return len(run) == 2 and all(letter == "日" or letter in country_letters() for letter in run)


def country_in_bracket(text: str, end: int) -> str | None:
    """The country in brackets after a title: 国防長官(米国), 国防長官(米)."""
    match = re.compile(r"\(([^()、,]{1,14})(?:[、,][^()]{1,14})?\)").match(text, end)
    return country_names().get(match[1], country_letters().get(match[1])) if match else None


def country_of_list(text: str, end: int) -> str | None:
    """The country in a bracket that several foreigners share, or that stands behind the talks with one: ○○大臣及び△△大臣(チェコ),
    ○○大臣との会談(チェコ)."""
    match = _LISTED_COUNTRY.match(text, end)
    return country_names().get(match[1]) if match else None


def former_bracket(text: str, end: int) -> int | None:
    """Where a bracket such as (当時) that follows a title ends."""
    match = _FORMER_BRACKET.match(text, end)
    return match.end() if match else None


@lru_cache(maxsize=1)
def before_titles() -> dict[str, bool]:
    """Words that stand before a title and are no part of it, and whether they tell of an office no longer held."""
    modifiers = vocabulary().offices.modifiers
    words = dict.fromkeys(("現", "新", "現職", *modifiers.future), False)
    return {**words, **dict.fromkeys((*modifiers.former, "当時の", "前々", "元々"), True)}


def of_a_field(phrase: Phrase, core: Core) -> bool:
    """Whether the office has fields that its holder in the usual country has not: 国防担当国務長官, 外務・司法長官."""
    usual = phrase.extended and core.default_country not in (None, "JP")
    return usual and (phrase.title.endswith("国務長官") or "・" in phrase.title)
