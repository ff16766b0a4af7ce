"""What single words can be: a surname, a given name, a place, a country, an organization.

Two sources: the vocabulary of `configs/`, and Sudachi's dictionary, which lists all readings of a word. The tagger
chooses one reading in context and is often wrong beside an office (千葉法務大臣: a place); the dictionary knows that 千葉
is a surname as well. No list of persons is used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from hakusho.config import vocabulary

KANJI = "々〆ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KATAKANA = "ァ-ヴヷ-ヺー"

SURNAME, GIVEN, PERSON, PLACE, COUNTRY, COMMON, OTHER = "姓", "名", "人名", "地名", "国", "普通", "他"

_ALL_KANJI = re.compile(rf"[{KANJI}]+")

# Variants of characters that names are printed with, to the forms a dictionary lists.
_FOLD = str.maketrans(
    "髙﨑澤邊邉齋齊濱廣國眞惠德嶋萬壽龍櫻瀧槇黑與豐彌淺曾嶌桒栁槗濵渕圓關繁鄉𠮷𣘺𠀋"
    "瀨巖榮橫淸靜增假寬禮應學佛傳劍參單團堯實寳寶將專巢帶廳彥從戶拂曉條來樂權檜歸淨溪滿澁澀爲當稻穗經緖縱總聰臺莊藏藝藥蘆衞覺觀讓賴鐵靑黃祿內吳敎",
    "高崎沢辺辺斎斉浜広国真恵徳島万寿竜桜滝槙黒与豊弥浅曽島桑柳橋浜淵円関繁郷吉橋丈"
    "瀬巌栄横清静増仮寛礼応学仏伝剣参単団尭実宝宝将専巣帯庁彦従戸払暁条来楽権桧帰浄渓満渋渋為当稲穂経緒縦総聡台荘蔵芸薬芦衛覚観譲頼鉄青黄禄内呉教",
)


def fold(name: str) -> str:
    """A name with the printed variants of its characters replaced, for comparison only: 髙橋 and 高橋 are equal."""
    return name.translate(_FOLD)


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary  # type: ignore[import-untyped]

    return Dictionary(dict="core")


@lru_cache(maxsize=65_536)
def kinds(word: str) -> frozenset[str]:
    """Every kind of word that the dictionary lists for exactly this surface; empty where it does not know it."""
    found = set()
    for surface in {word, fold(word)}:
        for morpheme in _dictionary().lookup(surface):
            pos = morpheme.part_of_speech()
            if pos[2] == "人名":
                found.add({"姓": SURNAME, "名": GIVEN}.get(pos[3], PERSON))
            elif pos[2] == "地名":
                found.add(COUNTRY if pos[3] == "国" else PLACE)
            else:
                found.add(COMMON if pos[1] == "普通名詞" else OTHER)
    return frozenset(found)


def split_full_name(text: str) -> int | None:
    """Where the given name begins in a kanji name that is surname and given name (木原稔: 2), None where it is not one."""
    for cut in (2, 3, 1, 4):
        if 0 < cut < len(text) and SURNAME in kinds(text[:cut]) and GIVEN in kinds(text[cut:]):
            return cut
    return None


def begins_with_surname(text: str) -> bool:
    """Whether a name, its parts perhaps set apart by a space, has a surname at its beginning and one to three characters
    after it."""
    surname, space, given = text.partition(" ")
    if space:
        return SURNAME in kinds(surname) and 0 < len(given.strip()) <= 4
    return any(SURNAME in kinds(text[:cut]) and 0 < len(text) - cut <= 3 for cut in (1, 2, 3))


# Surnames of China and Korea, the most frequent ones: what may follow is a given name of two characters.
_SINITIC = frozenset(
    "王李張劉陳楊黄趙周呉徐孫朱馬胡郭何高梁鄭羅宋謝唐韓曹許鄧馮曽曾程蔡彭潘袁于董余蘇葉呂魏蒋田杜丁沈姜范江傅鐘盧汪戴崔任陸廖姚"
    "方金邱夏譚賈鄒石熊孟秦薛侯雷白段郝孔邵史毛常万武康賀厳尹銭施洪温習翁喬朴文申権柳全兪裵辛趙玄延千廉閔池"
    "楼樊尤肖符龐項凌祁靳聶費喩欧殷塗戚倪耿冀穆仇柴饒褚甄裘竇匡寇荀栗翟葛阮卜奉魚裴琴鞠"
    "華雒屈慈解姫焦苗藺岳駱鮑盛牛詹艾童祝柯顔藍卓奚邸邢鄔鄺闕隋佟懐遅曺咸卞岑莫婁滕游車禹具魯偰"
)

# Those of them that are surnames in Japan as well, so that a given name that Japan knows leaves it open.
_SURNAME_OF_BOTH = frozenset("高金田江石白段柳武常万毛方文千梁唐馬熊池史康全岳盛牛童卓")


def is_sinitic_surname(text: str) -> bool:
    """Whether a surname is one of China or Korea, and none of Japan."""
    return text in _SINITIC and text not in _SURNAME_OF_BOTH


def may_be_sinitic(char: str) -> bool:
    """Whether a surname of one character may be one of China or Korea: 李, 林; not 岸."""
    return char in _SINITIC or char in "林南"


def is_sinitic(text: str) -> bool:
    """Whether a kanji name is built as those of China and Korea, and cannot be read as a Japanese one: 温○○ with no 温○ a surname."""
    return (
        len(text) == 3
        and text[0] in _SINITIC
        and not kinds(text)
        and SURNAME not in kinds(text[:2])
        and split_full_name(text) in ((None,) if text[0] in _SURNAME_OF_BOTH else (None, 1))
    )


def is_in_kanji(name: str) -> bool:
    """Whether nothing but kanji is in a name, as in those of China, Korea and Japan."""
    return _ALL_KANJI.fullmatch(name) is not None


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Full names of countries to their codes."""
    known: dict[str, str] = {}
    for country in vocabulary().countries.country:
        for name in (country.name, *country.names):
            known.setdefault(name, country.code)
    return known


