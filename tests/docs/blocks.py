"""The code blocks of a page, and what it takes to follow them as a reader does: in a folder of their own, in order."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.M | re.S)
_STATUS = re.compile(r"\s+# exits (\d)$")
_IDENTITY = re.compile(r"\b[0-9a-f]{8}$", re.M)
RUN = ("console", "python")
"""The languages of blocks that are run; a block of any other has a title, and is saved under it."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it is, if it is one, and its text."""

    language: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The blocks of a page in order. A fence that is none of ours is an error, so that no block goes unrun."""
    text = page.read_text("utf-8")
    found = [Block(*match.groups(default="")) for match in _BLOCK.finditer(text)]
    assert text.count("\n```") == 2 * len(found), f"{page.name}: a fence that is not understood"
    for block in found:
        assert block.title or block.language in RUN, f"{page.name}: a block that nothing runs: {block.text[:40]}"
    return found


class Reader:
    """Follows a page in a folder: saves files, types commands, runs Python, and compares what comes out."""

    def __init__(self, folder: Path, page: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        self.source: list[str] = []
        self.output = ""
        self.in_checkout = "runs_in: checkout" in page.read_text("utf-8").split("---")[1:2].__str__()
        if self.in_checkout:
            for name in ("pipeline", "configs"):
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        source = folder if self.in_checkout else ROOT
        self.environment["PYTHONPATH"] = str(source / "pipeline")

    def follow(self, page: Path) -> None:
        """All blocks; Python blocks that follow one another are one program with those before."""
        waiting = False
        for block in blocks(page):
            if waiting and block.language != "python":
                self.python()
            waiting = block.language == "python"
            if block.title:
                self.save(block)
            elif block.language == "console":
                self.console(block.text)
            else:
                self.source.append(block.text)
        if waiting:
            self.python()

    def save(self, block: Block) -> None:
        """A file is written; in a checkout what the page gives of a file that is there is added at its end."""
        path = self.folder / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if self.in_checkout else "w", encoding="utf-8") as file:
            file.write(block.text)

    def python(self) -> None:
        """Run the Python of the page so far."""
        ran = self._run([sys.executable, "-c", "\n".join(self.source)])
        assert ran.returncode == 0, ran.stdout

    def console(self, text: str) -> None:
        """Type the commands, and compare what they print with what the page shows; … stands for anything."""
        for typed in re.split(r"^\$ ", text, flags=re.M)[1:]:
            line, _, shown = typed.partition("\n")
            status = _STATUS.search(line)
            command = shlex.split(_STATUS.sub("", line).replace(" ID", f" {self._identity()}"))
            if command[0] == "export":
                self.environment.update([command[1].split("=", 1)])
            elif command[:2] == ["pip", "install"]:
                self._can_be_installed(command[2])
            elif command[:2] == ["hakusho", "review"]:
                self._begins(command, shown)
            else:
                assert command[0] == "hakusho", f"no such command here: {line}"
                ran = self._run([sys.executable, "-m", "hakusho.cli", *command[1:]])
                self.output = ran.stdout
                assert ran.returncode == (int(status[1]) if status else 0), f"{line}\n{ran.stdout}"
                assert _expected(shown).fullmatch(ran.stdout.rstrip() + "\n"), f"{line}\n{ran.stdout}"

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def _begins(self, command: list[str], shown: str) -> None:
        """A page that is served until it is ended: its first line is the address."""
        with subprocess.Popen(
            [sys.executable, "-m", "hakusho.cli", *command[1:]],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            assert process.stdout
            first = process.stdout.readline()
            process.terminate()
        assert _expected(shown).fullmatch(first), first

    def _identity(self) -> str:
        """The beginning of the identity at the end of the first line that has one, as the reader copies it."""
        found = _IDENTITY.search("\n".join(line.rstrip() for line in self.output.splitlines()))
        return found[0] if found else "ID"

    def _can_be_installed(self, requirement: str) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        name, _, extras = requirement.rstrip("]").partition("[")
        assert name == project["name"]
        assert set(extras.split(",")) - {""} <= set(project["optional-dependencies"])


def _expected(shown: str) -> re.Pattern[str]:
    lines = [
        r"(?:.*\n)*?"
        if line == "…"
        else ".*".join(re.escape(part.rstrip()) + r"\ *" for part in line.split("…")) + r"\n"
        for line in shown.strip("\n").splitlines()
    ]
    return re.compile("".join(lines) if lines else r"(?:.*\n?)*")
