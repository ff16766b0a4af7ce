"""Which document of one extraction is which of the other: by doc_id, by name on request, or by what they say."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hakusho.compare.nearest import candidates
from hakusho.records import Document

_GRAM = 12  # characters: long enough that a shared one is a shared phrase
_ONE_IN = 16  # of the n-grams, the part that is kept, chosen by hash so that both texts keep the same ones
_SAME_WORK = 0.1
"""Of the shorter text's phrases, the part that the other must have to be another version of it."""


class Version(NamedTuple):
    """A document in both extractions, or in one of them."""

    old: Document | None
    new: Document | None

    @property
    def doc_id(self) -> str:
        """The newer name."""
        document = self.new or self.old
        assert document is not None
        return document.doc_id


def pair_documents(
    old: Mapping[str, Document], new: Mapping[str, Document], editions: tuple[str, str] | None = None
) -> list[Version]:
    """The documents of two extractions side by side, in order of the new doc_id.

    Documents of one doc_id are versions of one. Those without a namesake (renamed, or the next year's edition) pair by
    the phrases they share. `editions` compares just these two.
    """
    if editions is not None:
        return [Version(old[editions[0]], new[editions[1]])]
    versions = [Version(old[doc_id], new[doc_id]) for doc_id in old if doc_id in new]
    lone_old = [document for doc_id, document in old.items() if doc_id not in new]
    lone_new = [document for doc_id, document in new.items() if doc_id not in old]
    pairs = _by_phrases(lone_old, lone_new)
    versions += [Version(document, pairs.get(document.doc_id)) for document in lone_old]
    taken = {document.doc_id for document in pairs.values()}
    versions += [Version(None, document) for document in lone_new if document.doc_id not in taken]
    return sorted(versions, key=lambda version: version.doc_id)


def _by_phrases(old: Sequence[Document], new: Sequence[Document]) -> dict[str, Document]:
    if not old or not new:
        return {}
    phrases = {("old", d.doc_id): _phrases(d.text) for d in old} | {("new", d.doc_id): _phrases(d.text) for d in new}
    sides = ({key: words for key, words in phrases.items() if key[0] == side} for side in ("old", "new"))
    scored = []
    for a, b, shared in candidates(*sides):
        shorter = min(len(phrases[a]), len(phrases[b]))
        if shared / shorter >= _SAME_WORK:
            scored.append((-shared / shorter, a[1], b[1]))
    by_id = {document.doc_id: document for document in new}
    pairs: dict[str, Document] = {}
    taken: set[str] = set()
    for _, a_id, b_id in sorted(scored):
        if a_id not in pairs and b_id not in taken:
            pairs[a_id] = by_id[b_id]
            taken.add(b_id)
    return pairs


def _phrases(text: str) -> list[str]:
    """A sample of the text's n-grams, spaces and line breaks aside."""
    plain = "".join(text.split())
    every = dict.fromkeys(plain[i : i + _GRAM] for i in range(max(1, len(plain) - _GRAM + 1)))
    some = [gram for gram in every if zlib.crc32(gram.encode("utf-8", "surrogatepass")) % _ONE_IN == 0]
    return some or list(every)
