"""When a commitment was made: told in its sentence, before it, by the meeting, at the head of the paper."""

from __future__ import annotations

import hakusho
from hakusho.records import CommitmentRecord


def found(text: str) -> list[CommitmentRecord]:
    rows = hakusho.extract(text, reference_date="2019")["commitments"]
    return [r for r in rows if isinstance(r, CommitmentRecord)]


def test_the_day_stands_in_the_first_line_of_a_report() -> None:
    rows = found(
        "日豪環境大臣会談(概要)\n\n"
        "- 7月19日午前10時から、環境大臣は、豪州の環境大臣と会談を行いました。\n\n"
        "- 両大臣は、海岸の清掃で一致しました。\n"
    )
    assert [(r.meeting, r.date) for r in rows] == [("日豪環境大臣会談", "2019-07-19")]


def test_the_sentence_before_opens_with_the_month() -> None:
    *_, last = found(
        "4月に日仏首脳会談が行われた。7月には、東京で日仏環境大臣会合が行われた。"
        "また、海に関する日仏閣僚会合が開催され、港の整備を進めることを確認した。"
    )
    assert last.date == "2019-07"


def test_what_an_earlier_meeting_had_confirmed_is_not_where_it_was() -> None:
    (row,) = found(
        "5月3日、三大臣は、日米韓環境大臣会合を行った。"
        "三大臣は、3月の日米韓首脳会合で確認された、海の調査の実施状況について議論した。"
    )
    assert (row.meeting, row.date) == ("日米韓環境大臣会合", "2019-05-03")


def test_a_later_date_of_the_sentence() -> None:
    *_, last = found("5月の日中首脳会談において、総理は支援の継続を表明し、6月には、政府は検査の緩和を発表した。")
    assert last.date == "2019-06"


def test_the_date_below_the_title_of_a_statement() -> None:
    rows = found("日米共同声明\n(1978年1月13日、東京)\n\n双方は、漁獲を減らすことに合意した。\n")
    assert [r.date for r in rows] == ["1978-01-13"]
