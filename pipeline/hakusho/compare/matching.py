"""Which record of one extraction is which of the other: by identity, then by place, then what stands instead of what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hakusho.compare.nearest import candidates, grams
from hakusho.compare.places import Place, Places
from hakusho.records import AgreementRecord, CellRecord, Discarded, Record, TableRecord

_SAME_TABLE = 0.5
"""Of the words of two tables' captions and headers, the part they must share to be one table in two versions."""


Records = Mapping[str, Sequence[Record]]
"""The records of one document by type, each in reading order."""


@dataclass(slots=True)
class Matches:
    """`same` are pairs of one record, `instead` pairs of another at the same place; the rest has no counterpart."""

    same: list[tuple[Record, Record]] = field(default_factory=list)
    instead: list[tuple[Record, Record]] = field(default_factory=list)
    lost: list[Record] = field(default_factory=list)
    gained: list[Record] = field(default_factory=list)

    def flipped(self) -> Matches:
        """The same with old and new in each other's place."""
        same, instead = ([(new, old) for old, new in pairs] for pairs in (self.same, self.instead))
        return Matches(same, instead, self.gained, self.lost)


def match(old: Records, new: Records, places: Places) -> list[Matches]:
    """Match the records of two versions of a document, type by type; both have the same types, tables before cells.

    A record that kept its record_id is the same. So is one of the same surface at the same place of a sentence that was
    carried over, though its identity changed with the sentence, and a cell under the same headers of the same table.
    Of what is left, records that share a character stand one instead of the other, the closest first. Old and new in
    each other's place give the same pairs: they are worked out in one direction, the same whichever was asked for.
    """
    if _ids(old) > _ids(new):
        return [found.flipped() for found in match(new, old, places.flipped())]
    headers = _headers([*old.get("table_cells", ()), *new.get("table_cells", ())])
    counterpart: dict[str, str] = {}
    matches = []
    for table, records in old.items():
        found = _by_identity(records, new[table])
        if found.lost and found.gained:
            if table == "tables":
                _pair_equal(found, _table_id, _table_id)
                _pair_tables(found, headers)
            elif table == "table_cells":
                _pair_equal(found, lambda cell: _path(cell, counterpart), lambda cell: _path(cell, {}))
            else:
                _pair_by_place(found, places)
        if table == "tables":
            counterpart.update((_table_id(a), _table_id(b)) for a, b in found.same)
        matches.append(found)
    return matches


def counterparts(matches: Sequence[Matches]) -> dict[str, str]:
    """From an old record_id or table_id to the new one that took its place."""
    pairs = [pair for found in matches for pair in (*found.same, *found.instead)]
    tables = {_table_id(a): _table_id(b) for a, b in pairs if isinstance(a, TableRecord)}
    return {**tables, **{a.record_id: b.record_id for a, b in pairs}}


def _ids(records: Records) -> list[str]:
    return [record.record_id for rows in records.values() for record in rows]


def _by_identity(old: Sequence[Record], new: Sequence[Record]) -> Matches:
    found = Matches()
    known = {record.record_id: record for record in new}
    for record in old:
        if record.record_id in known:
            found.same.append((record, known.pop(record.record_id)))
        else:
            found.lost.append(record)
    found.gained = [record for record in new if record.record_id in known]
    return found


def _pair_by_place(found: Matches, places: Places) -> None:
    old_places = {record.record_id: places.of_old(record) for record in found.lost}
    new_places = {record.record_id: places.of_new(record) for record in found.gained}
    _pair_equal(found, lambda r: _standing(r, old_places[r.record_id]), lambda r: _standing(r, new_places[r.record_id]))
    pairs = _overlapping([old_places[r.record_id] for r in found.lost], [new_places[r.record_id] for r in found.gained])
    found.instead = [(found.lost[i], found.gained[j]) for i, j in sorted(pairs.items())]
    gone, come = set(pairs), set(pairs.values())
    found.lost = [record for i, record in enumerate(found.lost) if i not in gone]
    found.gained = [record for j, record in enumerate(found.gained) if j not in come]


