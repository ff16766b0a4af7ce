"""Names that nothing but their place before a title shows: surnames that are other words as well, or that no dictionary has.

Most of them are guesses, which the document has to bear out.
"""

from __future__ import annotations

import re

from hakusho.extractors.people.in_lists import ROLES, surname_of_a_place, surname_of_item
from hakusho.extractors.people.katakana import Name, is_human
from hakusho.extractors.people.lexicon import (
    COMMON,
    KANJI,
    KATAKANA,
    PLACE,
    SURNAME,
    country_letters,
    is_organization,
    is_sinitic_surname,
    kinds,
    may_be_sinitic,
    organizations,
)
from hakusho.extractors.people.likelihood import OF_THE_OFFICE, may_be_short
from hakusho.extractors.people.names import name_at
from hakusho.extractors.people.offices import Core
from hakusho.extractors.people.phrase import Phrase, before_titles, country_before, read_phrase
from hakusho.extractors.people.words import Words

# Kinds of members of a council, and no names.
_OF_A_COUNCIL = frozenset(
    (
        *("専門", "臨時", "特別", "常任", "常勤", "非常勤", "民間", "有識者", "担当", "政府", "公益", "労働", "使用者"),
        *(
            "新任",
            "関係",
            "出席",
            "欠席",
            "運営",
            "監査",
            "教育",
            "国会",
            "中央",
            "学識",
            "仲裁",
            "編集",
            "審査",
            "調停",
        ),
        *("分科", "部会", "起草", "選考", "調査", "研究", "評価", "企画", "推進", "調整", "策定", "検討", "作業"),
    )
)
_HEADS_OF_DIVISIONS = ("局長", "部長", "課長", "審議官", "参事官", "報道官")
# Titles that no place has, so that a word the dictionary knows for a place only is a surname before them.
_OF_NO_PLACE = frozenset(
    {"大臣", "副大臣", "大臣政務官", "政務官", "総理", "総理大臣", "官房長官", "外務大臣", "財務大臣", "防衛大臣"}
)
_PLACE_LIKE_SURNAME = re.compile(rf"(?!欧|[東西南北中]|極東|沖縄|各|我)[{KANJI}]{{2,3}}")
_OF_A_REGION = re.compile(
    r"(?:[東西南北]{1,2}|中央?|大洋州)?(?:アジア|欧|米|アフリカ|近?東|大洋州)[^、。]{0,8}?第?[一二三]?[課室部局](?:次)?長"
)  # of a division of a ministry, which no place has: 三宅南東アジア第一課長
_OF_A_SIDE = re.compile("[東西南北]側")  # a family is called so; offices of Japan stand on no side
_WORD = re.compile(rf"[{KANJI}]{{2,3}}")
_OF_MOST = 2  # letters of most surnames
_KANA = re.compile(rf"[{KATAKANA}]")
_WORD_CHAR = re.compile(rf"[{KANJI}]")
_NO_NAME = "本当貴弊今両諸全我各某仮正女他省庁局課党員者側次旧現歴総先後際時間中上下内外"  # of a phrase with an office, or before one
# States whose people have surnames of one character.
_SELDOM_A_STATE = "西"  # before an office of Japan
_OF_SHORT_NAMES = frozenset({"CN", "KR", "KP", "TW"})


