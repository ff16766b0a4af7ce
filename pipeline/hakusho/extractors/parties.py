"""Countries and organizations in a stretch of text, as codes: 日米韓, 米側, 英国, 日・ASEAN, 国連."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.config import vocabulary

# After a one-character form that stands alone: 米側, 米国防長官, 露外相. Without it 中 is "in", 日 a day, 加 an addition.
_ALONE = r"(?=側|国務|国防|国家|大統領|首相|外相|外務|財務|政府|軍|両|首脳|議会|海兵|海軍|空軍|陸軍|中央|上院|下院|英|仏|独|伊|EU|ASEAN|NATO)"


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Surface to code for full names, and one pattern for all, longest first."""
    known: dict[str, str] = {}
    for country in vocabulary().countries.country:
        for name in (country.name, *country.names):
            known.setdefault(name, country.code)
    for organization in vocabulary().organizations.organization:
        for name in organization.names:
            known.setdefault(name, organization.id)
    body = "|".join(re.escape(name) for name in sorted(known, key=lambda n: (-len(n), n)))
    return known, re.compile(body)


@lru_cache(maxsize=1)
def _short() -> dict[str, str]:
    return {s: country.code for country in vocabulary().countries.country for s in country.short}


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    """Two or more short forms in a row (日米, 日英伊, 日・EU, 日ASEAN, 米朝), or one before a word that shows it is a country."""
    letters = "".join(re.escape(s) for s in _short() if len(s) == 1)
    joint = r"(?:NATO|ASEAN|EU|GCC|CARICOM|CELAC|AU)"
    run = rf"(?<![{letters}一-龥ァ-ヶ々])(?:[{letters}](?:・|=)?){{1,6}}{joint}|{joint}(?:・|=)?[{letters}](?![一-龥])|[{letters}](?:・?[{letters}]){{1,6}}"
    return re.compile(
        rf"(?P<run>{run})|(?<![一-龥ァ-ヶ々ー])(?P<one>[{letters}]){_ALONE}|(?<![一-龥])(?P<side>[{letters}])(?=側)"
    )


# Runs of letters that spell something else: 土日 is a weekend, 中日 the middle day, 英米文学 a subject.
_FALSE_RUN = re.compile(r"土日|日中(?=は|に|の(?:時間|気温|活動))|連日|日加|加西|西日|中西|比日|西独(?!逸)|印西|豪日")


def parties_in(text: str) -> list[str]:
    """The codes of all countries and organizations named in normalized text, sorted, each once.

    Codes are ISO 3166-1 alpha-2 (SU and EU besides) or the organization's identifier. 日米 gives ["JP", "US"].
    """
    known, names = _names()
    found: set[str] = set()
    rest = list(text)
    for match in names.finditer(text):
        if _katakana_goes_on(text, match.start(), match.end()):
            continue
        found.add(known[match[0]])
        rest[match.start() : match.end()] = " " * (match.end() - match.start())
    plain = "".join(rest)
    short = _short()
    for match in _runs().finditer(plain):
        if _FALSE_RUN.match(plain, match.start()):
            continue
        token = match["run"] or match["one"] or match["side"]
        found.update(short[c] for c in token if c in short)
        for joint in re.findall(r"[A-Z]{2,7}", token):
            found.add(known.get(joint, joint))
    # Runs may touch a name that was taken out: 日ASEAN, 日EU, 日・メコン.
    for match in re.finditer(r"([日米英仏独伊加豪印韓中朝露]{1,3})・?(?= )", plain):
        if (
            match.end() < len(text)
            and text[match.end()] != " "
            and not re.match(r"[一-龥]", text[match.start() - 1 : match.start()] or " ")
        ):
            found.update(short[c] for c in match[1] if c in short)
    return sorted(found)


def _katakana_goes_on(text: str, start: int, end: int) -> bool:
    """Whether a katakana name is only a part of a longer katakana word (マリ in マリン)."""
    kana = re.compile(r"[ァ-ヴー]")
    inside_right = bool(kana.match(text[end - 1]) and end < len(text) and kana.match(text[end]))
    inside_left = bool(kana.match(text[start]) and start and kana.match(text[start - 1]))
    return inside_right or inside_left
