"""A name of a person as it stands in a piece, and names in katakana: where a run of katakana is one, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hakusho.extractors.people.lexicon import (
    COMMON,
    COUNTRY,
    GIVEN,
    KANJI,
    KATAKANA,
    PERSON,
    PLACE,
    SURNAME,
    code_of,
    country_end,
    country_letters,
    country_names,
    kinds,
    organizations,
)
from hakusho.extractors.people.offices import offices_begin
from hakusho.extractors.people.words import Words
from hakusho.extractors.state_offices import of_state

# ジョン・F・ケネディ, ボグダン=マーティン, J・ブッシュ, アブドッラー2世
KATAKANA_RUN = re.compile(
    rf"(?:[A-Z][.・] ?){{0,2}}+[{KATAKANA}]{{1,20}}+(?:[・=＝‐\-](?:[A-Z0](?:\.[{KATAKANA}]{{1,20}}+)?|[{KATAKANA}]{{1,20}}+)){{0,6}}+"
    rf"(?:(?:\d{{1,2}}|II|III|IV|I|VI|V|[一二三四五六七八九十]{{1,3}})世(?:[{KATAKANA}]{{2,12}}+)?)?"
)
_OF_A_PLACE = re.compile(
    r"大学|財団|(?:国立)?研究所|新聞|銀行|(?P<town>(?:北部)?準?州|市(?!場)|県|省|特別市|首長国|共和国|自治(?:区|州|共和国|政府)|地域(?=首相|知事|長官|政府))"
)
_GOES_ON = re.compile(rf"[{KANJI}]")
_FIELD = re.compile(rf"・[{KANJI}]")
_OFFICE_OF_STATE = rf"[{KANJI}・]{{0,8}}{of_state()}"  # a prince may be of a city: ○○・ドバイ皇太子
_OF_A_STATE = rf"(?:{_OFFICE_OF_STATE}|[{KANJI}]{{0,6}}(?:相|太子|国王|党首))"
_OFFICE_FOLLOWS = re.compile(_OFFICE_OF_STATE)
_STATE_FOLLOWS = re.compile(_OF_A_STATE)
_ITEM_WITH_COUNTRY = re.compile(rf"・([{KATAKANA}]{{2,14}}){_OF_A_STATE}[ 、]$")
_INITIALS = re.compile(r"(?<![A-Za-z])(?:[A-Z]\. ?){1,3}$")
_OF_MANY_STATES = re.compile(r"(?:事務|常駐|議長国|委員会)")
_PART = re.compile(r"[・=＝‐\-.]")
KANA = re.compile(rf"[{KATAKANA}]")
# Katakana words for people that are no name, though the dictionary lists some of them as one.
_NEVER = frozenset(
    [
        "メンバー",
        "リーダー",
        "チーム",
        "グループ",
        "センター",
        "クラブ",
        "オブザーバー",
        "パートナー",
        "チーフ",
        "マネージャー",
        "マネジャー",
        "アドバイザー",
        "ゲスト",
        "スタッフ",
        "ユーザー",
        "ボランティア",
        "コーディネーター",
        "プロジェクト",
        "キャンプ",
        "コース",
        "プログラム",
        "サービス",
        "ビジネス",
        "インターネット",
        "サミット",
        "フォーラム",
        "シンポジウム",
        "セミナー",
        "ワークショップ",
        "システム",
    ]
)


# Fields of government written in katakana, which the name before an office runs into: ○○デジタル担当大臣.
_FIELDS = (
    *(
        "デジタル",
        "インフラ",
        "エネルギー",
        "スポーツ",
        "サイバー",
        "メディア",
        "マスコミ",
        "イノベーション",
        "テクノロジー",
    ),
    *("エコロジー", "ジェンダー", "サービス", "コミュニティ", "コミュニケーション", "バイオ", "リサイクル", "テレコム"),
)
LONGEST_PART = 9  # characters of a part of a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a piece. `quality`: 3 a full name, 2 one that dictionary or tagger vouch for, 1 one by its place only.

    `next` is where the office phrase goes on: after the country in モディ・インド首相. `japanese` is None where the
    characters do not tell (李, 林).
    """

    start: int
    end: int
    quality: int
    japanese: bool | None
    country: str | None
    next: int


