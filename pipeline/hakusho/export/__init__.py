"""An extraction in the formats that analysts' tools read. Each module writes one; each is opened in its tests by the
tool it is for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from hakusho.errors import HakushoError
from hakusho.language import message


class Format(NamedTuple):
    """A format: the module that writes it, where it goes if nobody says, what it is."""

    module: str
    default: str
    about: str


FORMATS = {
    "sqlite": Format("sqlite", "hakusho.sqlite", "SQLite with full-text search, and metadata.json for Datasette"),
    "excel": Format("excel", "hakusho.xlsx", "Excel workbook, one sheet a type"),
    "csv": Format("csv_files", "hakusho-csv", "folder of CSV files (UTF-8 with BOM) with their data package"),
    "spacy": Format("docbin", "hakusho-spacy", "folder with a spaCy DocBin, the records as spans"),
    "label-studio": Format(
        "label_studio", "hakusho-label-studio", "folder with Label Studio tasks and labelling config"
    ),
}
"""The formats by the names that `hakusho export` knows."""


def export(extracted: str | Path, format: str, out: str | Path | None = None) -> Path:
    """Write an extraction folder in one of FORMATS; gives the file or folder written.

    Raises HakushoError: no such format or extraction, a missing package (named, with the extra that has it), a place
    that cannot be written.
    """
    if format not in FORMATS:
        raise HakushoError(message("no format {format}; there are {known}", format=format, known=", ".join(FORMATS)))
    target = Path(out if out is not None else FORMATS[format].default)
    try:
        write: Callable[[Path, Path], None] = import_module(f"hakusho.export.{FORMATS[format].module}").write
    except ModuleNotFoundError as error:
        raise HakushoError(
            message("{format} needs {module}: pip install 'hakusho[export]'", format=format, module=error.name)
        ) from None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(Path(extracted), target)
    except OSError as error:
        raise HakushoError(message("{target}: cannot be written: {error}", target=target, error=error)) from None
    return target
