"""Files of the raw folder to Sources."""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hakusho.config import settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.read.blocks import blocks
from hakusho.read.builder import TextBuilder
from hakusho.read.decode import decode
from hakusho.read.grids import find_grids
from hakusho.read.metadata import metadata
from hakusho.read.source import Source

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
METADATA_FILE = "meta.toml"


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read, and the identity its document will have."""

    path: Path
    name: str  # path under the raw folder, with /
    doc_id: str


def is_passed_over(path: Path) -> bool:
    """Whether a file is no document: hidden, metadata, a README, or an office program's leftover."""
    name = path.name
    return (
        any(part.startswith(".") for part in path.parts)
        or name == METADATA_FILE
        or name.startswith(("~$", "README"))
        or name in ("Thumbs.db", "desktop.ini")
    )


def find(raw: Path) -> tuple[list[RawFile], int]:
    """The documents of a folder (or the one file), in order of their doc_id, and how many files were passed over."""
    if raw.is_file():
        return [_raw_file(raw, raw.parent)], 0
    if not raw.is_dir():
        raise HakushoError(f"{raw}: there is no such file or folder")
    found, passed = [], 0
    for path in sorted(raw.rglob("*")):
        if path.is_dir():
            continue
        if is_passed_over(path.relative_to(raw)):
            passed += 1
        else:
            found.append(_raw_file(path, raw))
    return sorted(found, key=lambda f: (f.doc_id, f.name)), passed


def _raw_file(path: Path, raw: Path) -> RawFile:
    name = path.relative_to(raw).as_posix()
    doc_id = unicodedata.normalize("NFC", path.relative_to(raw).with_suffix("").as_posix())
    return RawFile(path, name, doc_id)


def load_metadata(raw: Path) -> dict[str, dict[str, Any]]:
    """`meta.toml` of the raw folder: what is known of each document, by doc_id. Raises HakushoError where it is broken."""
    path = (raw if raw.is_dir() else raw.parent) / METADATA_FILE
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HakushoError(f"{path}: {error}") from None
    return {unicodedata.normalize("NFC", k): v for k, v in data.items() if isinstance(v, dict)}


def read_bytes(file: RawFile) -> bytes:
    """The bytes of a file that can be taken in. Raises RejectedDocument."""
    suffix = file.path.suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise RejectedDocument("unsupported", f"files of type {suffix or 'without an ending'} are not read")
    limit = settings().limits.max_bytes
    try:
        if not file.path.is_file():
            raise RejectedDocument("unreadable", "it is not a regular file")
        size = file.path.stat().st_size
        if size > limit:
            raise RejectedDocument("too_large", f"{size:,} bytes, more than limits.max_bytes = {limit:,}")
        return file.path.read_bytes()
    except OSError as error:
        raise RejectedDocument("unreadable", f"cannot be read: {error.strerror or error}") from None


def read(file: RawFile, known: Mapping[str, Mapping[str, Any]] | None = None) -> Source:
    """The Source of a file. Raises RejectedDocument with a reason fit for counting and a message of one line."""
    data = read_bytes(file)
    media_type = MEDIA_TYPES[file.path.suffix.lower()]
    about = (known or {}).get(file.doc_id, {})
    sha256 = hashlib.sha256(data).hexdigest()
    if reader := _reader(media_type):
        return _from_built(reader(data), file, media_type, sha256, about)
    limits = settings().limits
    text, encoding = decode(data)
    if len(text) > limits.max_chars:
        raise RejectedDocument(
            "too_large", f"{len(text):,} characters, more than limits.max_chars = {limits.max_chars:,}"
        )
    return from_text(
        text,
        doc_id=file.doc_id,
        path=file.name,
        sha256=sha256,
        media_type=media_type,
        encoding=encoding,
        known=about,
    )


def _reader(media_type: str) -> Callable[[bytes], TextBuilder] | None:
    """What reads files that are not text; each is imported when the first such file comes."""
    if media_type == "text/html":
        from hakusho.read.html import read_html

        return read_html
    if media_type == "application/pdf":
        from hakusho.read.pdf import read_pdf

        return read_pdf
    if media_type.endswith("wordprocessingml.document"):
        from hakusho.read.docx import read_docx

        return read_docx
    if media_type.endswith("spreadsheetml.sheet"):
        from hakusho.read.xlsx import read_xlsx

        return read_xlsx
    return None


def _from_built(built: TextBuilder, file: RawFile, media_type: str, sha256: str, about: Mapping[str, Any]) -> Source:
    known = metadata(about)
    return Source(
        doc_id=file.doc_id,
        path=file.name,
        sha256=sha256,
        media_type=media_type,
        encoding=built.encoding,
        text=built.text,
        blocks=blocks(built.text, built.grids(), known=built.known, paged=built.n_pages is not None),
        metadata=known if known.title else replace(known, title=built.title),
        n_pages=built.n_pages,
        warnings=tuple(built.warnings),
    )


def from_text(
    text: str,
    *,
    doc_id: str,
    path: str,
    sha256: str | None = None,
    media_type: str = "text/plain",
    encoding: str | None = None,
    known: Mapping[str, Any] | None = None,
) -> Source:
    """A Source of plain text or Markdown that is at hand."""
    found = blocks(text, find_grids(text), markdown=media_type == "text/markdown")
    return Source(
        doc_id=doc_id,
        path=path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=media_type,
        encoding=encoding,
        text=text,
        blocks=found,
        metadata=metadata(known or {}),
        n_pages=text.count("\f") + 1 if "\f" in text else None,
    )


def each(files: list[RawFile]) -> Iterator[tuple[RawFile, RawFile | None]]:
    """Each file with another of the same doc_id, where there is one: both are then rejected."""
    by_id: dict[str, list[RawFile]] = {}
    for file in files:
        by_id.setdefault(file.doc_id, []).append(file)
    for file in files:
        yield file, next((other for other in by_id[file.doc_id] if other is not file), None)
