"""Of which instrument an act is stated: the rules' patterns read the words between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from hakusho.extractors.agreements.acts import Act
from hakusho.extractors.agreements.arguments import CASE_BEFORE, Arguments
from hakusho.extractors.agreements.company import led_to, listed_before, listed_behind, specified
from hakusho.extractors.agreements.definitions import closing
from hakusho.extractors.agreements.gaps import plain_gap
from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.words import read_as
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import parties_in
from hakusho.extractors.rules import Rule

_REACH = 5  # how many names to the left may stand between an act and the one it is stated of
_CARRIED_ACTS = ("entered_into_force", "ratified", "acceded", "approved", "signed", "terminated")

_JOINED = re.compile(r"(?<!正式)(?<![年月日])に$")  # 条約の発効後、機構に加盟した
_TIME_PHRASE = re.compile(
    r"(?:(?:西暦|明治|大正|昭和|平成|令和)?[0-9元]{1,4}(?:\([^()]{1,8}\))?年度?|[0-9]{1,2}月|[0-9]{1,2}日|同年|同月|同日|翌年|翌月|翌日|その後|国会で?)"
    r"(?:末|春|夏|秋|冬|上旬|下旬|中旬)?(?:に|は|には)?、?"
)
_EACH = re.compile(r"いずれも|ともに|それぞれ")  # no topic of its own
_COORDINATE = re.compile(r"(?:が(?:行われ|なされ)|を行い|され|し)て?、|を[経得]て?、?")
_UNSURE = ("abbreviation", "title")  # names that may turn out to be none
_TOWARDS = re.compile(r"に向け|のため")  # 締結に向けた交渉 tells one act
_WELCOMED = re.compile(
    r"[^、。]{0,20}を(?:歓迎|確認|評価)し(?:つつ)?、(?:早期の?|速やかな|今後の?)?"
)  # …合意を歓迎し、早期署名に
# What is to come next: 署名され、2006年中の発効を目指す; 署名され、国会の承認を待つ.
_AHEAD = re.compile(
    r"[^、。をがは]{0,16}(?:が|ものの|けれども)?、(?:現在、|今後、?)?(?:早期の?|年内の?|(?:今|来|同)年(?:中|度)?の|[^、。をがは]{0,12}(?:中|内|まで|前半|後半|半ば|頃|春|夏|秋|冬|末)の|(?:国会|議会|両院)の)?"
)
_BY_WHICH = re.compile(r"を(?:[み見]て|もって|以て)")  # 交渉は協定の署名をみて終結した
_COORDINATED = re.compile(r"(?:・|及び|と|や|、|並びに)(?:[0-9]{4}年の)?")


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
        self.arguments = Arguments(doc, rules)

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
            if n and (stated is None or self._far(stated, n)):
                stated = self._chained(act, n) or stated
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

    def _far(self, stated: list[Statement], n: int) -> bool:
        """Whether the topic that an act was read with is farther off than what the act before was done to: 旧協定については、
        3月に新協定が署名され、5月に発効した."""
        before = self._of.get(self._acts[n - 1]) or []
        if not _COORDINATE.match(self._text, self._acts[n - 1].tail):
            return False
        topics = (self._all.rule("subject"), self._all.rule("topic"))
        return any(s.rule in topics and all(s.name.outer <= b.name.start for b in before) for s in stated if before)

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
        if behind and self._all.arguments.contents(act, behind[0]):
            return []
        for rule in self._all.ordered:
            if act.form not in rule.data["forms"] or (rule.data.get("light") and not act.light):
                continue
            ahead = rule.data["order"] == "act-name"
            for name in behind if ahead else before:
                between = self._text[act.tail : name.start] if ahead else self._text[name.outer : act.start]
                gap = plain_gap(act.act, between)
                if (
                    rule.regex
                    and rule.regex.fullmatch(gap)
                    and not self._all.arguments.barred(rule, act, name, self._acts[:n])
                ):
                    meant = led_to(self._text, self._names, name) if ahead else name
                    if meant.reference == "domestic":
                        return []
                    stated = self._with_company(meant, act, rule)
                    joined = listed_behind(self._text, self._names, meant) if ahead else []
                    return [*stated, *(Statement(other, act, rule.id) for other in joined)]
        return None

    def _with_company(self, name: Name, act: Act, rule: Rule) -> list[Statement]:
        """The statement of the name and of those it is listed with: A協定及びB協定に署名."""
        name = specified(self._text, self._names, name)
        joined = self._all.rules["agreements.listed"]
        others = listed_before(self._text, self._names, name, joined.regex) if joined.regex else []
        along = [
            n
            for n in self._names
            if n.reference == "name"
            and name.outer < n.start < act.start
            and self._text[name.outer : n.start] in ("は", "は、", "が", "も", "も、")
            and self._text.startswith(("とともに", "と共に", "と同時に"), n.outer)
        ]  # A条約は、B協定とともに署名された
        joint = [Statement(other, act, joined.id) for other in (*others, *along)]
        return [*joint, Statement(name, act, rule.id)]

    def _chained(self, act: Act, n: int) -> list[Statement] | None:
        """The omitted instrument is that of the act before: 4月に国会で承認され、同月25日に発効した."""
        previous = next((a for a in reversed(self._acts[:n]) if self._of.get(a) and not _within(a, self._acts)), None)
        if previous is None or _BY_WHICH.match(self._text, previous.tail) or act.surface.startswith("交渉を"):
            return None
        gap = self._text[previous.tail : act.start]
        if act.form == "noun":  # 条約の署名・締結を目指す
            rule = self._all.rule("chained")
            both = previous.form in ("noun", "final") and _COORDINATED.fullmatch(gap)
            ahead = _WELCOMED.fullmatch(gap) or _AHEAD.fullmatch(gap)
            both = both or (act.status == "planned" and ahead)
            return [Statement(s.name, act, rule) for s in self._of[previous] or []] if both else None
        chained = self._all.rules["agreements.chained"]
        plain = _EACH.sub("", _TIME_PHRASE.sub("", gap))
        if any(previous.end <= m.start and m.outer <= act.start for m in self._names if m.reference not in _UNSURE):
            return None
        if not chained.regex or not chained.regex.fullmatch(gap) or _TOWARDS.match(gap):
            return None
        if act.act == "acceded" and _JOINED.search(plain):
            return None
        # Another state may do the next act to the same instrument: …が採択され、我が国は翌年に批准した.
        subjects = "" if act.form in ("active", "final") and parties_in(plain) else "がは"
        if any(CASE_BEFORE[c].search(plain) for c in f"を{subjects}") or self._all.arguments.compounded(act):
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
        return bool(re.fullmatch(r"(?:し|され)?(?:て)?[、・及び]{0,2}[^、。をがは]{0,40}", gap))


def _inside(act: Act, names: Sequence[Name]) -> bool:
    if any(n.bracket and n.bracket[0] < act.start < n.bracket[1] and n.reference == "name" for n in names):
        return False
    return any(n.start <= act.start and act.end <= n.end for n in names)


def _within(act: Act, acts: Sequence[Act]) -> bool:
    """Whether the act stands in the bracket of another."""
    return any(a.bracket and a.bracket[0] < act.start < a.bracket[1] for a in acts)
