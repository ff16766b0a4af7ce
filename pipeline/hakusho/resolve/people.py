"""Mentions of people to drafts: whose office it is, who is who in the document, and the date that governs the mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.mention import Loser, Mention
from hakusho.extractors.parties import parties_in
from hakusho.extractors.people.lexicon import PERSON, country_letters, is_sinitic, kinds, organizations, split_full_name
from hakusho.records import digest
from hakusho.resolve.document import DocumentContext, Draft, Passage
from hakusho.resolve.governing import governing_date
from hakusho.resolve.identity import Person, Seen, parts, persons
from hakusho.resolve.people_in_rows import with_office_of_row

_SIDE = re.compile(r"(?P<who>[^、。「」()\s]{1,14}側)(?:からは?|は|の?出席者|:|代表|[)】\]〕])")
_SIDE_LABEL = re.compile(r"[【\[〔](?P<who>[^、。()\s【】]{1,12}側)[】\]〕]")  # over a list of those present
# A country in brackets is mostly where a meeting was: 外相会合(フィリピン・マニラ).
# Nor does it tell where a conference was held that one attended: 総会出席のため英国を訪問し. Nor the field of an envoy's work.
_PLACE = re.compile(
    r"\([^()]{1,40}\)|(?:出席|参加)の?(?:ため|際|機会)[^、。]{0,14}(?:訪問|訪れ|出張|滞在)|[^、。\s]{2,8}(?:問題)?担当"
)
_LABEL = re.compile(r"[(【〈<■○●・]?(?:\(?\d{1,2}\)?[.、 ]?)?([^:()（）。、\d]{2,12})(?:側|関係)?[:)】〉>]?")
_LABEL_REACH, _LABEL_CHARS = 8, 16
# Offices that a Japanese and a foreigner can hold alike, and that a Japanese name alone makes Japan's.
_EITHER = frozenset(
    {"head_of_state", "foreign_minister", "parliament", "cabinet", "ministry", "military_rank", "command"}
)
# Who presides over a conference of states is of any of them.
_CHAIRS = ("議長", "共同議長", "委員長")
# Bodies that a state has, and no conference of states.
_OF_ONE_STATE = re.compile(
    r"(?:原子力|原子力規制|連邦[^、。]{0,12}|中央[^、。]{0,8}|取引|計画|軍事|企画|選挙|外交|外務|国防|国家[^、。]{0,12}|改革|[上下]院[^、。]{0,12}|党[^、。]{0,10})委員会"
)
_TOPIC = re.compile(r"([^、。()\s]{2,12}?)(?:で|から|において|側から)は、?")
_TO_JAPAN = ("駐日", "在日", "在京", "日本国駐在", "日本駐在")
_VISITED = re.compile(r"訪(?!日|問)([一-龥])(?=[しのでを中、時際])|(?:滞|在|着)([米英仏独伊加豪韓露ソ印越])中")
_NEVER_JAPANESE = ("大統領", "主席", "総統", "国王", "女王", "書記長", "国務長官", "国防長官", "書記")


def resolve_people(context: DocumentContext) -> list[Draft]:
    """The drafts of all people of the document, in reading order."""
    drafts: list[Draft] = []
    mentions: list[Mention] = []
    for passage, found in _borne_out(context):
        mention = with_office_of_row(context, passage, found)
        date = governing_date(context, passage, mention.start, mention.end)
        fields = {
            "name": passage.text[mention.start : mention.end].replace(" ", ""),
            "title": mention.fields.get("title"),
            "country": _said(passage, mention),
            "organization": mention.fields.get("organization"),
            "former": bool(mention.fields.get("former")),
            "honorific": mention.fields.get("honorific"),
            "date": date.fields.get("value") if date else None,
            "date_id": date,
        }
        drafts.append(Draft("people", passage, mention.start, mention.end, mention.rule, fields))
        mentions.append(mention)
    _identify(drafts)  # what is said of a person in one place holds in the others
    for draft, mention in zip(drafts, mentions, strict=True):
        if draft.fields["country"] is None:
            draft.fields["country"] = _inferred(context, draft, mention)
    _identify(drafts)
    return drafts


def _borne_out(context: DocumentContext) -> Iterator[tuple[Passage, Mention]]:
    """The mentions without those guesses that no sure mention of the same name in the document bears out."""
    found = list(context.mentions("people"))
    known: set[str] = set()
    for passage, mention in found:
        if not mention.fields.get("guess"):
            name = passage.text[mention.start : mention.end].replace(" ", "")
            known |= {name, *parts(name)[-1:]}
            if (cut := split_full_name(name)) is not None:
                known.add(name[:cut])
    for passage, mention in found:
        if not mention.fields.get("guess") or passage.text[mention.start : mention.end] in known:
            yield passage, mention
        else:
            detail = "a word before a title, and nothing in the document shows that it is a name"
            passage.mentions.losers.append(Loser(mention, "negative", None, detail))


def _seen(document: str, fields: dict[str, object], date: str) -> Seen:
    honorific = str(fields.get("honorific") or "")
    return Seen(
        document=document,
        name=str(fields["name"]),
        title=str(fields["title"]) if fields.get("title") else None,
        country=str(fields["country"]) if fields.get("country") else None,
        year=year_of(date),
        spouse="夫人" in honorific,
        former=bool(fields.get("former")),
    )


def year_of(edtf: str) -> float | None:
    """The decimal year in which an EDTF date or interval begins; a century or an open beginning has none."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?", edtf.lstrip("["))
    if not match:
        return None
    month = int(match[2] or 7)
    return int(match[1]) + (min(month, 12) - 1) / 12


