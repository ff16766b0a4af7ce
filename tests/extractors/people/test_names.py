"""Names in a piece: where they begin and end, on pieces of every kind of damage that the page does."""

from __future__ import annotations

import time

import pytest

import hakusho
from hakusho.extractors.people.lexicon import fold, is_organization, kinds, split_full_name


def people(text: str, **more: str) -> list[tuple[str, str | None, str | None]]:
    return [(r.text, r.title, r.country) for r in hakusho.extract(text, **more)["people"]]  # type: ignore[attr-defined]


def test_the_dictionary_tells_more_than_one_reading() -> None:
    assert {"姓", "地名"} <= kinds("千葉")
    assert split_full_name("三田村浩一") == 3
    assert split_full_name("外務大臣") is None
    assert fold("髙﨑") == "高崎"
    assert is_organization("第七打撃師団") and not is_organization("三田村")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月にベントン米国太平洋陸軍司令官、グレイ米国太平洋艦隊司令官が訪日した。", ["ベントン", "グレイ"]),
        ("(左から野々村防衛大臣、マーロウ英国防大臣)", ["野々村", "マーロウ"]),
        ("令和6年7月 環 境 大 臣 真 鍋 佳 代 子", ["真 鍋 佳 代 子"]),
        ("防衛大臣　三田村　浩一", ["三田村　浩一"]),
        ("3等陸佐 みたむら こういち 三田村 浩一", ["三田村 浩一"]),
        ("館山誠一郎 外務大臣 三田村浩一 防衛大臣", ["館山誠一郎", "三田村浩一"]),
        ("外務大臣 館山誠一郎 防衛大臣 三田村浩一", ["館山誠一郎", "三田村浩一"]),
        ("フォン・デル・ベルク委員長とエドワード2世国王", ["フォン・デル・ベルク", "エドワード2世"]),
        ("三田村・館山・真鍋(2018)", []),
        ("原子力空母「エドワード・グレイ」、三田村内閣、グレイ政権", []),
    ],
)
def test_surfaces(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in people(text)] == expected


def test_offsets_lead_back_to_the_source() -> None:
    text = "環 境 大 臣　真 鍋 佳 代 子と ３等陸佐　三田村　浩一"
    for record in hakusho.extract(text)["people"]:
        assert text[record.start : record.end] == record.text


@pytest.mark.parametrize(
    "text",
    ["ア" * 3_000 + "大臣", "ア・" * 1_500 + "首相", "山" * 3_000 + "大臣", "山田・" * 1_000 + "会談", "(" * 3_000],
)
@pytest.mark.timed
def test_time_is_bounded(text: str) -> None:
    hakusho.extract("大臣")  # the model is loaded once
    start = time.perf_counter()
    hakusho.extract(text)
    assert time.perf_counter() - start < 20
