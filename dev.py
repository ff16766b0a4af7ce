"""One file, standard library only: sets up .venv with pip and runs the project in it.

python3 dev.py run      the main job: raw/ to extracted/
python3 dev.py test     style, types, layers and all tests; further arguments go to pytest
python3 dev.py audit    known vulnerabilities of the exact versions in constraints.txt
python3 dev.py exec …   any command in the environment: python3 dev.py exec hakusho show bluebook_one_line
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed"


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever comes with an older one is told so
        print(f"hakusho needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    command, *arguments = sys.argv[1:] or ["help"]
    if command not in ("run", "test", "audit", "exec"):
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    install()
    if command == "run":
        return call("hakusho", "run", *arguments)
    if command == "exec":
        return call(*arguments) if arguments else 2
    return audit() if command == "audit" else test(arguments)


def install() -> None:
    """Make .venv and install the project with its exact versions; nothing where that was done before."""
    state = hashlib.sha256(sys.version.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        state.update((ROOT / name).read_bytes())
    if STAMP.is_file() and STAMP.read_text() == state.hexdigest() and PYTHON.exists():
        return
    print("installing into .venv …", file=sys.stderr)
    venv.create(VENV, clear=True, with_pip=False)  # pip from outside: some systems ship no ensurepip
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check"]
    command = [*pip, "install", "-q", "-c", "constraints.txt", "-e", ".[dev]"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        # An index that did not answer for one package looks to pip like versions that conflict.
        print("once more: installing into .venv …", file=sys.stderr)
        done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        print("the installation failed; the lines above say why", file=sys.stderr)
        sys.exit(done.returncode)
    STAMP.write_text(state.hexdigest())


def test(arguments: list[str]) -> int:
    """Style, types, import layers, then pytest; all are run, the first failure decides."""
    checks = [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        ("pytest", *(arguments or ("-n", "2"))),
    ]
    codes = [call(*check) for check in checks]
    if codes[-1] == 1 and not arguments:
        # Two workers share the machine, and some tests start programs of their own: what failed is tried once more alone.
        print("once more, one after the other: what failed", file=sys.stderr)
        codes[-1] = call("pytest", "--last-failed", "--last-failed-no-failures", "none")
    return next((code for code in codes if code), 0)


def audit(seconds: float = 60) -> int:
    """1 where a version in use has a known vulnerability that `[tool.audit.ignored]` in pyproject.toml gives no reason to
    pass over. Where the service that knows them cannot be reached in that time, it is said, and nothing is held
    against it."""
    import tomllib

    asked = [
        find("pip-audit"),
        "-r",
        "constraints.txt",
        "--no-deps",
        "--disable-pip",
        "-f",
        "json",
        "--progress-spinner",
        "off",
    ]
    try:
        ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
        found = json.loads(ran.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        found = []
    audited = [each for each in found if "skip_reason" not in each]
    if not audited:
        print("audit: the vulnerability service cannot be reached from here; nothing was audited", file=sys.stderr)
        return 0
    ignored = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["audit"]["ignored"]
    told = 0
    for each in audited:
        for vulnerability in each["vulns"]:
            names = [vulnerability["id"], *vulnerability.get("aliases", [])]
            reason = next((ignored[name] for name in names if name in ignored), None)
            told += reason is None
            fixed = ", ".join(vulnerability.get("fix_versions", [])) or "no version"
            what = f"ignored: {reason}" if reason else f"mended in {fixed}"
            print(f"audit: {each['name']} {each['version']}: {names[0]}: {what}", file=sys.stderr)
    print(f"audit: {len(audited)} of {len(found)} versions audited, {told} vulnerabilities to mend", file=sys.stderr)
    return 1 if told else 0


def call(command: str, *arguments: str) -> int:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run([find(command), *arguments], cwd=ROOT, env=environment, check=False).returncode


def find(command: str) -> str:
    """A program of the environment, or else the system's."""
    program = BIN / (command + (".exe" if os.name == "nt" else ""))
    return str(program) if program.exists() else command


if __name__ == "__main__":
    sys.exit(main())
