"""What modifies the name of an instrument to its left: に関する…, …との間の, …を図るための, 「…」と題する.

The phrase is read from its head to the left, one link at a time: a link is a particle or a verb that makes what stands
before it a modifier of what stands behind it. It ends where no link stands, which is at a case particle or the clause
boundary of the sentence that the phrase is used in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.agreements.phrases import AGE, Phrases
from hakusho.extractors.agreements.words import act_pattern
from hakusho.extractors.parties import parties_in

# Links that only what something is about, by whom or for what stands in: the left side belongs to the name.
_ABOUT = re.compile(
    r"(?:に関する|に係る|にかかる|に関わる|にかかわる|にわたる|に対する|についての|に関しての|のための|における|との間における|との間の|の間の|"
    r"(?<=分野|領域)での|(?<=首脳|外相|閣僚)による|向けの|に向けた|をめぐる|に(?:基|もと)づく|のあり方に関する|を目的と(?:する|した)|上の"
    r"|(?<=[」』])と(?:いう|題する|題した|題された|称する|称された|銘打った))$"
)
# A case particle with の, and verbs that work as one: within a modifier they link whatever stands there.
_WITHIN = re.compile(
    r"(?:での|への|からの|との|による|によって生ずる|としての|に伴う|に際しての|に資する|を通じた|に関連する|を含む)$"
)
_BETWEEN = re.compile(r"(?<!両国)(?<!両政府)(?<!両省)(?<!両者)間の$")  # 日米間の覚書, but 米露間の and a full name
_OF_THINGS = re.compile(r"(?:[ァ-ヴー]{1,8}|[円元])・(?:[ァ-ヴー]{1,8}|[円元])間の$")  # ドル・ユーロ間の交換取極
_LATER = re.compile(r"(?:今後|将来|現状|場合)$")  # …の今後に関する宣言
_PARENT = re.compile(r"(?:条約|協定|議定書|取極|憲章|覚書)の$")  # 協定の実施取極 is a paper of its own
# What brings an instrument into force does not bear its name: 協定の効力発生のための公文.
_INTO_EFFECT = re.compile(r"効力発生|発効|締結|批准")
_WAIVER = re.compile(
    r"(?:相互(?:免除|承認|援助|提供|融通)|返還|移転|引渡し?|供与|移管|供給|撤去)(?:協定|取極|取決め|条約|覚書|計画|議定書)"
)  # whose object stands before の
_INSTRUMENT = re.compile(r"(?:条約|協定|議定書|取極|[)」』])の$")
_QUALITY = re.compile(r"[一-龥]{1,4}的な$|[一-龥]{1,4}的(?:及び|かつ)$|(?:一層の|更なる|さらなる)$")
_PURPOSE = re.compile(
    r"[をに](?:[更さ]に?ら?に)?(?:[0-9一二三四五六七八九十]{1,3}(?:か年|年|か月|箇月)間?)?(?:[一-龥ァ-ヴー]{1,12}する|[一-龥]{1,2}[ぁ-ん]{0,3}[るうくすつぶむぐ])(?:ための|際の)$"
)
_VERBAL = re.compile(  # …を設立する協定, 期間を更に1年間延長する旨の議定書
    r"を(?:[更さ]に?ら?に)?(?:[0-9一二三四五六七八九十]{1,3}(?:か年|年|か月|箇月)間?)?[一-龥ァ-ヴー]{1,12}する(?:旨の)?$"
    r"|(?<!等)(?<!など)を(?:定める|規定した|改める|補う|設ける|廃する)$"
)
_AMENDING = re.compile(r"を(?:一部)?改正する$")  # 3月に署名された協定を改正する議定書: the protocol was signed
_AND = re.compile(
    r"(?:(?:及び|並びに|や)その|及び|(?<![0-9)])および|並びに|ならびに|又は|若しくは|やその他の|その他の|かつ)$"
)
_JOINT = re.compile(r"(?:と|や|、|・|及び|並びに)$")
_SEGMENT = re.compile(r"[一-龥ァ-ヴーA-Za-z0-9・]{2,24}")
_WHOLE = re.compile(r"(?:条約|協定|宣言|声明|覚書|議定書|取極|取決め|公文|文書|書簡|会談|会合|協議)$")
# Those with whom something is done: 外相と投資に関する覚書に署名した is not of 外相と投資.
_PARTNER = re.compile(
    r"(?:大臣|総理|主席|[外首]相|大統領|長官|次官|総裁|総長|議長|会長|社長|知事|局長|代表|首脳|国王|殿下|閣下|氏|政府|当局|[一-龥]側|両者|双方|同国)$"
)
_BODY = (
    r"(?:[省庁局州県市社院隊]|機構|銀行|大学|公社|公団|基金|協会|連合|連邦|政府|国|研究所|センター|機関|委員会|財団|法人|本部|会議所|事業団|連盟"
    r"|[A-Za-z]{2,12}\)?)"
)
_ENDS_IN_BODY = re.compile(rf"{_BODY}$")
_OTHER_BODY = re.compile(rf"[^、。は「」]{{1,30}}?{_BODY}(?:との間の|との間における|との|間の|の)")
_OTHER_STATE = re.compile(r"[^、。は]{1,24}?(?:国|政府|[省庁州区隊]|当局|連合|連邦|[ァ-ヴー])(?:との|の?間の)")
_OF_FIELD = re.compile(r"[^、。はがをとの]{1,12}(?:分野|領域|部門)の")  # 気候と | エネルギー分野の文書
_BODY_BESIDE = re.compile(r"(?<=に関する|における)[^、。はがをにのと]{2,20}との$")
_WITH_EACH_OTHER = re.compile(r"(?P<one>[^、。はがをにと]{2,20})と(?P<other>[^、。はがをにと]{2,20})との$")
_LISTED = re.compile(
    r"[^、。はが]{1,16}(?:、[^、。はが]{1,12}){0,2}(?:及び|並びに|又は|の[0-9二三四五六]{1,2}(?:つの|分野|項目)|(?:など|等)の)"
)
# A verb in a modifier with what it is said of: 鉄道を活用した開発に関する覚書.
_RELATIVE = re.compile(r"(?P<case>[をにでと])(?P<verb>[一-龥々ァ-ヴー]{1,8}[ぁ-ん]{0,8}?(?:た|る|う|く|す|む|ぶ))$")
_AGENT = re.compile(r"(?:により|によって|に関連して)$")  # 政府により供与される情報の保護に関する書簡
_PARTICLE_VERB = re.compile(r"[をにでと](?:関|係|対|基|もと|向|伴|通|際|加|先|含|初め|始め)[ぁ-ん]")
_AS_PARTICLE = re.compile(r"に(?:よる|おける|関する|対する|係る|つく)$")  # 大臣による is no verb of its own
_HOLDS = re.compile(r"(?:内容|骨子|柱|趣旨|軸|限度|上限)とする$")  # of what it holds, which is no part of the name
_SIDES_DESCRIBED = re.compile(
    r"[しれ]た(?P<sides>[^、。はがをたる]{2,10}間の)$"
)  # 署名した日加間の防衛協力に関する宣言
_STATES = re.compile(r"(?<![一-龥])(?P<states>[一-龥A-Z・]{2,8})間の$")  # 日加間の小包約定
_TWO_STATES = re.compile(
    r"(?<![一-龥々ァ-ヴー])(?P<one>[一-龥ァ-ヴー]{2,12})(?:と|及び|および)(?P<other>[一-龥ァ-ヴー]{2,12})間の$"
)  # ペルーとチリ間の漁業協定
_OWNERS = re.compile(r"(?:両国|両省|両政府|二国|3か国|三か国)間?の$")
_BELOW = ("以下の", "次の", "下記の", "左記の")
# Of what period a plan is: 今後3年間の行動計画, 2015年~2019年の共同行動計画.
_PERIOD = re.compile(
    r"(?:(?:今後|向こう)?[0-9一二三四五六七八九十]{1,2}(?:か年|[かヶカ]年|年間|年)|(?:19|20)[0-9]{2}年?度?(?:[-‐–−―~〜]|から)(?:(?:19|20)?[0-9]{2})年度?(?:まで)?)の$"
)
# A quotation before a verb is a slogan (「…」を推進する声明), unless the verb is of a paper or says what for.
_QUOTABLE = re.compile(r"(?:ための|際の)$|改正|修正|改[定訂め]|延長|更新|補|終了|廃|実施")
_SO_ON = re.compile(r"(?:など|等)、$")  # before it stands what is listed with the first word of the name
_LIMIT = 120  # characters that a name may have to the left of its head


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that ends at the phrase: what stands before `step` is a modifier. `inside`: it tells what the name is about.
    `verbal`: a verb is the link, `relative`: one that describes. `quotes`: a quotation may stand before it."""

    step: int
    inside: bool
    verbal: bool = False
    quotes: bool = True
    relative: bool = False


