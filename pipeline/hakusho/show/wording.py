"""What a record says, in words: one line, or field by field."""

from __future__ import annotations

from typing import Any

from hakusho.language import gettext, language, message
from hakusho.records import (
    AgreementRecord,
    CellRecord,
    CommitmentRecord,
    DateRecord,
    Discarded,
    PersonRecord,
    Record,
    TableRecord,
)

LABELS = {
    "dates": ("Dates", "日付"),
    "people": ("People", "人物"),
    "agreements": ("Agreements", "協定・文書"),
    "commitments": ("Commitments", "合意・発言"),
    "tables": ("Tables", "表"),
}
"""The types a reader sees in a document, in the order of the legend, in English and Japanese."""

SPAN_TYPES = tuple(name for name in LABELS if name != "tables")
"""Those that are marked in the text."""

_REASONS = (message("overlap"), message("negative"), message("invalid"), message("rejected in review"))
"""Why records are set aside, the words of the ledger with their underscores gone."""


def labels(name: str) -> tuple[str, ...]:
    """What a type is called in the person's language; in both where that is English, for a text that is Japanese."""
    return LABELS[name] if language() == "en" else LABELS[name][1:]


_COMMON = frozenset(Record.model_fields)


def summary(record: Record) -> str:
    """The record in one line: what a reader wants to know of it first."""
    match record:
        case DateRecord():
            said = [record.value or gettext("no such date"), record.mod, record.freq]
            return _join([*said, None if record.type == "DATE" else record.type])
        case PersonRecord():
            name = record.full_name if record.full_name != record.name else record.name
            return _join([name, _join([record.country, record.title], " "), record.honorific, record.date], ", ")
        case AgreementRecord():
            act = _act(record.act) if record.status == "done" else f"{_act(record.act)} ({record.status})"
            return _join([act, record.name, _parties(record.parties), record.date])
        case CommitmentRecord():
            act = gettext("not {act}", act=_act(record.act)) if record.negated else _act(record.act)
            return _join([record.actor, f"{act}:" if record.content else act, record.content, _parties(record.parties)])
        case TableRecord():
            size = f"{record.n_rows} × {record.n_cols}"
            return _join([record.caption, size, gettext("unit {unit}", unit=record.unit) if record.unit else None])
        case CellRecord():
            path = f"{' > '.join(record.row_headers)} | {' > '.join(record.col_headers)}"
            return f"{path} = {amount(record) or record.sentence}"
        case Discarded():
            return _join(
                [
                    gettext("{type} set aside: {reason}", type=record.type, reason=gettext(_act(record.reason))),
                    record.detail,
                ],
                ", ",
            )
    return record.text


def facts(record: Record) -> list[tuple[str, str]]:
    """The fields of its own type that say something, with their values in words; links to other records stay out."""
    found = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _COMMON or name in ("anchor_id", "date_id", "content_start", "content_end"):
            continue
        if value is None or value == [] or value is False or value == "":
            continue
        found.append((name.replace("_", " "), _words(value)))
    return found


def amount(cell: CellRecord) -> str:
    """Value and unit of a cell with thousands set apart, the number in brackets behind it; empty for a cell in words."""
    if cell.value is None:
        return ""
    parts = [_number(cell.value) + (f" {cell.unit}" if cell.unit else "")]
    if cell.secondary_value is not None:
        label = f"{cell.secondary_label}: " if cell.secondary_label else ""
        parts.append(f"({label}{_number(cell.secondary_value)})")
    return " ".join(parts)


def says_more(cell: CellRecord) -> bool:
    """Whether the value is not plainly what the cell shows: multiplied out, negative by △, a number in brackets."""
    if cell.value is None:
        return False
    shown = cell.sentence.replace(",", "").rstrip("%").strip()
    try:
        return float(shown) != cell.value
    except ValueError:
        return True


def _number(value: float) -> str:
    return f"{int(value):,}" if value.is_integer() else f"{value:,.12g}"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return gettext("yes") if value is True else str(value)


def _act(act: str) -> str:
    return act.replace("_", " ")


def _parties(parties: list[str]) -> str | None:
    return f"[{', '.join(parties)}]" if parties else None


def _join(parts: list[str | None], between: str = "  ") -> str:
    return between.join(part for part in parts if part)
