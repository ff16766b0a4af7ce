"""A comparison in figures: by type, by rule, by document, by field; and the limits that such figures must keep."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hakusho.compare.changes import Change, Comparison
from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import RECORD_TYPES, Discarded, Record
from hakusho.results.stored import did_you_mean

COLUMNS = ("gained", "lost", "changed", "moved", "replaced")
"""What is counted. A replaced record counts as one lost and one gained too."""

DATA = tuple(t.table for t in RECORD_TYPES if t is not Discarded)
"""The types whose sum is the total; the ledger of what was set aside and the documents stand for themselves."""

TABLES = ("documents", *(t.table for t in RECORD_TYPES))


def tables_named(names: str) -> list[str]:
    """The types in a list with commas. Raises HakushoError that names the nearest."""
    found = [name.strip() for name in names.split(",") if name.strip()]
    for name in found:
        if name not in TABLES:
            raise HakushoError(message("no records of type {name}{hint}", name=name, hint=did_you_mean(name, TABLES)))
    return found


class Tally(Counter[tuple[str, str]]):
    """How many of (name, column): the name is a type, a rule, a document or a field."""

    def names(self) -> list[str]:
        """The names in order of first appearance."""
        return list(dict.fromkeys(name for name, _ in self))

    def row(self, name: str) -> dict[str, int]:
        """The figures of one name."""
        return {column: self[name, column] for column in COLUMNS}


def columns(change: Change) -> tuple[str, ...]:
    """Where a change is counted."""
    return ("gained", "lost", "replaced") if change.kind == "replaced" else (change.kind,)


def by_type(changes: Iterable[Change]) -> Tally:
    """By table, in the order of the contract."""
    counted = Counter((change.table, column) for change in changes for column in columns(change))
    return Tally({key: counted[key] for key in sorted(counted, key=lambda k: (TABLES.index(k[0]), k[1]))})


def by_document(comparison: Comparison) -> Tally:
    """By document, of all types of data."""
    return Tally(
        (document.doc_id, column)
        for document in comparison.documents
        for change in document.records
        if change.table in DATA
        for column in columns(change)
    )


def by_rule(changes: Iterable[Change]) -> Tally:
    """By rule, the most concerned first: what it gained and lost. A record that went from one rule to another is lost to the one, gained to the
    other; among the types it is one that changed."""
    counted: Counter[tuple[str, str]] = Counter()
    for change in changes:
        old = change.old.rule if isinstance(change.old, Record) else None
        new = change.new.rule if isinstance(change.new, Record) else None
        if change.table not in DATA:
            continue
        if old is not None and old == new and change.kind in ("changed", "moved"):
            counted[old, change.kind] += 1
            continue
        if old is not None:
            counted[old, "lost"] += 1
        if new is not None:
            counted[new, "gained"] += 1
    size = Counter[str]()
    for (name, _), n in counted.items():
        size[name] += n
    return Tally({key: counted[key] for key in sorted(counted, key=lambda k: (-size[k[0]], k))})


def by_field(changes: Iterable[Change]) -> Tally:
    """By type and field, `dates.value`: in how many of the records that changed."""
    counted = Counter(
        (f"{change.table}.{name}", "changed")
        for change in changes
        if change.kind == "changed" and change.table != "documents"
        for name in change.said
    )
    order = sorted(counted, key=lambda key: (TABLES.index(key[0].partition(".")[0]), -counted[key], key))
    return Tally({key: counted[key] for key in order})


def by_sentence(comparison: Comparison) -> Counter[str]:
    """How many sentences are new, dropped and reworded, in this order."""
    counted = Counter(passage.kind for document in comparison.documents for passage in document.passages)
    return Counter({kind: counted[kind] for kind in ("new", "dropped", "reworded") if counted[kind]})


_LIMIT = re.compile(r"\s*(?:([a-z_]{1,20})\.)?([a-z]{1,10})\s{0,9}(>=|<=|==|!=|>|<|=)\s{0,9}(\d{1,9})\s*")
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure that a comparison must not reach: `dates.lost>0`, or `changed>=5` over all types of data."""

    table: str | None
    column: str
    sign: str
    number: int

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Raises HakushoError that says what is wrong with it."""
        found = _LIMIT.fullmatch(text)
        if found is None:
            raise HakushoError(
                message("--fail-on: {text!r} is no limit; write one as dates.lost>0 or changed>=5", text=text)
            )
        table, column, sign, number = found.groups()
        if column not in COLUMNS:
            raise HakushoError(
                message(
                    "--fail-on: nothing is counted as {column}{hint}", column=column, hint=did_you_mean(column, COLUMNS)
                )
            )
        if table is not None and table not in TABLES:
            raise HakushoError(
                message("--fail-on: there is no type {table}{hint}", table=table, hint=did_you_mean(table, TABLES))
            )
        return cls(table, column, sign, int(number))

    def reached(self, counts: Tally) -> str | None:
        """What to say where the figure is reached, else None."""
        figure = sum(counts[table, self.column] for table in ([self.table] if self.table else DATA))
        if not _SIGNS[self.sign](figure, self.number):
            return None
        name = f"{self.table}.{self.column}" if self.table else self.column
        limit = f"{name}{self.sign}{self.number}"
        return message("{name} is {figure:,} (--fail-on {limit})", name=name, figure=figure, limit=limit)
