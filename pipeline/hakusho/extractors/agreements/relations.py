"""Of which instrument an act is stated: the rules' patterns read the words between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from hakusho.extractors.agreements.acts import Act
from hakusho.extractors.agreements.definitions import closing
from hakusho.extractors.agreements.gaps import plain_gap
from hakusho.extractors.agreements.names import Name
from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.titles import TITLED_ACTS
from hakusho.extractors.agreements.words import GENERAL_HEADS, read_as
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import parties_in
from hakusho.extractors.rules import Rule

_REACH = 5  # how many names to the left may stand between an act and the one it is stated of
_CARRIED_ACTS = ("entered_into_force", "ratified", "approved", "signed", "terminated")

# Verbs that work as particles: they do not take the argument before them away from the act (…において, …に基づき).
_PARTICLE_VERBS = frozenset(
    [
        "よる",
        "おく",
        "於く",
        "関する",
        "対する",
        "つく",
        "際する",
        "当たる",
        "あたる",
        "伴う",
        "基づく",
        "向ける",
        "係る",
        "かかる",
        "わたる",
        "先立つ",
        "合わせる",
        "あわせる",
        "続く",
        "通じる",
        "通ずる",
        "加える",
        "経る",
        "含む",
        "いる",
        "居る",
        "成る",
        "なる",
        "ある",
    ]
)
_CASE_BEFORE = {
    "を": re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9)」』]を[^、。]{0,40}$"),
    "が": re.compile(r"[一-龥々ァ-ヴーA-Za-z)」』]が[^。]{0,40}$"),
    "は": re.compile(r"[一-龥々ァ-ヴーA-Za-z)」』](?:は|も)、?[^。]{0,60}$"),
}
_TIME_PHRASE = re.compile(
    r"(?:(?:西暦|明治|大正|昭和|平成|令和)?[0-9元]{1,4}(?:\([^()]{1,8}\))?年度?|[0-9]{1,2}月|[0-9]{1,2}日|同年|同月|同日|翌年|翌月|翌日|その後|国会で?)"
    r"(?:末|春|夏|秋|冬|上旬|下旬|中旬)?(?:に|は|には)?、?"
)
_UNSURE = ("abbreviation", "title")  # names that may turn out to be none
_OBJECT = re.compile(r"を[一-龥]{0,12}$")
_TOWARDS = re.compile(r"に向け|のため")  # 締結に向けた交渉 tells one act
_LEADS_ON = re.compile(
    r"による(?=[^。、はがを]{1,60}(?:協定|取極|条約|覚書|取決め))"
)  # 交換公文による協定: the latter is meant
_APPOSED = re.compile(r"(?:など|等|ほか)?の[^、。「」はがを]{0,8}|を(?:始|はじ)めとする|を含む")
_SUCH_AS = re.compile(r"(?:など|等)の(?:[2二]国間|多国間)?")
_DRAFT_ACTS = ("adopted", "agreed_in_principle", "approved")
_TOPIC_MARK = re.compile(
    r"(?:など|等|ほか)?(?:(?:及び|並びに|や|、)[^、。をがはにので「」]{1,20}){0,2}(?:など|等)?(?:(?:の?(?:早期)?締結)?(?:に向けた|に関する|のための)?の?交渉)?(?:が|は|も|については|に関しては|につきましては)"
)
_COORDINATED = re.compile(r"・|及び|と|や|、|並びに")
_CLAUSE_END = re.compile(r"(?:[しりれきえてでずみびいち]|ため|が|ので|ところ|際|後|もの|結果|一方)、")
# What ends here was done first: its object is not that of the act (…については、同意を得た上で、公表した).
_BEFOREHAND = re.compile(r"(?:上で|後に?|ため|際に?|受けて|踏まえて?|経て|得て)、")
# The name is the subject of another clause: 旧協定が失効するまでに締結される.
_SUBORDINATE = re.compile(r"が[^。、]{1,40}?[るた](?:までに?|前に?|後に?|際に?|ため|ので)")
_TOUCHING = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9]{1,16}$")
_DATE_END = re.compile(r"(?:[0-9年]|[0-9]月|日|同年|翌年|以降|以来|後|末|春|夏|秋|冬|間|中|内|際|時)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """An act stated of an instrument, by a rule."""

    name: Name
    act: Act
    rule: str


class Relations:
    """Reads the statements of one piece with the rules."""

    def __init__(self, doc: Doc, names: Sequence[Name], acts: Sequence[Act], rules: Sequence[Rule]) -> None:
        self.text = read_as(text_of(doc))
        self._names = names
        self._acts = acts
        self.rules = {rule.id: rule for rule in rules}
        self.ordered = [r for r in rules if "order" in r.data]
        self.predicates = [t.idx for t in doc if t.tag_.startswith("動詞") and t.lemma_ not in _PARTICLE_VERBS]

    def read(self) -> list[Statement]:
        """All statements of the piece, by act, then by name."""
        found: list[Statement] = []
        earlier: list[Statement] = []
        for start, end in sentences(self.text):
            names = [n for n in self._names if start <= n.start < end]
            acts = [a for a in self._acts if start <= a.start < end and not _inside(a, names)]
            here = _Sentence(self, start, names, acts).read(earlier)
            found += here
            earlier = here
        return found

    def rule(self, name: str) -> str:
        return self.rules[f"agreements.{name}"].id


class _Sentence:
    """The statements of one sentence, act by act; an act without an argument of its own may take over another's."""

    def __init__(self, relations: Relations, start: int, names: list[Name], acts: list[Act]) -> None:
        self._all = relations
        self._text = relations.text
        self._start = start
        self._names = names
        self._acts = acts
        self._of: dict[Act, list[Statement] | None] = {}

    def read(self, earlier: list[Statement]) -> list[Statement]:
        for n, act in enumerate(self._acts):
            stated = self._bracketed(act)
            if stated is None:
                stated = self._argued(act, n)
            if stated is None and n:
                stated = self._chained(act, n)
            self._of[act] = stated
        for n in range(len(self._acts) - 2, -1, -1):
            act, then = self._acts[n], self._acts[n + 1]
            if self._of[act] is None and self._shares_head(act, then):
                rule = self._all.rule("attributive")
                self._of[act] = [Statement(s.name, act, rule) for s in self._of[then] or []]
        first = next((a for a in self._acts if self._of[a] is None), None)
        if earlier and first is not None and first is self._acts[0]:
            self._of[first] = self._carried(first, earlier)
            for n, act in enumerate(self._acts):
                if n and self._of[act] is None:
                    self._of[act] = self._chained(act, n)
        return [s for act in self._acts for s in self._of[act] or []]

    def _bracketed(self, act: Act) -> list[Statement] | None:
        """An act in a bracket behind a name (…協定(2015年署名)) or behind another act (締結(2004年に改正)した…)."""
        rule = self._all.rule("bracketed")
        for name in self._names:
            if name.bracket and name.bracket[0] < act.start < self._end_of_brackets(name.bracket[1]):
                return [] if name.reference == "domestic" else [Statement(name, act, rule)]
        for other in self._acts:
            if other.bracket and other.bracket[0] < act.start < other.bracket[1]:
                return [Statement(s.name, act, rule) for s in self._of.get(other) or []]
        return None

    def _end_of_brackets(self, end: int) -> int:
        """The end of the brackets that stand side by side: …協定(ACSA)(2010年署名), 「…協定(ACSA)」(2010年署名)."""
        end += self._text.startswith(("」(", "』("), end)
        while self._text.startswith("(", end) and (closed := closing(self._text, end)):
            end = closed + 1
        return end

    def _argued(self, act: Act, n: int) -> list[Statement] | None:
        """The statement by the first rule that admits a name, the nearest first; an empty list where a domestic one takes
        the place."""
        before = [m for m in self._names if m.outer <= act.start][: -_REACH - 1 : -1]
        behind = [m for m in self._names if m.start >= act.tail][:1]
        for rule in self._all.ordered:
            if act.form not in rule.data["forms"] or (rule.data.get("light") and not act.light):
                continue
            ahead = rule.data["order"] == "act-name"
            for name in behind if ahead else before:
                between = self._text[act.tail : name.start] if ahead else self._text[name.outer : act.start]
                gap = plain_gap(act.act, between)
                if rule.regex and rule.regex.fullmatch(gap) and not self._barred(rule, act, name, n):
                    meant = self._led_to(name) if ahead else name
                    return [] if meant.reference == "domestic" else self._listed(meant, act, rule)
        return None

    def _led_to(self, name: Name) -> Name:
        """The name itself, or the one that it leads on to: of 交換公文による協定 the latter."""
        if not _LEADS_ON.match(self._text, name.outer):
            return name
        return next((m for m in self._names if m.start > name.outer), name)

    def _barred(self, rule: Rule, act: Act, name: Name, n: int) -> bool:
        if (
            rule.data["order"] == "act-name"
            and act.form == "active"
            and _OBJECT.search(self._text[max(0, act.start - 14) : act.start])
        ):
            return True  # 方向性を取りまとめた宣言: it is not the declaration that was drawn up
        if (
            self._text[name.start : name.end].endswith("案")
            and name.kind != "resolution"
            and act.act not in _DRAFT_ACTS
        ):
            return True
        if name.head == "書簡" and act.act not in ("concluded", "signed"):
            return True
        if name.reference == "title" and act.act not in TITLED_ACTS:
            return True
        if rule.data.get("direct") and self._predicate_between(name.outer, act.start):
            return True
        return bool(rule.data.get("clause")) and self._taken(act, name, n)

    def _predicate_between(self, start: int, end: int) -> bool:
        return any(start <= at < end for at in self._all.predicates)

    def _taken(self, act: Act, name: Name, n: int) -> bool:
        """Whether the act's own clause has an argument of its own, so that a topic far off is not what it is said of."""
        if self._compounded(act) or _SUBORDINATE.match(self._text, name.outer, act.start):
            return True
        if act.form == "active":  # the topic is a subject where another object stands: 指針は、方針を見直し、更新した
            before = max((m.end() for m in _BEFOREHAND.finditer(self._text, name.outer, act.start)), default=name.outer)
            objects = (before - name.outer + m.start() for m in re.finditer("を", self._text[before : act.start]))
            return not all(any(a.start <= name.outer + o < a.end for a in self._acts[:n]) for o in objects)
        particle = _TOPIC_MARK.match(self._text, name.outer)
        begin = max(
            [particle.end() if particle else name.outer, *(a.tail for a in self._acts[:n] if a.start >= name.outer)]
        )
        clause = self._text[begin : act.start]
        clause = clause[max((m.end() for m in _CLAUSE_END.finditer(clause)), default=0) :]
        cases = "をが" if act.form == "final" else "が"
        return any(_CASE_BEFORE[case].search(clause) for case in cases)

    def _compounded(self, act: Act) -> bool:
        """Whether a noun that is no name of an instrument stands right before the act: 法律改正, 書簡交換."""
        touching = _TOUCHING.search(self._text, max(0, act.start - 16), act.start)
        manner = self._all.rules["agreements.compound"].regex
        if touching is None or manner is None:
            return False
        noun = re.sub(r"(?:未|自動|単純|正式)$", "", touching[0])
        return not manner.fullmatch(noun) and not _DATE_END.search(noun)

    def _listed(self, name: Name, act: Act, rule: Rule) -> list[Statement]:
        """The statement of the name and of those it is listed with: A協定及びB協定に署名."""
        name = self._specified(name)
        found, joined, begin = [Statement(name, act, rule.id)], self._all.rules["agreements.listed"], name.start
        for other in reversed([m for m in self._names if m.outer <= name.start]):
            begin -= self._text[begin - 1 : begin] in ("「", "『")
            gap = self._text[other.outer : begin]
            side_by_side = not gap and self._text[begin - 1 : begin + 1] in ("」「", "』『")
            told = side_by_side or (joined.regex and joined.regex.fullmatch(gap))
            if not told or (other.reference == "domestic" and not side_by_side):
                break
            if other.reference != "domestic":
                found.insert(0, Statement(other, act, joined.id))
            begin = other.start
        return found

    def _specified(self, name: Name) -> Name:
        """The paper that stands before a 文書 in apposition: 「…覚書」などの文書, 「…覚書」の二国間文書."""
        before = [m for m in self._names if m.outer <= name.start]
        nearest = before[-1] if before and before[-1].reference != "domestic" else None
        link = _APPOSED if name.head in GENERAL_HEADS else _SUCH_AS
        apposed = nearest is not None and link.fullmatch(self._text[nearest.outer : name.start])
        return nearest if nearest is not None and apposed else name

    def _chained(self, act: Act, n: int) -> list[Statement] | None:
        """The omitted instrument is that of the act before: 4月に国会で承認され、同月25日に発効した."""
        previous = next((a for a in reversed(self._acts[:n]) if self._of.get(a) and not _within(a, self._acts)), None)
        if previous is None or act.surface.startswith("交渉を"):
            return None
        gap = self._text[previous.tail : act.start]
        if act.form == "noun":  # 条約の署名・締結を目指す
            rule = self._all.rule("chained")
            both = previous.form in ("noun", "final") and _COORDINATED.fullmatch(gap)
            return [Statement(s.name, act, rule) for s in self._of[previous] or []] if both else None
        chained = self._all.rules["agreements.chained"]
        plain = _TIME_PHRASE.sub("", gap)
        if any(previous.end <= m.start and m.outer <= act.start for m in self._names if m.reference not in _UNSURE):
            return None
        if not chained.regex or not chained.regex.fullmatch(gap) or _TOWARDS.match(gap):
            return None
        # Another state may do the next act to the same instrument: …が採択され、我が国は翌年に批准した.
        subjects = "" if act.form in ("active", "final") and parties_in(plain) else "がは"
        if any(_CASE_BEFORE[c].search(plain) for c in f"を{subjects}") or self._compounded(act):
            return None
        return [Statement(s.name, act, chained.id) for s in self._of[previous] or []]

    def _carried(self, act: Act, earlier: list[Statement]) -> list[Statement] | None:
        """The omitted instrument is that of the sentence before: 2月に署名した。5月に発効した。"""
        gap = _TIME_PHRASE.sub("", self._text[self._start : act.start])
        rule = self._all.rules["agreements.carried"]
        if act.act not in _CARRIED_ACTS or act.form == "noun" or not rule.regex or not rule.regex.fullmatch(gap):
            return None
        last = earlier[-1].act
        return [Statement(s.name, act, rule.id) for s in earlier if s.act is last]

    def _shares_head(self, act: Act, then: Act) -> bool:
        """Whether two acts modify one name: 1月に署名、4月に発効した協定."""
        stated = self._of[then]
        if not stated or not all(s.rule == self._all.rule("attributive") for s in stated) or act.form == "noun":
            return False
        gap = _TIME_PHRASE.sub("", self._text[act.tail : then.start])
        return bool(re.fullmatch(r"(?:し|され)?(?:て)?[、・及び]{0,2}[^、。をがは]{0,20}", gap))


def _inside(act: Act, names: Sequence[Name]) -> bool:
    return any(n.start <= act.start and act.end <= n.end for n in names)


def _within(act: Act, acts: Sequence[Act]) -> bool:
    """Whether the act stands in the bracket of another."""
    return any(a.bracket and a.bracket[0] < act.start < a.bracket[1] for a in acts)
