"""Full names that are no other word, whatever the tagger makes of them: surname and given name of which the dictionary knows nothing else,
with or without a space; a king with his number; one whom the dictionary has as a famous name; one behind a calling (詩人○○○○)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.katakana import KATAKANA_RUN, Name, is_human, parts_of
from hakusho.extractors.people.lexicon import (
    COMMON,
    GIVEN,
    KANJI,
    KATAKANA,
    OTHER,
    PERSON,
    PLACE,
    SURNAME,
    country_names,
    is_organization,
    kinds,
    may_be_sinitic,
    split_full_name,
)
from hakusho.extractors.people.names import name_at
from hakusho.extractors.people.offices import is_title
from hakusho.extractors.people.standing_alone import COMPANY_FOLLOWS, mention_alone, pattern
from hakusho.extractors.people.words import Words

_RUN = re.compile(
    rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9])([{KANJI}]{{2,4}})( {{0,2}})([{KANJI}]{{1,4}})(?![{KANJI}{KATAKANA}A-Za-z0-9])"
)
_FAMOUS_IN_KANJI = re.compile(rf"(?<![{KANJI}{KATAKANA}])[{KANJI}]{{2,5}}(?=[らがは、]|及び)")
_FAMOUS = re.compile(rf"(?<![{KANJI}{KATAKANA}A-Za-z0-9・=])[{KATAKANA}]{{4,12}}(?=[がは])")
_KING = re.compile(
    rf"(?<![{KATAKANA}・=])(?=[{KATAKANA}・=]{{2,20}}(?:[0-9]{{1,2}}|[IVX]{{1,4}}|[一二三四五六七八九十]{{1,3}})世)"
)
_GOES_ON = re.compile(rf"[{KANJI}{KATAKANA}]")
_THREE = re.compile(
    rf"(?:(?<![{KANJI}{KATAKANA}A-Za-z0-9])|(?<=[者員犯師]))(?!.{{2}}[局庁省部院党県国市町村区軍隊館所室場亭駅港山川島線号社店寺宮城等及他並側])[{KANJI}]{{3}}(?![{KANJI}{KATAKANA}A-Za-z0-9])"
)
_PARTS = re.compile(
    rf"(?:(?<![{KANJI}{KATAKANA}A-Za-z0-9・=「『])|(?<=[者員犯師]))[{KATAKANA}]{{2,12}}(?:[・=][{KATAKANA}]{{1,12}}){{1,4}}(?![{KANJI}{KATAKANA}A-Za-z0-9・=」』])"
)
_BEHIND = re.compile(rf"(?:、|及び|と|や)([{KANJI}]{{2}})(?![{KANJI}{KATAKANA}])")
_BEFORE = re.compile(rf"(?<![{KANJI}{KATAKANA}])([{KANJI}]{{2}})(?:、|及び|と|や)$")
_HUMAN = {PERSON, SURNAME, GIVEN}
_REGIONS = ("ナゴルノ・カラバフ",)  # in parts, which the dictionary has as names
_TWO = 2
_READ = re.compile(rf"[{KANJI}{KATAKANA}]\(")
_BEFORE_IT = 2  # characters of a name and a bracket
_ELSE = {COMMON, PLACE, OTHER}  # what a name of China or Korea must not be
_SHORTEST = 4  # letters of a full name in one run, and of one whose given name is another word as well


def unmistakable(words: Words) -> Iterator[Mention]:
    """All such names, but those that are the reading of the one before: ○○○(ユン・ソンギュ)."""
    for mention in _found(words):
        if not _READ.match(words.text, mention.start - _BEFORE_IT) or not words.text.startswith(")", mention.end):
            yield mention


def _found(words: Words) -> Iterator[Mention]:
    yield from _full(words)
    yield from _of_three(words)
    yield from _in_parts(words)
    yield from _famous(words)
    yield from _famous_in_kanji(words)
    yield from _kings(words)
    yield from _called(words)


def _full(words: Words) -> Iterator[Mention]:
    for match in _RUN.finditer(words.text):
        whole = match[1] + match[3]
        if match[2]:
            name = _is_full(match[1], match[3], apart=True)
        else:
            cut = split_full_name(whole)
            name = cut is not None and kinds(whole) <= {PERSON} and _is_full(whole[:cut], whole[cut:])
        if name and not is_organization(whole):
            found = Name(match.start(), match.end(), 3, True, None, match.end())
            yield mention_alone(words, found, "people.full_name")


def _is_full(surname: str, given: str, *, apart: bool = False) -> bool:
    """Whether it is a surname and a given name, one of them nothing else."""
    family, own = kinds(surname), kinds(given)
    if SURNAME not in family or GIVEN not in own or len(surname) < 2 or is_title(given):
        return False
    if own == {GIVEN} and (len(given) > 1 or apart or family == {SURNAME}):
        return COMMON not in family
    return family == {SURNAME} and len(given) > 1 and len(surname + given) >= _SHORTEST


def _of_three(words: Words) -> Iterator[Mention]:
    """Names of China and Korea in three characters with nothing joined on; one whose last two are another word only beside others."""
    found = []
    for match in _THREE.finditer(words.text):
        name, first = match[0], words.at(match.start())
        if (
            name[:2] in country_names()
            or not may_be_sinitic(name[0])
            or kinds(name) - {PERSON}
            or kinds(name[:2]) & {*_ELSE, SURNAME}
        ):
            continue
        surname = first is not None and first.tag.endswith(SURNAME) and first.text == name[0]
        if surname or not kinds(name[1:]) & _ELSE:
            found.append((match, bool(kinds(name[1:]) & _ELSE), GIVEN in kinds(name[1:])))
    sure = any(not common and not given for _, common, given in found)
    for match, common, given in found:
        if not common or sure:
            whole = Name(*match.span(), 3, None if given else False, None, match.end())
            yield mention_alone(words, whole, "people.full_name")
    yield from _of_two(words, [match for match, common, given in found if not common and not given])


def _in_parts(words: Words) -> Iterator[Mention]:
    """Names in katakana of two parts and more, of which the dictionary knows one as a name and nothing else, and the others as no
    other word; of three, one as a name besides others."""
    for match in _PARTS.finditer(words.text):
        known = [kinds(part) for part in parts_of(match[0])]
        if match[0] in country_names() or match[0] in _REGIONS or any(COMMON in kind for kind in known):
            continue
        pure = any(kind and kind <= _HUMAN for kind in known) and all(kind <= _HUMAN for kind in known)
        if words.place(*match.span()) or COMPANY_FOLLOWS.match(words.text, match.end()):
            continue
        if pure or (len(known) > _TWO and any(kind & _HUMAN for kind in known)):
            yield mention_alone(words, Name(*match.span(), 3, False, None, match.end()), "people.full_name")


def _of_two(words: Words, three: list[re.Match[str]]) -> Iterator[Mention]:
    """Names of China in two characters beside those of three in a list: ○○○、△△."""
    for match in three:
        for other in (
            _BEHIND.match(words.text, match.end()),
            _BEFORE.search(words.text, max(0, match.start() - 6), match.start()),
        ):
            if other is not None and may_be_sinitic(other[1][0]) and kinds(other[1]) <= {PERSON}:
                name = Name(*other.span(1), 3, False, None, other.end(1))
                yield mention_alone(words, name, "people.full_name")


def _famous(words: Words) -> Iterator[Mention]:
    for match in _FAMOUS.finditer(words.text):
        if kinds(match[0]) == {PERSON}:
            yield mention_alone(words, Name(*match.span(), 2, False, None, match.end()), "people.full_name")


def _famous_in_kanji(words: Words) -> Iterator[Mention]:
    for match in _FAMOUS_IN_KANJI.finditer(words.text):
        if kinds(match[0]) == {PERSON} and (len(match[0]) > _TWO or may_be_sinitic(match[0][0])):
            japanese = None if may_be_sinitic(match[0][0]) else True
            yield mention_alone(words, Name(*match.span(), 3, japanese, None, match.end()), "people.full_name")


def _kings(words: Words) -> Iterator[Mention]:
    """Kings and popes with their number, with nothing joined on: ○○○3世に謁見し; ships that bear one's name have 号 behind it."""
    for match in _KING.finditer(words.text):
        name = name_at(words, match.start(), len(words.text))
        if name is not None and "世" in words.text[name.start : name.end] and not _GOES_ON.match(words.text, name.end):
            yield mention_alone(words, name, "people.full_name")


def _called(words: Words) -> Iterator[Mention]:
    """Full names behind the word for what one is by profession."""
    for match in pattern("people.called").finditer(words.text):
        start, end = match.span("name")
        text = match["name"]
        if KATAKANA_RUN.match(text):
            name = name_at(words, start, len(words.text))
            human = all(is_human(part) and COMMON not in kinds(part) for part in parts_of(text))
            sure = name is not None and name.end <= end and (name.quality == 3 or human)
        else:
            cut = split_full_name(text)
            name = Name(start, end, 3, True, None, end)
            sure = (
                cut is not None and kinds(text) <= {PERSON} and not is_organization(text) and not is_title(text[cut:])
            )
        if name is not None and sure:
            yield mention_alone(words, name, "people.called")
