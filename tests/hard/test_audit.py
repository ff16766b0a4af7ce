"""The audit of the dependencies: what is known fails, what is ignored has a reason, no service is no finding."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
KNOWN = {"id": "PYSEC-0", "aliases": ["CVE-0"], "fix_versions": ["2.0"]}


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, with a pip-audit that prints what stands in `report` and takes as long as `seconds` says."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    program = tmp_path / "pip-audit"
    program.write_text(
        f"#!{sys.executable}\nimport time\ntime.sleep(float(open('seconds').read()))\nprint(open('report').read())\n"
    )
    program.chmod(0o755)
    (tmp_path / "seconds").write_text("0")
    (tmp_path / "pyproject.toml").write_text('[tool.audit.ignored]\nCVE-7 = "nobody calls it"\n')
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "find", lambda name: str(program))
    return module


def _report(folder: Path, *vulnerabilities: dict[str, object]) -> None:
    skipped = {"name": "gone", "skip_reason": "not found"}
    one = {"name": "one", "version": "1.0", "vulns": list(vulnerabilities)}
    (folder / "report").write_text(json.dumps({"dependencies": [skipped, one], "fixes": []}))


def test_a_known_vulnerability_fails(dev: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(tmp_path, KNOWN)
    assert dev.audit() == 1
    assert capsys.readouterr().err.splitlines() == [
        "audit: one 1.0: PYSEC-0: mended in 2.0",
        "audit: 1 of 2 versions audited, 1 vulnerabilities to mend",
    ]


def test_what_is_ignored_has_its_reason(dev: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(tmp_path, KNOWN | {"aliases": ["CVE-7"]})
    assert dev.audit() == 0
    assert "PYSEC-0: ignored: nobody calls it" in capsys.readouterr().err


def test_nothing_known(dev: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(tmp_path)
    assert dev.audit() == 0
    assert "1 of 2 versions audited, 0 vulnerabilities" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("report", "seconds"),
    [
        ("no JSON", 0),
        ('{"dependencies": [{"name": "gone", "skip_reason": "not found"}]}', 0),
        ('{"dependencies": []}', 9),
    ],
)
def test_no_service_is_said(
    dev: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], report: str, seconds: float
) -> None:
    (tmp_path / "report").write_text(report)
    (tmp_path / "seconds").write_text(str(seconds))
    assert dev.audit(seconds=2) == 0
    assert "cannot be reached from here; nothing was audited" in capsys.readouterr().err


def test_ci_audits() -> None:
    assert "python3 dev.py audit || audited=1" in (ROOT / ".ci" / "run").read_text()
