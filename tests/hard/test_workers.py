"""A document that kills its worker, never ends or eats all memory is named and set aside; the others are done."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from content import SENTENCE
from running import folder, hakusho
from test_killed import children, start

from hakusho import load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")

# Imported by every Python process that starts: the decoder does to the process what the text says.
SABOTAGE = """
import ctypes, os, signal, time
from hakusho.read import files
real = files.decode
def decode(data):
    text, encoding = real(data)
    if "SEGFAULT" in text: ctypes.string_at(0)
    if "KILL" in text: os.kill(os.getpid(), signal.SIGKILL)
    if "EXIT" in text: os._exit(3)
    if "SLEEP" in text:
        open("asleep", "w").close()
        time.sleep(600)
    if "MEMORY" in text: return "国" * 10**12, encoding
    if "GROW" in text:
        kept = []
        while True: kept.append(bytearray(50_000_000))
    return text, encoding
files.decode = decode
"""


@pytest.fixture
def sabotaged(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, where the words in a text are acted upon, and limits are low."""
    (home / "sitecustomize.py").write_text(SABOTAGE, "utf-8")
    (home / "configs").mkdir()
    (home / "configs" / "hakusho.toml").write_text("[limits]\nmax_seconds = 40\nmax_memory_mb = 3_000\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("HAKUSHO_CONFIGS", str(home / "configs"))
    return home


def rejected(out: Path) -> dict[str, tuple[str, str]]:
    entries = map(json.loads, (out / "rejected.jsonl").read_text("utf-8").splitlines())
    return {entry["doc_id"]: (entry["reason"], entry["message"]) for entry in entries}


@pytest.mark.slow
def test_what_kills_a_worker_is_set_aside(sabotaged: Path) -> None:
    folder(sabotaged / "raw", 6)
    words = ("SEGFAULT", "KILL", "EXIT", "SLEEP", "MEMORY", "GROW")
    for word in words:  # each between two good documents
        (sabotaged / "raw" / f"文書0{words.index(word)}{word}.txt").write_text(f"{SENTENCE}{word}。", "utf-8")
    ran = hakusho("run", "raw", "--out", "out", "--workers", "2", cwd=sabotaged)
    assert ran.returncode == 1, ran.stderr
    said = {name.lstrip("文書0123456789"): told for name, told in rejected(sabotaged / "out").items()}
    assert said == {
        "SEGFAULT": ("crashed", "its worker process died (SIGSEGV)"),
        "KILL": ("crashed", "its worker process died (SIGKILL)"),
        "EXIT": ("crashed", "its worker process died (exit code 3)"),
        "SLEEP": ("too_slow", "took longer than limits.max_seconds = 40"),
        "MEMORY": ("too_large", "took more than limits.max_memory_mb = 3,000"),
        "GROW": ("too_large", "took more than limits.max_memory_mb = 3,000"),
    }
    assert len(load(sabotaged / "out").documents) == 6
    assert len(ran.stderr.splitlines()) == len(words)


@pytest.mark.slow
def test_a_worker_killed_from_outside_is_replaced(sabotaged: Path) -> None:
    """As the kernel does where memory runs out."""
    folder(sabotaged / "raw", 4)
    (sabotaged / "raw" / "文書00SLEEP.txt").write_text(f"{SENTENCE}SLEEP。", "utf-8")
    (sabotaged / "configs" / "hakusho.toml").write_text("[limits]\nmax_seconds = 300\n", "utf-8")
    process = start("run", "raw", "--out", "out", "--workers", "1", cwd=sabotaged)
    until = time.monotonic() + 120
    while not (sabotaged / "asleep").exists() and time.monotonic() < until:
        time.sleep(0.1)
    for pid in filter(_spawned, children(process.pid)):
        os.kill(pid, signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert rejected(sabotaged / "out") == {"文書00SLEEP": ("crashed", "its worker process died (SIGKILL)")}
    assert len(load(sabotaged / "out").documents) == 4


def _spawned(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_formats_of_other_libraries_are_read_in_a_worker(home: Path) -> None:
    """So that what kills the library does not kill the run, however small the folder."""
    from hakusho.pipeline.workers import count
    from hakusho.read.files import find

    folder(home / "raw", 2)
    assert count(find(home / "raw")[0], None) == 0
    (home / "raw" / "小.PDF").write_bytes(b"%PDF")
    assert count(find(home / "raw")[0], None) == 1


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_mistake_in_the_vocabulary_is_one_line_whoever_meets_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    """The process that hands out work does not load the vocabulary: each worker meets the mistake as it begins."""
    folder(home / "raw", 3)
    (home / "words").mkdir()
    (home / "words" / "offices.toml").write_text("[[office\n", "utf-8")
    monkeypatch.setenv("HAKUSHO_CONFIGS", "words")
    ran = hakusho("run", "raw", "--out", "out", "--workers", workers, cwd=home)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith("hakusho: words/offices.toml: ")
