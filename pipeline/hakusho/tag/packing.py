"""A tagged Doc as bytes, and back: what the cache keeps.

The text is not in them: it is part of the key, and at hand whenever the bytes are asked for. spaCy's own DocBin would
do the same five times slower for pieces as short as ours. Layout: zlib over a JSON line (the number of tokens, the
distinct strings), then columns of little-endian int32: token lengths, spaces, the numeric attributes as they are, the
others as places in the list of strings.
"""

from __future__ import annotations

import json
import zlib

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

_NUMBERS = ("HEAD", "SENT_START", "ENT_IOB")
_STRINGS = ("TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "ENT_TYPE")
ATTRIBUTES: list[int | str] = [*_NUMBERS, *_STRINGS]
FORMAT = "1"


def pack(doc: Doc) -> bytes:
    """The annotations of a Doc; its text is to be kept by the caller."""
    values = doc.to_array(ATTRIBUTES).reshape(len(doc), len(ATTRIBUTES))
    names, places = np.unique(values[:, len(_NUMBERS) :], return_inverse=True)
    store = doc.vocab.strings
    head = json.dumps({"tokens": len(doc), "strings": [store[name] if name else "" for name in names.tolist()]})
    columns = np.empty((2 + len(ATTRIBUTES), len(doc)), dtype="<i4")
    columns[0] = [len(token.text) for token in doc]
    columns[1] = [bool(token.whitespace_) for token in doc]
    columns[2 : 2 + len(_NUMBERS)] = values[:, : len(_NUMBERS)].astype(np.int64).T
    columns[2 + len(_NUMBERS) :] = places.reshape(len(doc), len(_STRINGS)).T
    return zlib.compress(head.encode("utf-8", "surrogatepass") + b"\n" + columns.tobytes(), 1)


def unpack(data: bytes, text: str, vocab: Vocab) -> Doc:
    """The Doc of `text` that `pack` was given."""
    head, _, body = zlib.decompress(data).partition(b"\n")
    about = json.loads(head)
    columns = np.frombuffer(body, dtype="<i4").reshape(2 + len(ATTRIBUTES), about["tokens"])
    words, at = [], 0
    spaces = columns[1].astype(bool).tolist()
    for length, space in zip(columns[0].tolist(), spaces, strict=True):
        words.append(text[at : at + length])
        at += length + space
    doc = Doc(vocab, words=words, spaces=spaces)
    if not words:
        return doc
    add = vocab.strings.add
    names = np.array([add(name) if name else 0 for name in about["strings"]], dtype=np.uint64)
    values = np.empty((len(words), len(ATTRIBUTES)), dtype=np.uint64)
    values[:, : len(_NUMBERS)] = columns[2 : 2 + len(_NUMBERS)].T.astype(np.int64).astype(np.uint64)
    values[:, len(_NUMBERS) :] = names[columns[2 + len(_NUMBERS) :].T]
    return doc.from_array(ATTRIBUTES, values)  # type: ignore[arg-type]  # the values are hashes: unsigned 64 bits
