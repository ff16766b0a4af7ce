"""Dates with the document's memory: antecedents, eras at their limits, what the reference date decides."""

from __future__ import annotations

import pytest

import hakusho
from hakusho.records import DateRecord


def dates(text: str, reference: str | None = None) -> list[DateRecord]:
    found = hakusho.extract(text, reference_date=reference, markdown=True)["dates"]
    return [record for record in found if isinstance(record, DateRecord)]


def values(text: str, reference: str | None = None) -> list[tuple[str, str | None]]:
    return [(record.text, record.value) for record in dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和64年1月8日", None),
        ("昭和64年2月", None),
        ("平成元年1月7日", None),
        ("平成元年1月8日", "1989-01-08"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成31年5月", None),
        ("平成31年度", "2019-04/2020-03"),
        ("令和元年4月", None),
        ("令和元年5月1日", "2019-05-01"),
        ("令和元年度", "2019-04/2020-03"),
        ("大正元年7月30日", "1912-07-30"),
        ("昭和元年12月25日", "1926-12-25"),
        ("明治6年1月1日", "1873-01-01"),
        ("令和5年4月31日", None),
        ("2023年2月29日", None),
    ],
)
def test_eras_and_calendars_at_their_limits(text: str, value: str | None) -> None:
    (record,) = dates(f"{text}に決まった。", "2024")
    assert record.text == text
    assert record.value == value
    if value is None:
        assert record.earliest is None
        assert record.latest is None


def test_a_lunar_month_is_left_out() -> None:
    assert values("明治5年8月3日の布告", "2024") == [("明治5年8月3日", "1872")]


def test_a_plan_may_count_past_the_end_of_its_era() -> None:
    assert values("平成32年度までに終える。", "2017") == [("平成32年度", "2020-04/2021-03")]
    assert values("平成32年度までに終える。", "2021") == [("平成32年度", None)]


def test_brackets_and_captions_do_not_steal_an_antecedent() -> None:
    found = values("2012年4月に会談し（前回は2009年2月）、同年10月に署名した。", "2018")
    assert found == [("2012年4月", "2012-04"), ("2009年2月", "2009-02"), ("同年10月", "2012-10")]


def test_an_anaphor_in_a_bracket_binds_inside_it_first() -> None:
    assert values("2018年の協定（1999年に署名、同年5月に発効）を見直した。", "2018")[-1] == ("同年5月", "1999-05")


def test_the_anchor_is_the_antecedent() -> None:
    first, second = dates("2009年2月に署名し、同年5月に発効した。", "2018")
    assert second.anchor_id == first.record_id
    assert (first.resolution, second.resolution) == ("explicit", "anaphoric")


def test_a_heading_governs_its_section() -> None:
    text = (
        "## 会談（2017年8月17日）\n\n両大臣は、同日、共同で視察した。\n\n## 会談（2017年10月23日）\n\n翌日、帰国した。"
    )
    assert values(text, "2018") == [
        ("2017年8月17日", "2017-08-17"),
        ("同日", "2017-08-17"),
        ("2017年10月23日", "2017-10-23"),
        ("翌日", "2017-10-24"),
    ]


def test_background_does_not_change_the_narrative_year() -> None:
    text = "協議は2010年に設立され、意見を交わす場となっている。6月に会合を開いた。"
    assert values(text, "2024")[-1] == ("6月", "2024-06")
    text = "2010年に署名した現行の条約を改める新たな条約に10月16日、署名した。"
    assert values(text, "2018")[-1] == ("10月16日", "2018-10-16")


def test_a_paragraph_goes_on_in_the_year_it_tells_of() -> None:
    assert values("2022年4月、大臣が訪問した。7月には先方が訪日した。", "2024")[-1] == ("7月", "2022-07")


def test_a_new_paragraph_goes_back_to_the_documents_year() -> None:
    assert values("2022年4月、大臣が訪問した。\n\n7月には先方が訪日した。", "2024")[-1] == ("7月", "2024-07")


def test_a_new_paragraph_goes_on_in_the_year_that_a_yearbook_tells_of() -> None:
    assert values("2023年4月、大臣が訪問した。\n\n7月には先方が訪日した。", "2024")[-1] == ("7月", "2023-07")
    assert values("2023年4月、大臣が訪問した。\n\n2月には先方が訪日した。", "2024")[-1] == ("2月", "2024-02")
    assert values("2023年4月、大臣が訪問した。\n\n7月には先方が訪日した。", "2024-08")[-1] == ("7月", "2024-07")


