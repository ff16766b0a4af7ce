"""Servers for the tests of the page, each stopped at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `bench`, which the tests here share

from bench import Server


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers, each stopped at the end."""
    servers: list[Server] = []

    def start(extracted: Path, *more: str) -> Server:
        servers.append(Server(extracted, tmp_path / "reviews" / "decisions.jsonl", *more))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()
