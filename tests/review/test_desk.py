"""The queue and the desk: filters, paging, what a decision does to what is shown, gold of what was reviewed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from bench import FOUND, TEXT, Found, extraction

from hakusho.compare.evaluate import evaluate
from hakusho.errors import HakushoError
from hakusho.review.changes import mark_changes
from hakusho.review.desk import Desk, Outdated
from hakusho.review.fields import EDITABLE, entered, form, read_form
from hakusho.review.gold import write_gold
from hakusho.review.page import Refused
from hakusho.review.queue import Filter
from hakusho.review.render import item, parts, templates, verbatim
from hakusho.review.serve import serve
from hakusho.review.wording import Words, language

TIMES = (f"2026-01-31T09:{n // 60:02d}:{n % 60:02d}.000Z" for n in range(3600))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(extraction(tmp_path / "out", {"a": (TEXT, FOUND)}), tmp_path / "d.jsonl", "山本") as made:
        yield made


def of(desk: Desk, table: str, text: str) -> tuple[str, str]:
    page = desk.document("a")
    (record,) = [r for r in page.by_id.values() if r.table == table and r.text == text]
    return record.record_id, page.seen(record)


def decide(desk: Desk, kind: str, table: str, text: str, **request: object) -> str:
    record_id, seen = of(desk, table, text)
    return desk.decide(kind, next(TIMES), record_id, seen, request)


def status(desk: Desk, record_id: str) -> str:
    entry = desk.queue.entry(record_id)
    assert entry is not None
    return entry.status


def test_filters_and_paging(desk: Desk) -> None:
    everything = desk.queue.page(Filter())
    assert len(everything) == 7 == desk.queue.count(Filter())
    assert [e.type for e in desk.queue.page(Filter(type="agreements"))] == ["agreements"] * 2
    assert desk.queue.count(Filter(act="signed")) == 1 and desk.queue.count(Filter(resolution="anaphoric")) == 1
    assert desk.queue.count(Filter(rule="dates.made")) == 3 and desk.queue.count(Filter(doc="b")) == 0
    assert dict(desk.queue.choices("type", Filter(type="dates"))) == {
        "dates": 3,
        "people": 1,
        "agreements": 2,
        "commitments": 1,
    }
    first = desk.queue.page(Filter(), limit=3)
    second = desk.queue.page(Filter(), after=first[-1].record_id, limit=3)
    assert [*first, *second] == everything[:6]
    assert desk.queue.page(Filter(), before=second[0].record_id, limit=3) == first
    assert desk.queue.page(Filter(), at=second[0].record_id, limit=3) == second


def test_a_queue_of_what_is_open_is_paged_without_gaps_while_it_empties(desk: Desk) -> None:
    wanted, met = Filter(status="open"), []
    page = desk.queue.page(wanted, limit=2)
    while page:
        for entry in page:
            met.append(entry.record_id)
            record = desk.document("a").by_id[entry.record_id]
            desk.decide("accept", next(TIMES), entry.record_id, desk.document("a").seen(record), {})
        page = desk.queue.page(wanted, after=page[-1].record_id, limit=2)
    assert met == [e.record_id for e in desk.queue.page(Filter())]
    assert desk.queue.count(wanted) == 0


def test_the_next_desk_shows_what_the_last_one_decided(desk: Desk, tmp_path: Path) -> None:
    yes, no = decide(desk, "accept", "dates", "同年5月"), decide(desk, "reject", "people", "上田一郎")
    new = decide(desk, "correct", "dates", "平成17年2月", fields={"value": "2006-02"})
    undone = decide(desk, "accept", "agreements", "同協定")
    assert desk.undo(next(TIMES)) is not None
    desk.__exit__()
    with Desk(tmp_path / "out", tmp_path / "d.jsonl", "佐藤") as other:
        assert [status(other, r) for r in (yes, no, new, undone)] == ["accepted", "rejected", "corrected", "unreviewed"]
        assert getattr(other.document("a").by_id[new], "value", None) == "2006-02"
        assert other.undo(next(TIMES)) is None  # another person's decisions are not this one's to undo


def test_a_correction_of_a_correction_starts_from_what_was_extracted(desk: Desk) -> None:
    decide(desk, "correct", "dates", "令和6年3月30日", fields={"value": "2024-03"})
    first = TEXT.index("令和6年3月30日")
    record_id = decide(desk, "correct", "dates", "令和6年3月30日", fields={"value": "2024-03"}, span=[first, first + 6])
    record = desk.document("a").by_id[record_id]
    assert (record.text, getattr(record, "value", None), record.review) == ("令和6年3月", "2024-03", "corrected")
    assert desk.log.decisions[-1].was == {"value": "2024-03-30", "start": first, "end": first + 9}
    desk.undo(next(TIMES))
    assert desk.document("a").by_id[record_id].text == "令和6年3月30日"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": "2024-02-31"}, "no calendar has"),
        ({"value": "いつか"}, "not an EDTF"),
        ({"type": "DURATION", "value": "2024"}, "not an ISO 8601 duration"),
        ({"type": "WEEK"}, "type: "),
        ({"era_year": "六"}, "not a number"),
        ({}, "nothing was changed"),
    ],
)
def test_a_correction_that_is_none_is_refused(desk: Desk, fields: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        decide(desk, "correct", "dates", "令和6年3月30日", fields=fields)
    assert desk.log.decisions == []


def test_what_takes_its_values_from_a_corrected_date_must_be_seen_again(tmp_path: Path) -> None:
    (date,) = [f for f in FOUND if f[1] == "平成17年2月"]
    with Desk(extraction(tmp_path / "o", {"a": (TEXT, [date])}), tmp_path / "d", "山本") as first:
        ((record_id, _),) = [of(first, "dates", "平成17年2月")]
    dated = [(t, s, {**f, "date": "2005-02", "date_id": record_id} if s == "日豪漁業協定" else f) for t, s, f in FOUND]
    with Desk(extraction(tmp_path / "o", {"a": (TEXT, dated)}), tmp_path / "d", "山本") as desk:
        agreement, seen = of(desk, "agreements", "日豪漁業協定")
        decide(desk, "correct", "dates", "平成17年2月", fields={"value": "2006-02"})
        assert [e.record_id for e in desk.dependents(record_id)] == [agreement]
        with pytest.raises(Outdated):
            desk.decide("accept", next(TIMES), agreement, seen, {})
        assert getattr(desk.document("a").by_id[agreement], "date", None) == "2006-02"
        decide(desk, "accept", "agreements", "日豪漁業協定")
        assert status(desk, agreement) == "accepted"


def test_adding_and_taking_back(desk: Desk) -> None:
    start = TEXT.index("夏至の頃")
    request = {
        "span": [start, start + 4],
        "exact": "夏至の頃",
        "fields": {"type": "DATE", "value": "2025-06-21", "mod": "APPROX"},
    }
    at = next(TIMES)
    record_id = desk.add(at, "a", "dates", request)
    assert desk.add(at, "a", "dates", request) == record_id and len(desk.log.decisions) == 1  # sent twice
    record = desk.document("a").by_id[record_id]
    assert record.sentence == "次回は横浜で夏至の頃に開く。" and record.rule == "review.added"
    assert desk.queue.count(Filter(type="dates")) == 4
    corrected = desk.decide(
        "correct", next(TIMES), record_id, desk.document("a").seen(record), {"fields": {"value": "2025-06"}}
    )
    assert corrected == record_id and status(desk, record_id) == "corrected"
    desk.undo(next(TIMES))
    desk.undo(next(TIMES))
    assert desk.queue.count(Filter(type="dates")) == 3 and record_id not in desk.document("a").by_id


def test_forms_give_back_what_they_show(desk: Desk) -> None:
    for record in desk.document("a").by_id.values():
        shown = {known.name: entered(known, getattr(record, known.name)) for known in form(record.table)}
        assert read_form(record.table, shown) == {name: getattr(record, name) for name in EDITABLE[record.table]}


def test_gold_is_what_was_said_yes_to(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(HakushoError, match="no type of any document is reviewed"):
        write_gold(tmp_path / "out", tmp_path / "d.jsonl", tmp_path / "gold")
    decide(desk, "accept", "dates", "同年5月")
    decide(desk, "reject", "dates", "平成17年2月")
    with pytest.raises(HakushoError, match="nearest: a commitments, 1 undecided"):
        write_gold(tmp_path / "out", tmp_path / "d.jsonl", tmp_path / "gold")
    decide(desk, "correct", "dates", "令和6年3月30日", fields={"value": "2024-03-31"})
    desk.complete(next(TIMES), "a", "tables", None)
    written = write_gold(tmp_path / "out", tmp_path / "d.jsonl", tmp_path / "gold")
    assert written.items == {("a", "dates"): 2, ("a", "tables"): 0} and written.unsaid == [("a", "dates")]
    lines = (tmp_path / "gold" / "a.dates.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["2005-05", "2024-03-31"]
    assert json.loads(lines[0]) == {
        "text": "同年5月",
        "type": "DATE",
        "value": "2005-05",
        "start": TEXT.index("同年5月"),
        "end": TEXT.index("同年5月") + 4,
    }
    scores = evaluate(tmp_path / "out", tmp_path / "gold").scores["dates:value"]
    assert (scores.right, scores.found, scores.gold) == (1, 3, 2)


def test_gold_of_a_stretch(desk: Desk, tmp_path: Path) -> None:
    end = TEXT.index("令和6年")
    for text in ("平成17年2月", "同年5月"):
        decide(desk, "accept", "dates", text)
    desk.complete(next(TIMES), "a", "dates", [0, end])
    written = write_gold(tmp_path / "out", tmp_path / "d.jsonl", tmp_path / "gold")
    assert written.items == {("a", "dates"): 2} and written.unsaid == []
    assert json.loads((tmp_path / "gold" / "a.scope.json").read_text("utf-8")) == {
        "start": 0,
        "end": TEXT.index("発効した。") + 5,
    }
    assert evaluate(tmp_path / "out", tmp_path / "gold").scores["dates:value"].f1 == 1


def test_changes_since_an_older_extraction(tmp_path: Path) -> None:
    older: Found = [(t, s, {**f, "value": "2005-06"} if s == "同年5月" else f) for t, s, f in FOUND if s != "同協定"]
    newer: Found = [f for f in FOUND if f[1] != "上田一郎"]
    old = extraction(tmp_path / "old", {"a": (TEXT, older)})
    with Desk(extraction(tmp_path / "new", {"a": (TEXT, newer)}), tmp_path / "d.jsonl", "山本") as desk:
        mark_changes(desk, str(old))
        kinds = dict(desk.queue.choices("change", Filter()))
        assert kinds == {"changed": 1, "gained": 1, "lost": 1}
        (lost,) = desk.queue.page(Filter(change="lost"))
        said = item(desk, lost, Words("ja"))
        assert said.context.surface == "上田一郎"
        back = desk.decide("accept", next(TIMES), lost.record_id, said.seen, {})  # it is brought back
        assert desk.document("a").by_id[back].text == "上田一郎" and status(desk, back) == "accepted"
        desk.undo(next(TIMES))
        assert status(desk, back) == "unreviewed"
        desk.decide("reject", next(TIMES), lost.record_id, said.seen, {})  # rightly gone
        assert status(desk, back) == "rejected"


def test_a_thousand_documents(tmp_path: Path) -> None:
    documents = {f"第{n:04d}号": (TEXT, FOUND) for n in range(1000)}
    with Desk(extraction(tmp_path / "out", documents), tmp_path / "d.jsonl", "山本") as desk:
        assert desk.queue.count(Filter()) == 7000
        assert desk.queue.count(Filter(doc="第0999号")) == 7
        entries = desk.queue.page(Filter(rule="people.made"), limit=40)
        assert len({e.doc_id for e in entries}) == 40
        assert all(item(desk, e, Words("en")).said for e in entries)
        assert len(desk._held) <= 16  # memory holds a few documents, never all


def test_a_hostile_document_is_text(tmp_path: Path) -> None:
    text = "<script>alert(1)</script>'\"></textarea><img src=x onerror=alert(2)>\r\n令和6年\x00{{ 7*7 }}</li>"
    assert "<" not in verbatim(text) and "&#13;" in verbatim(text) and "\0" not in verbatim(text + "\ud800")
    with Desk(
        extraction(tmp_path / "o", {"<b>'\"": (text, [("dates", "令和6年", {"type": "DATE", "value": "2024"})])}),
        tmp_path / "d",
        "<i>",
    ) as desk:
        (entry,) = desk.queue.page(Filter())
        shown = templates().get_template("item.html").render(t=Words("en"), item=item(desk, entry, Words("en")))
        assert "<b>" not in shown and "<script" not in shown and "<img" not in shown


def test_parts_hold_the_whole_text() -> None:
    text = ("あ" * 70 + "。\n") * 500 + "い" * 20_000
    cuts = parts(text)
    assert [cuts[0][0], cuts[-1][1]] == [0, len(text)]
    assert all(a[1] == b[0] for a, b in pairwise(cuts))
    assert max(end - start for start, end in cuts) <= 9_000
    assert parts("") == [(0, 0)]


def test_the_error_names_the_extra_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(HakushoError, match=r"pip install 'hakusho\[review\]'"):
        serve(tmp_path, tmp_path / "d.jsonl", "山本", 0, None, print)


def test_languages() -> None:
    assert language(None, "ja-JP,ja;q=0.9,en;q=0.5") == "ja" and language("en", "ja") == "en"
    assert language(None, "de, *;q=0.1") == "en" and language("xx", ";;;q=a,") == "en"
