"""The noun phrases that name an instrument: where they begin, where they end, what stands beside them in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from hakusho.extractors.agreements.words import (
    act_pattern,
    domestic_nouns,
    head_pattern,
    kind_of_head,
    known_instruments,
)
from hakusho.config import vocabulary

# Words that stand before a name without being part of it: time, quantity, deixis.
_TIME = (
    "今回 今般 今次 今後 先般 過日 昨年 本年 今年 来年 同年 翌年 前年 一昨年 同月 翌月 前月 同日 翌日 当日 本日 昨日 毎年 近年 最近 当時 現在 同時 従来 以後 "
    "以降 以来 その後 累次 次回 前回 一方 結果 場合 際 年末 末 前半 後半 上半期 下半期 以前 以上 以下 後 前 時 中 間"
).split()
_FORMAL = (
    "ため",
    "こと",
    "もの",
    "ところ",
    "よう",
    "とき",
    "ほか",
    "うち",
    "まま",
    "わけ",
    "はず",
    "たび",
    "とおり",
    "など",
    "ら",
    "それぞれ",
    "いずれ",
)
_LETTER = re.compile(r"[一-龥々〆ヶァ-ヴーA-Za-z0-9・&=+/\-‐–.]")
_DATE_BEFORE = re.compile(r"(?:[0-9)]年度?|[0-9)]月|[0-9]日|年末|月末|月上旬|月中旬|月下旬)$")
_QUANTITY = re.compile(r"(?:[0-9二三四五六七八九]+(?:つ|本|件)|複数|多数|各種|全て|すべて|一連|諸)の?$")
# What links a modifier to the name: the left side belongs to the name too.
_LINK = re.compile(
    r"(?:に関する|に係る|にかかる|に関わる|にかかわる|にわたる|に対する|についての|に関しての|のための|における|との間における|との間の|の間の|間の|としての|"
    r"向けの|に向けた|をめぐる|に基づく|のあり方に関する|を目的とする|という|上の)$"
)
_QUALITY = re.compile(r"[一-龥]{1,4}的な$|[一-龥]{1,4}的(?:及び|かつ)$")
_VERBAL_LINK = re.compile(r"を[一-龥ァ-ヴー]{1,12}する(?:ための|際の)?$")
_AND = re.compile(r"(?:及び|並びに|又は|若しくは|やその他の|その他の|かつ)$")
_AGE = re.compile(r"(?:新たな|新しい|改正された|改正|改定|現行の|既存の|包括的な|最終的な|新|旧|現)$")
_PREFIX_OF_QUOTE = re.compile(r"(?:旧|新|現|改正|(?<![0-9])[0-9]{2})$")
_SAME = re.compile(r"(?:この|その|これらの|[二三四五2-9]つの|上記の?|前記の?)$")
_SAME_COMPOUND = ("同", "本", "当該", "両", "右", "上記", "前記")
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:[日米英仏独伊豪加印韓中越比泰墨]{1,3}・?|[ァ-ヴー]{2,12}・?)?[A-Z][A-Za-z]{0,3}[A-Z]{1,6}[0-9]{0,2}(?:協定|条約)?(?![A-Za-z0-9])"
)
_GOES_ON = re.compile(
    r"(?!及び|並びに|又は|若しくは|各国|以降|以来|以外|以後|以前|自体|双方|全文|交渉|後|前|上|下|内|第|等|中(?!間)|発効|国会|早期|正式|一部|大幅|暫定|案件|そのもの|見直|案[をにがのは、。)])[一-龥々ァ-ヴーA-Za-z]"
)
_DRAFT = re.compile(r"案|書案|的|性|化")
_VERBAL_HEADS = ("宣言", "勧告", "報告", "決議", "計画", "声明", "アレンジ")
_PRONOUN = re.compile(r"これ(?=[をに][^よ基つ対加関])")
_BRACKET_BEFORE = re.compile(r"\([A-Z0-9][A-Za-z0-9&・+-]{1,11}\)$")
_NUMBER = re.compile(r"(?:第)?[0-9]{1,5}号?|案(?=[がはをの」』(])")
_NOTE_MARK = re.compile(r"\([0-9]{1,2}\)")
_MARGIN = re.compile(r"(?:\([0-9]{1,2}\)|[0-9]{1,2}|[A-Za-z][A-Za-z ,'&-]{4,120}|とりきめ|おぼえがき)(?=[をがはにのも、])")
_OPENERS = {"」": "「", "』": "『"}
_LIMIT = 120  # characters that a name may have to the left of its head


@dataclass(frozen=True, slots=True)
class Name:
    """A noun phrase that names an instrument, in piece offsets.

    `start:end` is the span of the record; `outer` the place from which what follows is read: behind a closing quotation
    mark and a bracket. `head` is the last part that tells the kind. `reference` says how it names: `name`, `same`
    (同協定), `bare` (覚書), `abbreviation` (SPA: an instrument only where the document defines it), `domestic` (基本計画).
    """

    start: int
    end: int
    outer: int
    head: str
    kind: str | None
    reference: str
    aliases: tuple[str, ...] = ()
    bracket: tuple[int, int] | None = None


class NameFinder:
    """Finds the names in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self._tags = _tags(doc)

    def find(self) -> list[Name]:
        """All names in reading order; none overlaps another."""
        found = [name for m in head_pattern().finditer(self.text) if (name := self._of_head(m.start(), m.end()))]
        taken = _outermost(found)
        more = [
            Name(m.start(), m.end(), m.end(), m[0], None, "abbreviation")
            for m in _ABBREVIATION.finditer(self.text)
            if not _covered(taken, m.start(), m.end())
        ]
        more += [
            Name(m.start(), m.end(), m.end(), "これ", None, "same")
            for m in _PRONOUN.finditer(self.text)
            if not _covered(taken, m.start(), m.end())
        ]
        quoted = [self._glossed(self._with_quote(self._with_bracket(name))) for name in [*taken, *more]]
        inside = [n.bracket for n in quoted if n.bracket and n.aliases and not self._has_act(n.bracket)]
        return sorted(
            (n for n in quoted if not any(a < n.start and n.end <= b for a, b in inside)),
            key=lambda n: (n.start, n.end),
        )

    def _has_act(self, span: tuple[int, int]) -> bool:
        return bool(act_pattern()[0].search(self.text, span[0], span[1]))

    def _of_head(self, start: int, end: int) -> Name | None:
        text = self.text
        word = text[start:end]
        domestic = word in domestic_nouns()
        if text.startswith(_VERBAL_HEADS, start) and text[end : end + 1] in ("す", "し", "さ", "で"):
            return None
        if kind_of_head().get(word) == "resolution" and (number := _NUMBER.match(text, end)):
            end = number.end()
        if _DRAFT.match(text, end) or (_GOES_ON.match(text, end) and not act_pattern()[0].match(text, end)):
            return None
        compound = self._compound(start)
        whole = text[compound:end]
        if act_pattern()[0].fullmatch(whole):  # 大筋合意 is an act
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
        bare = compound == start and whole not in known_instruments()
        left = (
            compound
            if word in known_instruments() and kind_of_head().get(word) is None
            else self._modified(compound, bare, kind)
        )
        left = self._aged(left)
        return Name(left, end, end, word, kind, "bare" if bare and left == start else "name")

    def _compound(self, start: int) -> int:
        """The start of the compound noun that ends at `start`, dates and time words left out."""
        at = start
        while at > 0 and start - at < _LIMIT:
            if self._blocked(at):
                break
            char = self.text[at - 1]
            if _LETTER.match(char) and not self._tags[at - 1].startswith(("助", "動詞", "副詞", "接続", "連体")):
                at -= 1
            elif self._tags[at - 1].startswith(("名詞", "接頭", "接尾")) and char not in "、。「」『』()・ ":
                at -= 1
            elif char == ")" and (bracket := _BRACKET_BEFORE.search(self.text, max(0, at - 14), at)):
                at = bracket.start()
            elif char in _OPENERS and at < start and (opening := self._opening(at - 1)) is not None:
                at = opening
                break
            else:
                break
        while at < start and self.text[at] in "・=+/-‐–.0)":
            at += 1
        return at

    def _blocked(self, at: int) -> bool:
        left = self.text[max(0, at - 6) : at]
        if _DATE_BEFORE.search(left):
            return True
        word = next((w for w in (*_TIME, *_FORMAL) if left.endswith(w)), None)
        return word is not None and self._ends_word(at, len(word))

    def _ends_word(self, at: int, length: int) -> bool:
        """Whether the letters before `at` are a word of their own and not the end of another (時 in 臨時)."""
        return self._tags[at - 1].endswith(f"|{length}")

    def _opening(self, closing: int) -> int | None:
        opening = self.text.rfind(_OPENERS[self.text[closing]], max(0, closing - 60), closing)
        return opening if opening >= 0 else None

    def _modified(self, start: int, bare: bool, kind: str | None) -> int:
        """The start of the name with what modifies it: 相互の防衛調達に関する覚書, 3か国の訓練計画."""
        at, inside = start, False
        while start - at < _LIMIT:
            left = self.text[max(0, at - 16) : at]
            if link := _LINK.search(left):
                step, now_inside = at - len(link[0]), True
            elif kind in ("treaty", "agreement") and (link := _VERBAL_LINK.search(left)):
                step, now_inside = at - len(link[0]), True
            elif link := _QUALITY.search(left):
                at, bare = at - len(link[0]), False
                continue
            elif inside and (link := _AND.search(left)):
                step, now_inside = at - len(link[0]), True
            elif left.endswith("の") and (inside or bare) and not self._deictic(at - 1):
                step, now_inside = at - 1, inside
            elif inside and left.endswith("と") and self.text.startswith("との間", at - 1) is False and self._pair(at):
                step, now_inside = at - 1, True
            elif inside and left.endswith("、") and self._list_goes_on(at):
                step, now_inside = at - 1, True
            else:
                break
            before = self._compound(step)
            if before == step:
                quote = self._opening(step - 1) if step and self.text[step - 1] in _OPENERS else None
                if quote is None or left.endswith("の"):
                    break
                before = quote
            at, inside, bare = before, now_inside, bare and not now_inside
        return at

    def _pair(self, at: int) -> bool:
        """Whether と joins two parties of the name: 日本国とペルー共和国との間の."""
        return bool(re.match(r"[^、。は]{1,24}?(?:との間|間の)", self.text[at : at + 30]))

    def _list_goes_on(self, at: int) -> bool:
        return bool(
            re.match(r"[^、。はが]{1,16}(?:、[^、。はが]{1,12}){0,2}(?:及び|並びに|又は)", self.text[at : at + 60])
        )

    def _deictic(self, at: int) -> bool:
        """Whether what stands before の at `at` says when, how many or whose, and not what the instrument is."""
        left = self.text[max(0, at - 8) : at]
        return bool(
            _DATE_BEFORE.search(left)
            or _QUANTITY.search(left)
            or left.endswith(
                (
                    *_TIME,
                    "両国",
                    "各国",
                    "わが国",
                    "我が国",
                    "両者",
                    "双方",
                    "等",
                    "など",
                    "回目",
                    "次",
                    "上記",
                    "別",
                    "最初",
                    "初",
                    "とも",
                )
            )
            or self._tags[at - 1].startswith("助")
        )

    def _aged(self, at: int) -> int:
        """The start with 新たな, 旧 and the like, which tell it from its namesakes."""
        match = _AGE.search(self.text, max(0, at - 6), at)
        return match.start() if match else at

    def _with_quote(self, name: Name) -> Name:
        """Quotation marks around the name: the span is what they hold, unless a prefix stands before them (旧「…」)."""
        text = self.text
        end = name.outer if name.bracket else name.end
        if text[end : end + 1] not in ("」", "』"):
            return name
        opening = text.rfind(_OPENERS[text[end]], max(0, name.start - 60), name.start)
        if opening < 0 or any(c in text[opening + 1 : name.start] for c in "」』。"):
            return name
        quoted = text[opening + 1 : name.start]
        start = opening + 1 if name.reference not in ("domestic", "same") and "、" not in quoted[-1:] else name.start
        outer = end + 1
        reference = "name" if name.reference == "bare" and start < name.start else name.reference
        inner = replace(name, start=start, outer=outer, reference=reference)
        if prefix := _PREFIX_OF_QUOTE.search(text, max(0, opening - 3), opening):
            inner = replace(inner, start=prefix.start(), end=outer if not name.bracket else outer, reference="name")
        elif age := re.search(r"新たな$", text[:opening][-3:]):
            inner = replace(inner, reference="name", start=opening - len(age[0]), end=outer)
        after = self._with_bracket(replace(inner, outer=outer))
        return replace(after, aliases=(*name.aliases, *after.aliases), bracket=after.bracket or name.bracket)

    def _glossed(self, name: Name) -> Name:
        """What a converter left behind the name from its margin: the English title, the reading of 取極."""
        gloss = _MARGIN.match(self.text, name.outer)
        return replace(name, outer=gloss.end()) if gloss else name

    def _with_bracket(self, name: Name) -> Name:
        """A bracket behind the name: the other names that it defines."""
        text = self.text
        if text[name.outer : name.outer + 1] != "(":
            return name
        closing = _closing(text, name.outer)
        if closing is None:
            return name
        content = text[name.outer + 1 : closing]
        outer = closing + 1
        if mark := _NOTE_MARK.match(text, outer):
            outer = mark.end()
        return replace(name, outer=outer, bracket=(name.outer, closing + 1), aliases=defined(content))


