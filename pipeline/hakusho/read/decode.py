"""Bytes to text: UTF-8 first, then the encodings Japanese ministries have used."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from hakusho.errors import RejectedDocument
from hakusho.language import message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAPANESE = ("cp932", "euc_jp", "iso2022_jp", "utf_16_le", "utf_16_be")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = [chr(i) for i in range(32) if chr(i) not in "\t\n\r\f\v"]
_BINARY_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x7fELF")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of the encoding it was read with; a byte-order mark is removed.

    Raises RejectedDocument (`empty`, `binary`, `undecodable`).
    """
    if not data.strip():
        raise RejectedDocument("empty", message("the file is empty"))
    if data.startswith(_BINARY_SIGNATURES):
        raise RejectedDocument("binary", message("the file is not text (its first bytes are those of a binary format)"))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding), encoding)
    if b"\x1b$" in data or b"\x1b(" in data:  # ISO-2022-JP is all ASCII, so it would pass for UTF-8
        try:
            return _checked(data.decode("iso2022_jp"), "iso2022_jp")
        except UnicodeDecodeError:
            pass
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if fault := _broken_utf8(data, error.start):
            raise RejectedDocument("undecodable", fault) from None
    best = from_bytes(data, cp_isolation=list(_JAPANESE)).best()
    if best is None:
        raise RejectedDocument(
            "undecodable", message("the file is in no encoding known here (UTF-8, UTF-16, CP932, EUC-JP, ISO-2022-JP)")
        )
    return _checked(_strict(data, best.encoding), best.encoding)


def _broken_utf8(data: bytes, at: int) -> str | None:
    """What is wrong with bytes that are UTF-8 but for a few; None where they are something else.

    A file cut in the middle of a character, or with a stretch of another encoding in it, would pass for CP932 with
    every character of it wrong.
    """
    text = data.decode("utf-8", "replace")
    broken, wide = text.count("\ufffd"), len(text) - sum(map(text.count, map(chr, range(128))))
    if 20 * broken > wide:
        return None
    return message(
        "the file is UTF-8 but for {broken:,} bytes or stretches of bytes, the first at byte {at:,}",
        broken=broken,
        at=at,
    )


def decode_as(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Text in the encoding that a file names itself, None where that is unknown or does not hold."""
    try:
        name = codecs.lookup(encoding).name
        return _checked(data.decode(name), name)
    except (LookupError, ValueError, RejectedDocument):  # a name may be that of a codec that is none of text
        return None


def check_characters(text: str) -> None:
    """Raise RejectedDocument for half a character, which no file could hold."""
    if surrogate := _SURROGATE.search(text):
        raise RejectedDocument(
            "undecodable", message("half a character at {start:,} (a lone surrogate)", start=surrogate.start())
        )


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RejectedDocument(
            "undecodable",
            message("the file is not valid {encoding} (byte {start})", encoding=encoding, start=error.start),
        ) from error


def _checked(text: str, encoding: str) -> tuple[str, str]:
    if not text.strip():
        raise RejectedDocument("empty", message("the file holds nothing but white space"))
    check_characters(text)
    control = sum(map(text.count, _CONTROLS))
    if control > max(8, len(text) // 50):
        raise RejectedDocument(
            "binary", message("the file is not text ({control} control characters)", control=control)
        )
    return text, encoding
