"""What all tests share."""

from __future__ import annotations

import os

import pytest

os.environ["HAKUSHO_LANG"] = "en"  # messages are compared in English, whatever the developer's locale

_TIMED = ("linear", "time_grows", "time_is_bounded", "startup", "start_up")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that compare times depend on what else the machine does: they run where HAKUSHO_TIMED is set."""
    if os.environ.get("HAKUSHO_TIMED"):
        return
    skip = pytest.mark.skip(reason="compares times; set HAKUSHO_TIMED=1 on a quiet machine")
    for item in items:
        if any(word in item.name for word in _TIMED):
            item.add_marker(skip)
