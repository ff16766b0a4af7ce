"""Where the noun phrase that ends in the name of an instrument begins."""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Doc

from hakusho.extractors.agreements.words import read_as
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import state_letters

# Words that stand before a name without being part of it: time, deixis, formal nouns; and who it belongs to.
_APART = (
    r"今回|今般|今次|別途|今後|先般|過日|一?昨年|本年|今年|来年|同年|翌年|前年|同月|翌月|前月|同日|翌日|当日|本日|昨日|毎年|近年|最近|当時|現在|戦前|戦後|同時|従来|以後|以降|以来"
    r"|その後|累次|次回|前回|一方|結果|場合|際|年末|末|前半|後半|上半期|下半期|以前|以上|以下|後|前|時|折|中|間"
)
_FORMAL = r"ため|こと|もの|ところ|よう|とき|ほか|うち|まま|わけ|はず|たび|とおり|など|ら|それぞれ|いずれ"
_WHOSE = r"(?:こ|そ|同)の?種|両国|各国|日本国|旨|両者|双方|両(?:首脳|大臣|外相|閣僚|政府)間?|等|など|回目|度目|番目|次|上記|別|最初|初|とも|内容|趣旨"
_BOUNDARY = re.compile(rf"(?:{_APART}|{_FORMAL})$")
_POSSESSOR = re.compile(rf"(?:{_APART}|{_WHOSE})$")
_LETTER = re.compile(r"[一-龥々〆ヶァ-ヴーA-Za-z0-9・&=+/\-‐–.]")
_DATE_BEFORE = re.compile(
    r"(?:[0-9)〇一二三四五六七八九十元]年度?|[0-9)一二三四五六七八九十]月|[0-9一二三四五六七八九十](?<![二三]十)日(?!本)|年末|月末|月上旬|月中旬|月下旬|日付|日付け|[年月]付け?)$"
)
_QUANTITY = re.compile(
    r"(?:(?<![0-9二三四五六七八九])[0-9二三四五六七八九]++(?:つ|本|件)|複数|多数|各種|全て|すべて|一連|諸)の?$"
)
AGE = re.compile(
    r"(?:新たな|新しい|改正された|改正|改定|現行の|既存の|包括的な|最終的な|従来の|これまでの|それまでの|以前の|新|旧|現)$"
)
# What it takes the place of tells it from the old one: これに代わる新しい協定.
_REPLACING = re.compile(r"これに(?:代替する|代わる|替わる|かわる)、?$")
_SIDES = re.compile(
    r"(?:(?:[二三四五2-9](?:か|カ|ヶ|ケ)?|多|数)国|(?<!両)(?<!国)政府|大学|都市|地域|(?<!両)当局)間$"
)  # 二国間協定 is one word, 両国間の is not
_BRACKET_BEFORE = re.compile(r"\((?:[A-Z0-9][A-Za-z0-9&・+-]{1,11}|[ァ-ヴー]{2,12})\)$")
_VERBAL_NOUN = re.compile(r"(?:取り?決め|取極め|申し?合わ?せ)$")  # 取決め延長に関する書簡
_OPENERS = {"」": "「", "』": "『"}
# The number of a heading or the date of a chronology, which no space sets apart: 3.協定, 1998.10.8共同宣言.
_NUMBERED = re.compile(r"[0-9]{2,4}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{1,2}|(?<![^ ])[0-9]{1,2}[.]")
_NUMBER_BEFORE = re.compile(r"[0-9]日・[ァ-ヴー一-龥A-Z]")  # of a paragraph
_THEN = re.compile(r"(?:その|この)(?:後|際|折)$")  # その後協定の交渉が
_POINT = re.compile(
    r"(?<=[一-龥々ァ-ヴー ])[0-9]{1,2}[.](?=[一-龥ァ-ヴー])"
)  # of a list in one line: 1.文化 2.租税条約
_WHOLE = re.compile(
    r"(?:条約|協定|宣言|声明|覚書|議定書|取極|取決め|公文|会談|会合|協議)・$"
)  # two instruments in one breath: A条約・B協定
_SELF = re.compile(r"[わ我]が国")
_CHINA = re.compile(rf"[{state_letters()}]・?中$")  # 日・中租税協定, 仏中協定
_ADJECTIVE = re.compile(r"(?:[一-龥々]{1,4}|[ァ-ヴー]{2,8})な$|[一-龥]{1,2}[ぁ-ん]{0,2}い$")
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
            elif at < start and (noun := _VERBAL_NOUN.search(self.text, max(0, at - 5), at)):
                at = noun.start()
            elif char in _OPENERS and at < start and (opening := self.opening(at - 1)) is not None:
                at = opening
            else:
                break
        if number := _NUMBERED.match(self.text, at, start):
            at = number.end()
        at = max((m.end() for m in _POINT.finditer(self.text, at, start)), default=at)
        while at < start and self.text[at] in "・=+/-‐–.0)":
            at += 1
        return at

    def _blocked(self, at: int) -> bool:
        left = self.text[max(0, at - 6) : at]
        dated = _DATE_BEFORE.search(left)
        of_japan = dated is not None and dated[0].endswith("日") and self.text.startswith("・", at)  # 3 日・豪
        if (dated and not of_japan) or _THEN.search(left) or _NUMBER_BEFORE.match(self.text, at - 1):
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

    def deictic(self, at: int, inside: bool) -> bool:
        """Whether what stands before の at `at` says when, how many or whose, and not what the instrument is. `inside` a
        modifier it may say how many: 3つの分野に関する声明."""
        left = self.text[max(0, at - 8) : at]
        if inside and left.endswith(("など", "等")):
            return False
        return bool(
            _DATE_BEFORE.search(left)
            or (_QUANTITY.search(left) and not inside)
            or _POSSESSOR.search(left)
            or self._tags[at - 1].startswith("助")
        )

    def describes(self, at: int) -> bool:
        """Whether a verb that describes what follows ends at `at`: 定める, not 続き."""
        return self._tags[at - 1].startswith(("動詞", "助動詞")) and self.text[at - 1] in "るたうくすつぬむぶぐだいん"

    def adjective(self, at: int) -> int:
        """The start of the adjective that ends at `at`, `at` itself where none does: 特別な, 高い."""
        match = _ADJECTIVE.search(self.text, max(0, at - 10), at)
        if match is None or not self._tags[match.start()].startswith(("形容詞", "形状詞")):
            return at
        return match.start()

    def aged(self, at: int) -> int:
        """The start with 新たな, 旧 and the like, which tell it from its namesakes."""
        match = AGE.search(self.text, max(0, at - 6), at)
        if match is None:
            return at
        if self.text.endswith(("初の", "初めての"), 0, match.start()):
            return at  # 初の包括的な覚書: what it is said to be, not how it is called
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
