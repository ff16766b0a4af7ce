"""Whether an act is done, planned, under way or denied, read from what follows its word."""

from __future__ import annotations

import re
from typing import Literal

from hakusho.extractors.agreements.words import act_pattern

Status = Literal["done", "planned", "ongoing", "negated"]

_NEGATED = re.compile(
    r"(?:[らわたばさまなかがしじずれられせきりいちびみぎえけげてねべめ]|され|られ|させ|して|されて|でき|に?至って|って|んで){0,4}(?:は|も)?(?:い|お)?(?:らず|ない|なかった|なく|ず(?!つ)|ません|ぬ)|(?:する|される)(?:こと)?(?:が|は|には)?(?:でき(?:な|ず|ま)|至らな|至ら?ず)|(?:する|させる|される)?(?:予定|考え|意向|意思|計画|見込み|つもり)(?:は|も|が)(?:ない|な[くかし]|ありませ|有しな)|(?:する|される)(?:こと)?(?:は考えて|に(?:は)?至って)(?:い|お)(?:な|ら|りませ)|(?:する|される)ことを?[はが]?(?:断念|見送|見合わせ|拒)"
)
# Spoken or written to the public, the polite present tells what is to come: 明日署名します.
_POLITE_PRESENT = re.compile(r"(?:[わさら]?れ|致し|いたし|[しいりきみち])?ます(?!ことを|が)")
_PLAIN_PRESENT = re.compile(r"(?:な?[わさ]れる|する|される|させる|せる|られる|[るうくすつぶむぐ])")
_STILL_DONE = re.compile(
    r"(?:とともに|と共に|など|一方|ほか|(?:という)?(?:こと|運び)?に至った|に至り|ことができ(?:た|、)|ことに成功|に当たり|に際し|にあたり|と同時に)"
)
_PLANNED_AHEAD = re.compile(
    r"[^。]{0,30}?(?:予定|見込|見通|方針|意向|目指|めざ|目標|決意|用意|意思|運び|ことと(?:し|な|す|さ)|こと(?:で|に|を|が|など|等)|ため|べく|べき|よう|必要|準備|方向|検討|重要性|場合|ときは|際は|暁|たい|期待|可能|求め|提案|決定)"
)
_WANTED = re.compile(r"(?:し|され|す|される?|わ?れ)?(?:たい|れば|よう(?:と|、)|得る|うる|た(?:場合|際には|ときは|暁))")
# 効力を生ずるまでの間: it is still to come.
_UNTIL = re.compile(r"(?:し|され)?(?:す)?る?まで(?:の間|は|に(?!は?[、。]))")
# What is done before it enters into force, in a text that tells of the entry as of something to come.
_BEFORE_EFFECT = re.compile(r"(?:さ?れ|し)た(?:後|日)[^。]{0,90}効力を生(?:ずる|じる|じます)")
_CHAIN = re.compile(  # not over another time: 2月に署名され、年末までに締結される予定
    r"(?:し|され|させ)?(?:て)?、(?:(?!た[「『一-龥ァ-ヴ]|まで|[0-9]年|[0-9]月|後に)[^。をは]){0,60}?(?:する|させる|される)(?:予定|見込み|決意|ことで(?:一致|合意)|ことに(?:合意|一致)|ことを目指)|^し(?:署名|調印|締結|批准|採択|発効|発表)(?:する|させる)(?:予定|見込み|決意|ことで(?:一致|合意)|ことを目指)"
)


def status(text: str, tail: int) -> Status:
    """What the inflection of a verb and what stands behind it say of the act."""
    rest = text[tail : _sentence_end(text, tail)]
    if _NEGATED.match(rest):
        return "negated"
    if _UNTIL.match(rest) or _WANTED.match(rest) or _BEFORE_EFFECT.match(rest) or _POLITE_PRESENT.match(rest):
        return "planned"
    if re.match(r"(?:し|され|行われ|行って)?つつ", rest) or re.match(r"(?:し|され)?ようとしている", rest):
        return "ongoing"
    if plain := _PLAIN_PRESENT.match(rest):
        after = rest[plain.end() :]
        if _STILL_DONE.match(after) or not after or after.startswith(("。", ")", "」")):
            return "planned" if not after else "done"
        return "planned" if _PLANNED_AHEAD.match(after) else "done"
    if re.match(r"(?:し|され)(?:ていく|ていき)|べ[くき]", rest):
        return "planned"
    return "planned" if _CHAIN.match(rest) else "done"


_AND = re.compile(r"・|及び|と|や|、|並びに")


