"""What stands between a content and its predicate: who acted, with whom, at what meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.commitments import clauses
from hakusho.extractors.commitments.actors import kind_of
from hakusho.extractors.commitments.clauses import Span
from hakusho.extractors.commitments.phrases import any_of
from hakusho.extractors.commitments.predicates import Predicate
from hakusho.extractors.state_offices import of_state

# 協議を行った after 〜について、 with more between: the topic of the talks is what stands before the particle.
_ABOUT = re.compile(
    r"(?:について|につき|に関して|に関し|をめぐって|をめぐり|という観点から)(?:は|も)?(?:、|(?=[一-龥]))"
)
_WITH = re.compile(r"(?P<who>[^、。はがをに]{2,20})との間で?$")
_FROM = re.compile(r"(?:、|。|^)?(?P<who>[^、。はがをにで]{1,24})から(?:の|も)?$")
_BY_BOTH = re.compile(
    r"(?:^|(?<=[、はがをにともて]))(?P<who>[^、。はがをにでとも()ぁ-ん]{0,8}(?:両[一-龥]{1,6}?|双方|[二三四五2-5](?:か|カ|ヶ)?国))(?:の?間)?$"
)
_BETWEEN = re.compile(
    r"(?:ついて|関し(?:て)?)?(?P<who>両国[一-龥]{0,2}当局|[^、。はがをにでとも]{2,12}?)(?:の)?間で?$|(?P<all>各国|参加国|加盟国|首脳|閣僚)で?$"
)
# 関税について双方の考えが一致した: whose view it is stands with the noun.
_WHOSE = re.compile(r"(?P<who>[^、。はがをに]{2,20})の(?:考え方?|意見|見解|見方|認識|立場)$")
_VIEW = re.compile(r"(?<=[でにとて])(?:意見|見解|考え|認識)$")  # 進めることで意見が一致した
# 独外相、仏外相をはじめ、各国の閣僚と: those told first.
_LED = re.compile(
    r"(?:^|(?<=は、))(?P<who>(?:[^、。はが]{2,40}、){0,8}(?P<last>[^、。はがを]{2,40}))(?:を(?:はじめ|始め)(?:とする)?、?)$"
)
_BUT = re.compile(r"[たるいだす]が、")
# …について日仏首脳会談において合意した: the meeting stands behind the content.
_HELD = re.compile(
    rf"(?P<who>[^、。はがをに()]{{2,40}}{any_of('clause', 'places')})(?:\([^()]{{1,40}}\))?(?:において|で|にて)?$"
)
# 仏国防相と協議した: with whom, directly before what was done together.
_PARTNER = re.compile(r"(?:^|(?<=[、。はがを])|(?<=について)|(?<=に関し))(?P<who>[^、。はがを]{2,40})$")
_PRIVATE = re.compile(
    r"(?:要人|関係者|経営者|企業|団体|学生|住民|有識者|専門家|議員|代表者)(?:等|ら|たち)?$"
)  # no party meant
_OFFICE = re.compile(of_state())
# 仏国防相と海の安全について協議した: with whom, before what was spoken about.
_PARTNER_FIRST = re.compile(
    r"(?:^|(?<=[、。はがを]))(?P<who>[^、。はがをと()]{2,40}(?:\([^()]{1,80}\)){0,2})と(?!の|とも|い|して|する)、?(?=[一-龥ァ-ヶA-Za-z「])"
)


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between content and predicate: the content's `end`, the actor, with whom (`private` where that is no
    party), and the meeting. The clause begins at `floor` at the earliest."""

    end: int
    actor: Span | None = None
    partner: Span | None = None
    private: bool = False
    held: Span | None = None
    floor: int = 0


def between(text: str, predicate: Predicate, floor: int, end: int, particle: str) -> Between:
    """Who or what stands between content and predicate: 総理からの指示, 日米間で合意, 仏国防相と協議, 首脳会談で確認."""
    if particle.startswith("が") and (view := _VIEW.search(text, floor, end)):
        return Between(clauses.content_end(text, view.start(), floor)[0])
    if particle.startswith(("が", "は", "も")) and (whose := _WHOSE.search(text, floor, end)) and kind_of(whose["who"]):
        rest, _ = clauses.content_end(text, whose.start("who"), floor)
        but = max((m.end() for m in _BUT.finditer(text, floor, rest)), default=floor)
        return Between(rest, whose.span("who"), floor=but)
    if (
        particle in ("と", "との", "とも")
        and predicate.act == "discussed"
        and (partner := _PARTNER.search(text, floor, end))
    ):
        first = _LED.search(text, floor, partner.start("who"))
        start = first.start("who") if first else partner.start("who")
        rest, _ = clauses.content_end(text, start, floor)
        kind = kind_of(partner["who"]) or (first and kind_of(first["last"]))
        if kind or particle == "と" or _PRIVATE.search(partner["who"]):
            return Between(rest, partner=(start, partner.end("who")) if kind else None, private=kind is None)
    if particle in ("", "で", "にて") and (held := _HELD.search(text, max(floor, end - 80), end)):
        at = held.start("who")
        rest, _ = clauses.content_end(text, at, floor)
        if rest > floor:
            return Between(rest, held=held.span("who"))
    if particle == "で" and (both := _BY_BOTH.search(text, max(floor, end - 30), end)):
        rest, _ = clauses.content_end(text, both.start("who"), floor)
        return Between(rest, both.span("who"))  # 急ぐよう両国で確認した
    for pattern in (_WITH, _FROM, _BETWEEN):
        match = pattern.search(text, max(floor, end - 30), end)
        group = "all" if match and match.groupdict().get("all") else "who"
        if match and (particle.startswith(("で", "の", "も")) or pattern is _FROM) and kind_of(match[group]):
            rest, _ = clauses.content_end(text, match.start(group), floor)
            return Between(rest, None if pattern is _WITH else match.span(group))
    return Between(end)


def partner_first(text: str, content: Span) -> tuple[Span, Span] | None:
    """With whom and what they spoke about, where a content begins with a person (環境大臣と森の保全); None where both are
    people (外務大臣と防衛大臣の往来) or what follows is no topic."""
    match = _PARTNER_FIRST.match(text, *content)
    if match is None or kind_of(match["who"]) != "person" or kind_of(text[match.end() : content[1]]) is not None:
        return None
    return None if _OFFICE.search(text, match.end(), content[1]) else (match.span("who"), (match.end(), content[1]))


def about(text: str, floor: int, end: int) -> int:
    """Where a content ends that stands before について, with more between it and the predicate."""
    found = list(_ABOUT.finditer(text, floor, end))
    return found[-1].start() if found else end
