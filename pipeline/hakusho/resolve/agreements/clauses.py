"""The dates of an act in its own clause."""

from __future__ import annotations

import re

from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.mention import Mention
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.dates.syntax import bracket_at
from hakusho.resolve.document import Draft, Passage

# Acts that are done at a meeting: without a date of their own they have the meeting's.
AT_MEETINGS = (
    "signed",
    "announced",
    "adopted",
    "agreed_in_principle",
    "approved",
    "formulated",
    "extended",
    "amended",
)
# Acts whose date may stand for that of the instrument: 覚書(2010年)を結び, but not 覚書(2010年)を改定し.
MADE = ("signed", "concluded", "adopted", "announced", "formulated")
_JOINED = re.compile(r"(?:付け?)?(?:と|及び|および|、|並びに|・)")
_EACH = re.compile(
    r"(?:付け?)?(?:に(?:は|も)?|の|で)?、?(?:[一二三四2-4]回にわた[りつっ]て?)?(?:それぞれ|各々|ともに)?[^、。]{0,12}"
)
_ALONG = re.compile(
    r"(?:する|した|される|された)?(?:とともに|と同時に)|(?:に際し|に当たり|にあたり|に合わせ|に併せ)て?、"
)
ANOTHER_CLAUSE = re.compile(r"[しりえれけせてみびちきがものめ]、")
_TOGETHER = re.compile(
    r"(?:、|・|及び|並びに|と|(?:し|され)て?|(?:(?:(?:し|され)て?)?、)?(?:同日|同時|即日)に?|(?:が|を)?(?:行われ|行い|行ない|行なわれ|なされ|了し|し|され)(?:て?、|て)(?:即日|同日|同時に|これにより)?、?(?:同(?:条約|協定|議定書|取極)[はが])?、?)?|により|によって|をもって|(?:を生)?[じしれ]て?、旧[^、。をがは]{0,12}は(?:同時に|同日)?"
)
# A date in the genitive dates the act only through a meeting or a visit at which it was done.
_OCCASION = re.compile(
    r"の[^、。]{0,40}?(?:会談|会合|会議|総会|サミット|「2\+2」|協議|対話|訪問|訪日|訪米|来日|機会|際|委員会|閣議|国会|理事会|国連)"
    r"[^、。]{0,16}?(?:において|で(?!の)|にて|に際し|の際|の機会|に合わせ|に先立ち|時に|を経て|後に|には|に$|、)"
)
_CARRIED_OUT = re.compile(
    r"(?:式(?:典)?)?[がは](?:、(?P<when>[^。]{0,160}?)(?:行わ|行な|執り行|とり行|なされ|実施さ)|(?P<then>[^。、がはを]{2,24}?に)(?:行わ|行な|終[わっり]|済|完了|なされ))"
)
# 条約を締結したのは3月である, 効力を生ずるのは…本年10月1日となる
_CLEFT = re.compile(r"(?:し|され)たのは、?|(?:[すずじ]?る|[さなわ]れる)のは、?(?:[^。]{0,90}である)?")
# 財務省は2月8日、条約が署名された旨を公表した: the day of the announcement
_REPORTED = re.compile(
    r"[^。「」]{0,24}(?:旨|こと|と)(?:を|、)?[^。、をが]{0,8}(?:公表|発表|公告|明らかに|報告|通報|述べ|報じ|報道)"
)
_OF_REPORT = re.compile(r"[^。]{1,30}は、?$")
_LABELS = {
    "signed": "署名|調印",
    "entered_into_force": "(?:効力)?発[効生]",
    "concluded": "締結|交換",
    "adopted": "採択",
}
SINCE = re.compile(r"(?:以来|以降|以前|までの|からの|現在|時点)")
# 1月に発足させる宣言に署名: the date tells of what the instrument holds.
_DESCRIBES_NAME = re.compile(r"(?:に|から|までに)[^、。]{1,40}(?:する|せる|れる|する予定の)「?")
_AT_THE_END = re.compile(
    r"(?:式(?:典)?)?(?:を|が|は)?[ぁ-ん一-龥]{0,10}(?:た|ました|ます|です)\((?=[^()]{4,24}(?:\([^()]{1,8}\))?\)。?$)"
)
IN_YEAR = re.compile(r"(?:末|中|内|当初|前半|後半)?(?:に|、|まで|から|以)|の(?=[^、。はがをの]{0,12}$)")
_ON_GROUND_OF = re.compile(r"の[^、。]{1,30}(?:に(?:基づ|もとづ|従|続)|を(?:受け|踏まえ))")  # 7月の交換公文に基づき
# 10月の第8回交渉の実施後、: what came before it has a day of its own
_AFTER_EVENT = re.compile(r"の[^、。]{1,30}(?:実施|開始|署名|発効|採択|締結|合意|発足|就任)の?(?:後|以後|以降)、")
# 2011年に開始した覚書を更新: when that began; what was held or visited then is where the act was done
_BEGUN_THEN = re.compile(
    r"に(?:は|も)?(?![^、。をがは]{0,40}(?:行[わいっ]|開催|開か|実施|訪|来日|出張|会談|会見))[^、。をがは]{1,60}?"
    r"(?<![まふわのつあ])た(?=[一-龥ァ-ヴA-Z「『])(?![^、。をがは]{0,12}(?:(?:会[談合議]|総会|協議|対話|サミット|委員会)(?:で|において|にて|に際|の際|の機会|の場)|際|機会|結果|後|時|上|場))"
)
_FROM_THEN_ON = re.compile(r"から[^、。をがは]{1,20}を")  # 今年から対策を実施: what was begun then is something else
_DESCRIBING = re.compile(r"する|した|され[るた]")
ON_OCCASION = re.compile(r"[「『]?[^、。はがを]{1,20}(?:会[談合議]|選挙|サミット|総会)に(?:関する|ついての)")
_OPENING = re.compile(r"[」』]?\(")
_BY_EVENT = re.compile(
    r"の[^、。]{1,24}(?:により|によって|に伴い|をもって|をもちまして)(?!合意)"
)  # 72年の国交正常化により終了
_COUNTING = re.compile(r"[0-9一二三四五六七八九十]{1,3}[回度]目|(?:、[0-9年月日]{2,11})?に続[くき]")
_CLOSING = re.compile(r"(?:[、 ][^()。]{1,40})?\) ?。?")
_OBJECT = re.compile(r"(?:\([^()]{1,40}\))?を(?!もって|以て|もつて|以つて|期して|機に)")
_FROM = re.compile(r"から(?!の)(?![^。]{0,40}まで)")  # what is signed is signed on a day
_OF_MAIN_CLAUSE = re.compile(r"に、[^、。]{1,24}が")
_PRESS = re.compile(r"付け?の?[^、。はがを]{0,16}によ[れる]|の機会を(?:捉|とら)え")
_QUOTED_TO = re.compile("[」』]")
_QUOTATION = 80  # characters to either side
GENITIVE_RULES = ("agreements.compound", "agreements.genitive", "agreements.light")