def with_initials(text: str, name: Name) -> Name:
    """The name with the initials that stand before it, each with its stop, which the tagger takes for the end of a sentence:
    J.F.ダレス."""
    initials = _INITIALS.search(text, max(0, name.start - 9), name.start) if KANA.match(text, name.start) else None
    return replace(name, start=initials.start()) if initials else name


def katakana_name(words: Words, start: int, end: int) -> Name | None:
    """The name in the katakana run that begins at `start`, without the country that may stand before or after it."""
    match = KATAKANA_RUN.match(words.text, start, end)
    if not match:
        return None
    text, first, last, after, country = words.text, match.start(), match.end(), match.end(), None
    countries = country_names()
    if _of_another_state(text, first, last) and (text[first:last] in countries or "・" in text[first:last]):
        return Name(first, last, 3 if "・" in text[first:last] else 2, False, None, last)  # タイ米通商代表
    if text[first:last] in countries or text[first:last] in organizations():
        return None
    if named := _OF_A_PLACE.match(text, last):  # ○○・オックスフォード大学教授, テキサス州知事
        if "・" not in text[first:last]:
            if not named["town"]:
                return None
            state = next((cut for cut in range(first + 2, last - 2) if PLACE in kinds(text[cut:last])), None)
            if state is not None:  # ファーナークイーンズランド州○○大臣
                last = after = state
        else:
            last = max(text.rindex("・", first, last), text.rfind("=", first, last))
            after = last + (named["town"] is not None)  # ○○・サハ共和国首長: the place belongs to the title
    elif (cut := _field_of_office(text, first, last)) is not None:
        if cut == first:
            return None
        last, after = cut - (text[cut - 1] == "・"), cut
    elif (dot := _place_of_office(text, first, last)) is not None:
        last, after = dot, dot + 1
    for cut in range(first + 2, last):  # a country after the name: モディ・インド, ガントルガモンゴル, フルシチョフソ連
        if text[cut:last] in organizations() and _OF_MANY_STATES.match(text, last):
            dotted = text[cut - 1] == "・"
            if dotted or last - cut > 2:
                last, after = cut - dotted, cut  # ミン・アセアン事務総長, ミンアセアン事務総長
                break
        stop = country_end(text, cut, end)
        if stop is None or stop < last or (stop > last and KANA.match(text, stop)):
            continue
        dotted = text[cut - 1] in "・="
        if (
            dotted
            and stop == last
            and len(parts_of(text[first:last])) < 3
            and is_human(text[cut:stop])
            and not words.place(cut, stop)
            and not _is_built_as_before(text, first, last)
        ):
            continue  # ティム・クック is of no Cook Islands
        if not dotted and kinds(text[first:last]):
            continue
        if not dotted and stop - cut < 3 and stop == last and not _is_of_a_short_state(text, first, cut, last):
            continue
        country, last, after = code_of(text[cut:stop]), cut - dotted, stop
        break
    else:
        for cut in range(last - 1, first + 1, -1):  # a country before the name: インド・モディ
            if text[cut] == "・" and text[first:cut] in countries:
                country, first = countries[text[first:cut]], cut + 1
                break
    if last - first < 2 or text[first:last] in countries:
        return None
    quality = _katakana_quality(words, first, last)
    return Name(first, last, quality, False, country, after) if quality else None


