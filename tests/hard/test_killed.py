"""A run that is killed, stopped or crowded out: the old extraction, the new one, or a word that neither is there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from running import command, environment, folder, hakusho, snapshot

from hakusho import load
from hakusho.errors import HakushoError
from hakusho.pipeline import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def _interruptible() -> None:
    """What a shell starts in the background, CI perhaps, is deaf to Ctrl-C, and so would be its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_interruptible,
    )


def children(pid: int) -> list[int]:
    """The processes that descend from one, as /proc tells."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def gone(pids: list[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Reader(threading.Thread):
    """Loads the extraction again and again; keeps what it was given that is neither of the two states."""

    def __init__(self, out: Path, states: dict[str, int]) -> None:
        super().__init__(daemon=True)
        self.out, self.states = out, states
        self.seen: dict[str, int] = {}
        self.mixtures: list[object] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                tables = load(self.out)
            except HakushoError:
                self.seen["told"] = self.seen.get("told", 0) + 1
            except Exception as error:
                self.mixtures.append(error)
            else:
                n = len(tables.documents)
                name = next((name for name, size in self.states.items() if size == n), None)
                ids = set(tables.documents.doc_id)
                whole = all(set(table.doc_id) <= ids for table in tables.values())
                if name is None or not whole or len(tables.tables) != n:
                    self.mixtures.append((n, whole, len(tables.tables)))
                else:
                    self.seen[name] = self.seen.get(name, 0) + 1
            time.sleep(0.01)


def two_states(home: Path, documents: int = 6) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The bytes of an extraction of `raw` (old) and of `more` (new), both of whose documents are in the store."""
    folder(home / "raw", documents)
    folder(home / "more", documents + 2)
    for name in ("raw", "more"):
        assert hakusho("run", name, "--out", f"want_{name}", cwd=home).returncode == 0
    return dict(snapshot(home / "want_raw")), dict(snapshot(home / "want_more"))


def killed_and_completed(home: Path, kills: int, seed: int) -> Reader:
    """Kill runs at random moments while a reader reads; after each, a run must give the new bytes.

    The runs that are not killed are made in this process, which has the imports behind it.
    """
    old, new = two_states(home)
    begun = time.monotonic()
    assert hakusho("run", "more", "--out", "out", cwd=home).returncode == 0
    whole = time.monotonic() - begun  # how long an undisturbed run takes here
    reader = Reader(home / "out", {"old": 6, "new": 8})
    reader.start()
    moments = random.Random(seed)
    try:
        for _ in range(kills):
            run("raw", "out")
            assert snapshot(home / "out") == old
            shutil.rmtree(home / ".hakusho" / "runs")
            process = start("run", "more", "--out", "out", cwd=home)
            # the beginning is spent on imports: most kills go to the second half, where files are written
            time.sleep(whole * moments.triangular(0.2, 1.05, 0.8))
            process.kill()
            process.wait()
            run("more", "out")
            assert snapshot(home / "out") == new
    finally:
        reader.stop.set()
        reader.join()
    return reader


@pytest.mark.slow
def test_killed_at_random_moments(home: Path) -> None:
    reader = killed_and_completed(home, kills=2, seed=1)
    assert reader.mixtures == []
    assert {"old", "new"} <= set(reader.seen)


@pytest.mark.slow
def test_killed_at_a_hundred_random_moments(home: Path) -> None:
    reader = killed_and_completed(home, kills=100, seed=2)
    assert reader.mixtures == []
    assert {"old", "new"} <= set(reader.seen)


