"""Sentences and clauses: where a predicate's content begins and ends, and which topic before it names the actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from hakusho.extractors.commitments.actors import Kind, kind_of, names_party
from hakusho.extractors.commitments.phrases import any_of
from hakusho.extractors.parties import parties_in

Span = tuple[int, int]

_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}

_OPENING = re.compile(
    r"(?:[\s・•●○◆◇■□▪\-–—※>*]{1,8}"
    r"|\(?[\d一二三四五六七八九十ア-ン]{1,2}(?:[).．] ?| (?=[^\d]))"
    rf"|{any_of('clause', 'openings')}(?:は|も)?(?:、|(?=[一-龥「]))"
    rf"|(?:この|その|こうした|そうした|かかる|このような)[^、。はがを]{{0,14}}{any_of('clause', 'opening_heads')}(?:は)?、)"
)
_PLACES = any_of("clause", "places") + r"」?(?:\([^()]{1,30}\))?"
# Adverbial phrases that say when, where or after what: 2月の首脳会談において、 協議を重ねた結果、 9月には、
_SETTING = re.compile(
    rf"[^、。]{{1,60}}(?:(?:{_PLACES}|文書|機会|場)(?:において(?:は|も)?|では|でも|にて|に際し(?:て)?|の際に?(?:は)?|の機会に|の場で|で)"
    r"|(?:協議|議論|検討|作業|会談)を[^、。]{1,12}た結果|以降|の際に?(?:は)?)、"
    r"|(?:[^、。]{0,20}[年月日]|上旬|中旬|下旬|春|夏|秋|冬)(?:\([^()]{1,12}\))?(?:に|には|末|末に|上旬|中旬|下旬)?、"
)
_WHERE = re.compile(
    rf"{_PLACES}(?:において(?:、|(?=「))|において(?:は|も)、?|では、?|でも、?|の際に?(?:は)?、|の機会に、)"
)
CLAUSE_CONTENT = re.compile(r"(?:こと|旨|よう|と|との[^、。]{0,8}|という[^、。]{0,8}|いく|たい)$")
_DATED = re.compile(r"(?:\d{1,4}+|平成|令和|昭和|[()元年月日同昨本今翌]){2,24}+の")
_WHEN = re.compile(r"[^、。はがを]{0,40}(?:[年月日週旬末]に?|に(?:対し|つい|関し)ては)")
_INNER_BREAK = re.compile(r"(?:である|であり|ている)、")
_ADVERB = re.compile(rf"{any_of('clause', 'adverbs')}、?$")
_PARTICLE = re.compile(rf"{any_of('clause', 'particles')}、?$")
_MARKER = re.compile(
    r"(?:からは(?:ですね)?|からも|から|より(?:は|も)?|としては|とは|により|によって|において(?:は|も)?|では|でも|で(?=\d|、)"
    r"|は|も|が)(?:特に|また)?、?"
)
_CLAUSE_END = re.compile(
    rf"(?:{any_of('clause', 'meeting_verbs')}(?:し(?:て)?|され|するとともに|した(?:上で|うえで|ほか|ところ)|するほか)"
    rf"|{any_of('clause', 'meeting_clauses')})、"
)
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


def punctuated(text: str) -> str:
    """The text with commas as 、, letter for letter: many ministries wrote 「，」 until 2022. One inside a number stays."""
    return _COMMA.sub("、", text)


def sentences(text: str) -> list[Span]:
    """Half-open spans of the sentences; a 。 inside brackets that close does not end one."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append(i)
        elif stack and char == _PAIRS[text[stack[-1]]]:
            closing[stack.pop()] = i
    spans: list[Span] = []
    start = i = 0
    while i < len(text):
        if i in closing:
            i = closing[i] + 1
            continue
        if text[i] in "。\n":
            spans.append((start, i + 1))
            start = i + 1
        i += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def content_end(text: str, start: int, floor: int) -> tuple[int, str]:
    """Where the content of a predicate at `start` ends: before adverbs and the case particle; and that particle."""
    end = start
    while match := _ADVERB.search(text, max(floor, end - 24), end):
        end = match.start()
    if match := _PARTICLE.search(text, max(floor, end - 12), end):
        return match.start(), match[0]
    return end, ""


def topics(doc: Doc, start: int, end: int) -> list[Topic]:
    """Noun phrases with a marker of the actor in a stretch of the text, in reading order."""
    found: list[Topic] = []
    text = punctuated(doc.text)
    span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    for token in span or ():
        if not start < token.idx < end or not token.tag_.startswith(("助詞", "助動詞")):
            continue
        marker = _MARKER.match(text, token.idx, end)
        if marker is None:
            continue
        first = _phrase_start(doc, text, token, start)
        if first < token.idx:
            phrase = text[first : token.idx]
            relative = _relative(doc, token) if marker[0] == "が" else None
            found.append(Topic(first, token.idx, marker.end(), marker[0], kind_of(phrase), relative))
    return found


