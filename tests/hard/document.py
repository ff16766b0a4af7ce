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
| a document that makes its worker crash (SIGSEGV), be killed (SIGKILL) or exit | rejected: `crashed`, with the signal; the worker is replaced | `test_workers.py` |
| a document that takes too long, or all memory | rejected: `too_slow`, `too_large`, with the figure | `test_workers.py` |
| a worker killed from outside | what it was at is rejected: `crashed`; the worker is replaced, the rest is done | `test_workers.py` |
| a version of a dependency with a known vulnerability | `python3 dev.py audit`, and CI, fail | `test_audit.py` |
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
    return "\n".join(parts) + "\n" + CLOSING + _fuzzed()


CLOSING = """
## Patterns and fuzzing

`benchmarks/patterns.py` measures every rule and every regular expression of the package on its own worst case and
prints the growth exponent. Its last run: 923 patterns, 923 linear; texts of 500 to 16,000 characters; the slowest takes
268 ms for 16,000 characters, exponent 1.14. `test_patterns.py` holds each to linear time on a quiet machine.

`fuzz/fuzz.py TARGET SECONDS` runs a coverage-guided fuzzer over the decoder, the readers, the normalizer and the
extractors. It begins with a small good file of each format; of Word and Excel packages it changes the main part, and so
gets past their checksums. A crash is any end but a result or a rejection. The same targets are tried with made-up input,
and with good files that have changes in them, in `test_properties.py`.

"""
# Inputs tried, by target, in runs of two minutes; those of Word, Excel and PDF twice.
FUZZED = {
    "decode": 1_329_123,
    "read": 65_703,
    "html": 82_130,
    "docx": 15_285,
    "xlsx": 18_155,
    "pdf": 20_668,
    "toml": 785_393,
    "normalize": 248_438,
    "extract": 24_790,
}


def _fuzzed() -> str:
    rows = [f"| `{target}` | {inputs:,} | 0 |" for target, inputs in FUZZED.items()]
    total = f"| together | {sum(FUZZED.values()):,} | 0 |"
    return "\n".join(["| target | inputs | crashes |", "|---|---:|---:|", *rows, total]) + "\n"


def _outcome(outcome: str) -> str:
    return "read" if outcome == DONE else f"rejected: `{outcome}`"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
