"""Office phrases: where a title stands in a text, how far it goes, and what it tells of the person's country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from hakusho.config import Office, vocabulary
from hakusho.extractors.people.lexicon import country_names, ends_with

# Titles that stand with a name of their own accord; beside the others (代表, 委員) a name needs more evidence.
STRONG = frozenset({"cabinet", "military_rank", "head_of_state", "foreign_minister", "ministry", "command"})

# A title's last character may belong to another word: 委員会, 代表団, 大使館, 大統領府, 大臣官房, 議長国.
_OTHER_WORD = re.compile(
    r"会(?!長|談|見|合|頭|議)|会議(?=(?:第一)?副?議長)|団(?!長)|者|協会|組合|連盟|連合|(?<=[使事])館(?!長)|(?<=[領督統子])府|官房|官邸|公邸|国(?!家|[分友枝松重吉])|立法|制|級|選(?!手)|署(?!長)|職|院(?!長)|室(?!長)"
    r"|部(?!長)|課(?!長)|局(?!長)|省|令|像|杯|賞|(?<=補佐)[しすさせを役機]|教書|監部|機(?!長)|車|学|権|隊(?!長)|担当(?!大臣|相|官|補佐官|部長|局長)|的"
)
# Simplified forms that character recognition puts in the place of the Japanese ones: 国务長官. One to one, so offsets hold.
_MISREAD = str.maketrans("务总长统领议军队厅团员区书记", "務総長統領議軍隊庁団員区書記")
# ○○・△△外相会談: whose meeting it is, and no title beside a name.
_OF_MINISTERS = re.compile(r"会談|会合|会議|協議|級")
_ABBREVIATION = re.compile(r"\([A-Z][A-Za-z]{1,9}\)(?P<of>[一-龥]{2,4}会)?$")  # 欧州連合(EU)理事会事務総長
# Who serves the head of a state, with the field between: 大統領科学技術補佐官.
_SERVED = ("大統領", "首相", "総理", "総理大臣", "国王", "皇太子", "首長")
_AIDE = re.compile(
    r"[一-龥]{2,8}?(?:担当)?副?(?:補佐官|顧問|特使)|[一-龥]{2,12}?(?:委員会|評議会|会議)(?:委員長|議長|委員|顧問|事務局長)"
)
# A chief of those who hold an office is named by it: 主任検査官, 副主任年金指導官.
_CHIEF = re.compile(r"(?<=主任)[一-龥]{1,8}?官(?![一-龥])")
# Fields of government that a 相 abroad has, beside those of the 大臣 of the list.
_MINISTRIES = (
    *(
        "調整",
        "スポーツ",
        "水利",
        "水資源",
        "住宅",
        "鉱工業",
        "高等教育",
        "女性",
        "青年",
        "宗教",
        "難民",
        "港湾",
        "灌漑",
        "石油",
        "電力",
    ),
    *("都市開発", "農村開発", "地域開発", "経済開発", "鉱物資源", "社会福祉", "気候変動", "人的資源", "投資"),
    *(
        "国庫",
        "漁業",
        "鉱業",
        "食糧",
        "燃料",
        "軽工業",
        "重工業",
        "公共事業",
        "社会問題",
        "家族",
        "保安",
        "公安",
        "民政",
        "復興",
        "再建",
        "計画",
        "海運",
    ),
    *("国際協力", "国際貿易", "国際経済", "対外経済", "海外経済"),
)
# The first and second of those who hold an office beside each other: 第二財務大臣, 第一副首相.
_ORDINAL = re.compile(r"第[一二三123]$")
# What joins two titles to one, with the fields of the second: 首相兼国防・治安大臣.
_JOINT = re.compile(r"・?兼(?:ねて)?(?:臨時)?(?:[一-龥ァ-ヴー・]{1,16})?|付[一-龥ァ-ヴー・]{1,16}|・|/|、兼")


@dataclass(frozen=True, slots=True)
class Core:
    """A title as it stands in a text, `start:end`, without country, organization or modifiers.

    `room` is where the words before it end: at `start`, or before an abbreviation in brackets (○○機関(WHO)事務局長).

    `country` is certain by the title alone, `default_country` where nothing else says one. `listed` tells a title of the
    vocabulary from one that is read by its last part (heads.suffixes).
    """

    start: int
    end: int
    group: str
    country: str | None
    default_country: str | None
    listed: bool = True
    bracket: int = 0

    @property
    def room(self) -> int:
        return self.start - self.bracket

    @property
    def of_japan(self) -> bool:
        return "JP" in (self.country, self.default_country)

    @property
    def strong(self) -> bool:
        return self.group in STRONG


def offices_in(text: str) -> list[Core]:
    """The titles in a text, in order, not overlapping; those joined by 兼 or ・ are one."""
    found = (core for core in _cores(text.translate(_MISREAD)) if not text.startswith("八王子", core.start - 1))
    cores = sorted(found, key=lambda core: core.start)
    joined: list[Core] = []
    for core in cores:
        last = joined[-1] if joined else None
        if last is not None and _JOINT.fullmatch(text, last.end, core.start):
            country = last.country or core.country
            joined[-1] = replace(
                last, end=core.end, country=country, default_country=last.default_country or core.default_country
            )
        else:
            bracket = _ABBREVIATION.search(text, max(0, core.start - 18), core.start)
            of = len(bracket["of"] or "") if bracket else 0
            size = len(bracket[0]) - of if bracket else 0
            joined.append(replace(core, start=core.start - of, bracket=size))
    return joined


def offices_begin(text: str, at: int) -> bool:
    """Whether a title of the list begins there that needs no field before it, as 部長 does."""
    match = _listed().match(text, at + text.startswith("副", at))
    return match is not None and len(match[0]) > 2


def is_of_japan(text: str, at: int) -> bool:
    """Whether a title begins there that is one of the government of Japan."""
    match = _listed().match(text, at)
    return match is not None and "JP" in (_titles()[match[0]].country, _titles()[match[0]].default_country)


def is_title(text: str) -> bool:
    """Whether the words are a title of the list, or the last part of one."""
    return text in _titles() or _heads().fullmatch(text) is not None


def _cores(text: str) -> Iterator[Core]:
    titles = _titles()
    at = 0
    for match in _listed().finditer(text):
        if match.start() < at:
            continue  # it belongs to the title before: 顧問 in 大統領顧問
        yield from _unlisted(text, at, match.start())
        at = end = acting_end(text, _longer(text, match.start(), match.end()))
        start = _within_country(text, _earlier(text, match.start(), end), end)
        start -= len(ordinal[0]) if (ordinal := _ORDINAL.search(text, max(0, start - 2), start)) else 0
        office = titles[match[0]]
        if not _OTHER_WORD.match(text, end) and not (text[end - 1] == "相" and _OF_MINISTERS.match(text, end)):
            same = (start, end) == (match.start(), acting_end(text, match.end()))
            known = (office.country, office.default_country) if same else (None, None)
            yield Core(start, end, office.group, *known)
    yield from _unlisted(text, at, len(text))


def _longer(text: str, start: int, end: int) -> int:
    """Where a listed title really ends, whose last characters begin the last part of a longer one: 外務部長官 is no 外務部長.

    A last part that follows at once belongs to it as well: 大統領顧問.
    """
    for at in range(max(start + 1, end - 2), end + 1):
        match = _heads().match(text, at)
        if match and match.end() > end:
            return match.end()
    aide = _AIDE.match(text, end) if text.endswith(_SERVED, start, end) else _CHIEF.match(text, end)
    return aide.end() if aide else end


def _earlier(text: str, start: int, end: int) -> int:
    """Where a listed title really begins that is the end of a longer last part: 本部長 is no 部長."""
    for before in range(min(3, start), 0, -1):
        if _heads().fullmatch(text, start - before, end):
            return start - before
    return start


def _within_country(text: str, start: int, end: int) -> int:
    """Where a title begins whose first characters are the last ones of a country's name: 豪州首相 is no 州首相."""
    for cut in (start + 1, start + 2):
        first = ends_with(text, cut, 0, country_names())
        if first is not None and first < start and is_title(text[cut:end]):
            return cut
    return start


