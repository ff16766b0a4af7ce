"""The words by which those who act for a state are told: 大臣, 大統領, 次官."""

from __future__ import annotations

import re

from hakusho.config import vocabulary


def of_state() -> str:
    """A group for patterns: the end of any title that `heads.of_state` of configs/offices.toml lists, longest first."""
    words = sorted(vocabulary().offices.heads.of_state, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"
