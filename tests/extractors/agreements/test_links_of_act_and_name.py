"""What may stand between an instrument and its act, and what takes the act away."""

from __future__ import annotations

import pytest

import hakusho
from hakusho.records import AgreementRecord


def acts(text: str) -> list[tuple[str, str, str, str | None]]:
    rows = hakusho.extract(text, reference_date="2020-12-31")["agreements"]
    return sorted((r.text, r.act, r.status, r.date) for r in rows if isinstance(r, AgreementRecord))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本日、日墺文化協定へ署名を行いました。", [("日墺文化協定", "signed", "done", "2020-12-31")]),
        ("両首脳は、日墺文化協定等の署名に立ち会った。", [("日墺文化協定", "signed", "done", None)]),
        (
            "両大臣は、日墺文化協定の改正作業を開始することで一致した。",
            [("日墺文化協定", "amended", "planned", None)],
        ),
        ("日墺両国は、日墺文化協定の締結交渉に取り組む。", [("日墺文化協定", "concluded", "planned", None)]),
        (
            "法務省は、法務に関する協力覚書をチリ法務省との間で交換した。",
            [("法務に関する協力覚書", "concluded", "done", None)],
        ),
        (
            "日墺租税条約の批准書がウィーンで交換された。",
            [("日墺租税条約", "ratified", "done", None)],
        ),
        (
            "海藻保護条約は、各国が参加した交渉によって作成された。",
            [("海藻保護条約", "formulated", "done", None)],
        ),
        (
            "墺国との間には「日墺鉱業取決め」、伊国との間には「日伊鉱業取決め」が締結された。",
            [("日伊鉱業取決め", "concluded", "done", None), ("日墺鉱業取決め", "concluded", "done", None)],
        ),
        (
            "日墺航空協定については、5月に新たな覚書の署名が行われ、7月に発効した。",
            [("新たな覚書", "entered_into_force", "done", "2020-07"), ("新たな覚書", "signed", "done", "2020-05")],
        ),
        (
            "日ソ両国は、海藻に関する協定を1年間延長する議定書に署名した。",
            [("海藻に関する協定を1年間延長する議定書", "signed", "done", None)],
        ),
        (
            "総会において、成果文書として「札幌宣言2018」が採択された。",
            [("札幌宣言2018", "adopted", "done", None)],
        ),
        ("日墺両国は、その後文化協定に署名した。", [("文化協定", "signed", "done", None)]),
    ],
)
def test_an_act_of_its_instrument(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert acts(text) == sorted(expected, key=lambda e: (e[0], e[1], e[2], e[3] or ""))


@pytest.mark.parametrize(
    "text",
    [
        "日本がチリとの間に協定を締結しないかぎり、高い税率が課される。",
        "日墺文化協定の交渉の経緯を説明した。",
        "2月に、次の概要の書簡が交換された。\n1 贈与額 五億円\n2 目的 機材の購入",
        "「札幌共同声明2018」が経済団体連合会及び産業界によって取りまとめられた。",
    ],
)
def test_nothing_is_told(text: str) -> None:
    assert [a for a in acts(text) if a[0] != "書簡"] == []


def test_signed_papers_that_change_hands_are_told_once() -> None:
    text = "日墺両大臣は、観光に関する覚書に署名した。続いて、両大臣は同覚書の交換を行った。"
    assert [a[1] for a in acts(text)] == ["signed"]
