"""Records of people as they are compared, and the identity of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hakusho.records import digest
from hakusho.resolve.people.person import Person, Seen


def person_id(person: Person, ordinal: int = 0) -> str:
    """The identity of a person: of the fullest name and the country, and the ordinal among those who share both."""
    return digest("person", person.full_name, person.country or "", "夫人" if person.spouse else "", str(ordinal))


def views(document: str, records: Iterable[dict[str, object]], reference: str | None) -> list[Seen]:
    """What the people of one document, in reading order, tell of themselves.

    A mention without a date is taken to be of the time of the one before it, the first ones of `reference`.
    """
    found = []
    date = reference
    for fields in records:
        date = str(fields["date"]) if fields.get("date") else date
        found.append(_seen(document, fields, date or ""))
    return found


def _seen(document: str, fields: dict[str, object], date: str) -> Seen:
    honorific = str(fields.get("honorific") or "")
    return Seen(
        document=document,
        name=str(fields["name"]),
        title=str(fields["title"]) if fields.get("title") else None,
        country=str(fields["country"]) if fields.get("country") else None,
        year=year_of(date),
        spouse="夫人" in honorific,
        former=bool(fields.get("former")),
        dated=bool(fields.get("date")),
    )


def year_of(edtf: str) -> float | None:
    """The decimal year in which an EDTF date or interval begins; a century or an open beginning has none."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?", edtf.lstrip("["))
    if not match:
        return None
    month = int(match[2] or 7)
    return int(match[1]) + (min(month, 12) - 1) / 12
