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


def test_one_in_force_with_a_state_is_not_that_of_the_sentence_before() -> None:
    text = "日・ギリシャ航空協定は3月に発効した。トルコとの間では、1989年に発効した現行の協定を改める作業を続けている。"
    assert {tuple(r.parties) for r in found(text) if r.text == "現行の協定"} == {("JP", "TR")}


def test_names_that_share_a_verb_have_each_their_date() -> None:
    rows = found("日墨投資協定が1999年3月に、日墨租税条約が2001年5月に、それぞれ効力を生じた。")
    assert [(r.text, r.date) for r in rows] == [("日墨投資協定", "1999-03"), ("日墨租税条約", "2001-05")]


def test_a_dated_topic_takes_no_part_in_what_is_told_of_another() -> None:
    rows = found("日墨投資協定は1999年3月に、日墨租税条約の発効を受けて改正された。")
    assert [(r.text, r.act) for r in rows if r.act == "entered_into_force"] == [("日墨租税条約", "entered_into_force")]


def test_talks_about_several_lead_to_their_signature() -> None:
    rows = found("日墨投資協定、日墨租税条約について議論し、署名・発効に至った。")
    assert sorted((r.text, r.act) for r in rows) == [
        ("日墨投資協定", "entered_into_force"),
        ("日墨投資協定", "signed"),
        ("日墨租税条約", "entered_into_force"),
        ("日墨租税条約", "signed"),
    ]


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


def test_a_second_entry_of_a_month_has_the_month_above_it() -> None:
    rows = found("2012年1月 大臣が仏国を訪問\n2月 博覧会開催\n日仏港湾協定署名\n3月 日独鉱山協定署名\n")
    assert [(r.name, (r.date or "")[-3:]) for r in rows] == [("日仏港湾協定", "-02"), ("日独鉱山協定", "-03")]