_DEFINITION = re.compile(
    r"^(?:以下、?|略称[::は]?|通称[::は]?|いわゆる|仮称|正式名称は?[::]?|いわゆる)+、?|(?:という|と略す|とする|と略称する|と呼ぶ|と略記)。?$"
)
_NOT_A_NAME = re.compile(
    r"仮訳|暫定|注|参照|資料|図表|出典|[0-9]{1,2}月|[0-9]年|^[0-9]+$|ページ|会談|約[0-9]|以下同じ|概要|[。…]"
)


def defined(content: str) -> tuple[str, ...]:
    """The other names of an instrument that a bracket gives: 以下「新協定」という。, ACSA, 略称:日仏協定."""
    found: list[str] = []
    for part in re.split(r"[、,;]|(?<=[A-Z]):", content):
        name = _DEFINITION.sub("", part.strip()).strip('「」『』"“” ')
        name = _DEFINITION.sub("", name).strip('「」『』"“” ')
        if not name or len(name) > 60 or _NOT_A_NAME.search(name) or act_pattern()[0].search(name):
            continue
        if (
            re.fullmatch(r"[A-Za-z][A-Za-z0-9&・+\- ]{1,14}", name)
            or name.endswith(_heads())
            or re.search(r"[A-Z]{2,}$|・[A-Z]{2,6}", name)
        ):
            found.append(name)
    return tuple(found)


def _heads() -> tuple[str, ...]:
    return tuple(kind_of_head())


def _closing(text: str, opening: int) -> int | None:
    depth = 0
    for at in range(opening, min(len(text), opening + 160)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None


def _outermost(names: list[Name]) -> list[Name]:
    """Names of which none lies in another: the longer one wins, then the later head (the head is at the end)."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if not _covered(kept, name.start, name.end):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _covered(names: list[Name], start: int, end: int) -> bool:
    return any(n.start < end and start < n.end for n in names)


def _tags(doc: Doc) -> list[str]:
    """For each character the tag of its token, with `|length` on the last one of a token."""
    tags = [""] * len(doc.text)
    for token in doc:
        for at in range(token.idx, token.idx + len(token.text)):
            tags[at] = token.tag_
        if token.text:
            tags[token.idx + len(token.text) - 1] = f"{token.tag_}|{len(token.text)}"
    return tags
