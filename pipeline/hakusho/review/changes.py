"""The queue of what changed between two extractions, to be said yes or no to before a rule is merged."""

from __future__ import annotations

from hakusho.compare.changes import compare
from hakusho.compare.revisions import extraction_folder
from hakusho.records import Discarded, Record
from hakusho.results.stored import Stored
from hakusho.review.desk import Desk


def mark_changes(desk: Desk, against: str) -> None:
    """Put the changes since an older extraction (a folder, or a git revision) into the queue. What is lost comes in with
    the values that it had. What only moved, and candidates that were set aside, are nothing to decide."""
    with extraction_folder(against, desk.extracted) as folder:
        comparison = compare(Stored(folder), desk.stored)
    kinds: dict[str, str] = {}
    for change in comparison.changes:
        new, old = change.new, change.old
        if change.kind == "moved" or isinstance(new or old, Discarded):
            continue
        if isinstance(new, Record):
            kinds[new.record_id] = change.kind
        if isinstance(old, Record) and old.doc_id in desk.documents and desk.queue.entry(old.record_id) is None:
            desk.lose(old)
    desk.queue.set_change(kinds)
