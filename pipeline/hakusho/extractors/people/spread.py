"""Names whose letters are spread over the columns of a list: 三 村 浩 一, 大久保 玲 子, ○ 田次長; and what a list makes of several of
them when nothing parts them any longer: 三村浩一館山元子.

A part of a name is spread out as a whole or not at all, so that 大久保 玲 子 is read, and 東京 都 is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.bracketed import Aside, office_alone
from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    OTHER,
    PLACE,
    SURNAME,
    country_names,
    is_organization,
    is_sinitic_surname,
    kinds,
    may_be_sinitic,
    organizations,
)
from hakusho.extractors.people.offices import Core, is_title
from hakusho.extractors.people.standing_alone import mention_alone, office_fields, pattern
from hakusho.extractors.people.words import Words

_LIST = re.compile(rf"(?<![{KANJI}{KATAKANA}ぁ-ん0-9])[{KANJI}ぁ-ん{KATAKANA}◎○〇●※・ ]{{4,400}}+")
_MAY_BE_JOINED = re.compile(rf"[◎○〇●※・]?+[{KANJI}]{{6,}}+")  # with no particle, as no sentence is
_SPREAD_BEFORE = re.compile(rf"(?<![{KANJI}{KATAKANA}0-9])(?![年月日時分] )(?:[{KANJI}]{{1,3}} ){{1,4}}$")
_KANA = re.compile(
    rf"(?!から|まで|より|など|とも|では|には|との|として|による|ほか|および|または|あて|とき|ため|こと|もの)[ぁ-ん]{{2,5}}(?<![でにをはがの])|[{KATAKANA}]{{2,5}}"
)
_KANJI = re.compile(rf"[{KANJI}]{{1,2}}|[{KANJI}]{{2}}[郎子美]")
_BROKEN = re.compile(rf"[^{KANJI}]")
_FIRST = re.compile(r"(?<!\S)(?<!^[^\s同] )(?<!\s[^\s同] )[^\s同]")  # of a part, not behind a letter that stands alone
_OF_THE_OFFICE = "前元新副総主大"  # one letter between a name and a title that belongs to the office
_OF_PEOPLE = 2  # letters of a title that nothing but people have: 選手, 委員
_MARK = 2  # characters before the first name of a row
_OF_GIVEN = 2  # letters of most given names
_LONGEST_SURNAME, _LONGEST_GIVEN, _LONGEST_TITLE = 4, 5, 10
_OF_MANY = ("委員", "議員", "構成員", "理事", "幹事", "評議員", "専門員", "説明員")  # titles that head several names
_SURE = 2  # names that a list must have


def spread_name_before(words: Words, core: Core, zone: int, floor: int) -> Name | None:
    """The name in parts before a title, whose last part may be joined to the office: 三 村次長, 三村 浩 一予報部長, 三村 浩一予報部長."""
    text = words.text
    joint = text.rfind(" ", max(0, zone - 3), zone) + 1  # the tagger may take the last letter for a word of its own
    before = _SPREAD_BEFORE.search(text, max(0, joint - 12), joint)
    if before is None or _BROKEN.search(text, joint, zone):
        return None
    best: Name | None = None
    ends = [end for end in range(joint + 1, min(joint + 4, core.room + 1)) if words.starts_at(end)]
    ends = [joint - 1, *(end for end in ends if core.room - end != 1 or text[end] in _OF_THE_OFFICE)]
    for first in _FIRST.finditer(before[0]):
        start = before.start() + first.start()
        for end in ends if start >= floor else ():
            name = _whole(text, start, end, known=end > joint) or _surname(text, start, end)
            if name is None and end == core.room > joint and core.end == core.start + _OF_PEOPLE:
                name = _whole(text, start, end)  # 小松 未咲選手
            if name is None or not (name.quality == 3 or _is_spread(text, name) or end == core.room > joint):
                continue
            if end == joint + 1 and is_sinitic_surname(text[start]) and text[start + 1 : joint] == " ":
                continue  # 陳 暁|華農業部副部長
            if best is None or (name.quality, name.end) > (best.quality, best.end):
                best = replace(name, next=max(name.end, joint))
    return best


def spread_lists(words: Words) -> Iterator[Mention]:
    """The names of lists in which some are spread out, or joined to one another, each with the title that heads it."""
    for match in _LIST.finditer(words.text):
        if " " not in match[0] and not _MAY_BE_JOINED.fullmatch(match[0]):
            continue
        for head, group in _groups(words.text, *match.span()):
            names = [item for item in group if isinstance(item, Name)]
            sure = sum(name.quality == 3 for name in names)
            spread = any(_is_spread(words.text, name) for name in names) or _are_joined(names) or sure > _SURE
            alone = len(names) == 1 or head is not None
            if len(names) > 1 and names[0].start < _MARK and names[-1].end == len(words.text):
                alone = spread = True  # a row of the list
            if not spread or sure < (1 if alone else _SURE) or 2 * sure < len(names):
                continue
            title = head
            for item in group:
                if isinstance(item, str):
                    title = office_alone(item)
                    continue
                yield mention_alone(words, item, "people.spread", **_held(title, item))
                title = title if title and str(title.title).endswith(_OF_MANY) else None


def spread_honored(words: Words) -> Iterator[Mention]:
    """Names with their letters apart before an honorific: 稗 田 和 希さん."""
    for match in pattern("people.honorific").finditer(words.text):
        joint = words.text.rfind(" ", max(0, match.start() - 6), match.start()) + 1
        before = _SPREAD_BEFORE.search(words.text, max(0, joint - 12), joint) if 0 < joint < match.start() else None
        for first in _FIRST.finditer(before[0]) if before else ():
            start = before.start() + first.start() if before else 0
            name = _whole(words.text, start, match.start())
            if name is not None and name.quality == 3 and words.text.count(" ", start, name.end) > 1:
                yield mention_alone(words, name, "people.spread", honorific=match["honorific"])
                break


def _held(aside: Aside | None, name: Name) -> dict[str, object]:
    return office_fields(aside, name, None) if aside is not None and aside.core is not None else {}


def _groups(text: str, start: int, end: int) -> Iterator[tuple[Aside | None, list[Name | str]]]:
    """The runs of names and titles that follow one another with nothing else between, and the office directly before each."""
    head: Aside | None = None
    group: list[Name | str] = []
    at = start
    while at < end:
        if text[at] in " ◎○〇●※":
            at += 1
            continue
        if (title := _title(text, at, end)) is not None:
            group.append(title[0])
            at = title[1]
        elif (name := _name(text, at, end)) is not None:
            group.append(name)
            at = name.end
        else:
            if group:
                yield head, group
            gap = text.find(" ", at, end)
            gap = end if gap < 0 else gap
            head, group, at = office_alone(text[at:gap]), [], gap
    if group:
        yield head, group


def _title(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The title that heads a line, perhaps spread out itself, and where it ends."""
    for last in range(min(end, at + 2 * _LONGEST_TITLE), at + 1, -1):
        word = text[at:last].replace(" ", "")
        if text[last - 1] != " " and len(word) <= _LONGEST_TITLE and is_title(word) and _evenly(text, at, last):
            return (word, last) if last == end or text[last] in " ◎○〇●※" else None
    return None


