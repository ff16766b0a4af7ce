"""Table cells against gold: no offsets, but each cell with the headers that lead to it and what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hakusho.compare.gold import GoldDocument
from hakusho.compare.measures import plain
from hakusho.records import CellRecord

_TAG = re.compile(r"<[^>]+>")
_ENOUGH = 24  # of a cell in words, the first characters tell it from its neighbours


class Cell(NamedTuple):
    """A cell as it is compared: the headers from the outermost inward, and the number or the words."""

    doc: str
    row_headers: tuple[str, ...]
    col_headers: tuple[str, ...]
    body: float | str

    @property
    def is_numeric(self) -> bool:
        return isinstance(self.body, float)

    def with_last_headers(self) -> Cell:
        """The same with only the innermost header of row and column."""
        return self._replace(row_headers=self.row_headers[-1:], col_headers=self.col_headers[-1:])


class Cells(NamedTuple):
    """What the gold says and what was found, as multisets; open cells are in neither."""

    gold: Counter[Cell]
    found: Counter[Cell]

    def with_last_headers(self) -> Cells:
        return Cells(_last(self.gold), _last(self.found))

    def numeric(self) -> Cells:
        return Cells(*(Counter({cell: n for cell, n in side.items() if cell.is_numeric}) for side in self))


def compare_cells(gold: Iterable[GoldDocument], found: Mapping[str, Sequence[CellRecord]]) -> Cells:
    """The cells of all documents whose tables were annotated; `found` has the records by name of document."""
    wanted: Counter[Cell] = Counter()
    open_cells: Counter[Cell] = Counter()
    answered: Counter[Cell] = Counter()
    same_as: dict[Cell, Cell] = {}
    for document in gold:
        if document.tables is None:
            continue
        for table, fields in ((t, c) for t in document.tables for c in t["cells"]):
            cell = _gold_cell(document.name, fields)
            if cell.body == "":
                continue
            (open_cells if table.get("optional") or fields.get("optional") else wanted)[cell] += 1
            for headers in _header_alternatives(fields):
                same_as[_gold_cell(document.name, {**fields, "col_headers": headers})] = cell
        for record in found.get(document.name, ()):
            cell = _cell(
                document.name, record.row_headers, record.col_headers, record.value, record.sentence or record.text
            )
            if cell.body != "":
                answered[same_as.get(cell, cell)] += 1
    for cell, n in open_cells.items():
        answered[cell] = max(min(answered[cell], wanted[cell]), answered[cell] - n)
    return Cells(wanted, +answered)


def _gold_cell(doc: str, fields: Mapping[str, Any]) -> Cell:
    words = next((fields[k] for k in ("sentence", "text_prefix_plain", "text", "text_prefix") if fields.get(k)), "")
    return _cell(doc, fields.get("row_headers") or [], fields.get("col_headers") or [], fields.get("value"), words)


def _cell(doc: str, rows: Iterable[str], cols: Iterable[str], value: float | None, words: str) -> Cell:
    # Twelve digits: a number that was multiplied out may differ in the last bits.
    body = float(f"{float(value):.12g}") if value is not None else plain(_without_tags(words))[:_ENOUGH]
    return Cell(doc, tuple(map(plain, rows)), tuple(map(plain, cols)), body)


def _without_tags(words: str) -> str:
    # Looked for only up to the last >, so that a row of < without an end is not searched from each of them anew.
    head, close, tail = words.rpartition(">")
    return _TAG.sub("", head + close) + tail


def _header_alternatives(fields: Mapping[str, Any]) -> list[list[str]]:
    others = fields.get("col_headers_alt") or []
    if not others:
        return []
    return others if isinstance(others[0], list) else [others]


def _last(cells: Counter[Cell]) -> Counter[Cell]:
    merged: Counter[Cell] = Counter()
    for cell, n in cells.items():
        merged[cell.with_last_headers()] += n
    return merged
