"""Noun phrases with a marker of the actor (は, から, より, が), and which of them acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from hakusho.extractors.commitments.actors import Kind, kind_of, names_party
from hakusho.extractors.commitments.clauses import CLAUSE_CONTENT, OPENING, skip_opening
from hakusho.extractors.mention import text_of
from hakusho.extractors.parties import is_state, parties_in
from hakusho.extractors.punctuation import punctuated
from hakusho.extractors.state_offices import of_state

_DATED = re.compile(r"(?:\d{1,4}+|平成|令和|昭和|[()元年月日同昨本今翌]){2,24}+の")
_WHEN = re.compile(r"[^、。はがを]{0,40}(?:[年月日週旬末]に?|に(?:対し|つい|関し)ては)")
_MARKER = re.compile(
    r"(?:からは(?:ですね)?|からも|から|より(?:は|も)?|としては|とは|により|によって|において(?:は|も)?|では|でも|で(?=\d|、)"
    r"|は|も|が)(?:特に|また)?、?"
)
# Topics of a clause that is only mentioned: 先方からは要請があったことに言及しつつ、 日本からは外相が出席し、
_MENTIONED = re.compile(r"(?:(?!から|より)[^、。]){0,120}?(?:こと|点)(?:に|を)[^、。]{2,8}(?:つつ|ながら|上で)、")
_ELSEWHERE = re.compile(r"[^、。]{1,80}(?:、[^、。]{1,40}){0,3}が(?:参加|出席|同席)し、")
_BARE = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日?(?:[~〜・-]\d{1,2}日?)?)?(?:\([^()]\))?\s?(?P<who>[^\d\s、。はがをにで][^、。はがをにで]{1,40})、"
)
_KANJI = re.compile(r"[一-龥々]+")
_KATAKANA_LETTER = re.compile("[ァ-ヴ]")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,30}")
_QUOTED_NOUN = re.compile(r"が[^、。はがを]{1,16}[たる]「[^」]{1,40}」")  # 大臣が示した「構想」
_VISITOR = re.compile(r"が(?:訪日|来日|来訪)(?:中の|した)")  # 大臣が来日した長官と: not the one who came
# 両外相の間で協力を確認した
_AMONG = re.compile(r"(?:^|(?<=[、。はがをに]))(?P<who>両[一-龥]{1,4}|双方)(?:の)?間で$")
_DEED = re.compile(r"たこと$")
_DESCRIBED = re.compile(
    r"[るたすうくむぶ]$"
)  # 意思を有する両国が、: a noun that a clause describes, deep in what is said
_OF_DEED = re.compile(r"こと(?:に|への)(?:対し(?:て)?)?[^、。]{1,12}$")
_POINTING = re.compile(r"この|その|こうした|そうした")
_ATTENDED = re.compile(
    r"[^、。]{0,20}(?:(?:参加|出席|同席)し(?:て)?|(?:議長|司会|共同議長)を務め(?:て)?|主催し(?:て)?)、|[^。]{0,100}を(?:開催|共催)し(?:て)?、"
)
_CLAIM = re.compile(r"(?:である|べき|ない|だ|[るた])$")
_AND = re.compile(rf"{of_state()}(?:と|及び|および)")
_OPEN_ACTORS = frozenset({"joint", "side", "person", "speaker"})
_NOMINALIZERS = frozenset({"こと", "旨", "よう", "の", "点"})  # their clause may share its subject with the predicate
_LONGEST_PHRASE = 60  # tokens


@dataclass(frozen=True, slots=True)
class Topic:
    """A noun phrase that a marker (は, から, より, が) makes the actor; `end` is after the marker and its comma. `relative` is
    the end of the noun that it tells of in a relative clause (米国が進める計画)."""

    start: int
    name_end: int
    end: int
    marker: str
    kind: Kind | None
    relative: int | None = None


def topics(doc: Doc, start: int, end: int) -> list[Topic]:
    """Noun phrases with a marker of the actor in a stretch of the text, in reading order."""
    found: list[Topic] = []
    text = punctuated(text_of(doc))
    span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    for token in span or ():
        if not start < token.idx < end or not token.tag_.startswith(("助詞", "助動詞")):
            continue
        marker = _MARKER.match(text, token.idx, end)
        if marker is None:
            if among := _AMONG.search(text, max(start, token.idx - 16), token.idx + 1):
                found.append(Topic(*among.span("who"), token.idx + 1, "間で", "joint"))
            continue
        first = _phrase_start(doc, text, token, start)
        if first < token.idx:
            phrase = text[first : token.idx]
            relative = _relative(doc, token) if marker[0] in ("が", "から", "より") else None
            found.append(Topic(first, token.idx, marker.end(), marker[0], kind_of(phrase), relative))
    return found


def bare_topic(text: str, start: int, end: int) -> Topic | None:
    """The actor that a line of a chronology names before a comma, without a particle: 3日 農業大臣、…を表明."""
    match = _BARE.match(text, start, end)
    kind = kind_of(match["who"]) if match else None
    return Topic(*match.span("who"), match.end(), "、", kind) if match and kind else None


def _relative(doc: Doc, marker: Token) -> int | None:
    """Where the noun ends whose relative clause has the noun before a marker for its subject."""
    if _VISITOR.match(text_of(doc), marker.idx):
        return None
    if quoted := _QUOTED_NOUN.match(text_of(doc), marker.idx):
        return quoted.end()
    verb = doc[marker.i - 1].head if marker.i else marker
    relative = verb.dep_ == "acl" and verb.i > marker.i and verb.head.text not in _NOMINALIZERS
    return verb.head.idx + len(verb.head.text) if relative else None


def _phrase_start(doc: Doc, text: str, marker: Token, floor: int) -> int:
    """Where the noun phrase before a marker begins."""
    first = marker.idx
    depth = 0
    for i in range(marker.i - 1, max(-1, marker.i - 1 - _LONGEST_PHRASE), -1):
        token = doc[i]
        if token.idx < floor:
            break
        if token.text in (")", "」", "』"):
            depth += 1
        elif token.text in ("(", "「", "『"):
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and not _in_phrase(doc, i):
            break
        first = token.idx
    while first < marker.idx and (
        opening := OPENING.match(text, first, marker.idx) or _DATED.match(text, first, marker.idx)
    ):
        first = opening.end()
    return first


def _in_phrase(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text in ("、", ","):
        # 大統領、首相及び議長が: a comma between persons
        before, after = text_of(doc)[max(0, token.idx - 12) : token.idx], text_of(doc)[token.idx + 1 : token.idx + 13]
        if i > 0 and kind_of(before) == "person" and doc[i + 1].pos_ == "PROPN":
            return True
        # チリ、ペルー及びコロンビアが: one between countries
        return names_party(before, at_end=True) and names_party(after, at_end=False)
    if token.text in ("と", "の", "及び", "並びに", "および", "ならびに", "や", "・", "/", "-", "+", "="):
        return True
    if text_of(doc).startswith("(", token.idx + len(token.text)) and _KANJI.fullmatch(token.text):
        return True  # a name before its reading, however it is tagged
    if (
        len(token.text) == 1
        and _KATAKANA_LETTER.fullmatch(token.text)
        and "・"
        in (
            text_of(doc)[token.idx + 1 : token.idx + 2],
            text_of(doc)[token.idx - 1 : token.idx],
        )
    ):
        return True  # initials: ア・ベ・バーン外相
    if _KATAKANA.fullmatch(token.text):
        return True  # a foreign name that is also a sound (ドーン, バン)
    return token.tag_.startswith(("名詞", "代名詞", "接頭辞", "接尾辞", "記号-文字", "連体詞"))


def _of_many(name: str) -> bool:
    codes = parties_in(name)
    return bool(codes) and not any(map(is_state, codes))


def choose(
    found: Sequence[Topic],
    start: int,
    end: int,
    text: str,
    first: bool = True,
    passive: bool = False,
    reported: bool = False,
    act: str = "",
    one_side: bool = False,
) -> Topic | None:
    """The topic that names the actor of a clause that begins at `start` and whose content ends at `end`.

    `reported` tells that the predicate itself is told of (我が国が…旨表明したことに対し). `first` tells that no actor was named before in the sentence, `one_side` that it was
    one side alone (大臣から…旨述べ、先方は…). A topic without comma after another actor, or a subject
    with が, mostly belongs to the content (両首脳は、…日米が協力することを); a passive has its actor with から, より or により.
    """
    clause = bool(CLAUSE_CONTENT.search(text, max(start, end - 12), end))
    told = [
        t
        for t in found
        if start <= t.start < end
        and t.kind is not None
        and text.count(")", t.end, end)
        <= text.count("(", t.end, end)  # not in brackets that close: (日本からは大臣が出席)
        and not _ELSEWHERE.match(text, t.end, min(end, t.end + 160))
        and (t.marker.endswith("、") or not _MENTIONED.match(text, t.end, min(end, t.end + 160)))
        and not (t.marker.startswith("が") and _ATTENDED.match(text, t.end, end))
    ]
    if passive:
        told = [
            t
            for t in told
            if not t.marker.startswith(("は", "が", "も")) or (t.kind == "document" and t.marker.startswith("は"))
        ]
    # A second actor after a comma opens a clause of its own: 同宣言は発効し、両国は…
    strong = [
        t
        for t in told
        if t.kind in _OPEN_ACTORS
        and t.marker.startswith(("は", "から", "より") if clause else ("は", "から", "より", "間で"))
        and text[t.start - 1 : t.start] in "、。 "
        and (t.relative is None or t.relative > end)  # 大臣から、先方から提案のあった計画を歓迎
    ]
    if clause and told and told[0].kind in _OPEN_ACTORS and told[0].marker.endswith("、"):
        # 大臣から、両国は友人であると述べた: set off by a comma, the first acts, and what follows without one is what was said.
        names = text[told[0].start : told[0].name_end]
        if act == "stated" or _AND.search(names) or len(parties_in(names)) > 1:
            strong = [t for t in strong if t.marker.endswith("、") or (t.kind != "joint" and t.marker != "は")]
    for topic in (*reversed([t for t in strong if t is not told[0]]), *told):
        comma, mark = topic.marker.endswith("、"), topic.marker.rstrip("、")
        claimed = clause or _CLAIM.search(text, max(start, end - 4), end)
        if claimed and act == "stated" and not comma and mark == "は" and _of_many(text[topic.start : topic.name_end]):
            continue  # G7は結束すべきと述べた: one spoke of them
        if not first and clause and act == "stated" and topic.kind == "joint" and not comma and mark.startswith("は"):
            continue
        if mark == "間で" and not (claimed if act == "stated" else clause):
            return topic
        if mark.startswith(("において", "では", "でも", "で")):
            continue
        if mark.startswith("とは"):
            continue
        if mark.startswith(("は", "としては")):
            if (
                comma
                or topic.kind == "joint"
                or (first and (topic.kind != "meeting" or topic.start == skip_opening(text, start, end)))
                or (topic.kind in _OPEN_ACTORS and not clause)
                or (one_side and topic.start == start and topic.kind in ("side", "person"))
            ):
                return topic
        elif mark.startswith(("から", "より")):
            if (
                comma
                or mark[2:]
                or (topic.kind in ("person", "speaker", "side") and not text.startswith("の", topic.end))
            ):
                return topic
        elif mark.startswith(("により", "によって")):
            if topic.kind != "document" and first and not clause:
                return topic
        elif mark.startswith("も") and topic.kind != "meeting" and (comma or (first and not clause)):
            return topic
    for topic in reversed(told):
        if topic.relative is not None and topic.relative < end:
            continue  # deep in the content; 米国が離脱する意向を表明 shares its subject
        if act == "welcomed" and _DEED.search(text, max(topic.end, end - 4), end) and topic.marker.startswith("が"):
            continue  # 両国が署名したことを歓迎する: the deed of others
        if topic.kind == "government" and _OF_DEED.search(text, topic.end, end):
            continue  # 日本が支援したことに謝意を述べた
        if first and topic.marker.startswith("が") and topic.kind not in ("meeting", "document"):
            if topic.marker.endswith("、") and not (
                clause and _DESCRIBED.search(text, max(start, topic.start - 2), topic.start)
            ):
                return topic
            lead = text[skip_opening(text, max(start, text.rfind("、", start, topic.start) + 1), end) : topic.start]
            opens = not text[skip_opening(text, start, end) : topic.start]
            several = (
                opens
                and not _POINTING.match(text, topic.start)
                and len(parties_in(text[topic.start : topic.name_end])) > 1
            )
            if (not lead or _WHEN.fullmatch(lead)) and (not clause or reported or topic.kind == "person" or several):
                return topic
    for topic in told:
        if topic.kind == "document" and topic.marker.startswith(("において", "では", "でも", "で")):
            return topic
    return None
