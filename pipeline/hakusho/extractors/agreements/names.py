"""The noun phrases that name an instrument: where they begin, where they end, what stands beside them in brackets."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from hakusho.config import vocabulary
from hakusho.extractors.agreements.beside_name import TITLED_KINDS, WORDING, surrounded
from hakusho.extractors.agreements.definitions import tells_act
from hakusho.extractors.agreements.modifiers import Modifiers
from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.phrases import Phrases
from hakusho.extractors.agreements.titles import titles
from hakusho.extractors.agreements.words import (
    act_pattern,
    bodies,
    domestic_nouns,
    head_pattern,
    kind_of_head,
    known_instruments,
    read_as,
)
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import parties_in, state_letters

_SAME = re.compile(
    r"(?:この|その|(?:これら|それら)の?(?:[二三四五2-9]つの)?|双方の|[二三四五2-9]つの|上記の?|前記の?)$"
)
_SAME_COMPOUND = ("同", "本", "本件", "当該", "両", "右", "上記", "前記")
_KINDS = ("各種", "種々", "諸")  # 各種協定 is none of them
_ALSO = re.compile(r"(?:及び|並びに)$")  # 共同宣言及び各種協力覚書
_CARRIED_OUT = re.compile(r"[をが](?:行|実施|完了|なされ)")
_ABBREVIATION = re.compile(
    rf"(?<![A-Za-z])(?:[{state_letters()}]{{1,3}}・?|[ァ-ヴー]{{2,12}}・?)?(?!PDF|HTML)[A-Z][A-Za-z]{{0,3}}[A-Z]{{1,6}}[0-9]{{0,2}}(?:協定|条約)?(?![A-Za-z0-9])"
)
_GOES_ON = re.compile(
    r"(?!及び|並びに|又は|若しくは|各国|以降|以来|以外|以後|以前|自体|双方|全文|交渉|後|前|上|下|内|第|等|中(?!間)|発効|国会|早期|正式|一部|大幅|暫定|案件|そのもの|見直|注[0-9]|案[をにがのは、。)]|交換(?=[をにがの、。]|式|後))[一-龥々ァ-ヴーA-Za-z]"
)
_OF_CHANGE = re.compile(
    r"(?:一部)?(?:改正|改定|改訂|延長|終了)(?:に関する|に係る|の)?(?:議定書|協定|条約|取極|交換公文|文書|書簡)"
)
_DRAFT = re.compile(r"案|書案|的|性|化")
_TEXT_TO_ADOPT = re.compile(r"案(?=[をがはの])")  # 条約案が採択された: what is adopted is the treaty
_ADOPTED_KINDS = ("treaty", "agreement", "declaration", "joint_statement")
# By which the two sides tell each other that another instrument may enter into force.
_NOTIFYING = re.compile(
    r"(?:通知|通告|伝達)(?:する|した)(?:外交上の)?公文$|を(?:知らせる|伝える|確認する)(?:外交上の)?公文$|(?<!改正に関する)(?<!修正に関する)(?<!延長に関する)外交上の公文$"
)
_WITH = re.compile(r"との(?:間の)?$")
_WITH_OTHERS = re.compile(
    r"と$|と、(?:[0-9一二三四五六七八九十同年月日]{1,10}に)?$"
)  # 1月にチリと、5月にペルーとの協定
_OFFICE = re.compile(r"(?:大臣|長官|次官|大統領|首相|総理|議長|主席|外相|大使|氏|全体|側|間|系|軍|社)$")
_TITLE_BEFORE = re.compile(r"「[^「」『』、。]{2,24}(?<!声明)(?<!宣言)(?<!協定)(?<!条約)(?<!覚書)(?<!計画)」$")
_VERBAL_HEADS = ("宣言", "勧告", "報告", "決議", "計画", "声明", "アレンジ")
# 合意 is mostly the verb; taken up as a thing, it is a paper: 本件合意を公表した.
_UNDERSTANDING = re.compile(r"(?:本件|同|本|この|当該|右)合意(?=[をがは、に]|については?、)")
# So it is where it is signed or enters into force: 包括和平合意に署名した.
_PACT = re.compile(
    r"(?:合意|枠組み?)(?=(?:\([^()]{1,20}\))?[」』]?(?:に|への|を|が|の|は)(?:正式に|それぞれ)?(?:署名|調印|締結|発効|批准))"
)
_AMENDED = re.compile(r"\((?P<told>[^()]{4,60})\)(?:の一部)?を(?:改正|修正|補足|改訂|延長)する")
_PRONOUN = re.compile(r"これ(?=[をに][^よ基つ対加関])")
_LISTED = re.compile(r"(?<![一-龥ァ-ヴーA-Z])(?P<state>[ァ-ヴー]{2,12}|[一-龥]{1,4}|[A-Z]{2,6})(?:、|・|や|及び)$")
_PAIR = 2
_ORDINAL = re.compile(r"第[一二三四五1-9]次?")
_KIND_ALONE = ("協定", "条約", "覚書", "取極")  # which says of no matter
_OF_TWO_PAIRS = re.compile(r"日[一-龥]両")
_PAIR_BEFORE = re.compile(r"日[一-龥](?:、|・|及び|と)$")
_NUMBER = re.compile(r"(?:第)?[0-9]{1,5}号?|案(?=[がはをの」』(])")
_VERSION = re.compile(r"20[0-9]{2}(?:[-‐–−―~〜](?:20)?[0-9]{2})?(?=[」』])")  # 「横浜宣言2019」


class NameFinder:
    """Finds the names in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.text = read_as(text_of(doc))
        self._phrases = Phrases(doc)
        self._modifiers = Modifiers(self._phrases)

    def find(self) -> list[Name]:
        """All names in reading order; none overlaps another."""
        found = [name for m in head_pattern().finditer(self.text) if (name := self._of_head(m.start(), m.end()))]
        found += [pact for m in _PACT.finditer(self.text) if (pact := self._pact(m.start(), m.end()))]
        taken = _outermost(found)
        more = [
            Name(m.start(), m.end(), m.end(), m[0], None, "abbreviation")
            for m in _ABBREVIATION.finditer(self.text)
            if not (m[0].isascii() and parties_in(m[0])) and not _covered(taken, m.start(), m.end())
        ]
        more += [
            Name(m.start(), m.end(), m.end(), "これ", None, "same")
            for m in _PRONOUN.finditer(self.text)
            if not _covered(taken, m.start(), m.end())
        ]
        more += [
            Name(m.start(), m.end(), m.end(), "合意", "arrangement", "same")
            for m in _UNDERSTANDING.finditer(self.text)
            if not _covered(taken, m.start(), m.end())
        ]
        more += [
            Name(start, end, end, self.text[start:end], kind, "title")
            for start, end, kind in titles(self.text)
            if not _covered(taken, start, end)
        ]
        quoted = [surrounded(self.text, name) for name in [*taken, *more]]
        inside = [
            n.bracket
            for n in quoted
            if n.bracket and n.aliases and not tells_act(self.text[n.bracket[0] : n.bracket[1]])
        ]
        inside += [(n.start, n.end) for n in quoted if n.reference == "name"]
        amended = [inner for n in quoted if (inner := self._amended(n))]
        resumed = {n.outer + 1 for n in quoted if self.text.startswith("、これ", n.outer)}  # 共同宣言、これを発出した
        kept = [n for n in quoted if n.start not in resumed and not any(a < n.start and n.end <= b for a, b in inside)]
        return sorted([*kept, *amended], key=lambda n: (n.start, n.end))

    def _amended(self, name: Name) -> Name | None:
        """The instrument that another amends, where a bracket within the name tells of its acts: 協定(1965年署名)を改正する議定書."""
        bracket = _AMENDED.search(self.text, name.start, name.end) if name.reference == "name" else None
        if bracket is None or not tells_act(bracket["told"]):
            return None
        head = next((m for m in head_pattern().finditer(self.text, name.start) if m.end() == bracket.start()), None)
        if head is None:
            return None
        start, end = name.start, bracket.start()
        span = bracket.start(), bracket.end("told") + 1
        return Name(start, end, span[1], head[0], kind_of_head().get(head[0]), "name", bracket=span)

    def _of_head(self, start: int, end: int) -> Name | None:
        text = self.text
        word = text[start:end]
        domestic = word in domestic_nouns()
        if text.startswith(_VERBAL_HEADS, start) and text[end : end + 1] in ("す", "し", "さ", "で"):
            return None
        if kind_of_head().get(word) == "resolution" and (number := _NUMBER.match(text, end)):
            end = number.end()
        if version := _VERSION.match(text, end):
            end = version.end()
        if kind_of_head().get(word) in _ADOPTED_KINDS and (draft := _TEXT_TO_ADOPT.match(text, end)):
            end = draft.end()
        elif WORDING.match(text, end):
            pass  # 条約案文につき合意: of the treaty
        elif _DRAFT.match(text, end) or self._goes_on(end):
            return None
        if word.endswith("交換") and _CARRIED_OUT.match(text, end):
            end, word = end - 2, word[:-2]  # 書簡交換が行われた: the letters, and what was done with them
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and word.isascii():
            return None  # 協力合意(MOC)
        compound = self._phrases.compound(start)
        if _OF_TWO_PAIRS.match(text, compound) and (pair := _PAIR_BEFORE.search(text, max(0, compound - 4), compound)):
            compound = pair.start()  # 日加、日豪両協定
        whole = text[compound:end]
        kinds = whole.startswith(_KINDS) and not _ALSO.search(text, max(0, compound - 3), compound)
        if act_pattern()[0].fullmatch(whole) or whole in bodies() or kinds:  # 大筋合意 is an act, 国連環境計画 a body
            return None
        known = known_instruments().get(whole, known_instruments().get(word))
        kind = kind_of_head().get(word)
        if known is not None and kind is None:
            kind = vocabulary().instruments.instrument[known].kind
        if text[compound:start] in _SAME_COMPOUND:
            return Name(compound, end, end, word, kind, "same")
        if same := _SAME.search(text, max(0, compound - 6), compound):
            return Name(same.start(), end, end, word, kind, "same")
        if domestic:
            return Name(compound, end, end, word, None, "domestic")
        ordinal = _ORDINAL.fullmatch(text, compound, start)  # 協定を改正する第一議定書
        bare = (compound == start or ordinal is not None) and whole not in known_instruments()
        left = (
            compound
            if word in known_instruments() and kind_of_head().get(word) is None
            else self._modifiers.left_of(compound, bare, kind)
        )
        left = self._phrases.aged(left)
        if _NOTIFYING.search(text, max(0, left - 6), end):
            return None
        left = self._with_partner(left, start, word)
        if left == start and kind in TITLED_KINDS and (title := _TITLE_BEFORE.search(text, max(0, start - 26), start)):
            left = title.start()  # 「平和への道」共同声明
        return Name(left, end, end, word, kind, "bare" if bare and left == start else "name")

    def _pact(self, start: int, end: int) -> Name | None:
        """The name that ends in 合意, which is a paper there; none where it is an act (大筋合意) or nothing tells which."""
        compound = self._phrases.compound(start)
        left = self._modifiers.left_of(compound, compound == start, "agreement")
        if (
            left == start
            or act_pattern()[0].fullmatch(self.text, compound, end)
            or self.text[left:start] in _SAME_COMPOUND
        ):
            return None
        head = self.text[start:end]
        return Name(left, end, end, head, "agreement" if head == "合意" else "arrangement", "name")

    def _with_partner(self, left: int, start: int, word: str) -> int:
        """The start of the name with the one with whom it was made: ベルギーとの協定, ロシアとの税関相互支援協定.

        Of two, each has an instrument of its own (チリ及びペルーとの租税協定 are two), unless nothing else tells it from
        others: 米英との協定. With our own country is no name of one (我が国との航空協定)."""
        link = _WITH.search(self.text, max(0, left - 5), left)
        if link is None or parties_in(self.text[left:start]):
            return left
        at = self._phrases.compound(link.start())
        if not _is_partner(self.text[at : link.start()]) or _WITH_OTHERS.search(self.text, max(0, at - 14), at):
            return left
        states = 1
        while (earlier := _LISTED.search(self.text, max(0, at - 16), at)) and _is_partner(earlier["state"]):
            at, states = earlier.start(), states + 1
        return left if states > 1 and (left < start or (states == _PAIR and word not in _KIND_ALONE)) else at

    def _goes_on(self, end: int) -> bool:
        """Whether the word that ends there is the first part of a longer one, which an act is not: 協定発効, but 協定改正議定書."""
        act = act_pattern()[0].match(self.text, end)
        return bool(_GOES_ON.match(self.text, end)) if act is None else bool(_OF_CHANGE.match(self.text, end))


def _is_partner(noun: str) -> bool:
    """Whether a noun is another state or a ministry of it: チリ, 越, 米英両国, モンゴル国環境省."""
    found = parties_in(noun)
    named = bool(found) and not noun.startswith(("日", "我が国")) and not _OFFICE.search(noun)
    return named or (len(noun) == 1 and noun in state_letters())


def _outermost(names: list[Name]) -> list[Name]:
    """Names of which none lies in another: the longer one wins, then the later head (the head is at the end)."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if not _covered(kept, name.start, name.end):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _covered(names: list[Name], start: int, end: int) -> bool:
    return any(n.start < end and start < n.end for n in names)
