"""What the tests of this folder share: our own small documents, and `hakusho` as a process of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

TEXT = (
    "第1節 漁業をめぐる外交\n\n2005（平成17）年2月、三田村浩一農林水産大臣は豪州を訪問し、日豪漁業協定に署名した。"
    "同協定は、同年5月に発効した。\n\n両大臣は、資源の管理を強化することで一致した。\n"
)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "hakusho.cli", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", **more}


def hakusho(*arguments: str | Path, cwd: Path, **how: object) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command(*arguments), capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment(), **how
    )


def folder(path: Path, documents: int) -> Path:
    """A folder with so many documents, each with a table, no two alike."""
    path.mkdir(parents=True)
    for i in range(documents):
        table = f"| 区分 | 金額 |\n|---|---|\n| 第{i}課 | {i * 37:,} |\n| 計 | {i * 41:,} |\n"
        (path / f"文書{i:02d}.md").write_text(TEXT.replace("5月", f"{i % 12 + 1}月") + "\n" + table, encoding="utf-8")
    return path


def snapshot(out: Path) -> Mapping[str, bytes]:
    """Every file of an extraction but the lock, hidden ones among them."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != ".lock"}


def ordinary_user() -> None:
    """To be called before a program starts: root then needs permissions as anyone does (Linux)."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
