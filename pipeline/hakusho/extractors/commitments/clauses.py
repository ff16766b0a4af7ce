"""Sentences and clauses: where a predicate's content begins and ends."""

from __future__ import annotations

import re

from hakusho.extractors.commitments.phrases import any_of

Span = tuple[int, int]

_PAIRS = {"「": "」", "『": "』", "(": ")", "【": "】"}

OPENING = re.compile(
    r"(?:[\s・•●○◆◇■□▪\-–—※>*]{1,8}"
    r"|\(?[\d一二三四五六七八九十ア-ン]{1,2}(?:[).．] ?| (?=[^\d]))"
    rf"|{any_of('clause', 'openings')}(?:は|も)?(?:、|(?=[一-龥「ァ-ヴA-Z]))"
    rf"|[^、。]{{1,40}}{any_of('clause', 'places')}(?:です|であります|でございます)が、(?:特に、?)?|「[^「」]{{1,80}}」をテーマに(?:し(?:て)?)?、"
    r"|議長国として(?:は)?、?|議長国(?:である|の)[^、。はがを]{1,12}(?:主導|提案|呼びかけ)により、?|(?:共同)?議長[^、。]{0,50}の(?:下|もと)で?、"
    rf"|(?:この|その|こうした|そうした|かかる|このような)[^、。はがを]{{0,14}}{any_of('clause', 'opening_heads')}(?:は)?、)"
)
_PLACES = any_of("clause", "places") + r"」?(?:\([^()]{1,30}\))?"
# Adverbial phrases that say when, where or after what: 2月の首脳会談において、 協議を重ねた結果、 9月には、
_HELD_AT = rf"[^、。]{{0,60}}(?:(?:{_PLACES}|文書|機会|場|(?:訪問|来日|訪[一-龥]))(?:において(?:は|も)?|では|でも|にて|に際し(?:て)?|の際に?(?:は)?|の機会に|の場で|で)"
_SETTING = re.compile(
    rf"{_HELD_AT}|[^、。]{{0,40}}(?:協議|対話|会談|会合)(?:など|等)?を通じ(?:て)?"
    r"|[^、。]{1,60}の(?:機会|場)を(?:利用|活用)し(?:て)?|(?:協議|議論|検討|作業|会談)を[^、。]{1,12}た結果|以降|の際に?(?:は)?)、"
    r"|[^、。はがを]{2,40}?(?:と(?:の間で[はも]?|は)|国間で[はも]?)、|(?:両[一-龥]{1,4}|双方)(?:の)?間で[はも]?、"
    r"|[^、。]{1,40}[たる]際(?:に|には|にも)?、|[^、。]{1,40}(?:会談|会合|会議|協議|対話|訪問)に(?:引き続き|続き|続いて|続く形で)、|[^、。]{1,60}(?:議論|成果|結果|合意|会談|会合|協議|会議)を(?:踏まえ|受け)(?:て|つつ)?、|[^、。はが]{1,30}に向けては、(?:とりわけ、)?|[^、。]{1,40}までの間に?、|[^、。]{1,60}(?:(?:議長|司会|主導|参加|出席)の(?:下|もと)で?|の(?:参加|出席|協力)(?:も|を)得て|の中で|テーマの(?:下|もと)(?:で)?)、"
    r"|[^、。]{1,40}(?:を前に|に先立ち|に先立って|を控え(?:て)?)、|[^、。]{0,20}(?:(?<=[\d元同当翌前本今明昨毎一二三四五六七八九十])[年月日]|上旬|中旬|下旬|(?:年の?|今|昨)[春夏秋冬])(?:\([^()]{1,12}\))?(?:に|には|末|末に|上旬|中旬|下旬)?、"
)
_MEETING_SETTING = re.compile(
    rf"(?![^、。]{{0,40}}(?:(?:行な?われ|開催され|実施され|開かれ)た|(?:先般|先日|前回|昨年|先月|先週)の))[^、。]{{0,60}}{_PLACES}(?:において|では|の際に?|の場で)、"
)
# A meeting that is gone back to: 5月に行われた会談において、
EARLIER_MEETING = re.compile(
    rf"(?:行な?われ|開催され|実施され|開かれ)た[^、。]{{0,40}}{_PLACES}(?:において|では|の際に?|の場で)、"
)
_PAST_OCCASION = re.compile(r"[^、。]{1,80}た(?:際|時|折)(?:に(?:は)?)?、")
_TO_BE_DONE = re.compile(r"[るうくすつむぶぐ]こと$")
_TOPIC = re.compile(r"(?:について|に関し(?:て)?|を)、")  # 検査の改善について、協議を通じて議論を深めること
_WHERE = re.compile(
    rf"{_PLACES}(?:において(?:、|(?=「))|において(?:は|も)、?|では、?|でも、?|の際に?(?:は)?、|の機会に、)"
    r"|(?:議長|司会|主導|参加|出席)の(?:下|もと)で?、|(?:会談|会合|協議|対話)(?:など|等)?を通じ(?:て)?(?=[\d一-龥])"
)
# 閣僚会合で重要性を再確認した: without a comma, unless it is a relative clause (会談で決まった手順).
_WHERE_BARE = re.compile(rf"{_PLACES}で(?=[一-龥「])(?![^。]{{0,80}}[たる]、?[一-龥0-9])")
# A run-in title: 通信網の整備:海底の線を…
_LABEL = re.compile(
    r"(?<![^\s。.)])(?:[QA問答]:\s?|[^、。:はがを()「」]{2,30}:(?!\d)\s?|[○〇◯][^、。\s]{2,30}\s|【[^】]{1,30}】)"
)
CLAUSE_CONTENT = re.compile(r"(?:こと|旨|よう|と|との[^、。]{0,8}|という[^、。]{0,8}|いく|たい)$")
_INNER_BREAK = re.compile(r"(?:である|であり|ている|(?<=[てこ])おり|とし(?:て)?)、")
_ADVERB = re.compile(rf"{any_of('clause', 'adverbs')}、?$")
# 発射を決議違反として非難した: as what, outside what.
_AS_WHAT = re.compile(r"(?<=を)(?:[^、。をはが「」]{0,30}「[^「」。]{1,80}」|[^、。をはが]{1,40})として、?$")
_PARTICLE = re.compile(rf"{any_of('clause', 'particles')}、?$")
_CLAUSE_END = re.compile(
    rf"(?:{any_of('clause', 'meeting_verbs')}(?:し(?:て)?|され|するとともに|した(?:上で|うえで|ほか|ところ)|するほか)"
    rf"|{any_of('clause', 'meeting_clauses')}|(?:紹介|説明|指摘|感謝|言及)しつつ|[^、。]たほか)(?:\((?:[^()]|\([^()]{{1,20}}\)){{1,60}}\))?、"
    r"|(?:会談|会合|協議|対話|会議|委員会)を(?:開催|実施)して(?=[一-龥「])"
)


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
    if match := _AS_WHAT.search(text, max(floor, end - 120), end):
        end = match.start()
    if match := _PARTICLE.search(text, max(floor, end - 12), end):
        return match.start(), match[0]
    return end, ""


