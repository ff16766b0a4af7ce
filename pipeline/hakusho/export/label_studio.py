"""Label Studio: the documents as tasks, the records as predictions to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hakusho.export.docbin import SPAN_LABELS
from hakusho.export.passages import Placed, by_document, placed
from hakusho.export.tables import aside
from hakusho.results.frames import load
from hakusho.results.stored import Stored

SIZE = 1_500  # characters of a task: a page, more or less

_COLOURS = {"dates": "#2F6DB5", "people": "#B5532F", "agreements": "#2F8F5B", "commitments": "#8B4FA8"}
_CONFIG = """<View>
  <Header value="$doc_id"/>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"""

Span = tuple[str, str, int, int]  # type, record_id, start and end in the document's text


def write(extracted: Path, out: Path) -> None:
    """A folder with `tasks.json`, to import, and `config.xml`, the labelling interface that fits it.

    A task is a stretch of a document, cut between sentences and never within a record; `data.start` is its place in the
    document's text. Offsets are in code points, as Label Studio counts them.
    """
    extraction, stored = load(extracted), Stored(extracted)
    records = {table: by_document(extraction[table][["doc_id", "record_id", "start", "end"]]) for table in SPAN_LABELS}
    tasks: list[dict[str, Any]] = []
    for document in placed(stored.document(doc_id) for doc_id in sorted(stored.column("documents", "doc_id"))):
        spans = [
            (table, *row)
            for table, by_doc in records.items()
            if document.document.doc_id in by_doc
            for row in by_doc[document.document.doc_id][["record_id", "start", "end"]].itertuples(
                index=False, name=None
            )
        ]
        tasks += _tasks(document, spans)
    out.mkdir(parents=True, exist_ok=True)
    part = aside(out / "tasks.json")
    part.write_bytes((json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    part.replace(out / "tasks.json")
    labels = "\n".join(f'    <Label value="{name}" background="{colour}"/>' for name, colour in _COLOURS.items())
    (out / "config.xml").write_text(_CONFIG.format(labels=labels), encoding="utf-8")


def _tasks(document: Placed, spans: list[Span]) -> Iterator[dict[str, Any]]:
    text = document.document.text
    for start, end in _stretches(document, spans):
        inside = sorted((span for span in spans if start <= span[2] < end), key=lambda span: (span[2], span[3]))
        yield {
            "data": {"text": text[start:end], "doc_id": document.document.doc_id, "start": start},
            "predictions": [
                {
                    "model_version": f"hakusho {version('hakusho')}",
                    "result": [_region(span, start, text) for span in inside],
                }
            ],
        }


def _stretches(document: Placed, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """The document cut where a passage begins, about SIZE characters each, where no record runs over the cut."""
    crossed = {at for _, _, start, end in spans for at in range(start + 1, end)}
    start = 0
    for cut in sorted({passage.start for passage in document.passages}):
        if cut - start >= SIZE and cut not in crossed:
            yield start, cut
            start = cut
    if document.document.text[start:].strip():
        yield start, len(document.document.text)


def _region(span: Span, start: int, text: str) -> dict[str, Any]:
    table, record_id, first, last = span
    value = {"start": first - start, "end": last - start, "text": text[first:last], "labels": [table]}
    return {"id": record_id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}
