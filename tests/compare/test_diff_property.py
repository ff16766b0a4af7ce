"""For any two extractions: the changes make the one out of the other, and mirrored they make the other out of the one."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import Held, document, made

from hakusho.compare.as_json import as_json
from hakusho.compare.changes import compare
from hakusho.records import RECORD_TYPES, DocumentRecords, RecordIds

SENTENCES = (
    "令和6年7月に署名した。",
    "令和6年8月に署名した。",
    "同協定は、同年8月に発効した。",
    "三田村大臣と北見大臣が会談した。",
    "三田村大臣が北見大臣と改めて会談した。",
    "、",
)
SPAN_TYPES = ("dates", "people", "agreements", "commitments", "discarded")
FIELDS: dict[str, dict[str, list[Any]]] = {
    "dates": {"value": ["2024", "2024-08", None], "mod": [None, "END"], "rule": ["dates.a", "dates.b"]},
    "people": {"title": [None, "大臣"], "person_id": ["x", "y"]},
    "agreements": {"act": ["signed", "concluded"], "parties": [[], ["JP", "US"]]},
    "commitments": {"act": ["agreed", "stated"], "content": [None, "管理"]},
    "discarded": {"rule": ["dates.a", "dates.b"], "winner_id": [None, "z"]},
}


@st.composite
def parts(draw: st.DrawFn, doc_id: str) -> DocumentRecords:
    """A document of a few sentences, some more than once, with records anywhere in them, doubled and overlapping."""
    lines = draw(st.lists(st.sampled_from(SENTENCES), max_size=5))
    ids, at = RecordIds(doc_id), 0
    records: dict[str, list[Any]] = {t.table: [] for t in RECORD_TYPES}
    for line in lines:
        spans = st.tuples(st.integers(0, len(line) - 1), st.integers(1, 4), st.sampled_from(SPAN_TYPES))
        for first, length, table in sorted(draw(st.lists(spans, max_size=4))):
            fields = {name: draw(st.sampled_from(values)) for name, values in FIELDS[table].items()}
            if table == "dates" and records["dates"] and draw(st.booleans()):
                fields["anchor_id"] = draw(st.sampled_from(records["dates"])).record_id
            surface = line[first : first + length]
            records[table].append(made(ids, doc_id, table, line, surface, at + first, fields))
        if draw(st.booleans()):
            _add_table(draw, ids, doc_id, line, at, records)
        at += len(line) + 1
    for rows in records.values():
        rows.sort(key=lambda record: (record.start, record.end, record.record_id))
    return DocumentRecords(document(doc_id, "\n".join(lines)), records)


def _add_table(draw: st.DrawFn, ids: RecordIds, doc_id: str, line: str, at: int, records: dict[str, list[Any]]) -> None:
    table_id = ids.next("tables.table_id", "", "", [])
    caption = draw(st.sampled_from([None, "採用の状況", "採用の見込み"]))
    size = {"format": "html", "n_rows": 1, "n_cols": 1, "numeric": False}
    records["tables"].append(
        made(ids, doc_id, "tables", line, line, at, {"table_id": table_id, "caption": caption, **size})
    )
    for n in range(draw(st.integers(0, 2))):
        head = draw(st.sampled_from(["陸上", "海上"]))
        fields = {"table_id": table_id, "row_headers": [head], "row": n, "value": draw(st.sampled_from([None, 1.5]))}
        surface = line[: draw(st.integers(0, 2))]
        records["table_cells"].append(made(ids, doc_id, "table_cells", surface, surface, at, fields))


@st.composite
def extractions(draw: st.DrawFn) -> Held:
    return Held(draw(parts(doc_id)) for doc_id in draw(st.sets(st.sampled_from(["甲", "乙"]), max_size=2)))


def rows(side: Held) -> dict[tuple[str, str], Any]:
    return {(t.table, r.record_id): r.model_dump(mode="json") for t in RECORD_TYPES for r in side.records(t.table)}


def applied(old: dict[tuple[str, str], Any], told: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """The old rows with the changes of the JSON report."""
    now, arrived = dict(old), {}
    for change in told["changes"]:
        table = change["type"]
        if table == "documents":
            continue
        if "old" in change:
            assert now.pop((table, change["old"]["record_id"])) == change["old"]
        if "new" in change:
            arrived[table, change["new"]["record_id"]] = change["new"]
        if "fields" in change:
            row = dict(now.pop((table, change.get("old_record_id", change["record_id"]))))
            for name, (before, after) in change["fields"].items():
                assert row[name] == before != after
                row[name] = after
            arrived[table, change["record_id"]] = row
    assert not now.keys() & arrived.keys()
    return now | arrived


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(extractions(), extractions())
def test_the_changes_make_the_new_out_of_the_old(old: Held, new: Held) -> None:
    told = json.loads(json.dumps(as_json(compare(old, new), ("old", "new"))))
    assert applied(rows(old), told) == rows(new)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(extractions(), extractions())
def test_mirrored_the_signs_are_swapped(old: Held, new: Held) -> None:
    forth, back = (as_json(compare(*sides), ("", "")) for sides in ((old, new), (new, old)))

    def mirrored(figures: dict[str, int]) -> dict[str, int]:
        return {**figures, "gained": figures["lost"], "lost": figures["gained"]}

    assert forth["types"] == {name: mirrored(figures) for name, figures in back["types"].items()}
    assert forth["fields"] == back["fields"]
    sentences = back["sentences"]
    swapped = {"new": sentences.get("dropped"), "dropped": sentences.get("new"), "reworded": sentences.get("reworded")}
    assert forth["sentences"] == {kind: n for kind, n in swapped.items() if n}


@settings(max_examples=50, deadline=None)
@given(extractions())
def test_an_extraction_and_itself_differ_in_nothing(side: Held) -> None:
    assert compare(side, side).documents == ()
