"""Extractions written by hand, without a model, and a server over them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hakusho.records import TABLES, Document, DocumentRecords, Record, RecordIds
from hakusho.write.extraction import write_extraction

TEXT = (
    "第1節 水産をめぐる外交\n\n"
    "平成17年2月、上田一郎外務大臣は豪州を訪問し、日豪漁業協定に署名した。同協定は、同年5月に発効した。\n\n"
    "令和6年3月30日、両大臣は、資源の管理を強化することで一致した。次回は横浜で夏至の頃に開く。\n"
)
FOUND: list[tuple[str, str, dict[str, Any]]] = [
    ("dates", "平成17年2月", {"type": "DATE", "value": "2005-02", "calendar": "era", "resolution": "era"}),
    ("dates", "同年5月", {"type": "DATE", "value": "2005-05", "resolution": "anaphoric"}),
    ("dates", "令和6年3月30日", {"type": "DATE", "value": "2024-03-30", "calendar": "era", "resolution": "era"}),
    (
        "people",
        "上田一郎",
        {"name": "上田一郎", "full_name": "上田一郎", "title": "外務大臣", "country": "JP", "person_id": "p"},
    ),
    ("agreements", "日豪漁業協定", {"name": "日豪漁業協定", "kind": "agreement", "act": "signed", "agreement_id": "a"}),
    (
        "agreements",
        "同協定",
        {"name": "日豪漁業協定", "kind": "agreement", "act": "entered_into_force", "agreement_id": "a"},
    ),
    (
        "commitments",
        "一致した",
        {"act": "agreed", "actor": "両大臣", "parties": ["AU", "JP"], "content": "資源の管理を強化すること"},
    ),
]
Found = list[tuple[str, str, dict[str, Any]]]


def extraction(out: Path, documents: dict[str, tuple[str, Found]]) -> Path:
    """An extraction with records at the given surfaces, the same surface again being its next place in the text."""
    write_extraction(out, (_document(d, *documents[d]) for d in sorted(documents)), [], {"counts": {}})
    return out


def _document(doc_id: str, text: str, found: Found) -> DocumentRecords:
    ids, rows, at = RecordIds(doc_id), dict[str, list[Record]](), dict[tuple[str, str], int]()
    for table, surface, fields in found:
        start = at[table, surface] = text.index(surface, at.get((table, surface), -1) + 1)
        sentence = next(part for part in (text[: text.find("。", start) + 1] or text).split("。") if surface in part)
        if table == "commitments" and fields.get("content") in text:
            begin = text.index(fields["content"])
            fields = {**fields, "content_start": begin, "content_end": begin + len(fields["content"])}
        model = TABLES[table]
        assert issubclass(model, Record)
        common = {"doc_id": doc_id, "start": start, "end": start + len(surface), "text": surface, "section": []}
        record_id = ids.next(table, sentence, surface, [str(fields.get("act"))] if table == "agreements" else [])
        made = {**common, "record_id": record_id, "sentence": sentence, "rule": f"{table}.made", **fields}
        rows.setdefault(table, []).append(model.model_validate(made))
    for records in rows.values():
        records.sort(key=lambda r: (r.start, r.end, r.record_id))
    about: dict[str, Any] = dict.fromkeys(Document.model_fields)
    about |= {"doc_id": doc_id, "path": f"{doc_id}.txt", "media_type": "text/plain", "n_chars": len(text), "text": text}
    about |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), "title": doc_id}
    return DocumentRecords(Document.model_validate(about), rows)


class Server:
    """`hakusho review` as its own process."""

    def __init__(self, extracted: Path, decisions: Path, *more: str) -> None:
        self.decisions = decisions
        command = [sys.executable, "-m", "hakusho.cli", "review", "--by", "山本", *more]
        command += ["--extracted", str(extracted), "--decisions", str(decisions)]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address
        self.port = int(self.address.split(":")[2].split("/")[0])

    def kill(self) -> None:
        """As a crash or the power cut would."""
        self.process.kill()
        self.process.wait()

    def lines(self) -> list[str]:
        return self.decisions.read_text("utf-8").splitlines() if self.decisions.exists() else []
