"""A spaCy DocBin: every sentence a Doc, the records in it as spans by their type."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from hakusho.export.passages import Placed, by_document, placed
from hakusho.export.tables import aside
from hakusho.results.frames import load
from hakusho.results.stored import Stored

SPAN_LABELS = {"dates": "type", "people": None, "agreements": "act", "commitments": "act"}
"""The types that are spans, and the field whose value is a span's label; a person is a PERSON."""

_README = """# Records of hakusho as spaCy spans

`records.spacy` is a DocBin. Every sentence, heading, caption and cell of the documents is a Doc, in reading order, cut
into words as `spacy.blank("ja")` does.

```python
import spacy
from spacy.tokens import DocBin

nlp = spacy.blank("ja")
for doc in DocBin().from_disk("records.spacy").get_docs(nlp.vocab):
    for span in doc.spans["dates"]:  # dates, people, agreements, commitments
        print(span.text, span.label_, span.id_)
```

The label of a date is its TIMEX3 type, of an agreement or a commitment its act, of a person PERSON; `span.id_` is the
record_id. A span covers whole words; the exact characters are in `doc.user_data["offsets"][record_id]`, as
(type, start, end) in `doc.text`. `doc.user_data` has `doc_id`, `start` and `end` (of the sentence, in the document's
text) and `section`.

To train on it: `spancat` with `spans_key = "dates"`, this file under `paths.train`. To look at it:
`spacy.displacy.serve(doc, style="span", options={"spans_key": "dates"})`.
"""


def write(extracted: Path, out: Path) -> None:
    """A folder with `records.spacy` and a README that says how to read it."""
    import spacy

    extraction, stored = load(extracted), Stored(extracted)
    nlp = spacy.blank("ja")
    found = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    records = {}
    for table, field in SPAN_LABELS.items():
        frame = extraction[table]
        labels = frame[field].astype(str) if field else "PERSON"
        records[table] = by_document(frame[["doc_id", "record_id", "start", "end"]].assign(label=labels))
    for document in placed(stored.document(doc_id) for doc_id in sorted(stored.column("documents", "doc_id"))):
        doc_id = document.document.doc_id
        spans = [
            (table, *row)
            for table, by_doc in records.items()
            if doc_id in by_doc
            for row in by_doc[doc_id][["record_id", "start", "end", "label"]].itertuples(index=False, name=None)
        ]
        for doc in _docs(nlp, document, spans):
            found.add(doc)
    out.mkdir(parents=True, exist_ok=True)
    part = aside(out / "records.spacy")
    found.to_disk(part)
    part.replace(out / "records.spacy")
    (out / "README.md").write_text(_README, encoding="utf-8")


def _docs(nlp: Language, document: Placed, spans: list[tuple[str, str, int, int, str]]) -> list[Doc]:
    docs = []
    for passage in document.passages:
        doc = nlp.make_doc(passage.text.encode("utf-8", "replace").decode("utf-8"))
        doc.user_data = {
            "doc_id": passage.doc_id,
            "start": passage.start,
            "end": passage.end,
            "section": list(passage.section),
            "offsets": {},
        }
        for table in SPAN_LABELS:
            doc.spans[table] = []
        docs.append(doc)
    first = document.passages[0].passage_id if document.passages else 0
    for table, record_id, start, end, label in spans:
        if (place := document.place(start, end)) is None:
            continue
        passage, begin, stop = place
        doc = docs[passage.passage_id - first]
        span = doc.char_span(begin, stop, label=label, span_id=record_id, alignment_mode="expand")
        if span is not None:
            doc.spans[table].append(span)
            doc.user_data["offsets"][record_id] = (table, begin, stop)
    return docs
