"""Commitments with the document's memory."""

from __future__ import annotations

from typing import Any

import pytest

import hakusho


def commitments(text: str) -> list[Any]:
    return hakusho.extract(text, reference_date="2020-06")["commitments"]


def test_actor_is_carried_over_and_content_begins_after_the_first_predicate() -> None:
    first, second, third = commitments(
        "日独首脳会談が行われた。両首脳は、海の調査を歓迎し、船の安全を強調した。また、次の会合を開くことで一致した。"
    )
    assert [r.actor for r in (first, second, third)] == ["両首脳"] * 3
    assert [r.content for r in (first, second, third)] == ["海の調査", "船の安全", "次の会合を開くこと"]
    assert all(r.parties == ["DE", "JP"] and r.meeting == "日独首脳会談" for r in (first, second, third))


def test_second_actor_in_the_sentence() -> None:
    first, second = commitments("日仏外相会談が行われた。日本側から、航路を守りたい旨述べ、仏側は、これを歓迎した。")
    assert (first.actor, first.parties) == ("日本側", ["JP"])
    assert (second.actor, second.parties, second.content) == ("仏側", ["FR"], "これ")


def test_a_list_is_one_content_and_the_act_in_its_item_another_record() -> None:
    records = commitments(
        "日伊環境大臣会談が行われた。両大臣は、次の点、\n\n"
        "- (1) 水の検査を続けることに合意し、実験室を整えること\n"
        "- (2) 森の観測の結果を分かち合うこと\n\n"
        "について議論を行った。\n"
    )
    assert [r.act for r in records] == ["agreed", "discussed"]
    assert records[0].content == "水の検査を続けること"
    assert records[1].content.startswith("(1)水の検査") and records[1].content.endswith("分かち合うこと")
    assert {tuple(r.parties) for r in records} == {("IT", "JP")}


def test_report_within_a_report_gives_two() -> None:
    inner, outer = commitments("日豪外相会談が行われた。日本側から、協力を広げることで一致した旨発言した。")
    assert (inner.act, inner.parties) == ("agreed", ["AU", "JP"])
    assert (outer.act, outer.parties) == ("stated", ["JP"])
    assert outer.content == "協力を広げることで一致した旨"


def test_both_point_back_to_those_named_last() -> None:
    record = commitments("日本政府とペルー政府は、漁場の図を交換した。両国は、次の調査を急ぐことを決定した。")[-1]
    assert (record.act, record.parties) == ("decided", ["JP", "PE"])


def test_western_commas() -> None:
    records = commitments("日加首脳会談が行われた。両首脳は，海の調査を歓迎し，船の安全を強調した。")
    assert [r.content for r in records] == ["海の調査", "船の安全"]


@pytest.mark.parametrize(
    "text",
    [
        "日本と豪州は、海の安全について議論している。",
        "総務省は、新しい制度の周知に努めている。",
        "両国は、今後も協議していく予定である。",
        "審議会は、答申の案を決定した。",
        "点検により、3件の漏えいが確認された。",
        "利用者の8割は、便利になったと評価した。",
        "鉄道会社は、運賃を改めると発表した。",
        "政府は、白書「海の今」を発表した。",
    ],
)
def test_narration_facts_and_others_do_not_count(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("日本と豪州の両政府は、海の安全について議論した。", "discussed"),
        ("両国は、協議を続けることで一致した。", "agreed"),
        ("日豪首脳会談では、協議を続けることの重要性が確認された。", "confirmed"),
        ("豪州政府は、運賃の支援を続けると発表した。", "stated"),
    ],
)
def test_their_counterparts_do(text: str, act: str) -> None:
    before = "日豪首脳会談が開かれた。" if text.startswith("両国") else ""
    assert [r.act for r in commitments(before + text)] == [act]


def test_what_was_ruled_out_is_kept_with_its_reason() -> None:
    found = hakusho.extract("審議会は、答申の案を決定した。")["discarded"]
    assert [(r.type, r.reason, r.detail) for r in found if r.type == "commitments"] == [
        ("commitments", "negative", "the subject is no party")
    ]


def test_content_offsets_are_the_documents() -> None:
    text = "日米首脳会談が行われた。\n\n両首脳は、１２か国で\n海の調査を行うことで一致した。\n"
    (record,) = commitments(text)
    assert text[record.content_start : record.content_end] == "１２か国で\n海の調査を行うこと"
    assert record.content == "12か国で海の調査を行うこと"