@pytest.mark.slow
def test_killed_between_any_two_files(home: Path) -> None:
    """Not at random: after each single step of putting the files in place."""
    old, new = two_states(home, documents=2)
    code = (
        "import os, sys, pathlib\n"
        "left = int(sys.argv.pop(1))\n"
        "real = pathlib.Path.replace\n"
        "def replace(self, target):\n"
        "    global left\n"
        "    if left == 0: os.kill(os.getpid(), 9)\n"
        "    left -= 1\n"
        "    return real(self, target)\n"
        "pathlib.Path.replace = replace\n"
        "from hakusho.pipeline import run\n"
        "run('more', 'out', workers=0)\n"
    )
    steps = 0
    while True:
        shutil.rmtree(home / "out", ignore_errors=True)
        shutil.copytree(home / "want_raw", home / "out")
        ran = subprocess.run([sys.executable, "-c", code, str(steps)], cwd=home, env=environment(), check=False)
        now = snapshot(home / "out")
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL
        kept = {name: data for name, data in now.items() if not name.startswith(".staging")}
        if kept != old:
            with pytest.raises(HakushoError, match="under way or was broken off"):
                load(home / "out")
        run("more", "out")
        assert snapshot(home / "out") == new
        shutil.rmtree(home / ".hakusho" / "runs")
        steps += 1 if steps < 3 else 4
    assert steps > 10


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("workers", ["0", pytest.param("2", marks=pytest.mark.slow)])
def test_a_signal_stops_it_in_order(home: Path, number: signal.Signals, status: int, workers: str) -> None:
    folder(home / "raw", 2)
    assert hakusho("run", "raw", "--out", "out", cwd=home).returncode == 0
    before = snapshot(home / "out")
    long = "".join(
        f"令和{i % 6 + 1}年{i % 12 + 1}月、第{i}回の会合で両国は協力を強化することで一致した。\n\n" for i in range(4000)
    )
    for i in range(3):
        (home / "raw" / f"long{i}.txt").write_text(long.replace("会合", f"会合{i}"), encoding="utf-8")
    process = start("run", "raw", "--out", "out", "--workers", workers, cwd=home)
    until = time.monotonic() + 60
    wanted = 2 if workers == "2" else 0
    while len(children(process.pid)) < wanted and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(4)
    assert process.poll() is None
    under = children(process.pid)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    begun = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - begun < 15
    assert process.returncode == status
    assert err == f"hakusho: stopped by {number.name}; the same command goes on from here\n"
    assert gone(under, 10)
    assert snapshot(home / "out") == before


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1.5, 2, 2.5, 3])
def test_ctrl_c_while_the_workers_start(home: Path, seconds: float) -> None:
    """A terminal sends it to all processes; one that is just importing its modules must not answer with a traceback."""
    (home / "raw").mkdir()
    text = "".join(f"令和{i % 6 + 1}年、第{i}回の会合で協力を強化することで一致した。\n\n" for i in range(4000))
    (home / "raw" / "long.txt").write_text(text, encoding="utf-8")
    process = start("run", "raw", "--out", "out", "--workers", "2", cwd=home)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "hakusho: stopped by SIGINT; the same command goes on from here\n")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="/proc tells which processes there are")
def test_a_killed_run_leaves_no_worker(home: Path) -> None:
    (home / "raw").mkdir()
    for i in range(2):
        (home / "raw" / f"long{i}.txt").write_text("".join(f"第{n}回{i}、協力した。\n\n" for n in range(9000)), "utf-8")
    process = start("run", "raw", "--out", "out", "--workers", "2", cwd=home)
    until = time.monotonic() + 60
    while len(children(process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(6)
    under = children(process.pid)
    process.kill()
    process.communicate()
    assert len(under) >= 2
    assert gone(under, 20)


def test_nohup_is_respected(home: Path) -> None:
    folder(home / "raw", 1)
    process = subprocess.Popen(
        ["nohup", *command("run", "raw", "--out", "out")],
        cwd=home, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(1.5)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=120)
    assert process.returncode == 0


def test_two_runs_on_one_output(home: Path) -> None:
    folder(home / "raw", 2)
    runs = [start("run", "raw", "--out", "out", cwd=home) for _ in range(2)]
    ends = []
    for one in runs:
        _, err = one.communicate(timeout=120)
        ends.append((one.returncode, err))
    ends.sort()
    assert ends[0][0] == 0
    if ends[1][0]:  # the second came while the first was at it
        assert ends[1] == (2, "hakusho: out: another run is writing it; wait for it, or name another --out\n")
    assert len(load(home / "out").documents) == 2
