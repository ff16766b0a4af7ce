"""Which names of a document are of one instrument though they differ: by sides, by topic, by the place of a conference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.agreements.instrument import CLASS, Instrument

_TOPIC_LENGTH = 6  # letters of topic and head that tell an instrument
_TELLING = 9  # letters of a name from which on it is told by them
_SIDES = re.compile(r".{2,40}と.{2,40}の間(?:の|における)|.{4,60}との間(?:の|における)|.{2,30}に対する")
_FORMAL = re.compile(r"間の(?P<head>条約|協定|取極|覚書)(?P<change>(?:の一部)?を改正する議定書)?$")
_OF_CONFERENCES = ("declaration", "joint_statement")
_LINKS = re.compile(r"に関する|における|に係る|のための|分野|領域|の(?=協力)|(?:の|協力){1,3}(?=覚書)")


def same_but_sides(core: str, known: Sequence[Instrument]) -> Instrument | None:
    """The instrument whose name is that one with or without who made it: 日本国とペルー共和国との間の文化に関する覚書."""
    core = core.replace("・", "")
    if (topic := _by_topic(core)) is not None and not parties_in(core):
        alike = next((i for i in known if not i.age and _by_topic(i.core) == topic), None)
        if alike is not None and len(topic) >= _TOPIC_LENGTH:
            return alike
        fuller = [i for i in known if (full := _by_topic(i.core)) and full.endswith(topic) and full != topic]
        if len(fuller) == 1 and _SIDES.match(fuller[0].core):
            return fuller[0]
    if len(core) < _TELLING or CLASS.fullmatch(core):
        return None
    for other in known:
        longer, shorter = sorted((core, other.core.replace("・", "")), key=lambda n: (-len(n), n))
        prefix = longer[: -len(shorter)] if longer.endswith(shorter) else ""
        if len(shorter) < _TELLING:
            continue
        if other.kind in _OF_CONFERENCES and _with_place(longer, shorter):
            return other
        if not prefix:
            continue
        if _SIDES.fullmatch(prefix) or (prefix.endswith("の") and len(parties_in(shorter)) > 1):
            return other
    return None


def of_same_states(core: str, known: Sequence[Instrument]) -> Instrument | None:
    """The one instrument whose formal name (…に関する日本国とペルー共和国との間の協定) goes with that short one
    (日・ペルー投資協定), or the other way round."""
    sides = set(parties_in(core))
    alike = [i for i in known if not i.age and i.known is None and set(parties_in(i.core)) == sides]
    found = [i for i in alike if _formal_and_short(core, i.core) or _formal_and_short(i.core, core)]
    return found[0] if len(sides) > 1 and len(found) == 1 else None


def _formal_and_short(formal: str, short: str) -> bool:
    told = _FORMAL.search(formal)
    if told is None or _FORMAL.search(short) or bool(told["change"]) is not ("改正" in short):
        return False
    return short.endswith("議定書" if told["change"] else told["head"]) and about(short, formal)


def _by_topic(core: str) -> str | None:
    """A name as its topic and its head, whatever links the two: 環境協力覚書 and 環境協力に関する協力覚書."""
    plain = _LINKS.sub("", _LINKS.sub("", core))  # twice: 協力に関する覚書 leaves 協力覚書
    return plain if plain.endswith(("覚書", "協定", "取決め")) and len(plain) > 4 else None


def _with_place(longer: str, shorter: str) -> bool:
    """Whether a name is another with one more word inside, as the place of the conference: G7広島首脳宣言 of G7首脳宣言."""
    at = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    group = parties_in(shorter[:at])
    return bool(group) and not all(map(is_state, group)) and longer.endswith(shorter[at:]) and len(shorter) - at > 8


def shared(a: str, b: str) -> int:
    """How many characters two names have in common, as a measure of kinship."""
    return len(set(a) & set(b))


def about(name: str, title: str) -> bool:
    """Whether most of the telling letters of a name stand in a title."""
    kanji = {c for c in name if "一" <= c <= "龥"} - set("日米英協定条約覚書書取極関")
    return bool(kanji) and len(kanji & set(title)) * 2 > len(kanji)
