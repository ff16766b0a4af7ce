"""What a file holds, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCE = "2024年5月、両国は漁業協定に署名した。"
DONE = "done"  # the outcome of a document that was read; any other is the reason of its rejection


@dataclass(frozen=True)
class Content:
    """A file's bytes. Where it is read, `dates` are the surfaces of the dates found in it."""

    what: str
    data: bytes
    outcome: str = DONE
    dates: tuple[str, ...] = ("2024年5月",)
    name: str = "文書.txt"
    says: str = ""  # a part of the rejection's message
    slow: bool = False