def test_title_lines_name_with_whom_and_a_line_above_the_country() -> None:
    records = commitments(
        "二国間の会談\n\nフランス:\n\n(1) 農業大臣との会談\n\n牛肉の輸出について意見交換を行いました。\n\n"
        "イタリア:\n\n(2) 環境大臣との会談\n\n水の検査を続けることで一致しました。\n"
    )
    assert [(r.act, r.parties) for r in records] == [("discussed", ["FR", "JP"]), ("agreed", ["IT", "JP"])]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("日英首脳会談や日仏首脳会談において、支援の継続が合意された。", ["FR", "GB", "JP"]),
        ("米国、フランス及びドイツによる四者協議が開かれ、停戦の監視を長く支えることを確認した。", ["DE", "FR", "US"]),
        ("環境大臣は、カナダ及びペルーの環境大臣とそれぞれ会談を行い、森の保護について議論した。", ["CA", "JP", "PE"]),
        ("総会に出席するため米国を訪問した外務大臣は、イタリアの外務大臣と会談し、支援で一致した。", ["IT", "JP"]),
        ("農業大臣は、ペルーの農業大臣と会談を行い、輸入の拡大を確認した。", ["JP", "PE"]),
    ],
)
def test_who_met(text: str, parties: list[str]) -> None:
    assert [r.parties for r in commitments(text)] == [parties]


def test_errands_and_coming_meetings_do_not_govern() -> None:
    (record,) = commitments("日加外相会談が行われた。来月のG20サミットにおいて、共に働くことで一致した。")
    assert record.parties == ["CA", "JP"]


def test_what_one_side_says_leads_to_what_both_agree() -> None:
    first, second = commitments(
        "日仏外相会談が行われた。先方の外相より、支援を望む旨の発言があり、協力を進めることで一致した。"
    )
    assert (first.parties, second.parties) == (["FR"], ["FR", "JP"])
    assert (second.actor, second.content) == (None, "協力を進めること")


def test_a_ministers_statement_speaks_in_the_present_tense() -> None:
    assert [
        (r.act, r.parties, r.content)
        for r in commitments("海の事故についての外務大臣談話\n\n我が国は、各国の迅速な救助を歓迎する。\n")
    ] == [("welcomed", ["JP"], "各国の迅速な救助")]
    assert commitments("我が国は、各国の迅速な救助を歓迎する。") == []


def test_views_in_the_passive_keep_their_owner() -> None:
    first, second = commitments(
        "日・ペルー外相会談が行われた。ペルー側より、支援への感謝が表明された。また、協力への強い期待が表明された。"
    )
    assert (first.actor, second.actor, second.parties) == ("ペルー側", "ペルー側", ["PE"])


def test_a_date_within_what_is_said_is_not_the_day_it_was_said() -> None:
    (record,) = commitments("2021年12月に外務大臣が調査を2023年度に終えると表明した。")
    assert record.date == "2021-12"


def test_one_sides_two_ministers() -> None:
    first, second = commitments(
        "日仏外務・防衛閣僚会合が行われた。日本の両大臣は、海を守る決意を強調し、仏の両大臣は、これを歓迎した。"
    )
    assert (first.parties, second.parties) == (["JP"], ["FR"])


def test_a_guest_is_whom_it_was_agreed_with() -> None:
    (record,) = commitments("わが国は、3月にペルー大統領を国賓として迎え、技術協力の促進について合意した。")
    assert record.parties == ["JP", "PE"]


def test_a_paragraph_that_opens_with_another_country_is_of_another_meeting() -> None:
    text = "ペルーにおいては、ペルー首相と首脳会談を行い、港の整備で一致した。\n\nカナダにおいては、森の計画を歓迎する声明を出した。また、船の安全につき一致を見た。\n"
    *_, record = commitments("総理大臣は、5月にペルー及びカナダを訪問した。\n\n" + text)
    assert (record.parties, record.meeting) == (["CA", "JP"], None)


def test_what_an_earlier_meeting_did_is_of_its_own_day() -> None:
    first, second, third = commitments(
        "2020年5月1日、日加農相会談が行われた。"
        "両大臣は、本年3月に開催された第2回日加農相会談において、枠を広げることで一致したことを歓迎し、漁期を守ることで合意した。"
    )
    assert (first.date, first.meeting) == ("2020-03", "第2回日加農相会談")
    assert (second.date, second.meeting) == (third.date, third.meeting) == ("2020-05-01", "日加農相会談")
    assert second.content.startswith("本年3月に開催された") and second.content.endswith("一致したこと")


