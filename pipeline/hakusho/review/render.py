"""Records and documents as the templates show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic_core import PydanticUndefined

from hakusho.records import TABLES, CellRecord, DateRecord, Discarded, PersonRecord, Record, TableRecord
from hakusho.results.context import Context, around
from hakusho.review.desk import Desk
from hakusho.review.fields import EDITABLE, SPAN_TYPES, entered, form
from hakusho.review.page import Page
from hakusho.review.queue import OPEN, Entry, Filter
from hakusho.review.wording import Words
from hakusho.show.segments import Marks
from hakusho.show.wording import amount

PART = 6_000
"""Code points of a document shown at a time, more or less."""
_BREAK = re.compile(r"\n[ \t　]{0,80}\n|\f")
_LINE = re.compile(r"[。\n]")
_MOST_CELLS = 400

_HIDDEN = frozenset(Record.model_fields) | {"content_start", "content_end", "anchor_id", "date_id", "person_id"}
_HIDDEN |= {"agreement_id", "table_id", "winner_id", "n_rows", "n_cols", "numeric"}  # the last three a table shows


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text under the same records: their identities, the innermost first, and the classes of its look."""

    start: int
    text: str
    ids: str
    look: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record as a line of the queue."""

    entry: Entry
    record: Record
    seen: str
    context: Context
    said: list[str]

    @property
    def is_open(self) -> bool:
        return self.entry.status in OPEN


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates. Everything that comes from a document is escaped by them."""
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["verbatim"] = verbatim
    return environment


def verbatim(text: str) -> Markup:
    """Text of a document so that the browser keeps every code point of it where it is, and offsets can be counted.

    A browser reads CR LF as one character, and drops NUL; a lone surrogate cannot be sent at all.
    """
    plain = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return Markup(str(escape(plain)).replace("\r", "&#13;"))