def of_ceremony(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    """The date behind a noun of which it is told that it was done: 条約の署名は、3月2日、東京で行われた."""
    done = _CARRIED_OUT.match(reading(passage), int(mention.fields["act_end"]))
    return [d for d in dates if mention.fields["act_end"] < d.start and d.end <= done.end()][:1] if done else []


def at_end(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    """The date in the bracket that a caption or the sentence ends with: 条約に署名する○○大臣(9月), 署名式を行いました(9月)。"""
    text, at = reading(passage), int(mention.fields["act_start"])
    first, last = next(((s, e) for s, e in sentences(text) if s <= at < e), (0, len(text)))
    first = first if "。" in text else 0
    return [d for d in dates if first < d.start and text[d.start - 1] == "(" and _CLOSING.fullmatch(text, d.end, last)]


def of_bracket(passage: Passage, mention: Mention, dates: list[Draft]) -> Draft | None:
    """The date that alone fills the bracket behind a name, if it is no period that a plan covers: 科学協定(1988年)."""
    text = reading(passage)
    opening = _OPENING.match(text, mention.end)
    at = opening.end() if opening else -1
    return next((d for d in dates if d.start == at and text[d.end] == ")" and "/" not in str(d.fields["value"])), None)


def of_clause(passage: Passage, mention: Mention, dates: list[Draft]) -> list[Draft]:
    """The dates between the act before and this one; a modifying clause (1990年に署名された) keeps its date for itself."""
    text, fields = reading(passage), mention.fields
    at, end = int(fields["act_start"]), int(fields["act_end"])
    first = next((s for s, e in sentences(text) if s <= at < e), 0)
    if behind := [d for d in dates if d.start == end + 1 and text[end] == "(" and text[d.end : d.end + 1] == ")"]:
        return behind
    if inside := [d for d in dates if at < d.start and d.end <= end]:
        return inside[:1]  # 加入書を3月2日に寄託した: the words of the act enclose its day
    stated = _AT_THE_END.match(text, end) or _CLEFT.match(text, end)
    if behind := [d for d in dates if stated and d.start == stated.end()]:
        return behind  # 署名式が行われました(3月2日)。
    if labelled := _LABELS.get(fields["act"]):
        day = re.compile(rf"[^。]{{0,60}}\((?:{labelled})(?:年月)?日[:は、]?").match(text, end)
        if behind := [d for d in dates if day and d.start == day.end()]:
            return behind  # 条約が署名された旨を公表した(署名日は2月7日)
    stop, begin, modifying = at, first, []
    for other in passage.mentions.of("agreements"):
        start = int(other.fields["act_start"])
        if other is mention or not first <= start:
            continue
        if (bracket := _open_bracket(text, first, start)) >= 0 and bracket != _open_bracket(text, first, at):
            continue  # 協定(3月署名)が4月に発効: told aside
        if other.rule == "agreements.attributive" and mention.rule != "agreements.attributive" and start < at:
            modifying.append(other)
        elif start < at:
            begin = max(begin, int(other.fields["act_end"]))
        elif start == at and mention.end < other.start and any(mention.end <= d.start < other.start for d in dates):
            stop = mention.start  # 4月にはAが、5月にはBが発表され
    kept = [d for other in modifying for d in of_clause(passage, other, dates)]
    outside = bracket_at(passage, at)
    own = [
        d
        for d in dates
        if begin <= d.start
        and d.end <= stop
        and d not in kept
        and bracket_at(passage, d.start) in (None, outside)
        and not _elsewhere(text, d, mention)
    ]
    if fields["act"] != "announced" and _REPORTED.match(text, end):
        own = [d for d in own if not (text.startswith("、", d.end) and _OF_REPORT.fullmatch(text, first, d.start))]
    if own:
        return _chosen(text, own, stop)
    if (
        begin > first
        and not text.startswith("国会", at)
        and (_TOGETHER.fullmatch(text[begin:at]) or _ALONG.match(text, begin))
    ):
        earlier = [m for m in passage.mentions.of("agreements") if int(m.fields["act_end"]) == begin]
        return of_clause(passage, earlier[-1], dates) if earlier else []
    return []


def _open_bracket(text: str, first: int, at: int) -> int:
    """Where the bracket opens in which a place of a sentence stands, -1 where none does."""
    opening = text.rfind("(", first, at)
    return opening if opening > text.rfind(")", first, at) else -1


def _chosen(text: str, own: list[Draft], at: int) -> list[Draft]:
    """The last date that says when; one in the genitive only where no other does. With those it is joined to."""
    adverbial = [d for d in own if not text.startswith("の", d.end) or text[d.end + 1 : at].startswith("間")]
    last = (adverbial or own)[-1]
    if own[-1] is not last and re.fullmatch(r"の[^、。をがは]{0,40}", text[own[-1].end : at]):
        last = own[-1]  # 2015年前半の指針見直し
    elif own[-1] is not last and ANOTHER_CLAUSE.search(text[last.end : own[-1].start]):
        last = own[-1]  # 9月に合意が成立し、10月の総会において採択され
    found = [last]
    for date in reversed(own[: own.index(last)]):
        if not _JOINED.fullmatch(text[date.end : found[0].start]):
            break
        found.insert(0, date)
    return found if len(found) == 1 or _EACH.fullmatch(text[last.end : at]) else [last]


def of_ground(after: str) -> bool:
    """Whether what follows a date shows it to be of what an act rests on, came after or aims at: 7月の交換公文に基づき."""
    return any(told.match(after) for told in (_PRESS, _ON_GROUND_OF, _AFTER_EVENT, _BEGUN_THEN, _COUNTING, _OBJECT))


def _quote_around(text: str, at: int) -> tuple[int, int] | None:
    """The quotation in which a place of a text stands."""
    opening = max(text.rfind("「", max(0, at - _QUOTATION), at), text.rfind("『", max(0, at - _QUOTATION), at))
    closing = next((m.start() for m in _QUOTED_TO.finditer(text, opening + 1, at + _QUOTATION)), -1)
    return (opening, closing) if opening >= 0 and at < closing else None


def in_other_quote(text: str, date: Draft, mention: Mention) -> bool:
    """Whether a date stands in a quotation, and the instrument outside: 「2014-2016年の計画」、…に関する取極に署名."""
    quote = _quote_around(text, date.start)
    return quote is not None and not quote[0] <= mention.start < quote[1]


def _elsewhere(text: str, date: Draft, mention: Mention) -> bool:
    """Whether the date belongs to something else: it stands in the name, or modifies another noun than the occasion."""
    if mention.start <= date.start < mention.end:
        return True
    if in_other_quote(text, date, mention):
        return True
    if text[mention.end : mention.end + 1] == "(" and mention.end < date.start < text.find(")", mention.end):
        return mention.rule != "agreements.bracketed"  # 行動計画(2022年~2031年): what it covers
    after = text[date.end : int(mention.fields["act_start"])]
    if date.fields.get("fiscal_year") and not IN_YEAR.match(after):
        return True  # 2003年度無償資金協力に関する書簡: of the money
    if after.startswith(("に向け", "を見据え", "を展望", "にふさわしい")):
        return True  # 21世紀に向けた協力を示した宣言
    if SINCE.match(after) and not (after.startswith("までの") and mention.fields["status"] == "planned"):
        return True
    if mention.rule == "agreements.attributive" and _OF_MAIN_CLAUSE.match(after) and text[: date.start].endswith("は"):
        return True  # 日本は2003年に、各国が作成した条約に加入した
    if mention.rule == "agreements.attributive" and "は、" in after:
        return True  # the date before a topic is of the sentence, not of what describes the instrument
    if (
        after.startswith("までに")
        and mention.fields["status"] == "done"
        and _DESCRIBING.search(text, date.end, max(date.end, mention.start))
    ):
        return True  # 2030年までに実現する施策をまとめた計画
    if (
        _FROM.match(after)
        and mention.fields["act"] in AT_MEETINGS
        and mention.fields["status"] == "done"
        and mention.rule != "agreements.attributive"
    ):
        return True
    if _DESCRIBES_NAME.fullmatch(text, date.end, mention.start) and mention.rule != "agreements.attributive":
        return True
    if of_ground(after):
        return True
    if _FROM_THEN_ON.match(text[date.end : mention.start]):
        return True
    if not after.startswith("の"):
        return False
    if mention.fields["act"] in ("entered_into_force", "terminated") and _BY_EVENT.match(after):
        return False
    if re.fullmatch(r"の[^、。をがは]{0,12}", after):
        return False  # 12月の妥結
    if ON_OCCASION.match(text, mention.start):
        return True  # 2018年の首脳会談に関する共同声明
    bare = after[1:].lstrip("「『")
    if bare.startswith(text[mention.start : mention.end].lstrip("「『")) or date.end + 1 >= mention.start:
        return (
            mention.fields["act"] not in MADE and mention.rule not in GENITIVE_RULES
        )  # 2003年の覚書を改定: of the memorandum
    return not _OCCASION.match(after)
