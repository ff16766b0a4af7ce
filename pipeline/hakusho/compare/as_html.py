"""A comparison as one HTML page: the figures, then document by document the records and the sentences that differ.

The page is one file without script that asks nothing of the network. All that comes from a document goes through
Jinja's autoescape; the style is our own, and a Content-Security-Policy lets the browser use no other.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from hakusho.compare import passages, telling
from hakusho.compare.changes import Comparison
from hakusho.compare.passages import Passage
from hakusho.compare.tally import DATA, Tally, by_document, by_field, by_rule, by_sentence, by_type
from hakusho.errors import HakushoError
from hakusho.language import message

LABELS = {
    "gained": "追加",
    "lost": "消失",
    "changed": "変更",
    "replaced": "置換",
    "moved": "移動",
    "new": "新規",
    "dropped": "削除",
    "reworded": "書換え",
}
_COLUMNS = ("gained", "lost", "changed", "moved")


def write_page(comparison: Comparison, names: tuple[str, str], path: Path) -> None:
    """Write the page. Raises HakushoError in one line where the file cannot be written."""
    try:
        path.write_bytes(render(comparison, names).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise HakushoError(message("{path}: cannot be written: {error}", path=path, error=error)) from None


def render(comparison: Comparison, names: tuple[str, str]) -> str:
    """The page as text."""
    style = _file("diff.css")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_file)
    )
    changes = comparison.changes
    listed: dict[str, list[Any]] = {document.doc_id: [] for document in comparison.documents}
    for change, document in telling.listed_changes(comparison, everything=False):
        listed[document.doc_id].append(change)
    kinds = Counter(change.kind for found in listed.values() for change in found)
    return environment.get_template("diff.html.jinja").render(
        names=names,
        figures=[
            ("type 種類", _table(by_type(changes), total=True)),
            ("rule 規則", _table(by_rule(changes))),
            ("document 文書", _table(by_document(comparison)) if len(comparison.documents) > 1 else None),
        ],
        fields=by_field(changes),
        columns=_COLUMNS,
        documents=comparison.documents,
        listed=listed,
        kinds=[(k, kinds[k]) for k in ("gained", "lost", "changed", "replaced") if kinds[k]],
        sentences=list(by_sentence(comparison).items()),
        labels=LABELS,
        data=DATA,
        telling=telling,
        runs=_runs,
        pieces=passages.pieces,
        style=Markup(style),  # ours, not a document's
        style_hash=f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode('ascii')}'",
    )


def _runs(found: Iterable[Passage]) -> list[tuple[str, tuple[str, ...], list[Passage]]]:
    """Sentences that came or went together, under one heading."""
    return [(*key, list(group)) for key, group in groupby(found, key=lambda p: (p.kind, p.section))]


def _table(tally: Tally, *, total: bool = False) -> list[tuple[str, list[int]]]:
    rows = [(name, [tally[name, column] for column in _COLUMNS]) for name in tally.names()]
    if total and sum(name in DATA for name, _ in rows) > 1:
        rows.append(("all data 計", [sum(tally[name, column] for name in DATA) for column in _COLUMNS]))
    return rows


def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
