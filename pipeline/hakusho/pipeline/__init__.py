"""The whole way: a folder of documents to an extraction, or one text to records."""

from hakusho.pipeline.folder import destination, run
from hakusho.pipeline.result import Result
from hakusho.pipeline.text import extract

__all__ = ["Result", "destination", "extract", "run"]
