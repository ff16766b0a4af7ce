"""Countries and organizations in a stretch of text, as codes: 日米韓, 米側, 英国, 日・ASEAN, 国連."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hakusho.config import vocabulary

# Places and things that carry the name of a country without being it, and words that spell one by chance.
_NO_PARTY = re.compile(
    r"インド太平洋|インド洋|(?:日本|東シナ|南シナ|フィリピン)海|日本列島|中国(?:地方|四国|語)|(?:日本|英|韓国|フランス|ドイツ|ロシア)語|朝鮮半島|ジョージア州"
    r"|グアム|[訪来在駐滞知親反離]日中?|土[日台]|[連同当翌前毎平休祝本今明昨期月元先終初後半両全0-9〇一二三四五六七八九十]日|[日ソ]ロ(?=[ァ-ヴー])|日比谷|印西|中西|加西|西日|英文|独自|独立|比較|比率|伊勢|(?<=・)英連邦(?!諸国|各国|首脳)|英連邦(?=・|大臣|省|相)|中東|中南米|西側(?!領|政府)|欧文|[西東北南中]欧"
)
# Behind a one-character form that stands alone: 米側, 米国防長官. Without it 中 is "in", 日 a day, 加 an addition.
_OFFICE = r"側|国務|国防|国家|大統領|首相|外相|外務|財務|政府|軍|両|首脳|議会|議員|海兵|海軍|空軍|陸軍|沿岸|中央軍|上院|下院|大使|企業|当局|艦|宇宙軍|太平洋軍"
_FREE_BEFORE = "新旧対各現元前全初在駐訪"  # kanji that may touch a run on its left: 新日米安保条約
_CAPITALS = r"(?:ASEAN|NATO|EU|GCC|CARICOM|CELAC|AU|GUAM|SICA|PIF|MERCOSUR)"
_NOT_MIDDLE = r"(?!(?<=中)(?:央|東|南米|期|部|小|長|断|継|立|古|核))"


@lru_cache(maxsize=1)
def _full_names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every full name to its code, and one pattern for all, the longest first."""
    known: dict[str, str] = {}
    for country in vocabulary().countries.country:
        for name in (country.name, *country.names):
            known.setdefault(name, country.code)
    for organization in vocabulary().organizations.organization:
        for name in organization.names:
            known.setdefault(name, organization.id)
    by_first: dict[str, list[str]] = {}
    for name in sorted(known, key=lambda n: (-len(n), n)):
        by_first.setdefault(name[0], []).append(re.escape(name[1:]))
    pattern = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return known, re.compile(pattern)


@lru_cache(maxsize=1)
def _sums() -> dict[str, tuple[str, ...]]:
    """Names that add countries to a body (ASEAN+3), each to its parts."""
    return {o.id: tuple(o.adds) for o in vocabulary().organizations.organization if o.adds}


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """One-character forms to their codes."""
    return {s: country.code for country in vocabulary().countries.country for s in country.short if len(s) == 1}


def state_letters() -> str:
    """All one-character forms of states, for a character class: 日米英…; 訪米 and 米・EU stand for what a list of a few
    would miss."""
    return "".join(_letters())


@lru_cache(maxsize=1)
def _short_forms() -> re.Pattern[str]:
    """Runs of one-character forms (日米, 日・EU, 日ASEAN), lists of them (豪、韓、比), and one before an office (米側)."""
    one = f"[{state_letters()}]"
    edge = rf"(?<![一-龥々ァ-ヴーA-Za-z0-9])|(?<=[{_FREE_BEFORE}])|(?<=年|月|は|等)"
    run = rf"(?:{edge}|(?=日))(?:{one}・?){{1,6}}(?:{one}{_NOT_MIDDLE}|{_CAPITALS}(?![A-Za-z]))"
    turned = rf"(?<![A-Za-z]){_CAPITALS}・?{one}(?![一-龥])"
    listed = rf"(?<![一-龥々]){one}(?:、{one}){{1,8}}(?=、|及び|と|や|など|等|の|を|が|は|に)"
    alone = rf"(?:{edge}){one}(?={_OFFICE})|対{one}(?![一-龥]{{0,1}}(?:処|応|策))"
    mixed = rf"(?:{edge}|(?=日)){one}(?=・?\0)"
    return re.compile(f"{run}|{turned}|{listed}|{alone}|{mixed}")


@lru_cache(maxsize=1)
def _whole_names() -> re.Pattern[str]:
    """Full names within which stands what would be no party, or other parties, alone: ソロモン諸島, 朝鮮半島エネルギー開発機構,
    中米統合機構."""
    known, _ = _full_names()
    names: list[str] = []
    for name in known:
        place, letters = _NO_PARTY.search(name), _short_forms().search(name)
        spelled = letters is not None and (letters[0] != name or (len(name) > 2 and is_state(known[name])))  # 仏蘭西
        if spelled or (place and known.get(place[0]) != known[name]):
            names.append(name)
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))))


def is_state(code: str) -> bool:
    """Whether a code is of a state or the EU, not of an organization (G7, 国連)."""
    return len(code) == 2 and code.isascii() and code.isalpha()


def parties_in(text: str) -> list[str]:
    """The codes of all countries and organizations named in normalized text, sorted, each once.

    Codes are ISO 3166-1 alpha-2 (SU and EU besides) or the organization's identifier. 日米 gives ["JP", "US"].
    """
    sums = _sums()
    return sorted({part for _, _, code in party_spans(text) for part in sums.get(code, (code,))})


def party_spans(text: str) -> list[tuple[int, int, str]]:
    """Every country and organization in normalized text as (start, end, code), in reading order."""
    known, names = _full_names()
    letters = _letters()
    found = [(*match.span(), known[match[0]]) for match in _whole_names().finditer(text)]
    plain = _whole_names().sub(lambda m: "＿" * len(m[0]), text)
    plain = _NO_PARTY.sub(lambda m: "＿" * len(m[0]), plain)
    # Runs first, so that 日中国交 is not 中国; what is taken is blanked with NUL, which `mixed` reads as a full name.
    for match in _short_forms().finditer(plain):
        found += _of_run(match.start(), match[0], letters, known)
    plain = _short_forms().sub(lambda m: "＿" * len(m[0]), plain)
    rest = list(plain)
    for match in names.finditer(plain):
        if not _goes_on(plain, match.start(), match.end()):
            found.append((match.start(), match.end(), known[match[0]]))
            rest[match.start() : match.end()] = "\0" * (match.end() - match.start())
    for match in _short_forms().finditer("".join(rest)):
        found += _of_run(match.start(), match[0], letters, known)
    return sorted(set(found))


def _of_run(start: int, run: str, letters: dict[str, str], known: dict[str, str]) -> Iterable[tuple[int, int, str]]:
    for match in re.finditer(r"[A-Z]{2,10}|西独|.", run):
        code = known.get(match[0]) if len(match[0]) > 1 else letters.get(match[0])
        if code is not None:
            yield start + match.start(), start + match.end(), code


_KANA = re.compile(r"[ァ-ヴー]")
_LATIN = re.compile(r"[A-Za-z]")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a name of katakana or Latin letters is only a part of a longer word (マリ in マリン, AU in AUKUS)."""
    for letter in (_KANA, _LATIN):
        if letter.match(text[end - 1]) and end < len(text) and letter.match(text[end]):
            return True
        if letter.match(text[start]) and start and letter.match(text[start - 1]):
            return True
    return False
