"""People with the document's memory: whose office it is, who is who, which date governs."""

from __future__ import annotations

from typing import Any

import hakusho


def people(text: str, reference_date: str | None = "2024-08") -> list[Any]:
    return list(hakusho.extract(text, reference_date=reference_date)["people"])


def test_short_forms_are_the_person_of_the_full_name() -> None:
    found = people("三田村浩一防衛大臣が出席した。三田村防衛大臣は一致した。その後、三田村大臣が述べた。")
    assert [r.name for r in found] == ["三田村浩一", "三田村", "三田村"]
    assert len({r.person_id for r in found}) == 1
    assert {r.full_name for r in found} == {"三田村浩一"}


def test_one_surname_may_be_two_people() -> None:
    text = "三田村浩一防衛大臣と三田村誠官房副長官が出席した。三田村防衛大臣は述べた。三田村官房副長官も述べた。"
    found = people(text)
    assert [r.full_name for r in found] == ["三田村浩一", "三田村誠", "三田村浩一", "三田村誠"]


def test_last_part_of_a_katakana_name_is_the_surname() -> None:
    found = people("エドワード・ベントン国務長官が訪日した。ベントン長官は歓迎した。")
    assert {r.full_name for r in found} == {"エドワード・ベントン"}


def test_country_of_the_side_that_is_listed() -> None:
    found = people("日本側からは、館山外務大臣が、豪州側からは、マーロウ国防大臣が出席した。")
    assert [(r.name, r.country) for r in found] == [("館山", "JP"), ("マーロウ", "AU")]


def test_country_said_once_holds_in_the_document() -> None:
    found = people("マーロウ豪国防大臣が訪日した。英国も参加した。マーロウ国防大臣は述べた。")
    assert [r.country for r in found] == ["AU", "AU"]


def test_japans_office_is_not_given_to_a_foreigner() -> None:
    found = people("日・デンマーク外相会談では、館山外務大臣とラーセン外務大臣が一致した。")
    assert [(r.name, r.country) for r in found] == [("館山", "JP"), ("ラーセン", "DK")]


def test_a_guess_needs_a_sure_mention() -> None:
    assert people("ユンカー委員長は述べた。") == []
    found = people("ユンカー欧州委員会委員長が出席した。ユンカー委員長は述べた。")
    assert [r.name for r in found] == ["ユンカー", "ユンカー"]


def test_a_guess_that_fails_is_kept_in_the_ledger() -> None:
    losers = hakusho.extract("ユンカー委員長は述べた。")["discarded"]
    assert [(r.text, r.reason) for r in losers if r.type == "people"] == [("ユンカー", "negative")]  # type: ignore[attr-defined]


def test_the_date_is_a_record_of_the_document() -> None:
    found = hakusho.extract("2023年5月、三田村防衛大臣が訪米した。")
    (person,), (date,) = found["people"], found["dates"]
    assert (person.date, person.date_id) == ("2023-05", date.record_id)  # type: ignore[attr-defined]


def test_a_chinese_name_whose_given_name_japan_knows_is_not_japanese() -> None:
    found = people("中国では、温和子総理が計画を示した。")
    assert [(r.name, r.country) for r in found] == [("温和子", "CN")]


def test_the_state_of_a_seat_is_that_of_the_time() -> None:
    text = "三田村外務大臣はモスクワを訪れ、イワノフ外相と会談した。"
    assert [r.country for r in people(text, "1985-04")] == ["JP", "SU"]
    assert [r.country for r in people(text, "2005-04")] == ["JP", "RU"]


def test_a_guess_is_borne_out_by_a_list_of_the_same_office_only() -> None:
    assert [r.name for r in people("三田村委員、館山委員及び岡委員が述べた。")] == ["三田村", "館山", "岡"]
    assert [r.name for r in people("岡委員が述べた。")] == []


def test_a_guess_is_borne_out_by_the_sure_names_of_its_list() -> None:
    listed = "館山事務次官、野々村高等教育局長、豊岡学術機関課長、関文教企画部長、星調査課ドーピング対策専門官"
    found = [(r.text, r.title) for r in people(listed)]
    assert found == [
        ("館山", "事務次官"),
        ("野々村", "高等教育局長"),
        ("豊岡", "学術機関課長"),
        ("関", "文教企画部長"),
        ("星", "調査課ドーピング対策専門官"),
    ]
    assert people("豊岡学術機関課長、福島大学長、千葉県知事、関東地方整備局長") == []


def test_the_items_of_a_list_may_be_lines() -> None:
    assert [r.text for r in people("館山事務次官\n\n野々村官房長\n\n関文教企画部長")] == ["館山", "野々村", "関"]


def test_the_country_of_a_list_is_not_that_of_another_sentence() -> None:
    found = people("カナダのノヴァク国防大臣及びドルザク国防次官と会談した。日・チェコ首脳会談でベントン首相が述べた。")
    assert [r.country for r in found] == ["CA", "CA", "CZ"]


