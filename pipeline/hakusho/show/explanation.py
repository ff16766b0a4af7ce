"""An explanation in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from hakusho.language import gettext, language
from hakusho.records import Discarded, Record
from hakusho.results.context import CLOSE, OPEN, on_one_line, printable
from hakusho.results.explain import Explanation, RuleSource
from hakusho.show.wording import facts, summary
from hakusho.write.wording import field_wording

_INDENT = 10
_LONG = 120  # code points of a surface
_MOST = 8  # examples, users, losers to list


def print_explanation(console: Console, explanation: Explanation) -> None:
    """What a record says, why it is there, what it used and what it beat."""
    for line in lines(explanation):
        console.print(line, soft_wrap=True)


def lines(explanation: Explanation) -> Iterator[Text]:
    record, context = explanation.record, explanation.context
    place = gettext(
        "{doc_id}, characters {start:,} to {end:,}", doc_id=record.doc_id, start=record.start, end=record.end
    )
    page = gettext(", page {page}", page=record.page) if record.page else ""
    yield Text.assemble(
        (f"{record.table} {record.record_id}", "bold"),
        f"  {printable(place + page)}",
    )
    if record.section:
        yield Text(printable(" > ".join(record.section)), style="dim")
    yield Text.assemble(context.before, (f"{OPEN}{_cut(context.surface)}{CLOSE}", "bold reverse"), context.after)
    yield Text()
    yield _row(gettext("says"), summary(record))
    for name, value in facts(record) if not isinstance(record, Discarded) else ():
        yield _row("", f"{_field(record, name)}: {value}", style="dim")
    if record.review != "unreviewed":
        yield _row(gettext("review"), record.review)
    yield from _rule(record, explanation.rule)
    for name, other in explanation.used.items():
        yield _row(gettext("used"), f"{name} → {_reference(other)}")
    yield from _list(gettext("used by"), map(_reference, explanation.used_by), len(explanation.used_by))
    if isinstance(record, Discarded):
        yield _row(gettext("lost to"), _reference(explanation.winner) if explanation.winner else gettext("no record"))
        yield _row(gettext("because"), record.detail or gettext(record.reason.replace("_", " ")))
    else:
        losers = [f"{_reference(loser)}  {loser.rule}" for loser in explanation.beaten]
        yield from _list(gettext("beat"), losers or [gettext("nothing")], len(losers))


def _field(record: Record, name: str) -> str:
    """A field as it is called in the data, and beside that in the person's language."""
    if language() == "en":
        return name
    return f"{field_wording(record.table, name.replace(' ', '_')).title_ja} {name}"


def _rule(record: Record, rule: RuleSource | None) -> Iterator[Text]:
    yield _row(gettext("rule"), record.rule, style="bold")
    if rule is None:
        yield _row("", gettext("made by code: it stands in no rule file"), style="dim")
        return
    yield _row("", f"{_from_here(rule.path)}:{rule.line}", style="dim")
    if seen := rule.entry.get("seen"):
        yield _row("", gettext("seen in {seen}", seen=seen))
    if pattern := rule.entry.get("pattern"):
        yield _row(gettext("pattern"), " ".join(str(pattern).split()))
    examples = [_example(entry) for entry in rule.entry.get("match", [])]
    yield from _list(gettext("matches"), examples, len(examples))
    against = [str(text) for text in rule.entry.get("no_match", [])]
    yield from _list(gettext("not"), against, len(against))


def _example(entry: dict[str, Any]) -> str:
    """An example as its file has it: the text before in brackets, the expected fields behind."""
    before = f"({entry['before']}) " if entry.get("before") else ""
    expected = ", ".join(f"{k}={v}" for k, v in entry.items() if k not in ("text", "before"))
    return f"{before}{entry.get('text', '')}" + (f"  {expected}" if expected else "")


def _list(label: str, entries: Iterable[str], n: int) -> Iterator[Text]:
    for number, entry in enumerate(entries):
        if number == _MOST:
            yield _row("", gettext("and {n} more", n=n - _MOST), style="dim")
            return
        yield _row(label if number == 0 else "", entry)


def _reference(record: Record) -> str:
    kind = record.type if isinstance(record, Discarded) else record.table
    return f"{record.record_id[:8]} {kind} {OPEN}{_cut(on_one_line(record.text))}{CLOSE} {summary(record)}"


def _from_here(path: Path) -> Path:
    """The path as one would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _cut(surface: str) -> str:
    """A long surface (a whole table) by its beginning."""
    return surface if len(surface) <= _LONG else f"{surface[:_LONG]}…"


def _row(label: str, text: str, style: str = "") -> Text:
    return Text.assemble((label + " " * (_INDENT - cell_len(label)), "cyan"), (printable(text), style))
