"""The life of each instrument over the corpus: its acts in order of date, each with the records that say so."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hakusho.records import AgreementRecord, AgreementStatus
from hakusho.report.when import Key, begins, covers

ORDER = (
    "negotiation_started",
    "agreed_in_principle",
    "concluded",
    "formulated",
    "adopted",
    "announced",
    "signed",
    "approved",
    "ratified",
    "acceded",
    "entered_into_force",
    "amended",
    "extended",
    "terminated",
)
"""The acts as they follow one another in the life of a treaty; it orders acts of one date."""

_LATE: Key = (9999, 0, 0)  # what has no date comes last


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the same act, status and date, however often the corpus says it."""

    act: str
    status: AgreementStatus
    date: str | None
    parties: tuple[str, ...]
    records: tuple[AgreementRecord, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """An instrument with its names and what happened to it, in order of date; what has no date comes last."""

    agreement_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    parties: tuple[str, ...]
    acts: tuple[Act, ...]

    @property
    def first(self) -> Key:
        """When the first act with a date was."""
        return min((_when(act.date) for act in self.acts), default=_LATE)


def lives(records: Iterable[AgreementRecord]) -> list[Life]:
    """The instruments of an extraction, the earliest first.

    A statement with no date, or with a coarser one (2018 beside 2018-07-17), joins the dated act of the same kind and
    status, where there is only one.
    """
    by_instrument: dict[str, list[AgreementRecord]] = {}
    for record in records:
        by_instrument.setdefault(record.agreement_id, []).append(record)
    found = [_life(agreement_id, rows) for agreement_id, rows in by_instrument.items()]
    return sorted(found, key=lambda life: (life.first, life.name, life.agreement_id))


def named(found: Iterable[Life], name: str) -> list[Life]:
    """The instruments that a person may mean: those with the words in a name, an alias or the identity."""
    words = _plain(name)
    return [life for life in found if any(words in _plain(n) for n in (life.name, *life.aliases, life.agreement_id))]


def _life(agreement_id: str, rows: list[AgreementRecord]) -> Life:
    names = Counter(row.name for row in rows)
    name = max(names, key=lambda n: (names[n], len(n), n))
    aliases = {alias for row in rows for alias in (row.name, *row.aliases)} - {name}
    kinds = Counter(row.kind for row in rows)
    return Life(
        agreement_id=agreement_id,
        name=name,
        aliases=tuple(sorted(aliases)),
        kind=max(kinds, key=lambda k: (kinds[k], k)),
        parties=tuple(sorted({party for row in rows for party in row.parties})),
        acts=tuple(sorted(_acts(rows), key=_order)),
    )


def _acts(rows: list[AgreementRecord]) -> Iterable[Act]:
    groups: dict[tuple[str, AgreementStatus, str | None], list[AgreementRecord]] = {}
    for row in rows:
        groups.setdefault((row.act, row.status, row.date), []).append(row)
    for key in sorted(groups, key=lambda k: len(k[2] or "")):  # the coarsest first, to join what is finer
        act, status, date = key
        finer = [k for k in groups if k[:2] == (act, status) and k != key and covers(date, k[2])]
        if len(finer) == 1:
            groups[finer[0]] += groups.pop(key)
    for (act, status, date), members in groups.items():
        # what says the date itself comes first: a chart leads to it
        members.sort(key=lambda row: (row.date != date, row.doc_id, row.start, row.record_id))
        yield Act(act, status, date, tuple(sorted({p for row in members for p in row.parties})), tuple(members))


def _when(date: str | None) -> Key:
    return begins(date) or _LATE


def _order(act: Act) -> tuple[Key, int, str, str]:
    return (_when(act.date), ORDER.index(act.act), act.status, act.date or "")


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold().replace("・", "")
