"""Sentences and clauses: where a predicate's content begins and ends, and which topic before it names the actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from hakusho.extractors.commitments.actors import Kind, kind_of

Span = tuple[int, int]

_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}

# Words that open a sentence or clause and belong to no content.
_OPENING = re.compile(
    r"(?:[\s・•●○◆◇■□▪\-–—※>*]{1,8}"
    r"|(?:また|さらに|更に|その上で|そのうえで|特に|とりわけ|加えて|このほか|この他|そのほか|なお|他方で?|一方で?|同時に|あわせて|併せて|次に"
    r"|まず|最後に|冒頭|続いて|引き続いて|そして|しかし|ただし|次いで|これに対し(?:て)?|これに加え(?:て)?|これを受け(?:て)?|これらを踏まえ"
    r"|以上を踏まえ|具体的には|その結果|この結果|その際(?:に)?|この際|その後|その中で|その他|改めて|あらためて|はじめに|とともに)(?:は|も)?(?:、|(?=[一-龥「]))"
    r"|(?:この|その|こうした|そうした|かかる|このような)[^、。はがを]{1,14}(?:ため|観点から|文脈で|機会に|中|下|下で|もと|上で|流れの中で|背景から)(?:は)?、)"
)
# Adverbial phrases that say when, where or after what: 2月の首脳会談において、 協議を重ねた結果、
_SETTING = re.compile(
    r"[^、。「]{0,30}(?:「[^」]{1,20}」)?[^、。]{0,40}?(?:(?:において|でも|では|にて|で|に際し(?:て)?|の際(?:に)?|の機会に|の場で|以降|から|まで|に|には|も|は)?、)"
)
_SETTING_WORD = re.compile(
    r"会談|会合|協議|サミット|「2\+2」|会議|対話|声明|宣言|共同発表|文書|結果|機会|[年月日](?:\([^)]{1,12}\))?(?:に|には|上旬|中旬|下旬|末)?、|以降、|の際"
)

_ADVERB = re.compile(
    r"(?:(?:最も)?(?:強く|高く|深く|広く|幅広く|温かく|厳しく|固く|引き続き|繰り返し|率直(?:な|に|かつ[^、。をでにが]{1,6}(?:な|に))|活発(?:な|に)|幅広い|前向き(?:な|に)"
    r"|突っ込んだ|踏み込んだ|有意義な|忌憚のない|様々な|建設的(?:な|に)|重点的(?:な|に)|集中的(?:な|に)|精力的(?:な|に)|積極的(?:な|に)|肯定的(?:な|に)|全面的に|包括的(?:な|に)|具体的(?:な|に)|断定的に|最終的に|正式に|新たに|明確に|詳細(?:な|に)|丁寧(?:な|に)"
    r"|緊密(?:な|に)|真剣(?:な|に)|十分(?:な|に)|共同で|共に|ともに|相互に|互いに|それぞれ|改めて|あらためて|再度|特に|心から(?:の)?|断固として|全会一致で|満場一致で|大筋で|基本的に|原則(?:として|的に)|口頭で|直接|公に|明示的に|懸念を持って|関心を持って"
    r"|強い|深い|忌たんのない|集中した|充実した|濃密な|活発かつ率直な|次のとおり|以下のとおり|最も強い(?:言葉|表現)で|可能な限り最も強い(?:言葉|表現)で|その旨)、?)$"
)
_PARTICLE = re.compile(
    r"(?:について(?:は|も|の)?|ついて|につき|に関し(?:て)?(?:の|も)?|に関する|をめぐり|をめぐって|に対し(?:て)?(?:の)?|に向けて?|(?:と|との)観点から|という観点から|にも|でも|とも|(?:と)?(?:そう)?いう|との|への|を|が|で|に|と|の|は|も|へ|」)$"
)

_MARKER = re.compile(
    r"(?:からは(?:ですね)?|からも|から|より(?:は|も)?|としては|とは|には|は(?=特に)|は|も|が|により|によって|の間で|間で(?:は)?)(?:特に)?、?"
)
_CLAUSE_END = re.compile(
    r"(?:留意し|認識し|共有し|要請し|求め|促し|説明し|伝え|言及し|指摘し|感謝し|支持し|署名し|すり合わせ|実施し|開催し|会談し|行い|訪問し|出席し|面会し|表敬し"
    r"|説明があり|紹介し|提案し|申し入れ|求めるとともに|認識を共有(?:した上で|するとともに)|示され|示し|示した上で|(?:し|っ|い)た結果|した上で|したうえで|するとともに|するほか|したほか|ところ|伝達し|批准し|採択し|発出し|立ち上げ)"
    r"、"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A noun phrase that a marker (は, から, より, が) makes the actor; `end` is after the marker and its comma."""

    start: int
    name_end: int
    end: int
    marker: str
    kind: Kind | None


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
    text = doc.text
    for token in doc:
        if not start < token.idx < end or token.pos_ not in ("ADP", "SCONJ", "PART"):
            continue
        marker = _MARKER.match(text, token.idx, end)
        if marker is None:
            continue
        first = _phrase_start(doc, token, start)
        if first < token.idx:
            phrase = text[first : token.idx]
            found.append(Topic(first, token.idx, marker.end(), marker[0], kind_of(phrase)))
    return found


def _phrase_start(doc: Doc, marker: Token, floor: int) -> int:
    """Where the noun phrase before a marker begins."""
    first = marker.idx
    depth = 0
    for i in range(marker.i - 1, -1, -1):
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
    while first < marker.idx and (opening := _OPENING.match(doc.text, first, marker.idx)):
        first = opening.end()
    return first


def _in_phrase(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "、":
        # 大統領、首相及び議長が: a comma between persons
        return (
            i > 0 and kind_of(doc.text[max(0, token.idx - 12) : token.idx]) == "person" and doc[i + 1].pos_ == "PROPN"
        )
    if token.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "X"):
        return True
    return (
        token.text in ("と", "の", "及び", "並びに", "や", "・", "/", "-")
        or token.pos_ == "ADJ"
        and i + 1 < len(doc)
        and doc[i + 1].pos_ in ("NOUN", "PROPN")
    )


def skip_opening(text: str, start: int, end: int) -> int:
    """Past bullets, connectives and adverbial phrases of time and place at the head of a clause."""
    at = start
    while at < end:
        if match := _OPENING.match(text, at, end):
            at = match.end()
        elif (match := _SETTING.match(text, at, end)) and _SETTING_WORD.search(match[0]) and match.end() < end:
            at = match.end()
        else:
            break
    return at


def clause_starts(text: str, start: int, end: int) -> list[int]:
    """Ends of clauses whose verb is said of the same meeting, though it is no act (留意し、 共有した上で、)."""
    return [match.end() for match in _CLAUSE_END.finditer(text, start, end)]


def choose(found: Sequence[Topic], start: int, end: int, text: str) -> Topic | None:
    """The topic that names the actor of a clause that begins at `start` and whose content ends at `end`."""
    for topic in found:
        if not start <= topic.start < end or topic.kind is None:
            continue
        if (
            topic.marker.startswith("が")
            and not topic.marker.endswith("、")
            and re.search(r"(?:こと|旨|よう|との?)$", text[topic.end : end])
        ):
            continue
        if topic.marker.startswith(("も", "には", "とは", "により", "によって")) and not topic.marker.endswith("、"):
            continue
        return topic
    return None