def test_gen_is_a_given_name_where_its_reading_says_so() -> None:
    found = people("三田村元（みたむら・げん）防衛大臣が出席した。その後、三田村元防衛大臣は述べた。")
    assert [(r.name, r.former) for r in found] == [("三田村元", False), ("三田村元", False)]
    assert [(r.name, r.former) for r in people("三田村元防衛大臣は述べた。")] == [("三田村", True)]


def test_the_country_over_a_paragraph_counts_before_those_in_it() -> None:
    found = people("(1)シンガポール\n\nベントン運輸大臣と会談し、シンガポール・マレーシア鉄道について話し合った。")
    assert [r.country for r in found] == ["SG"]


def test_a_side_in_brackets_over_a_list_gives_the_country() -> None:
    found = people("【日本側】館山 浩一 国土交通大臣\n【カナダ側】ベントン 運輸大臣")
    assert [(r.name, r.country) for r in found] == [("館山浩一", "JP"), ("ベントン", "CA")]


def test_no_name_out_of_a_date_a_numbered_paper_or_an_office() -> None:
    assert [r.name for r in people("十月二〇日総理大臣を訪問した。公文一及び公文二を交換した。首相府間の覚書")] == []


def test_two_of_one_office_are_of_two_countries() -> None:
    found = people("ドルザク・チェコ首相、ベントン・カナダ首相、ノヴァク首相が訪日した。")
    assert [r.country for r in found] == ["CZ", "CA", None]


def test_a_heading_with_only_a_year_does_not_date_a_person() -> None:
    year = people("# 1973年と現在\n\n館山外務大臣は協力を説いた。\n")
    day = people("# 首脳会談(2023年5月8日)\n\n館山外務大臣は協力を説いた。\n")
    assert [r.date for r in (*year, *day)] == [None, "2023-05-08"]


def test_the_date_of_what_the_person_does() -> None:
    found = people("ジョージ・ハワード氏が1983年に創設した銀行がある。")
    assert [r.date for r in found] == ["1983"]


def test_the_date_of_what_is_spoken_of_is_not_of_the_speaker() -> None:
    found = people("三田村大臣は、昨年12月に発効した植物検疫協定により検査が早まったと述べた。")
    assert [r.date for r in found] == [None]


def test_the_country_told_nearest_to_any_mention_holds_in_all() -> None:
    found = people("チリを訪れ、ベントン外相が就いたばかりのオランダも訪れる。オランダでは、ベントン外相と会談した。")
    assert [r.country for r in found] == ["NL", "NL"]


def test_where_a_conference_is_held_or_one_goes_tells_no_country() -> None:
    found = people("オランダの内政は安定している。ベントン首相はチリを訪れた。ベントン首相はトルコでのG20でも述べた。")
    assert [r.country for r in found] == ["NL", "NL"]


def test_an_office_that_somebody_else_holds_is_of_another_country() -> None:
    found = people("オランダの内政は安定している。ラーセン・デンマーク首相が訪れてベントン首相と会談した。")
    assert [(r.name, r.country) for r in found] == [("ラーセン", "DK"), ("ベントン", "NL")]


def test_a_name_in_kanji_is_of_a_state_that_has_such_names() -> None:
    found = people("日中国交正常化が急がれた。温民永総理は9日、イエメンの代表団を迎えた。")
    assert [(r.name, r.country) for r in found] == [("温民永", "CN")]


def test_the_head_of_an_international_body_is_under_no_label() -> None:
    text = "○チリ\n\nラーセン外務大臣が訪れた。\n\n○キルシュ国際刑事裁判所(ICC)所長\n\n3日まで滞在した。"
    assert [(r.name, r.country) for r in people(text)] == [("ラーセン", "CL"), ("キルシュ", None)]


def test_a_surname_and_a_given_name_in_katakana_are_one_person() -> None:
    found = people("館山アルフィヤ外務大臣政務官が出席した。館山政務官は述べた。")
    assert [(r.name, r.full_name) for r in found] == [("館山アルフィヤ",) * 2, ("館山", "館山アルフィヤ")]


def test_the_head_of_a_name_in_hiragana() -> None:
    assert [r.name for r in people("オランダの国防省で、べントン国防大臣と会談した。")] == ["べントン"]


def test_the_title_of_one_who_is_not_recognized_stands_in_quotes() -> None:
    assert [(r.name, r.title) for r in people("台湾の李民永「総統」が述べた。")] == [("李民永", "総統")]


def test_three_characters_before_a_whole_office_of_korea() -> None:
    found = people("韓国側からは安具範財務部長官及び李洵厚水産庁長並びに金東秀駐日大使が出席した。")
    assert [(r.name, r.title, r.country) for r in found] == [
        ("安具範", "財務部長官", "KR"),
        ("李洵厚", "水産庁長", "KR"),
        ("金東秀", "駐日大使", "KR"),
    ]


def test_the_meeting_or_body_before_a_bracket_tells_the_country_of_a_foreigner() -> None:
    found = people("日星外相会談(ベントン外相)、カナダ沿岸監視庁(ノヴァク庁長)")
    assert [(r.name, r.country) for r in found] == [("ベントン", "SG"), ("ノヴァク", "CA")]


