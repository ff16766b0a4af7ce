"""The desk at which one person decides: the extraction, the file of decisions, the queue, and what each decision does.

Everything shown comes from the extraction with the decisions that stand applied to it (`apply`, as in a run), so that
the page shows what the next run will write.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hakusho.language import message, said_by
from hakusho.records import TABLES, Discarded, Record, RecordIds
from hakusho.results.stored import Stored
from hakusho.review.anchor import Anchor
from hakusho.review.correct import ADDED, Invalid, added
from hakusho.review.decisions import Decision, Standing, standing
from hakusho.review.fields import read_form
from hakusho.review.log import Log, fingerprint
from hakusho.review.page import Page, Refused, correction
from hakusho.review.place import surface
from hakusho.review.queue import Entry, Queue

_HELD = 16  # documents kept in memory


class Outdated(Refused):
    """The record has other values than those that the person saw."""


@dataclass
class Desk:
    """One person's review of one extraction. A context manager: it holds the file of decisions while it is open."""

    extracted: Path
    decisions: Path
    by: str
    lost: dict[str, Record] = field(default_factory=dict)  # records of an older extraction that are gone
    documents: frozenset[str] = frozenset()

    def __enter__(self) -> Desk:
        self.stored = Stored(self.extracted)
        self.log = Log(self.decisions)
        self.log.__enter__()
        self.queue = Queue(self.stored)
        self.documents = frozenset(self.stored.column("documents", "doc_id"))
        self._held: OrderedDict[str, Page] = OrderedDict()
        self._take_in(first=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.log.__exit__()

    # What is shown

    def document(self, doc_id: str) -> Page:
        """A document as it stands now. Raises Refused where there is none."""
        if doc_id not in self._held:
            if doc_id not in self.documents:
                raise Refused(message("there is no document {doc_id}", doc_id=doc_id))
            document = self.stored.document(doc_id)
            tables = [t for t in TABLES if t != "documents"]
            rows = {table: self.stored.records(table, doc_id=doc_id) for table in tables}
            self._held[doc_id] = Page(document, rows, self.stands)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(doc_id)
        return self._held[doc_id]

    def find(self, record_id: str) -> tuple[Entry, Page, Record]:
        """A record with its document and its entry. Raises Refused where there is none."""
        entry = self.queue.entry(record_id)
        if entry is None:
            raise Refused(message("there is no record {record_id}", record_id=record_id))
        page = self.document(entry.doc_id)
        record = page.by_id.get(record_id) or self.lost.get(record_id)
        if record is None:
            raise Refused(message("there is no record {record_id}", record_id=record_id))
        return entry, page, record

    def dependents(self, record_id: str) -> list[Entry]:
        """The records that take a value from one: those dated by a date."""
        entry, page, _ = self.find(record_id)
        if entry.type != "dates":
            return []
        using = [r for r in page.raw.values() if getattr(r, "date_id", None) == record_id]
        return [found for r in using if (found := self.queue.entry(r.record_id)) is not None]

    def lose(self, record: Record) -> None:
        """Take in a record that an older extraction had and this one has not."""
        self.lost[record.record_id] = record
        said = self.stands.of_record.get(record.record_id)
        is_settled = said is not None and said.decision == "reject"
        self.queue.put(record, "rejected" if is_settled else "unreviewed", "lost")

    # What is decided

    def decide(self, kind: str, at: str, record_id: str, seen_before: str, request: Mapping[str, Any]) -> str:
        """Accept, reject or correct a record that was seen; gives its record_id. Raises Refused, Outdated."""
        entry, page, shown = self.find(record_id)
        if self._sent_before(at, kind, record_id):
            return record_id  # the answer was lost on the way, not the decision
        if seen_before != page.seen(shown):
            raise Outdated(message("the record has changed since it was shown; look at it again"))
        before = page.before.get(record_id, shown)
        if isinstance(before, Discarded) or (entry.change == "lost" and kind == "correct"):
            raise Refused(message("undo the rejection, then run again: the record's values are not at hand"))
        common: dict[str, Any] = {
            "at": at,
            "by": self.by,
            "decision": kind,
            "doc_id": entry.doc_id,
            "table": entry.type,
            "record_id": record_id,
            "text": shown.text,
            "note": request.get("note") or None,
        }
        if entry.change == "lost" and kind == "accept":  # a record that is gone is brought back by adding it
            return self._bring_back(common, page, shown)
        common["seen"] = page.seen(before)
        if kind == "correct":
            common |= correction(page, before, shown, request)
        self._write(common)
        return record_id

    def add(self, at: str, doc_id: str, table: str, request: Mapping[str, Any]) -> str:
        """Add a record that is missing; gives its record_id. Raises Refused."""
        page = self.document(doc_id)
        anchor = page.anchor(request["span"], request.get("exact"))
        try:
            values = read_form(table, request.get("fields", {}))
        except ValueError as error:
            raise Refused(said_by(error)) from None
        place = page.places.at(anchor.start, anchor.end)
        content = page.anchor(request["content"]) if request.get("content") else None
        if content is not None and not values.get("content"):
            values["content"] = surface(content.exact)
        extra = [str(values.get("act"))] if table == "agreements" else []
        same = [d for d in self.log.decisions if d.decision == "add" and d.at == at and d.span == anchor]
        ids = RecordIds(doc_id)
        record_id = ids.next(table, place.sentence, anchor.exact, extra)
        while self.queue.entry(record_id) is not None and not same:
            record_id = ids.next(table, place.sentence, anchor.exact, extra)
        if same:
            return str(same[0].record_id)
        draft = {
            "at": at,
            "by": self.by,
            "decision": "add",
            "doc_id": doc_id,
            "table": table,
            "record_id": record_id,
            "text": anchor.exact,
            "fields": values,
            "span": anchor,
            "content": content,
            "sentence": place.sentence,
            "section": place.section,
            "page": place.page,
        }
        decision = self._checked(draft)
        try:
            record = added(page.text, decision, (anchor.start, anchor.end))
        except Invalid as error:
            raise Refused(said_by(error)) from None
        self.queue.put(record, "accepted")
        self._write(draft)
        return record_id

    def complete(self, at: str, doc_id: str, table: str, span: list[int] | None) -> None:
        """Say that no record of a type is missing in the document, or in a stretch of it."""
        page = self.document(doc_id)
        anchor = page.anchor(span) if span else None
        self._write(
            {
                "at": at,
                "by": self.by,
                "decision": "complete",
                "doc_id": doc_id,
                "table": table,
                "seen": page.fingerprint,
                "span": anchor,
            }
        )

    def undo(self, at: str) -> Decision | None:
        """Withdraw this person's last decision that stands; None where there is none."""
        for decision in self.log.decisions:
            if decision.decision == "withdraw" and decision.at == at and decision.by == self.by:
                return next((d for d in self.log.decisions if d.id == decision.withdraws), None)
        withdrawn = {d.withdraws for d in self.log.decisions if d.decision == "withdraw"}
        for decision in reversed(self.log.decisions):
            if decision.by == self.by and decision.decision != "withdraw" and decision.id not in withdrawn:
                self._write({"at": at, "by": self.by, "decision": "withdraw", "withdraws": decision.id}, decision)
                return decision
        return None

    # Within

    def _write(self, values: Mapping[str, Any], about: Decision | None = None) -> None:
        decision = self._checked(values)
        self.log.append(decision)
        self._take_in(about or decision)

    def _checked(self, values: Mapping[str, Any]) -> Decision:
        try:
            return Decision.model_validate(values)
        except ValidationError as error:
            raise Refused(error.errors()[0]["msg"]) from None

    def _sent_before(self, at: str, kind: str, record_id: str) -> bool:
        return any(
            (d.at, d.decision, d.record_id, d.by) == (at, kind, record_id, self.by)
            for d in reversed(self.log.decisions)
        )

    def _bring_back(self, common: Mapping[str, Any], page: Page, old: Record) -> str:
        anchor = Anchor.of(page.text, old.start, old.end) if page.text[old.start : old.end] == old.text else None
        if anchor is None:
            raise Refused(message("the text has moved since; select it and add the record"))
        from hakusho.review.fields import EDITABLE

        fields = {name: getattr(old, name) for name in EDITABLE[old.table]}
        place = {"sentence": old.sentence, "section": old.section, "page": old.page}
        self._write({**common, "decision": "add", "fields": fields, "span": anchor, **place})
        return old.record_id

    def _take_in(self, decision: Decision | None = None, first: bool = False) -> None:
        """Bring what is shown up to date with the file: of one document, or at the beginning of all that need it."""
        self.stands: Standing = standing(self.log.decisions)
        if decision is not None and decision.doc_id is not None:
            touched = {decision.doc_id}
        else:
            touched = self._not_in_the_extraction()
        for doc_id in sorted(touched):
            if (page := self._held.get(doc_id)) is not None:
                self._held[doc_id] = Page(page.document, page.stored, self.stands)
            self.queue.set_status(self._statuses(doc_id))
        if first:
            self._asked_again(touched)

    def _statuses(self, doc_id: str) -> dict[str, str]:
        page = self.document(doc_id)
        there = {d.record_id for d in self.stands.added.get(doc_id, [])}
        for decision in self.log.decisions:
            if decision.decision == "add" and decision.doc_id == doc_id and decision.record_id is not None:
                record = page.by_id.get(decision.record_id)
                if record is not None and decision.record_id in there:
                    self.queue.put(record, page.status(record))
                elif decision.record_id in self.lost:
                    self.queue.put(self.lost[decision.record_id], "unreviewed", "lost")
                elif record is None or record.rule == ADDED:
                    self.queue.drop(decision.record_id)
        found = {record_id: page.status(record) for record_id, record in page.by_id.items()}
        for record_id in self.lost:
            if record_id not in page.by_id and (said := self.stands.of_record.get(record_id)):
                found[record_id] = {"reject": "rejected"}.get(said.decision, "unreviewed")
            elif record_id not in page.by_id:
                found[record_id] = "unreviewed"
        return found

    def _not_in_the_extraction(self) -> set[str]:
        """The documents of which the last run did not know all decisions that stand now."""
        known = self.stored.run.get("decisions", {}).get("sha256")
        now = fingerprint(self.decisions)
        if known == now:
            return set()
        if known is not None and now is not None:
            state = hashlib.sha256()
            lines = self.decisions.read_bytes().splitlines(keepends=True)[::-1]
            while lines and state.hexdigest() != known:
                state.update(lines.pop())
            if state.hexdigest() == known:  # only added to since
                about = {d.id: d.doc_id for d in self.log.decisions}
                new = [json.loads(line) for line in lines if line.strip()]
                touched = {entry.get("doc_id") or about.get(entry.get("withdraws")) for entry in new}
                return {d for d in touched if d} & self.documents
        everything = {d.doc_id for d in self.log.decisions if d.doc_id is not None} | self.queue.decided_documents()
        return everything & self.documents

    def _asked_again(self, done: set[str]) -> None:
        """A record that a person decided and the run left unreviewed has other values than it had."""
        found = {}
        for record_id, decision in self.stands.of_record.items():
            entry = self.queue.entry(record_id)
            if entry is not None and entry.doc_id not in done and entry.status == "unreviewed":
                found[decision.record_id or ""] = "changed"
        self.queue.set_status(found)