def test_what_happened_is_of_the_year_that_a_yearbook_tells_of() -> None:
    text = "昭和52年は、1月に会談が行われた。\n\n景気は51年秋以降鈍った。\n\n選挙は、7月10日に行われた。\n\n選挙は、9月に行う予定である。"
    assert [value for _, value in values(text, "1978")][-2:] == ["1977-07-10", "1978-09"]


def test_a_day_is_of_the_visit_that_the_sections_tell_of() -> None:
    text = "# 歴訪\n\n総理は1962年11月5日から24日まで歴訪した。\n\n## 独\n\n総理は、8日ボンを離れた。\n\n## 英\n\n12日、英国に着いた。"
    assert [value for _, value in values(text, "1963")][1:] == ["1962-11-08", "1962-11-12"]


def test_a_day_does_not_go_back_to_one_that_the_text_only_looks_back_to() -> None:
    text = "大臣は、13日、先月12日の会合に続き、会見した。\n\n大臣は19日からの会議への協力を求めた。"
    assert [value for _, value in values(text, "2023-05-13")] == ["2023-05-13", "2023-04-12", "2023-05-19"]


def test_the_month_before_is_counted_from_the_day_of_the_item_of_news() -> None:
    text = "# 10月19日 司令官\n\n司令官は先月21日に着任した。\n\n# 10月25日 長官\n\n長官は本年9月に続いて会談し、翌26日には視察した。"
    assert [value for _, value in values(text, "2021-11")] == [
        "2021-10-19", "2021-09-21", "2021-10-25", "2021-09", "2021-10-26"
    ]  # fmt: skip


def test_this_month_and_the_last_and_coming_ones_are_said_from_the_document() -> None:
    text = "庁は昭和46年7月1日に発足し、この7月で20年を迎える。"
    assert values(text, "1991-05")[1] == ("7月", "1991-07")
    assert values("1998年に始めた事業は、去る10月に終えた。", "2001-05")[-1] == ("10月", "2000-10")
    assert values("2000年に始めた事業を、来る2月に終える。", "2001-05")[-1] == ("2月", "2002-02")


def test_an_hour_after_one_of_the_afternoon_is_of_the_afternoon() -> None:
    text = "12日は午後1時から質問の予定で、1時45分ごろに知らせがあり、2時からの会見を見た。"
    assert [value for _, value in values(text, "2007-09-14")][1:] == [
        "2007-09-12T13:00:00", "2007-09-12T13:45:00", "2007-09-12T14:00:00"
    ]  # fmt: skip


def test_a_text_on_years_long_past_goes_on_from_paragraph_to_paragraph() -> None:
    text = "1891年3月3日、閣議は案を決定した。\n\n4月24日、外相は案を手渡した。\n\n2月1日、会議を開いた。"
    assert [value for _, value in values(text, "2005")] == ["1891-03-03", "1891-04-24", "2005-02-01"]
    assert values(text.replace("1891", "2004"), "2005")[1] == ("4月24日", "2004-04-24")
    assert values(text.replace("1891", "2004"), "2005-08-01")[1] == ("4月24日", "2005-04-24")


def test_a_day_in_a_range_said_before_is_in_its_year() -> None:
    text = "総理は、1973年の始めに続き、同年7月29日から8月6日まで訪問し、この間7月31日に会談した。"
    assert values(text, "1974")[-1] == ("7月31日", "1973-07-31")


def test_a_day_of_the_week_said_before_is_in_its_month() -> None:
    text = "今週、会談が相次いだ。30日には大臣が表敬を受けた。"
    assert values(text, "2025-05-28")[1] == ("30日", "2025-05-30")


def test_months_of_a_named_year_need_not_stand_in_order() -> None:
    found = values("10（同22）年は、6月に訪日し、9月に訪米し、7月に協議した。7月に訓練し、10月に訪露した。", "2011-07")
    assert [value for _, value in found] == ["2010", "2010-06", "2010-09", "2010-07", "2010-07", "2010-10"]


