"""Which of the countries that a sentence names are at work in it: not the host, and not the members beside their group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.parties import party_spans, state_letters

# Acts of the group as such: a communiqué is adopted by the G7, while every member signs a treaty for itself.
ACTS_OF_A_GROUP = ("adopted", "announced", "approved", "formulated")

_STATE = re.compile(r"[A-Z]{2}")
# A country as the place or the chair of a meeting: イタリアで開催された, ドイツ・ボンにおいて開かれた, 議長国であるカナダ.
_HOST = re.compile(
    r"(?:の|・|\()?[^、。はがをにと]{0,16}(?:で|において|にて)(?:、|同[月日]に?|[0-9]{1,2}[月日]に?)?(?:開催|開か|行われ|実施|初めて開)"
    r"|(?:・|の首都|の)[ァ-ヴー・]{2,20}市?\)?(?:において|にて|で(?![一-龥]))"
    r"|[^、。()]{0,12}\)(?:において|にて|で(?!の))"
    r"|を(?:始め|はじめ)と(?:する|した)[^、。はが]{0,12}国"
    r"|[^、。はがをにと]{0,6}(?:議長下|議長国|が議長|を議長|の議長)"
)
# So it is before a particle of place (シンガポールで会談を行い), where it is not the last of several who act.
_PLACE = re.compile(r"(?<=[ァ-ヴー]{2})(?:において|にて|で)[^、。はがを]{0,24}(?:会談|会合|会議|協議)を")
_AFTER_OTHERS = re.compile(r"(?:(?<![はがもに])、|及び|並びに|と|や|・|日)$")
_CHAIR = re.compile(r"議長国?(?:である|の|を務める|・|、)?$")
_MEETING = re.compile(
    r"[^、。はがをにとで]{0,14}(?:首脳会[合議]|首脳|サミット|閣僚|大臣|外相|総会|理事会|委員会|会合|会議|安全保障理事会|安保理|議長)"
)
_AS_SIDE = re.compile(
    r"(?:事務局|委員会|加盟国|各国|諸国|側|首脳|外相|閣僚|政府)?\)?(?:と|との|間|は|が|も|及び|並びに|、|・)(?!て)"
)
# What the country gives its name to is what is talked of, not who acts: 仏領への支援, ペルー情勢.
_MATTER = re.compile(
    r"(?:・ラウンド|難民|情勢|問題|危機|紛争|侵略|侵攻|復興(?![^、。はがを]{0,12}[省庁])|和平|産(?!業)|製(?!造)|原産|人(?!民)|語|系|沖|湾|半島|市場|企業|国内|国民|国境|向け|支援)"
)
_VISIT = re.compile(rf"訪(?P<to>(?!日)[{state_letters()}])(?![一-龥]?客|問)")
_OF_MEMBERS = re.compile(r"(?:会[合議]|サミット|総会|理事会|委員会)$")
_SIDE = re.compile(rf"(?:日本|[A-Z{state_letters()}])・?$")


def at_work(text: str, end: int | None = None, *, sides_only: bool = False) -> list[tuple[int, str]]:
    """The countries and organizations of a text up to `end` as (start, code), hosts and chairs left out; with the country
    of a visit (訪米の際). `sides_only`: an organization counts only as a side, not for a meeting of its own."""
    limit = len(text) if end is None else end
    found = [
        (a, code)
        for a, b, code in party_spans(text[:limit])
        if not (
            _STATE.fullmatch(code)
            and (
                (_PLACE.match(text, b) and not _AFTER_OTHERS.search(text[max(0, a - 3) : a]))
                or _HOST.match(text, b)
                or _MATTER.match(text, b)
                or _CHAIR.search(text[max(0, a - 8) : a])
            )
        )
        and (
            _STATE.fullmatch(code) or not sides_only or _AS_SIDE.match(text, b) or _SIDE.search(text[max(0, a - 3) : a])
        )
    ]
    visits = ((m.start(), party_spans(f"対{m['to']}")) for m in _VISIT.finditer(text, 0, limit))
    return sorted([*found, *((at, code) for at, codes in visits for _, _, code in codes)])


def as_a_group(text: str, found: Sequence[str], act: str) -> list[str]:
    """The parties of an act without the members of the group that did it: G7の首脳は…を発出, 国連総会は…を採択."""
    if act not in ACTS_OF_A_GROUP:
        return list(found)
    left = without_members(found, found)
    groups = {code for a, b, code in party_spans(text) if not _STATE.fullmatch(code) and _met(text, a, b)}
    return [p for p in left if not _STATE.fullmatch(p)] if groups & set(left) else left


def of_body(meeting: str) -> list[str]:
    """The organizations in the name of a meeting that names no state: APEC貿易担当大臣会合, whoever was its host."""
    codes = sorted({code for _, _, code in party_spans(meeting)})
    return codes if codes and not any(map(_STATE.fullmatch, codes)) and _OF_MEMBERS.search(meeting) else []


def without_members(found: Sequence[str], groups: Sequence[str]) -> list[str]:
    """Parties less those who act as members of a group: a host and Japan at a meeting of the G20."""
    members = {m for code in groups for m in _members().get(code, ())}
    return [p for p in found if p not in members]


def _met(text: str, start: int, end: int) -> bool:
    """Whether a group's own meeting is named, and not one of the group with a country: 日・ASEAN首脳会議."""
    return bool(_MEETING.match(text, end)) and not _SIDE.search(text[max(0, start - 3) : start])


@lru_cache(maxsize=1)
def _members() -> dict[str, tuple[str, ...]]:
    return {o.id: tuple(o.members) for o in vocabulary().organizations.organization if o.members}
