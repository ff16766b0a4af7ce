"""What is known of a document: from `meta.toml`, else inferred from its text and marked so."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hakusho.config import vocabulary
from hakusho.eras import era
from hakusho.errors import RejectedDocument
from hakusho.read.source import Block, Metadata

_EDTF = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")
_KEYS = ("title", "publisher", "published", "reference_date", "edition", "source_url", "license")
_ERA = r"(?P<era>明治|大正|昭和|平成|令和)(?P<ey>元|\d{1,2})"
_EDITION = re.compile(
    rf"{_ERA}年(?P<kind>版|度版)|(?<!\d)(?P<year>(?:19|20)\d\d)(?:年版|年度版)|(?:青書|白書)(?P<blue>(?:19|20)\d\d)"
)
_DAY = re.compile(rf"(?:{_ERA}|(?P<year>(?:19|20)\d\d))年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?")
_YEAR = re.compile(rf"{_ERA}年|(?<!\d)(?P<year>(?:19|20)\d\d)(?:\((?:昭和|平成|令和)\d{{1,2}}\))?年")
_EDGE = 1200  # characters at either end of a document in which its own date stands


def metadata(text: str, blocks: Sequence[Block], known: Mapping[str, Any]) -> Metadata:
    """Metadata of a document. Raises RejectedDocument (`metadata`) where meta.toml says something impossible."""
    if unknown := set(known) - set(_KEYS):
        raise RejectedDocument("metadata", f"meta.toml: unknown key {min(unknown)}; known are {', '.join(_KEYS)}")
    given = {key: str(known[key]) for key in _KEYS if known.get(key) not in (None, "")}
    for key in ("published", "reference_date"):
        if key in given and not _EDTF.fullmatch(given[key]):
            raise RejectedDocument("metadata", f"meta.toml: {key} = {given[key]!r} is not a date like 2024-08")
    plain = re.sub(
        r"(?<=[0-9年月日]) (?=[0-9年月日])|(?<=[和成]) (?=[0-9])", "", unicodedata.normalize("NFKC", text[: 4 * _EDGE])
    )
    tail = re.sub(r"(?<=[0-9年月日]) (?=[0-9年月日])", "", unicodedata.normalize("NFKC", text[-_EDGE:]))
    title = given.get("title") or _title(text, blocks)
    edition = given.get("edition") or _edition(f"{title or ''}\n{plain[:_EDGE]}")
    reference = given.get("reference_date")
    inferred = None if reference else _reference(f"{title or ''}\n{plain[:_EDGE]}", tail, text)
    return Metadata(
        title=title,
        publisher=given.get("publisher") or _publisher(f"{plain[:_EDGE]}\n{tail}"),
        published=given.get("published"),
        reference_date=reference or inferred,
        reference_source="metadata" if reference else "inferred" if inferred else None,
        edition=edition,
        source_url=given.get("source_url"),
        license=given.get("license"),
    )


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks[:6]:
        if block.kind in ("heading", "paragraph", "caption"):
            title = " ".join(text[slice(*block.spans[0])].split())
            if 2 <= len(title) <= 80 and "。" not in title:
                return title
    return None


def _edition(head: str) -> str | None:
    match = _EDITION.search(head)
    return match[0] if match and not match["blue"] else None


def _publisher(text: str) -> str | None:
    """The ministry named most in the places where a publisher stands."""
    bodies = [
        b.name
        for b in vocabulary().organizations.body
        if b.country == "JP" and re.search(r"[省庁府]$|委員会$|院$", b.name)
    ]
    count = Counter({name: len(re.findall(re.escape(name), text)) for name in bodies})
    best = max(count, key=lambda name: (count[name], len(name), name), default=None)
    return best if best and count[best] else None


def _reference(head: str, tail: str, text: str) -> str | None:
    """An edition's year, else the date the document bears at its head or foot, else the latest year it speaks of often."""
    if match := _EDITION.search(head):
        year = int(match["blue"] or match["year"] or _western(match) or 0)
        if year:  # a diplomatic bluebook tells of the year before it; other white papers of the months up to it
            return str(year - 1 if match["blue"] and "青書" in match[0] else year)
    for part in (head, tail):
        found = list(_DAY.finditer(part))
        if found:
            match = found[0] if part is head else found[-1]
            year = int(match["year"] or _western(match) or 0)
            month = int(match["month"])
            if year and 1 <= month <= 12:
                return f"{year:04d}-{month:02d}"
    years: Counter[int] = Counter()
    for match in _YEAR.finditer(unicodedata.normalize("NFKC", text[:400_000])):
        if year := int(match["year"] or _western(match) or 0):
            years[year] += 1
    often = [year for year, n in years.items() if n >= max(2, max(years.values()) // 10)]
    return str(max(often)) if often else None


def _western(match: re.Match[str]) -> int | None:
    name = era(match["era"]) if match["era"] else None
    return name.year(1 if match["ey"] == "元" else int(match["ey"])) if name else None