def test_a_title_has_the_day_of_the_text_and_not_of_its_publication() -> None:
    rows = found("日チリ気象協力覚書の署名\n\n令和元年6月3日\n\n6月2日、両大臣は東京で日チリ気象協力覚書に署名した。")
    assert [r.date for r in rows] == ["2019-06-02", "2019-06-02"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("日加気象協定の署名は、2018年3月2日、両国の代表の間で行われた。", "2018-03-02"),
        (
            "2018年3月2日、日加両外相が会談した。会合では、昨年の合意を踏まえた。最後に、気象に関する覚書に署名した。",
            "2018-03-02",
        ),
        ("2018年3月、大臣はペルーを訪問した。\n\nペルーでは、大臣は気象に関する覚書に署名した。", "2018-03"),
        ("2018年4月、1975年から毎年開かれている国連海洋会議が開かれ、「リマ宣言」を採択した。", "2018-04"),
        ("首脳は、首相の演説(2018年4月)で示された方針を踏まえ、日加気象協定の早期発効を確認した。", None),
        ("日加気象協定は本年8月に失効するため、これを5年間延長することとした。", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert {r.date for r in found(text) if r.act != "terminated"} == {date}


def test_papers_of_one_title_with_two_states_are_two() -> None:
    rows = found(
        "インドネシアとは、2011年に「森林の保全に関する覚書」に署名した。"
        "タイとは、2012年に「森林の保全に関する覚書」に署名した。"
    )
    assert [r.parties for r in rows] == [["ID", "JP"], ["JP", "TH"]]


def test_a_paragraph_that_goes_on_has_the_side_of_the_one_above() -> None:
    rows = found("ペルーとの間では、気象協定が結ばれている。\n\nまた、2015年には海洋の観測に関する取決めに署名した。")
    assert [r.parties for r in rows if r.act == "signed"] == [["JP", "PE"]]


def test_a_name_without_its_sides_is_the_same() -> None:
    rows = found(
        "両省は、日本国環境省とインド環境省との間の海岸の清掃に関する覚書に署名した。海岸の清掃に関する覚書は発効した。"
    )
    assert len({r.name for r in rows}) == 1


def test_this_agreement_is_not_one_of_a_kind_named_by_the_way() -> None:
    rows = found(
        "日本国とペルー共和国との間の社会保障に関する協定に署名した。"
        "本協定は、我が国が署名する9番目の社会保障協定である。我が国が本協定を締結するには、国会の承認が必要である。"
    )
    assert {r.name for r in rows if r.text == "本協定"} == {"日本国とペルー共和国との間の社会保障に関する協定"}


@pytest.mark.parametrize(
    "text",
    [
        "気象庁は、方針を決定したと発表した。両国は日印気象覚書に基づいて協力する。",
        "日印海洋条約は、署名のために開放された。",
        "日露間の平和条約締結交渉の経緯を説明した。",
    ],
)
def test_no_act(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("21世紀に向けた協力の方向を示した日独共同宣言が発表された。", None),
        ("日独両国間で漁業に関する覚書の署名式が行われました(2019年3月5日)。", "2019-03-05"),
        ("日独科学協定(1988年)を締結した。", "1988"),
        ("両首脳は、2018年10月の日独共同宣言の進み具合を踏まえて、日独経済共同声明を発表した。", None),
        ("本年は、日独文化協定の発効から50周年の年である。", None),
        ("第5回日独漁業会合(ドイツ・ボン 2018年11月2日)\n\n- 「第5回日独漁業会合共同声明」を採択。", "2018-11-02"),
        ("令和2年版漁業白書\n\n独の大臣と会談を行い、日独漁業覚書に署名した。", None),
        ("お知らせ\n\n漁業大臣は、日独漁業覚書に署名しました。\n\n1.日時\n\n2019年4月2日(火)", "2019-04-02"),
        (
            "大臣は、2019年4月にドイツを、9月にはチリを訪問した。\n\nドイツでは、大臣は日独漁業声明を発出した。",
            "2019-04",
        ),
    ],
)
def test_the_date_of_an_act_and_no_other(text: str, date: str | None) -> None:
    assert [r.date for r in found(text)][:1] == [date]


def test_dates_and_sides_dealt_out_in_one_sentence() -> None:
    rows = found("2019年6月にはペルー、8月にはチリとの間で租税条約に署名した。")
    assert sorted((r.date, r.parties) for r in rows) == [("2019-06", ["JP", "PE"]), ("2019-08", ["CL", "JP"])]


def test_an_act_in_the_bracket_of_a_country_is_with_that_country() -> None:
    rows = found("新条約が結ばれた相手はペルー(2018年4月署名、2019年1月発効)及びチリ(2019年2月署名)である。")
    told = {(r.act, r.date): r.parties for r in rows if r.date}
    assert told["signed", "2018-04"] == told["entered_into_force", "2019-01"] == ["JP", "PE"]
    assert told["signed", "2019-02"] == ["CL", "JP"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("海難の補償に関する条約は2012年6月に締結したところである。", ["JP"]),
        ("2019年3月、ペルーのリマにおいて、我が国は海難の補償に関する条約に署名した。", ["JP"]),
        ("チリにおいて国土交通省と住宅省との間で防災に関する協力覚書の署名式を行った。", ["CL", "JP"]),
        ("防災分野における協力に関するチリ住宅省との覚書に署名した。", ["CL", "JP"]),
    ],
)
def test_parties_of_a_ministry_that_speaks_of_itself(text: str, parties: list[str]) -> None:
    assert [r.parties for r in found(text)][:1] == [parties]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("海藻保護条約への加入については、3月の閣議で決定された。", ["JP"]),
        ("海藻保護条約の批准に向けて、国内の体制を整える。", ["JP"]),
        ("1957年に日本、カナダ及びソ連の三国の間で海藻保護条約が締結された。", ["CA", "JP", "SU"]),
        ("1月1日には、日本、ペルー及びチリについて海藻保護条約が発効した。", ["CL", "JP", "PE"]),
        ("中国はIAEAとの間に保障措置協定を署名した。", ["CN", "IAEA"]),
        ("両政府は、シリア難民を受け入れるトルコへの協力として、交換公文に署名した。", ["JP", "TR"]),
        ("4月、海藻の取引に関するWTO協定の受諾書を寄託した。", ["JP"]),
    ],
)
def test_who_is_a_party_and_who_is_only_named(text: str, parties: list[str]) -> None:
    assert [r.parties for r in found(text)] == [parties]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("日墺文化協定は、公文の交換の日の後30日目の4月2日に効力を生ずる。", "2020-04-02"),
        ("日墺文化協定は、4月2日(公文の交換の日の翌月の初日)に効力を生ずる。", "2020-04-02"),
        ("両大臣は、本年4月の「日墺観光覚書」が締結されたことを歓迎した。", "2020-04"),
        ("我が国が海藻保護条約を締結したのは2014年1月である。", "2014-01"),
        ("日墺文化協定が署名されて50周年を1月に迎えた。", None),
        ("日墺両国は、2011年に開始した協力の覚書を更新した。", None),
    ],
)
def test_the_day_that_is_told(text: str, date: str | None) -> None:
    assert [r.date for r in found(text)] == [date]