def person_id(person: Person, ordinal: int = 0) -> str:
    """The identity of a person: of the fullest name and the country, and the ordinal among those who share both."""
    return digest("person", person.full_name, person.country or "", "夫人" if person.spouse else "", str(ordinal))


def views(document: str, records: Iterable[dict[str, object]], reference: str | None) -> list[Seen]:
    """What the people of one document, in reading order, tell of themselves.

    A mention without a date is taken to be of the time of the one before it, the first ones of `reference`.
    """
    found = []
    date = reference
    for fields in records:
        date = str(fields["date"]) if fields.get("date") else date
        found.append(_seen(document, fields, date or ""))
    return found


def _identify(drafts: list[Draft]) -> None:
    """Set full_name, person_id and, where an office has none of its own, the country, by the document alone."""
    for person in persons(views("", [draft.fields for draft in drafts], None)):
        for number in person.mentions:
            fields = drafts[number].fields
            fields["full_name"], fields["person_id"] = person.full_name, person_id(person)
            if fields["country"] is None and len(person.countries) == 1:
                fields["country"] = person.country


def _said(passage: Passage, mention: Mention) -> str | None:
    """The country that the words at the name say, or the office itself."""
    told = mention.fields
    japanese, title = told.get("japanese"), str(told.get("title") or "")
    default = told.get("default_country")
    if told.get("country"):
        return str(told["country"])
    if default and _may_hold(mention, default):
        return str(default)
    vague = told.get("group") == "parliament" and len(title) < 3 and title != "議員"  # 代表, 議長
    if japanese and told.get("group") in _EITHER and not vague and not title.endswith(_NEVER_JAPANESE):
        return "JP"
    if japanese and told.get("group") == "diplomat" and not title.startswith(_TO_JAPAN):
        return "JP"
    if title and japanese is not True and (side := _side(passage, mention.start)):
        return side
    if "side" in told:  # of two names joined by a dot, the first is the Japanese one where the characters leave it open
        first = told["side"] == 0 or mention.rule == "people.both"
        return "JP" if japanese or (japanese is None and first) else None
    return None


def _may_hold(mention: Mention, default: str) -> bool:
    """Whether the usual country of an office may be that of the name: 外務大臣 is Japan's, but not with a katakana name."""
    japanese, katakana = mention.fields.get("japanese"), mention.fields.get("katakana")
    return not (japanese is False and default == "JP") and not (katakana and default in ("CN", "KR", "KP", "TW"))


