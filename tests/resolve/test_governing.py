"""The date that governs a mention."""

from __future__ import annotations

import pytest

from hakusho.extractors.dates.component import DatesExtractor
from hakusho.prepare.pieces import pieces
from hakusho.read import files
from hakusho.resolve.dates.resolver import resolve_dates
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.governing import governing_date
from hakusho.tag.ginza import Tagger

TAGGER = Tagger()


def governed(text: str, target: str, verb: str | None = None, carry_over: bool = False) -> str | None:
    """The EDTF value of the date that governs the first `target` in the text."""
    known = {"reference_date": "2018"}
    source = files.from_text(text, doc_id="t", path="t", media_type="text/markdown", known=known)
    prepared = pieces(source)
    extractor = DatesExtractor()
    docs = [extractor(doc) for doc in TAGGER.tag([piece.text for piece in prepared])]
    context = DocumentContext(source, [Passage(p, d) for p, d in zip(prepared, docs, strict=True)])
    context.drafts["dates"] = resolve_dates(context)
    for passage in context.passages:
        start = passage.text.find(target)
        if start >= 0:
            at = passage.text.find(verb) if verb else None
            draft = governing_date(context, passage, start, start + len(target), verb=at, carry_over=carry_over)
            return None if draft is None else str(draft.fields["value"])
    raise AssertionError(target)


CLAUSES = "2009年2月には、計画に基づき、移転協定に署名し、同協定は、同年5月に発効した。"
LIST = "4月にフリン司令官、ケーラー司令官、5月にパパロ司令官、7月にブラウン議長が相次いで訪日した。"


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        (CLAUSES, "移転協定", "2009-02"),
        (CLAUSES, "同協定", "2009-05"),
        (LIST, "ケーラー", "2018-04"),
        ("取極に署名する高橋大臣（9月）", "取極", "2018-09"),
        (LIST, "パパロ", "2018-05"),
        (LIST, "ブラウン", "2018-07"),
        ("2017年4月の会合で、両国は2015年に策定された指針の見直しを決定した。", "指針", "2015"),
        ("2017年4月の会合で、両国は2015年に策定された指針の見直しを決定した。", "決定した", "2017-04"),
        ("2017年4月の会談では、2010年に設立された協議を続けることで、田中大臣が一致した。", "田中", "2017-04"),
        ("資料は共同声明(平成29年2月10日)を見よ。", "共同声明", "2017-02-10"),
        ("## 会談(2017年8月17日)\n\n両大臣は、協力で一致した。", "一致した", "2017-08-17"),
        ("| 年 | 出来事 |\n|---|---|\n| 1996年 | 共同宣言を発表 |\n", "共同宣言", "1996"),
        ("協力で一致した。", "一致した", None),
    ],
)
def test_governing_date(text: str, target: str, value: str | None) -> None:
    assert governed(text, target) == value


def test_the_verb_decides_where_the_caller_knows_it() -> None:
    text = "同条約は、1965年12月18日、ソウルで批准書が交換され、同月20日に発効した。"
    assert governed(text, "同条約", verb="発効") == "1965-12-20"


def test_the_sentences_before_only_when_asked_for() -> None:
    text = "2018年6月、防衛大臣は米国を訪問した。両大臣は、今後も協力することで一致した。"
    assert governed(text, "一致した") is None
    assert governed(text, "一致した", carry_over=True) == "2018-06"
