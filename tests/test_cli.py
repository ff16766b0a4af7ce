"""The commands as a person meets them: what they print, how they end, how they fail."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hakusho.extractors.registry import all_rules

TEXT = (
    "第1節 漁業をめぐる外交\n\n2005（平成17）年2月、三田村浩一農林水産大臣は豪州を訪問し、日豪漁業協定に署名した。"
    "同協定は、同年5月に発効した。\n\n両大臣は、資源の管理を強化することで一致した。\n"
)
HELP = {
    "run": "hakusho run papers/2024",
    "show": "--page briefing.html",
    "explain": "hakusho explain 3f9c",
    "rules": "hakusho rules dates",
    "evaluate": "hakusho evaluate tests/gold",
}


def hakusho(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does: a process of its own, without colours."""
    return subprocess.run(
        [sys.executable, "-m", "hakusho.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `hakusho run` was run: raw/ with two documents and one that is none."""
    here = tmp_path_factory.mktemp("here")
    (here / "raw" / "漁業").mkdir(parents=True)
    (here / "raw" / "漁業" / "第1節.txt").write_text(TEXT, encoding="utf-8")
    (here / "raw" / "林業.txt").write_text(TEXT.replace("漁業", "林業"), encoding="utf-8")
    (here / "raw" / "[red]図.xyz").write_bytes(b"\0\1")
    ran = hakusho("run", cwd=here)
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.splitlines() == ["rejected: [red]図.xyz: files of type .xyz are not read"]
    assert "2 documents, 1 rejected" in ran.stdout
    assert re.search(r"^people +2\b", ran.stdout, re.M)
    return here


def test_help_answers_at_once() -> None:
    code = (
        "import sys, time\nfrom hakusho.cli import main\nsys.argv = ['hakusho', '--help']\n"
        "try:\n    main()\nfinally:\n    print(time.process_time(), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert float(ran.stderr) < 0.5  # seconds of processor time, since other work on the machine is not ours
    assert [name for name in HELP if re.search(rf"^\W*{name}\b", ran.stdout, re.M)] == list(HELP)


def test_help_needs_nothing_heavy() -> None:
    code = "import sys, hakusho.cli.commands; print([m for m in ('spacy', 'pandas', 'pyarrow', 'pydantic', 'jinja2') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(("command", "example"), HELP.items())
def test_help_has_examples(command: str, example: str) -> None:
    ran = hakusho(command, "--help")
    assert ran.returncode == 0
    assert example in ran.stdout


def test_version() -> None:
    assert re.fullmatch(r"hakusho \d+\.\d+\.\d+\S*\n", hakusho("--version").stdout)


def test_show_and_page(folder: Path) -> None:
    ran = hakusho("show", "raw/漁業/第1節.txt", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "⟦三田村浩一⟧P農林水産大臣" in ran.stdout
    ran = hakusho("show", "林業", "--page", "林業.html", "--type", "people", cwd=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "林業.html: 1 record, 0 tables" in ran.stderr
    assert "三田村浩一" in (folder / "林業.html").read_text(encoding="utf-8")


def test_explain_leads_to_the_rule(folder: Path) -> None:
    people = pq.read_table(folder / "extracted" / "people.parquet").to_pylist()
    ran = hakusho("explain", people[0]["record_id"][:10], cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "⟦三田村浩一⟧農林水産大臣は豪州を訪問し" in ran.stdout
    assert people[0]["rule"] in ran.stdout
    assert re.search(r"extractors.people.\w+\.toml:\d+", ran.stdout)
    assert re.search(r"^matches   .*⟦", ran.stdout, re.M)


def test_rules_list_every_rule() -> None:
    ran = hakusho("rules")
    assert ran.returncode == 0
    assert [line[2:].split()[0] for line in ran.stdout.splitlines()] == [rule.id for rule in all_rules()]
    people = hakusho("rules", "people").stdout.splitlines()
    assert people and all(line[2:].startswith("people.") for line in people)


def test_evaluate(folder: Path) -> None:
    gold = folder / "gold"
    gold.mkdir(exist_ok=True)
    start = TEXT.index("三田村")
    item = {
        "text": "三田村浩一",
        "start": start,
        "end": start + 5,
        "name": "三田村浩一",
        "title": "総理",
        "country": "JP",
    }
    (gold / "第1節.people.jsonl").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    ran = hakusho("evaluate", "gold", "--errors", "people:name+title+country", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "⟦三田村浩一⟧農林水産大臣" in ran.stdout
    assert re.search(r"^people:name +1\.000 +1\.000 +1\.000 +1 +1 +1$", ran.stdout, re.M)
    assert re.search(r"^people:name\+title\+country +0\.000", ran.stdout, re.M)
    scores = json.loads(hakusho("evaluate", "gold", "--json", cwd=folder).stdout)["scores"]
    assert scores["people:name"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 1, "pred": 1, "gold": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere", "--out", "x"], "nowhere: there is no such file or folder"),
        (["run", "raw/林業.txt"], "name the folder that the extraction of"),
        (["show", "森林業"], "no document 森林業 in extracted; did you mean 林業?"),
        (["show", "林業", "--type", "peple"], "no records of type peple; did you mean people?"),
        (["show", "林業", "--table", "f00"], "no table f00 in 林業; it has none"),
        (["explain", "zzzz"], "no record zzzz in extracted; the nearest is "),
        (["explain", "aa", "--extracted", "nowhere"], "nowhere: no run.json, so no finished extraction"),
        (["rules", "persons"], "no rules of type persons; did you mean"),
        (["evaluate", "nowhere"], "nowhere: there is no such folder of gold"),
    ],
)
def test_a_mistake_is_one_line(folder: Path, arguments: list[str], message: str) -> None:
    ran = hakusho(*arguments, cwd=folder)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith("hakusho: ") and message in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no `true` on Windows")
def test_a_reader_that_has_seen_enough_is_no_error(folder: Path) -> None:
    command = f'"{sys.executable}" -m hakusho.cli show 林業 | true'
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", cwd=folder)
    assert ran.stderr == ""


def test_a_console_that_cannot_show_japanese_does_not_fail(folder: Path) -> None:
    ran = hakusho("show", "林業", cwd=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C.UTF-8")
    assert ran.returncode == 0, ran.stderr
    assert "\\u" in ran.stdout


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="timers of Unix")
def test_a_signal_that_a_destructor_swallows_comes_again(tmp_path: Path) -> None:
    """Python drops what is raised in `__del__`, and the command would go on as if nobody had asked."""
    code = (
        "import os, signal, sys, time\n"
        "from hakusho.cli import app\n"
        "app._AGAIN = 0.2\n"
        "class Deaf:\n"
        "    def __del__(self): os.kill(os.getpid(), signal.SIGTERM); time.sleep(0.01)\n"
        "def work():\n"
        "    Deaf()\n"
        "    time.sleep(60)\n"
        "app.app.command()(work)\n"
        "sys.argv[1:] = ['work']\n"
        "app.main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=30)
    assert ran.returncode == 128 + signal.SIGTERM
    assert ran.stderr.endswith("hakusho: stopped by SIGTERM; the same command goes on from here\n")