def test_the_lines_of_a_chronology_go_on_in_its_year() -> None:
    text = (
        "昭和63年4月 ・会議の開催[1日]\n・計画の策定[27日]\n5月 ・港の開港10周年[20日]\n7月 ・祭典の開催[19日〜24日]\n"
    )
    found = [value for surface, value in values(text, "1989") if surface != "10周年"]
    assert found == ["1988-04", "1988-04-01", "1988-04-27", "1988-05", "1988-05-20", "1988-07", "1988-07-19/1988-07-24"]


def test_the_year_before_of_a_fiscal_year_is_one() -> None:
    assert values("2022年度は前年比で増えた。", "2023")[-1] == ("前年", "2021-04/2022-03")


def test_a_month_in_brackets_behind_a_noun_has_the_year_of_its_clause() -> None:
    found = values("翌2008年に主催する総会(甲)(5月)や首脳会議(乙)(7月)に向けて取り組んだ。", "2007")
    assert [value for _, value in found] == ["2008", "2008-05", "2008-07"]


def test_the_end_of_a_span_of_hours_is_in_the_same_half_of_the_day() -> None:
    assert values("2022年4月27日午後7時~8時50分に開いた。")[0][1] == "2022-04-27T19:00:00/2022-04-27T20:50:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12月に合意した。", "2023-12"),
        ("10月に開催する予定。", "2024-10"),
        ("7月に署名した。", "2024-07"),
    ],
)
def test_a_month_against_a_reference_of_month_precision(text: str, value: str) -> None:
    assert values(text, "2024-08")[0][1] == value


def test_lists_and_ranges_share_what_the_first_tells() -> None:
    assert values("17（平成29）年5月及び6月に訓練した。") == [("17（平成29）年5月", "2017-05"), ("6月", "2017-06")]
    assert values("2023年4月17日及び18日に開いた。") == [("2023年4月17日", "2023-04-17"), ("18日", "2023-04-18")]
    assert values("平成29～令和2年度に実施した。") == [("平成29～令和2年度", "2017-04/2021-03")]
    assert values("平成18年10月から19年3月まで開いた。") == [("平成18年10月から19年3月", "2006-10/2007-03")]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("2014年10月から派遣した。", "ON_OR_AFTER"),
        ("2021年以降の実績", "ON_OR_AFTER"),
        ("2017年12月までの間に", "ON_OR_BEFORE"),
        ("2014年末までに見直す。", "END"),
        ("2017年12月の引渡し以降も", None),
        ("2018年1月から約1か月半、訓練した。", None),
        ("2022年時点の件数", None),
        ("前年より増加した2022年の", None),
    ],
)
def test_open_ends(text: str, mod: str | None) -> None:
    assert dates(text, "2024")[0].mod == mod


def test_a_letter_year_is_fiscal_where_the_talk_is_of_budgets() -> None:
    assert values("R8～R9に予算を要求する。") == [("R8～R9", "2026-04/2028-03")]
    assert values("調査（H27～H29）の対象") == [("H27～H29", "2015/2017")]


def test_today_is_the_day_that_the_letter_bears() -> None:
    text = "本日、対策を公表しました。昨年９月に着任しました。\n\n令和６年７月１２日\n"
    assert values(text, "2024-08")[:2] == [("本日", "2024-07-12"), ("昨年９月", "2023-09")]


def test_what_has_no_antecedent_is_set_aside_with_a_reason() -> None:
    found = hakusho.extract("本日、公表しました。", reference_date="2024")
    assert found["dates"] == []
    assert [(r.text, r.reason) for r in found["discarded"] if r.type == "dates"] == [("本日", "invalid")]  # type: ignore[attr-defined]


