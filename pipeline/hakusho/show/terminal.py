"""A document in the terminal: the text with its records in colour, what they say below each paragraph, tables drawn.

Where there are no colours (a file, a pipe, NO_COLOR), records stand in ⟦⟧ with the initial of their type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hakusho.extractors.tables.totals import mismatches
from hakusho.language import gettext
from hakusho.records import CellRecord, Record
from hakusho.results.context import CLOSE, OPEN, on_one_line, printable
from hakusho.show.segments import Segment
from hakusho.show.tables import Header, TableView
from hakusho.show.view import DocumentView, Passage
from hakusho.show.wording import amount, labels, says_more, summary

STYLES = {
    "dates": "black on #7cc4f0",
    "people": "black on #f2c14e",
    "agreements": "black on #5fd0a5",
    "commitments": "black on #e6a3c8",
}
"""Light tints of the palette of Okabe and Ito, which the colour-blind can tell apart; black on each is legible."""

CONTENT_STYLE = "underline"
SHORT_ID = 8


def print_document(console: Console, shown: DocumentView, *, brief: bool = False) -> None:
    """The whole document; `brief` leaves out what the records say."""
    console.print(heading(shown), soft_wrap=True)
    console.print(legend(console, shown), soft_wrap=True)
    by_id = {record.record_id: record for record in shown.records}
    for part in shown.parts():
        console.print()
        if isinstance(part, Passage):
            console.print(passage_text(console, shown.document.text, part.segments), overflow="fold", no_wrap=False)
            if not brief:
                for record in _beginning_in(part):
                    console.print(record_line(record), soft_wrap=True)
        else:
            print_table(console, part)
            if not brief:
                within = shown.marks.within(part.table.start, part.table.end)
                for record_id in dict.fromkeys(m.record.record_id for m in within if not m.is_content):
                    console.print(record_line(by_id[record_id]), soft_wrap=True)


def print_table(console: Console, view: TableView) -> None:
    """One table: its caption and identity, the cells under their headers, unit and notes."""
    table = Table(
        title=Text(printable(view.table.caption or gettext("table"))),
        caption=Text(printable(_below(view))),
        title_justify="left",
        caption_justify="left",
        show_lines=any(span > 1 for span in _row_spans(view)),
        expand=False,
    )
    for _ in range(view.row_levels):
        table.add_column("", style="bold", overflow="fold")
    columns = len(view.body[0]) if view.body else 0
    for n in range(columns):
        numeric = sum((cell := row[n]) is not None and cell.value is not None for row in view.body) * 2 >= len(
            view.body
        )
        header = "\n".join(text for level in view.head if (text := _over(level, n)))
        table.add_column(Text(printable(header)), justify="right" if numeric else "left", overflow="fold")
    for heads, cells in zip(view.row_heads, view.body, strict=True):
        table.add_row(*(Text(printable(head.text) if head else "") for head in heads), *map(_cell, cells))
    console.print(table)
    for mismatch in mismatches([cell for row in view.body for cell in row if cell is not None]):
        console.print(Text(printable(gettext("does not add up: {mismatch}", mismatch=mismatch.told())), style="yellow"))


def _cell(cell: CellRecord | None) -> Text:
    text = Text(printable(cell.sentence) if cell else "")
    if cell and says_more(cell):
        text.append(f"\n= {amount(cell)}", style="dim")
    return text


def heading(shown: DocumentView) -> Text:
    document = shown.document
    parts = [document.publisher, document.edition, document.published]
    text = Text(printable(document.title or document.doc_id), style="bold")
    if document.title:
        text.append(f"  {printable(document.doc_id)}", style="not bold dim")
    if told := "  ".join(part for part in parts if part):
        text.append(f"  {printable(told)}", style="not bold")
    return text


def legend(console: Console, shown: DocumentView) -> Text:
    """What each colour means, and how many there are."""
    text = Text()
    for name, n in shown.counts().items():
        label = f" {' '.join(labels(name))} "
        if has_colour(console):
            text.append(label, style=STYLES.get(name, "reverse"))
        else:
            text.append(f"{label.strip()} {CLOSE}{_initial(name)}" if name in STYLES else label.strip())
        text.append(f" {n:,}   ")
    if "commitments" in shown.types and has_colour(console):
        text.append(gettext("what was agreed"), style=CONTENT_STYLE)
    text.rstrip()
    return text


def passage_text(console: Console, source: str, segments: Iterable[Segment]) -> Text:
    """A paragraph with its records. Where several overlap, the innermost gives the colour, the others underline it."""
    text, colour = Text(), has_colour(console)
    for segment in segments:
        surface = printable(source[segment.start : segment.end])
        spans = [m for m in segment.marks if not m.is_content]
        if not colour:
            text.append(OPEN * sum(m.start == segment.start for m in spans))
            text.append(surface)
            for mark in reversed(spans):
                text.append(f"{CLOSE}{_initial(mark.record.table)}" if mark.end == segment.end else "")
            continue
        style = STYLES[spans[-1].record.table] if spans else ""
        if len(segment.marks) > 1 or (segment.marks and not spans):
            style = f"{style} {CONTENT_STYLE}".strip()
        text.append(surface, style=style)
    return text


def record_line(record: Record) -> Text:
    """What a record says, with the beginning of its identity for `hakusho explain`."""
    return Text.assemble(
        ("    ", ""),
        (record.record_id[:SHORT_ID], "dim"),
        "  ",
        (on_one_line(record.text), "bold"),
        "  ",
        printable(summary(record)),
        ("  " + record.rule, "dim"),
    )


def has_colour(console: Console) -> bool:
    return console.color_system is not None and not console.no_color


def _beginning_in(passage: Passage) -> Iterator[Record]:
    """The records that begin in a paragraph, in reading order."""
    for segment in passage.segments:
        for mark in segment.marks:
            if not mark.is_content and mark.start == segment.start:
                yield mark.record


def _over(level: list[Header | None], column: int) -> str:
    """The header over a column; one that reaches over several stands over the first."""
    header = level[column]
    return header.text if header else ""


def _row_spans(view: TableView) -> Iterator[int]:
    return (head.span for row in view.row_heads for head in row if head)


def _below(view: TableView) -> str:
    table = view.table
    unit = gettext("unit {unit}", unit=table.unit) if table.unit else ""
    return "  ".join(
        part for part in (gettext("table {table_id}", table_id=table.table_id), unit, *table.notes) if part
    )


def _initial(name: str) -> str:
    return name[0].upper()
