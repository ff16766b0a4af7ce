"""Names in lists that say their office only once: its last word behind the fields of all (○○外務、△△財務の各大臣), the whole of it
before all (委員 ○○○○ △△△△), or 同 in its place (裁判官○○○○、同△△△△)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import (
    KANJI,
    KATAKANA,
    PLACE,
    begins_with_surname,
    is_organization,
    kinds,
    split_full_name,
)
from hakusho.extractors.people.names import name_after
from hakusho.extractors.people.offices import is_title, offices_in
from hakusho.extractors.people.standing_alone import mention_alone, pattern, whole_name
from hakusho.extractors.people.words import Words

_REACH = 240  # characters of a list before the word that its items share
_FIELDED = re.compile(
    rf"(?P<name>[{KATAKANA}]{{2,14}}+(?:[・=][{KATAKANA}]{{1,14}}+){{0,3}}+|)(?P<rest>[{KANJI}]{{1,12}}+)"
    r"(?:[、,・]|及び|および|並びに|ならびに|と)?"
)
_NOUNS = re.compile(rf"[{KANJI}{KATAKANA}・=]{{2,40}}$")
_JOINT_AT_END = re.compile(r"(?:[、,・]|及び|および|並びに|ならびに|と)$")
_LEAST, _LONGEST_SURNAME = 2, 4
_SAME = re.compile(rf"[、,] ?同(?P<name>[{KANJI}]{{3,6}}+)(?=[、,。の)]|及び|$)")


def sharing_an_office(words: Words) -> Iterator[Mention]:
    """All names in such lists."""
    yield from _fielded(words)
    yield from _headed(words)
    yield from _same(words)


def _fielded(words: Words) -> Iterator[Mention]:
    """○○国務、△△内務の各長官: names with the fields of their offices, whose last word stands behind the last."""
    for match in pattern("people.fielded").finditer(words.text):
        found = list(_items_before(words, match.start(), match["head"]))
        places = all(PLACE in kinds(words.text[name.start : name.end]) for name, _ in found)
        if len(found) < _LEAST or (places and not match["head"].endswith(("大臣", "政務官"))):
            continue  # the heads of the offices of three prefectures
        for name, title in found:
            core = offices_in(title)[0]
            yield mention_alone(
                words,
                name,
                "people.fielded",
                title=title,
                country=core.country if name.japanese is not False else None,
                default_country=core.default_country,
                group=core.group,
                katakana=name.japanese is False,
                former=False,
            )


def _items_before(words: Words, end: int, head: str) -> Iterator[tuple[Name, str]]:
    """The names of such a list with their offices, the last first, up to what is no item of it."""
    text, least = words.text, max(0, end - _REACH)
    while (run := _NOUNS.search(text, max(least, end - 40), end)) is not None:
        item = next((i for i in _FIELDED.finditer(text, run.start(), end) if i.end() == end), None)
        read = _field_of(words, item, head) if item else None
        if read is None:
            return
        yield read
        joint = _JOINT_AT_END.search(text, least, read[0].start)
        if joint is None:
            return
        end = joint.start()


def _field_of(words: Words, item: re.Match[str], head: str) -> tuple[Name, str] | None:
    """The name and the office of an item: a listed office, or whatever field a name in katakana sets apart."""
    start, at, end = item.start(), item.start("rest"), item.end()
    for cut in (at,) if item["name"] else range(at + 1, min(at + _LONGEST_SURNAME, end - 1)):
        title = words.text[cut:end] + head
        if not (is_title(title) and offices_in(title) and offices_in(title)[0].start == 0):
            continue
        name = whole_name(words, start, cut)
        if name is not None:
            return name, title
    return None


def _headed(words: Words) -> Iterator[Mention]:
    """(委員)○○○○、△△△△: full names under the office of all, which stands once before the first."""
    for match in pattern("people.headed").finditer(words.text):
        first = match.start("list")
        items = [(first + m.start(), m[0]) for m in re.finditer(r"[^、,]+", match["list"])]
        sure = sum(split_full_name(text.replace(" ", "")) is not None for _, text in items)
        if sure < _LEAST or 2 * sure < len(items):
            continue
        title = match["label"] or match["plain"]
        core = offices_in(title)
        for start, text in items:
            if begins_with_surname(text) and not is_organization(text):
                name = Name(start, start + len(text), 3, True, None, start + len(text))
                group = core[0].group if core else "parliament"
                yield mention_alone(words, name, "people.headed", title=title, group=group)


def _same(words: Words) -> Iterator[Mention]:
    """裁判官○○○○、同△△△△: 同 for the office of the one before."""
    title: str | None = None
    end = -1
    for match in _SAME.finditer(words.text):
        if match.start() != end:
            told = pattern("people.same").search(words.text, max(0, match.start() - 20), match.start())
            title = told["title"] if told and split_full_name(told["name"]) is not None else None
        name = name_after(words, match.start("name")) if title else None
        if title and split_full_name(match["name"]) is not None:
            name = Name(*match.span("name"), 3, True, None, match.end())
        if name is None or (name.start, name.end) != match.span("name"):
            continue
        core = offices_in(title or "")
        end = name.end
        if core:
            yield mention_alone(
                words, name, "people.same", title=title, default_country=core[0].default_country, group=core[0].group
            )
