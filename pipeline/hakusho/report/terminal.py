"""The lives of instruments in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hakusho.language import language
from hakusho.records import AgreementRecord
from hakusho.report.lives import Act, Life
from hakusho.report.words import ACTS, KINDS, STATUS, parties
from hakusho.results.context import printable

_COLOURS = {"planned": "yellow", "ongoing": "yellow", "negated": "magenta"}


def print_lives(console: Console, found: Sequence[Life]) -> None:
    """Each instrument with its names and parties, then its acts: when, what, and the sentences that say so."""
    for n, life in enumerate(found):
        if n:
            console.print()
        console.print(_heading(life), soft_wrap=True)
        if life.aliases:
            console.print(
                Padding(Text(printable("＝ " + "、".join(life.aliases)), style="dim"), (0, 0, 0, 2), expand=False)
            )
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        above = ""
        for act in life.acts:
            for m, record in enumerate(act.records):
                said = _source(record, again=record.sentence == above)
                table.add_row(*(("", "") if m else (_date(act), _act(act))), said)
                above = record.sentence
        console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _heading(life: Life) -> Text:
    text = Text(printable(life.name), style="bold")
    text.append(f"  {KINDS[life.kind][0]}", style="not bold dim")
    if life.parties:
        text.append(f"  {printable(parties(life.parties))}", style="not bold cyan")
    return text


def _date(act: Act) -> Text:
    return Text(act.date, style="bold") if act.date else Text("—", style="dim")


def _act(act: Act) -> Text:
    japanese, english = ACTS[act.act][1:]
    status = STATUS[act.status]
    text = Text(_in_both(japanese, english))
    if status[0]:
        text.append(f"（{_in_both(*status)}）", style=_COLOURS[act.status])
    return text


def _in_both(japanese: str, english: str) -> str:
    """In the person's language, and where that is not the text's in both."""
    return japanese if language() == "ja" else f"{japanese} {english}"


def _source(record: AgreementRecord, *, again: bool) -> Text:
    """The sentence with the instrument set off and where it stands; 〃 where the line above says it already."""
    text = Text("〃" if again else printable(record.sentence))
    text.highlight_words([printable(record.text)], style="bold green")
    place = record.doc_id if record.page is None else f"{record.doc_id} p. {record.page}"
    return text.append(f"  {printable(place)} {record.record_id[:8]}", style="dim")
