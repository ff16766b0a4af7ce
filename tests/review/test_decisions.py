"""The file of decisions: append-only, whole lines, each once; what stands after undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hakusho.errors import HakushoError
from hakusho.review.anchor import Anchor
from hakusho.review.decisions import Decision, standing
from hakusho.review.log import Log, read

AT = "2026-01-31T09:30:00.000+09:00"


def decision(kind: str, **fields: Any) -> Decision:
    known = {"doc_id": "d", "table": "dates", "record_id": "r1", "seen": "s1"}
    fields = {**({} if kind == "withdraw" else known), **fields}
    return Decision.model_validate({"at": AT, "by": "田中", "decision": kind, **fields})


def test_a_line_is_stable_and_readable(tmp_path: Path) -> None:
    with Log(tmp_path / "reviews" / "decisions.jsonl") as log:
        first = log.append(decision("accept", text="令和６年"))
        assert log.append(decision("accept", text="令和６年")) == first  # sent twice, written once
    lines = (tmp_path / "reviews" / "decisions.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert list(__import__("json").loads(lines[0])) == [
        *("id", "at", "by", "decision", "doc_id", "table", "record_id", "text", "seen")
    ]
    assert "田中" in lines[0] and read(tmp_path / "reviews" / "decisions.jsonl") == [first]


def test_a_broken_last_line_is_dropped_and_the_next_stands_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    with Log(path) as log:
        kept = log.append(decision("accept"))
    with path.open("ab") as file:
        file.write(decision("reject", record_id="r2").signed().line().encode()[:40])
    assert read(path) == [kept]
    with Log(path) as log:
        more = log.append(decision("accept", record_id="r3"))
    assert read(path) == [kept, more]


def test_lines_that_git_brings_while_it_is_open_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    with Log(path) as log:
        mine = log.append(decision("accept"))
        other = decision("accept", record_id="r2", by="佐々木").signed()
        path.with_suffix(".new").write_text(path.read_text("utf-8") + other.line(), "utf-8")
        path.with_suffix(".new").replace(path)  # as git does: another file under the name
        last = log.append(decision("reject", record_id="r3"))
        assert log.decisions == [mine, other, last]
    assert read(path) == [mine, other, last]


def test_one_at_a_time(tmp_path: Path) -> None:
    with (
        Log(tmp_path / "d.jsonl"),
        pytest.raises(HakushoError, match="another review has it open"),
        Log(tmp_path / "d.jsonl"),
    ):
        pass


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{}", "1: at: Field required"),
        ('{"at":"2026-01-31T09:30:00","by":"a","decision":"withdraw","withdraws":"x"}', "needs its zone"),
        ('{"at":"2026-01-31T09:30:00Z","by":"a","decision":"accept"}', "needs doc_id"),
        (decision("accept").signed().line().replace('"r1"', '"r2"'), "not the hash of the line"),
        ('{"at":"2026-01-31T09:30:00Z","by":"a","decision":"agree"}', "decision: "),
        ("not json at all\n", "1: Invalid JSON"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(HakushoError, match=message):
        read(path)


def test_a_correction_may_not_touch_identity() -> None:
    with pytest.raises(ValueError, match="doc_id cannot be corrected"):
        decision("correct", becomes="b", was={}, fields={"doc_id": "x"})


def test_undo_brings_back_what_stood_before() -> None:
    yes = decision("accept").signed()
    no = decision("reject").signed()
    undo = decision("withdraw", withdraws=no.id).signed()
    redo = decision("withdraw", withdraws=undo.id).signed()
    assert standing([yes]).of_record == {"r1": yes}
    assert standing([yes, no]).of_record == {"r1": no}
    assert standing([yes, no, undo]).of_record == {"r1": yes}
    assert standing([yes, no, undo, redo]).of_record == {"r1": no}
    assert standing([yes, decision("withdraw", withdraws=yes.id)]).of_record == {}


class TestAnchor:
    TEXT = "協定は同年５月に発効した。\n覚書は同年５月に署名した。\n"

    def test_stays_where_it_is(self) -> None:
        anchor = Anchor.of(self.TEXT, 3, 7)
        assert anchor.find(self.TEXT) == (3, 7)

    def test_moves_with_the_text(self) -> None:
        start = self.TEXT.index("同年５月", 8)
        anchor = Anchor.of(self.TEXT, start, start + 4)
        assert anchor.find("前書き。\n" + self.TEXT) == (start + 5, start + 9)

    def test_moves_with_its_record(self) -> None:
        text = "同じ文。\n" * 40
        anchor = Anchor.of(text, 100, 102)
        assert anchor.find("あ\n" + text, 102) == (102, 104)

    def test_does_not_guess(self) -> None:
        text = "同じ文。\n" * 40
        assert Anchor.of(text, 100, 102).find("あ\n" + text) is None
        assert Anchor.of(self.TEXT, 3, 7).find("何もない") is None

    def test_outside(self) -> None:
        with pytest.raises(ValueError, match="not in a text"):
            Anchor.of(self.TEXT, 5, 500)
