"""What an extraction covers, and what it could not do: the figures, and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hakusho.records import AgreementRecord, CommitmentRecord, DateRecord, PersonRecord, Record
from hakusho.report.words import REASONS, TYPES


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    japanese: str
    english: str
    n: int
    of: int

    @property
    def percent(self) -> str:
        return f"{100 * self.n / self.of:.0f}%" if self.of else "—"


def shares(by_type: dict[str, Sequence[Record]]) -> list[Share]:
    """What the records leave open, type by type."""
    agreements = [r for r in by_type["agreements"] if isinstance(r, AgreementRecord)]
    commitments = [r for r in by_type["commitments"] if isinstance(r, CommitmentRecord)]
    people = [r for r in by_type["people"] if isinstance(r, PersonRecord)]
    dates = [r for r in by_type["dates"] if isinstance(r, DateRecord)]
    every = [r for rows in by_type.values() for r in rows]
    return [
        Share("暦にない日付", "dates no calendar has", sum(r.value is None for r in dates), len(dates)),
        Share("日付のない協定の行為", "acts without a date", sum(r.date is None for r in agreements), len(agreements)),
        Share(
            "当事者のない協定の行為", "acts without parties", sum(not r.parties for r in agreements), len(agreements)
        ),
        Share(
            "当事者のない合意・発言",
            "commitments without parties",
            sum(not r.parties for r in commitments),
            len(commitments),
        ),
        Share(
            "会談のない合意・発言",
            "commitments without a meeting",
            sum(not r.meeting for r in commitments),
            len(commitments),
        ),
        Share("国のない人物", "people without a country", sum(not r.country for r in people), len(people)),
        Share("人が点検したもの", "reviewed by a person", sum(r.review != "unreviewed" for r in every), len(every)),
    ]


def set_aside(types: Sequence[str], reasons: Sequence[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """The ledger as a table: the reasons there are, and a row a type with the number for each."""
    counts = Counter(zip(types, reasons, strict=True))
    there = [reason for reason in REASONS if any(r == reason for _, r in counts)]
    there += sorted({r for _, r in counts} - set(REASONS))
    rows = [
        {"type": TYPES.get(t, (t, t)), "n": [counts[t, reason] for reason in there]}
        for t in [*TYPES, *sorted({t for t, _ in counts} - set(TYPES))]
        if any(counts[t, reason] for reason in there)
    ]
    return there, rows
