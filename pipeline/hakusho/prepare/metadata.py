"""What nobody said of a document, read off its text: title, publisher, edition, and the date that 本年 is read against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hakusho.config import vocabulary
from hakusho.eras import era
from hakusho.prepare.pieces import Piece
from hakusho.read.source import Source

_ERA = r"(?P<era>明治|大正|昭和|平成|令和)(?P<ey>元|\d{1,2})"
_WESTERN = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_EDITION = re.compile(rf"(?:{_ERA}|{_WESTERN})年度?版|(?:青書|白書) ?(?P<blue>(?:19|20)\d\d)")
_DATE = re.compile(rf"(?:{_ERA}|{_WESTERN})\)?年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?")
# A diplomatic bluebook, and what it was called before 1987, tells of the year before its own.
_BLUEBOOK = re.compile(r"外交青書|外交の近況")
_LETTER_DATE = re.compile(r"(?<![A-Za-z])(?P<era>[RHS])(?P<ey>\d{1,2})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?!\d)")
_YEAR = re.compile(rf"{_ERA}\)?年|{_WESTERN}(?:\((?:昭和|平成|令和)\d{{1,2}}\))?年")
_PUBLISHER = re.compile(r"[省庁府院]$|委員会$")
_EDGE = 12  # pieces at either end, where a document says what it is
_ENOUGH = 400_000  # characters that are enough to see which years a document speaks of


def infer(source: Source, pieces: Sequence[Piece]) -> Source:
    """The source with what its metadata leaves open filled in from the text; an inferred reference date is marked so."""
    known = source.metadata
    head = [p.text for p in pieces[:_EDGE]]
    foot = [p.text for p in pieces[-_EDGE:]]
    title = known.title or _title(pieces)
    reference, mark = known.reference_date, known.reference_source
    if reference is None:
        reference = _reference("\n".join([title or "", *head[:4]]), pieces)
        mark = "inferred" if reference else None
    edition = known.edition
    if edition is None and (match := _EDITION.search("\n".join([title or "", *head[:4]]))) and not match["blue"]:
        edition = match[0]
    return replace(
        source,
        metadata=replace(
            known,
            title=title,
            publisher=known.publisher or _publisher([*head, *foot]),
            reference_date=reference,
            reference_source=mark,
            edition=edition,
        ),
    )


def _title(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces[:6]:
        if (
            piece.block.kind in ("heading", "paragraph", "caption")
            and 2 <= len(piece.text) <= 80
            and "。" not in piece.text
        ):
            return piece.text
    return None


def _publisher(texts: Sequence[str]) -> str | None:
    """The ministry that stands alone on a line, else the one named most where a publisher stands."""
    names = [b.name for b in vocabulary().organizations.body if b.country == "JP" and _PUBLISHER.search(b.name)]
    if alone := next((text for text in texts if text in names), None):
        return alone
    whole = "\n".join(texts)
    count = {name: whole.count(name) for name in names}
    best = max(names, key=lambda name: (count[name], len(name), name), default=None)
    return best if best and count[best] else None


def _reference(about: str, pieces: Sequence[Piece]) -> str | None:
    """An edition's year; else the date the document bears; else the latest month of the latest
    year that it speaks of often (plans name later years, but seldom)."""
    if (match := _EDITION.search(about)) and (year := _year(match, "blue")):
        return str(year - 1 if _BLUEBOOK.search(about) else year)  # other white papers tell of the months up to them
    alone = [p.text for p in pieces if len(p.text) <= 24]
    borne = [d for text in alone for d in _dates(text) if len(text) <= 12 or _LETTER_DATE.search(text)]
    if borne:
        return max(borne)[:7]
    years: Counter[int] = Counter()
    months: set[str] = set()
    seen = 0
    for piece in pieces:
        years.update(year for match in _YEAR.finditer(piece.text) if (year := _year(match)))
        months.update(d[:7] for d in _dates(piece.text))
        seen += len(piece.text)
        if seen > _ENOUGH:
            break
    often = {year for year, n in years.items() if n >= max(2, max(years.values()) // 10)}
    if not often:
        return max(months, default=None)
    latest = str(max(often))
    return max((month for month in months if month[:4] == latest), default=latest)


def _dates(text: str) -> Iterator[str]:
    for match in (*_DATE.finditer(text), *_LETTER_DATE.finditer(text)):
        year, month, day = _year(match), int(match["month"]), int(match["day"] or 0)
        if year and 1 <= month <= 12:
            yield f"{year:04d}-{month:02d}" + (f"-{day:02d}" if 1 <= day <= 31 else "")


def _year(match: re.Match[str], *more: str) -> int | None:
    groups = match.groupdict()
    if written := next((groups[name] for name in ("year", *more) if groups.get(name)), None):
        return int(written)
    name = era(groups["era"]) if groups.get("era") else None
    return name.year(1 if groups["ey"] == "元" else int(groups["ey"])) if name else None
