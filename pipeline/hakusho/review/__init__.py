"""What people say of records: the file of their decisions, its effect on an extraction, and the page where they decide."""

from pathlib import Path

DECISIONS = Path("reviews/decisions.jsonl")
"""Where the decisions are, unless another file is named."""
