"""Agreements with a document's and a corpus's memory: antecedents, names, parties, dates, identities."""

from __future__ import annotations

import pytest

import hakusho
from hakusho.records import AgreementRecord


def found(text: str, reference_date: str = "2020") -> list[AgreementRecord]:
    rows = hakusho.extract(text, reference_date=reference_date)["agreements"]
    return [r for r in rows if isinstance(r, AgreementRecord)]


def test_an_anaphor_takes_up_the_latest_of_its_kind() -> None:
    rows = found("両国は日西租税条約と日西航空協定に署名した。\n\n同条約は2019年に発効した。")
    assert [(r.text, r.name) for r in rows if r.act == "entered_into_force"] == [("同条約", "日西租税条約")]


def test_two_at_once() -> None:
    rows = found("両国は日西租税条約と日西航空条約に署名した。両条約は2019年に発効した。")
    assert sorted(r.name for r in rows if r.text == "両条約") == ["日西租税条約", "日西航空条約"]


def test_a_short_form_has_the_fullest_name() -> None:
    rows = found("日葡租税条約(以下「新条約」という。)は国会で承認された。新条約は2013年に発効した。")
    assert {r.name for r in rows} == {"日葡租税条約"}
    assert all("新条約" in r.aliases for r in rows)


def test_an_official_title_in_a_note_is_an_alias() -> None:
    rows = found(
        "2010年に日英技術供与取極を締結した。\n\n<sup>1</sup> 正式名称:日本国に対する技術の供与に関する日英交換公文\n"
    )
    assert rows[0].name == "日英技術供与取極"
    assert any("供与に関する" in alias for alias in rows[0].aliases)


def test_an_abbreviation_counts_only_where_it_is_defined() -> None:
    assert [r.text for r in found("ABCは2019年に発効した。")] == []
    rows = found("日伯宇宙協定(ABC)に署名した。ABCは2019年に発効した。")
    assert [(r.text, r.name) for r in rows if r.act == "entered_into_force"] == [("ABC", "日伯宇宙協定")]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("日英伊防衛条約が署名された。", ["GB", "IT", "JP"]),
        ("日・モンゴル投資協定が発効した。", ["JP", "MN"]),
        ("カンボジアとの間で投資協定に署名した。", ["JP", "KH"]),
        ("韓国、タイとの間では漁業に関する協定を締結している。", ["JP", "KR", "TH"]),
        ("国連総会は「海の十年に関する決議」を採択した。", ["国連"]),
        ("我が国は2015年に海難の補償に関する条約を締結した。", ["JP"]),
        ("イタリアで開催されたG7海洋大臣会合においてコミュニケが採択された。", ["G7"]),
        ("日中韓環境大臣会合の際、日中間で海岸の清掃に関する覚書が署名された。", ["CN", "JP"]),
        ("万国漁業条約は、我が国について発効した。", ["JP"]),
        ("日本が提出した海洋の安全に関する決議案が国連総会で採択された。", ["国連"]),
    ],
)
def test_parties(text: str, parties: list[str]) -> None:
    assert [r.parties for r in found(text)] == [parties]


def test_the_same_instrument_has_one_identity_across_documents() -> None:
    (one,) = found("日米安保条約が改定された。")
    (two,) = found("日米安全保障条約が1960年に締結された。")
    (old,) = found("旧日米安全保障条約が1951年に署名された。")
    assert one.agreement_id == two.agreement_id != old.agreement_id


def test_common_names_of_two_documents_are_two_instruments() -> None:
    text = "日米両国は共同声明を発表した。"
    first, second = (hakusho.extract(text, doc_id=name)["agreements"][0] for name in ("a", "b"))
    assert isinstance(first, AgreementRecord)
    assert isinstance(second, AgreementRecord)
    assert first.agreement_id != second.agreement_id


def test_what_is_ruled_out_is_told() -> None:
    rows = hakusho.extract("総務省は、通信の安全に関するガイドラインを策定した。")["discarded"]
    assert [(r.type, r.reason) for r in rows if r.type == "agreements"] == [("agreements", "negative")]  # type: ignore[attr-defined]


def test_what_only_describes_an_instrument_does_not_take_the_date_of_the_sentence() -> None:
    rows = found("2019年5月の会合で、首脳は、新たに採択された国連安保理決議の履行を求めた。")
    assert [(r.act, r.date) for r in rows] == [("adopted", None)]


def test_a_caption_has_the_date_that_it_ends_with_and_the_country_of_who_signs() -> None:
    rows = found("万国漁業条約に署名する館山外務大臣(2019年9月)")
    assert [(r.act, r.date, r.parties) for r in rows] == [("signed", "2019-09", ["JP"])]


def test_two_revisions_of_a_plan() -> None:
    rows = found("両首脳は、1996年に作成され、1999年に改訂された「日印経済行動計画」を更に改訂することで一致した。")
    stated = {(r.act, r.status, r.date) for r in rows if r.status == "done"}
    assert stated == {("formulated", "done", "1996"), ("amended", "done", "1999")}
    assert [r.act for r in rows if r.status == "planned"] == ["amended"]


def test_a_list_has_the_act_of_the_sentence_above_it() -> None:
    rows = found(
        "日墨両首脳は、2016年2月の会談の後、以下の文書に署名した。\n・環境協力覚書\n・鉱山の安全に関する共同声明\n"
    )
    told = [(r.text, r.act, r.date, r.parties) for r in rows]
    parties = ["JP", "MX"]
    assert told == [
        ("環境協力覚書", "signed", "2016-02", parties),
        ("鉱山の安全に関する共同声明", "signed", "2016-02", parties),
    ]


def test_a_list_without_an_act_is_none() -> None:
    assert found("日墨両首脳は、以下の点で一致した。\n・環境協力覚書の活用\n・鉱山の安全\n") == []


def test_an_entry_of_a_chronology_has_the_day_above_it() -> None:
    rows = found("国際主要事項\n\n2010年12月16日\n\n「日中韓海岸清掃協定」に署名\n")
    assert [(r.act, r.date) for r in rows] == [("signed", "2010-12-16")]
