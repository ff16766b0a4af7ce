"""Office files are zip packages: what is checked before one is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that an encrypted package is kept in
_CORNER = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})", re.IGNORECASE)
_ROWS, _COLS = 1_048_576, 16_384


def check_package(data: bytes, member: str) -> None:
    """Raises RejectedDocument for what is no package with this member, for one that would unpack to more than
    `limits.max_unpacked_bytes`, for one that carries macros, and for one whose parts multiply what stands in them. The
    sizes that it declares are binding, as zipfile reads no more than them."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RejectedDocument("encrypted", message("it is encrypted and asks for a password"))
        raise RejectedDocument(
            "unsupported", message("it is a file of an Office before 2007, or encrypted; save it anew as it is")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_sizes(package.infolist(), member)
            for info in package.infolist():
                part: Any = package.open(info)
                if b"<" in part.peek(4)[:4]:
                    _check_part(part, info.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise RejectedDocument("damaged", message("it is damaged: {error}", error=_one_line(error))) from None
    except RuntimeError:
        raise RejectedDocument("encrypted", message("its parts are encrypted and ask for a password")) from None


def _check_sizes(infos: list[zipfile.ZipInfo], member: str) -> None:
    limit = settings().limits.max_unpacked_bytes
    size = sum(info.file_size for info in infos)
    if size > limit:
        raise RejectedDocument(
            "too_large",
            message("{size:,} bytes unpacked, more than limits.max_unpacked_bytes = {limit:,}", size=size, limit=limit),
        )
    if member not in {info.filename for info in infos}:
        raise RejectedDocument(
            "damaged", message("it is damaged, or no such file at all: there is no {member} in it", member=member)
        )


def _check_part(part: Any, name: str) -> None:
    """One part of XML, read through once.

    A document type declaration is forbidden (ECMA-376 part 2, 8.1.4) and would hide text or multiply it; the libraries
    write out every cell that a merge or a link covers, and refuse documents with macros without saying why.
    """
    covered = 0
    limit = settings().limits.max_cells

    def doctype(*_: Any) -> None:
        raise RejectedDocument(
            "damaged", message("{name} has a document type declaration, which no Office program writes", name=name)
        )

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal covered
        tag = tag.rpartition(":")[2]
        if tag in ("mergeCell", "hyperlink") and ":" in (ref := attributes.get("ref", "")):
            covered += _area(ref)
            if covered > limit:
                raise RejectedDocument(
                    "too_large",
                    message(
                        "{n:,} merged or linked cells in {name}, more than limits.max_cells = {limit:,}",
                        n=covered,
                        name=name,
                        limit=limit,
                    ),
                )
        elif tag in ("Override", "Default") and "macroEnabled.main" in attributes.get("ContentType", ""):
            raise RejectedDocument("unsupported", message("it is a document with macros; save it without them"))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    try:
        parser.ParseFile(part)
    except expat.ExpatError:
        pass  # what is not well formed is for the library to refuse, where it is a part that is read
    except (LookupError, ValueError):
        raise RejectedDocument(
            "damaged", message("{name} is in an encoding other than UTF-8 and UTF-16", name=name)
        ) from None


def _area(ref: str) -> int:
    """The number of cells of an area like B2:C9, of whole columns or whole rows where it names no more."""
    corners = [_CORNER.match(corner) for corner in ref.split(":", 1)]
    cols = [_column(m[1]) if m and m[1] else default for m, default in zip(corners, (1, _COLS), strict=True)]
    rows = [int(m[2]) if m and m[2] else default for m, default in zip(corners, (1, _ROWS), strict=True)]
    return (abs(rows[1] - rows[0]) + 1) * (abs(cols[1] - cols[0]) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """Whatever a library makes of a broken file becomes a rejection of one line; libraries for foreign formats raise
    almost anything."""
    try:
        yield
    except (RejectedDocument, MemoryError):
        raise
    except RecursionError:
        raise RejectedDocument("damaged", message("the {kind} is nested too deep", kind=kind)) from None
    except Exception as error:
        raise RejectedDocument(
            "damaged", message("the {kind} cannot be read: {error}", kind=kind, error=_one_line(error))
        ) from None


def missing(extra: str, error: ImportError) -> RejectedDocument:
    """The rejection where the library for a format is not installed."""
    return RejectedDocument(
        "extra", message("needs {module}: pip install 'hakusho[{extra}]'", module=error.name, extra=extra)
    )


def _one_line(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:200]
