"""Where the output cannot be written the run says so in one line, and the old extraction is as it was."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("file systems of Unix", allow_module_level=True)

from faults import FAULTS, Fault
from running import folder, hakusho, snapshot

from hakusho import load


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_the_old_extraction_stays(home: Path, fault: Fault) -> None:
    if fault.needs_root and os.geteuid():
        pytest.skip("root alone can do this to a file system")
    folder(home / "raw", 3)
    assert hakusho("run", "raw", "--out", "out", cwd=home).returncode == 0
    before = dict(snapshot(home / "out"))
    folder(home / "more", 12)
    with fault.inject(home / "out") as how:
        ran = hakusho("run", "more", "--out", "out", "--no-cache", cwd=home, **how)
        now = {name: data for name, data in snapshot(home / "out").items() if name != ".ballast"}
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert ran.stderr.startswith("hakusho: ") and fault.says in ran.stderr
    assert now == before
    assert len(load(home / "out").documents) == 3
    assert hakusho("run", "more", "--out", "out", "--no-cache", cwd=home).returncode == 0
    assert len(load(home / "out").documents) == 12


@pytest.mark.slow
def test_output_on_another_file_system(home: Path) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == home.stat().st_dev:
        pytest.skip("there is no second file system here")
    out = other / f"hakusho-{os.getpid()}"
    folder(home / "raw", 2)
    try:
        for _ in range(2):
            assert hakusho("run", "raw", "--out", out, cwd=home).returncode == 0
        assert hakusho("run", "raw", "--out", "out", cwd=home).returncode == 0
        assert snapshot(out) == snapshot(home / "out")
    finally:
        shutil.rmtree(out)


def test_a_file_where_the_output_should_be(home: Path) -> None:
    folder(home / "raw", 1)
    (home / "out").write_text("mine", "utf-8")
    ran = hakusho("run", "raw", "--out", "out", cwd=home)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert (home / "out").read_text("utf-8") == "mine"


@pytest.mark.slow
def test_a_working_folder_that_cannot_be_written(home: Path) -> None:
    """The cache is a convenience: without it the run is slower."""
    folder(home / "raw", 1)
    (home / ".hakusho").write_text("a file where the folder should be", "utf-8")
    assert hakusho("run", "raw", "--out", "out", cwd=home).returncode == 0
    assert len(load(home / "out").documents) == 1
