"""docs/robustness.md, made from the tables that the tests run over: python tests/hard/document.py writes it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from content import DONE
from faults import FAULTS
from inputs import CONTENTS, ENTRIES

PAGE = Path(__file__).parents[2] / "docs" / "robustness.md"
OPENING = """# What was done to break it

Made by `python tests/hard/document.py` from the tables that `tests/hard` runs over; a test compares. A document is
either read, with every record leading back to its characters, or rejected: it is then listed in `rejected.jsonl` with a
reason and a message, and every other document of the folder is done all the same.

## While it runs

| what is done | what becomes of it | test |
|---|---|---|
| SIGKILL at a hundred random moments | the next run gives the bytes of an undisturbed one; a reader at any moment gets the old state, the new one, or is told | `test_killed.py` |
| SIGKILL between any two files put in place | the same | `test_killed.py` |
| SIGKILL of a run with workers | no worker is left | `test_killed.py` |
| SIGINT, SIGTERM, with and without workers | one line, status 130 or 143, no worker is left, the old extraction as it was | `test_killed.py` |
| two runs on one output | the second says so and leaves | `test_killed.py` |
| a file that changes, or vanishes, while the run goes on | rejected: `changed`, `unreadable` | `test_inputs.py` |
| a damaged cache of pieces or documents, half a journal | made again; the same bytes | `test_stores.py` |
| a cache of other versions | not used | `test_stores.py` |
| an extraction of another schema, a table that is none | refused, with the command that helps | `test_stores.py` |
| an unknown key, a bad value, two rules of one id, a rule without a match | one line with file, line and the nearest right spelling | `test_configuration.py` |
| a link out of the output | removed, not followed | `test_inputs.py` |
| a thousand files, good, broken and hostile | every one accounted for | `test_a_night.py` |
"""


def page() -> str:
    parts = [
        OPENING,
        "## Faults of the disk",
        "",
        "The run ends with status 2 and one line, the old extraction is there as it was.",
        "",
    ]
    parts += ["| fault | the line has |", "|---|---|", *(f"| {f.what} | `{f.says.strip()}` |" for f in FAULTS), ""]
    parts += ["## What a file may hold", "", "| input | bytes | outcome |", "|---|---:|---|"]
    for content in CONTENTS:
        mark = " (long test)" if content.slow else ""
        parts.append(f"| {content.what}{mark} | {len(content.data):,} | {_outcome(content.outcome)} |")
    parts += ["", "## What may stand in a folder", "", "| entry | outcome |", "|---|---|"]
    parts += [f"| {e.what} | {_outcome(e.outcome) if e.path else 'passed over'} |" for e in ENTRIES]
    return "\n".join(parts) + "\n" + CLOSING


CLOSING = """
## Patterns and fuzzing

`benchmarks/patterns.py` measures every rule and every regular expression of the package on its own worst case and
prints the growth exponent; `test_patterns.py` holds each to linear time. `fuzz/fuzz.py TARGET SECONDS` runs a
coverage-guided fuzzer over the decoder, the readers, the normalizer and the extractors; the same targets are tried with
made-up input in `test_properties.py`.
"""


def _outcome(outcome: str) -> str:
    return "read" if outcome == DONE else f"rejected: `{outcome}`"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
