"""A text is cut without gaps where records begin and end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hakusho.records import CommitmentRecord, DateRecord, Record
from hakusho.show.segments import Marks
from hakusho.show.view import paragraphs

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12)


def record(n: int, start: int, length: int) -> Record:
    common = {"record_id": str(n), "doc_id": "d", "section": [], "sentence": "s", "rule": "x.y", "type": "DATE"}
    return DateRecord(**common, start=start, end=start + length, text="あ" * length, value=None)  # type: ignore[arg-type]


@given(SPANS, st.integers(0, 40), st.integers(1, 60))
def test_every_character_knows_exactly_what_covers_it(spans: list[tuple[int, int]], start: int, length: int) -> None:
    records = [record(n, *span) for n, span in enumerate(spans)]
    found = list(Marks(records).segments(start, start + length))
    assert [found[0].start, found[-1].end] == [start, start + length]
    assert all(a.end == b.start for a, b in pairwise(found))
    for segment in found:
        for at in range(segment.start, segment.end):
            covering = {r.record_id for r in records if r.start <= at < r.end}
            assert {m.record.record_id for m in segment.marks} == covering


def test_the_innermost_stands_last_and_content_lies_below() -> None:
    common = {"doc_id": "d", "section": [], "sentence": "s", "rule": "x.y"}
    agreed = CommitmentRecord(
        **common,  # type: ignore[arg-type]
        record_id="c", start=10, end=12, text="一致", act="agreed", content="あ" * 10, content_start=0, content_end=10,
    )  # fmt: skip
    (segment,) = Marks([record(1, 2, 2), agreed, record(0, 0, 10)]).segments(2, 4)
    assert [(m.record.record_id, m.is_content) for m in segment.marks] == [("c", True), ("0", False), ("1", False)]


@given(st.text(alphabet="あ。\n\r\f 　x", max_size=400), st.integers(1, 6))
def test_paragraphs_lose_only_white_space(text: str, times: int) -> None:
    text *= times
    at, lost = 0, ""
    for start, end in paragraphs(text, 0, len(text)):
        assert start >= at and text[start:end].strip()
        lost += text[at:start]
        at = end
    assert (lost + text[at:]).strip() == ""


def test_a_paragraph_that_runs_on_is_cut_at_a_sentence() -> None:
    text = ("あ" * 99 + "。") * 30
    cuts = list(paragraphs(text, 0, len(text)))
    assert len(cuts) > 3
    assert all(text[end - 1] == "。" for _, end in cuts)
    assert list(paragraphs("あ" * 5000, 0, 5000)) == [(0, 5000)]
