"""Where one process spends its time, all pieces tagged before: stages.py RAW CACHE.sqlite prints seconds as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hakusho.extractors.components import components
from hakusho.extractors.tables import table_records
from hakusho.link import link
from hakusho.prepare.metadata import infer
from hakusho.prepare.pieces import pieces
from hakusho.read import files
from hakusho.records import Record
from hakusho.resolve.assemble import assemble
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.resolvers import resolve
from hakusho.tag.cache import Cache
from hakusho.tag.ginza import Tagger


def main() -> None:
    raw, cache = map(Path, sys.argv[1:])
    spent: dict[str, float] = dict.fromkeys(("read", "prepare", "unpack", "extract", "resolve", "tables", "link"), 0.0)

    def lap(stage: str, do: Callable[..., Any], *arguments: Any) -> Any:
        begun = time.process_time()
        result = do(*arguments)
        spent[stage] += time.process_time() - begun
        return result

    tagger = Tagger(Cache(cache, 10**12))
    found, _ = files.find(raw)
    known = files.load_metadata(raw)
    for file in found:  # nothing is measured that has to be tagged first
        tagger.prime([piece.text for piece in pieces(files.read(file, known))])
    done = []
    characters = 0
    for file in found:
        source = lap("read", files.read, file, known)
        prepared = lap("prepare", pieces, source)
        source = lap("prepare", infer, source, prepared)
        docs = lap("unpack", tagger.tag, [piece.text for piece in prepared])
        for component in components():
            docs = lap("extract", lambda c, many: [c(doc) for doc in many], component, docs)
        passages = [Passage(piece, doc) for piece, doc in zip(prepared, docs, strict=True)]
        context = lap("resolve", resolve, DocumentContext(source, passages))
        tables: dict[str, list[Record]] = {}
        for record in lap("tables", lambda s, p: list(table_records(s, p)), source, prepared):
            tables.setdefault(record.table, []).append(record)
        done.append(lap("resolve", assemble, context, tables))
        characters += len(source.text)
    lap("link", link, done)
    print(json.dumps({"characters": characters, "seconds": spent}))


if __name__ == "__main__":
    main()
