"""A small extraction with every kind of overlap, and a document that means harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hakusho.records import TABLES, DocumentRecords, Record
from hakusho.write.extraction import write_extraction
from plain_document import document

Spec = tuple[str, str, dict[str, Any]]

HOSTILE = (
    '<script>alert("x")</script>"\' onmouseover=alert(1) 令和6年7月、</span></a><!-- {{ 7*7 }} {% raw %}\n'
    "</style><img src=x onerror=alert(1)>三田村浩一大臣は、&lt;漁業協定&gt;に署名した。\x1b[31m\u2028\n\n"
    "両大臣は、令和7年から港の安全を高めることで一致\nした。</script><script>alert(2)</script>\n"
)
HOSTILE_RECORDS: list[Spec] = [
    ("dates", "令和6年7月", {"type": "DATE", "value": '2024-07"><script>alert(3)</script>'}),
    ("people", "三田村浩一", {"name": "三田村浩一", "person_id": "p", "full_name": "<b>三田村</b>", "title": "大臣"}),
    (
        "agreements",
        "&lt;漁業協定&gt;に",
        {"name": "</script>", "agreement_id": "a", "kind": "agreement", "act": "signed", "date_id": "dates0"},
    ),
    ("dates", "令和7年", {"type": "DATE", "value": "2025", "anchor_id": "dates0"}),
    (
        "commitments",
        "一致\nした",
        {"act": "agreed", "actor": "両大臣", "parties": ["JP"], "content": "令和7年から港の安全を高めること"},
    ),
    ("agreements", "漁業協定", {"name": "漁業協定", "agreement_id": "b", "kind": "agreement", "act": "concluded"}),
    ("discarded", "協定", {"type": "agreements", "reason": "overlap", "winner_id": "agreements5", "detail": "<i>"}),
]


def make(out: Path, text: str, specs: list[Spec], doc_id: str = "会談") -> Path:
    """An extraction of one document; records are named by type and number, a surface is where it stands first."""
    records: dict[str, list[Record]] = {}
    for n, (table, surface, fields) in enumerate(specs):
        start = text.index(surface)
        if table == "commitments" and fields.get("content"):
            begin = text.index(fields["content"])
            fields = {**fields, "content_start": begin, "content_end": begin + len(fields["content"])}
        common = {
            "record_id": f"{table}{n}",
            "doc_id": doc_id,
            "start": start,
            "end": start + len(surface),
            "text": surface,
            "section": ["第1節"],
            "sentence": surface.replace("\n", ""),
            "rule": f"{table}.made_up",
        }
        row = TABLES[table].model_validate({**common, **fields})
        assert isinstance(row, Record)
        records.setdefault(table, []).append(row)
    plain = document(doc_id, text, source_url="javascript:alert(4)")
    write_extraction(out, [DocumentRecords(plain, records)], [], {})
    return out


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return make(tmp_path / "hostile", HOSTILE, HOSTILE_RECORDS)


@pytest.fixture
def make_extraction(tmp_path: Path) -> Callable[[str, list[Spec]], Path]:
    return lambda text, specs: make(tmp_path / "made", text, specs)


@pytest.fixture
def hostile_text() -> str:
    return HOSTILE
