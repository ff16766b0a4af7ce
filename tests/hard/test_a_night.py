"""A folder of a thousand files of unknown origin, left alone: every one of them is accounted for in the morning."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from content import DONE
from inputs import CONTENTS, ENTRIES
from running import TEXT, hakusho

import hakusho as package

FAST = [content for content in CONTENTS if not content.slow and len(content.data) < 400_000]


def mixed(raw: Path, files: int) -> dict[str, str]:
    """So many files, good, broken and hostile in turn; the outcome of each by its path."""
    wanted: dict[str, str] = {}
    raw.mkdir()
    for i in range(files):
        if i % 2:
            name, outcome = f"良い/文書{i:04d}.txt", DONE
            data = TEXT.replace("5月", f"{i % 12 + 1}月").encode()
        else:
            content = FAST[i // 2 % len(FAST)]
            name, outcome, data = f"悪い/{i:04d}{Path(content.name).suffix}", content.outcome, content.data
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_bytes(data)
        wanted[name] = outcome
    for entry in ENTRIES:
        if entry.path and not entry.needs and entry.outcome != "duplicate":
            entry.make(raw)
            wanted[entry.path] = entry.outcome
            if entry.path == "a.json/b.txt":
                wanted["a.txt"] = DONE
            if entry.path == "図.txt":
                wanted["図.png"] = "unsupported"
    return wanted


@pytest.mark.slow
@pytest.mark.parametrize("files", [40, 1000])
def test_every_file_is_accounted_for(home: Path, files: int) -> None:
    wanted = mixed(home / "raw", files)
    ran = hakusho("run", "raw", "--out", "out", "--workers", "2", cwd=home)
    assert ran.returncode == 1, ran.stderr
    lines = (home / "out" / "rejected.jsonl").read_text("utf-8").splitlines()
    found = {entry["path"]: entry["reason"] for entry in map(json.loads, lines)}
    found |= dict.fromkeys(package.load(home / "out").documents.path, DONE)
    assert found == wanted
    said = [line for line in ran.stderr.splitlines() if line.startswith("rejected: ")]
    assert len(said) == len(lines) == len(ran.stderr.splitlines())
    assert Counter(found.values())["failed"] == Counter(found.values())["crashed"] == 0
