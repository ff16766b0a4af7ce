"""A note of the last run on an output: where nothing has changed since, there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hakusho.language import packed, unpacked
from hakusho.pipeline.result import Result
from hakusho.records import digest


def hash_of_inputs(keys: Mapping[str, bytes], rejected: list[dict[str, str]], decisions: str | None) -> str:
    """A hash of everything that a run depends on."""
    documents = (f"{name} {keys[name].hex()}" for name in sorted(keys))
    return digest(*documents, json.dumps(rejected, sort_keys=True), decisions or "", length=64)


def _note(state: Path, out: Path) -> Path:
    return state / "runs" / f"{digest(str(out.resolve()))}.json"


def unchanged(state: Path, out: Path, inputs: str) -> Result | None:
    """The last run's result, where it had these very inputs and its files are all as it left them."""
    try:
        note = json.loads(_note(state, out).read_text("utf-8"))
        data = (out / "run.json").read_bytes()
        if note["inputs"] != inputs or note["run"] != hashlib.sha256(data).hexdigest():
            return None
        for name, known in json.loads(data)["files"].items():
            if hashlib.sha256((out / name).read_bytes()).hexdigest() != known:
                return None
        set_aside = Counter({(kind, reason): n for kind, reason, n in note["set_aside"]})
        decided = {str(k): int(n) for k, n in note["decisions"].items()}
        return Result(
            note["documents"],
            [],
            note["counts"],
            set_aside,
            note["n_chars"],
            unchanged=True,
            decisions=decided,
            warnings=[{**entry, "message": unpacked(entry["message"])} for entry in note["warnings"]],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(state: Path, out: Path, inputs: str, result: Result) -> None:
    """Leave a note of a finished run for `unchanged`; without it the next run is a slower one, no more."""
    note = {
        "inputs": inputs,
        "run": hashlib.sha256((out / "run.json").read_bytes()).hexdigest(),
        "documents": result.documents,
        "counts": result.counts,
        "set_aside": [[kind, reason, n] for (kind, reason), n in sorted(result.set_aside.items())],
        "n_chars": result.n_chars,
        "decisions": result.decisions,
        "warnings": [{**entry, "message": packed(entry["message"])} for entry in result.warnings],
    }
    path = _note(state, out)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
