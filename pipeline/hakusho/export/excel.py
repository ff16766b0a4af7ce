"""An Excel workbook: one sheet a type, days as dates, every record linked to the sentence it stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from hakusho.export.passages import by_document, placed
from hakusho.export.tables import as_json, aside, rows, tables
from hakusho.records import RECORD_TYPES, TABLES
from hakusho.results.frames import load
from hakusho.results.stored import Stored
from hakusho.write.wording import field_wording

MAX_ROWS = 1_048_576  # of a sheet, its header included
MAX_CHARS = 32_767  # of a cell
MAX_LINKS = 65_530  # of a sheet
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_FIRST_DAY = dt.date(1900, 3, 1)  # Excel has no days before 1900, and takes 1900 for a leap year
_CREATED = dt.datetime(2000, 1, 1)  # the same bytes from the same extraction
_WIDTHS = {"sentence": 60, "text": 24, "content": 50, "name": 30, "life": 50, "offices": 50, "participants": 40}
_SPANS = {kind.table for kind in RECORD_TYPES}

Link = Callable[[Sequence[Any]], str | None]


class Workbook:
    """A workbook in the making; sheets are written row by row, so that a large one needs no large memory."""

    def __init__(self, path: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"title": "hakusho", "created": _CREATED})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        # The apostrophe of Excel: a text that looks like a formula stays one when a person edits the cell.
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._link = self._book.get_default_url_format()

    def sheet(self, name: str, header: Sequence[str], found: Iterable[Sequence[Any]], link: Link | None = None) -> None:
        """A sheet with a frozen header and filters; one of more rows than Excel has goes on in another (`dates 2`).

        `link` gives the place in the workbook that a row's `sentence` leads to.
        """
        number, at, sheet = 1, 0, self._begin(name, header)
        for row in found:
            if at + 1 == MAX_ROWS:
                sheet.autofilter(0, 0, at, len(header) - 1)
                number, at = number + 1, 0
                sheet = self._begin(f"{name} {number}", header)
            at += 1
            for column, value in enumerate(row):
                place = link(row) if link and header[column] == "sentence" and at <= MAX_LINKS else None
                self._write(sheet, at, column, value, place)
        sheet.autofilter(0, 0, at, len(header) - 1)

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _begin(self, name: str, header: Sequence[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(header):
            sheet.set_column(column, column, _WIDTHS.get(title, 14))
            sheet.write_string(0, column, title, self._head)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, value: Any, place: str | None) -> None:
        if value is None or value == []:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif isinstance(value, dt.date) and value >= _FIRST_DAY:
            sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), self._day)
        elif place is not None and (text := _text(value)):
            sheet.write_url(row, column, f"internal:{place}", self._link, text)
        else:
            text = _text(value)
            sheet.write_string(row, column, text, self._quoted if text.startswith(FORMULA_STARTS) else None)


def write(extracted: Path, out: Path) -> None:
    """The workbook. The texts of the documents stand, cut into sentences, in the sheet `passages`."""
    extraction, stored = load(extracted), Stored(extracted)
    part = aside(out)
    part.unlink(missing_ok=True)
    book = Workbook(part)
    spans = {table: by_document(extraction[table][["doc_id", "record_id", "start", "end"]]) for table in _SPANS}
    places: dict[str, int] = {}

    def passages() -> Iterable[list[Any]]:
        for document in placed(stored.document(doc_id) for doc_id in sorted(stored.column("documents", "doc_id"))):
            for table in sorted(_SPANS):
                of_document = spans[table].get(document.document.doc_id)
                for _, record_id, start, end in [] if of_document is None else of_document.itertuples(index=False):
                    if (found := document.place(start, end)) is not None:
                        places[record_id] = found[0].passage_id
            for passage in document.passages:
                yield [
                    passage.passage_id,
                    passage.doc_id,
                    list(passage.section),
                    passage.text,
                    passage.start,
                    passage.end,
                ]

    try:
        header = ["passage_id", "doc_id", "section", "text", "start", "end"]
        book.sheet("passages", header, passages())
        for name, frame in tables(extraction):
            shown = frame.drop(columns=["text"]) if name == "documents" else frame
            columns = [str(column) for column in shown.columns]
            book.sheet(name, columns, rows(shown), _to_passage(columns, places) if name in _SPANS else None)
        book.sheet("fields", ["table", "field", "title", "題", "description", "説明"], _fields())
        book.close()
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _to_passage(columns: list[str], places: dict[str, int]) -> Link:
    key = columns.index("record_id")
    column = "D"  # `text` of the sheet of passages

    def link(row: Sequence[Any]) -> str | None:
        number = places.get(row[key])
        if number is None:
            return None
        # Passages are numbered from 1, below a header, and go on in another sheet where one is full.
        sheet, at = divmod(number - 1, MAX_ROWS - 1)
        return f"'passages{f' {sheet + 1}' if sheet else ''}'!{column}{at + 2}"

    return link


def _fields() -> Iterable[list[str]]:
    for table, model in TABLES.items():
        for name in model.model_fields:
            words = field_wording(table, name)
            yield [table, name, words.title, words.title_ja, words.description, words.description_ja]


def _text(value: Any) -> str:
    """A list as its members, one that does not fit into a cell cut."""
    if isinstance(value, list):
        text = "; ".join(value) if all(isinstance(item, str) for item in value) else as_json(value)
    else:
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= MAX_CHARS else text[: MAX_CHARS - 1] + "…"
