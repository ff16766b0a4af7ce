"""Moments and periods in EDTF, with their first and last days."""

from __future__ import annotations

import datetime as dt

import pytest

from hakusho.extractors.dates.edtf import Moment, Period, parse, shift_days, shift_months

DAY = dt.date


@pytest.mark.parametrize(
    ("moment", "value", "earliest", "latest"),
    [
        (Moment(2024), "2024", DAY(2024, 1, 1), DAY(2024, 12, 31)),
        (Moment(2024, 2), "2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        (Moment(2024, 7, 28, 15, 15), "2024-07-28T15:15:00", DAY(2024, 7, 28), DAY(2024, 7, 28)),
        (Moment(2023, fiscal=True), "2023-04/2024-03", DAY(2023, 4, 1), DAY(2024, 3, 31)),
        (Moment(2023, code=33, fiscal=True), "2023-04/2023-06", DAY(2023, 4, 1), DAY(2023, 6, 30)),
        (Moment(2023, code=36, fiscal=True), "2024-01/2024-03", DAY(2024, 1, 1), DAY(2024, 3, 31)),
        (Moment(2023, code=41, fiscal=True), "2023-10/2024-03", DAY(2023, 10, 1), DAY(2024, 3, 31)),
        (Moment(2023, code=36), "2023-36", DAY(2023, 10, 1), DAY(2023, 12, 31)),
        (Moment(2016, code=24), "2016-24", DAY(2016, 12, 1), DAY(2017, 2, 28)),
        (Moment(1990, years=10), "199X", DAY(1990, 1, 1), DAY(1999, 12, 31)),
        (Moment(1975, years=10), "1975/1984", DAY(1975, 1, 1), DAY(1984, 12, 31)),
        (Moment(1900, years=100), "19XX", DAY(1900, 1, 1), DAY(1999, 12, 31)),
    ],
)
def test_moment(moment: Moment, value: str, earliest: dt.date, latest: dt.date) -> None:
    assert moment.exists()
    assert (moment.value, moment.earliest, moment.latest) == (value, earliest, latest)


@pytest.mark.parametrize(
    "moment", [Moment(2023, 4, 31), Moment(2023, 2, 29), Moment(2023, 13), Moment(2023, 1, 1, 25), Moment(0)]
)
def test_what_no_calendar_has(moment: Moment) -> None:
    assert not moment.exists()


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        (Moment(2024, 6, 27), Moment(2024, 6, 29), "2024-06-27/2024-06-29"),
        (Moment(2023, fiscal=True), Moment(2027, fiscal=True), "2023-04/2028-03"),
        (Moment(2018, code=33), Moment(2018, code=34), "2018-33/2018-34"),
        (Moment(1986), Moment(1987, code=40), "1986/1987-40"),
        (Moment(1980, years=10), Moment(1990, years=10), "1980/1999"),
    ],
)
def test_period(first: Moment, last: Moment, value: str) -> None:
    period = Period(first, last)
    assert period.value == value
    assert (period.earliest, period.latest) == (first.earliest, last.latest)


def test_shifts_cross_the_year() -> None:
    assert shift_days(Moment(2023, 12, 31), 1) == Moment(2024, 1, 1)
    assert shift_months(Moment(2023, 1, 31), -1) == Moment(2022, 12)


def test_parse() -> None:
    assert [parse(text) for text in ("2018", "2018-06", "2018-06-05")] == [
        Moment(2018),
        Moment(2018, 6),
        Moment(2018, 6, 5),
    ]
    with pytest.raises(ValueError, match="no calendar"):
        parse("2018-02-30")
