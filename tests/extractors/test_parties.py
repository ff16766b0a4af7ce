"""Which countries and organizations a stretch of text names."""

from __future__ import annotations

import time

import pytest

from hakusho.config import vocabulary
from hakusho.extractors.parties import parties_in, party_spans


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("日米両国", ["JP", "US"]),
        ("日米韓3か国", ["JP", "KR", "US"]),
        ("日英伊首脳", ["GB", "IT", "JP"]),
        ("日米豪印首脳会合", ["AU", "IN", "JP", "US"]),
        ("日・EU定期首脳協議", ["EU", "JP"]),
        ("日EU経済連携協定", ["EU", "JP"]),
        ("日ASEAN首脳会議", ["ASEAN", "JP"]),
        ("日・モンゴル首脳会談", ["JP", "MN"]),
        ("日ウクライナ租税条約", ["JP", "UA"]),
        ("新日米安保条約", ["JP", "US"]),
        ("昨年日韓両国は", ["JP", "KR"]),
        ("米側は懸念を示した", ["US"]),
        ("英国防大臣", ["GB"]),
        ("米国防長官", ["US"]),
        ("在日米軍", ["US"]),
        ("対米武器技術供与", ["US"]),
        ("日中国交正常化", ["CN", "JP"]),
        ("わが国とペルー共和国", ["JP", "PE"]),
        ("豪、韓、比、NATOといった国", ["AU", "KR", "NATO", "PH"]),
        ("国連総会", ["国連"]),
        ("日朝平壌宣言", ["JP", "KP"]),
        ("日ソ共同宣言", ["JP", "SU"]),
    ],
)
def test_parties_named(text: str, codes: list[str]) -> None:
    assert parties_in(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "土日に開いた",
        "訪日中の大臣",
        "28日午後に加えて",
        "会議中の発言",
        "マリン産業",
        "インド太平洋の平和",
        "東シナ海の状況",
        "独自の取組と比較",
        "中央省庁の職員",
        "日比谷の会場",
        "朝鮮半島の非核化",
        "同日の会合",
    ],
)
def test_words_that_only_look_like_parties(text: str) -> None:
    assert parties_in(text) == []


def test_spans_point_at_the_name() -> None:
    text = "日韓両国とASEAN"
    assert [(text[a:b], code) for a, b, code in party_spans(text)] == [("日", "JP"), ("韓", "KR"), ("ASEAN", "ASEAN")]


@pytest.mark.parametrize("text", ["日" * 40_000, "日、" * 20_000, "ア" * 40_000, "日米" * 20_000])
@pytest.mark.timed
def test_time_is_linear(text: str) -> None:
    parties_in(text[:100])
    begin = time.perf_counter()
    parties_in(text)
    assert time.perf_counter() - begin < 5


def test_every_name_in_the_vocabulary_is_found_as_what_it_is() -> None:
    sums = {"クアッド", "ASEAN+3"}  # told as their members
    entries = [
        (c.code, (c.name, *c.names)) for c in vocabulary().countries.country if c.code != "GU"
    ]  # Guam is a place
    entries += [(o.id, tuple(o.names)) for o in vocabulary().organizations.organization if o.id not in sums]
    assert [(code, name) for code, names in entries for name in names if parties_in(name) != [code]] == [
        ("ID", "蘭印")  # reads as the Netherlands and India, of which texts speak more
    ]
