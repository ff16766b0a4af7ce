"""Where the noun phrase that ends in the name of an instrument begins."""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Doc

from hakusho.extractors.agreements.words import read_as
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import parties_in

# Words that stand before a name without being part of it: time, deixis, formal nouns; and who it belongs to.
_APART = (
    r"今回|今般|今次|今後|先般|過日|一?昨年|本年|今年|来年|同年|翌年|前年|同月|翌月|前月|同日|翌日|当日|本日|昨日|毎年|近年|最近|当時|現在|戦前|戦後|同時|従来|以後|以降|以来"
    r"|その後|累次|次回|前回|一方|結果|場合|際|年末|末|前半|後半|上半期|下半期|以前|以上|以下|後|前|時|中|間"
)
_FORMAL = r"ため|こと|もの|ところ|よう|とき|ほか|うち|まま|わけ|はず|たび|とおり|など|ら|それぞれ|いずれ"
_WHOSE = r"(?:こ|そ|同)の?種|両国|各国|日本国|旨|両者|双方|両(?:首脳|大臣|外相|閣僚|政府)間?|等|など|回目|番目|次|上記|別|最初|初|とも|内容|趣旨"
_BOUNDARY = re.compile(rf"(?:{_APART}|{_FORMAL})$")
_POSSESSOR = re.compile(rf"(?:{_APART}|{_WHOSE})$")
_LETTER = re.compile(r"[一-龥々〆ヶァ-ヴーA-Za-z0-9・&=+/\-‐–.]")
_DATE_BEFORE = re.compile(
    r"(?:[0-9)〇一二三四五六七八九十元]年度?|[0-9)一二三四五六七八九十]月|[0-9一二三四五六七八九十](?<![二三]十)日(?!本)|年末|月末|月上旬|月中旬|月下旬|日付|日付け|[年月]付け?)$"
)
_QUANTITY = re.compile(
    r"(?:(?<![0-9二三四五六七八九])[0-9二三四五六七八九]++(?:つ|本|件)|複数|多数|各種|全て|すべて|一連|諸)の?$"
)
# What links a modifier to the name: the left side belongs to the name too.
_LINK = re.compile(
    r"(?:に関する|に係る|にかかる|に関わる|にかかわる|にわたる|に対する|についての|に関しての|のための|における|との間における|との間の|の間の|"
    r"(?<=分野|領域)での|(?<=首脳|外相|閣僚)による|向けの|に向けた|をめぐる|に基づく|のあり方に関する|を目的とする|という|上の)$"
)
_BETWEEN = re.compile(r"(?<!両国)(?<!両政府)(?<!両省)(?<!両者)間の$")  # 日米間の覚書, but 米露間の and a full name
_OF_THINGS = re.compile(r"(?:[ァ-ヴー]{1,8}|[円元])・(?:[ァ-ヴー]{1,8}|[円元])間の$")  # ドル・ユーロ間の交換取極
_LATER = re.compile(r"(?:今後|将来|現状)$")  # …の今後に関する宣言
_PARENT = re.compile(r"(?:条約|協定|議定書|取極|憲章|覚書)の$")  # 協定の実施取極 is a paper of its own
# What brings an instrument into force does not bear its name: 協定の効力発生のための公文.
_INTO_EFFECT = re.compile(r"効力発生|発効|締結|批准")
_INSTRUMENT = re.compile(r"(?:条約|協定|議定書|取極|[)」』])の$")
_QUALITY = re.compile(r"[一-龥]{1,4}的な$|[一-龥]{1,4}的(?:及び|かつ)$")
_VERBAL_LINK = re.compile(r"を[一-龥ァ-ヴー]{1,12}する(?:ための|際の)?$")
_AND = re.compile(r"(?:及び|並びに|又は|若しくは|やその他の|その他の|かつ)$")
_AGE = re.compile(r"(?:新たな|新しい|改正された|改正|改定|現行の|既存の|包括的な|最終的な|新|旧|現)$")
# What it takes the place of tells it from the old one: これに代わる新しい協定.
_REPLACING = re.compile(r"これに(?:代替する|代わる|替わる|かわる)、?$")
_SIDES = re.compile(r"(?:[二三四五2-9](?:か|カ|ヶ|ケ)?|多|数)国間$")  # 二国間協定 is one word, 両国間の is not
_JOINT = re.compile(r"(?:と|や|、|・|及び|並びに)$")
_SEGMENT = re.compile(r"[一-龥ァ-ヴーA-Za-z0-9・]{2,24}")
_BRACKET_BEFORE = re.compile(r"\([A-Z0-9][A-Za-z0-9&・+-]{1,11}\)$")
_OPENERS = {"」": "「", "』": "『"}
# The number of a heading or the date of a chronology, which no space sets apart: 3.協定, 1998.10.8共同宣言.
_NUMBERED = re.compile(r"[0-9]{2,4}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{1,2}|(?<![^ ])[0-9]{1,2}[.]")
_WHOLE = re.compile(
    r"(?:条約|協定|宣言|声明|覚書|議定書|取極|取決め|公文|会談|会合|協議)・$"
)  # two instruments in one breath: A条約・B協定
_SELF = re.compile(r"[わ我]が国")
_ON_AGENDA = re.compile(r"なりました$")  # 議題となりました…を設立する協定: said of all that follows
_CHINA = re.compile(r"[日米英仏独韓露豪印台]・中$")  # 日・中租税協定
_LIMIT = 120  # characters that a name may have to the left of its head


