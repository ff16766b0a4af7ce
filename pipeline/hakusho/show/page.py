"""A document as one HTML page: its records marked, and what each says beside it.

The page is one file that asks nothing of the network. Everything that comes from a document goes through Jinja's
autoescape; script and style are our own, and a Content-Security-Policy lets the browser run no other.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import CellRecord, Record
from hakusho.results.context import on_one_line
from hakusho.results.explain import LINKS
from hakusho.show.segments import Mark, Segment
from hakusho.show.tables import TableView
from hakusho.show.view import DocumentView, Passage
from hakusho.show.wording import LABELS, amount, facts, says_more, summary

_NEAR = 500
"""Code points before and after a table in which its caption and notes may stand in the running text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One mark over a run: the class that gives it its look, and the anchor where the mark begins."""

    kind: str
    depth: int  # 0 for the innermost
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks: its layers from the outermost, its records from the innermost."""

    text: str
    layers: tuple[Layer, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of one record."""

    record: Record
    label: tuple[str, str]
    summary: str
    facts: list[tuple[str, str]]
    links: list[tuple[str, Record]]


def write_page(shown: DocumentView, path: Path) -> None:
    """Write the page. Raises HakushoError in one line where the file cannot be written."""
    try:
        path.write_bytes(render(shown).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise HakushoError(message("{path}: cannot be written: {error}", path=path, error=error)) from None


def render(shown: DocumentView) -> str:
    """The page as text."""
    script, style = _file("page.js"), _file("page.css")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_file)
    )
    environment.filters["on_one_line"] = on_one_line
    runs = _Runs(shown)
    return environment.get_template("page.html.jinja").render(
        document=shown.document,
        title=shown.document.title or shown.document.doc_id,
        legend=[(name, *LABELS[name], n) for name, n in shown.counts().items()],
        parts=[runs.of_part(part) for part in shown.parts()],
        cards=list(_cards(shown)),
        discarded=[(loser, summary(loser)) for loser in shown.discarded if loser.type in shown.types],
        script=Markup(script),  # ours, not the document's
        style=Markup(style),
        script_hash=_csp_hash(script),
        style_hash=_csp_hash(style),
        amount=amount,
        says_more=says_more,
    )


class _Runs:
    """Segments to runs, remembering which marks were begun, since an anchor must be there only once."""

    def __init__(self, shown: DocumentView) -> None:
        self._shown = shown
        self._begun: set[str] = set()

    def of_part(self, part: Passage | TableView) -> dict[str, object]:
        text = self._shown.document.text
        if isinstance(part, Passage):
            return {"runs": self._of(part.segments)}
        table = part.table
        around = _bare(text[max(0, table.start - _NEAR) : table.start] + text[table.end : table.end + _NEAR])
        cells = {c.record_id: self._cell(c) for row in part.body for c in row if c}
        return {
            "table": part,
            "caption_in_text": bool(table.caption) and _bare(table.caption or "") in around,
            "notes": [note for note in table.notes if _bare(note) not in around],
            "cell": cells,
            # after the cells, so that only what stands in none of them (a date in a header) has its anchor here
            "written": self._of(self._shown.marks.segments(table.start, table.end)),
        }

    def _cell(self, cell: CellRecord) -> list[Run]:
        """A cell as it reads; verbatim only where records stand in it, since their offsets are the document's."""
        return self._of(self._shown.cell_segments(cell)) or [Run(cell.sentence, (), ())]

    def _of(self, segments: Iterable[Segment]) -> list[Run]:
        text = self._shown.document.text
        return [
            Run(
                text[s.start : s.end],
                tuple(self._layer(mark, len(s.marks) - 1 - n) for n, mark in enumerate(s.marks)),
                tuple(dict.fromkeys(mark.record.record_id for mark in reversed(s.marks))),
            )
            for s in segments
        ]

    def _layer(self, mark: Mark, depth: int) -> Layer:
        anchor = None
        if not mark.is_content and mark.record.record_id not in self._begun:
            self._begun.add(mark.record.record_id)
            anchor = mark.record.record_id
        return Layer("content" if mark.is_content else mark.record.table, min(depth, 3), anchor)


def _cards(shown: DocumentView) -> Iterable[Card]:
    known = {record.record_id: record for record in shown.records}
    for record in shown.records:
        linked = [(name, known.get(getattr(record, name, None) or "")) for name in LINKS]
        yield Card(
            record=record,
            label=LABELS[record.table],
            summary=summary(record),
            facts=facts(record),
            links=[(name, other) for name, other in linked if other is not None],
        )


def _bare(text: str) -> str:
    """For finding a caption or a note again in the text as written."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _csp_hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
