"""What one text tells of instruments: which are named, which acts are stated of them, which are not."""

from __future__ import annotations

import re
import time

import pytest

import hakusho
from hakusho.extractors.agreements.acts import find_acts
from hakusho.extractors.agreements.component import RULES
from hakusho.extractors.agreements.definitions import defined
from hakusho.records import AgreementRecord


def found(text: str, reference_date: str = "2020") -> list[AgreementRecord]:
    rows = hakusho.extract(text, reference_date=reference_date)["agreements"]
    return [r for r in rows if isinstance(r, AgreementRecord)]


def acts(text: str) -> list[tuple[str, str, str, str | None]]:
    return sorted((r.text, r.act, r.status, r.date) for r in found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2012年に締結(2015年及び2018年に改正)した日墺文化協定の下で交流が進む。",
            [
                ("日墺文化協定", "amended", "done", "2015"),
                ("日墺文化協定", "amended", "done", "2018"),
                ("日墺文化協定", "concluded", "done", "2012"),
            ],
        ),
        (
            "2月3日に署名、5月1日に発効した日芬租税条約を運用する。",
            [
                ("日芬租税条約", "entered_into_force", "done", "2020-05-01"),
                ("日芬租税条約", "signed", "done", "2020-02-03"),
            ],
        ),
        (
            "日加租税条約及び日加航空協定に2018年6月に署名した。",
            [("日加租税条約", "signed", "done", "2018-06"), ("日加航空協定", "signed", "done", "2018-06")],
        ),
        (
            "日伯投資協定は2009年4月と2014年4月に、それぞれ延長された。",
            [("日伯投資協定", "extended", "done", "2009-04"), ("日伯投資協定", "extended", "done", "2014-04")],
        ),
        (
            "「観光協力に関する日タイ覚書」は、これまでに2度更新しています。",
            [("観光協力に関する日タイ覚書", "extended", "done", None)],
        ),
        (
            "日タイ両国は、観光に関する覚書と航空に関する覚書を有する。双方の覚書とも、2020年1月に署名された。",
            [("双方の覚書", "signed", "done", "2020-01"), ("双方の覚書", "signed", "done", "2020-01")],
        ),
        (
            "日タイ両国は、観光に関する覚書と航空に関する覚書を有する。3月、これらの二覚書は1年延長された。",
            [("これらの二覚書", "extended", "done", "2020-03"), ("これらの二覚書", "extended", "done", "2020-03")],
        ),
        (
            "大臣は、日ペルー鉱業協力覚書の署名式に出席します。",
            [("日ペルー鉱業協力覚書", "signed", "planned", None)],
        ),
        (
            "インドネシアにおいて両省間で道路に関する協力覚書、ベトナムにおいて航空に関する協力覚書及び鉄道に関する協力覚書の署名式を行う予定です。",
            [
                ("航空に関する協力覚書", "signed", "planned", None),
                ("道路に関する協力覚書", "signed", "planned", None),
                ("鉄道に関する協力覚書", "signed", "planned", None),
            ],
        ),
        (
            "日ペルー平和条約の批准書が東京で交換された。",
            [("日ペルー平和条約", "ratified", "done", None)],
        ),
        (
            "本日、政府は、閣議において、「日・ペルー租税条約」の署名に関する決定を行いました。",
            [("日・ペルー租税条約", "signed", "planned", None)],
        ),
        (
            "ワシントンで両代表により日米宇宙協定の署名が行われることとなりました。",
            [("日米宇宙協定", "signed", "planned", None)],
        ),
        ("日蒙原子力協定は国会の承認を得ていない。", [("日蒙原子力協定", "approved", "negated", None)]),
        ("日土社会保障協定は未発効である。", [("日土社会保障協定", "entered_into_force", "negated", None)]),
        ("両国は日土社会保障協定の交渉を行っている。", [("日土社会保障協定", "negotiation_started", "ongoing", None)]),
        (
            "両国は2022年末までに日蘭情報保護協定に署名する予定である。",
            [("日蘭情報保護協定", "signed", "planned", "2022")],
        ),
        ("両首脳は日瑞租税条約の早期発効に期待を示した。", [("日瑞租税条約", "entered_into_force", "planned", None)]),
        ("日泰友好条約締結130周年の行事が開かれた。", [("日泰友好条約", "concluded", "done", None)]),
        (
            "2018年5月、日秘両首脳は「両国の若者への呼びかけ」に署名した。",
            [("両国の若者への呼びかけ", "signed", "done", "2018-05")],
        ),
        (
            "日米両国は共同声明「海をつなぐ友好」を発表した。",
            [("共同声明「海をつなぐ友好」", "announced", "done", None)],
        ),
        (
            "日英漁業条約は,1960年12月9日に署名調印を了し,翌年3月に批准書の交換を行ない,即日発効した。",
            [
                ("日英漁業条約", "entered_into_force", "done", "1961-03"),
                ("日英漁業条約", "ratified", "done", "1961-03"),
                ("日英漁業条約", "signed", "done", "1960-12-09"),
            ],
        ),
        ("日尼租税協定の署名を拒否した。", [("日尼租税協定", "signed", "negated", None)]),
        ("国連総会で海洋決議案が採択された。", [("海洋決議案", "adopted", "done", None)]),
        ("万国漁業条約に署名する考えはない。", [("万国漁業条約", "signed", "negated", None)]),
        (
            "平成30年6月に日蘭社会保障協定に署名した。さらに、令和元年5月に国会で承認され、同年9月に発効した。",
            [
                ("日蘭社会保障協定", "approved", "done", "2019-05"),
                ("日蘭社会保障協定", "entered_into_force", "done", "2019-09"),
                ("日蘭社会保障協定", "signed", "done", "2018-06"),
            ],
        ),
        (
            "英国との間では2010年6月に日英保護協定を、タイとの間では2011年5月に日泰保護協定を締結した。",
            [
                ("日英保護協定", "concluded", "done", "2010-06"),
                ("日泰保護協定", "concluded", "done", "2011-05"),
            ],
        ),
        (
            "日墺文化協定の締結について国会の承認を求める。",
            [("日墺文化協定", "approved", "planned", None)],
        ),
    ],
)
def test_acts_of_an_instrument(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert acts(text) == sorted(expected, key=lambda e: (e[0], e[1], e[2], e[3] or ""))


@pytest.mark.parametrize(
    "text",
    [
        "日米地位協定に基づき、施設を提供している。",
        "資料5(日仏首脳共同声明(2019年6月))",
        "政府は第3期の海洋基本計画を策定した。",
        "市と3つの企業は、災害時の協力に関する覚書を締結した。",
        "総務省は、利用者情報の扱いに関するガイドラインを改定した。",
        "省エネルギー法が改正され、翌年に施行された。",
        "条約の締約国は、会議で報告書を示す。",
        "研究会は最終報告を取りまとめた。",
        "日独協力協定を踏まえて、訓練の要領を作成した。",
        "この条約は三つの章から成る。",
        "商工会議所は、共同声明を発表した。",
        "この協定はいつ発効するのでしょうか。",
        "両首脳は「明るい海の日」を祝った。",
        "経済連携協定の締結に積極的に取り組んでいる。",
    ],
)
def test_no_act_of_an_international_instrument(text: str) -> None:
    assert [r.text for r in found(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("両国は「環境の保全に関する日星覚書」に署名した。", "環境の保全に関する日星覚書"),
        ("両国は農産物の検疫に関する協力覚書に署名した。双方とは日本と韓国である。", "農産物の検疫に関する協力覚書"),
        ("2003年、旧「日豪牛肉協定」が失効した。", "旧「日豪牛肉協定」"),
        ("日伊両国は3年にわたる両国の交流計画を策定した。", "交流計画"),
    ],
)
def test_the_name_is_the_whole_noun_phrase(text: str, name: str) -> None:
    assert name in {r.text for r in found(text)} or any(r.text.endswith(name) for r in found(text))


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("以下「新協定」という。", ("新協定",)),
        ("日丁EPA", ("日丁EPA",)),
        ("2019年6月", ()),
        ("仮訳", ()),
        ("MOU、2015年署名", ("MOU",)),
    ],
)
def test_a_bracket_defines_other_names(content: str, names: tuple[str, ...]) -> None:
    assert defined(content) == names


@pytest.mark.parametrize("word", ["仮署名した", "署名国は", "改正案を", "見直しの概要"])
def test_words_that_are_no_act(word: str) -> None:
    assert find_acts(f"協定の{word}") == []


@pytest.mark.timed
def test_patterns_are_linear() -> None:
    worst = ("を" * 20_000, "協定が" * 7_000, "2020年" * 5_000, "の" * 20_000)
    for rule in RULES:
        for text in worst if rule.regex else ():
            begin = time.perf_counter()
            rule.regex.fullmatch(text)  # type: ignore[union-attr]
            assert time.perf_counter() - begin < 1, rule.id


def test_no_rule_repeats_without_bound() -> None:
    for rule in RULES:
        assert rule.regex is None or not re.search(r"(?<!\\)[*+](?!\+)", rule.regex.pattern), rule.id
