"""Acts on the page: where one is stated, in which form of the verb, and whether it is done, planned, under way or denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hakusho.config import vocabulary
from hakusho.extractors.agreements.definitions import closing
from hakusho.extractors.agreements.status import Status, end_of_chain, noun_status, status
from hakusho.extractors.agreements.words import act_pattern

Form = Literal["active", "passive", "intransitive", "noun", "final"]

# Acts that happen to the instrument by themselves: 協定が発効した. The others are done to it: 協定に署名した.
INTRANSITIVE = (
    "発効", "成立", "終了", "失効", "効力発生", "終結", "妥結", "実質妥結", "大筋妥結", "交渉妥結",
    "大筋合意", "実質合意", "大枠合意", "原則合意", "基本合意",
)  # fmt: skip

# Letters before the noun that make it another word, or another act (仮署名 is no signature; 再改正 is one).
_OTHER_WORD = re.compile(r"(?:仮|不|非|法|連|記|自|再審|規則|名|一括)$")
_UNDONE = re.compile(r"(?:未|まだ)$")
# A noun behind the act that makes the whole another thing: 締約国, 署名者, 改正案, 策定メカニズム, 発表会.
_COMPOUND_GOES_ON = re.compile(
    r"(?!後|以|式|済|交換(?!日|所)|前|時|当|国会|中|通告|交渉|手続|作業|合意|同意|方(?=[をのが])|等|及|並|又|完了|予定|発効|[一二三四五六七八九十]*周年|文書(?:等|の?一覧|リスト)?[】::]?$|さ|を|に|[0-9])[一-龥々ァ-ヴーA-Za-z]"
)
_INFLECTED = re.compile(r"[たてまなつらるよれ]")
_LIGHT = re.compile(
    r"(?:作業)?(?:を|が|も|は)(?:、)?(?:それぞれ|正式に|改めて|(?:明日|本日|近く|近日中に?|今週|来週|今月|来月|年内に?)(?:にも|に|、)?)?(?:加え|致|いた(?=し|す)|実施|完了|実現|行な(?=[いっわうえお])|行|求め|なされ|さ(?=れ)|果た|遂げ|終え|経|得|成し遂げ|了(?=し)|あ(?=[りっる])|終わ(?=[りっる])|済(?=[みん])|し(?=た|て|ま|、|な)|す(?=る)|え(?=た|て)|[見み](?=た|て|る|、))(?P<tail>[^、。]{0,24})"
)
_REACHED = re.compile(
    r"(?:(?:に|へと?)(?:は|も)?(?:至|達|こぎ着け|漕ぎ着け|漕ぎつけ|こぎつけ)|の運びとな)(?P<tail>[^、。]{0,20})"
)
_SURU = re.compile(r"(?P<passive>さ(?=れ))|(?:いた|致)?[しすせさ]|でき(?=[たるなまて])")
# 見直しの概要, 計画の策定 name a topic; that it happened needs more: 見直し後, 策定を受けて.
_NOT_BY_NOUN = ("amended", "formulated")
_EVENT = re.compile(
    r"後|以来|以降|完了|合意|同意|に伴|により|によって|を受け|を踏まえ|を経|を歓迎|を祝|[0-9]{1,3}周年|式|から[0-9]|を(?:評価|支持)"
)
_OF_THIS = re.compile(
    r"(?<![一-龥])(?:この|本|同|当該)[^、。をがはの]{1,14}の$"
)  # which exists, so that it has been drawn up
_STUDY = re.compile(r"の?(?:概要|経緯|目的|検討|必要|重要)")
_TAKEN_BACK = re.compile(r"(?:を|が)?(?:撤回|凍結)")
_PURPOSE = re.compile(r"[^。をが]{0,40}などを目的と|を目的と")
_NOT_DONE = re.compile(r"(?:を|が|は)?(?:拒否|拒ん|見送|見合わせ|延期|保留|断念)|[がは][^。、を]{0,24}?延期")
_TALKS_BEGUN = re.compile(
    r"交渉(?:[はがも]、?[^。をが]{0,40}?(?P<begun>(?:開始|再開|継続)(?=さ)|始(?=まっ|まり|まる|めら)|続(?=い|け)|進(?=ん|めら))"
    r"|を、?[^。をがは]{0,40}?(?P<doing>開始|再開|始(?=め[たてるなよ、])|立ち上(?=げ[たてるよ、])|促進|加速|継続)(?!.{0,8}?た[一-龥]))"
)
# 合意 is mostly of points; reached and describing a treaty it is of that: 合意に至った経済連携協定.
_AGREED_ON = re.compile(
    r"(?<!大筋)(?<!実質)(?<!大枠)(?<!原則)(?<!基本)(?<!早期)合意(?=に(?:至っ|達し)た[「『]?[一-龥ァ-ヴーA-Z・]{0,24}(?:協定|条約|議定書|EPA|FTA))"
)
_GOING_ON = ("続", "進", "促進", "加速", "継続")
_START_OF_TALKS = re.compile(r"交渉の(?:早期の?|速やかな|正式な?)?開始")
# 交換 is the act only of papers that are exchanged to bind both sides: not 意見交換, 署名・交換.
_EXCHANGED = re.compile(
    r"(?:覚書|書簡|(?<!外交上の)公文|文書|取極|口上書|MO[CU])(?:\([^()]{1,30}\))?[」』]?(?:を|の|が)?(?:それぞれ|相互に|正式に)?(?P<exchange>交換)(?!留学|公文)"
)
_EXCHANGED_WITH = re.compile(r"(?<=[、でにりて])交換(?=[しさ])")  # 覚書をペルー政府との間で交換した
# What is deposited binds: by its name it is a ratification, an accession, or the conclusion in general.
_BY_PAPER = {"批准書": "ratified", "加入書": "acceded", "受諾書": "concluded"}
_DEPOSITED = re.compile(
    r"(?P<paper>批准書|加入書|受諾書)(?:[をが](?:[^、。]{0,24}?交換|[^。をが]{0,60}?寄託)|の寄託)(?!者|国)"
)
# Papers that are signed and exchanged at once: the inflection of the second is of both.
_AND_EXCHANGED = re.compile(r"(?:・|及び)交換(?=[しさ])")
_ASKED = re.compile(r"[^。、]{0,16}?(?:(?:で|ま)(?:しょう|す|せん)か|のか(?=[。、])|かどうか)")  # nothing is told
_WHO_DID = re.compile(
    r"(?:済みの|を?(?:した|して(?:いる|きた)|行った|行っている|完了した))(?:[0-9]{1,3}[かカヶ]|各|諸|締約)?国(?![際連内会家])"
)
_UNLESS = re.compile(r"(?:し|され|結ば)?ない(?:限り|かぎり|場合|うち)")  # nothing is told of what is not done
_TO_TALK = re.compile(
    r"(?:に向けた|のための)?(?:政府間|正式|予備|実務者?|二国間)?交渉(?:の(?:早期の?|速やかな|正式な?)?開始|[をがは](?:開始|再開|始|行|進め|続[けい]|継続)|開始|入り|中|[をの](?:加速|促進)|を、[^。を]{2,60}?交渉を開始)"
)
_TALKS_BEGUN_AND = re.compile(r"交渉を開始(?=[、。])")  # and then something else: 交渉を開始、
_TALKS_SHARED = re.compile(
    r"交渉(?=を、[^。を]{2,60}?交渉を開始(?:し|、|。))"
)  # of two begun, the verb is behind the second
_TALKS_HASTENED = re.compile(r"交渉(?:を|の)(?:加速|促進)")
_TAKING_EFFECT = re.compile(r"効力の発生")
_TALKS = re.compile(r"交渉(?:中|[をがもは](?:行|進め|続け|継続))")
_DAY_OF = re.compile(
    r"(?:さ?れ|し|が行われ|を行っ)?た(?:日|時|とき)(?:に|から|より|の|か)|の日(?:の[後翌属]|から|より)"
)  # when something else is to be
_OPENED = re.compile(r"(?:の?ために?|に)?開放")  # for signature, which is not yet to sign
_REPORTED = re.compile(r"(?:[たるい]と|旨を?)$")
_TOPIC = re.compile(
    r"(?:に?ついて|に関し|に関する|につき|に係る|に対する)(?:の|て)?[^。]{0,10}(?:国会|承認|審議)|をもって|(?:(?:交渉|作業|協議)等?)?の(?:概要|経緯|目的|背景|趣旨|意義|手順|内容|あり方|在り方|ポイント|過程|状況|実績|可否|是非)"
)
_WHY = re.compile(r"の(?:目的|背景|意義)")
_FINAL = re.compile(r"後[、に]|へ(?=[ 」。、(]|$)|[、。)」』・( 0-9]|及び|並びに|$")


@dataclass(frozen=True, slots=True)
class Act:
    """A word for an act, in piece offsets. `tail` is where its inflection begins, behind a bracket if one stands between.

    `bracket` is that bracket: 締結(2004年に改正)した. `light`: a light verb carries it (署名を行う, 承認に至る).
    """

    start: int
    end: int
    tail: int
    act: str
    surface: str
    form: Form
    status: Status
    bracket: tuple[int, int] | None = None
    light: bool = False


def find_acts(text: str) -> list[Act]:
    """The acts of a piece in reading order."""
    pattern, acts = act_pattern()
    found: list[Act] = []
    for match in pattern.finditer(text):
        group = match.lastgroup or ""
        is_noun = group == "noun"
        act = acts[match[0]] if is_noun else acts[group]
        # 見直し and 取りまとめ are nouns as well as stems; only an inflection behind them tells.
        stem = (
            not is_noun
            and match[0] in vocabulary().acts.agreement[act].nouns
            and not _INFLECTED.match(text, match.end())
        )
        if _TALKS.match(match[0]):
            if text.startswith(("断", "止"), match.end()):
                continue
            found.append(Act(match.start(), match.end(), match.end(), act, match[0], "active", "ongoing", light=True))
            continue
        made = _noun(text, act, *match.span()) if is_noun or stem else _verb(text, match, act)
        if made is not None:
            found.append(made)
    deposited = list(_DEPOSITED.finditer(text))
    nouns = [("concluded", *m.span("exchange")) for m in _EXCHANGED.finditer(text)]
    nouns += [
        ("concluded", *m.span())
        for m in _EXCHANGED_WITH.finditer(text)
        if not any(d.start() < m.start() < d.end() for d in deposited)
    ]
    nouns += [("negotiation_started", *m.span()) for m in _START_OF_TALKS.finditer(text)]
    nouns += [("entered_into_force", *m.span()) for m in _TAKING_EFFECT.finditer(text)]
    found += [made for act, start, end in nouns if (made := _noun(text, act, start, end)) is not None]
    for match in deposited:
        start, end = match.span()
        if any(a.start <= start < a.end for a in found) or _DAY_OF.match(text, end):
            continue
        told = status(text, end) if _SURU.match(text, end) else "done"
        found.append(Act(start, end, end, _BY_PAPER[match["paper"]], match[0], "active", told, light=True))
    told_of: tuple[tuple[re.Pattern[str], Status], ...] = (
        (_TALKS_BEGUN_AND, "done"),
        (_TALKS_SHARED, "done"),
        (_TALKS_HASTENED, "ongoing"),
    )
    for talks, told in told_of:
        for match in talks.finditer(text):
            start, end = match.span()
            if not any(a.start < end and start < a.end for a in found):
                found.append(Act(start, end, end, "negotiation_started", match[0], "active", told, light=True))
    found += [
        Act(m.start(), m.end(), m.end(), "agreed_in_principle", m[0], "intransitive", "done", light=True)
        for m in _AGREED_ON.finditer(text)
    ]
    for match in _TALKS_BEGUN.finditer(text):
        begun = "begun" if match["begun"] else "doing"
        start, end = match.span(begun)
        if not any(a.start < end and match.start() < a.end for a in found):
            form: Form = "passive" if match["begun"] else "active"
            told = "ongoing" if match[begun] in _GOING_ON else status(text, end + text.startswith("げ", end))
            found.append(Act(start, end, end, "negotiation_started", match[begun], form, told))
    return sorted(
        (a for a in found if not _ASKED.match(text, a.tail) and not _UNLESS.match(text, a.tail)), key=lambda a: a.start
    )


def _verb(text: str, match: re.Match[str], act: str) -> Act | None:
    end = match.end()
    if match[0].startswith(("改め", "まとめ")) and re.match(r"て(?!い|き|お)|ら|役", text[end : end + 2]):
        return None
    plain = match[0] in vocabulary().acts.agreement[act].verbs  # the dictionary form: its last letter is the inflection
    passive = text.startswith(("られ", "れ", "され"), end)
    form: Form = "passive" if passive else "intransitive" if match[0].startswith(("効力", "交渉が")) else "active"
    light = match[0].startswith(
        ("交渉", "批准書")
    )  # 協定の交渉を開始: the noun in it may be modified, as before a light verb
    return Act(match.start(), end, end, act, match[0], form, status(text, end - plain), light=light)


def _about_act(text: str, act: str, end: int) -> bool:
    """Whether what follows only names the act as a topic; 署名の背景 heads what tells of a signing that has been."""
    return bool(_TOPIC.match(text, end)) and not (act == "signed" and _WHY.match(text, end))


def _noun(text: str, act: str, start: int, end: int) -> Act | None:
    if text[start:end] == "調印" and text.startswith("署名", start - 2):
        start -= 2  # 署名調印 is one act
    before = text[max(0, start - 3) : start]
    if text.startswith(("を求めるの件", "を求める件"), end):
        return None  # as the Diet calls the matter
    if _OTHER_WORD.search(before):
        return None
    tail, bracket = end, None
    if act == "signed" and (joined := _AND_EXCHANGED.match(text, end)):
        tail = joined.end()
    if text[end : end + 1] == "(" and (closed := closing(text, end)) and _SURU.match(text, closed + 1):
        tail, bracket = closed + 1, (end, closed + 1)
    surface = text[start:end]
    if _UNDONE.search(before) and not (before.endswith("まだ") and _SURU.match(text, tail)):
        return Act(start, end, tail, act, surface, "intransitive", "negated")
    if _DAY_OF.match(text, tail) or _WHO_DID.match(text, tail):
        return None
    if act == "announced" and _REPORTED.search(before):
        return None  # …に署名したと発表した: what was announced is that
    if (suru := _SURU.match(text, tail)) and not text.startswith(("しか", "さえ", "すら"), tail):
        alone = surface in INTRANSITIVE and not before.endswith("を")
        form: Form = "passive" if suru["passive"] else "intransitive" if alone else "active"
        return Act(start, end, tail, act, surface, form, status(text, tail), bracket)
    if text.startswith("済み", end):
        return Act(start, end, end, act, surface, "passive", "done")
    if light := _LIGHT.match(text, end):
        if light[0].endswith("求め" + light["tail"]):
            return Act(start, end, end, act, surface, "active", "planned", light=True)
        passive = text.startswith("が", end) or light["tail"].startswith(("わ", "さ"))
        return Act(
            start,
            end,
            end,
            act,
            surface,
            "passive" if passive else "active",
            status(text, light.start("tail")),
            light=True,
        )
    if reached := _REACHED.match(text, end):
        return Act(start, end, end, act, surface, "intransitive", status(text, reached.start("tail")), light=True)
    if _OPENED.match(text, end) or _DAY_OF.match(text, end):
        return None
    if surface == "締結" and _TO_TALK.match(text, end):
        return None  # told by what follows
    if _NOT_DONE.match(text, end):
        return Act(
            start, end, end, act, surface, "active" if text[end] == "を" else "intransitive", "negated", light=True
        )
    if _COMPOUND_GOES_ON.match(text, end) or _about_act(text, act, end) or _TAKEN_BACK.match(text, end):
        return None
    if _PURPOSE.match(text, end):
        return None
    form = "final" if _FINAL.match(text, end) else "noun"
    found = noun_status(text, start, end_of_chain(text, end))
    if (
        act in _NOT_BY_NOUN
        and form == "noun"
        and not (found != "done" and not _STUDY.match(text, end))
        and not _EVENT.match(text, end)
        and not (act == "formulated" and _OF_THIS.search(text, max(0, start - 20), start))
    ):
        return None
    return Act(start, end, tail, act, surface, form, found, bracket)
