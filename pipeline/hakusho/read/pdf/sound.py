"""Whether a PDF is whole. What is not would be read in part, and nobody would know."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message

_CHUNK = 1_000_000  # bytes


def check_pages(document: Any) -> None:
    """Raise RejectedDocument where the file speaks of other pages than can be found in it, or where the contents of one
    are damaged or unpack to more than `limits.max_unpacked_bytes`; `document` is as pdfplumber has it."""
    from pdfminer.pdftypes import PDFStream, resolve1

    claimed = resolve1(resolve1(document.doc.catalog.get("Pages", {})).get("Count"))
    found = len(document.pages)
    if isinstance(claimed, int) and claimed != found:
        raise RejectedDocument(
            "damaged",
            message(
                "it is damaged: of {claimed:,} pages that it speaks of {found:,} are found",
                claimed=claimed,
                found=found,
            ),
        )
    left = settings().limits.max_unpacked_bytes
    for page in document.pages:
        for reference in page.page_obj.contents:
            stream = resolve1(reference)
            if isinstance(stream, PDFStream) and stream.rawdata is not None and not stream.decipher:
                left -= _unpacked(stream, page.page_number, left)


def _unpacked(stream: Any, page: int, left: int) -> int:
    """The size of a stream, unpacked as far as deflate goes; the largest of its stages, where it was packed repeatedly."""
    names = [getattr(name, "name", None) for name, _ in stream.get_filters()]
    stages = list(takewhile(("FlateDecode", "Fl").__contains__, names))
    data, most = stream.rawdata, 0
    for n in range(len(stages), 0, -1):
        size = 0
        parts = []
        for part in _inflated(data, page):
            size += len(part)
            if size > left:
                limit = settings().limits.max_unpacked_bytes
                raise RejectedDocument(
                    "too_large",
                    message("its pages unpack to more than limits.max_unpacked_bytes = {limit:,} bytes", limit=limit),
                )
            if n > 1:
                parts.append(part)
        data, most = b"".join(parts), max(most, size)
    return most


def _inflated(data: bytes, page: int) -> Iterator[bytes]:
    """The parts of what was deflated. The checksum after it, which some writers leave out, holds where it is there."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    rest, seen = data.lstrip(b"\r\n")[2:], 1
    try:
        while rest and not inflate.eof:
            part = inflate.decompress(rest, _CHUNK)
            seen = zlib.adler32(part, seen)
            yield part
            rest = inflate.unconsumed_tail
    except zlib.error as error:
        raise RejectedDocument(
            "damaged", message("it is damaged: the contents of page {page:,}: {error}", page=page, error=error)
        ) from None
    if data and not inflate.eof:
        raise RejectedDocument("damaged", message("it is damaged: the contents of page {page:,} break off", page=page))
    if len(checksum := inflate.unused_data[:4]) == 4 and int.from_bytes(checksum) != seen:
        raise RejectedDocument(
            "damaged", message("it is damaged: the contents of page {page:,} have another checksum", page=page)
        )


@contextmanager
def quiet() -> Iterator[None]:
    """Without pdfminer's remarks on every odd colour, which would go to the terminal."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
