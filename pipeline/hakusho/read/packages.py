"""Office files are zip packages: what is checked before one is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_package(data: bytes, member: str) -> None:
    """Raises RejectedDocument for what is no package with this member, and for one that would unpack to more than
    `limits.max_unpacked_bytes`; the sizes that it declares are binding, as zipfile reads no more than them."""
    if data.startswith(_OLE):
        raise RejectedDocument(
            "encrypted", message("it is encrypted, or a file of an Office before 2007; save it anew as it is")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise RejectedDocument("damaged", message("it is damaged: {error}", error=_one_line(error))) from None
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
