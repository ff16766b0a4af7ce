"""An evaluation for a person: the figures as a table, the errors with the sentence they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from hakusho.compare.cells import Cell
from hakusho.compare.evaluate import Errors, Evaluation, Miss
from hakusho.language import gettext
from hakusho.results.context import Context, printable

_TOLD_ELSEWHERE = {"text", "start", "end", "record_id", "doc_id", "section", "sentence", "page", "review"}


def print_evaluation(console: Console, evaluation: Evaluation) -> None:
    """The errors first, where they were asked for, so that the figures stay in view."""
    print_errors(console, evaluation)
    console.print(figures(evaluation))


def print_errors(console: Console, evaluation: Evaluation) -> None:
    """The errors, where they were asked for."""
    if evaluation.errors is not None:
        for line in error_lines(evaluation.errors):
            console.print(line, soft_wrap=True, highlight=False)


def figures(evaluation: Evaluation) -> RenderableType:
    """Precision, recall and F1 by measure, with the counts they come from."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(gettext("measure"), no_wrap=True)
    headings = (gettext("precision"), gettext("recall"), "F1", gettext("right"), gettext("found"), gettext("gold"))
    for name in headings:
        table.add_column(name, justify="right", no_wrap=True)
    last = None
    for measure, score in evaluation.scores.items():
        kind = measure.partition(":")[0]
        if last is not None and kind != last:
            table.add_row()
        last = kind
        figures = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
        table.add_row(measure, *figures, f"{score.right:,}", f"{score.found:,}", f"{score.gold:,}")
    if not evaluation.absent:
        return table
    names = ", ".join(evaluation.absent)
    return Group(
        table, Text(gettext("not in the extraction, and so counted as missed: {names}", names=names), style="yellow")
    )


def error_lines(errors: Errors) -> Iterator[Text]:
    """Each error: where, the sentence with the span marked, what was wanted and what was found."""
    for miss in errors.misses:
        yield _line(gettext("missed"), "red", miss.doc, miss.item.start, _context(miss))
        yield _detail(gettext("wanted"), miss.item.fields)
        for record in miss.instead:
            yield _detail(gettext("found"), record.model_dump(mode="json", exclude_defaults=True))
        yield Text()
    for extra in errors.extras:
        yield _line(gettext("extra"), "yellow", extra.doc, extra.record.start, extra.context)
        yield _detail(gettext("found"), extra.record.model_dump(mode="json", exclude_defaults=True))
        yield Text()
    missed, extra_cells = (
        (gettext("missed"), "red", errors.missed_cells),
        (gettext("extra"), "yellow", errors.extra_cells),
    )
    for word, style, cells in (missed, extra_cells):
        for cell, n in cells:
            yield Text.assemble((f"{word} ", style), f"{n} × " if n > 1 else "", printable(_cell(cell)))
    if errors.missed_cells or errors.extra_cells:
        yield Text()


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Scores by measure, and the errors where they were asked for."""
    out: dict[str, Any] = {"scores": {name: score.as_json() for name, score in evaluation.scores.items()}}
    if evaluation.absent:
        out["absent"] = evaluation.absent
    if (errors := evaluation.errors) is not None:
        out["missed"] = [
            {
                "doc": m.doc,
                "gold": dict(m.item.fields),
                "found": [r.model_dump(mode="json") for r in m.instead],
                "context": _context(m).marked(),
            }
            for m in errors.misses
        ] + [{"doc": cell.doc, "cell": _cell(cell), "times": n} for cell, n in errors.missed_cells]
        out["extra"] = [
            {"doc": e.doc, "found": e.record.model_dump(mode="json"), "context": e.context.marked()}
            for e in errors.extras
        ] + [{"doc": cell.doc, "cell": _cell(cell), "times": n} for cell, n in errors.extra_cells]
    return out


def _context(miss: Miss) -> Context:
    """Of a document that was not extracted there is no text, only what the gold says."""
    return miss.context if miss.context.surface else Context("", miss.item.text or "", "")


def _line(word: str, style: str, doc: str, start: int, context: Context) -> Text:
    return Text.assemble(
        (f"{word} ", f"bold {style}"),
        (f"{doc}:{start}  ", "dim"),
        context.before,
        ("⟦", "dim"),
        (context.surface, f"bold {style}"),
        ("⟧", "dim"),
        context.after,
    )


def _detail(word: str, fields: Mapping[str, Any]) -> Text:
    told = {k: v for k, v in fields.items() if k not in _TOLD_ELSEWHERE and v not in (None, "", [], False)}
    if "rule" in told:
        told["rule"] = told.pop("rule")  # what it says comes first
    return Text(
        " " * 7
        + word
        + " " * max(7 - cell_len(word), 1)
        + printable("  ".join(f"{k}={_short(v)}" for k, v in told.items())),
        style="dim",
    )


def _short(value: Any) -> str:
    return "[" + ", ".join(map(_short, value)) + "]" if isinstance(value, list) else str(value)


def _cell(cell: Cell) -> str:
    body = f"{cell.body:,.12g}" if isinstance(cell.body, float) else cell.body
    return f"{cell.doc}  {' > '.join(cell.row_headers) or '-'} | {' > '.join(cell.col_headers) or '-'} = {body}"
