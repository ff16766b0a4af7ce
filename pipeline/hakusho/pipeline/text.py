"""The whole way for one text, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from hakusho.read import files
from hakusho.records import TABLES, Record


def extract(
    text: str,
    *,
    title: str | None = None,
    reference_date: str | None = None,
    doc_id: str = "text",
    markdown: bool = False,
) -> dict[str, list[Record]]:
    """The records of one text by table: `extract("協定は同年5月に発効した。", reference_date="2024")["dates"]`.

    `title` and `reference_date` are what meta.toml gives a file: the title names the meeting that a report is of, the date
    (EDTF) is what 本年 and a bare 4月 are read against.
    """
    from hakusho.link import link
    from hakusho.pipeline.document import process

    given = {"title": title, "reference_date": reference_date}
    known: Mapping[str, Any] = {key: value for key, value in given.items() if value is not None}
    media_type = "text/markdown" if markdown else "text/plain"
    source = files.from_text(text, doc_id=doc_id, path=doc_id, media_type=media_type, known=known)
    done = process(source, _tagger())
    link([done])
    return {table: done.records.get(table, []) for table in TABLES if table != "documents"}


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """One loaded model for all calls of `extract` in a process."""
    from hakusho.tag.ginza import Tagger

    return Tagger()