class Phrases:
    """Finds the left ends of noun phrases in one Doc, by its letters and the tags of its tokens."""

    def __init__(self, doc: Doc) -> None:
        self.text = read_as(text_of(doc))
        self._doc = doc

    @cached_property
    def _tags(self) -> list[str]:
        tags = _tags(self._doc)
        for match in _SELF.finditer(text_of(self._doc)):
            tags[match.start() : match.end()] = ["名詞", "名詞", "名詞|3"]
        return tags

    def compound(self, start: int) -> int:
        """The start of the compound noun that ends at `start`, dates and time words left out."""
        at = start
        while at > 0 and start - at < _LIMIT:
            if self._blocked(at) or _WHOLE.search(self.text, max(0, at - 4), at):
                break
            char = self.text[at - 1]
            if (_LETTER.match(char) and not self._tags[at - 1].startswith(("助", "動詞", "副詞", "接続", "連体"))) or (
                self._tags[at - 1].startswith(("名詞", "接頭", "接尾")) and char not in "、。「」『』()・ "
            ):
                at -= 1
            elif char == ")" and (bracket := _BRACKET_BEFORE.search(self.text, max(0, at - 14), at)):
                at = bracket.start()
            elif char in _OPENERS and at < start and (opening := self.opening(at - 1)) is not None:
                at = opening
            else:
                break
        if number := _NUMBERED.match(self.text, at, start):
            at = number.end()
        while at < start and self.text[at] in "・=+/-‐–.0)":
            at += 1
        return at

    def _blocked(self, at: int) -> bool:
        left = self.text[max(0, at - 6) : at]
        if _DATE_BEFORE.search(left):
            return True
        word = _BOUNDARY.search(left)
        if word is not None and word[0] == "中" and _CHINA.search(left):
            return False
        if word is not None and word[0] == "間" and _SIDES.search(left):
            return False
        return word is not None and self._ends_word(at, len(word[0]))

    def _ends_word(self, at: int, length: int) -> bool:
        """Whether the letters before `at` are a word of their own and not the end of another (時 in 臨時)."""
        return self._tags[at - 1].endswith(f"|{length}")

    def opening(self, closing: int) -> int | None:
        opening = self.text.rfind(_OPENERS[self.text[closing]], max(0, closing - 60), closing)
        return opening if opening >= 0 else None

    def modified(self, start: int, bare: bool, kind: str | None) -> int:
        """The start of the name with what modifies it: 相互の防衛調達に関する覚書, 3か国の訓練計画."""
        at, inside = start, False
        if (age := _AGE.search(self.text, max(0, at - 6), at)) and _LINK.search(self.text, 0, age.start()):
            at = age.start()  # …に関する新たな覚書
        while start - at < _LIMIT:
            left = self.text[max(0, at - 16) : at]
            verbal = False
            if (
                (link := _LINK.search(left))
                or (bare and (link := _BETWEEN.search(left)))
                or ((link := _OF_THINGS.search(left)) and not parties_in(link[0]) and (link := _BETWEEN.search(left)))
                or (bare and kind != "resolution" and (link := _VERBAL_LINK.search(left)))
            ):
                step, now_inside = at - len(link[0]), True
                verbal = link.re is _VERBAL_LINK
            elif link := _QUALITY.search(left):
                at, bare = at - len(link[0]), False
                continue
            elif inside and (link := _AND.search(left)) and not _WHOLE.search(f"{left[: link.start()]}・"):
                step, now_inside = at - len(link[0]), True
            elif (_PARENT.search(left) and at == start) or (
                left.endswith("の")
                and (inside or bare)
                and not self._deictic(at - 1, inside)
                and not (_INTO_EFFECT.match(self.text, at) and _INSTRUMENT.search(left))
            ):
                step, now_inside = at - 1, inside
            elif (
                inside
                and left.endswith("と")
                and not _WHOLE.search(f"{left[:-1]}・")
                and self.text.startswith("との間", at - 1) is False
                and self._pair(at)
            ) or (inside and left.endswith("、") and self._list_goes_on(at)):
                step, now_inside = at - 1, True
            elif at < start and (joint := _JOINT.search(left)) and self._parallel(at - len(joint[0]), at):
                step, now_inside = at - len(joint[0]), inside
            else:
                break
            if (bracket := self._bracket(step)) is not None and bracket > 0:
                step = bracket  # 債務救済(約9億円)に関する交換公文
            if now_inside and step > 2 and self.text.startswith("など", step - 2):
                step -= 2  # 装備品などの移転に関する協定
            before = self.compound(step)
            if before == step and now_inside and (later := _LATER.search(self.text, max(0, step - 2), step)):
                before = later.start()
            if before == step:
                quote = self.opening(step - 1) if step and self.text[step - 1] in _OPENERS else None
                if quote is None or left.endswith("の"):
                    break
                before = self.compound(quote)
            left_of = self.text[max(0, before - 5) : before]
            if verbal and self._tags[before - 1].startswith(("動詞", "助動詞")) and not _ON_AGENDA.search(left_of):
                break  # what the verb is about is itself described, so that the name would begin amid a clause
            at, inside, bare = before, now_inside, bare and not now_inside
        return at

    def _bracket(self, end: int) -> int | None:
        """The opening of the bracket that closes at `end`."""
        depth = 0
        for at in range(end - 1, max(-1, end - _LIMIT), -1):
            depth += (self.text[at] == ")") - (self.text[at] == "(")
            if not depth:
                return at if at < end - 1 else None
        return None

    def _pair(self, at: int) -> bool:
        """Whether と joins two parties of the name: 日本国とペルー共和国との間の."""
        return bool(
            re.match(
                r"[^、。は]{1,24}?(?:国|政府|[省庁州]|連合|連邦|[ァ-ヴー])(?:との間|間の)", self.text[at : at + 30]
            )
        )

    def _list_goes_on(self, at: int) -> bool:
        return bool(
            re.match(
                r"[^、。はが]{1,16}(?:、[^、。はが]{1,12}){0,2}(?:及び|並びに|又は|の[0-9二三四五六]{1,2}(?:つの|分野|項目)|(?:など|等)の)",
                self.text[at : at + 60],
            )
        )

    def _parallel(self, end: int, at: int) -> bool:
        """Whether what ends at `end` is of the same make as what begins at `at`: 漁業分野 | と | 林業分野の覚書."""
        segment = _SEGMENT.match(self.text, at)
        return segment is not None and len(segment[0]) > 2 and self.text[end - 2 : end] == segment[0][-2:]

    def _deictic(self, at: int, inside: bool) -> bool:
        """Whether what stands before の at `at` says when, how many or whose, and not what the instrument is. `inside` a
        modifier it may say how many: 3つの分野に関する声明."""
        left = self.text[max(0, at - 8) : at]
        if inside and left.endswith("など"):
            return False
        return bool(
            _DATE_BEFORE.search(left)
            or (_QUANTITY.search(left) and not inside)
            or _POSSESSOR.search(left)
            or self._tags[at - 1].startswith("助")
        )

    def aged(self, at: int) -> int:
        """The start with 新たな, 旧 and the like, which tell it from its namesakes."""
        match = _AGE.search(self.text, max(0, at - 6), at)
        if match is None:
            return at
        replacing = _REPLACING.search(self.text, max(0, match.start() - 10), match.start())
        return (replacing or match).start()


def _tags(doc: Doc) -> list[str]:
    """For each character the tag of its token, with `|length` on the last one of a token."""
    tags = [""] * len(text_of(doc))
    for token in doc:
        for at in range(token.idx, token.idx + len(token.text)):
            tags[at] = token.tag_
        if token.text:
            tags[token.idx + len(token.text) - 1] = f"{token.tag_}|{len(token.text)}"
    return tags
