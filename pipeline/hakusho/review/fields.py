"""The fields of a record that a person may correct, read off the contract: how each is entered, and how it is read."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from hakusho.language import message
from hakusho.records import TABLES

SPAN_TYPES = ("dates", "people", "agreements", "commitments")
"""The types whose records are made by selecting text."""

EDITABLE: dict[str, tuple[str, ...]] = {
    "dates": ("type", "value", "mod", "freq", "calendar", "era", "era_year", "fiscal_year", "resolution"),
    "people": ("name", "title", "country", "organization", "former", "honorific", "date", "full_name"),
    "agreements": ("name", "aliases", "kind", "act", "status", "date", "parties"),
    "commitments": ("act", "actor", "parties", "content", "meeting", "place", "date", "negated"),
    "tables": ("caption", "notes", "unit"),
    "table_cells": ("row_headers", "col_headers", "value", "unit", "secondary_value", "secondary_label"),
}
"""Identities, offsets and what follows from other fields (the days that a value covers) are not among them."""

Entry = Literal["text", "long", "number", "list", "choice", "yes_no"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `entry` is how it is entered; a list is entered with one item a line."""

    name: str
    entry: Entry
    choices: tuple[str, ...]
    optional: bool
    description: str
    whole: bool = False  # a number without a fraction


@cache
def form(table: str) -> tuple[Field, ...]:
    """The fields of a type in the order of the form."""
    return tuple(_field(table, name) for name in EDITABLE[table])


def read_form(table: str, entered: Mapping[str, str]) -> dict[str, Any]:
    """What was entered, as values of the contract; fields that were not in the form stay out.

    Raises ValueError with the field's name for a number that is none.
    """
    values: dict[str, Any] = {}
    for known in form(table):
        if known.name in entered:
            values[known.name] = _value(known, entered[known.name])
    return values


def entered(known: Field, value: Any) -> str:
    """A value as the form shows it; the inverse of `read_form`."""
    if value is None:
        return ""
    if known.entry == "list":
        return "\n".join(map(str, value))
    if known.entry == "yes_no":
        return "true" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _value(known: Field, text: str) -> Any:
    text = text.replace("\r\n", "\n").strip()
    if known.entry == "yes_no":
        return text == "true"
    if known.entry == "list":
        items = [item.strip() for item in text.split("\n") if item.strip()]
        return sorted(items) if known.name == "parties" else items
    if text == "":
        return None
    if known.entry == "number":
        try:
            return int(text) if known.whole else float(text.replace(",", ""))
        except ValueError:
            raise ValueError(message("{field}: {text} is not a number", field=known.name, text=text)) from None
    return text


def _field(table: str, name: str) -> Field:
    info = TABLES[table].model_fields[name]
    kinds = [info.annotation]
    optional = False
    if get_origin(info.annotation) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(info.annotation) if kind is not type(None)]
        optional = True
    kind = kinds[0]
    choices: tuple[str, ...] = ()
    entry: Entry = "text"
    if get_origin(kind) is Literal:
        entry, choices = "choice", get_args(kind)
    elif get_origin(kind) is list:
        entry = "list"
    elif kind is bool:
        entry = "yes_no"
    elif kind in (int, float):
        entry = "number"
    elif name in ("content", "caption"):
        entry = "long"
    return Field(name, entry, choices, optional, info.description or "", kind is int)
