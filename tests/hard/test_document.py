"""The page says what the tests do."""

from __future__ import annotations

from document import PAGE, page


def test_the_page_is_made_from_these_tables() -> None:
    assert PAGE.read_text("utf-8") == page()