def parts(text: str) -> list[tuple[int, int]]:
    """The text cut where a paragraph ends, or at least a line or sentence, into parts that a page can hold."""
    found, start = [], 0
    while len(text) - start > PART * 3 // 2:
        cut = start + PART
        for border in (_BREAK, _LINE):
            if match := border.search(text, start + PART, start + PART * 3 // 2):
                cut = match.end()
                break
        found.append((start, cut))
        start = cut
    return [*found, (start, len(text))]


def part_at(cuts: list[tuple[int, int]], offset: int) -> int:
    """The number of the part in which an offset lies."""
    return next((n for n, (_, end) in enumerate(cuts) if offset < end), len(cuts) - 1)


def stretches(page: Page, start: int, end: int) -> Iterator[Stretch]:
    """A part of a document cut where records begin and end."""
    gone = [page.by_id[record_id] for record_id in page.rejected if record_id in page.by_id]
    marks = Marks([*page.records(), *gone])
    for segment in marks.segments(start, end):
        looks: dict[str, None] = {}
        for mark in segment.marks:
            if mark.record.record_id in page.rejected:
                looks["gone"] = None
            else:
                looks["content" if mark.is_content else mark.record.table] = None
        kinds = [m.record.table for m in segment.marks if not m.is_content]
        if len(kinds) > len(set(kinds)):
            looks["twice"] = None
        ids = dict.fromkeys(m.record.record_id for m in reversed(segment.marks))
        yield Stretch(segment.start, page.text[segment.start : segment.end], " ".join(ids), " ".join(looks))


def item(desk: Desk, entry: Entry, words: Words) -> Item:
    """A line of the queue."""
    entry, page, record = desk.find(entry.record_id)
    text = page.text if entry.change != "lost" else record.text
    start, end = (record.start, record.end) if entry.change != "lost" else (0, len(record.text))
    context = around(text, start, min(end, start + 120), most=24)
    if isinstance(record, TableRecord):
        context = Context("", record.caption or context.surface[:40], "")
    return Item(entry, record, page.seen(record), context, said(record, words))


def said(record: Record, words: Words) -> list[str]:
    """What the record says, in a few parts: what a person says yes or no to."""
    values: list[Any]
    match record:
        case DateRecord():
            values = [record.value or "—", record.mod, record.freq, None if record.type == "DATE" else record.type]
        case PersonRecord():
            full = record.full_name if record.full_name != record.name else None
            values = [record.name, full, record.title, record.country, record.honorific, record.date]
        case CellRecord():
            path = [" > ".join(record.row_headers), " > ".join(record.col_headers)]
            number = record.value if record.value is not None else record.sentence
            values = [*path, f"= {words.value(number)}", record.unit, record.secondary_value]
        case TableRecord():
            values = [f"{record.n_rows} × {record.n_cols}", record.unit, *record.notes]
        case Discarded():
            values = [record.text, record.detail]
        case _:
            names = ("act", "status", "negated", "name", "actor", "content", "parties", "date")
            values = [getattr(record, name, None) for name in names]
            values = [None if v == "done" else words("none") if v is True else v for v in values]
    return [words.value(v) for v in values if v not in (None, "", False, [])]


def facts(page: Page, record: Record, words: Words) -> list[tuple[str, str, bool]]:
    """The fields of a record with their values in words, and whether a person corrected each; empty ones stay out."""
    decision = page.decision(record)
    fixed = set(decision.fields or ()) if decision is not None and decision.decision == "correct" else set()
    found = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _HIDDEN or (value in (None, "", []) and name not in fixed):
            continue
        if value is False and name not in fixed:
            continue
        found.append((words.field(name), words.value(value) if value not in (None, "", []) else "—", name in fixed))
    return found


def card(desk: Desk, record_id: str, words: Words) -> dict[str, Any]:
    """What the card of a record shows."""
    entry, page, record = desk.find(record_id)
    cells = page.cells(record)[:_MOST_CELLS] if isinstance(record, TableRecord) else []
    decision = page.decision(record)
    return {
        "item": item(desk, entry, words),
        "facts": facts(page, record, words),
        "section": record.section,
        "decision": decision,
        "invalid": page.invalid.get(record_id),
        "grid": _grid(cells),
        "amount": amount,
        "fields": ", ".join((decision.fields or {}) if decision else ()),
    }


def edit_form(desk: Desk, record_id: str) -> dict[str, Any]:
    """The form that corrects a record."""
    entry, page, record = desk.find(record_id)
    fields = [(known, entered(known, getattr(record, known.name))) for known in form(entry.type)]
    return {
        "fields": fields,
        "type": entry.type,
        "doc_id": entry.doc_id,
        "record_id": record_id,
        "seen": page.seen(record),
        "start": record.start,
        "end": record.end,
        "surface": record.text,
        "movable": entry.type in SPAN_TYPES,
        "content": getattr(record, "content", None),
    }


def new_form(desk: Desk, doc_id: str, table: str, start: int, end: int) -> dict[str, Any]:
    """The form that adds a record of a selection."""
    page = desk.document(doc_id)
    anchor = page.anchor((start, end))
    given = {"type": "DATE", "name": "".join(anchor.exact.split())}
    fields = []
    for known in form(table):  # what has no default a person must choose
        default = TABLES[table].model_fields[known.name].get_default()
        usual = "" if default is PydanticUndefined else entered(known, default)
        fields.append((known, given.get(known.name, usual)))
    return {
        "fields": fields,
        "type": table,
        "doc_id": doc_id,
        "record_id": "",
        "seen": "",
        "start": anchor.start,
        "end": anchor.end,
        "surface": anchor.exact,
        "movable": True,
        "content": None,
    }


def progress(desk: Desk, wanted: Filter) -> dict[str, int]:
    """How much of the queue there is, and how much of it is still to decide."""
    everything = desk.queue.count(wanted)
    undecided = Filter(**{**wanted.query(), "status": "open"})
    if wanted.status and wanted.status not in (*OPEN, "open"):
        return {"all": everything, "open": 0}
    return {"all": everything, "open": desk.queue.count(undecided)}


def missing(desk: Desk, doc_id: str) -> list[tuple[str, int, int, Any]]:
    """By type: decided, of how many, and who said that nothing is missing."""
    page = desk.document(doc_id)
    counts = desk.queue.progress(doc_id)
    return [(name, *counts.get(name, (0, 0)), page.complete(name)) for name in EDITABLE if name != "table_cells"]


def _grid(cells: list[CellRecord]) -> list[list[CellRecord | None]]:
    """Cells by row and column; None where there is none."""
    if not cells:
        return []
    columns = max(c.col for c in cells) + 1
    rows: dict[int, list[CellRecord | None]] = {}
    for cell in cells:
        rows.setdefault(cell.row, [None] * columns)[cell.col] = cell
    return [rows[n] for n in sorted(rows)]
