"""Which meeting a sentence belongs to."""

from __future__ import annotations

from typing import Any

import pytest

import hakusho


def last(text: str) -> Any:
    return hakusho.extract(text, reference_date="2020-06")["commitments"][-1]


def test_named_in_the_sentence() -> None:
    record = last("2019年5月の日英首脳会談において、両首脳は、海の調査を歓迎した。")
    assert (record.meeting, record.parties, record.date) == ("日英首脳会談", ["GB", "JP"], "2019-05")


def test_named_before_with_place() -> None:
    record = last("2019年5月、ロンドンで日英外相会談が行われた。両外相は、海の調査を歓迎した。")
    assert (record.meeting, record.place, record.parties) == ("日英外相会談", "ロンドン", ["GB", "JP"])


def test_a_meeting_to_come_does_not_govern() -> None:
    record = last("日英外相会談が行われた。両外相は、来る米中首脳会談で話が進むことへの期待を表明した。")
    assert (record.meeting, record.parties) == ("日英外相会談", ["GB", "JP"])


def test_bare_word_points_back_to_the_name() -> None:
    record = last("G20大阪サミットが開催された。会合では、森を守ることが確認された。")
    assert (record.meeting, record.parties) == ("G20大阪サミット", ["G20"])


def test_title_below_its_slide() -> None:
    text = (
        "\f 海の会談について\n\n１．全般\n\n・調査の結果を確認。\n\n２．協力\n\n・次の会合を秋に開くことで一致。\n\n日仏海洋大臣会談（５月２日）\n\n"
        "１．全般\n\n・港の計画を議論。\n\n２．協力\n\n・船の安全を守ることで一致。\n\n日伊海洋大臣会談（５月３日）\n"
    )
    records = hakusho.extract("表紙\n" + text, reference_date="2020-06")["commitments"]
    assert [(r.meeting, tuple(r.parties)) for r in records if r.act == "agreed"] == [
        ("日仏海洋大臣会談", ("FR", "JP")),
        ("日伊海洋大臣会談", ("IT", "JP")),
    ]


def test_heading_governs_its_section_only() -> None:
    text = (
        "# 会談の記録\n\n## 日独外相会談（2019年3月4日）\n\n両外相は、海の調査を歓迎した。\n\n"
        "## 日加外相会談（2019年4月5日）\n\n両外相は、森の調査を歓迎した。\n"
    )
    first, second = hakusho.extract(text, markdown=True)["commitments"]
    assert (first.parties, first.date) == (["DE", "JP"], "2019-03-04")
    assert (second.parties, second.date) == (["CA", "JP"], "2019-04-05")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "2001年7月21日～23日、京都において開催された森林サミットで、木を植える重要性が強調された。",
            "2001-07-21/2001-07-23",
        ),
        (
            "G7森林サミットが、2022年11月21日から11月22日にかけて、京都で開催された。また、会合において、森を守ることが決定された。",
            "2022-11-21/2022-11-22",
        ),
        (
            "第3回日英森林対話が2019年5月に開かれた。庁舎では花も植えられた。第3回日英森林対話では、森を守ることが合意された。",
            "2019-05",
        ),
    ],
)
def test_date_of_the_meeting(text: str, date: str) -> None:
    assert last(text).date == date


def test_where_a_paper_was_adopted_is_not_where_the_sentence_happened() -> None:
    record = last(
        "日英外相会談が行われた。両外相は、G7京都サミットで採択された「森の計画」を進めることを確認。次の会合を歓迎。"
    )
    assert (record.meeting, record.parties) == ("日英外相会談", ["GB", "JP"])
    record = last("G7京都サミットで採択された宣言では、森を守ることが合意された。")
    assert record.meeting == "G7京都サミット"


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            "第3回日・チリ漁業合同委員会が開催されました。合同委員会では、枠について意見交換が行われました。",
            "第3回日・チリ漁業合同委員会",
        ),
        (
            "「森の対話」の第2回大臣会合が開催され、チリの大臣らが出席した。各国は、森の調査を歓迎した。",
            "「森の対話」の第2回大臣会合",
        ),
        (
            "第2回日仏漁業協議の政府間会合及び官民会合が開催された。同会合では、枠について議論した。",
            "第2回日仏漁業協議の政府間会合及び官民会合",
        ),
        ("外務大臣は、仏外相と外相会談及び夕食会を行い、枠を広げて漁期も延ばすことで一致した。", "外相会談"),
        ("第5回 日仏漁業対話において、枠について議論した。", "第5回 日仏漁業対話"),
        ("日仏漁業会合を行った。今次会合では、枠について議論した。", "日仏漁業会合"),
        (
            "日仏電話会談を行った。秋に水の会合が開催されることを念頭に、漁業大臣と仏漁業大臣は、枠について議論した。",
            "日仏電話会談",
        ),
    ],
)
def test_the_name_in_full(text: str, meeting: str) -> None:
    assert last(text).meeting == meeting


def test_talks_are_not_named_by_a_meeting_of_another_sort() -> None:
    text = "日伊科学技術委員会が開催された。2019年5月、ローマで総理とイタリアの首相との首脳会談が行われ、図を作ることで合意した。"
    assert (last(text).meeting, last(text).date) != ("日伊科学技術委員会", None)
    assert last(text).date == "2019-05"
