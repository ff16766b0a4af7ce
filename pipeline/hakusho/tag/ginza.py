"""GiNZA, loaded once and run fast. The cache holds what it gives, before any component of ours."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

from hakusho.config import settings
from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.tag.cache import Cache
from hakusho.tag.encoder import in_blocks
from hakusho.tag.packing import ATTRIBUTES, FORMAT, pack, unpack
from hakusho.tag.versions import versions


@Language.component("hakusho_plain_labels")
def plain_labels(doc: Doc) -> Doc:
    """Without the mark of a phrase's head on the dependency labels: nsubj_bunsetu is nsubj, as after GiNZA's own pipe."""
    for token in doc:
        if token.dep_.endswith("_bunsetu"):
            token.dep_ = token.dep_.removesuffix("_bunsetu")
    return doc


def load_model() -> Language:
    """The GiNZA model, with its matrix products sent through NumPy's BLAS and its convolutions done in blocks.

    thinc's own BLAS (BLIS) reaches a sixth of the speed of NumPy's OpenBLAS on the products of this model; neither
    switch changes an annotation.
    """
    import spacy
    from thinc.api import NumpyOps

    name = settings().tagging.model
    try:
        # The 600,000 words that came with the vectors are left on the disk: 115 MB a process, and a part of a second.
        # Vectors are found by the hash of a word, and every string that an annotation has is added when it is made.
        nlp = spacy.load(name, exclude=["strings"])
    except OSError as error:
        raise HakushoError(
            message(
                "the model {name} is not installed: pip install {package}", name=name, package=name.replace("_", "-")
            )
        ) from error
    # GiNZA's last component marks phrases, which nothing here asks for, in time that grows with the third power of a
    # sentence: minutes for a list of dates without a full stop. Only what it does to the labels is kept.
    if "bunsetu_recognizer" in nlp.pipe_names:
        nlp.replace_pipe("bunsetu_recognizer", "hakusho_plain_labels")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and hasattr(model, "walk"):
            for node in model.walk():
                node.ops = ops
            in_blocks(model)
    return nlp


class Tagger:
    """Texts to tagged Docs. The model is loaded when the cache first misses."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._nlp: Language | None = None
        self._salt = repr((settings().tagging.model, sorted(versions().items()), ATTRIBUTES, FORMAT))
        self.tagged = 0
        self.cached = 0

    @property
    def nlp(self) -> Language:
        if self._nlp is None:
            self._nlp = load_model()
        return self._nlp

    def tag(self, texts: Sequence[str]) -> list[Doc]:
        """A tagged Doc for each text, in order; equal texts are tagged once."""
        keys = self._keys(texts)
        known = self._known(dict(zip(keys, texts, strict=True)))
        # Every Doc comes out of its packed form, so that a cached one and a fresh one cannot differ. The vocabulary
        # lives as long as these Docs: one for all documents would grow with each.
        vocab = Vocab()
        docs = []
        for key, text in zip(keys, texts, strict=True):
            try:
                docs.append(unpack(known[key], text, vocab))
            except (zlib.error, ValueError, KeyError, IndexError):  # damaged on the disk: done again
                known[key] = next(self._pipe([text]))
                docs.append(unpack(known[key], text, vocab))
        return docs

    def prime(self, texts: Sequence[str]) -> None:
        """See to it that the cache knows the texts."""
        if self._cache:
            asked = dict(zip(self._keys(texts), texts, strict=True))
            known = self._cache.keys(set(asked))
            self.cached += len(known)
            self._tag({key: text for key, text in asked.items() if key not in known})

    def _keys(self, texts: Sequence[str]) -> list[bytes]:
        return [hashlib.sha256(f"{self._salt}\0{text}".encode("utf-8", "surrogatepass")).digest() for text in texts]

    def _known(self, texts: dict[bytes, str]) -> dict[bytes, bytes]:
        """The packed Doc of each text by its key; what the cache does not have is tagged and put there."""
        known = self._cache.get(set(texts)) if self._cache else {}
        self.cached += len(known)
        known.update(self._tag({key: text for key, text in texts.items() if key not in known}))
        return known

    def _tag(self, missing: dict[bytes, str]) -> dict[bytes, bytes]:
        """Each text tagged and packed, and put into the cache."""
        if not missing:
            return {}
        fresh = dict(zip(missing, self._pipe(list(missing.values())), strict=True))
        self.tagged += len(fresh)
        if self._cache:
            self._cache.put(fresh)
        return fresh

    def _pipe(self, texts: list[str]) -> Iterator[bytes]:
        """Each text tagged and packed, in batches of a like number of characters.

        One BLAS thread, here as in every worker: how a sum is divided among threads must not decide a close call. The
        model's vocabulary forgets after each batch the words that were new in it.
        """
        limit = settings().tagging.batch_chars
        nlp = self.nlp
        blas = ThreadpoolController()
        for batch in _batches(texts, limit):
            with blas.limit(limits=1, user_api="blas"), nlp.memory_zone():
                packed = [pack(doc) for doc in nlp.pipe(batch, batch_size=len(batch))]
            # Nor does a memory zone empty this table, which takes in the reading of every token, and takes it in twice.
            nlp.vocab.morphology = type(nlp.vocab.morphology)(nlp.vocab.strings)
            yield from packed


def _batches(texts: list[str], limit: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > limit:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
