"""The records as spans: read by spaCy, drawn by displaCy, and as Label Studio takes them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

import hakusho
from hakusho.export import export

TYPES = ("dates", "people", "agreements", "commitments")


@pytest.fixture(scope="module")
def docs(extracted: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Doc]:
    folder = export(extracted, "spacy", tmp_path_factory.mktemp("spacy"))
    return list(DocBin().from_disk(folder / "records.spacy").get_docs(spacy.blank("ja").vocab))


@pytest.mark.parametrize("table", TYPES)
def test_spacy_reads_every_record_as_a_span(docs: list[Doc], extracted: Path, table: str) -> None:
    known = hakusho.load(extracted)[table].set_index("record_id")
    spans = {span.id_: span for doc in docs for span in doc.spans[table]}
    assert set(spans) == set(known.index)
    for record_id, span in spans.items():
        kind, start, end = span.doc.user_data["offsets"][record_id]
        assert kind == table and span.start_char <= start < end <= span.end_char
        assert span.doc.user_data["doc_id"] == known.loc[record_id, "doc_id"]
        if table == "dates":
            assert span.label_ == known.loc[record_id, "type"]
        if table == "people":
            assert span.doc.text[start:end].replace(" ", "") == known.loc[record_id, "name"]


def test_displacy_draws_them(docs: list[Doc]) -> None:
    doc = next(doc for doc in docs if len(doc.spans["dates"]))
    page = displacy.render(doc, style="span", options={"spans_key": "dates"}, jupyter=False)
    assert doc.spans["dates"][0].label_ in page and doc.spans["dates"][0][0].text in page


def test_the_readme_is_run(extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = export(extracted, "spacy", tmp_path)
    code = (folder / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(folder)
    printed: list[tuple[str, ...]] = []
    exec(compile(code, "README.md", "exec"), {"print": lambda *words: printed.append(words)})
    assert len(printed) == len(hakusho.load(extracted).dates)


def test_label_studio_tasks_hold_every_record_in_place(extracted: Path, tmp_path: Path) -> None:
    folder = export(extracted, "label-studio", tmp_path)
    tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
    tables = hakusho.load(extracted)
    texts = dict(zip(tables.documents["doc_id"], tables.documents["text"], strict=True))
    config = ElementTree.parse(folder / "config.xml").getroot()
    labels = {label.get("value") for label in config.iter("Label")}
    control, text = config.find("Labels"), config.find("Text")
    assert control is not None and text is not None
    found: Counter[str] = Counter()
    for task in tasks:
        data = task["data"]
        assert texts[data["doc_id"]][data["start"] :].startswith(data["text"])
        for region in task["predictions"][0]["result"]:
            value = region["value"]
            assert data["text"][value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= labels
            assert (region["from_name"], region["to_name"]) == (control.get("name"), text.get("name"))
            found.update(value["labels"])
    assert found == {table: len(tables[table]) for table in TYPES}
    for doc_id, whole in texts.items():
        parts = [t["data"]["text"] for t in tasks if t["data"]["doc_id"] == doc_id]
        assert whole.startswith("".join(parts)) and not whole[len("".join(parts)) :].strip()
