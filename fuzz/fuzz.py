"""Coverage-guided fuzzing of the parsers, the normalizer and the extractors, for a bounded time.

    pip install atheris
    python fuzz/fuzz.py TARGET [seconds]      decode, read, html, docx, xlsx, pdf, toml, normalize or extract

Every input that ends in anything but a result or a RejectedDocument is a crash: it is written to `crash-*` in the
working folder, and becomes a test in tests/hard/test_properties.py when it is mended. `extract` takes tags from a small
tagger of its own, since a model tells the fuzzer nothing and costs it everything.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["hakusho"]):
    import targets
from samples import seed


def main() -> None:
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    target: Callable[[bytes], None] = targets.TARGETS[name]
    begun = seed(name)
    with tempfile.TemporaryDirectory() as corpus:
        (Path(corpus) / "seed").write_bytes(begun)
        limits = [
            f"-max_total_time={seconds}",
            f"-max_len={max(4096, 2 * len(begun))}",
            "-timeout=20",
            "-rss_limit_mb=4000",
        ]
        atheris.Setup([sys.argv[0], *limits, corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
