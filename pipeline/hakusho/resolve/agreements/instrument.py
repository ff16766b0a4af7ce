"""One instrument of a document: the names that it has there, and what they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hakusho.extractors.parties import is_state, parties_in

QUOTES = str.maketrans("", "", "「」『』 ")
# Names that say of what kind it is and with whom it was made stands beside them: 韓国との投資協定, カンボジアとの投資協定.
CLASS = re.compile(
    r"(?:[二2]国間|多国間)?(?:EPA|FTA|(?:包括的)?経済連携協定|自由貿易協定|投資協定|租税(?:条約|協定)|社会保障協定|航空協定|刑事共助条約|受刑者移送条約|犯罪人引渡し?条約|国際約束|条約|協定|議定書|決議案?|勧告案?|"
    r"情報保護協定|物品役務相互提供協定|ACSA|部隊間協力円滑化協定|円滑化協定|防衛装備品・技術移転協定|原子力協定|科学技術(?:協力)?協定|税関相互支援協定|覚書|協力覚書|取決め)"
)
_AGE = re.compile(
    r"^(?:これに[^、。]{2,4}る、?)?(?P<age>新たな|新しい|新(?![型興規聞時])|旧|現行の?|現|(?<![0-9])[0-9]{2})(?=\D)"
)
_QUALITY = re.compile(r"^[一-龥]{1,4}的な")  # 先進的な投資協定 is one of a kind, told by no name
_AGES = {"新たな": "新", "新しい": "新", "現行の": "現", "現行": "現"}
# One head may take up another: a guideline is called 指針 and ガイドライン.
_SAME_HEAD = ({"指針", "ガイドライン"}, {"協定", "取極", "取極め", "取り決め", "取決め", "約定"}, {"宣言", "声明"})
_OPEN_HEADS = ("条約", "議定書", "国際規約", "裁判所規程", "ICC規程")
# Treaties between two: by what they are, by the agreement that they amend, or with whom they are made.
_OF_TWO = re.compile(
    r"^(?:平和|友好|講和|不可侵|中立|修好通商)条約$|^(?:改正|新|追加|附属|付属|交換)?議定書$|(?:通商航海|租税|共助|受刑者移送|犯罪人引渡し?|領事)条約(?:改正議定書)?$"
    r"|^(?:本|同|この|右)(?:協定|条約)|(?:協定|取極|取決め)(?:の?.{0,4}改正|(?:の一部)?を改正する)(?:第[一二三四五六七八九十0-9]{1,3})?議定書$"
)
_SIDE = re.compile(r"[^、。]{1,20}?との")


@dataclass(slots=True, eq=False)
class Instrument:
    """An instrument of the document. `names` in reading order; `others` are names that are not for `name` (official
    titles in notes, abbreviations in brackets)."""

    age: str
    core: str
    kind: str
    names: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    known: int | None = None
    last: tuple[int, int] = (-1, -1)
    parties: list[str] = field(default_factory=list)
    of_many: bool = False  # named beside a convention that any state may join, which it changes

    @property
    def name(self) -> str:
        """The fullest name that the text gives it."""
        return max(self.names, key=lambda n: (len(n.translate(QUOTES)), n)) if self.names else self.others[0]

    @property
    def aliases(self) -> list[str]:
        found = {n: None for n in (*self.names, *self.others) if n != self.name}
        return sorted(found)

    @property
    def reusable(self) -> bool:
        """Whether the name is telling enough for the parties found once to be those of every mention."""
        plain = _QUALITY.sub("", self.name.translate(QUOTES))
        return len(plain) > 6 and not CLASS.fullmatch(plain)

    @property
    def open(self) -> bool:
        """Whether it is a convention that any state may join, as far as its name tells."""
        if self.of_many:
            return True
        plain = split_age(self.name)[1]  # 新たな条約 tells no more than 条約
        closed = _OF_TWO.search(plain) or (
            (side := _SIDE.match(plain)) and any(is_state(p) and p != "JP" for p in parties_in(side[0]))
        )
        parties = parties_in(self.name)
        closed = closed or ("JP" in parties and len(parties) > 1)
        return self.kind == "treaty" and plain not in ("条約", "議定書") and plain.endswith(_OPEN_HEADS) and not closed

    def add(self, name: str, other: bool = False) -> None:
        into = self.others if other else self.names
        if name not in into:
            into.append(name)


def is_open(name: str) -> bool:
    """Whether a treaty of that name is one that any state may join."""
    return Instrument("", name, "treaty", [name]).open


def split_age(surface: str) -> tuple[str, str]:
    """What tells an instrument from its namesakes (新, 旧, 97), and the rest of its name."""
    plain = surface.translate(QUOTES)
    match = _AGE.match(plain)
    if not match or len(plain) - match.end() < 2:
        return "", plain
    return _AGES.get(match["age"], match["age"]), plain[match.end() :]


def takes_up(head: str, instrument: Instrument) -> bool:
    """Whether a bare head (協定, ガイドライン) can stand for the instrument."""
    names = [n.translate(QUOTES) for n in (*instrument.names, *instrument.others)]
    heads = {head, *(h for same in _SAME_HEAD if head in same for h in same)}
    return any(name.removesuffix("案").endswith(tuple(heads)) for name in names)
