"""An extraction against gold: precision, recall and F1 of every measure, and what was missed and what is too much."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hakusho.compare.cells import Cell, Cells, compare_cells
from hakusho.compare.gold import SPAN_TYPES, GoldDocument, GoldItem, load_gold
from hakusho.compare.measures import MEASURES
from hakusho.compare.pairing import Pairing, pair, touches
from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import CellRecord, Record
from hakusho.results.context import Context, around
from hakusho.results.stored import Stored, did_you_mean

CELL_MEASURES = ("cells full paths", "numeric cells full paths", "cells last headers", "numeric cells last headers")
ALL_MEASURES = (
    *(f"{kind}:{name}" for kind, measures in MEASURES.items() for name in measures),
    *(f"tables:{name}" for name in CELL_MEASURES),
)


@dataclass(slots=True)
class Score:
    """Counts of one measure: right answers, records that were counted, gold items that were asked for."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_json(self) -> dict[str, float]:
        """Under the names that are usual for it, rounded to four places."""
        figures = {"p": self.precision, "r": self.recall, "f1": self.f1}
        counts = {"tp": self.right, "pred": self.found, "gold": self.gold}
        return {**{name: round(value, 4) for name, value in figures.items()}, **counts}


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold item that no record is right about, with the records that stand where it stands."""

    doc: str
    item: GoldItem
    instead: tuple[Record, ...]
    context: Context


@dataclass(frozen=True, slots=True)
class Extra:
    """A record that answers no gold item."""

    doc: str
    record: Record
    context: Context


@dataclass(slots=True)
class Errors:
    """What one measure counts as wrong, in reading order by document; cells of tables with how often."""

    misses: list[Miss] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    missed_cells: list[tuple[Cell, int]] = field(default_factory=list)
    extra_cells: list[tuple[Cell, int]] = field(default_factory=list)


@dataclass(slots=True)
class Evaluation:
    """The outcome: a score for each `type:measure`, the errors that were asked for, the gold nobody extracted."""

    scores: dict[str, Score] = field(default_factory=dict)
    errors: Errors | None = None
    absent: list[str] = field(default_factory=list)


def evaluate(
    extracted: str | Path, gold: str | Path, *, docs: Collection[str] | None = None, errors: str | None = None
) -> Evaluation:
    """Compare an extraction with the gold of a folder.

    `docs` keeps the named gold documents; `errors` names the measure whose misses and extras are listed (`dates:value`,
    or `tables`). A record pairs with a gold item where their spans, without surrounding white space, overlap by half
    of their union or more, one to one, the closest first, and the measure holds. A gold document that was not
    extracted counts as missed, and is named in `absent`. Raises HakushoError for folders or names that are not there.
    """
    wanted = measure_name(errors) if errors is not None else None
    documents = load_gold(Path(gold), docs)
    stored = Stored(extracted)
    result = Evaluation(errors=Errors() if wanted else None)
    known = {_name(doc_id): doc_id for doc_id in stored.column("documents", "doc_id")}
    result.absent = [d.name for d in documents if d.name not in known]
    for kind in SPAN_TYPES:
        annotated = [d for d in documents if kind in d.items]
        if not annotated:
            continue
        records = _by_name(stored.records(kind))
        for name in MEASURES[kind]:
            measure = f"{kind}:{name}"
            outcomes = [(d, _outcome(d, kind, name, records)) for d in annotated]
            result.scores[measure] = _score([outcome for _, outcome in outcomes])
            if result.errors is not None and measure == wanted:
                for document, outcome in outcomes:
                    text = stored.document(known[document.name]).text if document.name in known else ""
                    _list_errors(result.errors, document.name, outcome, records[document.name], text)
    if any(d.tables is not None for d in documents):
        cells = [c for c in stored.records("table_cells") if isinstance(c, CellRecord)]
        _score_cells(compare_cells(documents, _by_name(cells)), wanted, result)
    return result


def measure_name(name: str) -> str:
    """The measure that a person means: as it is printed, or a type alone where it has its strictest in mind.

    Raises HakushoError that names the nearest.
    """
    asked = unicodedata.normalize("NFKC", name).strip().lower()
    if asked in MEASURES:
        return f"{asked}:{list(MEASURES[asked])[-1]}"
    if asked in ("tables", "table_cells"):
        return f"tables:{CELL_MEASURES[0]}"
    if asked in ALL_MEASURES:
        return asked
    raise HakushoError(
        message("--errors: there is no measure {name}{hint}", name=name, hint=did_you_mean(asked, ALL_MEASURES))
    )


def _outcome(document: GoldDocument, kind: str, name: str, records: Mapping[str, list[Any]]) -> Pairing:
    found = [record for record in records[document.name] if document.covers(record.start)]
    return pair(document.items[kind], found, MEASURES[kind][name])


def _score(outcomes: Sequence[Pairing]) -> Score:
    right = sum(len(outcome.found) for outcome in outcomes)
    return Score(
        right, right + sum(len(outcome.extra) for outcome in outcomes), right + sum(len(o.missed) for o in outcomes)
    )


def _list_errors(errors: Errors, doc: str, outcome: Pairing, records: Sequence[Record], text: str) -> None:
    for item in outcome.missed:
        instead = tuple(record for record in records if touches(item, record))
        errors.misses.append(Miss(doc, item, instead, around(text, item.start, item.end)))
    errors.extras += [Extra(doc, record, around(text, record.start, record.end)) for record in outcome.extra]


def _score_cells(cells: Cells, wanted: str | None, result: Evaluation) -> None:
    last = cells.with_last_headers()
    for name, part in zip(CELL_MEASURES, (cells, cells.numeric(), last, last.numeric()), strict=True):
        right = sum((part.gold & part.found).values())
        result.scores[f"tables:{name}"] = Score(right, sum(part.found.values()), sum(part.gold.values()))
        if result.errors is not None and wanted == f"tables:{name}":
            result.errors.missed_cells = _sorted(part.gold - part.found)
            result.errors.extra_cells = _sorted(part.found - part.gold)


def _sorted(cells: Counter[Cell]) -> list[tuple[Cell, int]]:
    return sorted(cells.items(), key=lambda entry: (entry[0][:3], str(entry[0].body)))


def _name(doc_id: str) -> str:
    """Gold knows a document by the last part of its doc_id."""
    return doc_id.rsplit("/", 1)[-1]


def _by_name(records: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        found[_name(record.doc_id)].append(record)
    return found
