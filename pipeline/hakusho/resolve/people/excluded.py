"""Of which states a person can be: those that have such an office, and whose people have such names."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

# Monarchies and states with a 主席 or a chancellor only; states whose president heads the government; republics that a text speaks of
# most. Each as long as the office's name has been in use for it: 南ベトナム, now under VN, had a 大統領.
_NO_PRESIDENT = frozenset(
    [
        "JP",
        "CN",
        "KP",
        "GB",
        "CA",
        "AU",
        "NZ",
        "TH",
        "MY",
        "NL",
        "BE",
        "DK",
        "SE",
        "NO",
        "ES",
        "LU",
        "SA",
        "JO",
        "MA",
        "KW",
        "QA",
        "BH",
        "OM",
        "BN",
        "LA",
        "BT",
        "PG",
        "TO",
        "JM",
        "EU",
    ]
)
_NO_PRIME_MINISTER = frozenset(
    [
        "US",
        "MX",
        "BR",
        "AR",
        "CL",
        "CO",
        "VE",
        "UY",
        "PY",
        "BO",
        "EC",
        "CR",
        "PA",
        "GT",
        "HN",
        "NI",
        "SV",
        "DO",
        "CH",
        "CY",
    ]
)
_NO_MONARCH = frozenset(
    [
        "US",
        "RU",
        "SU",
        "CN",
        "KR",
        "KP",
        "TW",
        "FR",
        "DE",
        "IT",
        "CH",
        "AT",
        "PL",
        "UA",
        "BR",
        "AR",
        "MX",
        "PK",
        "BD",
        "PH",
        "ID",
        "VN",
        "IL",
        "TR",
        "IN",
        "SG",
    ]
)
_NOT_OF = (
    (re.compile("大統領"), _NO_PRESIDENT),
    (re.compile("(?<!州)首相"), _NO_PRIME_MINISTER),
    (re.compile("国王|女王|皇太子"), _NO_MONARCH),
    (
        re.compile(r"(?:外|国防|防衛|財務|法|農)相|外務大臣|国防大臣|財務大臣"),
        frozenset({"US"}),
    ),  # whose ministers are 長官
)
# Offices that few states have.
_ONLY_OF = (
    (re.compile("国務委員会|国務委員長|国防委員会|国防委員長|第一委員長|人民武力"), frozenset({"KP"})),
    (re.compile("国家主席"), frozenset({"CN", "VN", "LA", "KP"})),
    (re.compile("総書記"), frozenset({"CN", "VN", "LA", "KP", "SU"})),
    (
        re.compile("外交部長|国務院|全人代|党委書記|中央軍事委員会|[省自治区]党委|国務委員(?!長|会)"),
        frozenset({"CN", "TW"}),
    ),
    (re.compile("部長官"), frozenset({"KR"})),
    (re.compile("総統"), frozenset({"TW", "DE"})),
    (re.compile("国家評議会議長"), frozenset({"CU", "PL", "RO", "BG", "DD"})),
    (re.compile("最高会議幹部会|党政治局員"), frozenset({"SU", "CN", "VN", "KP", "CU", "LA"})),
)
_OF_JAPAN_NEVER = re.compile(r"国防(?!会議)|外交部|国務(?!大臣)|人民|連邦")
# Their surnames are of one syllable, and a part of a name with more than three katakana is none: フリーランド.
_OF_ONE_SYLLABLE = frozenset({"KR", "KP", "CN", "TW"})
_SURNAME = re.compile(r"[ァ-ヴー]{1,3}(?![ァ-ヴー])")
_PRESIDENT_SINCE = {"SU": "1990"}


def excluded(title: str, name: str, *, katakana: bool, written: str = "9999") -> frozenset[str]:
    """The codes of the states of which nobody is who holds the office under the name, in a text of the year `written`."""
    found = [states for office, states in _NOT_OF if office.search(title)]
    if katakana and not _SURNAME.match(name):
        found.append(_OF_ONE_SYLLABLE)
    if "大統領" in title:
        found.append(frozenset(code for code, since in _PRESIDENT_SINCE.items() if written < since))
    return frozenset().union(*found)


def only_of(title: str) -> AbstractSet[str] | None:
    """The codes of the few states that have the office; None where any may."""
    return next((states for office, states in _ONLY_OF if office.search(title)), None)


def never_of_japan(title: str) -> bool:
    """Whether Japan has no such office, so that a name that may be read as a Japanese one is of another state."""
    return _OF_JAPAN_NEVER.search(title) is not None