def _unlisted(text: str, start: int, end: int) -> Iterator[Core]:
    for match in _heads().finditer(text, start, end):
        if match.start() > start and not _OTHER_WORD.match(text, match.end()):
            group = "foreign_minister" if match[0].endswith("相") else "other"
            yield Core(match.start(), acting_end(text, match.end()), group, None, None, listed=False)


def acting_end(text: str, end: int) -> int:
    """Where a title ends with the word for one who only acts in the office: 国防長官代行, 外務大臣臨時代理."""
    match = _acting().match(text, end)
    return match.end() if match else end


def without_acting(title: str) -> str:
    """The office in which the holder of a title only acts: 国防長官 of 国防長官代行."""
    return next((title[:at] for at in range(2, len(title)) if _acting().fullmatch(title, at)), title)


@lru_cache(maxsize=1)
def _acting() -> re.Pattern[str]:
    return re.compile(rf"{trie(vocabulary().offices.modifiers.acting)}(?![人店権業者地生案作曲])")


@lru_cache(maxsize=1)
def _titles() -> dict[str, Office]:
    found: dict[str, Office] = {}
    for office in vocabulary().offices.office:
        for title in (office.title, *office.aliases):
            found.setdefault(title, office)
    return found


@lru_cache(maxsize=1)
def _listed() -> re.Pattern[str]:
    return re.compile(trie(_titles()))


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    suffixes = vocabulary().offices.heads.suffixes
    # 相 alone is read only after a word for a field of government, as some 大臣 of the list has it: 水産相, not 様相.
    fields = (title.removesuffix("大臣") for title in _titles() if title.endswith("大臣"))
    held = (f"{field}相" for field in (*fields, *_MINISTRIES) if len(field) > 1)
    return re.compile(rf"(?:[省州庁]長(?!官)|{trie([*(s for s in suffixes if len(s) > 1), *held])})")


def trie(words: Iterable[str]) -> str:
    """A pattern for the longest of many words that shares their beginnings: linear, and quick where no word begins."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [re.escape(char) + pattern(node[char]) for char in sorted(node) if char]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return f"{body}?" if "" in node else body

    return pattern(root)
