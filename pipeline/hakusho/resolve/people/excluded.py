"""Of which states a person cannot be: those that have no such office, and those whose names are built otherwise."""

from __future__ import annotations

import re

# Monarchies and states with a 主席 or a chancellor only; states with a president who heads the government; republics that a text speaks
# of most. Each as long as the office's name has been in use for it: 南ベトナム, now under VN, had a 大統領.
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
_OFFICES = (
    (re.compile("大統領"), _NO_PRESIDENT),
    (re.compile("(?<!州)首相"), _NO_PRIME_MINISTER),
    (re.compile("国王|女王"), _NO_MONARCH),
)
# Their surnames are of one syllable, and a part of a name with more than three katakana is none: フリーランド.
_OF_ONE_SYLLABLE = frozenset({"KR", "KP", "CN", "TW"})
_SURNAME = re.compile(r"[ァ-ヴー]{1,3}(?![ァ-ヴー])")


def excluded(title: str, name: str, *, katakana: bool) -> frozenset[str]:
    """The codes of the states of which nobody is who holds the office under the name."""
    found = [states for office, states in _OFFICES if office.search(title)]
    if katakana and not _SURNAME.match(name):
        found.append(_OF_ONE_SYLLABLE)
    return frozenset().union(*found)
