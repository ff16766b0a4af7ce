"""The instruments of a document: which mentions name the same one."""

from __future__ import annotations

import re

from hakusho.config import vocabulary
from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.words import GENERAL_HEADS, kind_of_head, known_instruments
from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.resolve.agreements.instrument import CLASS, QUOTES, Instrument, split_age, takes_up
from hakusho.resolve.agreements.kinship import about, of_same_states, same_but_sides, shared
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.agreements.signatories import UNNAMED_MANY
from hakusho.resolve.document import DocumentContext, Passage

_ABBREVIATED = re.compile(r"\([A-Z0-9]{2,8}\)")  # 中距離核戦力(INF)全廃条約 is 中距離核戦力全廃条約
_PLURAL = re.compile(r"^(?:両|双方の|[これそ]{2}らの?|(?=[2-9二三四五]つの))(?P<number>[2-9二三四五])?")
_NUMBERS = {"三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_COOPERATION = re.compile(r"(?<=[るの])(?:協力|了解)覚書$")  # …に関する協力覚書 is also called …に関する覚書
_FORMAL = re.compile(r"^(?:[(\[]?[0-9]{1,2}[)\]]? ?)?正式(?:名称|名)は?[:、]?(?P<name>[^。(]{6,200})")
_NOTE_REACH = 40  # passages between a note and what it is a note of
_BINDING_KINDS = ("treaty", "agreement", "exchange_of_notes", "memorandum", "arrangement")
_UNDERSTANDING = "合意"  # 本件合意: known by that name alone
_NEAR_PAPERS = 2  # passages back that これらの文書 points
_TITLES = 4  # passages within which a title stands
_DEIXIS = re.compile(r"^(?:この|その|これらの|上記の?|前記の?)")
_THAT_STATE = re.compile(r"同国(?:政府)?と(?:の間[での])?の?$")
_GENERIC = re.compile(r"条約|協定|取極|取決め|覚書|議定書|宣言|声明|決議")
_AMENDING = re.compile(r"(?P<old>.{4,200}(?:条約|協定|取極))(?:の一部)?を改正する(?:議定書|協定|条約)")
_JOINED = re.compile(r"(?:及び|並びに|と|や|・)$")
_FRESH_KINDS = ("joint_statement",)  # a bare 共同声明 is the one of the meeting told of, not one named earlier


class Register:
    """Every mention of an instrument in reading order, each resolved to an Instrument."""

    def __init__(self, context: DocumentContext) -> None:
        self._all: list[Instrument] = []
        self._by_key: dict[tuple[str, str], Instrument] = {}
        self._of: dict[tuple[int, int, int], list[Instrument]] = {}
        self._defined: dict[str, list[Instrument]] = {}
        mentions = list(context.mentions("instruments"))
        for _, mention in mentions:  # names first: a short form may stand before its definition
            if mention.fields["reference"] in ("name", "title"):
                self._named(mention)
        for passage, mention in mentions:
            found = self._plural(passage, mention) or [i for i in [self._resolve(passage, mention)] if i is not None]
            for instrument in found:
                instrument.last = (passage.index, mention.start)
            self._of[passage.index, mention.start, mention.end] = found
        self._official_titles(context)

    def of(self, passage: Passage, mention: Mention) -> list[Instrument]:
        """The instruments of a mention: one; several for 両協定; none where an abbreviation or a pronoun has no antecedent."""
        return self._of.get((passage.index, mention.start, mention.end), [])

    def _plural(self, passage: Passage, mention: Mention) -> list[Instrument]:
        """The instruments that 両協定, これら覚書 or 三つの条約 takes up: two where no number is told."""
        head = str(mention.fields["head"])
        plural = _PLURAL.match(str(mention.fields["name"]))
        if mention.fields["reference"] != "same" or plural is None:
            return []
        number = _NUMBERS.get(plural["number"] or "", 2)
        reach = (passage.index - _NEAR_PAPERS, 0) if head in GENERAL_HEADS else (0, 0)
        earlier = [i for i in self._all if i.last >= reach and i.core != head and takes_up(head, i)]
        if not earlier and passage.index < _TITLES and "。" not in passage.text:
            return [i for i in self._all if i.core != head and takes_up(head, i)][:number]  # told below the title
        return sorted(sorted(earlier, key=lambda i: i.last)[-number:], key=lambda i: i.last)

    def _named(self, mention: Mention) -> Instrument:
        surface = str(mention.fields["name"])
        if mention.fields["kind"] != "resolution":
            surface = surface.removesuffix("案")
        age, core = split_age(surface)
        whole = _ABBREVIATED.sub("", surface.translate(QUOTES))
        known = known_instruments().get(whole, known_instruments().get(core))
        for alias in mention.fields["aliases"]:
            known = known_instruments().get(alias) if known is None else known
        if whole in known_instruments():
            age = ""  # 新START is the whole name
        key = (age, f"#{known}" if known is not None else _COOPERATION.sub("覚書", core))
        found = self._by_key.get(key)
        if found is None and known is None and (not age or surface.startswith("新たな")):
            found = same_but_sides(core, self._all) or of_same_states(core, self._all)
            if found is not None:
                self._by_key[key] = found
        if found is None:
            kind = str(mention.fields["kind"])
            found = Instrument(age, core, kind, known=known)
            if known is not None:
                entry = vocabulary().instruments.instrument[known]
                found.kind = entry.kind
            self._by_key[key] = found
            self._all.append(found)
        found.add(surface if found.age == age else core)
        if age and core != surface.translate(QUOTES) and len(core) > 6:
            found.add(core, other=True)
        for alias in mention.fields["aliases"]:
            found.add(alias, other=True)
            if found not in self._defined.setdefault(alias.translate(QUOTES), []):
                self._defined[alias.translate(QUOTES)].append(found)
        return found

    def _resolve(self, passage: Passage, mention: Mention) -> Instrument | None:
        fields = mention.fields
        surface, reference = str(fields["name"]), fields["reference"]
        if reference == "domestic":
            return None
        if reference == "same":
            return self._antecedent(fields, passage)
        defined = self._latest(self._defined.get(surface.translate(QUOTES), []))
        if reference == "abbreviation":
            known = known_instruments().get(surface)
            return defined or (self._named_known(surface, known) if known is not None else None)
        age, core = split_age(surface)
        if reference in ("name", "title") and not (age and core == str(fields["head"])):
            return defined if defined is not None and len(surface) < len(defined.name) else self._named(mention)
        if age == "現" and (amended := self._amended(core)) is not None:
            amended.add(surface, other=True)
            return amended
        if age:
            fuller = [i for i in self._all if i.age == age and i.core != core and takes_up(core, i)]
            mentioned = [i for i in fuller if i.last > (-1, -1)]
            best = self._latest(mentioned) or max(fuller, key=lambda i: len(i.name), default=None)
            if best is not None:
                best.add(surface, other=True)
                return best
            nigh = [i for i in self._all if i.last >= (passage.index, 0) and takes_up(core, i)]
            with_whom = set(_other_sides(passage, mention).split("-")) - {""}  # スペインとの間では…現行の条約
            here = self._latest(
                [i for i in nigh if not with_whom or not (s := parties_in(i.name)) or with_whom & set(s)]
            )
            if here is not None and here.core != core:
                here.add(surface, other=True)
                return here
            return self._named(mention)
        if defined is not None:
            defined = self._latest(
                [i for i in self._all if i is defined or (i.core == defined.core and i.last >= defined.last)]
            )
            return defined
        if CLASS.fullmatch(surface) and UNNAMED_MANY.search(reading(passage)[: mention.start]):
            return self._fresh(surface, str(fields["kind"]), passage, "many")
        sides = _other_sides(passage, mention) if CLASS.fullmatch(surface) else ""
        if sides and (told := self._told_just_now(core, passage, sides)) is not None:
            return told
        if sides:
            return self._fresh(surface, str(fields["kind"]), passage, sides)
        if passage.index < _TITLES and "。" not in passage.text and (told := self._told_below(core)) is not None:
            return told
        if fields["kind"] not in _FRESH_KINDS:
            near = [i for i in self._all if i.last >= (max(0, passage.index - 20), 0) and takes_up(core, i)]
            near = [i for i in near if i not in self._listed_with(passage, mention)]
            if not _GENERIC.fullmatch(core):  # 平和条約 is not the one of a known name
                near = [i for i in near if i.known is None or not i.open]
            earlier = self._latest(near)
            if earlier is not None:
                return earlier
        return self._fresh(surface, str(fields["kind"]), passage)

    def _listed_with(self, passage: Passage, mention: Mention) -> list[Instrument]:
        """The instruments of the name that a bare one is joined to, which it does not take up: 協定及び取極."""
        joint = _JOINED.search(reading(passage)[: mention.start])
        ends = joint.start() if joint else -1
        return [i for (at, _, end), found in self._of.items() if at == passage.index and end == ends for i in found]

    def _amended(self, head: str) -> Instrument | None:
        """The instrument in force that the document's protocol amends, of which it bears the name: 現行条約 beside
        …との間の条約を改正する議定書."""
        names = [n for i in sorted(self._all, key=lambda i: i.last, reverse=True) for n in i.names]
        old = next((m["old"] for n in names if (m := _AMENDING.fullmatch(n)) and m["old"].endswith(head)), None)
        if old is None:
            return None
        found = self._by_key.get(("", split_age(old)[1]))
        if found is None:
            found = Instrument("", split_age(old)[1], kind_of_head()[head])
            self._by_key["", found.core] = found
            self._all.append(found)
        found.add(old)
        return found

    def _told_just_now(self, head: str, passage: Passage, sides: str) -> Instrument | None:
        """The instrument of the passage that a mere 協定 with its sides beside it takes up, if it is not one of others."""
        beside = [i for key, i in self._by_key.items() if key[1].endswith(f"@{sides}") and i.last >= (passage.index, 0)]
        if alike := self._latest([i for i in beside if i.core != head and takes_up(head, i)]):
            return alike
        with_it = {*sides.split("-"), "JP"}
        here = [i for i in self._all if i.last >= (passage.index, 0) and i.core != head and takes_up(head, i)]
        apt = [i for i in here if not CLASS.fullmatch(i.core) and set(parties_in(i.name)) <= with_it]
        return self._latest(apt) if _GENERIC.fullmatch(head) else None

    def _told_below(self, head: str) -> Instrument | None:
        """The instrument that a title gives only the kind of, and the text below its name: 両省が協力覚書に署名."""
        if any(i.last > (-1, -1) for i in self._all):
            return None
        found = [i for i in self._all if i.core != head and takes_up(head, i)]
        return found[0] if len(found) == 1 else None

    def _fresh(self, surface: str, kind: str, passage: Passage, sides: str = "") -> Instrument:
        key = ("", f"{surface}@{sides or '/'.join(passage.section)}")
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = Instrument("", surface, kind, [surface])
            self._all.append(found)
        return found

    def _named_known(self, surface: str, known: int) -> Instrument:
        found = self._by_key.get(("", f"#{known}"))
        if found is None:
            kind = vocabulary().instruments.instrument[known].kind
            found = self._by_key["", f"#{known}"] = Instrument("", surface, kind, known=known)
            self._all.append(found)
        found.add(surface)
        return found

    def _antecedent(self, fields: object, passage: Passage) -> Instrument | None:
        """The instrument that 同協定 takes up: the latest of that kind of name; これ the latest of all."""
        head = str(fields["head"])  # type: ignore[index]
        earlier = [i for i in self._all if i.last > (-1, -1)]
        if head == "これ":
            return self._latest([i for i in earlier if i.last >= (passage.index, 0)])
        if head == _UNDERSTANDING:
            surface = str(fields["name"])  # type: ignore[index]
            defined = self._latest(self._defined.get(surface, []))
            return defined or self._fresh(surface, "arrangement", passage)
        found = self._earlier(head, earlier, passage, str(fields["name"]).startswith(("本", "この")))  # type: ignore[index]
        if found is None and fields["kind"] in _BINDING_KINDS:  # type: ignore[index]
            return self._fresh(_DEIXIS.sub("", str(fields["name"])), str(fields["kind"]), passage)  # type: ignore[index]
        return found

    def _earlier(self, head: str, earlier: list[Instrument], passage: Passage, own: bool) -> Instrument | None:
        """The latest instrument of that kind of name; of a 文書, the latest of all."""
        near = [i for i in earlier if i.last[0] >= passage.index - 30]
        if own:  # 本協定 is the one that the text is about, not one of a kind named by the way
            near = [i for i in near if not CLASS.fullmatch(i.name) and takes_up(head, i)] or near
        if head in GENERAL_HEADS:
            return self._latest([i for i in near if i.last >= (passage.index - 2, 0)])
        return self._latest(
            [i for i in near if i.name.translate(QUOTES).removesuffix("案").endswith(head)]
        ) or self._latest([i for i in near if takes_up(head, i)])

    @staticmethod
    def _latest(found: list[Instrument]) -> Instrument | None:
        return max(found, key=lambda i: i.last, default=None)

    def _official_titles(self, context: DocumentContext) -> None:
        """正式名称 in a note: the alias of the instrument near it whose name has most of its letters in the title."""
        titled: set[int] = set()
        for passage in context.passages:
            match = _FORMAL.match(passage.text)
            if not match:
                continue
            title = match["name"].strip()
            head = next((h for h in sorted(kind_of_head(), key=len, reverse=True) if title.endswith(h)), None)
            near = [
                i
                for p, m in context.mentions("instruments")
                if p is not passage and abs(p.index - passage.index) <= _NOTE_REACH
                for i in self.of(p, m)
            ]
            same = [i for i in near if id(i) not in titled and about(i.name, title)]
            if head and same:
                best = max(same, key=lambda i: shared(i.name, title))
                titled.add(id(best))
                best.add(title, other=True)


def _other_sides(passage: Passage, mention: Mention) -> str:
    """The states that stand before a class name as those it was made with: カンボジアとの間で投資協定."""
    first = next((s for s, e in sentences(reading(passage)) if s <= mention.start < e), 0)
    text = reading(passage)[max(first, mention.start - 60) : mention.start]
    spans = [(b, code) for _, b, code in party_spans(text)]
    if _THAT_STATE.search(text):  # コロンビアを訪問し、同国との投資協定
        return next((code for _, code in reversed(spans) if code != "JP"), "")
    return "-".join(code for b, code in spans if re.match(r"\)?(?:政府)?(?:と|の間|間|及び|、|や)", text[b : b + 5]))
