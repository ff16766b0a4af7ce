"""The file of decisions: one line a decision, only ever appended to, made for git.

A line is never changed. Who thinks again appends another line on the same record, and the last one stands; undo is a
line that withdraws an earlier one, after which what was decided before it stands again. A decision holds the record's
identity and a hash of the values that the person saw, so that the same record is not asked again in the next run, and
one whose values have changed is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hakusho.records import CellRecord, Record, digest
from hakusho.review.anchor import Anchor
from hakusho.review.fields import EDITABLE, SPAN_TYPES

Kind = Literal["accept", "reject", "correct", "add", "complete", "withdraw"]

# Left out of the hash of what a person saw: where the record stands, who it is within the corpus, how it came about.
_NOT_SEEN = frozenset(Record.model_fields) | {
    "anchor_id",
    "date_id",
    "person_id",
    "agreement_id",
    "table_id",
    "content_start",
    "content_end",
    "earliest",  # both follow from the value
    "latest",
}
_NEEDS: dict[str, tuple[str, ...]] = {
    "accept": ("doc_id", "table", "record_id", "seen"),
    "reject": ("doc_id", "table", "record_id", "seen"),
    "correct": ("doc_id", "table", "record_id", "seen", "becomes", "fields", "was"),
    "add": ("doc_id", "table", "record_id", "fields", "span", "sentence", "section"),
    "complete": ("doc_id", "table", "seen"),
    "withdraw": ("withdraws",),
}


class Decision(BaseModel):
    """A line of the file. The order of the fields is the order in the line; what is None is left out.

    `id` is a hash of the rest, so that a line sent twice is one. `at` is when the person decided, ISO 8601 with its
    zone, `by` who. `seen` is the hash of the values decided on (of `complete`: of the document's text), `becomes` of
    those that a correction leaves. `fields` are the new values, `was` the old ones, with `start` and `end` of the
    record where `span` or `content` moves one. `complete` says that nothing is missing of a type in the document, or in
    the `span`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field("", pattern=r"^([0-9a-f]{16})?$")
    at: str
    by: str = Field(min_length=1, max_length=200)
    decision: Kind
    doc_id: str | None = None
    table: str | None = None
    record_id: str | None = None
    text: str | None = None
    seen: str | None = None
    becomes: str | None = None
    fields: dict[str, Any] | None = None
    was: dict[str, Any] | None = None
    span: Anchor | None = None
    content: Anchor | None = None
    sentence: str | None = None
    section: list[str] | None = None
    page: int | None = None
    withdraws: str | None = None
    note: str | None = Field(None, max_length=2000)

    @model_validator(mode="after")
    def _is_whole(self) -> Decision:
        moment = dt.datetime.fromisoformat(self.at)  # a ValueError becomes the validation's
        if moment.tzinfo is None:
            raise ValueError("at: a time needs its zone: 2026-01-31T09:30:00+09:00")
        if missing := [name for name in _NEEDS[self.decision] if getattr(self, name) is None]:
            raise ValueError(f"{self.decision} needs {', '.join(missing)}")
        if self.table is not None and self.table not in EDITABLE:
            raise ValueError(f"table: there is none of the name {self.table}")
        if self.decision in ("add", "complete") and self.table not in (*SPAN_TYPES, "tables"):
            raise ValueError(f"{self.decision}: not of {self.table}")
        if self.decision == "add" and self.table not in SPAN_TYPES:
            raise ValueError(f"add: a record of {self.table} is not made by selecting text")
        if unknown := [name for name in self.fields or () if name not in EDITABLE[str(self.table)]]:
            raise ValueError(f"fields: {', '.join(unknown)} cannot be corrected")
        if (self.span or self.content) and self.decision == "correct" and "start" not in (self.was or {}):
            raise ValueError("was needs the record's start where a span is corrected")
        if self.content is not None and self.table != "commitments":
            raise ValueError("content: only a commitment has one")
        if self.id and self.id != self.identity():
            raise ValueError("id: is not the hash of the line; a decision is changed by another line, not by editing")
        return self

    def identity(self) -> str:
        return digest("decision", self._json({"id"}))

    def signed(self) -> Decision:
        """The same with its identity."""
        return self.model_copy(update={"id": self.identity()})

    def line(self) -> str:
        """As it stands in the file, with the line break."""
        return self._json(set()) + "\n"

    def _json(self, without: set[str]) -> str:
        return json.dumps(
            self.model_dump(mode="json", exclude_none=True, exclude=without),
            ensure_ascii=False,
            separators=(", ", ": "),
        )


@dataclass(slots=True)
class Standing:
    """What stands, all lines read. `of_record` is the decision on a record, `corrections` all that were ever made to
    it, in order; `added` and `complete` are by document."""

    of_record: dict[str, Decision] = field(default_factory=dict)
    corrections: dict[str, list[Decision]] = field(default_factory=dict)
    added: dict[str, list[Decision]] = field(default_factory=dict)
    complete: dict[str, dict[str, Decision]] = field(default_factory=dict)
    documents: dict[str, set[str]] = field(default_factory=dict)  # the record_ids decided on, by doc_id


def standing(decisions: Sequence[Decision]) -> Standing:
    """What stands after all lines, in the order of the file."""
    withdrawn: set[str] = set()
    for decision in reversed(decisions):  # from the end, so that a withdrawal that was itself withdrawn has no effect
        if decision.decision == "withdraw" and decision.id not in withdrawn and decision.withdraws:
            withdrawn.add(decision.withdraws)
    result = Standing()
    for decision in decisions:
        if decision.decision == "correct":
            result.corrections.setdefault(str(decision.record_id), []).append(decision)
        if decision.decision == "withdraw" or decision.id in withdrawn:
            continue
        doc_id, record_id = str(decision.doc_id), str(decision.record_id)
        if decision.decision == "complete":
            result.complete.setdefault(doc_id, {})[str(decision.table)] = decision
        elif decision.decision == "add":
            result.added.setdefault(doc_id, []).append(decision)
        else:
            result.of_record[record_id] = decision
            result.documents.setdefault(doc_id, set()).add(record_id)
    return result


def seen(record: Record, cells: Iterable[Record] = ()) -> str:
    """A hash of what a person sees of a record; of a table, with its cells, since it is decided as a whole."""
    parts = [_values(record)]
    parts += sorted(f"{_values(cell)}{cell.sentence}" for cell in cells if isinstance(cell, CellRecord))
    return digest(*parts)


def _values(record: Record) -> str:
    values = record.model_dump(mode="json", exclude=set(_NOT_SEEN))
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
