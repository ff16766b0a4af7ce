"""What all tests share."""

from __future__ import annotations

import os

import pytest

os.environ["HAKUSHO_LANG"] = "en"  # messages are compared in English, whatever the developer's locale


def pytest_report_header(config: pytest.Config) -> str | None:
    return (
        None if os.environ.get("HAKUSHO_TIMED") else "tests that compare times are left out; HAKUSHO_TIMED=1 runs them"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a test of times finds depends on what else the machine does: `timed` runs where HAKUSHO_TIMED is set."""
    if os.environ.get("HAKUSHO_TIMED"):
        return
    timed = [item for item in items if item.get_closest_marker("timed")]
    if timed:
        config.hook.pytest_deselected(items=timed)
        items[:] = [item for item in items if not item.get_closest_marker("timed")]
