"""An extraction with two editions, an instrument told of twice, a date no calendar has, and a document that means harm."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from hakusho.records import TABLES, Document, DocumentRecords, Record
from hakusho.write.extraction import write_extraction

Spec = tuple[str, str, dict[str, Any]]

TREATY = {"name": "日星漁業条約", "agreement_id": "日星漁業条約", "kind": "treaty", "parties": ["JP", "SG"]}
OLD = "平成30年の漁業である。日星漁業条約に2017年7月3日に署名した。両大臣は資源の管理で一致した。"
NEW = "令和5年の漁業である。日星漁業条約は2017年に署名され、2019年に発効した。両大臣は協力を確認した。4月31日に閉じた。"
HARM = '<script>alert(1)</script>「]]><b>&amp;"協定\x1b[31m」に署名した。</style><img src=x onerror=alert(2)>三田村が述べた。'
OLD_RECORDS: list[Spec] = [
    ("agreements", "日星漁業条約", {**TREATY, "act": "signed", "date": "2017-07-03"}),
    (
        "commitments",
        "一致した",
        {"act": "agreed", "parties": ["JP", "SG"], "meeting": "漁業大臣会談", "date": "2017-07-03", "place": "東京"},
    ),
]
NEW_RECORDS: list[Spec] = [
    ("agreements", "日星漁業条約", {**TREATY, "act": "signed", "date": "2017"}),
    ("agreements", "日星漁業条約", {**TREATY, "act": "entered_into_force", "date": "2019"}),
    ("commitments", "確認した", {"act": "confirmed", "parties": ["JP", "SG"]}),
    ("dates", "4月31日", {"type": "DATE", "value": None}),
]
HARM_RECORDS: list[Spec] = [
    (
        "agreements",
        '<b>&amp;"協定',
        {
            "name": '</text><script>alert(3)</script>"',
            "agreement_id": "x",
            "kind": "agreement",
            "act": "signed",
            "date": "2024",
        },
    ),
    ("people", "三田村", {"name": "三田村", "title": '"><script>', "person_id": "p", "full_name": "<img src=y>三田村"}),
    ("commitments", "述べた", {"act": "stated", "meeting": "</a><script>会談", "date": "2024-05"}),
    ("discarded", "協定", {"type": "agreements", "reason": "overlap", "winner_id": None, "detail": "<i>"}),
]


def documented(doc_id: str, text: str, specs: list[Spec], **about: str | None) -> DocumentRecords:
    """A document with its records; a surface stands where it is first."""
    records: dict[str, list[Record]] = {}
    for n, (table, surface, fields) in enumerate(specs):
        start = text.index(surface)
        sentence = next(s for s in text.split("。") if surface in s) + "。"
        common = {
            "record_id": f"{doc_id}{n}",
            "doc_id": doc_id,
            "start": start,
            "end": start + len(surface),
            "text": surface,
            "section": ["第1節"],
            "sentence": sentence,
            "rule": f"{table}.made_up",
        }
        row = TABLES[table].model_validate({**common, **fields})
        assert isinstance(row, Record)
        records.setdefault(table, []).append(row)
    empty = dict.fromkeys(("encoding", "reference_date", "reference_source", "source_url", "license", "n_pages"))
    document = Document.model_validate(
        {
            "doc_id": doc_id,
            "path": f"{doc_id}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "media_type": "text/plain",
            "n_chars": len(text),
            "text": text,
            **empty,
            **dict.fromkeys(("title", "publisher", "published", "edition")),
            **about,
        }
    )
    return DocumentRecords(document, records)


@pytest.fixture
def extracted(tmp_path: Path) -> Path:
    out = tmp_path / "extracted"
    documents = [
        documented(
            "old", OLD, OLD_RECORDS, title="漁業白書 第1章", publisher="水産庁", published="2018", edition="平成30年版"
        ),
        documented("new", NEW, NEW_RECORDS, title="漁業白書 第1章", publisher="水産庁", published="2023"),
        documented("harm", HARM, HARM_RECORDS, title="<b>題</b>"),
    ]
    write_extraction(out, documents, [{"path": "a<b>.pdf", "reason": "unreadable", "message": "<script>"}], {})
    return out
