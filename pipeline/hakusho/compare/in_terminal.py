"""A comparison in the terminal: the figures, then the changes, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hakusho.compare.changes import Change, Comparison, DocumentChanges, Row
from hakusho.compare.passages import Passage, pieces
from hakusho.compare.tally import DATA, Tally, by_document, by_field, by_rule, by_sentence, by_type
from hakusho.compare.telling import (
    MARKS,
    context,
    differences,
    label,
    listed_changes,
    position,
    rule,
    set_aside,
    told,
    value_in_words,
)
from hakusho.language import Message, gettext, message, ngettext, translated
from hakusho.results.context import CLOSE, OPEN

STYLES = {"gained": "bold blue", "lost": "bold yellow", "changed": "bold magenta", "replaced": "bold magenta"}
"""Blue and yellow, which the colour-blind can tell apart; the marks + - ~ say the same without colour."""

HEADINGS = {
    "type": (message("type"), message("… {n:,} more types; --all lists them")),
    "rule": (message("rule"), message("… {n:,} more rules; --all lists them")),
    "document": (message("document"), message("… {n:,} more documents; --all lists them")),
    "sentence": (message("sentence"), message("… {n:,} more sentences; --all lists them")),
}
"""What stands over the rows of a table, and what is said of those that are left out."""

KINDS = {
    "gained": message("gained"),
    "lost": message("lost"),
    "changed": message("changed"),
    "moved": message("moved"),
    "new": message("new"),
    "dropped": message("dropped"),
    "reworded": message("reworded"),
}
"""The kinds of changes of records and of sentences, as they are told."""

_MOST_ROWS = 12  # rules, documents and fields of a short report


def print_comparison(console: Console, comparison: Comparison, names: tuple[str, str], *, most: int | None) -> None:
    """The whole report; of changes, sentences and rows the first `most` or so, None for all."""
    changes = comparison.changes
    console.print(Text.assemble(names[0], (" → ", "dim"), names[1]), soft_wrap=True)
    if not changes and not any(d.passages for d in comparison.documents):
        console.print(gettext("no differences"))
        return
    rows = None if most is None else _MOST_ROWS
    _figures(console, "type", by_type(changes), None, total=True)
    _figures(console, "rule", by_rule(changes), rows)
    if len(comparison.documents) > 1:
        _figures(console, "document", by_document(comparison), rows)
    _fields(console, by_field(changes), rows)
    if sentences := by_sentence(comparison):
        text = ", ".join(gettext("{n:,} {kind}", n=n, kind=translated(KINDS[kind])) for kind, n in sentences.items())
        console.print(Text.assemble((gettext("sentences") + "  ", "bold"), text), soft_wrap=True)
    _documents(console, comparison)
    listed = listed_changes(comparison, everything=most is None)
    _list(
        console,
        message("… {n:,} more changes; --all lists them"),
        [list(_change_lines(*entry)) for entry in listed],
        most,
    )
    _list(console, HEADINGS["sentence"][1], [[_passage(p)] for d in comparison.documents for p in d.passages], most)


def _figures(console: Console, heading: str, tally: Tally, most: int | None, *, total: bool = False) -> None:
    names = tally.names()
    if not names:
        return
    columns = [c for c in ("gained", "lost", "changed", "moved") if any(tally[name, c] for name in names)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(translated(HEADINGS[heading][0]), overflow="fold")
    for column in columns:
        table.add_column(translated(KINDS[column]), justify="right", no_wrap=True)
    if most is not None and len(names) > most:
        names = sorted(names, key=lambda n: -sum(tally[n, c] for c in columns if c != "moved"))
    for name in names[:most]:
        table.add_row(Text(name), *(f"{tally[name, c]:,}" if tally[name, c] else "·" for c in columns))
    if total and sum(name in DATA for name in names) > 1:
        sums = [sum(tally[name, c] for name in DATA) for c in columns]
        table.add_row(Text(gettext("all data"), style="bold"), *(f"{n:,}" if n else "·" for n in sums), style="bold")
    console.print()
    console.print(table)
    _more(console, len(names), most, HEADINGS[heading][1])


def _fields(console: Console, tally: Tally, most: int | None) -> None:
    names = tally.names()
    if names:
        text = ", ".join(f"{name} {tally[name, 'changed']:,}" for name in names[:most])
        console.print()
        console.print(Text.assemble((gettext("changed fields") + "  ", "bold"), text), soft_wrap=True)


def _documents(console: Console, comparison: Comparison) -> None:
    """Documents that are new or gone, and those that pair under two names."""
    lines = []
    for document in comparison.documents:
        old, new = document.version
        n = sum(change.table in DATA for change in document.records)
        if old is None or new is None:
            mark, word, style = ("+", KINDS["new"], "gained") if old is None else ("-", message("gone"), "lost")
            lines.append(
                Text.assemble(
                    (f"{mark} ", STYLES[style]),
                    f"{document.doc_id}  {translated(word)}, {ngettext('{n:,} record', '{n:,} records', n)}",
                )
            )
        elif old.doc_id != new.doc_id:
            lines.append(
                Text.assemble(
                    ("~ ", STYLES["changed"]), f"{old.doc_id} → {new.doc_id}  {gettext('compared as versions')}"
                )
            )
    if lines:
        console.print()
        for line in lines:
            console.print(line, soft_wrap=True)


def _change_lines(change: Change, document: DocumentChanges) -> Iterator[Text]:
    """One change: a line with the sentence, and one for each thing that it says."""
    style = STYLES.get(change.kind, "dim")
    around = context(change, document)
    line = Text.assemble((f"{MARKS[change.kind]} {label(change)}  ", style), (f"{position(change)}  ", "dim"))
    if around.surface:
        line = Text.assemble(line, around.before, (OPEN, "dim"), (around.surface, style), (CLOSE, "dim"), around.after)
    yield line
    if change.kind in ("changed", "moved"):
        if change.kind == "changed":
            for name, old, new in differences(change):
                yield Text.assemble(f"    {name}: ", (old, STYLES["lost"]), (" → ", "dim"), (new, STYLES["gained"]))
        return
    for mark, row in (("-", change.old), ("+", change.new)):
        if row is not None:
            yield _says(
                f"    {mark} " if change.kind == "replaced" else "    ", row, with_text=change.kind == "replaced"
            )
    if why := set_aside(change):
        yield Text(f"    {translated(why)}", style="dim")


def _says(lead: str, row: Row, *, with_text: bool) -> Text:
    said = "  ".join(f"{name}={value_in_words(value)}" for name, value in told(row))
    surface = f"{OPEN}{getattr(row, 'text', '')}{CLOSE}  " if with_text else ""
    return Text.assemble(lead, surface, said, (f"  {rule(row)}", "dim"))


def _passage(passage: Passage) -> Text:
    if passage.kind != "reworded":
        kind = "gained" if passage.kind == "new" else "lost"
        return Text.assemble((f"{MARKS[kind]} ", STYLES[kind]), passage.new or passage.old)
    line = Text("~ ", style=STYLES["changed"])
    for kind, text in pieces(passage):
        if kind == "same":
            line.append(text, style="not bold default")
        else:
            opening, closing, style = ("[-", "-]", "lost") if kind == "old" else ("{+", "+}", "gained")
            line.append(f"{opening}{text}{closing}", style=STYLES[style])
    return line


def _list(console: Console, more: Message, blocks: list[list[Text]], most: int | None) -> None:
    if not blocks:
        return
    console.print()
    for block in blocks[:most]:
        for line in block:
            console.print(line, soft_wrap=True)
    _more(console, len(blocks), most, more)


def _more(console: Console, n: int, most: int | None, more: Message) -> None:
    if most is not None and n > most:
        console.print(Text(gettext(more.template, n=n - most), style="dim"), soft_wrap=True)
