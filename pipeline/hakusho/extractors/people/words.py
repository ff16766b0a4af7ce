"""The tokens of a Doc by character offset, as the extractor needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from hakusho.extractors.mention import text_of
from hakusho.extractors.people.lexicon import KANJI, KATAKANA, SURNAME, kinds

_CONTENT = re.compile(rf"[{KANJI}{KATAKANA}0-9A-Za-z・=＝‐\-]+")
# A date that stands before a name with nothing between: 84年2月○○外務大臣. Kanji numerals only behind a year or a month.
_DATE = re.compile(
    r"(?:[0-9]{1,4}|(?<=[年月])[〇一二三四五六七八九十]{1,3})(?:年度?|月|日)|[〇一二三四五六七八九十]{2,4}年(?=[一二三四五六七八九十])"
    r"|[〇一二三四五六七八九十]{1,3}月(?=[〇一二三四五六七八九十]{1,3}日)"
    r"|(?<=[、。,])[〇○一二三四五六七八九十]{1,3}日"
)
# Our side and theirs, before a name: 我が方○○大臣, 先方○○大臣.
_SIDE = re.compile(r"(?:(?<=我が)|(?<=わが)|(?<=先)|(?<=相手))方")
# The word for a time that a demonstrative makes an adverb of, before a name: この間○○外務大臣は.
_MEANWHILE = re.compile(r"(?:(?<=この)|(?<=その))[間後際折頃]")
# Words for a time that are nouns to the tagger, before a name: 先ほど○○委員.
_TIME = re.compile(
    rf"(?<![{KANJI}])(?:先(?:ほど|程|般|日|刻)|さきほど|今(?:回|般|朝|日)|[本昨同当翌]日|昨[今夜晩]|この(?:たび|度|前)|その後|[毎全前]回)"
)
# ヘ, ベ and ペ look the same in hiragana, and are often written so at the head of a name: へレム. At its head へ is no particle.
_ALIKE = re.compile(r"(?:(?<=^)|(?<=[、。,・:()「」\s○●]))[へべぺ](?=[ァ-ヴー])")
_KATAKANA_OF = {"へ": "ヘ", "べ": "ベ", "ぺ": "ペ"}
_NAME = "名詞-固有名詞-人名-一般"
_BOUNDARY_TAGS = ("助詞", "助動詞", "接続詞", "補助記号", "空白", "感動詞")
_BOUNDARY_WORDS = frozenset(
    {"及び", "並びに", "又は", "並び", "及", "且つ", "等", "同", "各", "両", "側", "際", "中", "初", "時"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token: `start:end` in the piece, its UniDic tag, and the named entity GiNZA sees there."""

    start: int
    end: int
    text: str
    tag: str
    entity: str

    @property
    def is_person(self) -> bool:
        return "人名" in self.tag


class Words:
    """The tokens of one Doc."""

    def __init__(self, doc: Doc) -> None:
        text = text_of(doc)
        self.text: str = _ALIKE.sub(lambda match: _KATAKANA_OF[match[0]], text)
        self._misprinted = frozenset(match.start() for match in _ALIKE.finditer(text))
        self._doc = doc

    @cached_property
    def all(self) -> list[Word]:
        return [
            Word(t.idx, t.idx + len(t.text), t.text, _NAME if t.idx in self._misprinted else t.tag_, t.ent_type_)
            for t in self._doc
        ]

    @cached_property
    def _at(self) -> list[int]:
        """The number of the token at each character, -1 between tokens."""
        at = [-1] * (len(self.text) + 1)
        for n, word in enumerate(self.all):
            at[word.start : word.end] = [n] * (word.end - word.start)
        return at

    def at(self, offset: int) -> Word | None:
        """The token that the character belongs to."""
        n = self._at[offset] if 0 <= offset < len(self.text) else -1
        return self.all[n] if n >= 0 else None

    def within(self, start: int, end: int) -> list[Word]:
        """The tokens that touch `start:end`."""
        found = sorted({n for n in self._at[start:end] if n >= 0})
        return [self.all[n] for n in found]

    def starts_at(self, offset: int) -> bool:
        word = self.at(offset)
        return word is None or word.start == offset

    def ends_at(self, offset: int) -> bool:
        word = self.at(offset - 1)  # 大臣(○○) the tagger may leave in one piece
        return word is None or word.end == offset or not _CONTENT.match(self.text, offset)

    def person(self, start: int, end: int) -> bool:
        """Whether the tagger reads a part of a name somewhere in `start:end`."""
        return any(word.is_person for word in self.within(start, end))

    def particle_at(self, offset: int) -> bool:
        """Whether a particle follows: が, より."""
        word = self.at(offset)
        return word is not None and word.start == offset and word.tag.startswith("助詞")

    def place(self, start: int, end: int) -> bool:
        """Whether the tagger reads a place somewhere in `start:end`."""
        return any("地名" in word.tag for word in self.within(start, end))

    def entity(self, start: int, end: int, label: str = "Person") -> bool:
        """Whether GiNZA sees an entity of the kind somewhere in `start:end`."""
        return any(word.entity == label for word in self.within(start, end))

    def zone_start(self, end: int, longest: int = 44) -> int:
        """Where the unbroken string of nouns begins that ends at `end`: the room for name, country and organization.

        A date at the head of the string is no part of it.
        """
        start = end
        while start > 0 and end - start < longest:
            word = self.at(start - 1)
            if word is None or not (self._continues(word) or self._begins_surname(word) or self._of_fields(word)):
                break
            start = word.start
        return max([start, *(at for at in self._cuts(start, end) if at < end)])

    def _cuts(self, start: int, end: int) -> Iterator[int]:
        """Where a date or a side ends in `start:end`."""
        for pattern in (_DATE, _SIDE, _MEANWHILE, _TIME):
            yield from (match.end() for match in pattern.finditer(self.text, start, end))

    def behind_a_date(self, offset: int) -> bool:
        """Whether a date or a side ends there, which the tagger may have taken into one word with what follows."""
        return offset in self._cuts(max(0, offset - 8), offset)

    def _begins_surname(self, word: Word) -> bool:
        """Whether 中 is no boundary but the head of a surname, with nothing before it that it could belong to."""
        before = self.text[word.start - 1 : word.start]
        return (
            word.text == "中" and not _CONTENT.match(before) and SURNAME in kinds(self.text[word.start : word.end + 1])
        )

    def _of_fields(self, word: Word) -> bool:
        """Whether 等 belongs to the fields of an office: エネルギー等大臣."""
        return word.text == "等" and self.text.startswith(("大臣", "担当", "長官"), word.end)

    @staticmethod
    def _continues(word: Word) -> bool:
        if word.text in ("・", "=", "＝", "-", "‐"):
            return True
        if word.text in _BOUNDARY_WORDS:
            return False
        if _CONTENT.fullmatch(word.text):
            return not word.tag.startswith(("接続詞", "助詞"))
        return word.tag.startswith("名詞") and not word.tag.startswith(_BOUNDARY_TAGS)
