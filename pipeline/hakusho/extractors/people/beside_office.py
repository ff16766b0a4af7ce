"""Names beside an office: before it (上川外務大臣), after it (外務大臣 上川陽子)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.by_place import name_by_place, whole_surname
from hakusho.extractors.people.convincing import convincing
from hakusho.extractors.people.in_lists import (
    foreigner_of_item,
    has_greater,
    is_item,
    is_of_the_next,
    surname_of_item,
)
from hakusho.extractors.people.katakana import KATAKANA_RUN, Name, with_initials
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    begins_with,
    country_names,
    is_organization,
    kinds,
    organizations,
)
from hakusho.extractors.people.names import name_after, name_at
from hakusho.extractors.people.offices import Core
from hakusho.extractors.people.phrase import (
    POSTED_ABROAD,
    Phrase,
    before_titles,
    country_before,
    country_before_bracket,
    country_in_bracket,
    country_of_body,
    country_of_list,
    former_bracket,
    of_a_field,
    of_two_states,
    organization_before,
    read_phrase,
)
from hakusho.extractors.people.set_apart import (
    name_before_a_province,
    name_set_apart,
    name_with_kana,
    name_with_reading,
)
from hakusho.extractors.people.spaced_names import spaced_name_before, with_surname_apart
from hakusho.extractors.people.spread import spread_name_before
from hakusho.extractors.people.titles import a_name_follows, titles_in
from hakusho.extractors.people.whole_office import name_before_a_whole_office
from hakusho.extractors.people.words import Words
from hakusho.extractors.state_offices import of_state

BEFORE, AFTER = "people.name_before_office", "people.name_after_office"

_MET = re.compile(rf"(?:{of_state()}|相)$")  # whose meetings are named for two countries
_SPOUSE = re.compile(r"(?:令)?夫人")
_HONORIFIC = re.compile(
    r"(?:御|ご)?夫妻|閣下|殿下|陛下|さん(?!か(?!ら))|先生|卿|氏(?!名|族)|君(?![主臨達ら]|が代)|女史|博士|殿(?![下堂])|様(?![式子々])"
)
_READING = re.compile(r"[ぁ-ん]{1,8} [ぁ-ん]{1,10} (?=[^ぁ-ん])")
_GAP = re.compile(
    r"(?:\([^()]{0,16}(?:当時|担当|代理|兼務|改革|対策|政策)\)|\([^()]{2,16}[長官監]\))?(?:\((?:併|兼|兼任|併任|兼務|命|事務取扱|常勤|非常勤|新任|再任)\))?"
    r"(?:: ?| |の|\()?"
)
_ALONE_IN_BRACKET = re.compile(r"\) ?")
_ITS_BODY = re.compile(
    r"(?<=[首総][相理])府(?!中)|(?<=大統領)府(?!中)"
)  # 首相府間の覚書 is of offices, not of a person
_COMPANY = re.compile(r"\((?:株|社|財|有|独|一社|一財|公社|公財)\)$")
_OF_A_TOWN = re.compile(rf"[{KANJI}]{{1,5}}[都道府県市区町村]\)")
_LABEL = re.compile(r" ?: ?\(?\d")  # 代表:03-1234-5678 is no office of who stands before it
_WORD_CHAR = re.compile(rf"[{KANJI}{KATAKANA}]")


def beside_offices(words: Words) -> Iterator[Mention]:
    """All names that stand beside an office, in reading order."""
    text, floor = words.text, 0
    cores = titles_in(words)
    for core, following in zip_longest(cores, cores[1:]):
        if not (words.ends_at(core.end) or a_name_follows(words, core.end)) or _ITS_BODY.match(text, core.end):
            continue  # 京都議定書 has no 都議
        if _LABEL.match(text, core.end):
            continue
        zone = max(words.zone_start(core.room), floor)
        if zone == floor and (honorific := _HONORIFIC.match(text, zone, core.start)):
            zone = honorific.end()  # ○○君理事
        found = _before(words, core, zone, floor)
        after = _after(words, core) if found is None or found[2] else None
        if after is not None and is_of_the_next(words, zone, core, after, following):
            after, own = None, foreigner_of_item(words, zone, core)
            found = found or ((own, read_phrase(text, own.next, core), False) if own else None)
        if found is not None and after is None:
            name, phrase, guess = found
            yield _mention(words, name, phrase, core, BEFORE, guess=guess)
            floor = core.end
        elif after is not None and has_greater(words, core, after, following):
            continue
        elif after is not None:
            yield _mention(words, after, read_phrase(text, zone, core), core, AFTER)
            floor = after.end
        else:
            floor = core.end


def _mention(words: Words, name: Name, phrase: Phrase, core: Core, rule: str, *, guess: bool = False) -> Mention:
    text, name = words.text, with_initials(words.text, name)
    zone = words.zone_start(name.start)
    end = max(core.end, name.end)
    former, honorific, title = phrase.former, None, phrase.title
    bracket = former_bracket(text, core.end)
    if bracket:
        former, end = True, max(end, bracket)
    if match := _SPOUSE.match(text, end):
        honorific, title = title + match[0], ""
    elif match := _HONORIFIC.match(text, end):
        honorific = match[0]
    elif rule == BEFORE and text.startswith("君", name.end, core.start):
        honorific = "君"
    organization = phrase.organization or organization_before(text, name.start if rule == BEFORE else core.start)
    if organization is None and is_organization(text[zone : name.start]):
        organization = text[zone : name.start]
    told = name.country or country_before(text, name.start) or country_in_bracket(text, core.end)
    if told is None and organization and organization == text[zone : name.start]:
        told = country_before(text, zone)  # ロシアのエネルギー省○○次官
    if told is None and name.japanese is False:
        told = country_of_list(text, core.end) or country_before_bracket(text, name.start)
    seat = organizations().get(organization or "") or (country_of_body(organization) if organization else None)
    country = phrase.country or told or seat
    if name.japanese is False and country == seat == "JP":
        country = told  # other countries have a 外務省 as well
    if name.japanese is False and country == "JP" and POSTED_ABROAD.fullmatch(phrase.title):
        country = told  # … and send envoys
    sure = core.country if name.japanese is not False or not phrase.extended else None  # 東アジア局長 is not アジア局長
    if sure == "JP" and KATAKANA_RUN.match(text, name.start):
        sure = None  # 通産相 of another country
    return Mention(
        "people",
        name.start,
        name.end,
        rule,
        {
            "title": title or None,
            "country": sure or country,
            "default_country": core.default_country if not of_a_field(phrase, core) else None,
            "organization": organization,
            "former": former or text[max(0, name.start - 3) : name.start] == "当時の",
            "honorific": honorific,
            "japanese": name.japanese,
            "katakana": KATAKANA_RUN.match(text, name.start) is not None,
            "group": core.group,
            "guess": guess,
            "item": end if rule == BEFORE and is_item(text, name.start, end) else None,
        },
    )


def _before(words: Words, core: Core, zone: int, floor: int) -> tuple[Name, Phrase, bool] | None:
    """The name in the string of nouns before the title, with the phrase between, and whether it is only a guess."""
    text = words.text
    if _COMPANY.search(text, max(0, zone - 6), zone):
        return None  # (株)東京○○銀行相談役
    if _MET.search(text[core.start : core.end]) and of_two_states(text[zone : core.room]):
        return None
    if (spaced := spaced_name_before(words, core.room)) is not None and floor <= spaced.start < zone:
        return spaced, read_phrase(text, core.room, core), False
    if spread := spread_name_before(words, core, zone, floor):
        return spread, read_phrase(text, spread.next, core), False
    if text.endswith(")", 0, zone) and (apart := name_set_apart(words, core, floor)):
        return *apart, False
    if read := name_with_reading(words, core, zone, floor):
        return *read, False
    if kana := name_with_kana(words, core):
        return kana, read_phrase(text, kana.next, core), False
    if sinitic := name_before_a_whole_office(words, zone, core):
        return sinitic, read_phrase(text, sinitic.next, core), False
    if foreign := name_before_a_province(words, zone, core):
        return foreign, read_phrase(text, foreign.next, core), False
    for start in _starts(words, zone, core.room):
        name = name_at(words, start, core.room) if text[start - 1 : start] != "第" else None  # 第六代大統領
        if name is None or is_organization(text[name.start : name.end]):
            continue
        name = whole_surname(words, name, zone, core)
        if text[zone : core.room] in organizations() and name.quality < 3:
            break  # 海上自衛隊2等海佐
        if start > zone and name.japanese is False and surname_of_item(words, zone, core):
            break  # 星スポーツ庁アンチ・ドーピング専門官
        phrase = read_phrase(text, name.next, core)
        common = start == zone and KATAKANA_RUN.match(text, start) and COMMON in kinds(text[name.start : name.end])
        if common and (apart := name_set_apart(words, core, floor)) and KATAKANA_RUN.match(text, apart[0].start):
            return *apart, False  # ○○ インフラ開発大臣
        if convincing(words, name, phrase, core):
            return with_surname_apart(words, name) if start == zone else name, phrase, False
    if apart := name_set_apart(words, core, floor):
        return *apart, False
    return name_by_place(words, zone, core)


def _starts(words: Words, zone: int, end: int) -> Iterator[int]:
    """Where in the zone a name may begin: at its start, after a country or 前, and at every word."""
    text, seen, at = words.text, set(), zone
    while at < end:
        if text[at] in "・=":
            at += 1
            continue
        seen.add(at)
        yield at
        moved = begins_with(text, at, end, country_names()) or begins_with(text, at, end, before_titles())
        if moved is None:
            break
        at = moved
    for word in words.within(zone, end):
        if word.start >= zone and word.start not in seen and word.text not in "・=":
            yield word.start


def _after(words: Words, core: Core) -> Name | None:
    """The name that follows a title: at once, after の or a colon, in brackets, or after a space."""
    text = words.text
    if text.endswith("※", 0, core.start):
        return None  # a mark behind the one before
    gap = _GAP.match(text, core.end)
    start = gap.end() if gap else core.end
    if alone := _ALONE_IN_BRACKET.match(text, core.end) if text.endswith("(", 0, words.zone_start(core.room)) else None:
        start = alone.end()  # (外務大臣)○○君
    joint = text[start - 1] if start > core.end else ""
    if joint == "(" and _OF_A_TOWN.match(text, start):
        return None  # 委員(○○町)
    if reading := _READING.match(text, start):
        start = reading.end()
    name = name_after(words, start)
    if name is None or name.start != start:
        return None
    if alone:
        return name if name.quality == 3 and _HONORIFIC.match(text, name.end) else None
    katakana = KATAKANA_RUN.match(text, start) is not None
    envoy = core.group == "diplomat" and joint == ""  # 駐日ソ連大使○○
    needed = (
        3 if joint == "の" or (katakana and joint in ("", "(") and not envoy) or (joint == "(" and not katakana) else 2
    )
    honored = _HONORIFIC.match(text, name.end) is not None
    surely = (
        joint == "の"
        and name.quality == 2
        and name.japanese
        and (words.particle_at(name.end) or text.startswith("で", name.end))
    )
    if name.quality < (1 if honored else 2 if surely else needed):
        return None
    follows = text[name.end : name.end + 1]
    return name if honored or not _WORD_CHAR.match(follows) else None
