"""What it means that a record is right: for each type from the mildest measure to the strictest."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from hakusho.compare.gold import GoldItem
from hakusho.compare.pairing import LEAST_OVERLAP, Criterion, gold_span, overlap, record_span
from hakusho.records import AgreementRecord, CommitmentRecord, DateRecord, PersonRecord, Record

_UNWRITTEN = str.maketrans("", "", "・「」『』")
_QUALIFIER = re.compile(r"[~?%]\Z")  # EDTF: approximate, uncertain, both
_NO_SECONDS = re.compile(r"(T\d\d:\d\d):00\b")
_CLOCK_DURATION = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?")


def plain(text: str | None) -> str:
    """A name as it is compared: NFKC, without white space, ・ and corner brackets."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).translate(_UNWRITTEN)


def plain_value(value: str | None) -> str:
    """A temporal value as it is compared: without qualifier or idle seconds, PT1H25M as PT85M, null as nothing."""
    value = _NO_SECONDS.sub(r"\1", _QUALIFIER.sub("", (value or "").strip()))
    clock = _CLOCK_DURATION.fullmatch(value)
    return f"PT{60 * int(clock[1] or 0) + int(clock[2] or 0)}M" if clock and value != "PT" else value


def _same(item: GoldItem, record: Record, name: str, form: Any = lambda value: value) -> bool:
    """Whether a field has one of the values that are right, compared in `form`."""
    found = form(getattr(record, name))
    return any(form(value) == found for value in item.accepted(name))


def _parties(value: Any) -> list[str]:
    return sorted(value or [])


def _status(value: str | None) -> str:
    return value or "done"


def found(item: GoldItem, record: Record) -> bool:
    """The mention is there; what is said of it is another matter."""
    return True


def exact_span(item: GoldItem, record: Record) -> bool:
    """It begins and ends where it should, white space aside, or has one of the other surfaces that are right."""
    if gold_span(item) == record_span(record):
        return True
    others = item.fields.get("text_alt") or []
    return plain(record.text) in [plain(o) for o in ([others] if isinstance(others, str) else others)]


def date_value(item: GoldItem, record: DateRecord) -> bool:
    return _same(item, record, "type") and _same(item, record, "value", plain_value)


def person_name(item: GoldItem, record: PersonRecord) -> bool:
    return _same(item, record, "name", plain)


def person_office(item: GoldItem, record: PersonRecord) -> bool:
    """Name, title and country; where there is no office, the country is open."""
    if not person_name(item, record) or not _same(item, record, "title", plain):
        return False
    no_office = any(not title and not plain(record.title) for title in item.accepted("title"))
    return no_office or _same(item, record, "country", lambda country: country or None)


def person_linked(item: GoldItem, record: PersonRecord) -> bool:
    """The fullest name in the corpus is right; gold that gives none means the name as it stands."""
    if not person_name(item, record):
        return False
    full = plain(record.full_name)
    as_it_stands = plain(record.name)
    return any(full == (plain(name) if name else as_it_stands) for name in item.accepted("full_name"))


def act(item: GoldItem, record: AgreementRecord | CommitmentRecord) -> bool:
    return _same(item, record, "act")


def agreement_full(item: GoldItem, record: AgreementRecord) -> bool:
    """Act, status, date and parties, and the instrument under its name or one of its aliases."""
    names = {plain(record.name), *map(plain, record.aliases)}
    return (
        act(item, record)
        and _same(item, record, "status", _status)
        and any(plain(name) in names for name in item.accepted("name"))
        and _same(item, record, "date", plain_value)
        and _same(item, record, "parties", _parties)
    )


def commitment_full(item: GoldItem, record: CommitmentRecord) -> bool:
    """Act, parties, and half or more of what was agreed; gold without content leaves that open."""
    if not act(item, record) or not _same(item, record, "parties", _parties):
        return False
    if item.fields.get("content_start") is None:
        return True
    if record.content_start is None or record.content_end is None:
        return False
    asked = int(item.fields["content_start"]), int(item.fields["content_end"])
    return overlap(asked, (record.content_start, record.content_end)) >= LEAST_OVERLAP


MEASURES: dict[str, dict[str, Criterion]] = {
    "dates": {"found": found, "exact span": exact_span, "value": date_value},
    "people": {"name": person_name, "name+title+country": person_office, "linked": person_linked},
    "agreements": {"instrument+act": act, "full": agreement_full},
    "commitments": {"predicate+act": act, "full": commitment_full},
}
