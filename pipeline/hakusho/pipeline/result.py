"""What a run did, for the command line and for Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Result:
    """What a run did. `documents` are the doc_ids, `counts` the records by table, `set_aside` the
    discarded candidates by type and reason, `n_chars` the characters taken in,
    `processed` the documents that were not taken from the store; `unchanged` says that there was nothing to do.
    `decisions` counts what became of people's decisions, empty where there are none. `warnings` say what a person should
    know of a document, with its doc_id: totals that do not add up, sheets and pages that were not read as they stand."""

    documents: list[str] = field(default_factory=list)
    rejected: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    set_aside: Counter[tuple[str, str]] = field(default_factory=Counter)
    n_chars: int = 0
    passed_over: int = 0
    processed: int = 0
    unchanged: bool = False
    decisions: dict[str, int] = field(default_factory=dict)
    warnings: list[dict[str, str]] = field(default_factory=list)
