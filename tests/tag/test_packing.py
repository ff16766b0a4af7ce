"""What the cache keeps of a Doc is all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from hakusho.tag.cache import Cache
from hakusho.tag.ginza import Tagger, load_model
from hakusho.tag.packing import pack, unpack

TEXTS = (
    "岸田外務大臣は、2015年4月27日、ニューヨークで漁業協定に署名した。同協定は翌年発効した。",
    "ODA (政府開発援助) 実施 体制",
    " 前後に空白 ",
    "一行目\n二行目\tTAB",
    "語\0間",
    "𠮷野家の㍻",
    "。",
    "",
)

Annotations = Callable[[Doc], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return list(load_model().pipe(TEXTS))


def test_a_packed_doc_comes_back_whole(docs: list[Doc], annotations: Annotations) -> None:
    assert docs[0].ents and docs[0][0].morph
    for text, doc in zip(TEXTS, docs, strict=True):
        back = unpack(pack(doc), text, Vocab())
        assert back.text == text
        assert annotations(back) == annotations(doc)


def test_a_cached_doc_and_a_fresh_one_are_the_same(tmp_path: Any, docs: list[Doc], annotations: Annotations) -> None:
    cache = Cache(tmp_path / "pieces.sqlite", 10**9)
    fresh, known = Tagger(cache), Tagger(cache)
    first, second = fresh.tag([*TEXTS, TEXTS[0]]), known.tag(TEXTS)
    assert (fresh.tagged, known.tagged, known.cached) == (len(TEXTS), 0, len(TEXTS))
    assert [annotations(d) for d in first[:-1]] == [annotations(d) for d in second] == [annotations(d) for d in docs]
    assert first[-1] is not first[0]  # equal texts share their annotations, not their mentions


def test_a_changed_text_tags_only_itself(tmp_path: Any) -> None:
    cache = Cache(tmp_path / "pieces.sqlite", 10**9)
    Tagger(cache).prime(TEXTS)
    tagger = Tagger(cache)
    tagger.tag([*TEXTS[1:], "協定は昨年改正された。"])
    assert tagger.tagged == 1


def test_the_models_vocabulary_does_not_grow_with_the_text() -> None:
    tagger = Tagger()
    tagger.tag(["条約を結ぶ。"])
    before = len(list(tagger.nlp.vocab))
    tagger.tag([f"第{n}号の議定書、{chr(0x4E00 + n) * 3}町" for n in range(40)])
    assert len(list(tagger.nlp.vocab)) == before
