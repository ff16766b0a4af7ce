"""Fixtures of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from hakusho.tag import ginza


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: `.hakusho/` is made there."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True, scope="session")
def one_model() -> Iterator[None]:
    """The model is loaded once for all runs in this process: it takes a second, and there are two hundred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ginza, "load_model", lru_cache(ginza.load_model))
        yield