def _relative(doc: Doc, marker: Token) -> int | None:
    """Where the noun ends whose relative clause has the noun before a marker for its subject."""
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
        opening := _OPENING.match(text, first, marker.idx) or _DATED.match(text, first, marker.idx)
    ):
        first = opening.end()
    return first


def _in_phrase(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text in ("、", ","):
        # 大統領、首相及び議長が: a comma between persons
        before, after = doc.text[max(0, token.idx - 12) : token.idx], doc.text[token.idx + 1 : token.idx + 13]
        if i > 0 and kind_of(before) == "person" and doc[i + 1].pos_ == "PROPN":
            return True
        # チリ、ペルー及びコロンビアが: one between countries
        return names_party(before, at_end=True) and names_party(after, at_end=False)
    if token.text in ("と", "の", "及び", "並びに", "および", "ならびに", "や", "・", "/", "-", "+", "="):
        return True
    return token.tag_.startswith(("名詞", "代名詞", "接頭辞", "接尾辞", "記号-文字", "連体詞"))


def skip_opening(text: str, start: int, end: int) -> int:
    """Past bullets, connectives and adverbial phrases of time and place at the head of a clause."""
    at = start
    while at < end:
        match = _OPENING.match(text, at, end) or _SETTING.match(text, at, end)
        if match is None or (match.end() >= end and match.re is _SETTING):
            break
        at = match.end()
    return at


def last_setting(text: str, start: int, end: int) -> int:
    """Past the last phrase of a clause that names the meeting or document where the act was done."""
    at = start
    for match in _WHERE.finditer(text, start, end):
        at = match.end()
    return at


def inner_start(text: str, start: int, end: int) -> int:
    """Where a report inside another's words begins: after the last sentence-like part (…である、)."""
    return max(start, *(m.end() for m in _INNER_BREAK.finditer(text, start, end)), start)


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without what closes a sentence; None where nothing is left."""
    while end > start and text[end - 1] in "。\n 」":
        end -= 1
    return (start, end) if start < end else None


def clause_starts(text: str, start: int, end: int) -> list[int]:
    """Ends of clauses whose verb is said of the same meeting, though it is no act (留意し、 共有した上で、)."""
    return [match.end() for match in _CLAUSE_END.finditer(text, start, end)]


def choose(
    found: Sequence[Topic], start: int, end: int, text: str, first: bool = True, passive: bool = False
) -> Topic | None:
    """The topic that names the actor of a clause that begins at `start` and whose content ends at `end`.

    `first` tells that no actor was named before in the sentence. A topic without comma after another actor, or a subject
    with が, mostly belongs to the content (両首脳は、…日米が協力することを); a passive has its actor with から, より or により.
    """
    clause = bool(CLAUSE_CONTENT.search(text, max(start, end - 12), end))
    told = [t for t in found if start <= t.start < end and t.kind is not None]
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
        and t.marker.startswith(("は", "から", "より"))
        and text[t.start - 1 : t.start] in "、。 "
    ]
    for topic in (*reversed([t for t in strong if t is not told[0]]), *told):
        comma, mark = topic.marker.endswith("、"), topic.marker.rstrip("、")
        if mark.startswith(("において", "では", "でも", "で")):
            continue
        if mark.startswith("とは"):
            continue
        if mark.startswith(("は", "としては")):
            if (
                comma
                or topic.kind == "joint"
                or (first and topic.kind != "meeting")
                or (topic.kind in _OPEN_ACTORS and not clause)
            ):
                return topic
        elif mark.startswith(("から", "より")):
            if comma or mark[2:] or topic.kind in ("person", "speaker"):
                return topic
        elif mark.startswith(("により", "によって")):
            if topic.kind != "document" and first and not clause:
                return topic
        elif mark.startswith("も") and topic.kind != "meeting" and comma:
            return topic
    for topic in reversed(told):
        if topic.relative is not None and topic.relative < end:
            continue  # deep in the content; 米国が離脱する意向を表明 shares its subject
        if first and topic.marker.startswith("が") and topic.kind not in ("meeting", "document"):
            if topic.marker.endswith("、"):
                return topic
            lead = text[skip_opening(text, max(start, text.rfind("、", start, topic.start) + 1), end) : topic.start]
            opens = not text[skip_opening(text, start, end) : topic.start]
            several = opens and len(parties_in(text[topic.start : topic.name_end])) > 1
            if (not lead or _WHEN.fullmatch(lead)) and (not clause or topic.kind == "person" or several):
                return topic
    for topic in told:
        if topic.kind == "document" and topic.marker.startswith(("において", "では", "でも", "で")):
            return topic
    return None
