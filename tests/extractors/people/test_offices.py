"""Titles in a text: the longest, joined ones as one, unlisted ones by their last part, and words that only look like one."""

from __future__ import annotations

import time

import pytest

from hakusho.extractors.people.offices import offices_in, trie


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("外務大臣政務官が出席", ["外務大臣政務官"]),
        ("国務委員兼外交部長と会談", ["国務委員兼外交部長"]),
        ("副首相・国防大臣", ["副首相・国防大臣"]),
        ("外務大臣及び防衛大臣", ["外務大臣", "防衛大臣"]),
        ("総務大臣を本部長とする", ["総務大臣", "本部長"]),
        ("大統領顧問の表敬", ["大統領顧問"]),
        ("国务長官は述べた", ["国务長官"]),  # a character misread in recognition
        ("委員会、代表団、大使館、大統領府、大臣官房", []),
        ("日英外相会談", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[core.start : core.end] for core in offices_in(text)] == titles


def test_the_title_decides_the_country_only_where_it_is_one_countrys() -> None:
    (core,) = offices_in("経済産業大臣")
    assert core.country == "JP"
    (core,) = offices_in("外務大臣")
    assert (core.country, core.default_country) == (None, "JP")
    (core,) = offices_in("国防大臣")
    assert (core.country, core.default_country) == (None, None)


def test_trie_prefers_the_longest() -> None:
    import re

    pattern = re.compile(trie(["大臣", "大臣政務官", "大統領"]))
    assert [m[0] for m in pattern.finditer("大臣政務官と大臣と大統領")] == ["大臣政務官", "大臣", "大統領"]


@pytest.mark.parametrize("text", ["大" * 20_000, "外務大臣" * 5_000, "総" * 10_000 + "務" * 10_000, "・" * 20_000])
@pytest.mark.timed
def test_time_is_linear(text: str) -> None:
    start = time.perf_counter()
    offices_in(text)
    assert time.perf_counter() - start < 5
