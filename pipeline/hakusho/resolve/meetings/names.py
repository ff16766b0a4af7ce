"""Where a text names a meeting, and whether what stands beside the name happened there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.commitments.actors import kind_of, only_parties
from hakusho.extractors.parties import parties_in
from hakusho.extractors.punctuation import punctuated
from hakusho.resolve.document import Passage


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """A place where the text names a meeting. `governs` tells that the sentence says what happened there
    (日米首脳会談において, 会合を開催し, a heading); `lead` where the title begins of which the name is the end (仏外相との会談);
    `told` the content of a commitment within which it says so (5月の会談において一致したことを歓迎)."""

    passage: Passage
    start: int
    end: int
    governs: bool
    lead: int
    told: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def full(self) -> str:
        return self.passage.text[self.lead : self.end]


# What the name of a meeting ends in. Those of the second group say it only with something before them (日米協議, 作業部会).
_KEY = re.compile(
    r"(?P<sure>電話会談|テレビ会談|立ち話|(?<!記者)(?<!共同)会見|会談|会合|サミット|ワーキング・?ディナー|ワーキング・?ランチ|表敬|懇談(?!会)|(?:夕食|昼食|朝食)会|「2\+2」|「2プラス2」|2\+2(?!」)|総会|(?<![A-Za-z])(?:COP|TICAD|PALM|IGF)[\s-]?\d{1,4}(?:回)?|(?<![A-Za-z])[A-Z]{4,8}\d{1,4}(?=が、?[^。]{0,30}(?:開催|開か)))"
    r"|(?P<headed>協議会?|(?<=[間回級])交渉|対話|会議|委員会|理事会|作業部会|フォーラム)"
)
_COUNTED = re.compile(r"[\d二三四五六七八九]か国")
_ORDINAL = re.compile(r"第\d{1,3}回")
_HEADED = re.compile(r"(?:対話|協議|会議|会合|委員会|理事会|サミット)」?$")
_QUALIFIER = re.compile(r"[一-龥々ァ-ヶーA-Za-z0-9・=+&]")
_LEADING = re.compile(
    r"(?:[\d一二三四五六七八九十]{1,4}(?:年|月|回|度|日(?![米英中韓朝豪印露仏独伊加比越]))|同年|同月|同日|翌年|今回|今次|今般|前回|次回|先般|当該|右|上記|前記|本|次期|初回|際|合後|共同|後|年次|累次|直近|初|一連|再度|再び)+"
)
_LENGTH = re.compile(r"約?\d{1,3}(?:時間|分)(?:半|間)?")  # 約1時間ワーキングランチ
_WITH_SOVEREIGN = re.compile(
    r"(?:天皇|皇后|陛下|殿下)[^、。はがを]{0,12}と[^、。]{0,6}$"
)  # paid to those who do not act
_LONGEST = 34
_BRACKET = re.compile(
    r"(?:20|19)\d{2}(?!年)|\((?:[^()]{0,6}「2\+2」|[A-Z]{2,8}\d{0,3}|第\d{1,3}回[^()]{2,24}(?:会議|会合|会談|総会|サミット|協議))\)"
)
_NUMBER = re.compile(r"第\d{1,3}回 $")  # 第3回 日仏科学対話
_GOVERNS = re.compile(
    r"」?(?:\([^()]{1,80}\))?(?:第\d{1,3}(?:会期|回会合))?(?:/[^、。がは]{2,40})?(?:など|等)?(?:(?:の)?(?:相手|者)(?:国|方)?:|し(?:た|、|て、)|(?:です|であります|でございます)が、|において|におい|でも|では|で(?=[、一-龥「])|であり(?:ます|まして|、)|にて|の機会|の際|に際し|の場で|に合わせ|に先立ち|に(?:(?:議長|共同議長|代表)として)?(?:出席|参加)(?!(?:する)?(?:の)?(?:ため|べく|予定))|を通じ(?:て)?(?:、|(?=[一-龥\d]))|には|、[^。、]{1,16}で開催|、(?=[^。はが]{1,60}(?:協議|討議|議論|意見交換|合意|採択|一致|確認|表明)(?:。|\())|は(?=[^。は]{0,40}(?:意義|成果|実り|友好|率直|雰囲気))"
    r"|(?:訪問)?を(?:[^、。を]{1,40}(?:で|にて|において)、?|、[^。を]{1,100}(?:で|にて|において)、?(?=開催))?(?:行|開催|主催|実施|開い|持|受け|いたしま|致しま|しま(?=し))|が(?:行な?われ|開催|開か|実施|持たれ)|の(?:結果|中で|冒頭|議論で)|後の"
    r"|及び[^、。]{1,12}(?:会談|会合|食会|ランチ|ディナー|懇談|「2\+2」)を(?:行|実施|開催)|及び共同発表の概要|の成果文書|[はが]、?[^。はが]{0,60}(?:開催され|開かれ|行な?われ|実施され)(?:まし)?(?:た|、)|は、?[^。]{2,100}との間で(?:開催され|行な?われ)|(?:第\d{1,2}会期)?開催(?:。|\(|$))"
)
_NOT_YET = re.compile(
    r"(?:来[月年週]の|(?:翌日から|明日(?:から)?)の|来る|予定(?:されている|する)|今後の|次回の|次の|将来の)$"
)
_PLANNED = re.compile(r"」?が、?(?:[^、。]{1,20}で)?(?:開催|実施)される(?:こと|予定|の)")
# Within what is told: 総会の機会に協議する旨の説明
_TOLD = re.compile(r"[^。はが]{0,80}(?:旨|との)の?(?:説明|紹介|言及|提案|要請|希望|期待|要望|発言)")
_MEANS = re.compile(r"(?:など|等)?を通じ")  # 両首脳は、米朝会談を通じて事態が開かれる: by what, in what they said
# サミットで採択された行動計画を: says of a noun where it was made, not where the sentence happened, unless the noun is its
# topic (会合で採択された宣言では).
_DESCRIBES = re.compile(
    r"(?:において|にて|で)[^、。はがを]{0,12}(?:採択|合意|承認|決定|発表|表明|公表|署名|提唱|策定|確認|議論|提起|提案)された、?(?=[「『一-龥ァ-ヴA-Z0-9])(?!旨|際|後|結果|他|上|以|時)"
    r"(?!「[^」。]{1,80}」(?:に?おいて|では|には|は)|[^、。はがを「」]{1,40}(?:において|では|には|は))"
)
# 昨年の会談において言及されたことを踏まえ、: what led to it is not where it was done.
BACKGROUND = re.compile(r"[^。]{0,120}?(?:こと|旨|との指示|要請)(?:を踏まえ|を受け)(?:て)?、")
_TOPIC = re.compile(r"(?<!ついて)(?<!おいて)(?<![でと])は、$")
_GENERIC = re.compile(r"(?:各種|様々な|多国間の?)?(?:国際)?会議|(?:各種|様々な)会合")
_BARE = re.compile(r"(?:[たるのな]|同|本|当該|^|、)$")
_TITLE = re.compile(
    r"(?:(?:及び|・)(?:ワーキング・?(?:ランチ|ディナー)|夕食会|昼食会|共同記者(?:会見|発表)|署名式|[^、。はがを]{1,8}表敬)|\([^()]{1,60}\)|の(?:概要|実施|開催)|の結果(?:概要)?|について|概要|【[^】]{1,30}】|\s|(?:共同|議長)?(?:プレス・?|記者)?(?:声明|発表|コミュニケ|宣言|文書|サマリー|総括|ステートメント)|の?(?:骨子|要旨|ポイント|(?:主な|主要な?)?成果)){0,4}$"
)
_WITH = re.compile(r"[^、。はを]{2,60}(?:と(?:の)?|による)")
# What a name may begin with: those of whom it is, or with whom it was.
_OF = re.compile(r"(?P<of>「[^「」]{2,30}」(?:[一-龥]{2,6})?|[一-龥ァ-ヶーA-Za-z0-9・+]{2,24})の$")
_JOINED = re.compile("及び|および|並びに|ならびに")
_MEAL = re.compile("昼食会|夕食会|朝食会|ランチ|ディナー|懇談")
_WITH_ONE = re.compile(r"(?:^|(?<=[、。はがをも ]))(?P<who>[^、。はがをた]{2,50})との(?:間の)?$")
_TITLE_LEAD = re.compile(
    r"(?:\((?:別紙|別添|参考)\d{0,2}\)|資料\d{1,3}|【[^】]{1,10}】|\[[^\]]{1,10}\]|\(?[\d一二三四五六七八九十ア-ン①-⑳]{1,3}[).．、 ]?|[○●■◆・\s]){0,3}"
)
_LABEL = re.compile(
    r"(?:[○●■◆・\-–\s]|\(?[\d一二三四五六七八九十ア-ン①-⑳]{1,3}[).．、 ]){0,3}(?:[^、。:はがを]{2,12}:\s?)?"
)

# An entry of a chronology that is the meeting alone: 3日 第2回日仏科学協議(東京)。
_DATED = re.compile(
    r"(?:^|。)\s{0,4}+(?:[^\s、。()]{0,8}年)?+(?:[\d一二三四五六七八九十]{1,3}+月)?+(?:[\d一二三四五六七八九十]{1,3}+日)?+(?:[~-]\d{1,2}+日)?+\s{0,2}+(?:第\d{1,3}+回)?+$"
)
_ALONE = re.compile(r"」?(?:\([^()]{1,30}\))?。")


def namings(passage: Passage) -> list[Naming]:
    """The places of a passage that name a meeting, in reading order. Names inside the content of a commitment
    (…の会談で取り上げるよう要請) do not govern."""
    text = punctuated(passage.text)
    contents = [c for m in passage.mentions.of("commitments") if (c := m.fields.get("content"))]
    found: list[Naming] = []
    for match in _KEY.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        start = _name_start(text, match.start())
        end = match.end()
        if bracket := _BRACKET.match(text, end):
            end = bracket.end()
        start = _quoted_start(text, start, end)
        if (
            match["headed"]
            and start == match.start()
            and not (_BARE.search(text[:start][-3:]) and _GOVERNS.match(text, end))
        ):
            continue
        title = bool(_TITLE.match(text, end)) and (passage.kind == "heading" or _is_title(passage, start))
        told = next((c for c in contents if c[0] <= start and end <= c[1]), None)
        entry = _ALONE.match(text, end) and _DATED.search(text, max(0, start - 24), start)
        says = (
            bool(entry or _GOVERNS.match(text, end))
            and not _PLANNED.match(text, end)
            and not _NOT_YET.search(text[max(0, start - 10) : start])
            and not _TOLD.match(text, end)
            and not _WITH_SOVEREIGN.search(text, max(0, start - 24), start)
            and not (_TOPIC.search(text, 0, start) and _MEANS.match(text, end))
            and not _GENERIC.fullmatch(text, start, end)
            and not _DESCRIBES.match(text, end)
        )
        governs = title or (says and told is None)
        lead = _lead(passage, start, title)
        if found and found[-1].end < start and _JOINED.fullmatch(text, found[-1].end, start):
            if _MEAL.search(text, start, end):
                continue  # 外相会談及び昼食会
            lead = found[-1].lead
        found.append(Naming(passage, start, end, governs, lead, told if says else None))
    return found


def _is_title(passage: Passage, start: int) -> bool:
    """Whether a line is the title of what follows: 3.日仏環境大臣会合, (2)同国外相との会談."""
    if passage.kind not in ("paragraph", "list_item") or len(passage.text) > 80 or "。" in passage.text:
        return False
    lead = _TITLE_LEAD.match(passage.text)
    first = lead.end() if lead else 0
    return start <= first or bool(_WITH.fullmatch(passage.text, first, start))


def _lead(passage: Passage, start: int, title: bool) -> int:
    """Where a name begins that tells of whom a meeting was or with whom: 「森の対話」の第2回会合, 2.仏外相との会談."""
    text = passage.text
    label = _LABEL.match(text)
    first = label.end() if label else 0
    if title and first < start and start - first < 2 * _LONGEST and _WITH.fullmatch(text, first, start):
        return first
    before = max(first, start - _LONGEST)
    if (one := _WITH_ONE.search(text, before, start)) and kind_of(one["who"]) == "person":
        return one.start("who")
    of = _OF.search(text, before, start)
    whose = of is not None and (_HEADED.search(of["of"]) or _ORDINAL.match(of["of"]) or only_parties(of["of"]))
    return of.start() if of is not None and whose else start


def only_title(passage: Passage, found: list[Naming]) -> Naming | None:
    """The one meeting that a passage is nothing but the name of (with date, 概要), as a slide's title is."""
    if (
        len(passage.text) > 80
        or len(found) != 1
        or not parties_in(found[0].name)
        or passage.kind in ("table", "footnote", "reference")
    ):
        return None
    lead = _TITLE_LEAD.match(passage.text)
    start = lead.end() if lead else 0
    return found[0] if found[0].start <= start and _TITLE.match(passage.text, found[0].end) else None


def _name_start(text: str, key: int) -> int:
    start = key
    while start > 0 and key - start < _LONGEST and _QUALIFIER.match(text[start - 1]):
        start -= 1
        if _COUNTED.fullmatch(text[max(0, start - 2) : start + 1]):
            start -= 2  # 三か国環境大臣会合
    for pattern in (_LEADING, _LENGTH):
        if lead := pattern.match(text, start, key):
            start = lead.end()
    number = _NUMBER.search(text, max(0, start - 6), start) if start < key else None
    return number.start() if number else start


def _quoted_start(text: str, start: int, end: int) -> int:
    """The beginning of a name in brackets that the key ends: 「Ｇ２０茨城つくば…会合」."""
    if text[end : end + 1] != "」":
        return start
    opening = text.rfind("「", max(0, end - 50), start + 1)
    return opening + 1 if opening >= 0 and "」" not in text[opening:end] else start
