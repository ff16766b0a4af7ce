"""What a document says of itself, where nobody wrote it down."""

from __future__ import annotations

import pytest

from hakusho.prepare.metadata import infer
from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text
from hakusho.read.source import Metadata


def inferred(text: str, **known: str) -> Metadata:
    source = from_text(text, doc_id="t", path="t", known=known)
    return infer(source, pieces(source)).metadata


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("漁業協議の概要\n\n令 和 ６ 年 ５ 月 1 3 日\n\n2013年1月に始まった協議を、両大臣は歓迎した。\n", "2024-05"),
        ("外交青書2021 第2章\n\n9月、外務大臣は豪州を訪問した。\n", "2020"),
        ("平成23年版 水産白書\n\n3月、津波が漁港を襲った。\n", "2011"),
        ("会見の抜粋（R4.7.29）\n\n大臣から指示がありました。\n", "2022-07"),
        ("11（平成23）年6月に協議し、12（平成24）年4月に見直した。12（平成24）年の計画は2035年まで続く。\n", "2012-04"),
        ("年のない文章である。\n", None),
    ],
)
def test_reference_date(text: str, reference: str | None) -> None:
    found = inferred(text)
    assert found.reference_date == reference
    assert found.reference_source == ("inferred" if reference else None)


def test_what_is_known_is_kept() -> None:
    found = inferred("平成23年版 水産白書\n\n環境省\n\n3月の津波。\n", reference_date="1999", publisher="水産庁")
    assert (found.reference_date, found.reference_source) == ("1999", "metadata")
    assert (found.publisher, found.title, found.edition) == ("水産庁", "平成23年版 水産白書", "平成23年版")
