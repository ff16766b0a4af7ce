"""The sentences behind the charts: each once, in reading order, with the records in it and their anchors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hakusho.records import AgreementRecord, CommitmentRecord, DateRecord, PersonRecord, Record
from hakusho.report.words import ACTS, COMMITMENTS, STATUS, parties, party


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `kind` is the type of the record it is the surface of, empty where it is none."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record below its sentence: its anchor, type and rule, and what it says in a line."""

    anchor: str
    kind: str
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document with what was found in it."""

    section: tuple[str, ...]
    page: int | None
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]


def sentences(records: Iterable[Record]) -> list[Sentence]:
    """The sentences of one document's records in reading order."""
    groups: dict[tuple[str, tuple[str, ...], int | None], list[Record]] = {}
    for record in sorted(records, key=lambda r: (r.start, r.end, r.table, r.record_id)):
        groups.setdefault((record.sentence, tuple(record.section), record.page), []).append(record)
    return [
        Sentence(
            section,
            page,
            pieces(text, [(record.text, record.table) for record in rows]),
            tuple(Found(f"r-{row.record_id}", row.table, row.rule, says(row)) for row in rows),
        )
        for (text, section, page), rows in groups.items()
    ]


def pieces(sentence: str, surfaces: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """The sentence cut at surfaces (text, kind), given in reading order.

    A sentence is normalized and a surface verbatim, so a surface is looked for in normalized form, each after the one
    before. One that is not found there, or lies within another, is not marked.
    """
    cut: list[Piece] = []
    at = 0
    for surface, kind in surfaces:
        plain = "".join(unicodedata.normalize("NFKC", surface).split())
        start = next((i for i in (sentence.find(s, at) for s in (surface, plain) if s) if i >= 0), -1)
        if start < 0:
            continue
        length = len(surface) if sentence.startswith(surface, start) else len(plain)
        cut += [Piece(sentence[at:start]), Piece(sentence[start : start + length], kind)]
        at = start + length
    return tuple(piece for piece in (*cut, Piece(sentence[at:])) if piece.text)


def says(record: Record) -> str:
    """A record in one line of Japanese."""
    match record:
        case AgreementRecord():
            status = f"（{STATUS[record.status][0]}）" if record.status != "done" else ""
            parts = [record.date, f"{ACTS[record.act][1]}{status}", record.name, parties(record.parties)]
        case CommitmentRecord():
            act = COMMITMENTS[record.act][0] + ("（否定）" if record.negated else "")
            parts = [
                record.actor,
                act,
                record.content,
                parties(record.parties),
                record.meeting,
                record.place,
                record.date,
            ]
        case PersonRecord():
            country = party(record.country) if record.country else None
            parts = [
                record.full_name,
                country,
                record.organization,
                record.title,
                "元・前" if record.former else None,
                record.date,
            ]
        case DateRecord():
            parts = [record.text, record.value or "暦にない日付"]
        case _:
            parts = [record.text]
    return "　".join(part for part in parts if part)
