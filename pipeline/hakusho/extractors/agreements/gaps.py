"""What may stand between an instrument and an act beside the words of a rule: talks about it, its term, its amendment."""

from __future__ import annotations

import re

_TALKS = re.compile(r"^(?:の?(?:早期)?締結)?(?:に向けた|のための|に関する|をめぐる|についての)?の?(?:交渉|締結$)")
_TO_CONCLUDE = re.compile(r"^の?(?:早期の?)?締結(?:に向けた|のための|に関する)(?:正式な?|早期の?)?$")
_MATTER = re.compile(r"^(?:の締結)?について承認を求めるの?件」?")  # as the Diet calls it
_TALKED = re.compile(
    r"^について(?:議論|協議|交渉|検討)(?:を行い|を重ね|し)(?:て)?、$"
)  # 協定について交渉し、署名に至った
_PUT_FORWARD = re.compile(r"^を(?:共同)?(?:提案|提出|提起|提示|上程|付議)し(?:て)?、")  # 計画を提案し、承認された
_PARTY_TO = re.compile(r"^の(?:[0-9]{1,3}番目の)?締約国とな(?:り|って)")  # 条約の締約国となり、…効力が生ずる
_TERM = re.compile(r"^の(?:有効|適用|存続)?期[間限]")  # 協定の有効期間を延長 extends the agreement
# 協定の締結について国会の承認を得た tells of the approval of the agreement.
_TO_APPROVE = re.compile(
    r"^を[^、。]{0,16}提出し、?(?:その|両院の)?|^の?(?:締結|受諾|加入)(?:について(?:の)?(?:、(?:それぞれ|いずれも))?|に関して?(?:の)?|につき(?:、)?|に係る|に対する|の)"
)


def plain_gap(act: str, gap: str) -> str:
    """The words between an instrument and an act without those that leave the statement as it is: 協定交渉が大筋合意に
    至った and 協定の有効期間を延長した are said of the agreement."""
    if act in ("agreed_in_principle", "negotiation_started"):
        gap = _TALKS.sub("", gap)
    if act == "negotiation_started":
        gap = _TO_CONCLUDE.sub("の", gap)
    if act == "approved":
        gap = _MATTER.sub("", gap)
        gap = _TO_APPROVE.sub("の", gap).replace("の日本国の", "の")
    if act in ("approved", "adopted"):
        gap = _PUT_FORWARD.sub("が", gap)
    if act == "entered_into_force":
        gap = _PARTY_TO.sub("は", gap)
    if act in ("signed", "concluded", "agreed_in_principle", "entered_into_force"):
        gap = _TALKED.sub("は", gap)
    if act in ("extended", "terminated", "amended"):
        gap = _TERM.sub("", gap)
    return gap
