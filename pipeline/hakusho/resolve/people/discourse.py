"""The country of which the text around a mention tells: the state that acts in the sentence, the one the text is about, the nearest before."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import parties_in, party_spans
from hakusho.extractors.people.lexicon import (
    PERSON,
    country_letters,
    country_names,
    is_in_kanji,
    is_sinitic,
    is_sinitic_surname,
    kinds,
)
from hakusho.resolve.document import DocumentContext, Draft
from hakusho.resolve.people.around import (
    AMONG_MANY,
    DEFAULT,
    HEADING,
    SENTENCE,
    TOPIC,
    around,
    at_that_time,
    codes,
    foreign_places,
    seats,
    spoken_of,
    visited,
)
from hakusho.resolve.people.excluded import excluded, only_of
from hakusho.resolve.people.roles import acts
from hakusho.resolve.people.topics import NO_STATE, led_in, of_meeting, topics

# A country in brackets is mostly where a meeting was: 外相会合(フィリピン・マニラ).
# Nor does it tell where a conference was held that one attended: 総会出席のため英国を訪問し. Nor the field of an envoy's work.
_PLACE = re.compile(
    r"\([^()]{1,40}\)|[^、。\s]{2,10}?(?:で|において|にて)(?:行わ|行な|開催|開か)|[^、。\s]{2,10}?での?(?:G[78]|G20|APEC|[^、。\s]{0,12}(?:会合|会議|総会|サミット))"
    r"|[^、。\s]{2,10}?で(?:初の|初めての|(?:通算)?[0-9]{1,2}回目の|第[0-9]{1,2}回)?(?=(?:日[^、。]{1,6})?(?:首脳|外相|防衛相|国防相|閣僚)(?:会談|会合|会議|協議)[がを])"
    r"|[ァ-ヴー・]{2,10}の(?:G[78]|G20|APEC|[^、。\s]{0,10}サミット)|(?:出席|参加)の?(?:ため|際|機会)[^、。]{0,14}(?:訪問|訪れ|出張|滞在)|[^、。\s]{2,8}(?:問題)?担当|駐(?!日)[^駐、。]{1,12}?(?:大使|公使)"
)
_MATTER = re.compile(
    r"[一-龥ァ-ヴー・]{2,12}?(?:問題|情勢|危機|紛争|戦争|復興)|[ァ-ヴー・]{2,12}沖|[「『][^「」『』]{1,40}[」』]"
)
_GOES_TO = re.compile(
    r"[^、。のはが]{1,20}?[のがは]?(?:公式|国賓として|公賓として)?訪(?!日|問|れ|ね|者|客|朝)([一-龥ソ])"
)
_GONE_TO = re.compile(r"[^、。]{1,14}(?:訪問|出張|歴訪)")
_MEETING_OF = re.compile(r"[^、。()]{2,24}(?:会談|会合|協議|懇談|対話|会見)\([^()]{0,60}$")
_THERE = re.compile("(?:で|において|にて|を訪れ|を訪問し)(?:は|、)?")
_CAME = re.compile(
    r"(?P<place>[^、。,()をにへ]{2,14})(?:を(?:公式)?訪(?:れた|問した|問中の|れている)|[にへ](?:赴いた|着いた|到着した)|(?:に)?滞在中の)$"
)
_AT_ONCE = 16  # characters before a mention
_LONGEST_COUNTRY = 12  # characters of its name with の before a person
# States whose people have names in kanji.
WITH_KANJI = frozenset({"CN", "KR", "KP", "TW", "HK", "MO", "SG", "MY", "VN"})
_IN_KANJI = frozenset({"CN", "TW", "HK", "MO", "KP"})  # states whose people a Japanese text names in kanji
_OF_A_BODY = re.compile("欧州|E[UC](?!議長国)|委員|議長(?!国)|総裁|代表")  # offices that the Union has


@dataclass(frozen=True, slots=True)
class Evidence:
    """A country that the text around tells, and how near to the mention it does, the nearest being the least."""

    distance: int
    country: str


def told_around(
    context: DocumentContext, draft: Draft, mention: Mention, taken: AbstractSet[str], *, meeting: bool
) -> Evidence | None:
    """What the nearest stretch of text tells that names a foreign country from which the person may be."""
    may_be = _Possible(context, draft, mention, taken, meeting=meeting)
    if may_be.only is not None and len(may_be.only) == 1:
        return Evidence(SENTENCE, next(iter(may_be.only)))
    about = may_be.of(topics(context, draft)) if not meeting else frozenset()
    if not meeting:
        met = may_be.of(of_meeting(context))
        led = may_be.of(_at_once(context, draft) or led_in(context, draft)) if len(met) == 1 else frozenset()
        if len(led) == 1 or len(met) == 1:
            return Evidence(SENTENCE, next(iter(led if len(led) == 1 else met)))
        acting = may_be.of(_acting(context, draft))
        nearer = acting & about if len(acting) > 1 else acting
        if len(nearer) == 1:
            return Evidence(SENTENCE, next(iter(nearer)))
        if not acting and len(about) > 1:
            left = about - _said_beside(draft)  # of the three that meet, the one of whom no other is
            if len(left) == 1 and about == met:
                return Evidence(TOPIC, next(iter(left)))
            acting = about & _spelled(draft, about)
            about = acting or about
        if len(about) == 1 and about != {NO_STATE}:
            return Evidence(TOPIC, next(iter(about)))
    for distance, text in around(context, draft, named=meeting):
        said = text if meeting else _PLACE.sub("", text)
        said = _MATTER.sub("", said) if distance < HEADING else said  # 北朝鮮問題 is talked about
        foreign = may_be.of({at_that_time(code, context) for _, code in foreign_places(context, said)})
        foreign -= _said_beside(draft, after=True) if distance == SENTENCE and not meeting else set()
        if len(foreign & about) == 1:
            return Evidence(distance, next(iter(foreign & about)))
        if about == {NO_STATE} and distance > SENTENCE:
            break
        if len(about) > 1 and foreign and (distance >= HEADING or not foreign & about):
            break  # under オランダ・ベルギー nobody is of what was told of before
        if len(foreign) == 1:
            return Evidence(distance, next(iter(foreign)))
        if foreign:
            one = visited(context, said) or spoken_of(context, set(foreign))
            if one is None and mention.fields.get("katakana"):
                # The seat of a government is also where others meet, and of two countries one may name its people in kanji.
                named = (foreign & set(parties_in(_GONE_TO.sub("", said)))) - _IN_KANJI
                one = next(iter(named)) if len(named) == 1 else None
            return Evidence(AMONG_MANY, one) if one else None
    return _by_default(draft, mention, in_kanji=may_be.in_kanji)


class _Possible:
    """The states from which the person of a mention may be."""

    def __init__(
        self, context: DocumentContext, draft: Draft, mention: Mention, taken: AbstractSet[str], *, meeting: bool
    ) -> None:
        name, title = str(draft.fields["name"]), str(mention.fields.get("title") or "")
        goes_to = _GOES_TO.match(draft.passage.text, draft.end)  # エリツィン大統領の訪中: not of where one goes
        written = (context.source.metadata.reference_date or "9999")[:4]
        self.in_kanji = not meeting and is_in_kanji(name)
        self.only = only_of(title)
        self._not = excluded(title, name, katakana=bool(mention.fields.get("katakana")), written=written) | taken
        # Who stands beside the head of a body of states is mostly of none of its offices: サッチャー首相、○○EC委員長.
        self._not |= set() if _OF_A_BODY.search(title) else {"EU"}
        self._not |= _came_to(draft)
        self._not |= {country_letters().get(goes_to[1], "")} if goes_to else set()

    def of(self, states: AbstractSet[str] | tuple[str, ...]) -> frozenset[str]:
        """Those of the states that are possible."""
        if states == (NO_STATE,):
            return frozenset(states)
        found = frozenset(states) - self._not
        if self.in_kanji:
            found &= WITH_KANJI
        return found if self.only is None else found & self.only


def _came_to(draft: Draft) -> set[str]:
    """The states that the person of a mention visits in the clause that describes the person: 北京を訪れた○○大統領."""
    went = _CAME.search(draft.passage.text, max(0, draft.start - 24), draft.start)
    if went is None:
        return set()
    found = {code for _, _, code in party_spans(went["place"])} | {seats()[0].get(went["place"], "")}
    return found - {"JP", ""}


def _at_once(context: DocumentContext, draft: Draft) -> tuple[str, ...]:
    """The foreign state in whose seat, or at whose place, the clause directly before the mention is: キーウで○○国防大臣と."""
    start = max(0, draft.start - _AT_ONCE)
    said = draft.passage.text[start : draft.start]
    spans = [(end, code) for _, end, code in party_spans(said) if code in codes() and code != "JP"]
    spans += [(match.end(1), seats()[0][match[1]]) for match in seats()[1].finditer(said)]
    return tuple(at_that_time(code, context) for end, code in sorted(spans)[-1:] if _THERE.fullmatch(said, end))


def _acting(context: DocumentContext, draft: Draft) -> set[str]:
    """The foreign states that play a part in the sentence before the mention, not those of another person's office there."""
    text = draft.passage.text
    first, _ = draft.passage.sentence_span(draft.start)
    if caption := _MEETING_OF.search(text, first, draft.start):
        return {code for _, _, code in party_spans(caption[0].partition("(")[0]) if code in codes() and code != "JP"}
    said = text[first : draft.start]
    for pattern in (_PLACE, _MATTER):
        said = pattern.sub(lambda match: "＿" * len(match[0]), said)
    spans = [(start, end, code) for start, end, code in party_spans(said) if code in codes() and code != "JP"]
    spans += [(*match.span(1), seats()[0][match[1]]) for match in seats()[1].finditer(said)]
    others = _titled(context, draft, first)
    found = set()
    for start, end, code in spans:
        if acts(said, start, end) and not any(at <= first + start < stop for at, stop in others):
            found.add(at_that_time(code, context))
    return found