def skip_opening(text: str, start: int, end: int, said: bool = False) -> int:
    """Past bullets, connectives and adverbial phrases of time and place at the head of a clause.

    With `said`, of a clause that tells what was said (双方は、昨年の訪問に際し演習が行われたことを歓迎): when and where belong to it,
    but for the meeting where it was said.
    """
    setting = _MEETING_SETTING if said else _SETTING
    at = start
    while at < end:
        match = OPENING.match(text, at, end) or setting.match(text, at, end) or _LABEL.match(text, at, end)
        if match is None or (match.end() >= end and match.re is setting):
            break
        at = match.end()
    return at


def skip_past(text: str, start: int, end: int) -> int:
    """Past the phrase of a past occasion before what is still to be done: 昨年訪問した際に、会議を設けることで一致."""
    occasion = _PAST_OCCASION.match(text, start, end)
    return occasion.end() if occasion and _TO_BE_DONE.search(text, occasion.end(), end) else start


def last_setting(text: str, start: int, end: int) -> int:
    """Past the last phrase of a clause that names the meeting or document where the act was done."""
    at = start
    for match in _WHERE.finditer(text, start, end):
        if not (match[0].endswith(("通じ", "通じて")) and _TOPIC.search(text, start, match.start())):
            at = match.end()
    if bare := _WHERE_BARE.search(text, at, end):
        at = bare.end()
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
