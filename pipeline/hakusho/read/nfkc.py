"""Unicode NFKC in time linear in the text."""

from __future__ import annotations

import re
import unicodedata

_SIZE = 1000
# A character that is no mark and composes with nothing before it: ASCII, kana, kanji.
_STARTER = re.compile(r"[\x00-\x7f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")


def nfkc(text: str) -> str:
    """NFKC of a text.

    Putting combining marks in order takes the square of their number in a row, so a long text is normalized in parts,
    cut before a character that normalization does not join to the one before it. Where a thousand marks stand
    without one, the text is no text, and the cut falls among them.
    """
    if text.isascii():
        return text
    if len(text) <= 2 * _SIZE:
        return unicodedata.normalize("NFKC", text)
    parts, at = [], 0
    while at < len(text):
        starter = _STARTER.search(text, at + _SIZE, at + 2 * _SIZE)
        end = starter.start() if starter else at + 2 * _SIZE
        parts.append(unicodedata.normalize("NFKC", text[at:end]))
        at = end
    return "".join(parts)
