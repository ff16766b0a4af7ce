"""Plain GiNZA over texts, as its readers would run it: run by the interpreter of the environment that is measured.

plain.py TEXTS.json PROCESSES [ANNOTATIONS.jsonl]

TEXTS.json is a list of strings. Prints a JSON object: characters, seconds of tagging (without the loading of the
model), and versions. With a third argument, every annotation of every text goes there, a line for each.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy


def annotations(doc: Any) -> list[Any]:
    """What a Doc says: every annotation of every token, then the entities."""
    tokens = [
        [
            *(t.text, t.idx, t.whitespace_, t.tag_, t.pos_, str(t.morph), t.lemma_, t.norm_),
            *(t.dep_, t.head.i, bool(t.is_sent_start), t.ent_iob_, t.ent_type_),
        ]
        for t in doc
    ]
    return [tokens, [[e.start, e.end, e.label_] for e in doc.ents]]


def main() -> None:
    source, processes, *target = sys.argv[1:]
    texts = json.loads(Path(source).read_text("utf-8"))
    nlp = spacy.load("ja_ginza")
    list(nlp.pipe(texts[:2]))
    begun = time.perf_counter()
    docs = nlp.pipe(texts, n_process=int(processes))
    if target:
        with Path(target[0]).open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(annotations(doc), ensure_ascii=False) + "\n" for doc in docs)
    else:
        for _ in docs:
            pass
    packages = ("ginza", "ja-ginza", "spacy", "thinc", "numpy", "SudachiPy", "SudachiDict-core")
    report = {
        "characters": sum(map(len, texts)),
        "seconds": time.perf_counter() - begun,
        "versions": {name: version(name) for name in packages},
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
