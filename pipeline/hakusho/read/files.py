"""Files of the raw folder to Sources."""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hakusho.config import settings
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message
from hakusho.read.blocks import blocks
from hakusho.read.builder import TextBuilder
from hakusho.read.decode import check_characters, decode
from hakusho.read.grids import find_grids
from hakusho.read.limits import check_blocks
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
PACKED = frozenset((".pdf", ".docx", ".xlsx"))  # what libraries of others read
_INSTEAD = {
    **dict.fromkeys(
        (".doc", ".docm", ".dot", ".dotx", ".rtf", ".odt", ".jtd", ".jtdc"), message("save it as .docx or .pdf")
    ),
    **dict.fromkeys((".xls", ".xlsm", ".xlsb", ".ods", ".csv"), message("save it as .xlsx")),
    **dict.fromkeys((".ppt", ".pptx", ".pptm", ".odp"), message("save it as .pdf")),
    **dict.fromkeys((".zip", ".lzh", ".7z", ".gz", ".tar", ".rar"), message("unpack it")),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp"), message("a picture needs OCR before it is read")
    ),
    **dict.fromkeys((".xhtml", ".mht", ".mhtml"), message("save it as .html")),
}
METADATA_FILE = "meta.toml"
_OPEN = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read, and the identity its document will have."""

    path: Path
    name: str  # path under the raw folder, with /
    doc_id: str
    sha256: str = ""  # of the bytes that were seen first; a file that has others when it is read is rejected


def is_passed_over(path: Path) -> bool:
    """Whether a file is no document: hidden, metadata, a README, or an office program's leftover."""
    name = path.name
    return (
        any(part.startswith(".") for part in path.parts)
        or name == METADATA_FILE
        or name.startswith(("~$", "README"))
        or name in ("Thumbs.db", "desktop.ini")
    )


def find(raw: Path, out: Path | None = None) -> tuple[list[RawFile], int]:
    """The documents of a folder (or the one file), in order of their doc_id, and how many files were passed over.

    `out` is a folder inside it that holds no documents. A folder that cannot be listed is given as a file that cannot
    be read, so that it is named.
    """
    if raw.is_file():
        return [_raw_file(raw, raw.parent)], 0
    if not raw.is_dir():
        raise HakushoError(message("{raw}: there is no such file or folder", raw=raw))
    found: list[RawFile] = []
    passed = 0
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(raw, onerror=unlisted.append):
        here = Path(folder)
        # a link to a folder may lead in a circle or out of the input: it is named, not followed
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if here / name != out and name not in links]
        for path in (here / name for name in (*names, *links)):
            if is_passed_over(path.relative_to(raw)):
                passed += 1
            else:
                found.append(_raw_file(path, raw))
    closed = [Path(error.filename) for error in unlisted]
    if raw in closed:
        raise HakushoError(message("{raw}: cannot be listed: {error}", raw=raw, error=unlisted[0]))
    found += [_raw_file(path, raw) for path in closed if not is_passed_over(path.relative_to(raw))]
    return sorted(found, key=lambda f: (f.doc_id, f.name)), passed


def _raw_file(path: Path, raw: Path) -> RawFile:
    relative = path.relative_to(raw)
    doc_id = unicodedata.normalize("NFC", _readable(relative.with_suffix("").as_posix()))
    return RawFile(path, _readable(relative.as_posix()), doc_id)


def _readable(name: str) -> str:
    """A name whose bytes are not UTF-8 (CP932 out of an old archive), with those bytes as \\x83; others as they are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace") if not name.isprintable() else name


def load_metadata(raw: Path) -> dict[str, dict[str, Any]]:
    """`meta.toml` of the raw folder: what is known of each document, by doc_id. Raises HakushoError where it is broken."""
    path = (raw if raw.is_dir() else raw.parent) / METADATA_FILE
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HakushoError(message("{path}: {error}", path=path, error=error)) from None
    except OSError as error:
        raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
    return {unicodedata.normalize("NFC", k): v for k, v in data.items() if isinstance(v, dict)}


def read_bytes(file: RawFile) -> bytes:
    """The bytes of a file that can be taken in. Raises RejectedDocument."""
    suffix = file.path.suffix.lower()
    if file.path.is_dir():
        link = file.path.is_symlink()
        why = message("a link to a folder is not followed") if link else message("it cannot be listed")
        raise RejectedDocument("unreadable", why)
    if suffix not in MEDIA_TYPES:
        kind = _readable(suffix) or message("without an ending")
        if suffix in _INSTEAD:
            raise RejectedDocument(
                "unsupported",
                message("files of type {type} are not read; {instead}", type=kind, instead=_INSTEAD[suffix]),
            )
        raise RejectedDocument("unsupported", message("files of type {type} are not read", type=kind))
    limit = settings().limits.max_bytes
    try:
        # looked at once it is open, and opened without waiting: a pipe may stand where a file stood a moment ago
        with os.fdopen(os.open(file.path, os.O_RDONLY | _OPEN), "rb") as stream:
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise RejectedDocument("unreadable", message("it is not a regular file"))
            data = stream.read(limit + 1) if about.st_size <= limit else b""
    except OSError as error:
        raise RejectedDocument("unreadable", message("cannot be read: {error}", error=error)) from None
    if (size := max(about.st_size, len(data))) > limit:
        raise RejectedDocument(
            "too_large", message("{size:,} bytes, more than limits.max_bytes = {limit:,}", size=size, limit=limit)
        )
    if file.sha256 and hashlib.sha256(data).hexdigest() != file.sha256:
        raise RejectedDocument("changed", message("it was changed while the run was going on; run again"))
    return data


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
            "too_large",
            message(
                "{size:,} characters, more than limits.max_chars = {limit:,}",
                size=len(text),
                limit=limits.max_chars,
            ),
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
    check_characters(built.text)
    found = blocks(built.text, built.grids(), known=built.known, paged=built.n_pages is not None)
    check_blocks(len(found))
    return Source(
        doc_id=file.doc_id,
        path=file.name,
        sha256=sha256,
        media_type=media_type,
        encoding=built.encoding,
        text=built.text,
        blocks=found,
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
    check_characters(text)
    found = blocks(text, find_grids(text), markdown=media_type == "text/markdown")
    check_blocks(len(found))
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
        if file.path.suffix.lower() in MEDIA_TYPES:  # a picture beside a text takes nothing from it
            by_id.setdefault(file.doc_id, []).append(file)
    for file in files:
        twins = by_id.get(file.doc_id, [])
        yield file, next((other for other in twins if other is not file), None) if file in twins else None