def _name(text: str, at: int, end: int) -> Name | None:
    """The best full name that begins at `at`."""
    found = (_whole(text, at, last) for last in range(at + 2, min(end, at + 14) + 1) if text[last - 1] != " ")
    return max(
        (name for name in found if name is not None and _is_apart(text, name, end)),
        key=lambda name: (name.quality, name.end),
        default=None,
    )


def _is_apart(text: str, name: Name, end: int) -> bool:
    """Whether something parts the name from what follows, or another name follows at once."""
    if name.end == end or text[name.end] in " ◎○〇●※":
        return True
    if name.quality < 3:
        return False
    follows = (_whole(text, name.end, last) for last in range(name.end + 2, min(end, name.end + 9) + 1))
    return any(other is not None and other.quality == 3 for other in follows)


def _whole(text: str, start: int, end: int, *, known: bool = False) -> Name | None:
    """The span as surname and given name, each spread out evenly: both known to the dictionary, or one of them, set apart from the
    other, if not both have to be `known`."""
    best: Name | None = None
    spaced = " " in text[start:end]
    for cut in range(start + 1, end):
        given = cut + (text[cut] == " ")
        if text[cut - 1] == " " or given >= end or not (_evenly(text, start, cut) and _evenly(text, given, end)):
            continue
        surname, name = text[start:cut].replace(" ", ""), text[given:end].replace(" ", "")
        if len(surname) > _LONGEST_SURNAME or len(name) > _LONGEST_GIVEN or _of_one_part(surname, name):
            continue
        japanese = None if may_be_sinitic(surname) else True
        if SURNAME in kinds(surname) and GIVEN in kinds(name) and (given > cut or len(surname) > 1):
            return Name(start, end, 3, japanese, None, end)
        if not known and not spaced and _in_a_row(surname, name):
            best = best or Name(start, end, 2, japanese, None, end)
        if not known and given > cut and _may_be(surname, name):
            spread = SURNAME in kinds(surname) and (" " in text[start:cut] or _KANA.fullmatch(name) is not None)
            best = Name(start, end, 3 if spread else 2, japanese, None, end)
    return best


