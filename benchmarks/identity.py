"""How often floating point makes a difference: every annotation of every piece of a folder, ours against plain GiNZA's.

    python benchmarks/identity.py [RAW] [--installed]

RAW is ../shared/whitepapers unless told. Plain GiNZA is the one of this environment, run as spaCy loads it (thinc's own
matrix products); with --installed the one that `pip install ginza ja-ginza` gives, in its own environment. Exit status 1
where anything differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import installed
from plain import annotations

from hakusho.prepare.pieces import pieces
from hakusho.read import files
from hakusho.tag.ginza import Tagger


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", nargs="?", type=Path, default=Path("../shared/whitepapers"))
    parser.add_argument("--installed", action="store_true")
    asked = parser.parse_args()
    python = str(installed()) if asked.installed else sys.executable
    found, _ = files.find(asked.raw)
    texts = list(dict.fromkeys(piece.text for file in found for piece in pieces(files.read(file))))
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "texts.json", Path(scratch) / "annotations.jsonl"
        source.write_text(json.dumps(texts), "utf-8")
        plain = Path(__file__).with_name("plain.py")
        report = subprocess.run(
            [python, str(plain), str(source), "1", str(target)], check=True, stdout=subprocess.PIPE, text=True
        )
        with target.open(encoding="utf-8") as lines:
            return compare(texts, lines, json.loads(report.stdout)["versions"])


def compare(texts: list[str], lines: object, versions: dict[str, str]) -> int:
    """Print what differs, and how often."""
    tagger = Tagger()
    differing = tokens = in_tokens = 0
    for first in range(0, len(texts), 200):
        part = texts[first : first + 200]
        for text, doc in zip(part, tagger.tag(part), strict=True):
            theirs = json.loads(next(lines))  # type: ignore[call-overload]
            ours = json.loads(json.dumps(annotations(doc)))
            tokens += len(ours[0])
            if ours != theirs:
                differing += 1
                apart = [(a, b) for a, b in zip(ours[0], theirs[0], strict=False) if a != b]
                in_tokens += len(apart)
                print(f"differs: {text[:60]}")
                for a, b in apart[:3]:
                    print(f"  ours {a}\n  plain {b}")
    print(", ".join(f"{name} {number}" for name, number in versions.items()))
    print(
        f"{len(texts):,} pieces, {sum(map(len, texts)):,} characters, {tokens:,} tokens: "
        f"{differing} pieces differ, in {in_tokens} tokens"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
