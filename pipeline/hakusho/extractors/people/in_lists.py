"""People as the items of a list, each a surname and an office that no vocabulary has: 関文教施設企画部長、豊岡大学法人支援課長.

Where an item stands for itself, its first word may be a surname whatever else it means, as 関 and 豊岡 do. Only a guess: those beside
it in the list, whose names are sure, have to bear it out.
"""

from __future__ import annotations

import re

from hakusho.extractors.people.katakana import KATAKANA_RUN, Name, is_human
from hakusho.extractors.people.lexicon import PLACE, SURNAME, is_organization, kinds
from hakusho.extractors.people.likelihood import OF_THE_OFFICE
from hakusho.extractors.people.names import name_at
from hakusho.extractors.people.offices import Core
from hakusho.extractors.people.phrase import HEADS_OF_DIVISIONS, read_phrase
from hakusho.extractors.people.words import Words

_BEGINS = re.compile(r"(?:^|[、,:;・()】\]○● \-]|及び|並びに|および|ならびに|[とや])$")
_ENDS = re.compile(
    r"(?:\([^()]{1,24}\))?(?: ?(?:他|ほか|外|等|ら)(?:[0-9数]{1,3}名)?)?(?:[、,;。()・ とや]|及び|並びに|および|ならびに|$)"
)
_LOCAL = re.compile(r"[都道府県市区町村州省国](?![立土民家際務税内]|町村)|地方|支|管区")
_JOINT = re.compile(
    r"(?:\([^()]{1,24}\))?(?:[、,;・]| ?(?:及び|並びに|および|ならびに) ?|[とや] ?| |[》】]|[《【][^《》【】]{2,20}[》】] ?){1,2}"
    r"(?:[^、,;。()\s]{2,30}[、,;])?"  # one that is not read is still an item
)
# What one is in a meeting, whatever one is besides.
ROLES = frozenset({"議長", "議員", "委員", "座長", "委員長", "副議長", "幹事", "構成員"})
_NO_SURNAME = "本当貴弊今両諸全一二三四五六七八九十"
_OF_PLACES = ("local", "diplomat", "parliament")  # groups of titles that a place has
_LONGEST_SURNAME, _LONGEST_OF_A_PLACE = 3, 4


def is_item(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is an item of a list for itself, as far as what stands at its ends tells."""
    return bool(_BEGINS.search(text[max(0, start - 4) : start]) and _ENDS.match(text, end))


def is_of_the_next(words: Words, zone: int, core: Core, name: Name, following: Core | None) -> bool:
    """Whether a name behind a space is written together with the office that follows it, as the title before the space is with what is
    before it: in ○○英外相 △△・エジプト大統領 the space parts the items."""
    if following is None or zone == core.room or words.text[name.start - 1] != " ":
        return False
    return words.zone_start(following.room) == name.start and following.room > name.end


def foreigner_of_item(words: Words, zone: int, core: Core) -> Name | None:
    """The name in katakana at the head of such an item, whatever else it means, with its country behind it: ○○英外相."""
    run = KATAKANA_RUN.match(words.text, zone, core.room)
    if run is None:
        return None
    name = name_at(words, zone, core.room)
    if name is None and is_human(run[0]):  # Cook, and not the islands
        name = Name(zone, run.end(), 1, False, None, run.end())
    return name if name is not None and read_phrase(words.text, name.next, core).country else None


def are_joined(text: str, end: int, start: int) -> bool:
    """Whether an item that begins at `start` follows at once in one list upon one that ends at `end`."""
    return 0 < start - end < 60 and _JOINT.fullmatch(text, end, start) is not None


def surname_of_item(words: Words, zone: int, core: Core) -> Name | None:
    """The surname with which an item of a list may begin that an office ends; None where it begins with none, or is the head
    of a local body (福島県知事) or of an organization that is named for a place (福島大学長)."""
    text = words.text
    if not is_item(text, zone, core.end):
        return None
    for cut in range(min(zone + _LONGEST_SURNAME, core.room), zone, -1):
        surname, unit = text[zone:cut], text[cut : core.room]
        unknown = not unit and len(surname) == 1 and _of_japan(core) and surname not in _NO_SURNAME
        if surname.endswith(("元", "前")) and SURNAME in kinds(surname[:-1]):
            continue  # ○元総理
        a_place = not unit and kinds(surname) == {PLACE} and core.group not in _OF_PLACES
        if not words.starts_at(cut) or not (unknown or a_place or SURNAME in kinds(surname)):
            continue
        seated = len(unit) <= _LONGEST_OF_A_PLACE and is_organization(surname + unit)
        seated = seated and not text.startswith(HEADS_OF_DIVISIONS, core.start)
        if seated or surname in OF_THE_OFFICE or _LOCAL.match(text, cut, core.end):
            return None
        return Name(zone, cut, 1, True, None, cut)
    return None


def _of_japan(core: Core) -> bool:
    """Whether an office is one of the government of Japan, so that a character left before it is a surname, which no dictionary
    need have."""
    return core.strong and "JP" in (core.country, core.default_country)


def has_greater(words: Words, core: Core, name: Name, following: Core | None) -> bool:
    """Whether a name behind its role in a meeting has an office of state behind it: 議員 ○○○○ 財務大臣."""
    if following is None or not following.strong or words.text[core.start : core.end] not in ROLES:
        return False
    between = words.text[name.end : words.zone_start(following.room)]
    return bool(between) and not between.strip()


def surname_of_a_place(words: Words, start: int, core: Core) -> Name | None:
    """The surname that is a place as well at the head of a longer title: ○○国際交渉担当審議官."""
    name = name_at(words, start, core.room)
    if name is None or name.next == core.room or not core.strong:
        return None
    known = kinds(words.text[name.start : name.end])
    return name if SURNAME in known and PLACE in known else None