def _said_beside(draft: Draft, *, after: bool = False) -> set[str]:
    """The countries that are said of others in the sentence; with `after`, of those behind the mention."""
    first, last = draft.passage.sentence_span(draft.start)
    first = draft.end if after else first
    others = (m for m in draft.passage.mentions.of("people") if first <= m.start < last and m.start != draft.start)
    return {str(mention.fields["country"]) for mention in others if mention.fields.get("country")}


def _spelled(draft: Draft, states: AbstractSet[str]) -> set[str]:
    """Those of the states whose names are spelled in the sentence, within whatever word: ベアトリックスオランダ女王."""
    first, last = draft.passage.sentence_span(draft.start)
    said = draft.passage.text[first:last]
    return {code for name, code in country_names().items() if code in states and name in said}


def _titled(context: DocumentContext, draft: Draft, first: int) -> list[tuple[int, int]]:
    """Where the countries of others' offices stand directly at their names in the sentence: バイデン|米大統領, エジプトの|○○大統領."""
    spans = []
    for mention in draft.passage.mentions.of("people"):
        if first <= mention.start < draft.start and mention.fields.get("country") and mention.fields.get("title"):
            of = draft.passage.text.startswith(("の", "・"), mention.start - 1)
            behind = mention.end + len(str(mention.fields["title"])) + 2
            spans.append((mention.start - _LONGEST_COUNTRY * of, behind))
    return spans


def _by_default(draft: Draft, mention: Mention, *, in_kanji: bool) -> Evidence | None:
    """The usual country of the office, or Japan's, where nothing around tells another."""
    name = str(draft.fields["name"])
    listed = PERSON in kinds(name) or is_sinitic(name)  # a name that the dictionary has whole is mostly not of Japan
    default = mention.fields.get("default_country")
    if default is None and in_kanji and mention.fields.get("group") == "parliament" and not is_sinitic_surname(name[0]):
        return Evidence(DEFAULT, "JP")  # 東委員, with no other state spoken of whose people have such names
    return Evidence(DEFAULT, str(default)) if default and not (mention.fields.get("katakana") or listed) else None
