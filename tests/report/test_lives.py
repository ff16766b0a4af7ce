"""The life of an instrument: what is one act, in which order, and what a person may call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.records import AgreementRecord
from hakusho.report.columns import columns, total
from hakusho.report.events import Meeting, chronology
from hakusho.report.lives import Life, lives, named
from hakusho.report.when import begins, covers, year
from hakusho.results.stored import Stored


@pytest.fixture
def found(extracted: Path) -> list[Life]:
    return lives(r for r in Stored(extracted).records("agreements") if isinstance(r, AgreementRecord))


def test_one_act_said_twice_is_one_with_the_finer_date(found: list[Life]) -> None:
    treaty = found[0]
    assert [(act.act, act.date, len(act.records)) for act in treaty.acts] == [
        ("signed", "2017-07-03", 2),
        ("entered_into_force", "2019", 1),
    ]
    assert {record.doc_id for record in treaty.acts[0].records} == {"old", "new"}


def test_acts_of_other_days_stay_apart(found: list[Life]) -> None:
    signed = found[0].acts[0].records[0]
    days = [
        signed.model_copy(update={"date": d, "record_id": d or "none"})
        for d in ("2017-07-03", "2018-01-01", "2017-07", None)
    ]
    (life,) = lives(days)
    assert [(a.date, len(a.records)) for a in life.acts] == [("2017-07-03", 2), ("2018-01-01", 1), (None, 1)]


def test_what_was_planned_is_not_what_was_done(found: list[Life]) -> None:
    signed = found[0].acts[0].records[0]
    assert signed.date == found[0].acts[0].date
    (life,) = lives([signed, signed.model_copy(update={"status": "planned", "date": None, "record_id": "other"})])
    assert [(a.status, a.date) for a in life.acts] == [("done", "2017-07-03"), ("planned", None)]


@pytest.mark.parametrize(("name", "n"), [("漁業条約", 1), ("日・星 漁業", 1), ("租税", 0)])
def test_named(found: list[Life], name: str, n: int) -> None:
    assert len(named(found, name)) == n


def test_the_chronology_has_acts_and_meetings_in_order(extracted: Path, found: list[Life]) -> None:
    events = chronology(found, Stored(extracted).records("commitments"))  # type: ignore[arg-type]
    said = [(e.date, e.what.name if isinstance(e.what, Meeting) else e.what[1].act) for e in events]
    assert said == [
        ("2017-07-03", "signed"),
        ("2017-07-03", "漁業大臣会談"),
        ("2019", "entered_into_force"),
        ("2024", "signed"),
        ("2024-05", "</a><script>会談"),
    ]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("2018", (2018, 0, 0)),
        ("2018-04/2019-03", (2018, 4, 0)),
        ("../2019", (2019, 0, 0)),
        ("201X", (2010, 0, 0)),
        ("19XX", (1900, 0, 0)),
        ("2024-34", (2024, 4, 0)),
        ("2024-07-28T15:15:00", (2024, 7, 28)),
        (None, None),
        ("P5Y", None),
    ],
)
def test_where_a_date_begins(value: str | None, key: tuple[int, int, int] | None) -> None:
    assert begins(value) == key
    assert year(value) == (key[0] if key else None)


@pytest.mark.parametrize(
    ("coarse", "fine", "yes"),
    [
        ("2018", "2018-07", True),
        ("2018-07", "2018-07-17", True),
        (None, "2018", True),
        ("2018", "2018", False),
        ("2018", "2019-01", False),
        ("2018-07", "2018", False),
        ("2018", None, False),
    ],
)
def test_a_finer_date(coarse: str | None, fine: str | None, yes: bool) -> None:
    assert covers(coarse, fine) is yes


def test_columns_are_as_wide_as_their_fullest_lane() -> None:
    found = columns([("a", 2001), ("a", 2001), ("b", 2001), ("b", 2002), ("a", 2010), ("a", None)])
    assert [(c.year, c.first, c.slots, c.after_gap) for c in found] == [
        (2001, 0, 2, False),
        (2002, 2, 1, False),
        (2010, 3, 1, True),
        (None, 4, 2, False),
    ]
    assert total(found) == 6
