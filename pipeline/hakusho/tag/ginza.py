"""GiNZA, loaded once and run fast. The cache holds what it gives, before any component of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from hakusho.config import settings
from hakusho.errors import HakushoError
from hakusho.tag.cache import Cache
from hakusho.tag.versions import versions

if TYPE_CHECKING:
    from spacy.language import Language

_ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def load_model() -> Language:
    """The GiNZA model, with its matrix products sent through NumPy's BLAS.

    thinc's own BLAS (BLIS) reaches a sixth of the speed of NumPy's OpenBLAS on the products of this model; the switch
    leaves the annotations as they are.
    """
    import spacy
    from thinc.api import NumpyOps

    name = settings().tagging.model
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise HakushoError(f"the model {name} is not installed: pip install {name.replace('_', '-')}") from error
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and hasattr(model, "walk"):
            for node in model.walk():
                node.ops = ops
    return nlp


class Tagger:
    """Texts to tagged Docs. The model is loaded when the cache first misses."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._nlp: Language | None = None
        self._vocab = Vocab()
        self._salt = repr((settings().tagging.model, sorted(versions().items()), _ATTRIBUTES))
        self.tagged = 0
        self.cached = 0

    @property
    def nlp(self) -> Language:
        if self._nlp is None:
            self._nlp = load_model()
        return self._nlp

    def tag(self, texts: Sequence[str]) -> list[Doc]:
        """A tagged Doc for each text, in order; equal texts are tagged once."""
        keys = [hashlib.sha256(f"{self._salt}\0{text}".encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._cache.get(set(keys)) if self._cache else {}
        self.cached += len(known)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh: dict[bytes, bytes] = {}
            for key, doc in zip(missing, self._pipe(list(missing.values())), strict=True):
                fresh[key] = _pack(doc)
            self.tagged += len(fresh)
            if self._cache:
                self._cache.put(fresh)
            known = {**known, **fresh}
        # Every Doc comes out of its packed form, so that a cached one and a fresh one cannot differ.
        return [_unpack(known[key], self._vocab) for key in keys]

    def _pipe(self, texts: list[str]) -> Iterator[Doc]:
        limit, size = settings().tagging.batch_chars, 0
        batch: list[str] = []
        for text in texts:
            if batch and size + len(text) > limit:
                yield from self.nlp.pipe(batch, batch_size=len(batch))
                batch, size = [], 0
            batch.append(text)
            size += len(text)
        if batch:
            yield from self.nlp.pipe(batch, batch_size=len(batch))


def _pack(doc: Doc) -> bytes:
    packed: bytes = DocBin(attrs=_ATTRIBUTES, docs=[doc]).to_bytes()
    return packed


def _unpack(data: bytes, vocab: Vocab) -> Doc:
    return next(iter(DocBin().from_bytes(data).get_docs(vocab)))