def _side(passage: Passage, start: int) -> str | None:
    """The country of the side that speaks or is listed: 米国側からは、…国務長官."""
    first, _ = passage.sentence_span(start)
    sides = list(_SIDE.finditer(passage.text, first, start)) or list(_SIDE_LABEL.finditer(passage.text, 0, start))
    found = parties_in(sides[-1]["who"]) if sides else []
    return found[0] if len(found) == 1 else None


def _inferred(context: DocumentContext, draft: Draft, mention: Mention) -> str | None:
    """The country by what the text around speaks of: the one foreign country of the sentence, the text before, the heading."""
    told = mention.fields
    if not told.get("title") and "side" not in told:
        return None
    group = told.get("group")
    if group in ("academic", "business", "other", "local", "judiciary", "international"):
        return _under_label(context, draft) if told.get("japanese") is False else None
    if organizations().get(str(told.get("organization")), "") is None:
        return None  # of an organization of many countries
    title = str(told.get("title") or "")
    chairs = title in _CHAIRS or title.endswith(("委員会議長", "委員会委員長", "会議議長"))
    if "side" not in told and chairs and not _OF_ONE_STATE.search(f"{told.get('organization') or ''}{title}"):
        return None
    if "side" not in told and told.get("japanese") is False and (topic := _topic(draft)):
        return topic
    for text in _around(context, draft, named="side" in told):
        foreign = [
            party
            for party in parties_in(text if "side" in told else _PLACE.sub("", text))
            if party != "JP" and party in _codes()
        ]
        if len(foreign) == 1:
            return foreign[0]
        if foreign:
            return None
    name = str(draft.fields["name"])
    listed = PERSON in kinds(name) or is_sinitic(name)  # a name that the dictionary has whole is mostly not of Japan
    return (
        str(told["default_country"]) if told.get("default_country") and not (told.get("katakana") or listed) else None
    )


def _topic(draft: Draft) -> str | None:
    """The country that the clause before a foreigner is about: チェコでは、…内務大臣."""
    first, _ = draft.passage.sentence_span(draft.start)
    topics = list(_TOPIC.finditer(draft.passage.text, first, draft.start))
    found = parties_in(topics[-1][1]) if topics else []
    if not found and (visits := list(_VISITED.finditer(draft.passage.text, first, draft.start))):
        found = [country_letters().get(visits[-1][1] or visits[-1][2], "JP")]
    return found[0] if len(found) == 1 and found[0] != "JP" and found[0] in _codes() else None


def _under_label(context: DocumentContext, draft: Draft) -> str | None:
    """The country whose name alone stands in a line above the mention, as a list of meetings has it: 中国:"""
    at = draft.passage.index
    for passage in reversed(context.passages[max(0, at - _LABEL_REACH) : at]):
        if len(passage.text) <= _LABEL_CHARS and (match := _LABEL.fullmatch(passage.text)):
            found = parties_in(match[1])
            if len(found) == 1:
                return found[0] if found[0] in _codes() else None
    return None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in vocabulary().countries.country)


def _around(context: DocumentContext, draft: Draft, *, named: bool) -> list[str]:
    """Stretches of text, nearest first. `named`: the name of a meeting tells all that it tells, or the heading does."""
    passage = draft.passage
    first, last = passage.sentence_span(draft.start)
    before = passage.text[max(0, first - 300) : first]
    if named:
        return [passage.text[first:last], *reversed(passage.section)]
    nearby = [passage.text[first : draft.start], passage.text[first:last], before, *reversed(passage.section)]
    above = [p.text[-300:] for p in reversed(context.passages[max(0, passage.index - 3) : max(0, passage.index - 1)])]
    label = _under_label(context, draft)
    if label is not None:
        nearby.insert(2, next(c.name for c in vocabulary().countries.country if c.code == label))
    if passage.index:
        nearby.insert(3, context.passages[passage.index - 1].text[-300:])
    title = context.source.metadata.title
    return [*nearby, title, *above] if title else [*nearby, *above]
