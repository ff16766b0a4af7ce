"""What makes tagging fast leaves every annotation as plain GiNZA gives it: over 60,000 characters."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from hakusho.prepare.pieces import pieces
from hakusho.read.files import find, read
from hakusho.tag.ginza import Tagger

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


def texts_of(folder: Path) -> Iterator[str]:
    files, _ = find(folder)
    for file in files:
        yield from (piece.text for piece in pieces(read(file)))


def recombined(texts: list[str]) -> Iterator[str]:
    """New paragraphs of old sentences, each in the company of others, with other figures in it."""
    sentences = [f"{s}。" for text in texts for s in text.split("。") if len(s) > 8]
    n = len(sentences)
    for step in range(1, n):
        order = [sentences[i * step % n] for i in range(0, n, 3)]
        for group in range(0, len(order), 4):
            yield "".join(order[group : group + 4]).translate({0x30 + d: 0x30 + (d + step) % 10 for d in range(10)})


def enough(characters: int) -> list[str]:
    """Different texts of so many characters: our samples, the corpus where it is, and what can be composed of them."""
    texts = dict.fromkeys(texts_of(ROOT / "raw"))
    if CORPUS.is_dir():
        texts.update(dict.fromkeys(texts_of(CORPUS)))
    size = sum(map(len, texts))
    for text in recombined(list(texts_of(ROOT / "raw"))):
        if size > characters:
            break
        size += 0 if text in texts else len(text)
        texts[text] = None
    assert size > characters
    return list(texts)


@pytest.mark.slow
def test_annotations_are_plain_ginzas(annotations: Callable[[Doc], list[tuple[Any, ...]]]) -> None:
    texts = enough(60_000)
    plain = spacy.load("ja_ginza").pipe(texts)
    for text, ours, theirs in zip(texts, Tagger().tag(texts), plain, strict=True):
        assert annotations(ours) == annotations(theirs), text


def test_the_models_convolutions_are_done_in_blocks() -> None:
    layers = [node.name for _, pipe in Tagger().nlp.pipeline if hasattr(pipe, "model") for node in pipe.model.walk()]
    assert layers.count("residual_in_blocks") == 8  # all of the encoder of ja_ginza


@pytest.mark.slow
def test_tagging_keeps_nothing() -> None:
    texts = list(dict.fromkeys(texts_of(ROOT / "raw")))[:60]
    tagger = Tagger()
    for _ in range(2):
        tagger.tag(texts)
    tracemalloc.start()
    try:
        tagger.tag(texts)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(3):
            tagger.tag(texts)
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert kept < 50_000  # bytes; what spaCy keeps of the tokens by itself is over a megabyte