@lru_cache(maxsize=1)
def country_letters() -> dict[str, str]:
    """One-letter forms of countries to their codes: 米, 英."""
    return {s: country.code for country in vocabulary().countries.country for s in country.short if len(s) == 1}


@lru_cache(maxsize=1)
def letters_beside_japan() -> dict[str, str]:
    """One-letter forms that mean a country only beside 日, to its code: 星 in 日星."""
    return {s: country.code for country in vocabulary().countries.country for s in country.beside_japan}


@lru_cache(maxsize=1)
def organizations() -> dict[str, str | None]:
    """Names of international organizations and of bodies of one country, to that country's code (None: of no one country)."""
    known: dict[str, str | None] = {}
    for organization in vocabulary().organizations.organization:
        for name in organization.names:
            known.setdefault(name, None)
    for body in vocabulary().organizations.body:
        for name in (body.name, *body.names):
            known.setdefault(name, body.country)
    return known


def ends_with(text: str, end: int, start: int, words: dict[str, Any], longest: int = 20) -> int | None:
    """The start of the longest of `words` that ends at `end` and does not begin before `start`."""
    for first in range(max(start, end - longest), end):
        if text[first:end] in words:
            return first
    return None


def begins_with(text: str, start: int, end: int, words: dict[str, Any], longest: int = 20) -> int | None:
    """The end of the longest of `words` that begins at `start` and does not go beyond `end`."""
    for last in range(min(end, start + longest), start, -1):
        if text[start:last] in words:
            return last
    return None


_OF_ITS_OWN = re.compile(
    r"国(?![務防家際連内立王民土税会])"
)  # 国 behind a name that has none: カタル国首長; not モンゴル|国防大臣
_KATAKANA_CHAR = re.compile(rf"[{KATAKANA}]")


def country_end(text: str, start: int, end: int) -> int | None:
    """The end of the longest name of a country that begins at `start` and does not go beyond `end`, with 国 behind it."""
    last = begins_with(text, start, end, country_names())
    if last is not None and last < end and _KATAKANA_CHAR.match(text, last - 1) and _OF_ITS_OWN.match(text, last):
        return last + 1
    return last


def code_of(name: str) -> str:
    """The code of a country by a name that `country_end` has found."""
    names = country_names()
    return names[name] if name in names else names[name.removesuffix("国")]


# The last part of the name of an organization that is in no list: 第一打撃群, 市立病院, 国立研究所.
_ORGANIZATION = re.compile(
    r"(?:軍|師団|旅団|連隊|大隊|中隊|小隊|艦隊|自衛隊|警備隊|航空隊|部隊|護衛隊|群|司令部|本部|省|庁|院|局|委員会|理事会|審議会|協議会|議会|"
    r"国会|会議|党|大学|大学院|大学校|学部|学環|研究室|学校|高校|研究所|研究院|研究科|研究会|学会|センター|機構|機関|協会|連盟|連合|連合会|財団|基金|"
    r"[督理統相領子]府|銀行|会社|会議所|商社|新聞|新聞社|放送|通信社|グループ|組合|病院|事務所|事務局|政府|代表部|大使館|公社|公団|公庫|社)$"
)


def is_organization(text: str) -> bool:
    """Whether the words name an organization, listed or by their last part."""
    return text in organizations() or (len(text) > 2 and bool(_ORGANIZATION.search(text)))
