"""What a Doc says, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc


def said(doc: Doc) -> list[tuple[Any, ...]]:
    """Every annotation of every token, then the entities and the sentences."""
    tokens = [
        (
            *(t.text, t.idx, t.whitespace_, t.tag_, t.pos_, str(t.morph), t.lemma_, t.norm_),
            *(t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_),
        )
        for t in doc
    ]
    spans = [(e.start, e.end, e.label_) for e in doc.ents]
    return [*tokens, *spans, *((s.start, s.end) for s in (doc.sents if len(doc) else ()))]


@pytest.fixture(scope="session")
def annotations() -> Callable[[Doc], list[tuple[Any, ...]]]:
    return said
