"""Sentences and clauses: where a predicate's content begins and ends, and which topic before it names the actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from hakusho.extractors.commitments.actors import Kind, kind_of

Span = tuple[int, int]

_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}

# Words that open a sentence or clause and belong to no content.
_OPENING = re.compile(
    r"(?:[\s・•●○◆◇■□▪\-–—※>*]{1,8}"
    r"|\(?[\d一二三四五六七八九十ア-ン]{1,2}(?:[).．] ?| (?=[^\d]))"
    r"|(?:また|さらに|更に|その上で|そのうえで|特に|とりわけ|加えて|このほか|この他|そのほか|なお|他方で?|一方で?|同時に|あわせて|併せて|次に"
    r"|まず|最後に|冒頭|続いて|引き続いて|そして|しかし|ただし|次いで|これに対し(?:て)?|これに加え(?:て)?|これを受け(?:て)?|これらを踏まえ"
    r"|以上を踏まえ|具体的には|その結果|この結果|その際(?:に)?|この際|その後|その中で|その他|改めて|あらためて|はじめに|とともに)(?:は|も)?(?:、|(?=[一-龥「]))"
    r"|(?:この|その|こうした|そうした|かかる|このような)[^、。はがを]{1,14}(?:ため|観点から|文脈で|機会に|中|下|下で|もと|上で|流れの中で|背景から)(?:は)?、)"
)
# Adverbial phrases that say when, where or after what: 2月の首脳会談において、 協議を重ねた結果、
_SETTING = re.compile(
    r"[^、。]{1,60}(?:(?:会談|会合|協議|サミット|「2\+2」|会議|対話|声明|宣言|共同発表|文書|機会|場|総会|委員会)(?:\([^()]{1,30}\))?(?:において(?:は|も)?|では|でも|にて|に際し(?:て)?|の際に?(?:は)?|の機会に|の場で|で)"
    r"|(?:協議|議論|検討|作業|会談)を[^、。]{1,12}た結果|以降|の際に?(?:は)?)、"
    r"|(?:[^、。]{0,20}[年月日]|上旬|中旬|下旬|春|夏|秋|冬)(?:\([^()]{1,12}\))?(?:に|には|末|末に|上旬|中旬|下旬)?、"
)
CLAUSE_CONTENT = re.compile(r"(?:こと|旨|よう|と|との[^、。]{0,8}|という[^、。]{0,8}|いく|たい)$")
_DATED = re.compile(r"(?:(?:\d{1,4}|平成|令和|昭和|[()元年月日同昨本今翌])){2,24}の")
_WHERE = re.compile(
    r"(?:会談|会合|サミット(?:\d{4})?|「2\+2」|会議|対話|協議|総会|共同声明|共同発表|同声明|同発表|宣言)」?(?:\([^()]{1,30}\))?(?:において(?:、|(?=「))|において(?:は|も)、?|では、?|でも、?|の際に?(?:は)?、|の機会に、)"
)
_INNER_BREAK = re.compile(r"(?:である|であり|ている)、")

_ADVERB = re.compile(
    r"(?:(?:最も)?(?:強く|高く|深く|広く|幅広く|温かく|厳しく|固く|引き続き|繰り返し|率直(?:な|に|かつ[^、。をでにが]{1,6}(?:な|に))|活発(?:な|に)|幅広い|前向き(?:な|に)"
    r"|突っ込んだ|踏み込んだ|有意義な|忌憚のない|様々な|建設的(?:な|に)|重点的(?:な|に)|集中的(?:な|に)|精力的(?:な|に)|積極的(?:な|に)|肯定的(?:な|に)|全面的に|包括的(?:な|に)|具体的(?:な|に)|断定的に|最終的に|正式に|新たに|明確に|詳細(?:な|に)|丁寧(?:な|に)"
    r"|緊密(?:な|に)|真剣(?:な|に)|十分(?:な|に)|共同で|共に|ともに|相互に|互いに|それぞれ|改めて|あらためて|再度|特に|心から(?:の)?|断固として|全会一致で|満場一致で|大筋で|基本的に|原則(?:として|的に)|口頭で|直接|公に|明示的に|懸念を持って|関心を持って"
    r"|力強い|強い|深い|忌たんのない|集中した|充実した|濃密な|活発かつ率直な|次のとおり|以下のとおり|最も強い(?:言葉|表現)で|可能な限り最も強い(?:言葉|表現)で|その旨)、?)$"
)
_PARTICLE = re.compile(
    r"(?:について(?:は|も|の)?|ついて|につき|に関し(?:て)?(?:の|も)?|に関する|をめぐり|をめぐって|に対し(?:て)?(?:の)?|に向けて?|(?:と|との)観点から|という観点から|にも|でも|とも|(?:と)?(?:そう)?いう|との|への|を|が|で|に|と|の|は|も|へ|」)、?$"
)

_MARKER = re.compile(
    r"(?:からは(?:ですね)?|からも|から|より(?:は|も)?|としては|とは|により|によって|において(?:は|も)?|では|でも|で(?=\d|、)|は|も|が)(?:特に|また)?、?"
)
# Verbs of what else the same parties do in a meeting; where they end a clause, the next content begins.
_CLAUSE_END = re.compile(
    r"(?:(?:留意|認識|共有|要請|説明|言及|指摘|感謝|支持|署名|開催|実施|会談|訪問|出席|面会|表敬|提案|伝達|発出|採択|批准)"
    r"(?:し(?:て)?|され|するとともに|した(?:上で|うえで|ほか|ところ)|するほか)"
    r"|(?:促し|伝え|申し入れ|示し|示され|すり合わせ|(?:会談|会合|訪問|視察|表敬|署名|説明|紹介|報告|要請|作業)を行い|行われ|(?:説明|紹介|言及|指摘|要請|報告|要望)が?あり)"
    r"|(?:示した|伝えた|行った|述べた)(?:上で|うえで|ところ|ほか)|(?:行う|示す)とともに"
    r"|(?:積み重ね|重ね|行っ|し)た結果|に(?:かんがみ|鑑み))、"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A noun phrase that a marker (は, から, より, が) makes the actor; `end` is after the marker and its comma."""

    start: int
    name_end: int
    end: int
    marker: str
    kind: Kind | None


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
            found.append(Topic(first, token.idx, marker.end(), marker[0], kind_of(phrase)))
    return found


