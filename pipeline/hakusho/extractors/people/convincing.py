"""Whether a name and the title beside it together are a person, and not a place, an organization or a part of the title."""

from __future__ import annotations

import re

from hakusho.extractors.people.katakana import KANA, KATAKANA_RUN, LONGEST_PART, Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    OTHER,
    PLACE,
    SURNAME,
    is_organization,
    is_sinitic,
    kinds,
    organizations,
)
from hakusho.extractors.people.offices import Core
from hakusho.extractors.people.phrase import Phrase, country_before, organization_before
from hakusho.extractors.people.words import Words
from hakusho.extractors.state_offices import of_state

# Groups whose titles stand after the name of a place as well: 千葉市長, 山口代表.
_OF_A_PLACE = frozenset(
    {"local", "diplomat", "academic", "business", "other", "judiciary", "international", "parliament", "ministry"}
)
# Groups whose titles stand after common words as well: プロジェクトリーダー, 研究代表.
_ANYWHERE = frozenset({"academic", "business", "other", "local", "judiciary"})
_SAME = re.compile(r"同(?:国|州|市|県|省|社|党|庁|委員会)")
_OF_MANY = ("諸国", "各国", "両国", "三国")
_OF_A_FAITH = re.compile(r"教(?:会|徒|団|民主|社会|系)")
# Offices that no city has, so that a place directly before them is the name of a person; regions have ministers, of many states.
_OF_A_STATE = re.compile(rf"{of_state()}$")
_REGIONS = frozenset(
    (
        "アフリカ",
        "アジア",
        "カリブ",
        "バルト",
        "アラブ",
        "ベネルクス",
        "ヨーロッパ",
        "コーカサス",
        "バルカン",
        "アセアン",
        "メコン",
        "ラテンアメリカ",
    )
)
_WHOSE_MEETING = re.compile(r"(?:G[0-9]{1,2}|APEC|ASEAN(?:\+[0-9])?|[0-9]年)$")  # G7○○環境大臣会合
_OF_A_TOWN = re.compile(r"[都道府県市区町村]の$")
_PLACE_OF_MEETING = re.compile(r"会合|会議|サミット|共同声明|宣言")
_WORD_CHAR = re.compile(rf"[{KANJI}{KATAKANA}]")


def _of_no_prefecture(text: str, name: Name, core: Core) -> bool:
    """Whether a surname that is a place as well stands before a governor, and no prefecture is called so, or behind a town: 港市の○○市長."""
    if name.japanese is not True or name.next != core.room:
        return False
    if _OF_A_TOWN.search(text[max(0, name.start - 3) : name.start]):
        return True
    place = text[name.start : name.end]
    governor = text.startswith(("知事", "副知事"), core.start)
    governor = governor or text.startswith(("府知事", "県知事"), core.start)
    return governor and place != "北海道" and not any(PLACE in kinds(place + ending) for ending in "都府県")


def convincing(words: Words, name: Name, phrase: Phrase, core: Core) -> bool:
    """Whether name and title together are a person, and not a place, an organization or a part of the title."""
    text = words.text
    surface = text[name.start : name.end]
    known = kinds(surface)
    tight = name.next == core.room
    clean = name.start == 0 or not _WORD_CHAR.match(text, name.start - 1) or words.starts_at(name.start)
    clean = clean or words.behind_a_date(name.start)
    katakana = KATAKANA_RUN.match(text, name.start) is not None
    if katakana and name.quality and _SAME.match(phrase.title):
        return clean  # ○○同州知事
    if phrase.title.startswith(_OF_MANY) or (katakana and _OF_A_FAITH.match(phrase.title)):
        return False  # 中南米諸国外相, キリスト教民主党議員
    of_place = PLACE in known and name.quality < 3
    common = katakana and COMMON in known
    if surface in _REGIONS:
        return False
    told = phrase.country or name.country or country_before(text, name.start) or organization_before(text, name.start)
    of_a_body = core.group == "international" and core.listed and len(phrase.title) > 6  # ○○NATO事務総長
    if katakana and known == {PLACE} and not told and not (tight and (_OF_A_STATE.search(phrase.title) or of_a_body)):
        return False
    if common and not told and phrase.title == "代表" and text.endswith("の", 0, name.start):
        return False  # 三か国のユース代表
    met = _PLACE_OF_MEETING.match(text, core.end)
    if met and (
        of_place or name.quality < 2 or common or _WHOSE_MEETING.search(text, max(0, name.start - 5), name.start)
    ):
        return False
    in_a_name = text[name.start - 1 : name.start] == "・" or KANA.search(text, name.next, core.room)
    if common and core.bracket and in_a_name and not told:
        return False  # マクロ経済○○事務局長
    dotted = (
        text[name.next] == "・"
        and (phrase.country or name.country) is None
        and phrase.organization is None
        and name.quality < 3
        and not is_sinitic(surface)
    )
    if text[name.next] == "・" and name.japanese and name.quality < 3 and phrase.organization and not katakana:
        return False  # ○○大国際・公共政策大学院教授
    unknown = katakana and not known and name.end - name.start <= LONGEST_PART
    if dotted and (COMMON in known or phrase.extended or not (unknown or words.person(name.start, name.end))):
        return False  # デジタル・技術大臣 is one title
    if name.quality == 3 or (
        core.group == "local" and SURNAME in known and PLACE in kinds(text[name.next : core.room])
    ):
        return clean  # 松本○○町長
    if name.end - name.start == 1 and text[name.end] == "・" and phrase.country is None:
        return False  # 陸・海・空幕僚長
    if name.end - name.start == 1 and (
        (not tight and not phrase.country and not core.country)
        or (name.start and _WORD_CHAR.match(text, name.start - 1))
    ):
        return False
    if of_place and core.group in _OF_A_PLACE:
        word = words.at(name.start)
        sure = word is not None and (word.is_person or word.entity == "Person") and core.group != "local"
        sure = sure or of_a_body
        before = text[words.zone_start(core.room) : name.start]  # 外務省湯川官房長, 連邦通信庁のマイセン長官
        sure = sure or is_organization(before) or (katakana and organization_before(text, name.start) is not None)
        sure = sure or (core.group == "local" and _of_no_prefecture(text, name, core))
        seated = phrase.country or phrase.former or name.country or phrase.organization in organizations()
        if not (sure if tight else sure or seated):
            return False
        if tight and core.group == "local" and _of_no_prefecture(text, name, core):
            return clean  # 大田知事
    if (common and core.group in _ANYWHERE) or (phrase.extended and re.search(r"\d{4}", phrase.title)):
        return False  # トップリーダー, ○○コンテスト2011小・中学生
    if name.quality == 2:
        surname = SURNAME in known and not of_place and words.entity(name.start, name.end)
        human = katakana or surname or words.person(name.start, name.end) or name.japanese is False
        return clean and (not phrase.extended or human)
    country = core.country or phrase.country or name.country or country_before(text, name.start)
    seen = (katakana or SURNAME in known) and core.strong and words.entity(name.start, name.end)  # ボルトン国務次官
    first = words.at(name.start)
    sinitic = is_sinitic(surface) and not kinds(surface[1:]) and first is not None and first.tag.endswith(SURNAME)
    if not clean or (phrase.extended and country is None and not seen and not sinitic):
        return False
    person = words.entity(name.start, name.end) or words.person(name.start, name.end)
    if core.group in _ANYWHERE:
        return person and OTHER not in known  # グーグル社長
    listed = phrase.organization in organizations()
    return person or core.strong or listed or len(phrase.title) >= 5 or country is not None or phrase.former
