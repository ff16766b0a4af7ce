"""hakusho: Japanese government text into data.

import hakusho

hakusho.run("raw", "extracted")                        # a folder of documents to Parquet and JSON
hakusho.extract("令和6年7月に署名した。")["dates"]         # one text to records
hakusho.load("extracted").agreements                   # an extraction as DataFrames
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hakusho.pipeline import Result, extract, run
    from hakusho.results.frames import Extraction, load

__all__ = ["Extraction", "Result", "extract", "load", "run"]

# Loading spaCy takes seconds, and neither `hakusho --help` nor `hakusho.load` needs it: names are imported when used.
_HOME = {
    "run": "pipeline",
    "extract": "pipeline",
    "Result": "pipeline",
    "load": "results.frames",
    "Extraction": "results.frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'hakusho' has no attribute {name!r}")
    return getattr(import_module(f"hakusho.{_HOME[name]}"), name)