def test_a_row_of_a_chronology_gives_its_cells_the_year() -> None:
    text = "| 年 | 出来事 |\n|---|---|\n| 1996年 | 4月に宣言を発表、同年12月に報告 |\n| 1997年 | 9月に改定 |\n"
    assert values(text, "2018") == [
        ("1996年", "1996"),
        ("4月", "1996-04"),
        ("同年12月", "1996-12"),
        ("1997年", "1997"),
        ("9月", "1997-09"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "野口(2018)による。",
        "第9回の会合",
        "20代の若者",
        "3/4を占める。",
        "電話 03-1234-5678",
        "2030アジェンダ",
        "数年の間",
        "四日市の港",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text, "2024") == []


def test_the_lines_of_a_list_go_on_in_the_year_of_the_first() -> None:
    text = "- 第１回　令和５年４月２８日\n- 第２回　５月３１日\n- 第３回　７月１０日\n"
    assert [value for _, value in values(text, "2024")] == ["2023-04-28", "2023-05-31", "2023-07-10"]


def test_two_digits_are_years_where_the_document_writes_them_so() -> None:
    text = "92年1月に訪米し、93年2月に訪日した。91年の政変から、戦後70年の節目まで。"
    assert values(text, "1994")[2:] == [("91年", "1991"), ("70年", "P70Y")]
    assert values("2010年の開始から、15年の歴史がある。", "2024")[-1] == ("15年", "P15Y")


def test_the_same_part_of_the_year_before() -> None:
    assert values("2023年7～9月は、前年同期を上回った。", "2024")[-1] == ("前年同期", "2022-07/2022-09")


@pytest.mark.parametrize(
    ("text", "reference", "found"),
    [
        # more years than 昭和 has at the time: Western, and so are the others
        ("47年の憲法,68年の返還,72年の返還を経た。", "1985", ["1947", "1968", "1972"]),
        ("協定（61年）の後,65年以降は改善した。", "1985", ["1961", "1965"]),
        # 昭和 written first: the same digits are its years
        ("昭和50年に設立し、53年に改組した。", "1985", ["1975", "1978"]),
        ("昭和50年代に整備し、60年代に普及した。", "1990", ["1975/1984", "1985/1994"]),
        ("1951年に結び、60年に改めた。60年代の成長", "1985", ["1951", "1960", "196X"]),
        # lengths, in a document that writes years so
        ("68年の返還,72年の返還の後、75年の歴史と戦後40年の節目", "1985", ["1968", "1972", "P75Y", "P40Y"]),
        ("2010年に始め、期間を15年に延長し、20年にわたる。", "2020", ["2010", "P15Y", "P20Y"]),
    ],
)
def test_two_digits_are_a_year_or_a_length_by_the_documents_calendar(
    text: str, reference: str, found: list[str]
) -> None:
    assert [value for _, value in values(text, reference)] == found


def test_a_month_alone_on_its_line_gives_the_days_below_it_their_month() -> None:
    text = "2001年1月1日から12月31日\n\n5月\n\n4～5 国王が訪問。6日には市場を視察した。"
    assert values(text, "2001")[-1] == ("6日", "2001-05-06")


def test_the_same_month_of_the_year_before_needs_a_month() -> None:
    assert values("2003年8月は前年同月を上回った。", "2004") == [("2003年8月", "2003-08"), ("前年同月", "2002-08")]
    assert values("前年同月を上回った。", "2004-05") == [("前年同月", "2003-05")]
    assert values("前年同月を上回った。", "2004") == []


def test_a_date_spread_out_or_broken_in_running_text() -> None:
    text = "昭和20年に着手した。昭 和 2 2 年 9 月\n1 6 日に案がまとまり、11月\n10日に出され、昭 和 二 十 九 年 六 月 十 六 日に成立した。"
    found = [value for _, value in values(text, "1974")]
    assert found == ["1945", "1947-09-16", "1947-11-10", "1954-06-16"]


def test_a_page_number_within_a_date() -> None:
    text = "昭和29年6月7日に法律が成立、\n\n－ ３ －\n\n翌８日に公布し、同年７月\n１日から施行した。これが現行の制度である。"
    assert [value for _, value in values(text, "1974")] == ["1954-06-07", "1954-06-08", "1954-07-01"]


def test_the_number_of_an_item_directly_before_a_day() -> None:
    text = "１．国王は、2006年12月20日に来日する。\n\n２．22日には会談が行われる。\n\n３．12月25日に離日する。"
    assert [value for _, value in values(text, "2006-12")] == ["2006-12-20", "2006-12-22", "2006-12-25"]


def test_months_of_a_year_that_was_counted() -> None:
    text = "昭和51年1月から12月までの件数は、前年より減った。11月が最も多く、2月が最も少なかった。"
    assert [value for _, value in values(text, "1977")][-2:] == ["1976-11", "1976-02"]


def test_a_month_after_the_end_of_the_year() -> None:
    text = "政府は、昨年末の選挙の後、1月に予算案を決定し、2月26日に成立させた。"
    assert [value for _, value in values(text, "2013-03")] == ["2012", "2013-01", "2013-02-26"]


def test_parts_of_a_fiscal_year() -> None:
    text = "平成20年度は、上期は好調で、9月以降、下期は悪化し、1－3月期は落ち込んだ。"
    assert [value for _, value in values(text, "2009")][1:] == [
        "2008-04/2008-09", "2008-09", "2008-10/2009-03", "2009-01/2009-03"
    ]  # fmt: skip
    text = "1959年4月から1960年3月までに200名が来訪した。このうち6月と1月が最も多い。"
    assert [value for _, value in values(text, "1960")][1:] == ["1959-06", "1960-01"]


def test_years_of_two_digits_whose_years_are_counted() -> None:
    text = "平成22年の調査によると、17年の調査から増えた。12年から17年の5年間も増えた。"
    assert [value for _, value in values(text, "2011")] == ["2010", "2005", "2000/2005", "P5Y"]


def test_months_of_every_year_are_no_dates() -> None:
    assert values("毎年4月と10月に公表している。10月に見直す。", "2013") == [("毎年4月", "P1Y"), ("10月", "2013-10")]


def test_what_has_happened_is_not_after_the_document() -> None:
    text = "3月2日から休業を要請する。26日には、行事の中止を要請した。"
    assert [value for _, value in values(text, "2020-02-27")] == ["2020-03-02", "2020-02-26"]


def test_a_month_that_comes_after_the_new_year() -> None:
    assert values("1月に始まる国会までに予算を組み替える。", "2009-09-17")[0] == ("1月", "2010-01")
    assert values("1月に始めた事業を終えた。", "2009-09-17")[0] == ("1月", "2009-01")
    assert values("「案は6月ではなく、すぐに作るべきだ」と述べた。", "2000-04")[0] == ("6月", "2000-06")


def test_a_decade_of_two_digits_is_of_the_calendar_of_the_years_beside_it() -> None:
    text = "49年3月に上昇した。50年代に入り、落ち着いた。51年、52年と続き、53年夏に終わった。"
    assert [value for _, value in values(text, "1979")] == ["1974-03", "1975/1984", "1976", "1977", "1978-22"]


def test_in_a_chronology_a_month_goes_on_from_the_day_before_it() -> None:
    text = "明治30年9月2日 章を定める。1899年4月10日 令を発する。12月31日 章を授ける。"
    assert [value for _, value in values(text, "2001")] == ["1897-09-02", "1899-04-10", "1899-12-31"]


def test_a_yearly_report_tells_of_the_year_before_and_of_its_own_first_months() -> None:
    text = "83年我が国は、3月に訪問を行い、84年2月から3月にかけて会議を開いた。7月には、大臣が出席した。"
    assert [v for _, v in values(text, "1984")] == ["1983", "1983-03", "1984-02/1984-03", "1983-07"]
    text = "96年1月に発足した内閣の下で、総理は2月23日、大統領と会談した。"
    assert values(text, "1997")[-1] == ("2月23日", "1996-02-23")
    text = "我が国へは、3月、首相が、10月、外相が、84年3月、大統領が来日した。"
    assert [v for _, v in values(text, "1984")] == ["1983-03", "1983-10", "1984-03"]


def test_a_look_back_does_not_take_the_day_of_the_next_paragraph() -> None:
    text = "2015年11月22日、会議が開かれた。大臣は9月21日に就任した。\n\n左から両大臣(22日、シドニー)"
    assert values(text, "2015-11-22")[-1] == ("22日", "2015-11-22")


def test_a_slip_in_the_day_of_the_week_near_the_document() -> None:
    assert values("大臣は、1月12日(土)に出張した。", "2020-01-17") == [("1月12日", "2020-01-12")]


def test_the_fiscal_year_is_the_topic_over_a_month_in_it() -> None:
    text = "昭和49年度の輸送量は伸びた。\n\n50年3月に開業したが、下半期は前年度並みとなった。"
    assert [v for _, v in values(text, "1975")][-2:] == ["1974-10/1975-03", "1973-04/1974-03"]


def test_a_caption_repeats_a_month() -> None:
    text = "2004年には、11月、両首脳が会談し、2005年の関係を語った。\n\n▲会談に臨む総理大臣(11月)"
    assert values(text, "2005")[-1] == ("11月", "2004-11")
