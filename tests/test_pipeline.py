"""The whole way: every record leads back, two runs give the same bytes, bad input loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hakusho
from hakusho.errors import HakushoError

CHAPTER = (
    "第1節 漁業をめぐる外交\n\n05（平成17）年2月、外務大臣は豪州を訪問し、漁業協定に署名した。同協定は、同年5月に発効した。\n\n"
    "令 和 7 年 3 月 3 0 日、両大臣は、資源の管理を強化することで一致した。\n"
)


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # `.hakusho/` is made where one stands
    folder = tmp_path / "raw"
    (folder / "漁業").mkdir(parents=True)
    (folder / "漁業" / "第1節.txt").write_text(CHAPTER, encoding="utf-8")
    (folder / "sjis.txt").write_bytes(CHAPTER.replace("豪州", "ペルー").encode("cp932"))
    (folder / "meta.toml").write_text('["漁業/第1節"]\nreference_date = "2025-04"\ntitle = "漁業"\n', encoding="utf-8")
    (folder / "README.md").write_text("not a document", encoding="utf-8")
    (folder / ".hidden.txt").write_text("not a document", encoding="utf-8")
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("[!.]*") if p.is_file()}


def test_every_record_leads_back(raw: Path, tmp_path: Path) -> None:
    result = hakusho.run(raw, tmp_path / "out", cache=False)
    assert result.rejected == []
    assert result.passed_over == 3
    tables = hakusho.load(tmp_path / "out")
    texts = dict(zip(tables.documents.doc_id, tables.documents.text, strict=True))
    assert set(texts) == {"漁業/第1節", "sjis"}
    n = 0
    for name, table in tables.items():
        if name == "documents":
            continue
        for row in table.itertuples():
            assert texts[row.doc_id][row.start : row.end] == row.text
            n += 1
    assert n > 8
    assert tables.documents.set_index("doc_id").loc["漁業/第1節", "reference_source"] == "metadata"


def test_two_runs_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    hakusho.run(raw, tmp_path / "a", cache=False)
    hakusho.run(raw, tmp_path / "b", cache=True)
    hakusho.run(raw, tmp_path / "c", cache=True)
    hakusho.run(raw, tmp_path / "a", cache=False)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b") == snapshot(tmp_path / "c")


def test_bad_files_are_listed_and_the_rest_is_done(raw: Path, tmp_path: Path) -> None:
    (raw / "empty.txt").write_bytes(b"")
    (raw / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (raw / "noise.txt").write_bytes("署名".encode() + b"\xff\xfe\xfd\x81" * 9)
    (raw / "slides.pptx").write_bytes(b"PK\x03\x04")
    (raw / "twin.txt").write_text("条約", encoding="utf-8")
    (raw / "twin.md").write_text("条約", encoding="utf-8")
    result = hakusho.run(raw, tmp_path / "out", cache=False)
    assert result.documents == ["sjis", "漁業/第1節"]
    entries = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert {e["path"]: e["reason"] for e in entries} == {
        "empty.txt": "empty",
        "image.txt": "binary",
        "noise.txt": "undecodable",
        "slides.pptx": "unsupported",
        "twin.md": "duplicate",
        "twin.txt": "duplicate",
    }
    assert "twin.txt" in next(e["message"] for e in entries if e["path"] == "twin.md")


def test_what_left_the_input_leaves_the_output(raw: Path, tmp_path: Path) -> None:
    hakusho.run(raw, tmp_path / "out", cache=False)
    (raw / "sjis.txt").unlink()
    hakusho.run(raw, tmp_path / "out", cache=False)
    assert list(hakusho.load(tmp_path / "out").documents.doc_id) == ["漁業/第1節"]
    assert not list((tmp_path / "out" / "records").glob("sjis*"))


def test_a_missing_folder_and_a_missing_out_are_one_line(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(HakushoError, match="no such file or folder"):
        hakusho.run(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(HakushoError, match="--out"):
        hakusho.run(raw)


def test_a_mixture_of_two_runs_is_refused(raw: Path, tmp_path: Path) -> None:
    hakusho.run(raw, tmp_path / "a", cache=False)
    (raw / "sjis.txt").unlink()
    hakusho.run(raw, tmp_path / "b", cache=False)
    (tmp_path / "a" / "dates.parquet").write_bytes((tmp_path / "b" / "dates.parquet").read_bytes())
    with pytest.raises(HakushoError, match=r"dates\.parquet"):
        hakusho.load(tmp_path / "a")


def test_an_edit_above_moves_no_identity(tmp_path: Path) -> None:
    before = hakusho.extract(CHAPTER, reference_date="2025")
    after = hakusho.extract("はじめに、全体を概観する。\n\n" + CHAPTER, reference_date="2025")
    for table in ("dates", "agreements", "commitments"):
        assert {r.record_id for r in before[table]} == {r.record_id for r in after[table]}


def test_a_long_line_without_breaks_is_cut_for_sudachi() -> None:
    records = hakusho.extract("協力" * 30_000 + "。令和6年5月に署名した。")
    assert [r.text for r in records["dates"]] == ["令和6年5月"]


def test_an_unchanged_input_is_not_done_again(raw: Path, tmp_path: Path) -> None:
    first = hakusho.run(raw, tmp_path / "out")
    before = snapshot(tmp_path / "out")
    second = hakusho.run(raw, tmp_path / "out")
    assert (first.unchanged, first.processed) == (False, 2)
    assert (second.unchanged, second.processed) == (True, 0)
    assert (second.counts, second.documents, second.set_aside) == (first.counts, first.documents, first.set_aside)
    (raw / "sjis.txt").write_text(CHAPTER.replace("豪州", "チリ"), encoding="utf-8")
    third = hakusho.run(raw, tmp_path / "out")
    assert (third.unchanged, third.processed) == (False, 1)
    (raw / "sjis.txt").write_bytes(CHAPTER.replace("豪州", "ペルー").encode("cp932"))
    hakusho.run(raw, tmp_path / "out")
    assert snapshot(tmp_path / "out") == before


def test_a_damaged_output_is_made_again(raw: Path, tmp_path: Path) -> None:
    hakusho.run(raw, tmp_path / "out")
    before = snapshot(tmp_path / "out")
    (tmp_path / "out" / "dates.parquet").unlink()
    assert not hakusho.run(raw, tmp_path / "out").unchanged
    assert snapshot(tmp_path / "out") == before


def test_workers_change_no_byte(raw: Path, tmp_path: Path) -> None:
    hakusho.run(raw, tmp_path / "a", cache=False, workers=0)
    hakusho.run(raw, tmp_path / "b", cache=False, workers=2)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")


def test_a_second_run_on_one_folder_leaves(raw: Path, tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "out").mkdir()
    with FileLock(tmp_path / "out" / ".lock"), pytest.raises(HakushoError, match="another run"):
        hakusho.run(raw, tmp_path / "out", cache=False)


@pytest.mark.slow
def test_a_large_document_is_tagged_in_parts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By all workers at a time; and when only the rules have changed, by none: its pieces are not prepared for that."""
    from hakusho.pipeline import workers
    from hakusho.read.files import find

    folder = tmp_path / "raw"
    folder.mkdir()
    lines = [f"{1900 + n}年5月に第{n}回の会合が開かれた。\n\n" for n in range(120)]
    (folder / "large.txt").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(workers, "_PART", 2_000)
    files, _ = find(folder)
    handed: list[int] = []

    def tasks(*arguments: object) -> object:
        found = list(told(*arguments))  # type: ignore[arg-type]
        handed.append(len(found))
        return found

    told = workers._tasks
    monkeypatch.setattr(workers, "_tasks", tasks)
    cache = tmp_path / "pieces.sqlite"
    first, second = (list(workers.work(files, {}, cache, 1)) for _ in range(2))
    assert handed[0] > 3
    assert handed[1] == 1
    assert first[0].packed is not None
    assert first[0].packed == second[0].packed


def test_a_table_whose_columns_nothing_names_is_told_of(raw: Path, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n},100</td><td>{n},2{n}0</td></tr>" for n, name in enumerate("甲乙丙丁", 1)
    )
    (raw / "headless.html").write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    result = hakusho.run(raw, tmp_path / "out", cache=False)
    told = [w["message"] for w in result.warnings if w["doc_id"] == "headless"]
    assert [message.partition("): ")[2] for message in told] == ["its columns have no headers that could be read"]
