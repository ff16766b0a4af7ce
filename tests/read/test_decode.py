"""Files in any encoding, and files that are no text."""

from __future__ import annotations

import pytest

from hakusho.errors import RejectedDocument
from hakusho.read.decode import decode

TEXT = "外務省は、平成18年5月、協定の署名について発表した。\n条約は翌年に発効し、両国の関係は一層深まった。\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le"])
def test_japanese_encodings(encoding: str) -> None:
    text, _ = decode(TEXT.encode(encoding))
    assert text == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary"),
        (bytes(range(32)) * 40, "binary"),
        ("署名".encode() + b"\xff\xfe\xfd\x81" * 9, "undecodable"),
    ],
)
def test_what_is_no_text_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)


def test_a_truncated_character_is_not_guessed_away() -> None:
    data = "協定に署名した。".encode()[:-1]
    with pytest.raises(RejectedDocument):
        decode(data)
