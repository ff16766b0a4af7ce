"""The environment that plain GiNZA is measured in, and the machine it is measured on."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".hakusho" / "bench-env"
_WANTED = ("ginza", "ja-ginza")


def installed() -> Path:
    """The interpreter of an environment with what `pip install ginza ja-ginza` gives today; made at the first call."""
    python = FOLDER / ("Scripts" if os.name == "nt" else "bin") / "python"
    stamp = FOLDER / "installed"
    if not stamp.is_file():
        print(f"installing {' '.join(_WANTED)} into {FOLDER} …", file=sys.stderr)
        venv.create(FOLDER, clear=True, with_pip=False)
        pip = [sys._base_executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]  # type: ignore[attr-defined]
        subprocess.run([*pip, "install", "-q", *_WANTED], check=True)
        stamp.write_text(" ".join(_WANTED))
    return python


def machine() -> str:
    """Processor, cores, Python and the versions that matter, in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0] if names else model
    packages = ", ".join(f"{name} {version(name)}" for name in ("spacy", "ginza", "numpy"))
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}"