def test_a_word_that_the_document_defines() -> None:
    record = commitments(
        "日本国並びにフォーラム加盟国であるフィジー共和国及びツバルの首脳（以下「首脳」という。）は、5月2日に会合した。"
        "首脳は、温かいもてなしに謝意を表明した。"
    )[-1]
    assert record.parties == ["FJ", "JP", "TV"]


def test_offices_of_a_list_of_countries() -> None:
    record = commitments(
        "日本国外務大臣並びにペルー共和国、チリ共和国及びカナダの外務大臣は、2019年8月8日に東京において会合を行い、漁場を守ることで一致した。"
        "各国外相は、海の調査を歓迎した。"
    )[-1]
    assert record.parties == ["CA", "CL", "JP", "PE"]


def test_who_came_is_not_the_host_and_the_country_that_opens_the_sentence() -> None:
    guest, there = commitments(
        "農業大臣は、来日した陳中国農業部長と稲の輸出について意見交換を行った。"
        "チリについては、農業大臣が漁業大臣と枠の拡大について意見交換を行った。"
    )
    assert (guest.parties, guest.content) == (["CN", "JP"], "稲の輸出")
    assert (there.parties, there.content) == (["CL", "JP"], "枠の拡大")


def test_a_name_that_adds_countries_to_a_body() -> None:
    assert commitments("ASEAN+3農業大臣会合では、米の備蓄について議論が行われた。")[-1].parties == [
        "ASEAN",
        "CN",
        "JP",
        "KR",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "2019年5月3日及び4日の両日、パリにおいて日仏農相会談が行われた。両大臣は、稲の輸出を歓迎した。",
            "2019-05-03/2019-05-04",
        ),
        ("2019年6月7日\n\n両大臣は、稲の輸出を歓迎した。", "2019-06-07"),
        ("日仏農相会談の記録\n\n[年月日] 2019年6月7日\n\n両大臣は、稲の輸出を歓迎した。", "2019-06-07"),
        ("日仏農相会談の抜粋（2019年6月7日）\n\n両大臣は、稲の輸出を歓迎した。", "2019-06-07"),
        (
            "2019年6月7日、日仏農相会談が行われた。両大臣は、昨年の会合の成果を確認しつつ、3月に起きた地震を契機として、備えを急ぐことで一致した。",
            "2019-06-07",
        ),
        ("2020年4月7日、日仏農相会談が行われた。両大臣は、節目の今年、交流を広げる意図を確認した。", "2020-04-07"),
        (
            "6月7日から9日まで、農業大臣はパリに出張した。\n\n農業大臣は、仏農業大臣と稲の輸出について意見交換した。",
            "2020-06-07/2020-06-09",
        ),
    ],
)
def test_the_day_or_days_of_the_meeting(text: str, date: str) -> None:
    assert commitments(text)[-1].date == date


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("日仏漁業会合が開催された。両大臣は、昨年訪れた際に、枠を設けることで一致した。", "枠を設けること"),
        ("日仏漁業会合では、議長国である我が国の主導により、漁場の図について議論が行われた。", "漁場の図"),
        ("日仏漁業大臣会談ですが、特に、漁場の図について議論を行ったところでございます。", "漁場の図"),
        ("漁業大臣は、仏漁業相による表敬を受け、漁場の図について意見交換しました。", "漁場の図"),
        ("日仏漁業大臣会談が行われた。漁業大臣は、春に議長に就任した仏漁業大臣に祝意を述べた。", "祝意"),
    ],
)
def test_where_a_content_begins(text: str, content: str) -> None:
    assert commitments(text)[-1].content == content


def test_what_one_side_says_of_others_is_one_content() -> None:
    (record,) = commitments(
        "日・チリ外相会談が行われた。バーン外相より、両首脳は既に二度会談を行い、両国は近くなっている旨述べた。"
    )
    assert (record.actor, record.meeting) == ("バーン外相", "日・チリ外相会談")
    assert record.content.startswith("両首脳は")


def test_whom_one_met_in_the_same_sentence_agreed_too() -> None:
    records = commitments("乙野副大臣は、バーン仏国防大臣と意見交換を行い、港の安全を高めていくことで一致した。")
    assert records[-1].act == "agreed" and records[-1].parties == ["FR", "JP"]


