"""`hakusho.load`: real types, keys that join, and the things that the records speak of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import hakusho
from hakusho.records import RECORD_TYPES, TABLES
from hakusho.results.frames import Extraction
from hakusho.write.extraction import write_extraction

EXTRACTED = Path(__file__).parents[1] / "extracted"


@pytest.fixture(scope="module")
def tables() -> Extraction:
    return hakusho.load(EXTRACTED)


def test_types_are_those_of_the_contract(tables: Extraction) -> None:
    assert pd.api.types.is_datetime64_any_dtype(tables.dates["earliest"])
    assert list(tables.dates["type"].cat.categories) == ["DATE", "TIME", "DURATION", "SET"]
    assert isinstance(tables.commitments["parties"].iloc[0], list)
    assert str(tables.dates["page"].dtype) == "Int64" and str(tables.dates["start"].dtype) == "int64"
    assert {table: list(tables[table].columns[: len(m.model_fields)]) for table, m in TABLES.items()} == {
        table: list(m.model_fields) for table, m in TABLES.items()
    }


@pytest.mark.parametrize(
    ("table", "key", "target", "target_key"),
    [
        *[(t.table, "doc_id", "documents", "doc_id") for t in RECORD_TYPES],
        ("dates", "anchor_id", "dates", "record_id"),
        ("people", "date_id", "dates", "record_id"),
        ("agreements", "date_id", "dates", "record_id"),
        ("commitments", "date_id", "dates", "record_id"),
        ("people", "person_id", "persons", "person_id"),
        ("offices", "person_id", "persons", "person_id"),
        ("agreements", "agreement_id", "instruments", "agreement_id"),
        ("commitments", "meeting_id", "meetings", "meeting_id"),
        ("people", "meeting_id", "meetings", "meeting_id"),
        ("table_cells", "table_id", "tables", "table_id"),
    ],
)
def test_every_key_joins(tables: Extraction, table: str, key: str, target: str, target_key: str) -> None:
    assert tables[target][target_key].is_unique
    named = tables[table][key].dropna()
    assert len(named), f"{table}.{key} has nothing to join"
    joined = named.to_frame().merge(tables[target][[target_key]], left_on=key, right_on=target_key)
    assert len(joined) == len(named)


def test_who_met_whom_when_and_what_was_agreed_is_one_join(tables: Extraction) -> None:
    agreed = tables.commitments.merge(tables.meetings, on="meeting_id", suffixes=("", "_of_meeting"))
    row = agreed[agreed["name"] == "日EU定期首脳協議"].iloc[0]
    assert row["earliest_of_meeting"] == pd.Timestamp("2018-07-17")
    assert row["participants"] == ["安倍晋三", "トゥスク", "ユンカー"]
    assert row["parties_of_meeting"] == ["EU", "JP"]


def test_the_life_of_an_instrument_is_in_order(tables: Extraction) -> None:
    lives = tables.instruments.set_index("name")["life"]
    days = [act["earliest"] for act in lives["日EU経済連携協定"] if act["earliest"]]
    assert len(days) > 3 and days == sorted(days)


def frames(**rows: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    return {name: pd.DataFrame(of) for name, of in rows.items()}


def mention(record_id: str, day: str | None, *, former: bool = False, sentence: str = "") -> dict[str, Any]:
    return {
        "record_id": record_id,
        "person_id": "p",
        "title": "外務大臣",
        "country": "JP",
        "organization": None,
        "former": former,
        "sentence": sentence,
        "earliest": pd.Timestamp(day) if day else pd.NaT,
        "latest": pd.Timestamp(day) if day else pd.NaT,
    }


def test_an_office_is_attested_by_those_who_held_it_then() -> None:
    from hakusho.results.dimensions import offices

    people = [
        mention("a", "2001-03-01"),
        mention("b", "2000-05-01", former=True, sentence="山田外務大臣(当時)は訪英した。"),
        mention("c", "2009-09-01", former=True, sentence="山田元外務大臣は訪米した。"),
        mention("d", None),
    ]
    (row,) = offices(frames(people=people)).to_dict("records")
    assert (row["first"], row["last"]) == (pd.Timestamp("2000-05-01"), pd.Timestamp("2001-03-01"))
    assert row["mentions"] == 4


def said(
    record_id: str, doc_id: str, start: int, meeting: str | None, date: str | None, *parties: str
) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "doc_id": doc_id,
        "start": start,
        "sentence": f"文{record_id}",
        "meeting": meeting,
        "date": date,
        "date_id": f"{doc_id}{date}" if date else None,
        "parties": list(parties),
    }


def met(record_id: str, doc_id: str, start: int, country: str | None, **other: Any) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "doc_id": doc_id,
        "start": start,
        "country": country,
        "sentence": "",
        "date_id": None,
        **other,
    }


def test_a_meeting_is_one_across_documents_and_two_on_one_day() -> None:
    from hakusho.results.meetings import meeting_ids

    commitments = [
        said("0", "a", 10, "首脳会談", "2024-07-10", "JP", "US"),
        said("1", "a", 20, "首脳会談", "2024-07-10", "US"),
        said("2", "a", 30, "首脳会談", "2024-07-10", "GB", "JP"),
        said("3", "b", 40, "首脳会談", "2024-07-10", "JP", "US"),
        said("4", "b", 50, "首脳会談", None, "JP"),
        said("5", "a", 60, None, None, "JP"),
    ]
    people = [
        met("6", "a", 12, "US", date_id="a2024-07-10"),
        met("7", "a", 12, "FR", date_id="a2024-07-10"),
        met("8", "a", 12, "GB", sentence="首脳会談が開かれた。"),
        met("9", "a", 12, "US"),
    ]
    told, attended = meeting_ids(frames(commitments=commitments, people=people))
    assert told[0] == told[1] == told[3] == told[4] and told[2] != told[0]
    assert pd.isna(told[5])
    assert attended[0] == told[0] and attended[2] == told[2]
    assert pd.isna(attended[1]) and pd.isna(attended[3])


def test_an_extraction_of_nothing_has_all_tables(tmp_path: Path) -> None:
    write_extraction(tmp_path, [], [], {})
    empty = hakusho.load(tmp_path)
    assert set(empty) == set(TABLES)
    assert all(empty[name].empty for name in ("persons", "offices", "instruments", "meetings", "commitments"))
    assert pd.api.types.is_datetime64_any_dtype(empty.meetings["earliest"])
