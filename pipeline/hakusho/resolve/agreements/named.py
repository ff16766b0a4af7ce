"""The parties that the name of an instrument tells, its own or that of the one it is joined to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from hakusho.config import vocabulary
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.instrument import Instrument, is_open
from hakusho.resolve.agreements.reading import SELF, reading
from hakusho.resolve.agreements.sides import STATE, telling
from hakusho.resolve.document import Passage

_WITH_ONE = re.compile(
    r"対[米英中韓露]|(?:国|[米英省庁]|政府|[ァ-ヴー])との(?!間)|に対する"
)  # …に関するペルー通信省との覚書
_WITH = re.compile(r"(?:政府|各国|諸国)?との")
_JOINED = re.compile(r"[」』]?(?:\([^()]{1,20}\))?(?:及び|並びに|および|と|・)[「『]?$")
_AMENDED = re.compile(r"[」』]?(?:\([^()]{1,20}\))?(?:の一部)?を改正する[「『]?$")
_CHANGING = re.compile(r"(?:改正|追加|選択|附属|付属)議定書")
_FOUNDED = re.compile(r"の?(?:設立|設置|創設)")  # what an agreement sets up is no party of it
_BESIDE = 30  # characters of what joins two names


def named(instrument: Instrument, subject: Sequence[str] = ()) -> list[str]:
    """The parties, sorted, that the configuration or the names of an instrument tell; `subject` acts on it. Empty where they
    tell too few."""
    if instrument.known is not None:
        known = vocabulary().instruments.instrument[instrument.known].parties
        if known:
            return sorted(known)
    found = _of_names([*instrument.names, *instrument.others], subject)
    if instrument.kind == "resolution" or instrument.open:  # a resolution speaks of states; a convention is of no body
        found = [p for p in found if bool(STATE.fullmatch(p)) is instrument.open]
    return found if telling(found) else []


def _of_names(names: Sequence[str], subject: Sequence[str] = ()) -> list[str]:
    """The parties that the names of an instrument tell; with those of whom it is said, Japan where none is, where they tell
    the other side alone: スペインとの協定, ペルー及びチリとの協定."""
    found: set[str] = set()
    alone = False
    for name in (SELF.sub("日本", name) for name in names):
        spans = party_spans(name)
        founded = {code for _, b, code in spans if _FOUNDED.match(name, b)}
        found |= {p for p in parties_in(name) if p not in founded}
        pair = any(name[b:c] == "と" for (_, b, _), (c, _, _) in itertools.pairwise(spans))
        alone = alone or (len(spans) == 1 and bool(_WITH_ONE.search(name)))
        alone = alone or (bool(spans) and not pair and bool(_WITH.match(name, spans[-1][1])))
    if alone and "JP" not in found:
        found |= {*subject} or {"JP"}
    return sorted(found)


def of_name_beside(passage: Passage, mention: Mention, instrument: Instrument) -> list[str]:
    """The parties in the name that one without any is joined to: 日EU経済連携協定(EPA)及び戦略的パートナーシップ協定."""
    before = reading(passage)[max(0, mention.start - _BESIDE) : mention.start]
    joint = _AMENDED.search(before) or _JOINED.search(before)
    amended = joint is not None and joint.re is _AMENDED  # and so made by the same
    if (
        joint is None
        or instrument.known is not None
        or parties_in(instrument.name)
        or (instrument.open and not amended)
    ):
        return []
    ends = mention.start - len(joint[0])
    named = next((m for m in passage.mentions.of("instruments") if m.end == ends), None)
    if named is None or (named.fields["kind"] != instrument.kind and not amended):
        return []
    if _CHANGING.fullmatch(instrument.name) and is_open(str(named.fields["name"])):
        instrument.of_many = True
    found = _of_names([str(named.fields["name"])])
    if amended and telling(found):
        instrument.parties = found
    return found if telling(found) else []
