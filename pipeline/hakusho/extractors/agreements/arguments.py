"""Whether an instrument can be what an act is stated of, as the rules found it: no other argument takes its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from hakusho.extractors.agreements.acts import Act
from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.titles import TITLED_ACTS
from hakusho.extractors.agreements.words import act_pattern, read_as
from hakusho.extractors.mention import text_of
from hakusho.extractors.rules import Rule

# Verbs that work as particles: they do not take the argument before them away from the act (…において, …に基づき).
_PARTICLE_VERBS = frozenset((
    "よる", "おく", "於く", "関する", "対する", "つく", "際する", "当たる", "あたる", "伴う", "基づく", "向ける", "係る", "かかる", "わたる",
    "先立つ", "合わせる", "あわせる", "続く", "通じる", "通ずる", "加える", "経る", "含む", "いる", "居る", "成る", "なる", "ある",
))  # fmt: skip
CASE_BEFORE = {
    "を": re.compile(r"(?:[一-龥々ァ-ヴーA-Za-z0-9)」』]|こと|もの)を[^、。]{0,40}$"),
    "が": re.compile(r"[一-龥々ァ-ヴーA-Za-z)」』]が[^。]{0,40}$"),
    "は": re.compile(r"[一-龥々ァ-ヴーA-Za-z)」』](?:は|も)、?[^。]{0,60}$"),
}
_WHICH_HOLDS = re.compile(r"(?:し|いたしまし)?(?:まし)?た[「『]?")
_ENTRY = re.compile(
    r"(?:^|[。\n])[0-9元〇一二三四五六七八九十年月日明治大正昭和平成令和 ()・.,~〜/-]{0,24}「?$"
)  # with its date
_OWN_SUBJECT = re.compile(r"[一-龥々ァ-ヴーA-Za-z)」』](?:が|は|も)[^。]{0,40}$")
_OBJECT = re.compile(r"を[一-龥]{0,12}$")
_TOPIC_MARK = re.compile(
    r"(?:など|等|ほか)?(?:(?:及び|並びに|や|、)[^、。をがはにので「」]{1,20}){0,2}(?:など|等)?(?:(?:の?(?:早期)?締結)?(?:に向けた|に関する|のための)?の?(?:政府間|正式|予備|実務者?|二国間|締結|改正|改定)?交渉)?(?:が|は|も|については|に関しては|につきましては)"
)
_CLAUSE_END = re.compile(r"(?:[しりれきえてでずみびいち]|ため|が|ので|ところ|際|後|もの|結果|一方)、|次第、?")
# What ends here was done first: its object is not that of the act (…については、同意を得た上で、公表した).
_BEFOREHAND = re.compile(r"(?:上で|後に?|ため|際に?|受けて|踏まえて?|経て|得て)、")
# The name is the subject of another clause: 旧協定が失効するまでに締結される.
_SUBORDINATE = re.compile(r"が[^。、]{1,40}?[るた](?:までに?|前に?|後に?|際に?|ため|ので|日(?:に|から|より)|とき)")
_DAY_OF = re.compile(r"[^、。がはを]{1,40}が[^。、]{1,40}?[るた][日月](?:に|から|より|の)")  # 公文が交換された日に
_DESCRIBING = re.compile(r"[^、。がはを]{1,40}が[^、。がはを]{1,16}(?:た|る)(?=[一-龥ァ-ヴ])")  # 各国が参加した交渉
_TOUCHING = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9]{1,16}$")
_DATE_END = re.compile(
    r"(?:[0-9年]|[0-9]月|日|同年|翌年|以降|以来|後|[0-9一二三四五六七八九十](?:度|回|次|か年)|末|春|夏|秋|冬|間|中|内|際|時|次第)$"
)
_DATED = re.compile(r"[0-9一二三四五六七八九十元)](?:年|月|日)$")
_ITS_TERM = re.compile(r"その(?:有効|適用|存続|効力)?期[間限]を")  # 協定は、その有効期間を延長した
# 協定は、施行されている法令の範囲で: what the verb describes is another noun.
_OF_ANOTHER = re.compile(
    r"(?:さ?れ)(?:た|ている|る)(?!(?:後|際|時|日|以|結果|場合|上|旨|模様|見|予定|方向|段階|ため|もの|こと|運び|とお|[一-龥]{0,2}(?:の|な)?(?:協定|条約)))[一-龥ァ-ヴ]{2}"
)
_TOPIC_ONLY = re.compile(r"(?:は|も)、")
_EXCHANGED_KINDS = ("exchange_of_notes", "memorandum", "agreement", "arrangement")
_DRAFT_ACTS = ("adopted", "agreed_in_principle", "approved")


class Arguments:
    """The arguments of the acts of one piece."""

    def __init__(self, doc: Doc, rules: Sequence[Rule]) -> None:
        self._text = read_as(text_of(doc))
        self._manner = next((rule.regex for rule in rules if rule.id == "agreements.compound"), None)
        self._predicates = [t.idx for t in doc if t.tag_.startswith("動詞") and t.lemma_ not in _PARTICLE_VERBS]

    def barred(self, rule: Rule, act: Act, name: Name, before: Sequence[Act]) -> bool:
        if (
            rule.data["order"] == "act-name"
            and act.form == "active"
            and _OBJECT.search(self._text[max(0, act.start - 14) : act.start])
        ):
            return True  # 方向性を取りまとめた宣言: it is not the declaration that was drawn up
        if rule.id == "agreements.entry" and not _ENTRY.search(self._text, max(0, name.start - 30), name.start):
            return True
        if rule.id == "agreements.described" and _OWN_SUBJECT.search(self._text, max(0, act.start - 40), act.start):
            return True  # 協定が署名され、協力が進む宣言: what was signed has been named
        if (
            rule.data["order"] == "act-name"
            and act.form == "noun"
            and not _DATED.search(self._text, max(0, act.start - 4), act.start)
        ):
            return True  # 署名の覚書 says nothing, 1996年署名の覚書 does
        if (
            self._text[name.start : name.end].endswith("案")
            and name.kind != "resolution"
            and act.act not in _DRAFT_ACTS
        ):
            return True
        if act.surface == "受諾" and name.kind not in (None, "treaty", "agreement"):
            return True
        if act.surface == "交換" and name.kind not in _EXCHANGED_KINDS:
            return True
        if name.head == "書簡" and act.act not in ("concluded", "signed"):
            return True
        if name.reference == "title" and act.act not in TITLED_ACTS:
            return True
        if rule.data.get("direct") and self._predicate_between(name.outer, act.start):
            return True
        return bool(rule.data.get("clause")) and self._taken(act, name, before)

    def contents(self, act: Act, name: Name) -> bool:
        """Whether what was drawn up is what a paper holds: 議論を取りまとめた「共同声明」."""
        return (
            act.act == "formulated"
            and act.form == "active"
            and _WHICH_HOLDS.fullmatch(self._text, act.tail, name.start) is not None
            and _OBJECT.search(self._text, max(0, act.start - 14), act.start) is not None
        )

    def _taken(self, act: Act, name: Name, earlier: Sequence[Act]) -> bool:
        """Whether the act's own clause has an argument of its own, so that a topic far off is not what it is said of."""
        if (
            act.form == "passive"
            and _OF_ANOTHER.match(self._text, act.tail)
            and _TOPIC_ONLY.match(self._text, name.outer)
        ):
            return True
        if self.compounded(act) or _SUBORDINATE.match(self._text, name.outer, act.start):
            return True
        if act.form == "active":  # the topic is a subject where another object stands: 指針は、方針を見直し、更新した
            before = max((m.end() for m in _BEFOREHAND.finditer(self._text, name.outer, act.start)), default=name.outer)
            clause = _ITS_TERM.sub(lambda m: "＿" * len(m[0]), self._text[before : act.start])
            objects = (before - name.outer + m.start() for m in re.finditer("を", clause))
            return not all(any(a.start <= name.outer + o < a.end for a in earlier) for o in objects)
        particle = _TOPIC_MARK.match(self._text, name.outer)
        begin = max([particle.end() if particle else name.outer, *(a.tail for a in earlier if a.start >= name.outer)])
        clause = self._text[begin : act.start]
        clause = clause[max((m.end() for m in _CLAUSE_END.finditer(clause)), default=0) :]
        clause = _DESCRIBING.sub("", _DAY_OF.sub("", clause))
        cases = "をが" if act.form == "final" else "が"
        return any(CASE_BEFORE[case].search(clause) for case in cases)

    def compounded(self, act: Act) -> bool:
        """Whether a noun that is no name of an instrument stands right before the act: 法律改正, 書簡交換."""
        touching = _TOUCHING.search(self._text, max(0, act.start - 16), act.start)
        if touching is None or self._manner is None:
            return False
        noun = re.sub(r"(?:未|自動|単純|正式|御)$", "", touching[0])
        return not (self._manner.fullmatch(noun) or _DATE_END.search(noun) or act_pattern()[0].fullmatch(noun))

    def _predicate_between(self, start: int, end: int) -> bool:
        return any(start <= at < end for at in self._predicates)
