"""Acts that stand apart from the name: below a heading, in the columns of a table, each of its own side in a list."""

from __future__ import annotations

import hakusho
from hakusho.records import AgreementRecord


def found(text: str) -> list[AgreementRecord]:
    rows = hakusho.extract(text, reference_date="2020")["agreements"]
    return [r for r in rows if isinstance(r, AgreementRecord)]


def test_lines_below_the_name() -> None:
    rows = found("[参考]海藻保護条約\n採択:1991年3月5日\n発効:1993年6月1日\n我が国の締結:1994年2月7日\n")
    assert [(r.text, r.act, r.date, r.parties) for r in sorted(rows, key=lambda r: str(r.date))] == [
        ("海藻保護条約", "adopted", "1991-03-05", []),
        ("海藻保護条約", "entered_into_force", "1993-06-01", []),
        ("海藻保護条約", "concluded", "1994-02-07", ["JP"]),
    ]


def test_a_line_of_something_else_tells_nothing() -> None:
    assert found("海藻保護法の概要\n\n公布:1991年3月5日\n\n施行:1992年4月1日\n") == []


def test_columns_of_acts() -> None:
    rows = found(
        "二国間協定の状況\n\n条約名\t署名\t発効\n日・ペルー港湾協定\t2008年11月21日\t2009年12月10日\n"
        "日・チリ港湾協定\t2012年6月7日\t未発効\n日・オマーン港湾協定\t2013年5月2日\t2014年1月9日\n"
    )
    told = {(r.text, r.act, r.date) for r in rows}
    assert told == {
        ("日・ペルー港湾協定", "signed", "2008-11-21"),
        ("日・ペルー港湾協定", "entered_into_force", "2009-12-10"),
        ("日・チリ港湾協定", "signed", "2012-06-07"),
        ("日・オマーン港湾協定", "signed", "2013-05-02"),
        ("日・オマーン港湾協定", "entered_into_force", "2014-01-09"),
    }


def test_each_of_a_list_has_the_side_told_before_it() -> None:
    rows = found(
        "大臣は、ペルーにおいて海岸の清掃に関する覚書、チリにおいて漁港の整備に関する覚書の署名式を行いました。"
    )
    assert [r.parties for r in sorted(rows, key=lambda r: r.start)] == [["JP", "PE"], ["CL", "JP"]]


def test_the_visit_to_the_country_that_a_paragraph_opens_with() -> None:
    rows = found(
        "総理は、2004年9月にペルーを、11月にはチリを訪問した。\n\nペルーにおいては、港湾協定に署名した。\n\n"
        "チリにおいては、海洋協定に署名した。\n"
    )
    assert [r.date for r in rows] == ["2004-09", "2004-11"]


def test_a_title_that_gives_only_the_kind() -> None:
    first, second = found(
        "両大臣による協力覚書の署名\n\n令和元年5月7日\n\n"
        "令和元年5月3日、環境大臣とチリの環境大臣は、海岸の清掃に係る協力覚書に署名しました。\n"
    )
    assert first.name == second.name == "海岸の清掃に係る協力覚書"
    assert first.date == second.date == "2019-05-03"


def test_talks_for_a_conclusion_are_not_dated_by_the_talks() -> None:
    rows = found("2019年7月には、ペルーと航空協定締結に向けた予備協議を開催した。")
    assert [(r.act, r.status, r.date) for r in rows] == [("concluded", "planned", None)]


def test_the_year_of_an_instrument_is_not_that_of_its_extension() -> None:
    (row,) = found("2018年、両国は、1977年の日ソ漁業暫定協定の有効期間を延長した。")
    assert row.date == "2018"


def test_a_fiscal_year_of_money_is_not_the_day() -> None:
    (row,) = found(
        "2021年7月22日、日本の大使とチリの外務大臣は、令和2年度無償資金協力に係る書簡の署名・交換を行いました。"
    )
    assert row.date == "2021-07-22"


def test_papers_of_private_bodies_and_of_one_ministry_are_none() -> None:
    assert found("日仏首脳は協力を表明し、Green Cable Alliance Forumが「海底線ロードマップ」を策定した。") == []


def test_a_line_may_begin_with_the_date() -> None:
    rows = found("(参考)日・モンゴル航空協定\n\n1993年11月25日 署名\n1994年4月26日 発効\n")
    assert sorted((r.name, r.act, r.date) for r in rows) == [
        ("日・モンゴル航空協定", "entered_into_force", "1994-04-26"),
        ("日・モンゴル航空協定", "signed", "1993-11-25"),
    ]
