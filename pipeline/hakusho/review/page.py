"""A document as it stands with all decisions, and what a person asks of it: spans, and corrections of what is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from hakusho.errors import HakushoError
from hakusho.language import message, said_by
from hakusho.records import CellRecord, CommitmentRecord, Discarded, Document, Record, TableRecord
from hakusho.review.anchor import Anchor
from hakusho.review.apply import apply
from hakusho.review.correct import Invalid, Rows, as_extracted, corrected
from hakusho.review.decisions import Decision, Standing, seen
from hakusho.review.fields import read_form
from hakusho.review.place import Places, surface


class Refused(HakushoError):
    """A decision that cannot be taken; the message says why, and nothing was written."""


class Page:
    """A document as it stands with all decisions: `by_id` has its records, the rejected among them as they were."""

    def __init__(self, document: Document, rows: Rows, stands: Standing) -> None:
        self.document, self.text, self.stored = document, document.text, rows
        before = as_extracted(document, rows, stands)
        after, outcome = apply(document, before, stands)
        self.raw = {r.record_id: r for found in before.values() for r in found}
        self.before = self.raw | outcome.asked  # as a decision meets them: with what corrected dates hand on
        self.changed = {d.record_id for d in outcome.changed}
        self.invalid = {d.record_id: message for d, message in outcome.invalid}
        self.rows = after
        self.rejected = {
            r.record_id
            for r in after.get("discarded", [])
            if isinstance(r, Discarded) and r.reason == "rejected_in_review"
        }
        standing_records = [r for table, found in after.items() if table != "discarded" for r in found]
        self.by_id: dict[str, Record] = {r.record_id: r for r in standing_records}
        for record in after.get("discarded", []):
            if record.record_id in self.rejected:
                self.by_id[record.record_id] = self.before.get(record.record_id, record)
        self._stands = stands
        self._cells: dict[str, list[CellRecord]] = {}
        for record in self.before.values():
            if isinstance(record, CellRecord):
                self._cells.setdefault(record.table_id, []).append(record)

    @property
    def fingerprint(self) -> str:
        """Of the text: what `complete` was said of."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def places(self) -> Places:
        return Places(self.document, list(self.before.values()))

    def records(self) -> list[Record]:
        """The records to mark in the text: those that stand."""
        return [r for table, found in self.rows.items() if table != "discarded" for r in found]

    def status(self, record: Record) -> str:
        if record.record_id in self.rejected:
            return "rejected"
        if record.record_id in self.changed:
            return "changed"
        return str(record.review)

    def cells(self, table: TableRecord) -> list[CellRecord]:
        """The cells of a table as they stand."""
        return [
            c for c in self.rows.get("table_cells", []) if isinstance(c, CellRecord) and c.table_id == table.table_id
        ]

    def seen(self, record: Record) -> str:
        """The hash of what a person sees of it."""
        return seen(record, self._cells.get(record.table_id, []) if isinstance(record, TableRecord) else ())

    def decision(self, record: Record) -> Decision | None:
        return self._stands.of_record.get(record.record_id)

    def complete(self, table: str) -> Decision | None:
        """Who said of this very text that nothing of the type is missing."""
        said = self._stands.complete.get(self.document.doc_id, {}).get(table)
        return said if said is not None and said.seen == self.fingerprint else None

    def anchor(self, span: Any, exact: str | None = None) -> Anchor:
        """The anchor of a selection without the white space at its ends. Raises Refused where it is none, or where
        the browser saw other characters there than the document has."""
        try:
            start, end = (int(n) for n in span)
        except (TypeError, ValueError):
            raise Refused(message("a selection has a start and an end")) from None
        if not 0 <= start < end <= len(self.text):
            raise Refused(message("the selection {start}:{end} is not in the document", start=start, end=end))
        if exact is not None and _shown(self.text[start:end]) != _shown(exact):
            raise Refused(message("the selected text is not what the document has there; load the page again"))
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == end:
            raise Refused(message("nothing but white space is selected"))
        return Anchor.of(self.text, start, end)


def correction(page: Page, before: Record, shown: Record, request: Mapping[str, Any]) -> dict[str, Any]:
    """What a correction says: the fields that differ from the extracted ones, the spans where they were moved."""
    try:
        entered = read_form(before.table, request.get("fields", {}))
    except ValueError as error:
        raise Refused(said_by(error)) from None
    said: dict[str, Any] = {}
    span = page.anchor(request["span"], request.get("exact")) if request.get("span") else None
    content = page.anchor(request["content"]) if request.get("content") else None
    if span is None and (shown.start, shown.end) != (before.start, before.end):
        span = Anchor.of(page.text, shown.start, shown.end)  # moved by an earlier correction, and still so
    if isinstance(shown, CommitmentRecord) and isinstance(before, CommitmentRecord) and content is None:
        now = (shown.content_start, shown.content_end)
        if now != (before.content_start, before.content_end) and None not in now:
            content = Anchor.of(page.text, int(now[0] or 0), int(now[1] or 0))
    if span is not None and (span.start, span.end) == (before.start, before.end):
        span = None
    if content is not None and request.get("content"):
        entered["content"] = surface(content.exact)
    fields = {name: value for name, value in entered.items() if value != getattr(before, name)}
    was = {name: getattr(before, name) for name in fields}
    if span is not None or content is not None:
        was |= {"start": before.start, "end": before.end}
    if content is not None and isinstance(before, CommitmentRecord):
        was |= {"content_start": before.content_start, "content_end": before.content_end}
    if not fields and span is None and content is None:
        raise Refused(message("nothing was changed"))
    said = {"fields": fields, "was": was, "span": span, "content": content}
    draft = Decision.model_construct(**said, decision="correct", record_id=before.record_id)
    try:
        after = corrected(page.text, before, draft)
    except Invalid as error:
        raise Refused(said_by(error)) from None
    return {**said, "becomes": seen(after)}


def _shown(text: str) -> str:
    """Text as a browser gives it back: line ends and what no page can show are alike."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in plain).strip()
