"""One identity for one person across documents, and the fullest form of the name that any of them has."""

from __future__ import annotations

from hakusho.records import DocumentRecords, PersonRecord
from hakusho.resolve.people.identity import persons
from hakusho.resolve.people.person import Seen
from hakusho.resolve.people.views import person_id, views


def link_people(documents: list[DocumentRecords]) -> None:
    """Replace the records of `people` in place with linked ones."""
    places: list[tuple[DocumentRecords, int]] = []
    seen: list[Seen] = []
    for document in sorted(documents, key=lambda d: d.document.doc_id):
        records = document.records.get("people", [])
        places += [(document, n) for n in range(len(records))]
        told = [record.model_dump() for record in records]
        names = {str(fields["name"]) for fields in told}
        named = [_named_in_full(fields, names) for fields in told]
        seen += views(document.document.doc_id, named, document.document.reference_date)
    ordinals: dict[tuple[str, str | None, bool], int] = {}
    for person in persons(seen):
        key = (person.full_name, person.country, person.spouse)
        ordinal = ordinals[key] = ordinals.get(key, -1) + 1
        identity = person_id(person, ordinal)
        for number in person.mentions:
            document, n = places[number]
            record = document.records["people"][n]
            assert isinstance(record, PersonRecord)
            country = record.country
            if country is None and record.title and len(person.countries) == 1:
                country = person.country
            changed = {"full_name": person.full_name, "person_id": identity, "country": country}
            document.records["people"][n] = record.model_copy(update=changed)


def _named_in_full(fields: dict[str, object], names: set[str]) -> dict[str, object]:
    """The fields of a mention under the full name that the title of its document has for it, and none of its mentions."""
    full = fields["full_name"]
    return fields if full is None or full in names else {**fields, "name": full}
