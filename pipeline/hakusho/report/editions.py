"""Editions of one publication: documents of one publisher and one series, told apart by edition or year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hakusho.records import Document
from hakusho.report.when import year

_SERIES = re.compile(r"[一-龥ァ-ヴー]{1,12}(?:白書|青書)|[一-龥ァ-ヴー]{2,12}(?:年次報告|年報)")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: what it is called, its documents, and how long they are together."""

    label: str
    year: int
    doc_ids: frozenset[str]
    n_chars: int


@dataclass(frozen=True, slots=True)
class Series:
    """A publication with its editions, the oldest first."""

    name: str
    editions: tuple[Edition, ...]


def series(documents: Iterable[Document]) -> list[Series]:
    """The publications of which the extraction has two editions or more.

    A publication is a name in the title (防衛白書, 外交青書) with its publisher, an edition the year of publication; a
    document without either belongs to none. Chapters of one edition are taken together, so counts are to be compared
    by length, and chapters that differ in subject with care.
    """
    found: dict[tuple[str, str], dict[int, list[Document]]] = {}
    for document in documents:
        name = _SERIES.search(unicodedata.normalize("NFKC", document.title or ""))
        when = year(document.published)
        if name and when:
            found.setdefault((document.publisher or "", name[0]), {}).setdefault(when, []).append(document)
    return [
        Series(name, tuple(_edition(when, editions[when]) for when in sorted(editions)))
        for (_, name), editions in sorted(found.items())
        if len(editions) > 1
    ]


def _edition(when: int, documents: list[Document]) -> Edition:
    named = next((d.edition for d in documents if d.edition), None)
    return Edition(
        label=f"{when}（{named}）" if named else str(when),
        year=when,
        doc_ids=frozenset(d.doc_id for d in documents),
        n_chars=max(1, sum(d.n_chars for d in documents)),
    )
