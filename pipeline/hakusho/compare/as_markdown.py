"""A comparison as Markdown for a pull request: the figures as tables, the changes in a fenced diff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hakusho.compare.changes import Change, Comparison, DocumentChanges
from hakusho.compare.passages import Passage
from hakusho.compare.tally import DATA, Tally, by_document, by_field, by_rule, by_sentence, by_type
from hakusho.compare.telling import (
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
from hakusho.results.context import CLOSE, OPEN

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$])")
_FENCES = re.compile(r"`{3,}")
_COLUMNS = ("gained", "lost", "changed", "moved")


def as_markdown(comparison: Comparison, names: tuple[str, str], *, most: int | None) -> str:
    """The report, of changes and sentences the first `most`; None for all."""
    changes = comparison.changes
    lines = [f"### hakusho diff: {_plain(names[0])} → {_plain(names[1])}", ""]
    if not comparison.documents:
        return "\n".join([*lines, "No differences.", ""])
    lines += _table("type", by_type(changes), total=True)
    lines += _folded("By rule", _table("rule", by_rule(changes)))
    if len(comparison.documents) > 1:
        lines += _folded("By document", _table("document", by_document(comparison)))
    if fields := by_field(changes):
        text = ", ".join(f"{_plain(name)} {fields[name, 'changed']:,}" for name in fields.names())
        lines += [f"Changed fields: {text}", ""]
    if sentences := by_sentence(comparison):
        lines += ["Sentences: " + ", ".join(f"{n:,} {kind}" for kind, n in sentences.items()), ""]
    lines += list(_versions(comparison))
    blocks = [
        list(_change(change, document)) for change, document in listed_changes(comparison, everything=most is None)
    ]
    lines += _fenced("Changes", blocks, most)
    lines += _fenced("Sentences", [list(_passage(p)) for d in comparison.documents for p in d.passages], most)
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(heading: str, tally: Tally, *, total: bool = False) -> list[str]:
    names = tally.names()
    columns = [c for c in _COLUMNS if any(tally[name, c] for name in names)]
    if not columns:
        return []
    rows = [[_plain(name), *(f"{tally[name, c]:,}" if tally[name, c] else "" for c in columns)] for name in names]
    if total and sum(name in DATA for name in names) > 1:
        rows.append(["**all data**", *(f"**{sum(tally[name, c] for name in DATA):,}**" for c in columns)])
    return [_row([heading, *columns]), _row(["---", *("--:" for _ in columns)]), *map(_row, rows), ""]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _folded(summary: str, lines: list[str]) -> list[str]:
    return ["<details>", f"<summary>{summary}</summary>", "", *lines, "</details>", ""] if lines else []


def _versions(comparison: Comparison) -> Iterator[str]:
    """Documents that are new or gone, and those that pair under two names."""
    some = False
    for document in comparison.documents:
        old, new = document.version
        if old is None or new is None:
            yield f"- {_plain(document.doc_id)} is {'new' if old is None else 'gone'}"
        elif old.doc_id != new.doc_id:
            yield f"- {_plain(old.doc_id)} → {_plain(new.doc_id)}, compared as versions"
        else:
            continue
        some = True
    if some:
        yield ""


def _fenced(title: str, blocks: list[list[str]], most: int | None) -> list[str]:
    shown = blocks[:most]
    if not shown:
        return []
    text = [line for block in shown for line in block]
    longest = max((len(run) for line in text for run in _FENCES.findall(line)), default=2)
    fence = "`" * (longest + 1)
    count = f"{len(shown):,} of {len(blocks):,}" if len(shown) < len(blocks) else f"{len(blocks):,}"
    return _folded(f"{title} ({count})", [f"{fence}diff", *text, fence, ""])


def _change(change: Change, document: DocumentChanges) -> Iterator[str]:
    """One change; `!` marks a changed line, as in a context diff."""
    around = context(change, document)
    where = f"{label(change)}  {position(change)}" + (f"  {around.marked()}" if around.surface else "")
    if change.kind in ("changed", "moved"):
        yield _line("!", where)
        for name, old, new in differences(change):
            yield _line("-", f"    {name}: {old}")
            yield _line("+", f"    {name}: {new}")
        return
    yield _line({"gained": "+", "lost": "-"}.get(change.kind, "!"), where)
    for mark, row in (("-", change.old), ("+", change.new)):
        if row is not None:
            surface = f"{OPEN}{getattr(row, 'text', '')}{CLOSE}  " if change.kind == "replaced" else ""
            said = "  ".join(f"{name}={value_in_words(value)}" for name, value in told(row))
            yield _line(mark, f"    {surface}{said}  ({rule(row)})" if rule(row) else f"    {surface}{said}")
    if why := set_aside(change):
        yield _line("-", f"    {why}")


def _passage(passage: Passage) -> Iterator[str]:
    if passage.old:
        yield _line("-", passage.old)
    if passage.new:
        yield _line("+", passage.new)


def _line(mark: str, text: str) -> str:
    return f"{mark} {' '.join(text.splitlines())}"


def _plain(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))
