"""An evaluation over whole folders: figures that were counted by hand, and those of the project's own scorer."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_up import write_made_up
from rich.console import Console

from hakusho.compare.cells import compare_cells
from hakusho.compare.evaluate import ALL_MEASURES, evaluate, measure_name
from hakusho.compare.gold import GoldDocument, load_gold
from hakusho.compare.report import as_json, print_evaluation
from hakusho.errors import HakushoError

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
TEXTS = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "raw").iterdir() if p.suffix in (".md", ".txt")}
SCORER = next((p for folder in ROOT.parents[:2] if (p := folder / "shared" / "score.py").is_file()), None)

TEXT = "令和6年7月に署名し、同年8月に発効した。令和7年に改めて会う。"
ITEMS = [
    {"text": "令和6年7月", "start": 0, "end": 6, "type": "DATE", "value": "2024-07"},
    {"text": "同年8月", "start": 11, "end": 15, "type": "DATE", "value": "2024-08"},
    {"text": "令和7年", "start": 21, "end": 25, "type": "DATE", "value": "2025"},
]


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """Three dates asked for; found are one right, one with a wrong value, and one where nothing is."""
    gold, asked = tmp_path / "gold", tmp_path / "asked"
    for folder, items in (
        (gold, ITEMS),
        (asked, [ITEMS[0], {**ITEMS[1], "value": "2023-08"}, {**ITEMS[2], "text": "会う", "start": 29, "end": 31}]),
    ):
        folder.mkdir()
        lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
        (folder / "会談.dates.jsonl").write_text(lines, encoding="utf-8")
    write_made_up(tmp_path / "extracted", asked, {"会談": TEXT}, folder="農水省/")
    return tmp_path / "extracted", gold


def test_figures_counted_by_hand(small: tuple[Path, Path]) -> None:
    result = evaluate(*small)
    assert list(result.scores) == ["dates:found", "dates:exact span", "dates:value"]
    found, value = result.scores["dates:found"], result.scores["dates:value"]
    assert (found.right, found.found, found.gold) == (2, 3, 3)
    assert value.as_json() == {"p": 0.3333, "r": 0.3333, "f1": 0.3333, "tp": 1, "pred": 3, "gold": 3}


def test_errors_are_listed_with_their_sentence(small: tuple[Path, Path]) -> None:
    errors = evaluate(*small, errors="dates").errors
    assert errors is not None
    assert [m.item.text for m in errors.misses] == ["同年8月", "令和7年"]
    assert [r.text for r in errors.misses[0].instead] == ["同年8月"]
    assert errors.misses[0].context.marked() == "令和6年7月に署名し、⟦同年8月⟧に発効した。"
    assert [e.record.text for e in errors.extras] == ["同年8月", "会う"]
    console = Console(record=True, width=200, file=io.StringIO())
    print_evaluation(console, evaluate(*small, errors="dates:value"))
    printed = console.export_text()
    assert "missed 会談:11  令和6年7月に署名し、⟦同年8月⟧に発効した。" in printed
    assert "wanted type=DATE  value=2024-08" in printed
    assert "found  type=DATE  value=2023-08" in printed
    assert "extra 会談:29" in printed


def test_json_has_scores_and_errors(small: tuple[Path, Path]) -> None:
    out = json.loads(json.dumps(as_json(evaluate(*small, errors="dates:value"))))
    assert out["scores"]["dates:found"]["tp"] == 2
    assert out["missed"][0]["gold"]["value"] == "2024-08"
    assert out["missed"][0]["found"][0]["value"] == "2023-08"
    assert len(out["extra"]) == 2


def test_only_what_was_annotated_is_scored(small: tuple[Path, Path]) -> None:
    extracted, gold = small
    (gold / "会談.scope.json").write_text('{"start": 0, "end": 20}', encoding="utf-8")
    (gold / "会談.dates.jsonl").write_text(json.dumps(ITEMS[0], ensure_ascii=False) + "\n\n", encoding="utf-8")
    score = evaluate(extracted, gold).scores["dates:found"]
    assert (score.right, score.found, score.gold) == (1, 2, 1)


def test_a_document_that_was_not_extracted_is_missed_and_named(small: tuple[Path, Path]) -> None:
    extracted, gold = small
    (gold / "別.dates.jsonl").write_text(json.dumps(ITEMS[0], ensure_ascii=False), encoding="utf-8")
    result = evaluate(extracted, gold, errors="dates:found")
    assert result.absent == ["別"]
    assert result.scores["dates:found"].gold == 4
    assert evaluate(extracted, gold, docs=["会談"]).absent == []


def test_gold_made_into_records_is_all_right(tmp_path: Path) -> None:
    write_made_up(tmp_path, GOLD, TEXTS)
    result = evaluate(tmp_path, GOLD)
    assert list(result.scores) == list(ALL_MEASURES)
    spans = {name: score.f1 for name, score in result.scores.items() if not name.startswith("tables")}
    assert set(spans.values()) == {1.0}
    assert result.scores["tables:numeric cells full paths"].f1 == 1.0


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_scorer(tmp_path: Path, seed: int) -> None:
    if SCORER is None:
        pytest.skip("the scorer (shared/score.py) is not beside this checkout")
    gold = _loosened(tmp_path / "gold", seed)
    write_made_up(tmp_path / "extracted", gold, TEXTS, seed=seed, folder="部/" if seed % 2 else "")
    ran = subprocess.run(
        [sys.executable, str(SCORER), str(tmp_path / "extracted"), str(gold)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    theirs = json.loads(ran.stdout.splitlines()[-1])
    ours = as_json(evaluate(tmp_path / "extracted", gold))["scores"]
    assert ours == theirs
    assert 0.2 < min(s["f1"] for s in ours.values()) < max(s["f1"] for s in ours.values()) < 1.0


def _loosened(folder: Path, seed: int) -> Path:
    """The gold with open items and alternatives strewn in, and a document annotated only in its beginning."""
    folder.mkdir()
    chance = random.Random(seed)
    for path in sorted(GOLD.glob("*.json*")):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            items = [json.loads(line) for line in text.split("\n") if line]
            text = "".join(json.dumps(_loosen(x, items, chance), ensure_ascii=False) + "\n" for x in items)
        else:
            tables = json.loads(text)
            for cell in (c for t in tables for c in t["cells"]):
                if chance.random() < 0.1:
                    cell["optional"] = True
                if chance.random() < 0.1:
                    cell["col_headers_alt"] = chance.choice([["別の列"], [["別の列"], ["列"]]])
            text = json.dumps(tables, ensure_ascii=False)
        (folder / path.name).write_text(text, encoding="utf-8")
    (folder / "treaty_history.scope.json").write_text('{"start": 60, "end": 700}', encoding="utf-8")
    return folder


def _loosen(item: dict[str, Any], items: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    item = dict(item)
    if chance.random() < 0.15:
        item[chance.choice(["borderline", "outside_list", "optional"])] = "why"
    for name in [k for k in item if k in ("value", "name", "title", "act", "date", "parties", "full_name", "text")]:
        if chance.random() < 0.15:
            others = [x.get(name) for x in chance.sample(items, min(2, len(items)))]
            others = [x for x in others if x is not None]
            if others:
                item[f"{name}_alt"] = chance.choice([others, others[0]])
    return item


def _cells(doc: str, *cells: dict[str, Any], **table: Any) -> GoldDocument:
    return GoldDocument(doc, tables=[{"cells": list(cells), **table}])


def test_cells_without_content_and_optional_ones_are_not_asked_for() -> None:
    one = {"row_headers": ["計"], "col_headers": ["人数"], "value": 12}
    empty = {"row_headers": ["計"], "col_headers": ["備考"], "text": ""}
    open_cell = {"row_headers": ["計"], "col_headers": ["比"], "value": 5, "optional": True}
    cells = compare_cells([_cells("d", one, empty, open_cell)], {})
    assert sum(cells.gold.values()) == 1
    assert sum(compare_cells([_cells("d", one, optional=True)], {}).gold.values()) == 0


def test_a_row_of_brackets_costs_nothing() -> None:
    cell = {"row_headers": [], "col_headers": [], "text": "<" * 200_000}
    assert sum(compare_cells([_cells("d", cell)], {}).gold.values()) == 1


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("dates", "dates:value"), ("Commitments", "commitments:full"), ("tables", "tables:cells full paths")],
)
def test_a_type_stands_for_its_strictest_measure(asked: str, meant: str) -> None:
    assert measure_name(asked) == meant


def test_mistakes_are_named(tmp_path: Path, small: tuple[Path, Path]) -> None:
    extracted, gold = small
    with pytest.raises(HakushoError, match="did you mean dates:value"):
        evaluate(extracted, gold, errors="dates:valu")
    with pytest.raises(HakushoError, match="there is no gold of 別"):
        evaluate(extracted, gold, docs=["別"])
    with pytest.raises(HakushoError, match="there is no gold in it"):
        load_gold(extracted)
    with pytest.raises(HakushoError, match="no such folder"):
        load_gold(tmp_path / "nowhere")
    (gold / "悪.dates.jsonl").write_text('{"start": 1, "end": 2}\n{"text"', encoding="utf-8")
    with pytest.raises(HakushoError, match=r"悪\.dates\.jsonl:2"):
        load_gold(gold)
