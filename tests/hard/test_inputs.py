"""Every hostile input has one stated outcome, and takes nothing else down with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from content import DONE, SENTENCE, Content
from inputs import CONTENTS, ENTRIES, Entry
from running import hakusho as command
from running import ordinary_user

import hakusho
from hakusho.errors import HakushoError, RejectedDocument


def outcomes(out: Path) -> dict[str, tuple[str, str]]:
    """The outcome and message by path, of what was read and what was rejected."""
    lines = (out / "rejected.jsonl").read_text("utf-8").splitlines()
    found = {entry["path"]: (entry["reason"], entry["message"]) for entry in map(json.loads, lines)}
    return found | dict.fromkeys(hakusho.load(out).documents.path, (DONE, ""))


def written_inside(out: Path) -> bool:
    inside = out.resolve()
    return all(path.resolve().is_relative_to(inside) for path in out.rglob("*"))


MARKED = [pytest.param(c, id=c.what, marks=pytest.mark.slow if c.slow else ()) for c in CONTENTS]


@pytest.mark.parametrize("content", MARKED)
def test_content(home: Path, content: Content) -> None:
    raw = home / "raw"
    raw.mkdir()
    (raw / content.name).write_bytes(content.data)
    (raw / "良い文書.txt").write_text(SENTENCE, "utf-8")
    hakusho.run(raw, home / "out", cache=False, workers=0)
    found = outcomes(home / "out")
    outcome, message = found[content.name]
    assert outcome == content.outcome, message
    assert content.says in message and "\n" not in message
    assert found["良い文書.txt"][0] == DONE
    if outcome == DONE:
        tables = hakusho.load(home / "out")
        dates = tables.dates[tables.dates.doc_id == "文書"]
        assert tuple(dates.text) == content.dates
        text = tables.documents.set_index("doc_id").text["文書"]
        assert all(text[d.start : d.end] == d.text for d in dates.itertuples())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.what)
def test_entry(home: Path, entry: Entry) -> None:
    if entry.needs.startswith("/") and not Path(entry.needs).exists():
        pytest.skip(f"there is no {entry.needs} here")
    raw = home / "raw"
    raw.mkdir()
    (raw / "良い文書.txt").write_text(SENTENCE, "utf-8")
    entry.make(raw)
    if entry.needs == "permissions":
        ran = command("run", raw, "--out", "out", cwd=home, preexec_fn=ordinary_user)
        assert ran.returncode == 1, ran.stderr
    else:
        hakusho.run(raw, home / "out", cache=False, workers=0)
    found = outcomes(home / "out")
    if entry.path is not None:
        assert found[entry.path][0] == entry.outcome
    else:
        assert set(found) == {"良い文書.txt"}
    assert found["良い文書.txt"][0] == DONE
    for locked in raw.glob("鍵*"):
        locked.chmod(0o755)
    assert written_inside(home / "out")
    assert len(list((home / "out" / "records").rglob("*.json"))) >= sum(o == DONE for o, _ in found.values())


def test_a_file_that_changes_while_it_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hakusho.pipeline import workers

    raw = home / "raw"
    raw.mkdir()
    for name in ("変.txt", "無.txt", "良い文書.txt"):
        (raw / name).write_text(SENTENCE, "utf-8")
    real = workers.work

    def later(*arguments: object) -> object:
        (raw / "変.txt").write_text(SENTENCE + "追記。", "utf-8")
        (raw / "無.txt").unlink()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "work", later)
    hakusho.run(raw, home / "out", workers=0)
    found = {path: outcome for path, (outcome, _) in outcomes(home / "out").items()}
    assert found == {"変.txt": "changed", "無.txt": "unreadable", "良い文書.txt": DONE}
    monkeypatch.setattr(workers, "work", real)
    hakusho.run(raw, home / "out", workers=0)
    assert {path: outcome for path, (outcome, _) in outcomes(home / "out").items()} == {
        "変.txt": DONE,
        "良い文書.txt": DONE,
    }


def test_text_at_hand_with_half_a_character() -> None:
    with pytest.raises(RejectedDocument, match="lone surrogate"):
        hakusho.extract("両国は\ud800署名した。")


def test_links_in_the_output_are_not_followed(home: Path) -> None:
    (home / "raw").mkdir()
    (home / "raw" / "a.txt").write_text(SENTENCE, "utf-8")
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious.json").write_text("mine", "utf-8")
    (home / "out").mkdir()
    (home / "out" / "records").symlink_to(elsewhere)
    (home / "out" / "dates.parquet").symlink_to(elsewhere / "precious.json")
    hakusho.run(home / "raw", home / "out", cache=False)
    assert [p.name for p in elsewhere.iterdir()] == ["precious.json"]
    assert (elsewhere / "precious.json").read_text("utf-8") == "mine"
    assert len(hakusho.load(home / "out").documents) == 1


def test_an_output_inside_the_input_is_no_input(home: Path) -> None:
    (home / "raw").mkdir()
    (home / "raw" / "a.txt").write_text(SENTENCE, "utf-8")
    for _ in range(2):
        assert hakusho.run(home / "raw", home / "raw" / "out", cache=False).rejected == []
    with pytest.raises(HakushoError, match="name another folder"):
        hakusho.run(home / "raw", home / "raw", cache=False)
