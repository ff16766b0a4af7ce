"""Decisions through a whole run: they hold, they survive a re-run, they are asked again where the values changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hakusho
from hakusho.errors import HakushoError
from hakusho.records import Record
from hakusho.results.stored import Stored
from hakusho.review import desk as review
from hakusho.review.anchor import Anchor
from hakusho.review.apply import apply
from hakusho.review.correct import as_extracted, corrected
from hakusho.review.decisions import Decision, seen, standing
from hakusho.review.log import Log, read

TEXT = (
    "第1節 水産をめぐる外交\n\n"
    "平成17年2月、上田一郎外務大臣は豪州を訪問し、日豪漁業協定に署名した。同協定は、同年5月に発効した。\n\n"
    "令和6年3月30日、両大臣は、資源の管理を強化することで一致した。次回は横浜で夏至の頃に開く。\n"
)
AT = "2026-01-31T09:30:00Z"


class Desk:
    """A folder with one document, runs over it, and decisions on what they gave."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.out, self.file = folder / "raw", folder / "out", folder / "reviews" / "decisions.jsonl"
        self.raw.mkdir()
        self.write(TEXT)

    def write(self, text: str) -> None:
        (self.raw / "a.txt").write_text(text, encoding="utf-8")

    def run(self) -> hakusho.Result:
        return hakusho.run(self.raw, self.out, decisions=self.file if self.file.exists() else None, workers=0)

    def records(self, table: str) -> list[Record]:
        return Stored(self.out).records(table)

    def record(self, table: str, text: str) -> Any:
        (found,) = [r for r in self.records(table) if r.text == text]
        return found

    def text(self) -> str:
        return Stored(self.out).document("a").text

    def decide(self, kind: str, record: Record | None = None, **fields: Any) -> Decision:
        known = {} if record is None else {"doc_id": "a", "table": record.table, "record_id": record.record_id}
        if record is not None:
            fields.setdefault("seen", seen(record))
        with Log(self.file) as log:
            return log.append(Decision.model_validate({"at": AT, "by": "山本", "decision": kind, **known, **fields}))

    def correct(self, record: Record, new: dict[str, Any], span: tuple[int, int] | None = None) -> Decision:
        was = {name: getattr(record, name) for name in new} | {"start": record.start, "end": record.end}
        anchor = Anchor.of(self.text(), *span) if span else None
        draft = {"fields": new, "was": was, "span": anchor, "seen": seen(record), "becomes": ""}
        made = Decision.model_validate(
            {
                "at": AT,
                "by": "山本",
                "decision": "correct",
                "doc_id": "a",
                "table": record.table,
                "record_id": record.record_id,
            }
            | draft
        )
        return self.decide("correct", record, **{**draft, "becomes": seen(corrected(self.text(), record, made))})


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.run()
    return made


def test_accepted_stays_accepted_through_runs_and_edits_elsewhere(desk: Desk) -> None:
    desk.decide("accept", desk.record("dates", "令和6年3月30日"))
    assert desk.run().decisions["applied"] == 1
    assert desk.record("dates", "令和6年3月30日").review == "accepted"
    desk.write("はじめに、全体を概観する。\n\n" + TEXT)
    assert desk.run().decisions == {"applied": 1, "changed": 0, "not_found": 0, "invalid": 0, "elsewhere": 0}
    assert desk.record("dates", "令和6年3月30日").review == "accepted"


def test_rejected_goes_to_the_ledger_and_comes_back_on_undo(desk: Desk) -> None:
    date = desk.record("dates", "平成17年2月")
    assert desk.record("agreements", "日豪漁業協定").date_id == date.record_id
    no = desk.decide("reject", date, note="別の会議の日")
    desk.run()
    assert date.record_id not in {r.record_id for r in desk.records("dates")}
    (lost,) = [r for r in desk.records("discarded") if r.record_id == date.record_id]
    assert (lost.reason, lost.type) == ("rejected_in_review", "dates")  # type: ignore[attr-defined]
    assert "山本" in str(lost.detail) and "別の会議の日" in str(lost.detail)  # type: ignore[attr-defined]
    assert desk.record("agreements", "日豪漁業協定").date_id is None
    assert desk.record("people", "上田一郎").date is None
    desk.decide("withdraw", withdraws=no.id)
    desk.run()
    assert desk.record("dates", "平成17年2月") == date


def test_a_correction_is_validated_resliced_and_handed_on(desk: Desk) -> None:
    date = desk.record("dates", "平成17年2月")
    assert desk.record("agreements", "日豪漁業協定").date_id == date.record_id
    desk.correct(date, {"value": "2005"}, (date.start, date.end - 2))
    desk.run()
    new = desk.record("dates", "平成17年")
    assert (new.review, new.value, str(new.earliest), str(new.latest)) == (
        *("corrected", "2005", "2005-01-01", "2005-12-31"),
    )
    assert new.record_id == date.record_id
    assert desk.text()[new.start : new.end] == new.text
    assert desk.record("agreements", "日豪漁業協定").date == "2005"