def _phrase_start(doc: Doc, text: str, marker: Token, floor: int) -> int:
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
    while first < marker.idx and (opening := _OPENING.match(text, first, marker.idx) or _DATED.match(text, first, marker.idx)):
        first = opening.end()
    return first


def _in_phrase(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text in ("、", ","):
        # 大統領、首相及び議長が: a comma between persons
        return i > 0 and kind_of(doc.text[max(0, token.idx - 12) : token.idx]) == "person" and doc[i + 1].pos_ == "PROPN"
    if token.text in ("と", "の", "及び", "並びに", "および", "ならびに", "や", "・", "/", "-", "+", "="):
        return True
    return token.tag_.startswith(("名詞", "代名詞", "接頭辞", "接尾辞", "記号-文字", "連体詞"))


def skip_opening(text: str, start: int, end: int) -> int:
    """Past bullets, connectives and adverbial phrases of time and place at the head of a clause."""
    at = start
    while at < end:
        if match := _OPENING.match(text, at, end):
            at = match.end()
        elif (match := _SETTING.match(text, at, end)) and match.end() < end:
            at = match.end()
        else:
            break
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


_WHEN = re.compile(r"[^、。はがを]{0,40}[年月日週旬末]に?")
_OPEN_ACTORS = frozenset({"joint", "side", "person", "speaker"})


def choose(found: Sequence[Topic], start: int, end: int, text: str, first: bool = True, passive: bool = False) -> Topic | None:
    """The topic that names the actor of a clause that begins at `start` and whose content ends at `end`.

    `first` tells that no actor was named before in the sentence. A topic without comma after another actor, or a subject
    with が, mostly belongs to the content (両首脳は、…日米が協力することを); a passive has its actor with から, より or により.
    """
    clause = bool(CLAUSE_CONTENT.search(text, max(start, end - 12), end))
    told = [t for t in found if start <= t.start < end and t.kind is not None]
    if passive:
        told = [t for t in told if not t.marker.startswith(("は", "が", "も")) or t.kind == "document" and t.marker.startswith("は")]
    # A second actor after a comma opens a clause of its own: 同宣言は発効し、両国は…
    strong = [t for t in told if t.kind in _OPEN_ACTORS and t.marker.startswith(("は", "から", "より")) and text[t.start - 1 : t.start] in "、。 "]
    for topic in (*reversed([t for t in strong if t is not told[0]]), *told):
        comma, mark = topic.marker.endswith("、"), topic.marker.rstrip("、")
        if mark.startswith(("において", "では", "でも", "で")):
            continue
        if mark.startswith("とは"):
            continue
        if mark.startswith(("は", "としては")):
            if comma or topic.kind == "joint" or (first and topic.kind != "meeting") or (topic.kind in _OPEN_ACTORS and not clause):
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
        if first and topic.marker.startswith("が") and topic.kind not in ("meeting", "document"):
            if topic.marker.endswith("、"):
                return topic
            lead = text[skip_opening(text, max(start, text.rfind("、", start, topic.start) + 1), end) : topic.start]
            if (not lead or _WHEN.fullmatch(lead)) and (not clause or topic.kind == "person"):
                return topic
    for topic in told:
        if topic.kind == "document" and topic.marker.startswith(("において", "では", "でも", "で")):
            return topic
    return None
