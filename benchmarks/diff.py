"""How long `hakusho diff` takes: python benchmarks/diff.py [EXTRACTION …]

Each extraction is compared with itself and with a copy in which every tenth record was lost and every tenth changed;
then two made-up editions of 300,000 characters are aligned, a third of the sentences carried over, a third reworded.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hakusho.compare.alignment import align
from hakusho.compare.as_html import render
from hakusho.compare.changes import compare
from hakusho.records import RECORD_TYPES, Document, DocumentRecords, Record
from hakusho.results.stored import Stored
from hakusho.write.extraction import write_extraction

WORDS = (
    "漁業",
    "資源",
    "管理",
    "協定",
    "会合",
    "代表",
    "調査",
    "海域",
    "制度",
    "研修",
    "沿岸",
    "養殖",
    "技術",
    "輸出",
    "市場",
)
N_CHARS = 300_000


def timed(what: str, task: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    result = task()
    print(f"{time.perf_counter() - begun:7.2f} s  {what}")
    return result


def worse(folder: Path) -> Iterator[DocumentRecords]:
    """The documents of an extraction with some records lost and some of another rule."""
    stored = Stored(folder)
    records = {t.table: stored.records(t.table) for t in RECORD_TYPES}
    for doc_id, document in stored.documents().items():
        kept: dict[str, list[Record]] = {}
        for table, rows in records.items():
            mine = [row for row in rows if row.doc_id == doc_id]
            kept[table] = [
                row.model_copy(update={"rule": f"{table}.other"}) if n % 10 == 1 else row
                for n, row in enumerate(mine)
                if n % 10
            ]
        yield DocumentRecords(document, kept)


def editions() -> tuple[Document, Document]:
    chance = random.Random(2024)

    def sentence() -> list[str]:
        return [chance.choice(WORDS) + chance.choice("のをはと") for _ in range(chance.randrange(6, 30))]

    old: list[str] = []
    new: list[str] = []
    length = 0
    while length < N_CHARS:
        words = sentence()
        old.append("".join(words) + "行う。")
        fate = chance.randrange(3)
        if fate == 1:
            words[chance.randrange(len(words))] = "新たな取組を"
        new.append("".join(sentence() if fate == 2 else words) + "行う。")
        length += len(old[-1])
    return made_up("旧", "\n".join(old)), made_up("新", "\n".join(new))


def made_up(doc_id: str, text: str) -> Document:
    unknown = dict.fromkeys(Document.model_fields)
    known = {"doc_id": doc_id, "path": f"{doc_id}.txt", "sha256": "0" * 64, "media_type": "text/plain"}
    return Document.model_validate({**unknown, **known, "n_chars": len(text), "text": text})


def main(folders: list[Path]) -> None:
    for folder in folders:
        size = sum(len(document.text) for document in Stored(folder).documents().values())
        print(f"{folder}: {size:,} characters")
        timed("with itself", lambda folder=folder: compare(Stored(folder), Stored(folder)))
        with tempfile.TemporaryDirectory() as other:
            write_extraction(Path(other), worse(folder), [], {})
            told = timed("with a worse one", lambda folder=folder: compare(Stored(folder), Stored(other)))
        timed(f"page of {len(told.changes):,} changes", lambda told=told: render(told, ("old", "new")))
    old, new = editions()
    found = timed(f"alignment of {len(old.text):,} and {len(new.text):,} characters", lambda: align(old, new))
    same = sum(found.is_same(n) for n in found.pairs)
    print(f"           {len(found.old.all):,} sentences, {same:,} carried over, {len(found.pairs) - same:,} reworded")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