def test_a_correction_survives_a_move_and_is_known_again_in_the_corrected_extraction(desk: Desk) -> None:
    date = desk.record("dates", "令和6年3月30日")
    desk.correct(date, {"value": "2024-03"}, (date.start, date.end - 3))
    desk.write("はじめに、全体を概観する。\n\n" + TEXT)
    assert desk.run().decisions["applied"] == 1
    assert desk.record("dates", "令和6年3月").review == "corrected"
    stored = Stored(desk.out)
    rows = {t: stored.records(t, doc_id="a") for t in ("dates", "people", "agreements", "commitments")}
    before = as_extracted(stored.document("a"), rows, standing(read(desk.file)))
    (restored,) = [r for r in before["dates"] if r.record_id == date.record_id]
    assert (restored.text, restored.value, restored.review) == ("令和6年3月30日", "2024-03-30", "unreviewed")  # type: ignore[attr-defined]
    again, outcome = apply(stored.document("a"), before, standing(read(desk.file)))
    assert outcome.applied == 1 and again["dates"] == rows["dates"]


def test_one_whose_value_changed_is_asked_again(desk: Desk) -> None:
    desk.decide("accept", desk.record("dates", "同年5月"))
    desk.write(TEXT.replace("平成17年", "平成18年"))
    assert desk.run().decisions["changed"] == 1
    assert desk.record("dates", "同年5月").review == "unreviewed"


def test_what_the_extractor_has_learned_is_accepted(desk: Desk) -> None:
    date = desk.record("dates", "令和6年3月30日")
    wrong = date.model_copy(update={"value": "2025-03-30"})
    desk.decide(
        "correct",
        date,
        seen=seen(wrong),
        becomes=seen(date),
        fields={"value": "2024-03-30"},
        was={"value": "2025-03-30"},
    )
    assert desk.run().decisions["applied"] == 1
    assert desk.record("dates", "令和6年3月30日").review == "accepted"


def test_an_invalid_correction_is_counted_and_the_record_stays(desk: Desk) -> None:
    date = desk.record("dates", "令和6年3月30日")
    desk.decide("correct", date, becomes="x", fields={"value": "2024-02-31"}, was={"value": date.value})
    assert desk.run().decisions["invalid"] == 1
    assert desk.record("dates", "令和6年3月30日") == date


def test_added(desk: Desk) -> None:
    start = desk.text().index("夏至の頃")
    fields = {
        "doc_id": "a",
        "table": "dates",
        "record_id": "0123456789abcdef",
        "sentence": "次回は横浜で夏至の頃に開く。",
        "section": ["第1節 水産をめぐる外交"],
        "fields": {"type": "DATE", "value": "2025-06-21", "mod": "APPROX"},
    }
    added = desk.decide("add", span=Anchor.of(desk.text(), start, start + 4), **fields)
    desk.write("はじめに、全体を概観する。\n\n" + TEXT)
    desk.run()
    record = desk.record("dates", "夏至の頃")
    assert (record.rule, record.review, record.value, str(record.latest)) == (
        *("review.added", "accepted", "2025-06-21", "2025-06-21"),
    )
    desk.decide("reject", record)
    desk.run()
    assert not [r for r in desk.records("dates") if r.text == "夏至の頃"]
    desk.write("何もない。令和6年3月30日。\n")
    assert desk.run().decisions["not_found"] == 2
    desk.decide("withdraw", withdraws=added.id)
    assert desk.run().decisions["not_found"] == 1


def test_an_addition_that_the_extractor_finds_too_is_one_record(desk: Desk) -> None:
    date = desk.record("dates", "令和6年3月30日")
    common = {
        "doc_id": "a",
        "table": "dates",
        "record_id": "0123456789abcdef",
        "sentence": date.sentence,
        "section": [],
    }
    own = {name: getattr(date, name) for name in ("type", "value", "calendar", "era", "era_year", "resolution")}
    desk.decide("add", span=Anchor.of(desk.text(), date.start, date.end), fields=own, **common)
    desk.run()
    assert desk.record("dates", "令和6年3月30日") == date.model_copy(update={"review": "accepted"})


def test_run_json_and_the_second_run(desk: Desk) -> None:
    assert "decisions" not in json.loads((desk.out / "run.json").read_text("utf-8"))
    desk.decide("accept", desk.record("dates", "令和6年3月30日"))
    assert not desk.run().unchanged  # a new decision is a changed input
    about = json.loads((desk.out / "run.json").read_text("utf-8"))["decisions"]
    assert about["applied"] == 1 and len(about["sha256"]) == 64
    again = desk.run()
    assert again.unchanged and again.decisions["applied"] == 1


def test_the_desk_knows_which_decisions_the_run_knew(desk: Desk) -> None:
    date = desk.record("dates", "令和6年3月30日")
    desk.correct(date, {"value": "2024-03"})
    desk.run()
    kept = desk.file.read_bytes()
    for lines, status, value in [
        (kept, "corrected", "2024-03"),
        (kept * 2, "corrected", "2024-03"),
        (b"", "unreviewed", "2024-03"),  # the old value comes back with the next run: the file that had it is gone
        (None, "unreviewed", "2024-03"),
    ]:
        desk.file.unlink() if lines is None else desk.file.write_bytes(lines)
        with review.Desk(desk.out, desk.file, "山本") as table:
            entry = table.queue.entry(date.record_id)
            assert entry is not None and entry.status == status
            assert getattr(table.document("a").by_id[date.record_id], "value", None) == value
    desk.file.write_bytes(kept)
    with review.Desk(desk.out, desk.file, "山本") as table:
        table.undo(AT)
        assert getattr(table.document("a").by_id[date.record_id], "value", None) == "2024-03-30"
    desk.run()
    assert desk.record("dates", "令和6年3月30日") == date


def test_a_file_that_is_named_must_be_there(desk: Desk) -> None:
    with pytest.raises(HakushoError, match="no such file of decisions"):
        hakusho.run(desk.raw, desk.out, decisions="nowhere.jsonl")
