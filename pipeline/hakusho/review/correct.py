"""What a decision makes of one record: corrected, added, or as it was before a correction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from hakusho.language import message, said_by
from hakusho.records import (
    TABLES,
    CommitmentRecord,
    DateRecord,
    Discarded,
    Document,
    PersonRecord,
    Record,
    digest,
)
from hakusho.review.days import check_duration, days
from hakusho.review.decisions import Decision, Standing, seen

ADDED = "review.added"
"""The rule of a record that a person added."""

Rows = dict[str, list[Record]]


class Invalid(ValueError):
    """A correction that leaves no valid record; the message is for a person."""


def corrected(text: str, record: Record, decision: Decision) -> Record:
    """The record with a correction made. Raises Invalid."""
    fields = dict(decision.fields or {})
    if decision.span is not None:
        fields |= _span(text, decision.span, _expected(record, decision, decision.span.start))
    if decision.content is not None:
        found = decision.content.find(text, _expected(record, decision, decision.content.start))
        if found is None:
            raise Invalid(message("the span of the content is not there any more"))
        fields |= {"content_start": found[0], "content_end": found[1]}
    elif "content" in fields and fields["content"] is None:
        fields |= {"content_start": None, "content_end": None}
    if "date" in fields and fields["date"] != getattr(record, "date", None):
        fields["date_id"] = None  # it is no longer that record's value
    if isinstance(record, PersonRecord) and record.full_name == record.name and fields.get("name"):
        fields.setdefault("full_name", fields["name"])
    return validated(type(record), {**record.model_dump(), **fields, "review": "corrected"}, fields)


def validated(model: type[Record], values: dict[str, Any], entered: Collection[str]) -> Record:
    """A record of these values; where a person entered a date's value, its days follow. Raises Invalid in one line."""
    try:
        if model is DateRecord and not {"type", "value", "mod"}.isdisjoint(entered):
            values |= _days(values)
        if "date" in entered and values.get("date"):
            days(values["date"])
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(
            message("{where}: {problem}", where=".".join(map(str, first["loc"])) or "record", problem=first["msg"])
        ) from None
    except ValueError as error:
        raise Invalid(said_by(error)) from None


def as_extracted(document: Document, records: Mapping[str, list[Record]], stands: Standing) -> Rows:
    """The stored records of a document as they were before decisions were applied to them in the run."""
    rows = {table: [_restored(document.text, r, stands) for r in found] for table, found in records.items()}
    rows = {table: [r for r in found if r.rule != ADDED] for table, found in rows.items()}
    old = {r.record_id: r for r in records.get("dates", []) if isinstance(r, DateRecord)}
    changed = {
        r.record_id: (old[r.record_id].value, r.value)
        for r in rows.get("dates", [])
        if isinstance(r, DateRecord) and old[r.record_id].value != r.value
    }
    for table, found in rows.items():
        rows[table] = [
            r.model_copy(update={"date": changed[date_id][1]})
            if (date_id := getattr(r, "date_id", None)) in changed and getattr(r, "date", None) == changed[date_id][0]
            else r
            for r in found
        ]
    return rows


def added(text: str, decision: Decision, place: tuple[int, int]) -> Record:
    """The record of an addition, at its place in the text as it is now. Raises Invalid."""
    table, fields = str(decision.table), dict(decision.fields or {})
    start, end = place
    if table == "people":
        fields.setdefault("full_name", fields.get("name"))
        fields["full_name"] = fields["full_name"] or fields.get("name")
        fields["person_id"] = digest("person", str(fields["full_name"]))
    if table == "agreements":
        fields["agreement_id"] = digest("agreement", str(fields.get("name")))
    if decision.content is not None:
        found = decision.content.find(text)
        if found is None:
            raise Invalid(message("the span of the content is not there any more"))
        fields |= {"content_start": found[0], "content_end": found[1]}
    common = {
        "record_id": decision.record_id,
        "doc_id": decision.doc_id,
        "start": start,
        "end": end,
        "text": text[start:end],
        "section": decision.section or [],
        "sentence": decision.sentence,
        "page": decision.page,
        "rule": ADDED,
        "review": "accepted",
    }
    model = TABLES[table]
    assert issubclass(model, Record)
    return validated(model, {**common, **fields}, fields)


def _days(values: Mapping[str, Any]) -> dict[str, Any]:
    """`earliest` and `latest` as they follow from type, value and mod."""
    value = values.get("value")
    if not value:
        return {"earliest": None, "latest": None}
    if values.get("type") in ("DURATION", "SET"):
        check_duration(value)
        return {"earliest": None, "latest": None}
    first, last = days(value)
    mod = values.get("mod")
    return {"earliest": None if mod == "ON_OR_BEFORE" else first, "latest": None if mod == "ON_OR_AFTER" else last}


def _span(text: str, anchor: Any, expected: int) -> dict[str, Any]:
    place = anchor.find(text, expected)
    if place is None:
        raise Invalid(message("the corrected span is not there any more"))
    return {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}


def _expected(record: Record, decision: Decision, start: int) -> int:
    """Where a place of the decision is now, the record having moved from where it was seen."""
    return record.start + start - int((decision.was or {})["start"])


def span_holds(text: str, record: Record, decision: Decision) -> bool:
    """Whether a record stands where the correction puts it."""
    if decision.span is None:
        return True
    return decision.span.find(text, record.start) == (record.start, record.end)


def _restored(text: str, record: Record, stands: Standing) -> Record:
    """A stored record before its correction: the newest correction that it agrees with is taken back."""
    if record.review == "unreviewed" or isinstance(record, Discarded):
        return record
    plain = record.model_copy(update={"review": "unreviewed"})
    if record.review == "accepted":
        return plain
    for decision in reversed(stands.corrections.get(record.record_id, [])):
        if decision.becomes != seen(plain) or (decision.span and decision.span.exact != record.text):
            continue
        was = dict(decision.was or {})
        if isinstance(record, CommitmentRecord) or decision.span:
            moved = record.start - (decision.span.start if decision.span else int(was.get("start", record.start)))
            for name in ("start", "end", "content_start", "content_end"):
                if was.get(name) is not None:
                    was[name] = int(was[name]) + moved
        values = {**record.model_dump(), **was, "review": "unreviewed"}
        values["text"] = text[values["start"] : values["end"]]
        try:
            return validated(type(record), values, ())
        except Invalid:
            continue
    return plain
