"""Gold: what people annotated, read from a folder.

    <doc>.<type>.jsonl   one item a line, in reading order: text, start, end and the fields of the record
    <doc>.tables.json    the tables, each with its body cells
    <doc>.scope.json     {"start", "end"}: only this stretch of the document is annotated

`<doc>` is the last part of a doc_id. `<field>_alt` is another value as good as the first, or a list of them; an item
with `borderline`, `outside_list` or `optional` need not be found, and what overlaps it is not an extra.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hakusho.errors import HakushoError
from hakusho.language import message

SPAN_TYPES = ("dates", "people", "agreements", "commitments")
_KINDS = (*(f"{name}.jsonl" for name in SPAN_TYPES), "tables.json", "scope.json")
_OPEN_MARKS = ("borderline", "outside_list", "optional")


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One annotated mention."""

    fields: Mapping[str, Any]

    @property
    def start(self) -> int:
        return int(self.fields["start"])

    @property
    def end(self) -> int:
        return int(self.fields["end"])

    @property
    def text(self) -> str | None:
        return self.fields.get("text")

    @property
    def is_open(self) -> bool:
        """Whether it may be found or left out, as one likes."""
        return any(self.fields.get(mark) for mark in _OPEN_MARKS)

    def accepted(self, name: str) -> list[Any]:
        """The values of a field that are right: the first, and its alternatives where the field itself is given."""
        first = self.fields.get(name)
        if name not in self.fields or f"{name}_alt" not in self.fields:
            return [first]
        more = self.fields[f"{name}_alt"]
        is_list_of_values = isinstance(more, list)
        if isinstance(first, list) and is_list_of_values and all(isinstance(x, str) for x in more):
            is_list_of_values = False  # the alternative of a list is a list: ["JP", "US"] is one value
        return [first, *more] if is_list_of_values else [first, more]


@dataclass(slots=True)
class GoldDocument:
    """The annotations of one document. A type that nobody annotated is not in `items`; `tables` is then None."""

    name: str
    items: dict[str, list[GoldItem]] = field(default_factory=dict)
    tables: list[dict[str, Any]] | None = None
    scope: tuple[int, float] = (0, float("inf"))

    def covers(self, start: int) -> bool:
        """Whether what begins there was looked at by the annotators."""
        return self.scope[0] <= start < self.scope[1]


def load_gold(folder: Path, only: Collection[str] | None = None) -> list[GoldDocument]:
    """The gold of a folder by document, in order of name; `only` keeps the named ones.

    Raises HakushoError in one line: a folder without gold, a document that has none, a line that is no item.
    """
    if not folder.is_dir():
        raise HakushoError(message("{folder}: there is no such folder of gold", folder=folder))
    documents: dict[str, GoldDocument] = {}
    for path in sorted(folder.glob("*.json*")):
        name, kind = _split(path.name)
        if kind not in _KINDS or (only is not None and name not in only):
            continue
        document = documents.setdefault(name, GoldDocument(name))
        if kind == "tables.json":
            document.tables = _json(path, path.read_text(encoding="utf-8"))
        elif kind == "scope.json":
            bounds = _json(path, path.read_text(encoding="utf-8"))
            document.scope = (bounds["start"], bounds["end"])
        else:
            document.items[kind.removesuffix(".jsonl")] = _items(path)
    if missing := sorted(set(only or ()) - set(documents)):
        raise HakushoError(message("{folder}: there is no gold of {doc}", folder=folder, doc=missing[0]))
    if not documents:
        raise HakushoError(
            message("{folder}: there is no gold in it: <document>.dates.jsonl and the like", folder=folder)
        )
    return [documents[name] for name in sorted(documents)]


def _split(file_name: str) -> tuple[str, str]:
    """Document and kind of a file: the kind is the last two parts, since a document's name may have dots in it."""
    name, *kind = file_name.rsplit(".", 2)
    return name, ".".join(kind)


def _items(path: Path) -> list[GoldItem]:
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        fields = _json(f"{path}:{number}", line)
        if not isinstance(fields, dict) or not {"start", "end"} <= set(fields):
            raise HakushoError(message("{path}:{number}: an item needs start and end", path=path, number=number))
        items.append(GoldItem(fields))
    return items


def _json(where: Path | str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise HakushoError(message("{where}: {error}", where=where, error=error)) from None
