"""Why a record is there: its rule, the records it used, what it beat; or, of one that is not there, what beat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hakusho.config import read_toml
from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import TABLES, Discarded, Record
from hakusho.results.context import Context, around
from hakusho.results.stored import Stored, listed

LINKS = ("anchor_id", "date_id")
"""The fields that hold the record_id of a date."""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule as its file has it. `entry` is the TOML table; `line` counts from 1."""

    path: Path
    line: int
    entry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known of one record.

    `used` are the records its fields name, by field; `used_by` those that name it; `beaten` what lost to it. `rule`
    is None for a record that code made without a rule of its own (tables), or by a rule that is no longer there.
    `winner` is what a discarded record lost to.
    """

    record: Record
    context: Context
    rule: RuleSource | None
    used: dict[str, Record]
    used_by: list[Record]
    beaten: list[Discarded]
    winner: Record | None


def explain(record_id: str, extracted: str | Path = "extracted") -> Explanation:
    """The explanation of a record; the beginning of its identity is enough where only one begins so.

    Raises HakushoError: no record has that identity (the nearest is named), or several begin so (they are named).
    """
    stored = Stored(extracted)
    table, full_id = find_record(stored, record_id)
    (record,) = stored.records(table, record_id=full_id)
    used = {
        name: found
        for name in LINKS
        if (other := getattr(record, name, None)) and (found := _date(stored, other)) is not None
    }
    winner = None
    if isinstance(record, Discarded) and record.winner_id is not None:
        winner = _by_id(stored, record.winner_id)
    beaten = [r for r in stored.records("discarded", winner_id=full_id) if isinstance(r, Discarded)]
    return Explanation(
        record=record,
        context=around(stored.document(record.doc_id).text, record.start, record.end),
        rule=find_rule(record.rule),
        used=used,
        used_by=_users(stored, full_id) if table == "dates" else [],
        beaten=beaten,
        winner=winner,
    )


def find_record(stored: Stored, asked: str) -> tuple[str, str]:
    """Table and full identity of the record that begins so. Raises HakushoError as `explain` does."""
    tables = [table for table in TABLES if table != "documents"]
    known = {record_id: table for table in tables for record_id in stored.column(table, "record_id")}
    asked = asked.strip().lower()
    if asked in known:
        return known[asked], asked
    found = [record_id for record_id in known if asked and record_id.startswith(asked)]
    if len(found) == 1:
        return known[found[0]], found[0]
    if found:
        raise HakushoError(
            message("{n} records begin with {asked}: {found}", n=len(found), asked=asked, found=listed(found))
        )
    near = max(known, key=lambda record_id: _likeness(asked, record_id), default=None)
    raise HakushoError(
        message(
            "no record {asked} in {folder}{hint}",
            asked=asked or message("(empty)"),
            folder=stored.folder,
            hint=message("; the nearest is {near} ({table})", near=near, table=known[near]) if near else "",
        )
    )


def find_rule(rule_id: str) -> RuleSource | None:
    """The entry of a rule in the rule files of the extractors."""
    for path in sorted((Path(__file__).parents[1] / "extractors").glob("*/*.toml")):  # importing them would load spaCy
        for entry in read_toml(path).get("rule", []):
            if isinstance(entry, dict) and entry.get("id") == rule_id:
                return RuleSource(path, _line_of(path, rule_id), entry)
    return None


def _line_of(path: Path, rule_id: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.replace("'", '"').replace(" ", "").startswith(f'id="{rule_id}"'):
            return number
    return 1


def _likeness(asked: str, record_id: str) -> tuple[int, int]:
    """How many characters two identities share in their places, then how many of them from the beginning."""
    same = [a == b for a, b in zip(asked, record_id, strict=False)]
    return sum(same), [*same, False].index(False)


def _date(stored: Stored, record_id: str) -> Record | None:
    return next(iter(stored.records("dates", record_id=record_id)), None)


def _by_id(stored: Stored, record_id: str) -> Record | None:
    for table in TABLES:
        if table != "documents" and (found := stored.records(table, record_id=record_id)):
            return found[0]
    return None


def _users(stored: Stored, record_id: str) -> list[Record]:
    users: Sequence[tuple[str, str]] = [
        (table, name) for table, model in TABLES.items() for name in LINKS if name in model.model_fields
    ]
    return [record for table, name in users for record in stored.records(table, **{name: record_id})]
