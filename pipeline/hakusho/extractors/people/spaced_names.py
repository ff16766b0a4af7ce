"""Names in two parts with a space between, as signatures and lists of those present have them: 髙橋 諒."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.lexicon import COMMON, GIVEN, KANJI, SURNAME, is_sinitic_surname, kinds, may_be_sinitic
from hakusho.extractors.people.likelihood import HONORED
from hakusho.extractors.people.words import Words

_GIVEN = rf"[{KANJI}ぁ-ん]{{1,5}}?"
SPACED = re.compile(
    rf"([{KANJI}][{KANJI}ノケツッ]{{0,3}}|[ぁ-ん]{{2,4}}) {{1,2}}({_GIVEN})(?=[氏君様殿]|さん|[^{KANJI}ぁ-ん]|[はがをにのと、と及]|$)"
)
_SURNAME_AT_END = re.compile(rf"(?<![{KANJI}])([{KANJI}]{{1,3}}) {{1,2}}$")
SPACED_AT_END = re.compile(
    rf"((?<![{KANJI}])[{KANJI}][{KANJI}ノケツッ]{{0,6}}|(?<![{KANJI}ぁ-ん])[ぁ-ん]{{2,4}}) {{1,2}}({_GIVEN})$"
)
_KANA = re.compile("[ぁ-ん]+")


def spaced_name_before(words: Words, end: int) -> Name | None:
    """A full name with a space in it that ends at `end`, its given name known as one."""
    match = SPACED_AT_END.search(words.text, max(0, end - 12), end)
    if not match or GIVEN not in kinds(match[2]) or (len(match[2]) > 1 and SURNAME in kinds(match[2])):
        return None
    return spaced_name(words, *match.span(), match.end(1))


def spaced_name(words: Words, start: int, end: int, cut: int, *, apart: bool = False) -> Name | None:
    """A surname and a given name with a space between: 髙橋 諒. `apart`: a title stands directly before it."""
    text = words.text
    surname, given = text[start:cut], text[cut:end].strip()
    left_clean = apart or start == 0 or not re.match(rf"[{KANJI}]", text[start - 1])
    known = kinds(given)
    if _KANA.fullmatch(surname) and not (text.startswith("君", end) or (apart and GIVEN in known)):
        return None
    japanese = None if len(surname) == 1 and may_be_sinitic(surname) else True
    if left_clean and SURNAME in kinds(surname) and HONORED.match(text, end):
        return Name(start, end, 3, japanese, None, end)
    if left_clean and GIVEN in known and len(given) > 1 and text.startswith("君", end):
        return Name(start, end, 3, japanese, None, end)  # a surname that no dictionary has
    if left_clean and GIVEN in known and len(surname) > 1 and not kinds(surname) and HONORED.match(text, end):
        return Name(start, end, 3, japanese, None, end)
    if left_clean and is_sinitic_surname(surname) and re.fullmatch(rf"[{KANJI}]{{2}}", given):
        return Name(start, end, 3, None, None, end)
    if re.fullmatch(r"[ぁ-ん]", given) or not left_clean or SURNAME not in kinds(surname):
        return None
    if len(given) > 1 and given[-1] in "君氏":
        return None  # the name ends before it: ○○ ○○君 参考人
    if GIVEN in known or words.person(cut + 1, end) or (COMMON not in known and len(given) <= 3):
        return Name(start, end, 3, japanese, None, end)
    return None


def with_surname_apart(words: Words, given: Name) -> Name:
    """The name with the surname that stands before it, set apart by a space, where it is only a given name: 周 ○○環境保護部長."""
    match = _SURNAME_AT_END.search(words.text, max(0, given.start - 5), given.start)
    text = words.text[given.start : given.end]
    if match is None or len(text) > 2:
        return given
    if is_sinitic_surname(match[1]) and len(text) == 2:
        return replace(given, start=match.start(), quality=3, japanese=None)
    if SURNAME in kinds(match[1]) and GIVEN in kinds(text) and SURNAME not in kinds(text):
        return replace(given, start=match.start(), quality=3, japanese=True)
    return given
