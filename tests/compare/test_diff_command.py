"""`hakusho diff` and `hakusho evaluate --against` in a real git repository."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from written import held

from hakusho.cli import main

OLD = "⟦令和6年7月|dates|value=2024-07⟧に署名した。\n⟦三田村浩一|people⟧大臣が述べた。"
NEW = "⟦令和6年7月|dates|value=2024-08⟧に署名した。\n三田村浩一大臣が述べた。"
GOLD = '{"start": 0, "end": 6, "text": "令和6年7月", "type": "DATE", "value": "2024-07"}\n'


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def hakusho(*arguments: str | Path, cwd: Path) -> Done:
    """The command as it is entered, in this process: a new one for each would cost a second."""
    out, errors = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(errors):
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["hakusho", *map(str, arguments)])
        try:
            main()
        except SystemExit as end:
            return Done(int(end.code or 0), out.getvalue(), errors.getvalue())
    return Done(0, out.getvalue(), errors.getvalue())


def git(*arguments: str, cwd: Path) -> None:
    names = {f"GIT_{who}_{what}": "someone@example.jp" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=cwd, env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first extraction is committed, under a project below the top; the second is what is there now."""
    top = tmp_path_factory.mktemp("repository")
    project = top / "計画"
    git("init", "-q", "-b", "main", cwd=top)
    held(漁業=OLD).write(project / "extracted")
    (project / "raw").mkdir()
    (project / "raw" / "漁業.txt").write_text("署名", encoding="utf-8")
    git("add", ".", cwd=top)
    git("commit", "-q", "-m", "first", cwd=top)
    git("tag", "v1", cwd=top)
    held(漁業=NEW).write(project / "extracted")
    return project


def test_without_arguments_it_compares_what_is_committed_with_what_is_there(repository: Path) -> None:
    done = hakusho("diff", cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert "HEAD → extracted" in done.stdout
    assert "    value: 2024-07 → 2024-08" in done.stdout
    assert "- people  漁業:13  ⟦三田村浩一⟧大臣が述べた。" in done.stdout


@pytest.mark.parametrize("old", ["v1", "HEAD:./extracted", "main:計画/extracted", "HEAD~0:計画/extracted/"])
def test_a_revision_by_any_of_its_names(repository: Path, old: str) -> None:
    told = json.loads(hakusho("diff", old, "extracted", "--format", "json", cwd=repository).stdout)
    assert told["total"] == {"gained": 0, "lost": 1, "changed": 1, "moved": 0, "replaced": 0}


def test_from_another_folder_with_a_path(repository: Path) -> None:
    done = hakusho("diff", "HEAD:計画/extracted", "計画/extracted", "--exit-code", cwd=repository.parent)
    assert done.returncode == 1
    same = hakusho("diff", "v1:計画/extracted", "HEAD:計画/extracted", "--exit-code", cwd=repository.parent)
    assert (same.returncode, "no differences" in same.stdout) == (0, True)


def test_limits_decide_the_exit_status(repository: Path) -> None:
    done = hakusho("diff", "--fail-on", "people.lost>0", "--fail-on", "changed>=5", "-n", "0", cwd=repository)
    assert (done.returncode, done.stderr) == (1, "hakusho: people.lost is 1 (--fail-on people.lost>0)\n")
    assert hakusho("diff", "--fail-on", "dates.lost>0", cwd=repository).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: there is no such folder, and git knows no revision nowhere"),
        (["HEAD:nowhere"], "HEAD:nowhere: there is no folder nowhere at that revision"),
        (["HEAD:./raw"], "HEAD:./raw: no run.json, so no finished extraction at that revision"),
        (["HEAD", "raw"], "raw: no run.json, so no finished extraction; `hakusho run` makes one"),
        (["HEAD:計画/extracted/run.json"], "there is no folder 計画/extracted/run.json at that revision"),
        (["--type", "date"], "no records of type date; did you mean dates?"),
        (["--editions", "漁業", "林業"], "no document 林業 in extracted"),
    ],
)
def test_what_cannot_be_compared_is_one_line(repository: Path, arguments: list[str], message: str) -> None:
    done = hakusho("diff", *arguments, cwd=repository)
    assert done.returncode == 2
    assert message in done.stderr and done.stderr.count("\n") == 1


def test_without_a_repository(tmp_path: Path) -> None:
    done = hakusho("diff", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "HEAD: there is no such folder, and this is not a git repository" in done.stderr


def test_a_mixture_of_two_runs_is_refused_by_the_name_that_was_given(repository: Path) -> None:
    folder = repository.parent / "mixed"
    held(漁業=OLD).write(folder)
    (folder / "dates.parquet").write_bytes((repository / "extracted" / "dates.parquet").read_bytes())
    git("add", "mixed", cwd=repository.parent)
    git("commit", "-q", "-m", "mixed", cwd=repository.parent)
    done = hakusho("diff", "HEAD:mixed", cwd=repository)
    assert done.returncode == 2
    assert "HEAD:mixed/dates.parquet: is not the file that run.json speaks of" in done.stderr


def test_html_is_written_beside_the_report(repository: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = hakusho("diff", "v1", "--html", page, "--format", "markdown", cwd=repository)
    assert done.stdout.startswith("### hakusho diff: v1 → extracted")
    assert "三田村浩一" in page.read_text(encoding="utf-8")


def test_scores_before_and_now(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "漁業.dates.jsonl").write_text(GOLD, encoding="utf-8")
    done = hakusho("evaluate", tmp_path, "--against", "v1", "--json", cwd=repository)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["scores"]["dates:value"]["f1"] == 0
    assert told["against"]["scores"]["dates:value"]["f1"] == 1
    assert told["against"]["scores"]["dates:value"]["f1_change"] == -1
    table = hakusho("evaluate", tmp_path, "--against", "v1", cwd=repository).stdout
    (line,) = [line.split() for line in table.splitlines() if line.startswith("dates:value")]
    assert line == ["dates:value", "1.000", "0.000", "-1.000", "-1", "+1", "+1"]