def test_a_meeting_is_of_the_members_that_the_bracket_lists() -> None:
    (record,) = commitments(
        "メコン地域5カ国(カンボジア、ラオス、ミャンマー、タイ、ベトナム)との対話枠組みである第3回日メコン漁業大臣会合が開催された。"
        "会合では、稚魚の放流を増やすことで一致した。"
    )
    assert record.parties == ["JP", "KH", "LA", "MM", "TH", "VN"]


def test_two_of_one_government_are_one_side() -> None:
    record = commitments(
        "日ソ外相会談が行われた。\n\n鈴木総理大臣及び田中外務大臣は、漁場の図を交換したい旨強調した。"
    )[-1]
    assert record.parties == ["JP"]


def test_a_meeting_after_a_journey_is_no_content() -> None:
    record = commitments("乙野副大臣は、独国に出張し、第3回日独漁業大臣会合において、網の改良について議論をした。")[-1]
    assert (record.act, record.content) == ("discussed", "網の改良")


def test_the_talks_made_use_of_are_no_content() -> None:
    record = commitments(
        "日独外相会談が行われた。両大臣は、国連総会の機会を利用して、網の改良について意見交換を行った。"
    )[-1]
    assert record.content == "網の改良"


def test_with_whom_changes_within_a_sentence() -> None:
    records = commitments(
        "ペルーとは昨年5月、漁場の図を作ることで一致した。"
        "独国とは、森の調査を続けることで合意し、伊国とは水の検査を急ぐことを確認した。"
    )
    assert [(r.act, r.parties) for r in records] == [
        ("agreed", ["JP", "PE"]),
        ("agreed", ["DE", "JP"]),
        ("confirmed", ["IT", "JP"]),
    ]
    assert records[-1].content == "水の検査を急ぐこと"


def test_what_is_different_from_a_country_is_not_done_with_it() -> None:
    record = commitments("日仏外相会談が行われた。米国とは異なり、両外相は、森の調査を続けることを確認した。")[-1]
    assert record.parties == ["FR", "JP"]


def test_those_who_acted_together_do_not_act_with_others() -> None:
    records = commitments(
        "日米両政府は、施設の返還の計画を確認した。先般の日露首脳会談で協議の加速を確認した。"
        "また、香港の税関とは、取締りの強化を確認した。"
    )
    assert [r.parties for r in records] == [["JP", "US"], ["JP", "RU"], ["HK", "JP"]]


def test_one_side_told_of_in_the_sentence_is_one_of_both() -> None:
    records = commitments("仏国とは5月に便数を議論した。伊国側は増便を歓迎し、両当局は夜間の枠を使うことを確認した。")
    assert records[-1].parties == ["IT", "JP"]


def test_an_entry_that_is_a_meeting_alone() -> None:
    record = commitments(
        "2月3日 日仏科学委員会、計画を了承。\n5月 第2回日・EU漁業協議。双方は、協力を続けることで一致。"
    )[-1]
    assert (record.meeting, record.parties, record.date) == ("第2回日・EU漁業協議", ["EU", "JP"], "2020-05")


def test_a_meeting_to_come_is_not_where_it_was_said() -> None:
    record = hakusho.extract(
        "日加外相会談が行われた。両外相は、本年4月のG7外相会合において、森の保全を発信することを確認した。",
        reference_date="2020-03-10",
    )["commitments"][-1]
    assert (record.meeting, record.parties) == ("日加外相会談", ["CA", "JP"])


def test_between_two_named_together() -> None:
    record = commitments("2019年6月に日米両国の間で、政策の対話を行うことで一致した7。")[0]
    assert (record.parties, record.content) == (["JP", "US"], "政策の対話を行うこと")


def test_a_report_of_one_meeting_needs_no_other_name_of_it() -> None:
    records = hakusho.extract(
        "- 漁業の将来について率直な意見交換を行いました。\n- 森の保全に取り組む用意があることを再確認しました。",
        title="G7農業大臣会合(概要)",
        reference_date="2020-06-02",
    )["commitments"]
    assert [(r.act, r.parties) for r in records] == [("discussed", ["G7"]), ("reaffirmed", ["G7"])]


def test_what_was_agreed_on_a_visit_is_of_the_country_visited() -> None:
    record = commitments("外務大臣は、コロンビアを公式訪問し、漁業協定の交渉を始めることで一致した。")[0]
    assert record.parties == ["CO", "JP"]