def name_by_place(words: Words, zone: int, core: Core) -> tuple[Name, Phrase, bool] | None:
    """The word directly before the title that may be a name, with the phrase between, and whether it is only a guess."""
    text = words.text
    whole, title = text[zone : core.room], text[core.room : core.end]
    if not whole or (_KANA.match(text, core.start) and _KANA.match(whole[-1]) and not is_human(whole)):
        return None  # スクリーンリーダー
    if zone == 0 and title in ROLES and _WORD.fullmatch(whole) and not kinds(whole) & {SURNAME}:
        guess = (
            None
            if whole in _OF_A_COUNCIL or is_organization(whole)
            else Name(zone, core.room, 1, True, None, core.room)
        )
    else:
        guess = None
    name = name_at(words, zone, core.room, fills=True) if whole not in organizations() else None
    if name is None and not is_organization(whole):
        name = surname_of_a_place(words, zone, core)
    if (one := _of_one_character(words, zone, core, name)) is not None:
        return one
    clean = not _WORD_CHAR.match(text, zone - 1) if zone else True
    if title in ROLES and clean and len(whole) > 1 and SURNAME in kinds(whole) and whole not in _OF_A_COUNCIL:
        return Name(zone, core.room, 2, True, None, core.room), read_phrase(text, core.room, core), False  # 岩屋委員
    if name is not None and name.end - name.start > 1 and not is_organization(text[name.start : name.end]):
        of_one_state = core.listed and core.country is not None and core.group not in ("local", "diplomat")
        sure = name.next == core.room and SURNAME in kinds(whole) and (of_one_state or _of_a_division(text, core))
        family = SURNAME in kinds(text[name.start : name.end])
        sure = sure or (family and name.start == zone and _OF_A_REGION.fullmatch(text, name.next, core.end) is not None)
        return name, read_phrase(text, name.next, core), not sure
    word = words.at(zone)
    plain = word is not None and word.text == whole and word.tag == "名詞-普通名詞-一般" and whole not in _OF_A_COUNCIL
    family = (
        plain and clean and len(whole) == _OF_MOST and not is_organization(whole) and not text.endswith(" ", 0, zone)
    )
    if family and _WORD.fullmatch(whole) and core.country == "JP" and _of_a_division(text, core):
        return (
            Name(zone, core.room, 1, True, None, core.room),
            read_phrase(text, core.room, core),
            False,
        )  # 後宮アジア局長
    like_a_place = _PLACE_LIKE_SURNAME.fullmatch(whole)
    no_place = kinds(whole) == {PLACE} and title in _OF_NO_PLACE
    if _OF_A_SIDE.fullmatch(whole) and core.listed and core.of_japan:
        return Name(zone, core.room, 2, True, None, core.room), read_phrase(text, core.room, core), False
    if like_a_place and (no_place or (title in ROLES and whole not in _OF_A_COUNCIL)):
        return Name(zone, core.room, 1, True, None, core.room), read_phrase(text, core.room, core), not no_place
    item = surname_of_item(words, zone, core) or guess
    return (item, read_phrase(text, item.next, core), True) if item else None


def whole_surname(words: Words, name: Name, zone: int, core: Core) -> Name:
    """The word before an office of the cabinet as a whole, where the name in it would leave one character that begins no office:
    a surname that the dictionary has as another word, as 渡海 is."""
    text, left = words.text, words.text[name.next : core.room]
    cabinet = core.group == "cabinet" and core.listed and core.of_japan and core.end - core.room > 3
    if (
        not cabinet
        or name.start != zone
        or len(left) != 1
        or left in OF_THE_OFFICE
        or not _WORD.fullmatch(text[zone : core.room])
    ):
        return name
    return Name(zone, core.room, 2, True, None, core.room)


def _of_one_character(words: Words, zone: int, core: Core, name: Name | None) -> tuple[Name, Phrase, bool] | None:
    """The surname of one character before the title, or before a word of the title."""
    text = words.text
    whole = text[zone : core.room]
    one = is_sinitic_surname(whole[0]) or (name is None and len(whole) > 2 and may_be_short(whole[0]))  # 岸推進委員長
    one = (one and COMMON in kinds(whole[1:])) or (
        (core.strong or whole[1:] == "新") and whole[1:] in before_titles() and may_be_short(whole[0])
    )
    if not (may_be_short(whole) or one):
        return _of_a_common_word(words, zone, core)
    begins = text[zone - 1 : zone] in ("", "、", ",", "。")
    alone = SURNAME in kinds(whole) and _of_a_division(text, core) and begins
    sure = alone and (
        whole not in country_letters() or (core.country == "JP" and whole == _SELDOM_A_STATE)
    )  # 、登中近東アフリカ局長
    of_theirs = may_be_sinitic(whole) and country_before(text, zone) in _OF_SHORT_NAMES  # 中国の韓部長
    return Name(zone, zone + 1, 1, None, None, zone + 1), read_phrase(text, zone + 1, core), not (sure or of_theirs)


def _of_a_common_word(words: Words, zone: int, core: Core) -> tuple[Name, Phrase, bool] | None:
    """The surname of one character that the dictionary has as a common word only, as some families are called, before an office of
    Japan that stands by itself: 訪れて○防衛庁長官と; before one that other states have as well it is a guess."""
    text, word = words.text, words.at(zone)
    whole = text[zone : core.room]
    plain = word is not None and word.text == whole and word.tag == "名詞-普通名詞-一般"
    if not plain or len(whole) != 1 or not _WORD_CHAR.match(whole) or not core.listed or not core.strong:
        return None
    if zone and (_WORD_CHAR.match(text, zone - 1) or text[zone - 1] in "のそこ"):
        return None
    if whole in OF_THE_OFFICE or whole in _NO_NAME or whole in country_letters():
        return None
    sure = core.country == "JP" and core.end - core.start > 3
    return Name(zone, core.room, 1, True, None, core.room), read_phrase(text, core.room, core), not sure


def _of_a_division(text: str, core: Core) -> bool:
    """Whether the title is that of the head of a listed division of a ministry, which no place has: 北部欧州課長."""
    title = text[core.room : core.end]
    return core.group == "ministry" and core.listed and len(title) > 4 and title.endswith(_HEADS_OF_DIVISIONS)