def end_of_chain(text: str, end: int) -> int:
    """The end of the last of the nouns that are joined to one: what follows 署名・締結 is said of both."""
    nouns = act_pattern()[0]
    for _ in range(3):
        joint = _AND.match(text, end)
        following = nouns.match(text, joint.end()) if joint else None
        if following is None or following.lastgroup != "noun":
            break
        end = following.end()
    return end


_NOUN_PLANNED = re.compile(
    r"方[をの]|へ(?=[ 」0-9。、(]|$)|は[^。はをが]{0,24}(?:見込|見通し|予定)|(?:の?完了)?(?:に|へ)(?:も)?(?:の)?(?:向け|むけ|[^、。をがは]{0,6}努力)|の?(?:交渉(?!入り|妥結)|作業|準備)|[をの](?:早期に?|[^、。をがはの]{0,6}に)?(?:目指|めざ|申請|目標|期待|希望|求め|促|呼び?かけ|予定|検討|図|急|支持|推進|加速|見込|要請|働きかけ|重視|視野|追求|提案|指示|模索|待)|"
    r"までに?は?、?[^。]{0,30}(?:要する|要します|要することから|かかる|かかり)|に必要|に(?:係る|関する)外交上の|作業の?開始|の(?:ため|可能性|必要性|重要性|見込み|見通し|方針|準備|検討|意向|是非)|への(?:支持|期待|意欲|決意)|、[^。をがはに]{0,80}(?:など|等)を(?:推進|促進|検討)|が(?:期待|見込|予定|必要|待た|課題|重要|急務|求め)|予定|案件|"
    r"(?:を|に|で|について|につき|に関し)?(?:意見が|実質|基本|原則|大筋)?(?:合意|同意|決定|一致)(?!書)|(?:について|につき|に関し)[^。、をが]{0,8}(?:審議|議論|検討|協議)|に(?:積極的に)?(?:取り?組|努め)|を含む|通告|式(?:典)?(?:など|等)?[をがに][^。、]{0,10}?(?:(?:行う|開催する|出席する|臨む|行われる|実施する|立ち会う)(?=予定|見込|方針|方向|[^一-龥ァ-ヴー]|$)|(?:行い|開催し|出席し|臨み|行われ|実施し|立ち会い)ます)(?!(?:とともに|と共に|ほか|など|一方)[^。]{0,100}た(?:。|$))|を[^、。]{0,12}通告|(?:の)?ための(?:交渉|協議|作業|手続)|(?:に(?:関する|係る)|の|を)(?:閣議)?決定"
)
_NOUN_ONGOING = re.compile(
    r"(?:に向けた|のための|に関する|の)?(?:交渉|協議|作業|検討|手続き?)(?:中|の[^。、をが]{0,6}(?:進展|進捗|継続|加速)|(?:を|が)[^。]{0,6}?(?:行って|進め|続け|継続|進ん|重ね|行われて))"
)
_PROGRESS = re.compile(r"の(?:継続的な|着実な|更なる|さらなる|順調な)?(?:進展|進捗)")
_TALKED_OF = re.compile(r"(?:について|につき|に関し)て?[^。]{0,40}?(?:交渉|協議)[をが](?:行[ないわっ]|続け|進め|重ね)")
# What the instrument will bring is expected of one that is not yet in force: 締結により、…が期待される.
_IN_EFFECT = ("発効", "締結", "効力発生", "批准")
_WILL_BRING = re.compile(
    r"(?:により|によって|に伴い|をもって|を以て|後は)、?[^。]{0,100}(?:期待され|見込まれ|こととな[るり]|予定)"
)
_EARLY = re.compile(r"(?:早期の?|速やかな|迅速な|今後の|将来の)$")
_GLADLY = re.compile(r"を?(?:[^、。]{0,8})(?:歓迎|祝|評価)")  # what is greeted has come about


def noun_status(text: str, start: int, end: int) -> Status:
    """What stands behind the noun of an act says whether it has happened: 発効を歓迎 has, 発効に向けた交渉 has not."""
    rest = text[end : _sentence_end(text, end)]
    if _NOUN_ONGOING.match(rest) or _PROGRESS.match(rest) or _TALKED_OF.match(rest):
        return "ongoing"
    if _NOUN_PLANNED.match(rest):
        return "planned"
    if text[start:end] in _IN_EFFECT and _WILL_BRING.match(rest):
        return "planned"
    if _EARLY.search(text[max(0, start - 5) : start]) and not _GLADLY.match(rest):
        return "planned"
    return "done"


def _sentence_end(text: str, start: int) -> int:
    end = text.find("。", start, start + 120)
    return end if end >= 0 else min(len(text), start + 120)
