"""With whom a thing was done: ベトナムとは、 仏国とは5月に… 英国との間で、 日米豪三国間でも、 several where they are told one by one."""

from __future__ import annotations

import re

from hakusho.extractors.commitments.actors import names_party
from hakusho.extractors.parties import parties_in

_COUNTERPART = re.compile(
    r"(?<![^、。は\s])(?P<who>[^、。はがを]{2,80}?)(?:(?<=[一-龥ァ-ヴーA-Z])の間では、|(?P<both>(?<=両国|両省|政府|当局)の間で、)|(?:による|の)(?:表敬|来訪)を受け(?:て)?、|と(?:の間(?:で|において)(?:[はも]?、|(?=[一-龥「0-9]))|は、|も、|(?P<plain>は)(?=[一-龥々「0-9A-Za-zァ-ヴ])(?!異な|違|別に|逆に|比較|対照))|(?<=[国日米英仏独伊加豪中韓露印A-Za-zァ-ヴー])間で(?:[はも]、?|、)"
    r"|を(?:招き|招いて|招へいし(?:て)?|迎えて?)、|の(?:取組|枠組み?)の(?:下|もと)で[はも]?、"
    r"|(?<=[省庁府局会])と(?:の間で|(?!の))(?=[^、。はが]{2,60}(?:締結|署名|交換|実施|開催|結び|行い|行っ)))"
)
# 日本とASEANの間では、
_BETWEEN_TWO = re.compile(r"\s?(?P<who>[^、。はがを]{1,20}と[^、。はがを]{1,30})の間で[はも]、")


def with_whom(text: str, floor: int, end: int) -> list[tuple[int, int, int]]:
    """Start and end of those with whom, in `floor:end` of a sentence, and where the phrase ends that names them."""
    found = [
        m
        for m in _COUNTERPART.finditer(text, floor, end)
        if (not m["plain"] or names_party(m["who"], at_end=True)) and (not m["both"] or len(parties_in(m["who"])) > 1)
    ]  # 仏国とは5月に合意, but no definition: 安全とは何か
    spans = [(_list_start(text, floor, match.start("who")), match.end("who"), match.end()) for match in found]
    pair = _BETWEEN_TWO.match(text, floor, end)
    return spans or ([(*pair.span("who"), pair.end())] if pair else [])


def _list_start(text: str, floor: int, at: int) -> int:
    """Where a list of countries begins whose last member begins at `at`: 仏国、独国及び伊国との間で、"""
    while (comma := at - 1) > floor and text[comma] == "、":
        before = max(text.rfind(mark, floor, comma) for mark in "、。はがを") + 1
        if not names_party(text[max(before, floor) : comma], at_end=True):
            break
        at = max(before, floor)
    return at