def test_nothing_is_done_on_a_day_to_come_nor_by_those_who_were_talked_of() -> None:
    text = (
        "日中韓環境大臣会合が6月23日に開催された。会合では、来年カナダで開催されるG7会合への対応について意見交換を行い、"
        "共同コミュニケを採択した。"
    )
    assert [(r.date, r.parties) for r in found(text)] == [("2020-06-23", ["CN", "JP", "KR"])]


def test_a_short_name_is_of_the_formal_one_with_the_same_states() -> None:
    text = "日・ペルー投資協定の署名\n\n3月2日、投資の保護に関する日本国とペルー共和国との間の協定が署名された。\n"
    assert {r.name for r in found(text)} == {"投資の保護に関する日本国とペルー共和国との間の協定"}


@pytest.mark.parametrize(
    ("text", "act", "date"),
    [
        (
            "大臣は18日、会談を行い、2019年11月に立ち上げた対話の進捗を確認し、共同声明を発表した。",
            "announced",
            "2020-05-18",
        ),
        ("外務省は5月8日、日葡租税条約の署名が行われた旨を公表した(署名日は5月7日)。", "signed", "2020-05-07"),
        ("5月1日、日葡租税条約(2019年3月9日署名)が発効した。", "entered_into_force", "2020-05-01"),
        ("日葡租税条約は5月1日に発効するとともに旧日葡租税条約が終了した。", "terminated", "2020-05-01"),
        ("5月3日 日葡租税条約の批准書を交換(東京)。同条約発効。", "entered_into_force", "2020-05-03"),
        (
            "日葡租税条約が効力を生ずるのは、規定に従い、受諾書の寄託の翌月である6月1日となる。",
            "entered_into_force",
            "2020-06-01",
        ),
    ],
)
def test_the_date_is_that_of_the_act(text: str, act: str, date: str) -> None:
    assert {r.date for r in found(text, "2020-05-20") if r.act == act} == {date}


def test_what_is_dated_after_the_text_is_planned() -> None:
    rows = found("日葡租税条約が効力を生ずるのは、規定に従い、受諾書の寄託の翌月である6月1日となる。", "2020-05-20")
    assert {r.status for r in rows if r.act == "entered_into_force"} == {"planned"}


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        ("日EU経済連携協定(EPA)及び戦略的提携協定の早期の署名を目指す。", "戦略的提携協定", ["EU", "JP"]),
        ("タイ、ペルー及びチリとの経済連携協定に署名した。", "経済連携協定", ["CL", "JP", "PE", "TH"]),
        ("具体的には、コロンビアと4月に投資協定交渉を、ペルーと5月にEPA交渉を開始した。", "EPA", ["JP", "PE"]),
        (
            "首相は、ペルーで開かれた第4回ASEM交通大臣会合において議論をし、これがリマ宣言として取りまとめられた。",
            "リマ宣言",
            ["ASEM"],
        ),
        (
            "署名したチリ、ペルー、タイとの各協定のうち、チリ、タイとの投資協定が発効した。",
            "投資協定",
            ["CL", "JP", "TH"],
        ),
        ("チリは、ペルーとのFTAに署名し、スイスともFTA交渉を妥結させた。", "FTA", ["CH", "CL"]),
        ("リマ会合で「G20デジタル宣言」が採択された。ペルーは同宣言に署名しなかった。", "同宣言", ["PE"]),
    ],
)
def test_the_parties_are_those_at_work(text: str, name: str, parties: list[str]) -> None:
    assert parties in [r.parties for r in found(text) if r.text.endswith(name)]


def test_a_body_of_another_sentence_made_no_plan_of_this_one() -> None:
    text = (
        "総務省では、国際電気通信連合(ITU)の標準化活動に貢献している。"
        "また、「港湾網展開マスタープラン」を2019年6月に策定した。"
    )
    assert hakusho.extract(text, reference_date="2022")["agreements"] == []
