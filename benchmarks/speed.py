"""How fast it is, in one run and as ratios to plain GiNZA; prints the table of the README.

    python benchmarks/speed.py [RAW] [--repeat N] [--ray]

RAW is ../shared/whitepapers unless told. Measured in turn, so that a busy machine is busy for all of them: plain GiNZA
as `pip install ginza ja-ginza` gives it today (its own environment, made under .hakusho/), in one process and in as
many as there are cores, on ten documents of 8,400 characters cut from RAW; then `hakusho run` on all of RAW and on 1,
10 and 100 such documents: cold, after a change of the rules, and unchanged. Plain GiNZA is not charged with the loading
of its model; `hakusho run` is charged with everything from the start of the command to the last file written.
With N over 1 each figure is the median of N rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from environment import installed, machine
from measuring import measure

from hakusho.prepare.pieces import pieces
from hakusho.read import files

HERE = Path(__file__).parent
CHARACTERS = 8_400
_WORD = '[[organization]]\nid = "試験計測機構"\nnames = ["試験計測機構"]\n'
WAYS = ("cold", "after a rule change", "unchanged")


class Rounds:
    """Figures of each round by name; the median is what counts."""

    def __init__(self) -> None:
        self._all: dict[str, list[float]] = defaultdict(list)

    def add(self, name: str, value: float) -> None:
        self._all[name].append(value)
        print(f"{name}: {value:,.2f}", file=sys.stderr)

    def __getitem__(self, name: str) -> float:
        return statistics.median(self._all[name])

    def __contains__(self, name: str) -> bool:
        return name in self._all


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", nargs="?", type=Path, default=Path("../shared/whitepapers"))
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument(
        "--ray", action="store_true", help="also Ray with two workers against the local engine with two"
    )
    asked = parser.parse_args()
    python = installed()
    with tempfile.TemporaryDirectory(prefix="hakusho-speed-") as name:
        scratch = Path(name)
        sets = {n: cut(asked.raw, scratch / f"{n}-documents", n) for n in (1, 10, 100)}
        found, _ = files.find(asked.raw)
        whole = sum(len(files.read(file).text) for file in found)
        rounds = Rounds()
        for n in range(asked.repeat):
            print(f"round {n + 1} of {asked.repeat} …", file=sys.stderr)
            plain(python, sets[10], scratch, rounds)
            for label, raw in (("editions", asked.raw), *((f"{n}", folder) for n, folder in sets.items())):
                ours(raw, label, scratch, rounds)
            stages(sets[10], scratch, rounds)
            start(scratch, rounds)
            if asked.ray:
                engines(sets[10], sets[100], scratch, rounds)
    print(table(rounds, whole, {n: n * CHARACTERS for n in sets}, len(found)))


def cut(raw: Path, folder: Path, n: int) -> Path:
    """`n` documents of about 8,400 characters each, cut from the documents of `raw` at line ends, taken evenly from all."""
    parts: list[str] = []
    found, _ = files.find(raw)
    for file in found:
        part: list[str] = []
        size = 0
        for line in files.read(file).text.splitlines(keepends=True):
            part.append(line)
            size += len(line)
            if size >= CHARACTERS:
                parts.append("".join(part))
                part, size = [], 0
    if len(parts) < n:
        parts = [parts[i % len(parts)] + f"\n{i}\n" for i in range(n)] if parts else []
    if not parts:
        sys.exit(f"{raw}: less than one document of {CHARACTERS:,} characters")
    folder.mkdir()
    for i in range(n):
        (folder / f"{i:03}.txt").write_text(parts[i * len(parts) // n], encoding="utf-8")
    return folder


def plain(python: Path, raw: Path, scratch: Path, rounds: Rounds) -> None:
    """Plain GiNZA on the pieces of a folder: characters a second, and peak memory."""
    source = scratch / "texts.json"
    found, _ = files.find(raw)
    source.write_text(json.dumps([piece.text for file in found for piece in pieces(files.read(file))]), "utf-8")
    for processes in dict.fromkeys((1, cores())):
        measured = measure([str(python), str(HERE / "plain.py"), str(source), str(processes)])
        report = json.loads(measured.output)
        rounds.add(f"plain {processes}", report["characters"] / report["seconds"])
        rounds.add(f"plain {processes} memory", measured.peak or 0)


def ours(raw: Path, label: str, scratch: Path, rounds: Rounds) -> None:
    """`hakusho run` on a folder in the three ways: seconds, and peak memory of the first."""
    work = scratch / "work"
    words = scratch / "words"
    words.mkdir(exist_ok=True)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for way in WAYS:
        if way == "after a rule change":  # a new word: every rule that has a place for it is another rule
            (words / "organizations.toml").write_text(_WORD, encoding="utf-8")
        elif way == "cold":
            (words / "organizations.toml").unlink(missing_ok=True)
        command = [sys.executable, "-m", "hakusho.cli", "run", str(raw.resolve()), "--out", "out"]
        measured = measure(command, {"HAKUSHO_CONFIGS": str(words)}, work)
        rounds.add(f"{label} {way}", measured.seconds)
        rounds.add(f"{label} {way} memory", measured.peak or 0)


def stages(raw: Path, scratch: Path, rounds: Rounds) -> None:
    """What all rules together take, resolving and linking included: seconds a character of one process."""
    measured = measure([sys.executable, str(HERE / "stages.py"), str(raw), str(scratch / "stages.sqlite")])
    report = json.loads(measured.output)
    spent = sum(report["seconds"][stage] for stage in ("extract", "resolve", "tables", "link"))
    rounds.add("rules", spent / report["characters"])


def start(scratch: Path, rounds: Rounds) -> None:
    """From the command to the end of one sentence, and `--help`."""
    folder = scratch / "sentence"
    folder.mkdir(exist_ok=True)
    (folder / "sentence.txt").write_text("協定は2024年5月に発効した。\n", encoding="utf-8")
    hakusho = [sys.executable, "-m", "hakusho.cli"]
    rounds.add("start", measure([*hakusho, "run", str(folder), "--out", "out", "--no-cache"], None, folder).seconds)
    rounds.add("help", measure([*hakusho, "--help"]).seconds)


def engines(few: Path, many: Path, scratch: Path, rounds: Rounds) -> None:
    """Ray with two workers and the local engine with two: what the documents cost that one set has more than the other,
    so that the start of cluster, actors and processes, which both sets pay, falls out."""
    for engine in ("local", "ray"):
        command = [sys.executable, "-m", "hakusho.cli", "run", "--engine", engine, "--workers", "2", "--no-cache"]
        short, long = (
            measure([*command, str(raw), "--out", f"out-{engine}"], None, scratch).seconds for raw in (few, many)
        )
        rounds.add(f"engine {engine}", 90 * CHARACTERS / (long - short))


def cores() -> int:
    return os.cpu_count() or 1


def table(rounds: Rounds, whole: int, sizes: dict[int, int], n_found: int) -> str:
    """Markdown."""
    base = rounds["plain 1"]
    lines = [
        f"Measured on {machine()}.",
        "",
        "| | characters a second | times plain GiNZA | peak memory |",
        "| --- | ---: | ---: | ---: |",
    ]

    def row(name: str, rate: float, memory: float) -> None:
        peak = f"{memory / 2**20:,.0f} MiB" if memory > 2**20 else "–"  # over before the first look
        lines.append(f"| {name} | {rate:,.0f} | {rate / base:,.1f} | {peak} |")

    row("plain GiNZA, one process", base, rounds["plain 1 memory"])
    if cores() > 1:
        row(f"plain GiNZA, {cores()} processes", rounds[f"plain {cores()}"], rounds[f"plain {cores()} memory"])
    for way in WAYS:
        seconds = rounds[f"editions {way}"]
        row(f"`hakusho run`, {n_found} editions, {way}", whole / seconds, rounds[f"editions {way} memory"])
    for n, size in sizes.items():
        for way in WAYS:
            row(
                f"`hakusho run`, {n} document{'s' * (n > 1)} of 8,400, {way}",
                size / rounds[f"{n} {way}"],
                rounds[f"{n} {way} memory"],
            )
    growth = rounds["100 cold memory"] / rounds["10 cold memory"] if rounds["10 cold memory"] else float("nan")
    share = rounds["rules"] * base
    lines += [
        "",
        f"Peak memory at 100 documents is {growth:.2f} times that at 10. All rules together, resolving and linking "
        f"included, take {share:.1%} of plain GiNZA's time for the same text. From the command to the end of one "
        f"sentence {rounds['start']:.1f} s; `hakusho --help` {rounds['help']:.2f} s.",
    ]
    if "engine ray" in rounds:
        ratio = rounds["engine ray"] / rounds["engine local"]
        lines.append(
            f"Ray with two workers: {rounds['engine ray']:,.0f} characters a second, {ratio:.2f} of the local engine's."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
