"""Which document of one extraction is which of the other: by doc_id, by name on request, or by what they say."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import NamedTuple

from hakusho.compare.nearest import candidates
from hakusho.records import Document

_GRAM = 12  # characters: long enough that a shared one is a shared phrase
_ONE_IN = 4  # of the n-grams, the part that is kept, chosen by hash so that both texts keep the same ones
_SAME_WORK = 0.25
"""The part of both texts' phrases that they must share (Dice's coefficient). A white paper and the next year's share
0.3, texts of one ministry on one matter up to 0.2."""


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
    pairs = _by_phrases({d.doc_id: d.text for d in lone_old}, {d.doc_id: d.text for d in lone_new})
    versions += [Version(document, new.get(pairs.get(document.doc_id, ""))) for document in lone_old]
    taken = set(pairs.values())
    versions += [Version(None, document) for document in lone_new if document.doc_id not in taken]
    return sorted(versions, key=lambda version: version.doc_id)


def _by_phrases(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """From the doc_id of an old text to that of the new one that shares most with it, one to one.

    It is worked out in one direction and turned where that is the other, so that both directions pair the same.
    """
    if not old or not new:
        return {}
    if min(old) > min(new):
        return {a: b for b, a in _by_phrases(new, old).items()}
    sides = [{doc_id: _phrases(text) for doc_id, text in side.items()} for side in (old, new)]
    scored = []
    for a, b, shared in candidates(*sides):
        share = 2 * shared / (len(sides[0][a]) + len(sides[1][b]))
        if share >= _SAME_WORK:
            scored.append((-share, a, b))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, a, b in sorted(scored):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _phrases(text: str) -> list[str]:
    """A sample of the text's n-grams, spaces and line breaks aside."""
    plain = "".join(text.split())
    every = dict.fromkeys(plain[i : i + _GRAM] for i in range(max(1, len(plain) - _GRAM + 1)))
    some = [gram for gram in every if zlib.crc32(gram.encode("utf-8", "surrogatepass")) % _ONE_IN == 0]
    return some or list(every)
