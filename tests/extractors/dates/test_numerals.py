"""Numbers in both scripts."""

from __future__ import annotations

import pytest

from hakusho.extractors.dates.numerals import decimal, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("元", 1),
        ("十", 10),
        ("二十六", 26),
        ("五十", 50),
        ("一五", 15),
        ("二〇一二", 2012),
        ("千九百四十五", 1945),
        ("二千二十", 2020),
    ],
)
def test_number(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "年", "二十年"])
def test_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        number(text)


def test_decimal() -> None:
    assert decimal("1.5") == 1.5
    assert decimal("三") == 3.0