def _in_a_row(surname: str, given: str) -> bool:
    """Whether it may be a full name in a row of them, though no dictionary has the given name: 藤原恒悦."""
    if len(surname) < 2 or len(given) != _OF_GIVEN or not _KANJI.fullmatch(given) or kinds(surname + given):
        return False
    if kinds(given):
        return kinds(given) == {GIVEN} and not is_title(surname) and not is_organization(surname + given)
    return SURNAME in kinds(surname)


def _of_one_part(surname: str, given: str) -> bool:
    """Whether two letters are those of a surname spread out, and no full name: 三 村."""
    return len(surname) == len(given) == 1 and bool(kinds(surname + given) & {SURNAME, PLACE, COMMON})


def _may_be(surname: str, given: str) -> bool:
    """Whether one part is known as what it would be, and the other as no other word."""
    if SURNAME in kinds(surname):
        written = _KANA.fullmatch(given) or (_KANJI.fullmatch(given) and not kinds(given) & {COMMON, PLACE, OTHER})
        return bool(written) and not is_title(given)
    return (
        GIVEN in kinds(given)
        and 1 < len(surname) < _LONGEST_SURNAME
        and not kinds(surname) & {COMMON, OTHER}
        and not is_title(surname)
    )


def _surname(text: str, start: int, end: int) -> Name | None:
    """The span as a surname of two or three letters spread out: 三 村."""
    word = text[start:end].replace(" ", "")
    if " " not in text[start:end] or not _evenly(text, start, end) or SURNAME not in kinds(word):
        return None
    if word in country_names() or word in organizations() or is_organization(word) or is_title(word):
        return None
    return Name(start, end, 2, True, None, end)


def _evenly(text: str, start: int, end: int) -> bool:
    """Whether a space stands between all letters of the span, or between none."""
    gaps = text.count(" ", start, end)
    return not gaps or 2 * gaps + 1 == end - start


def _is_spread(text: str, name: Name) -> bool:
    """Whether a space stands within a part of it, or its given name is written in kana, which the tagger takes for particles."""
    gaps = text.count(" ", name.start, name.end)
    if _KANA.fullmatch(text, text.rfind(" ", name.start, name.end) + 1, name.end):
        return True
    return gaps > 1 or (gaps == 1 and _surname(text, name.start, name.end) is not None)


def _are_joined(names: list[Name]) -> bool:
    """Whether the names stand one directly behind the other."""
    return any(one.end == other.start for one, other in pairwise(names))
