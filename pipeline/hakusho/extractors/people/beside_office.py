"""Names beside an office: before it (上川外務大臣), after it (外務大臣 上川陽子)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.lexicon import KANJI, PLACE, begins_with, country_names, ends_with, kinds
from hakusho.extractors.people.names import KATAKANA_RUN, Name, kanji_name, katakana_name
from hakusho.extractors.people.offices import Core, offices_in
from hakusho.extractors.people.phrase import Phrase, former_after, former_words, read_phrase
from hakusho.extractors.people.words import Words

# Groups whose title may stand after the name of a place as well: 千葉市長, 京都代表.
_OF_A_PLACE = frozenset(
    {"local", "diplomat", "academic", "business", "other", "judiciary", "international", "parliament"}
)
_SPOUSE = re.compile(r"(?:令)?夫人")
_HONORIFIC = re.compile(r"(?:御|ご)?(?:夫妻|夫婦)|閣下|殿下|陛下|さん|氏|君(?!主|臨)")
_READING = re.compile(r"[ぁ-ん]{1,8} [ぁ-ん]{1,10} (?=[^ぁ-ん])")
_GAP = re.compile(r"(?:\([^()]{0,20}\))?[:の ]? ?")
_ABROAD_OF = re.compile(r"の$")


def beside_offices(words: Words) -> Iterator[Mention]:
    """All names that stand beside an office."""
    text = words.text
    floor = 0
    for core in offices_in(text):
        before = _name_before(words, core, floor)
        if before is not None:
            name, phrase, rule = before
            yield _mention(words, name, phrase, core, rule)
            floor = core.end
            continue
        after = _name_after(words, core)
        if after is not None:
            zone = max(words.zone_start(core.start), floor)
            phrase_here = read_phrase(text, _phrase_start(text, zone, core), core)
            if phrase_here is not None:
                yield _mention(words, after, phrase_here, core, "people.name_after_office")
                floor = after.end
                continue
        floor = core.end


def _mention(words: Words, name: Name, phrase: Phrase, core: Core, rule: str) -> Mention:
    text = words.text
    end = max(core.end, name.end)
    honorific, former, title = None, phrase.former, phrase.title
    if closed := former_after(text, core.end):
        former, end = True, max(end, closed)
    if match := _SPOUSE.match(text, end):
        honorific, title = title + match[0], None
    elif match := _HONORIFIC.match(text, end):
        honorific = match[0]
    country = phrase.country or name.country or _country_before(text, name.start)
    former = former or _former_before(text, name.start)
    return Mention(
        "people",
        name.start,
        name.end,
        rule,
        {
            "title": title,
            "country": country,
            "default_country": core.default_country,
            "organization": phrase.organization,
            "former": former,
            "honorific": honorific,
            "japanese": name.japanese,
            "group": core.group,
        },
    )


def _name_before(words: Words, core: Core, floor: int) -> tuple[Name, Phrase, str] | None:
    """The name in the string of nouns before the title, with the phrase between."""
    text = words.text
    zone = max(words.zone_start(core.start), floor)
    if zone == core.start and core.start > floor and text[core.start - 1] == " ":
        return _spaced(words, core, floor)
    for start in _starts(words, zone, core.start):
        name = _name_at(words, start, core)
        if name is None:
            continue
        phrase = read_phrase(text, name.next, core)
        if phrase is None or not _convincing(words, name, phrase, core, start == zone):
            continue
        return name, phrase, "people.name_before_office"
    return None


def _starts(words: Words, zone: int, end: int) -> Iterator[int]:
    """Where in the zone a name may begin: at its start, after a country or 前, and at every word."""
    text = words.text
    seen = set()
    at = zone
    while at < end:
        if text[at] in "・=":
            at += 1
            continue
        moved = begins_with(text, at, end, country_names()) or begins_with(text, at, end, former_words())
        if at not in seen:
            seen.add(at)
            yield at
        if moved is None:
            break
        at = moved
    for word in words.within(zone, end):
        if word.start > zone and word.start not in seen and word.text not in "・=":
            seen.add(word.start)
            yield word.start


def _name_at(words: Words, start: int, core: Core) -> Name | None:
    if KATAKANA_RUN.match(words.text, start, core.start):
        previous = words.text[start - 1 : start]
        if previous and re.match(r"[ァ-ヴー]", previous):
            return None
        return katakana_name(words, start, core.start)
    return kanji_name(words, start, core.start, at_end=False)


def _convincing(words: Words, name: Name, phrase: Phrase, core: Core, at_start: bool) -> bool:
    """Whether name and title together are a person, and not a place, an organization or a part of the title."""
    text = words.text
    known = kinds(text[name.start : name.end])
    tight = name.next == core.start
    extended = not phrase.title == text[core.start : core.end] and not phrase.title.startswith(("駐", "在"))
    if name.quality == 3:
        return True
    clean = name.start == 0 or not re.match(rf"[{KANJI}ァ-ヴー]", text[name.start - 1]) or at_start is not False
    if name.end - name.start == 1 and (not tight or not at_start):
        return False
    if PLACE in known and core.group in _OF_A_PLACE:
        return words.entity(name.start, name.end) and words.at(name.start).is_person  # type: ignore[union-attr]
    if name.quality == 2:
        return at_start or not extended
    if not clean or extended:
        return False
    return core.strong or words.entity(name.start, name.end)


def _spaced(words: Words, core: Core, floor: int) -> tuple[Name, Phrase, str] | None:
    """A full name set apart from its title by a space: 木原 稔 防衛大臣. Not where the title before it is its own."""
    text = words.text
    end = core.start - 1
    start = words.zone_start(end)
    if start < floor or start == end:
        return None
    name = full_name(words, start, end)
    if name is None:
        return None
    phrase = read_phrase(text, core.start, core)
    return (name, phrase, "people.name_before_office") if phrase else None


def full_name(words: Words, start: int, end: int) -> Name | None:
    """A name that fills `start:end`, and is a full one."""
    if KATAKANA_RUN.fullmatch(words.text, start, end):
        name = katakana_name(words, start, end)
    else:
        name = kanji_name(words, start, end, at_end=True)
    return name if name is not None and name.end == end and name.quality == 3 else None


def _name_after(words: Words, core: Core) -> Name | None:
    """The name that follows a title: at once, after の or a colon, or after a space."""
    text = words.text
    gap = _GAP.match(text, core.end)
    start = gap.end() if gap else core.end
    if reading := _READING.match(text, start):
        start = reading.end()
    between = text[core.end : start]
    if KATAKANA_RUN.match(text, start):
        name = katakana_name(words, start, len(text))
        needed = 3 if between in ("", "の") else 2
    else:
        name = _kanji_after(words, start)
        needed = 3 if between in ("の",) else 2
    if name is None or name.quality < needed or not _ends(words, name):
        return None
    return name


def _kanji_after(words: Words, start: int) -> Name | None:
    text = words.text
    spaced = re.compile(rf"([{KANJI}]{{1,4}}) ([{KANJI}ぁ-ん]{{1,4}})(?![{KANJI}])").match(text, start)
    if spaced and "姓" in kinds(spaced[1]) and (kinds(spaced[2]) & {"名"} or words.at(spaced.start(2)).is_person):  # type: ignore[union-attr]
        return Name(spaced.start(), spaced.end(), 3, True)
    return kanji_name(words, start, len(text), at_end=False)


def _ends(words: Words, name: Name) -> bool:
    """Whether the name is not the beginning of a longer word."""
    follows = words.text[name.end : name.end + 1]
    if not re.match(rf"[{KANJI}{'ァ-ヴー'}]", follows):
        return True
    return bool(re.match(r"[君氏様殿]|両|以下|ら", words.text[name.end :]))


def _phrase_start(text: str, zone: int, core: Core) -> int:
    return zone


def _country_before(text: str, start: int) -> str | None:
    """The country in 英国のヒーリー国防大臣, or before a dot."""
    end = start - 1 if start and text[start - 1] in "の・" else start
    first = ends_with(text, end, 0, country_names())
    return country_names()[text[first:end]] if first is not None else None


def _former_before(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start] == "当時の" or (text[start - 1 : start] in ("前", "元", "故") and start == 1)
