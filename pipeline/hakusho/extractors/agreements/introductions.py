"""Sentences and headings that tell an act of the papers listed below them: 以下の文書に署名した。, 署名文書."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hakusho.extractors.agreements.acts import Act

_PAPER = r"(?:文書|協定|条約|覚書|取極|取決め|声明|宣言|書簡|公文|議定書|計画|合意|案件|コミュニケ|文書類)"
_DONE = r"(?:署名|調印|締結|発出|発表|採択|交換|策定)"
_BELOW = re.compile(
    rf"(?:以下|次|下記|左記)の(?!概要|要旨|内容|趣旨|骨子)[^。、]{{0,40}}?{_PAPER}(?:等|など|案件)?(?:[0-9]{{1,2}}[件本])?(?:について|に|を|が|への|の|は)"
)
_SIGNING_BELOW = re.compile(rf"(?:以下|次|下記|左記)の(?:とおり、?)?[^。、]{{0,12}}?{_DONE}(?:式)?(?:を|が)")
_AS_FOLLOWS = re.compile(
    rf"{_DONE}(?:され|し|を行っ|が行われ)?た[^。、]{{0,20}}?{_PAPER}(?:等)?(?:の一覧)?は、?(?:以下|次|下記)の(?:とおり|通り)"
)
_TITLE = re.compile(
    rf"(?:[0-9一二三四五六七八九十]{{1,3}}[.．、 ]|[(（][0-9一-十]{{1,2}}[)）]|[■◆●○〇・【])?"
    rf"(?:[^。、]{{0,24}}?(?:された|した|する|の))?(?:{_DONE}(?:された|した|)(?:{_PAPER}|協力文書|成果文書)|{_PAPER}等?(?:への|の)?署名(?:式典?)?)(?:等|一覧|リスト|の一覧)?[】::]?"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """An act stated of what stands below; `start:end` is the sentence or heading that states it, in piece offsets."""

    start: int
    end: int
    act: Act


def introductions(text: str, spans: Sequence[tuple[int, int]], acts: Sequence[Act]) -> Iterator[Introduction]:
    """The introductions of a piece, sentence by sentence."""
    for start, end in spans:
        sentence = text[start:end]
        inside = [a for a in acts if start <= a.start < end]
        if not inside:
            continue
        below = _BELOW.search(sentence) or _SIGNING_BELOW.search(sentence)
        if below:
            after = [a for a in inside if a.start >= start + below.start()]
            if after and after[0].start - start - below.end() < 40:
                yield Introduction(start, end, after[-1] if len(after) == 1 else after[0])
        elif _AS_FOLLOWS.search(sentence) or (len(text) <= 40 and _TITLE.fullmatch(sentence.strip())):
            yield Introduction(start, end, inside[0])
