"""Whether two written titles are one office: 総理 and 内閣総理大臣, 大臣 and 防衛大臣, 首相兼外相 and 首相."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.people.offices import without_acting

# What the press calls the ministers of Japan.
_SHORT = {
    "首相": "内閣総理大臣",
    "外相": "外務大臣",
    "防衛相": "防衛大臣",
    "蔵相": "大蔵大臣",
    "法相": "法務大臣",
    "文相": "文部大臣",
    "厚相": "厚生大臣",
    "労相": "労働大臣",
    "農相": "農林水産大臣",
    "通産相": "通商産業大臣",
    "財務相": "財務大臣",
}


# What one does for a living or of one's own will, and no office or rank.
_OCCUPATION = re.compile(
    r"(?:画家|作家|小説家|評論家|俳優|女優|歌手|音楽家|建築家|彫刻家|写真家|詩人|看護師|ボランティア)$"
)


def is_occupation(title: str) -> bool:
    """Whether a word that stands at a name as a title does is no office: 水墨画家."""
    return _OCCUPATION.search(title) is not None


@lru_cache(maxsize=1)
def _one_title() -> dict[str, str]:
    """Written forms of a title to one: 総理, 総理大臣 and 内閣総理大臣; 防衛相 and 防衛大臣."""
    found: dict[str, str] = {}
    for entry in vocabulary().offices.office:
        for title in (entry.title, *entry.aliases):
            found.setdefault(title, entry.title)
    return {**found, **_SHORT}


def office(title: str) -> str:
    """The title in its one form; each part of one that is joined by 兼, and each field of a minister who has several:
    外務・国際協力相 is 外務大臣兼国際協力大臣."""
    known, title = _one_title(), without_acting(title)
    if title in known:
        return known[title]
    parts = [known.get(part, part) for part in title.split("兼")]
    return "兼".join(known.get(each, each) for part in parts for each in _fields(part))


def _fields(title: str) -> list[str]:
    """The office of each field of a minister: 外務大臣 and 国際協力大臣 of 外務・国際協力相; the title itself of any other."""
    stem = title.removesuffix("大臣") if title.endswith("大臣") else title.removesuffix("相")
    return [f"{field}大臣" for field in stem.split("・")] if "・" in stem and stem != title else [title]


def office_fit(one: str, other: str) -> int:
    """2 for the same office, 1 where one is the other's short form (大臣, 防衛大臣), else 0."""
    if set(one.split("兼")) & set(other.split("兼")):
        return 2
    return 1 if one.endswith(other) or other.endswith(one) else 0


@lru_cache(maxsize=4_096)
def is_vague(title: str) -> bool:
    """Whether a title is short for many (大臣, 長官, 議員), or a rank or a seat in parliament beside which one holds another, and so tells no one
    office; 大統領 and 首相 are offices."""
    offices = vocabulary().offices
    heads = {t for o in offices.office if o.group == "head_of_state" for t in (o.title, *o.aliases)}
    ranks = {t for o in offices.office if o.group == "military_rank" for t in (o.title, *o.aliases)}
    return (
        title in ranks
        or title == "国務大臣"
        or title.endswith(("議員", "首脳"))
        or (title in offices.heads.suffixes and title not in heads)
    )
