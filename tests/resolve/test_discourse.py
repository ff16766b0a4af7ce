"""Of which country somebody is, by what the text around is about. All names are made up."""

from __future__ import annotations

import pytest

import hakusho


def countries(text: str, reference: str | None = None) -> list[tuple[str, str | None]]:
    return [(r.name, r.country) for r in hakusho.extract(text, reference_date=reference)["people"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A lead-in holds against a state that is only spoken of, and against that of a counterpart.
        ("チェコはポーランドとの国境に兵を集めた。ノヴァク国防相は撤収を命じた。", [("ノヴァク", "CZ")]),
        ("キューバについては、ベントン米国大統領とロペス外相が交渉を始めた。", [("ベントン", "US"), ("ロペス", "CU")]),
        # A heading holds against what a sentence mentions.
        ("(1)　韓国\n　わが国と韓国は米国と同盟を結ぶ。4月に李民永国防長官が訪日した。", [("李民永", "KR")]),
        ("(1)　タイ\n　チャイ首相と会談した。\n(2)　ラオス(7月6日)\n　ケオラ首相と会談した。", [("チャイ", "TH"), ("ケオラ", "LA")]),
        # As many states as people, in order.
        ("エルサルバドルではロペス大統領が、パナマではバレラ大統領が、それぞれフネス、マルティン両前大統領の後を継いだ。",
         [("ロペス", "SV"), ("バレラ", "PA"), ("フネス", "SV"), ("マルティン", "PA")]),
        # Who accompanies is of the same state, those who talk are of two.
        ("ベントン仏首相がラーセン外相を伴って来日した。", [("ベントン", "FR"), ("ラーセン", "FR")]),
        # What is said of a meeting's place or of a topic is no country of those who met.
        ("北朝鮮の拉致問題への理解を求め、ベントン外相から支持を得た。", [("ベントン", None)]),
        # Offices that a state has not.
        ("北朝鮮が実験を行うと、総理は訪問先のソウルで盧武永大統領と会談した。", [("盧武永", "KR")]),
        ("党の会議で金正永国務委員長が演説した。", [("金正永", "KP")]),
        # One goes to another state than one's own.
        ("フランスは、83年にベントン大統領が訪中した際、覚書を交わした。", [("ベントン", "FR")]),
    ],
)  # fmt: skip
def test_the_country_by_what_the_text_is_about(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [found for found in countries(text) if found[0] in dict(expected)] == expected


def test_russia_after_the_soviet_union() -> None:
    text = "ソ連の時代から交渉は続いている。1993年10月、ドルザク大統領が訪日した。"
    assert countries(text, "1994") == [("ドルザク", "RU")]


def test_the_members_of_a_council_are_of_japan_whatever_state_they_speak_of() -> None:
    text = "○三田村委員　計画に賛成する。\n○館山委員　同じ意見である。\n○ヒューズ委員　オランダは1995年に避難させた。"
    assert countries(text)[-1] == ("ヒューズ", "JP")


def test_a_reading_in_brackets_is_no_second_person() -> None:
    assert [name for name, _ in countries("金民坤(キム サンゴン)韓国教育部長官が出席した。")] == ["金民坤"]


def test_an_occupation_is_no_title() -> None:
    found = hakusho.extract("港町出身の水墨画家三田村健の没後百年である。助けあいジャパン ボランティア室を開いた。")[
        "people"
    ]
    assert [(r.name, r.title) for r in found] == [("三田村健", None)]