class Modifiers:
    """Finds the left end of the name with its modifiers in one Doc."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self.text = phrases.text

    def left_of(self, start: int, bare: bool, kind: str | None) -> int:
        """The start of the name whose compound begins at `start`: 相互の防衛調達に関する覚書, 3か国の訓練計画. `bare`: the
        compound is the head alone, which asks for a modifier more than 租税条約 does."""
        at, inside, described = start, False, False
        if (age := AGE.search(self.text, max(0, at - 6), at)) and _ABOUT.search(self.text, 0, age.start()):
            at = age.start()  # …に関する新たな覚書
        elif (owner := _OWNERS.search(self.text, max(0, at - 6), at)) and _ABOUT.search(self.text, 0, owner.start()):
            at = owner.start()  # …に関する両国の覚書
        while start - at < _LIMIT:
            left = self.text[max(0, at - 24) : at]
            if (quality := _QUALITY.search(left)) and not left[: quality.start()].endswith(("初の", "初めての")):
                at, bare = at - len(quality[0]), False
                continue
            if inside and (adjective := self._phrases.adjective(at)) < at:
                at = adjective
                continue
            link = self._link(at, start, inside, bare, kind)
            if link is None and described and (agent := _AGENT.search(self.text, max(0, at - 8), at)):
                link = _Link(agent.start(), True)
            before = self._before(link, at) if link else at
            if link is None or before == at:
                break
            quoted = self.text[before] in "「『"
            at, inside, bare = before, link.inside, bare and not (link.inside or quoted)
            described = link.relative
        if at == start and kind == "plan" and (period := _PERIOD.search(self.text, max(0, at - 24), at)):
            return period.start()
        if at < start and _SO_ON.search(self.text, max(0, at - 3), at):
            return start
        sides = _SIDES_DESCRIBED.search(self.text, max(0, at - 14), at)
        if sides and parties_in(sides["sides"]):
            return sides.start("sides")
        pair = _TWO_STATES.search(self.text, max(0, at - 30), at)
        if pair and parties_in(pair["one"]) and parties_in(pair["other"]) and not parties_in(self.text[at : start + 6]):
            return pair.start()
        between = _STATES.search(self.text, max(0, at - 9), at)
        plain = (
            between is not None
            and len(parties_in(between["states"])) > 1
            and not parties_in(self.text[at : start + 12])
        )
        return between.start() if between is not None and plain else at

    def _before(self, link: _Link, at: int) -> int:
        """The start of the noun before a link; `at` where there is none that belongs to the name."""
        step = link.step
        if (bracket := self._bracket(step)) is not None and bracket > 0:
            step = bracket  # 債務救済(約9億円)に関する交換公文
        if link.inside and step > 2 and self.text.startswith("など", step - 2):
            step -= 2  # 装備品などの移転に関する協定
        elif link.inside and step > 2 and self.text.startswith("等", step - 1):
            step -= 1
        if self.text[step - 1 : step] == " " and self.text[step - 2 : step - 1].isascii():
            step -= 1  # ICT に係る覚書
        before = self._phrases.compound(step)
        if self.text.endswith(_BELOW, 0, before):
            return at  # 以下の分野に関する覚書: what it is about is told below
        if before == step and link.inside and (later := _LATER.search(self.text, max(0, step - 2), step)):
            before = later.start()
        if before == step:
            quote = self._phrases.opening(step - 1) if step and self.text[step - 1] in "」』" else None
            if quote is None or not link.quotes:
                return at
            before = self._phrases.compound(quote)
        left_of = self.text[max(0, before - 5) : before]
        told = self._phrases.describes(before) and not _ABOUT.search(left_of)
        amid = told or self.text[before - 1 : before] in ("を", "が")
        if link.verbal and amid and not _AMENDING.search(self.text, max(0, at - 8), at):
            return at  # what the verb is about is itself described, so that the name would begin amid a clause
        return before

    def _link(self, at: int, start: int, inside: bool, bare: bool, kind: str | None) -> _Link | None:
        """The link that ends at `at`, where the phrase that reaches back to there began at `start`."""
        left = self.text[max(0, at - 24) : at]
        if (
            ((link := _ABOUT.search(left)) and not (link[0] == "による" and parties_in(self.text[start : start + 6])))
            or ((bare or inside) and (link := _BETWEEN.search(left)) and (bare or not parties_in(left[-12:])))
            or ((link := _OF_THINGS.search(left)) and not parties_in(link[0]) and (link := _BETWEEN.search(left)))
            or (inside and (link := _BETWEEN.search(left)) and self._described(at - len(link[0])))
            or (inside and (link := _WITHIN.search(left)) and not _apart(left[: link.start()], link[0]))
        ):
            return _Link(at - len(link[0]), True)
        if bare and (side := _BODY_BESIDE.search(left)) and parties_in(side[0]):
            return _Link(at - 2, True)  # 通信に関するペルー通信省との覚書
        if (both := _WITH_EACH_OTHER.search(left)) and all(_is_side(both[side]) for side in ("one", "other")):
            return _Link(at - 2, True)
        whole = not bare and bool(parties_in(self.text[start:at] or self.text[at : at + 8]))
        if kind != "resolution" and (
            (not whole and (link := _PURPOSE.search(left))) or (bare and (link := _VERBAL.search(left)))
        ):
            return _Link(at - len(link[0]), True, verbal=True, quotes=bool(_QUOTABLE.search(link[0])))
        if inside and (verb := self._relative(left)):
            return _Link(at - len(left) + verb.start(), True, relative=True)
        if (inside or at < start) and (link := _AND.search(left)) and not self._whole(at - len(link[0])):
            return _Link(at - len(link[0]), inside)
        if left.endswith("の") and self._genitive(at, start, inside, bare, left):
            return _Link(
                at - 1, inside, quotes=inside or kind == "exchange_of_notes" or (bare and kind != "resolution")
            )
        if self._pair(at, start, inside, left) or (inside and left.endswith("、") and _LISTED.match(self.text, at)):
            return _Link(at - 1, inside)
        if at < start and (joint := _JOINT.search(left)) and self._parallel(at - len(joint[0]), at):
            return _Link(at - len(joint[0]), inside)
        return None

    def _whole(self, end: int) -> bool:
        """Whether what ends there is an instrument of its own, with what stands in brackets behind it."""
        if self.text[end - 1 : end] == ")" and (opening := self._bracket(end)) is not None:
            end = opening
        return bool(_WHOLE.search(self.text, max(0, end - 4), end))

    def _described(self, end: int) -> bool:
        """Whether the noun that ends there has what the name is about before it: …に向けたG7間の協力のための計画."""
        noun = self._phrases.compound(end)
        return noun < end and _ABOUT.search(self.text, max(0, noun - 8), noun) is not None

    def _relative(self, left: str) -> re.Match[str] | None:
        """A verb with its argument that describes the noun behind it. Where it is an act on an instrument
        (昨年署名した…に関する覚書), it is the name that is described."""
        verb = _RELATIVE.search(left)
        if (
            verb is None
            or _PARTICLE_VERB.match(verb[0])
            or _AS_PARTICLE.search(verb["verb"])
            or _HOLDS.search(left)
            or (verb[0][:2] != "で結" and act_pattern()[0].search(verb["verb"]))
        ):
            return None
        return verb

    def _genitive(self, at: int, start: int, inside: bool, bare: bool, left: str) -> bool:
        """Whether の before `at` belongs to the name."""
        if at == start and _PARENT.search(left):
            return True
        waived = at == start and _WAIVER.match(self.text, at)
        if not (inside or bare or waived) or self._phrases.deictic(at - 1, inside):
            return False
        return not (_INTO_EFFECT.match(self.text, at) and _INSTRUMENT.search(left))

    def _pair(self, at: int, start: int, inside: bool, left: str) -> bool:
        """Whether と before `at` joins two of the name: 日本国とペルー共和国との間の, 貿易と投資に関する."""
        if not left.endswith("と") or at == start or _WHOLE.search(left[:-1]):
            return False
        if self.text.startswith("との間", at - 1):
            return False
        noun = left[:-1]
        if inside and _OTHER_STATE.match(self.text, at):
            return True
        if _ENDS_IN_BODY.search(noun) and _OTHER_BODY.match(self.text, at):
            return True
        inside = inside or _OF_FIELD.match(self.text, at) is not None
        return inside and not (_PARTNER.search(noun) or _ENDS_IN_BODY.search(noun) or parties_in(noun[-8:]))

    def _parallel(self, end: int, at: int) -> bool:
        """Whether what ends at `end` is of the same make as what begins at `at`: 漁業分野 | と | 林業分野の覚書."""
        segment = _SEGMENT.match(self.text, at)
        return segment is not None and len(segment[0]) > 2 and self.text[end - 2 : end] == segment[0][-2:]

    def _bracket(self, end: int) -> int | None:
        """The opening of the bracket that closes at `end`."""
        depth = 0
        for at in range(end - 1, max(-1, end - _LIMIT), -1):
            depth += (self.text[at] == ")") - (self.text[at] == "(")
            if not depth:
                return at if at < end - 1 else None
        return None


def _is_side(noun: str) -> bool:
    """Whether a noun is a party or a body that may conclude something."""
    return bool(_ENDS_IN_BODY.search(noun) or parties_in(noun))


def _apart(noun: str, link: str) -> bool:
    """Whether what a link is about is outside the name: another paper, or the one party that it was made with."""
    with_or_by = (link == "との" and parties_in(noun[-10:])) or (link == "による" and _PARTNER.search(noun))
    return bool(_WHOLE.search(noun) or with_or_by)