def test_two_countries_and_an_ordinal_are_no_names() -> None:
    assert people("日比防衛相の共同記者会見を行った。第六代大統領の就任式に参列した。") == []


def test_chiefs_of_officers_and_deputies_of_deputies() -> None:
    found = people("館山主任年金指導官、野々村副主任検査官、三田村副長官補が出席した。")
    assert [r.title for r in found] == ["主任年金指導官", "副主任検査官", "副長官補"]


def test_what_is_written_together_beats_what_a_space_parts() -> None:
    found = people("ベントン・カナダ外相 ノヴァク・チェコ評議会議長 アリ・サラ・エジプト首相 ドルザク英国防相")
    assert [(r.name, r.title, r.country) for r in found] == [
        ("ベントン", "外相", "CA"),
        ("ノヴァク", "評議会議長", "CZ"),
        ("アリ・サラ", "首相", "EG"),
        ("ドルザク", "国防相", "GB"),
    ]
    alike = people("ノヴァク・エジプト大統領、ハッサン・ジョルダン皇太子と会った。")
    assert [(r.name, r.country) for r in alike] == [("ノヴァク", "EG"), ("ハッサン", "JO")]
    apart = people("外務大臣 館山陽子 防衛大臣 三田村稔")
    assert [(r.name, r.title) for r in apart] == [("館山陽子", "外務大臣"), ("三田村稔", "防衛大臣")]


def test_a_national_commission_belongs_to_the_title() -> None:
    found = people("館山浩一 日本ユネスコ国内委員会特別顧問")
    assert [r.title for r in found] == ["日本ユネスコ国内委員会特別顧問"]


def test_a_surname_that_begins_a_clause_apart_from_an_office_of_japan() -> None:
    found = people("野々村 防衛副大臣は述べた。次に、三田村 外務大臣政務官が続いた。東京 外務大臣")
    assert [(r.name, r.title) for r in found] == [("野々村", "防衛副大臣"), ("三田村", "外務大臣政務官")]


def test_a_surname_known_for_a_place_beside_one_that_is_none() -> None:
    assert [r.name for r in people("館山、白須賀両政務官が来た。東京、大阪両知事が来た。")] == ["館山", "白須賀"]


def test_a_given_name_in_katakana_behind_a_space() -> None:
    assert [(r.name, r.honorific) for r in people("野々村 エリ君が発言した。")] == [("野々村エリ", "君")]


def test_two_secretaries_by_one_title() -> None:
    found = people("館山、三田村両大臣政務官が来た。")
    assert [(r.name, r.title) for r in found] == [("館山", "大臣政務官"), ("三田村", "大臣政務官")]


def test_title_of_the_document_names_in_full() -> None:
    from hakusho.resolve.people.in_title import named_in_title

    assert [seen.name for seen in named_in_title("故三田村浩一議員に対する追悼演説")] == ["三田村浩一"]
    assert [seen.name for seen in named_in_title("三田村浩一氏の受章")] == ["三田村浩一"]
    assert named_in_title("三田村厚生労働大臣の会見") == []
    assert named_in_title(None) == []


def test_items_of_a_list_tell_nothing_of_each_other() -> None:
    text = (
        "館山防衛大臣はシンガポールに3日間滞在し、次の会談を行った。\n\n"
        "・ベントン米国防長官との会談\n・ドルザク・チェコ国防大臣との会談\n・リー・チュンロン首相への表敬\n"
    )
    assert [r.country for r in people(text)][-1] == "SG"


def test_office_below_the_name_in_a_block_of_signatures() -> None:
    text = "署名者\n\n日本国政府のために 三田村 浩一\n\n特命全権大使\n\nチェコ共和国政府のために ドルザク・ラム・ノヴァレ\n\n外務大臣\n"
    found = people(text)
    assert [(r.name, r.title, r.country) for r in found] == [
        ("三田村浩一", "特命全権大使", "JP"),
        ("ドルザク・ラム・ノヴァレ", "外務大臣", "CZ"),
    ]


def test_office_spread_over_a_column() -> None:
    found = people("  理   事   三田村 浩一君\n\n            館山 陽子君\n")
    assert [(r.name, r.title) for r in found] == [("三田村浩一", "理事"), ("館山陽子", None)]


def test_the_presidency_of_a_body_is_no_country_of_those_beside_it() -> None:
    found = people("ベントン大統領、グレイ首相、ドルザクEC議長国首相、ノヴァクEC委員長が参集した。")
    assert [(r.name, r.country) for r in found] == [
        ("ベントン", None),
        ("グレイ", None),
        ("ドルザク", None),
        ("ノヴァク", "EU"),
    ]


def test_who_held_an_office_before_may_be_of_the_country_of_its_holder() -> None:
    text = "オランダの話題が出た。マーロウ・チェコ大統領も訪れた。チェコの大統領の訪日は昭和62年のドルザク大統領(当時)以来となる。"
    assert [r.country for r in people(text)] == ["CZ", "CZ"]
