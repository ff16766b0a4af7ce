"""The bracket behind a name: the other names that it defines."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.extractors.agreements.words import act_pattern, kind_of_head

_LONGEST = 160  # characters of a bracket
_DEFINITION = re.compile(
    r"^(?:以下、?|略称[::は]?|通称[::は]?|いわゆる|仮称|正式(?:名称|名)は?[::、]?|いわゆる)+、?|(?:という|と略す|とする|と略称する|と呼ぶ|と略記)。?$"
)
_WITH_SHORT_FORM = re.compile(r"(?P<name>[^()]{2,50})\((?P<short>[A-Z][A-Za-z0-9&]{1,9})\)")  # 日墨協定(ACSA)
_OF_NAME = re.compile(r"議定書|協定|条約|取極")
_NOT_A_NAME = re.compile(
    r"仮訳|PDF|[0-9][KM]B|暫定|注|参照|資料|図表|出典|[0-9]{1,2}月|[0-9]年|^[0-9]+$|ページ|会談|約[0-9]|以下同じ|概要|[。…]"
)


def defined(content: str) -> tuple[str, ...]:
    """The other names of an instrument that a bracket gives: 以下「新協定」という。, ACSA, 略称:日仏協定."""
    found: list[str] = []
    for part in re.split(r"[、,;]|(?<=[A-Z]):", content):
        name = _DEFINITION.sub("", part.strip()).strip('「」『』"“” ')
        name = _DEFINITION.sub("", name).strip('「」『』"“” ')
        if not name or len(name) > 60 or _NOT_A_NAME.search(name) or tells_act(name):
            continue
        if (
            re.fullmatch(r"[A-Za-z][A-Za-z0-9&・+\- ]{1,14}", name)
            or name.endswith(_heads())
            or re.search(r"[A-Z]{2,}$|・[A-Z]{2,6}", name)
        ):
            found.append(name)
        elif (short := _WITH_SHORT_FORM.fullmatch(name)) and short["name"].endswith(_heads()):
            found += [short["name"], short["short"]]
    return tuple(found)


def tells_act(text: str) -> bool:
    """Whether a text has a word for an act that is no part of a name, as it is in 延長議定書."""
    return any(not _OF_NAME.match(text, m.end()) for m in act_pattern()[0].finditer(text))


@lru_cache(maxsize=1)
def _heads() -> tuple[str, ...]:
    return tuple(kind_of_head())


def closing(text: str, opening: int) -> int | None:
    """The place of the bracket that closes the one at `opening`."""
    depth = 0
    for at in range(opening, min(len(text), opening + _LONGEST)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None