def _of_another_state(text: str, first: int, last: int) -> bool:
    """Whether another country and an office of it follow, so that what stands before is a name, though a country has it too."""
    part = max(text.rfind("・", first, last) + 1, first)
    if (whole := country_end(text, part, min(len(text), last + 4))) is not None and whole > last:
        return False  # ○○・アメリカ合衆国大統領
    end = country_end(text, last, min(len(text), last + 4)) or last + (text[last : last + 1] in country_letters())
    return end > last and not KANA.match(text, last) and offices_begin(text, end)


def _is_of_a_short_state(text: str, first: int, cut: int, last: int) -> bool:
    """Whether a name of two letters for a country ends the run, behind a name of people and before an office of state: ○○○チリ外相."""
    return is_human(parts_of(text[first:cut])[-1]) and _STATE_FOLLOWS.match(text, last) is not None


def _is_built_as_before(text: str, first: int, last: int) -> bool:
    """Whether the item of a list before it is a name, its country and an office of state, so that ○○・ジョルダン外相 is as well."""
    before = _ITEM_WITH_COUNTRY.search(text, max(0, first - 30), first)
    return before is not None and before[1] in country_names() and _STATE_FOLLOWS.match(text, last) is not None


def _field_of_office(text: str, first: int, last: int) -> int | None:
    """Where a field of government begins that ends the run, with which the office begins: インフラ of ○○インフラ開発大臣."""
    if not _GOES_ON.match(text, last):
        return None
    dot = text.rfind("・", first + 2, last) + 1
    if dot and text.startswith("担当", last) and not kinds(text[dot:last]) and last - dot > LONGEST_PART:
        return dot  # what a 担当大臣 is in charge of is longer than a part of a name
    cuts = (last - len(field) for field in _FIELDS if text.endswith(field, first, last))
    return next((cut for cut in cuts if cut == first or cut - first > 1), None)


def _place_of_office(text: str, first: int, last: int) -> int | None:
    """The dot before the last part where that is a place, and no name of people, that an office goes on from: ○○・ドバイ首長; or a
    common word, the first of the fields of an office: ○○・エネルギー・水開発大臣."""
    dot = text.rfind("・", first, last)
    place = text[dot + 1 : last]
    if dot < first + 2 or place in country_names():
        return None
    if len(place) > 2 and _FIELD.match(text, last):
        return dot if kinds(place) == {COMMON} else None  # ○○・エネルギー・水開発大臣
    if dot < first + 3 or not _GOES_ON.match(text, last) or _OFFICE_FOLLOWS.match(text, last):
        return None
    return dot if PLACE in kinds(place) and not is_human(place) else None


def parts_of(name: str) -> list[str]:
    """The parts of a katakana name."""
    return [part for part in _PART.split(name) if part]


def reads_as_person(words: Words, start: int, end: int) -> bool:
    """Whether a katakana name in several parts is one for the tagger, and no part is a common word: ソーシャル・キャピタル is."""
    found = [word for word in words.within(start, end) if KANA.match(word.text)]
    return any(w.is_person for w in found) and all(
        w.is_person or (w.entity == "Person" and COMMON not in kinds(w.text)) for w in found
    )


def is_human(word: str) -> bool:
    """Whether the dictionary lists the word as a name of people."""
    return bool(kinds(word) & {PERSON, SURNAME, GIVEN})


def _katakana_quality(words: Words, start: int, end: int) -> int:
    text = words.text[start:end]
    parts = parts_of(text)
    if not parts or any(part in _NEVER for part in parts):
        return 0
    if text.endswith("世"):
        return 3  # a king with his number
    known = kinds(parts[-1])
    human = bool(known & {PERSON, SURNAME, GIVEN})
    if len(parts) > 1:
        things = all(len(part) > 3 and COMMON in kinds(part) and not kinds(part) & {SURNAME, GIVEN} for part in parts)
        if things and not reads_as_person(words, start, end):
            return 0  # リサーチ・オフィス
        return 3 if human or not known or words.entity(start, end) else 2
    if COUNTRY in known and not human:
        return 0
    if PLACE in known and not human:
        return 1
    return 2 if human or not known else 1