def _pair_equal(
    found: Matches, old_key: Callable[[Record], Hashable | None], new_key: Callable[[Record], Hashable | None]
) -> None:
    """Records with an equal key are the same, the first with the first; a key of None is equal to nothing."""
    waiting: dict[Hashable, list[Record]] = {}
    for record in reversed(found.gained):
        if (key := new_key(record)) is not None:
            waiting.setdefault(key, []).append(record)
    lost, come = [], set()
    for record in found.lost:
        key = old_key(record)
        if key is not None and waiting.get(key):
            other = waiting[key].pop()
            found.same.append((record, other))
            come.add(other.record_id)
        else:
            lost.append(record)
    found.lost = lost
    found.gained = [record for record in found.gained if record.record_id not in come]


def _standing(record: Record, place: Place | None) -> Hashable | None:
    """The place and what else the identity of a record is made of."""
    if place is None:
        return None
    surface = "".join(record.text.split())
    match record:
        case AgreementRecord():
            return place, surface, record.act
        case Discarded():
            return place, surface, record.type, record.rule
    return place, surface


def _path(record: Record, counterpart: Mapping[str, str]) -> Hashable | None:
    assert isinstance(record, CellRecord)
    table_id = counterpart.get(record.table_id, record.table_id)
    return table_id, tuple(record.row_headers), tuple(record.col_headers)


def _headers(cells: Iterable[Record]) -> dict[str, set[str]]:
    """The headers of each table by table_id, digits aside: an edition has other years."""
    found: dict[str, set[str]] = {}
    for cell in cells:
        assert isinstance(cell, CellRecord)
        found.setdefault(cell.table_id, set()).update(map(_without_digits, [*cell.row_headers, *cell.col_headers]))
    return found


def _overlapping(old: Sequence[Place | None], new: Sequence[Place | None]) -> dict[int, int]:
    """Pairs of places, by index, that share a character: those that share the most of their union first, one to one."""
    sentences: dict[int, list[tuple[int, int, int]]] = {}
    for j, place in enumerate(new):
        if place is not None:
            sentences.setdefault(place.sentence, []).append((place.start, place.end, j))
    longest = {n: max(end - start for start, end, _ in spans) for n, spans in sentences.items()}
    for spans in sentences.values():
        spans.sort()
    close = []
    for i, place in enumerate(old):
        spans = sentences.get(place.sentence, []) if place is not None else []
        if place is None or not spans:
            continue
        first = bisect_left(spans, (place.start - longest[place.sentence], 0, 0))
        for start, end, j in spans[first : bisect_right(spans, (place.end, 0, 0))]:
            shared = min(place.end, end) - max(place.start, start)
            if shared > 0:
                close.append((-shared / (max(place.end, end) - min(place.start, start)), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(close):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _pair_tables(found: Matches, headers: Mapping[str, set[str]]) -> None:
    """Tables with much of caption and headers in common are the same, the closest first."""
    old, new = ({r.record_id: _words(r, headers) for r in side} for side in (found.lost, found.gained))
    scored = []
    for a, b, _ in candidates(old, new):
        share = len(old[a].keys() & new[b].keys()) / len(old[a].keys() | new[b].keys())
        if share >= _SAME_TABLE:
            scored.append((-share, a, b))
    counterpart: dict[str, str] = {}
    taken: set[str] = set()
    for _, a, b in sorted(scored):
        if a not in counterpart and b not in taken:
            counterpart[a] = b
            taken.add(b)
    by_id = {record.record_id: record for record in found.gained}
    found.same += [(r, by_id[counterpart[r.record_id]]) for r in found.lost if r.record_id in counterpart]
    found.lost = [record for record in found.lost if record.record_id not in counterpart]
    found.gained = [record for record in found.gained if record.record_id not in taken]


def _words(record: Record, headers: Mapping[str, set[str]]) -> dict[str, None]:
    """What tells a table from others: its headers, and the pairs of characters of its caption."""
    assert isinstance(record, TableRecord)
    caption = grams(_without_digits(record.caption), 2) if record.caption else []
    return dict.fromkeys([*sorted(headers.get(record.table_id, ())), *caption])


def _table_id(record: Record) -> str:
    assert isinstance(record, TableRecord)
    return record.table_id


def _without_digits(text: str) -> str:
    return "".join(c for c in text if not c.isdigit())
