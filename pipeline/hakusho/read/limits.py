"""The limits on what a document may be made of."""

from __future__ import annotations

from hakusho.config import settings
from hakusho.errors import RejectedDocument
from hakusho.language import message


def check_size(cells: int) -> None:
    """Raise RejectedDocument for a table of more cells than `limits.max_cells`."""
    limit = settings().limits.max_cells
    if cells > limit:
        raise RejectedDocument(
            "too_large",
            message("a table of {cells:,} cells, more than limits.max_cells = {limit:,}", cells=cells, limit=limit),
        )


def check_blocks(blocks: int) -> None:
    """Raise RejectedDocument for a document of more paragraphs, headings and the like than `limits.max_blocks`."""
    limit = settings().limits.max_blocks
    if blocks > limit:
        raise RejectedDocument(
            "too_large",
            message("{blocks:,} blocks of text, more than limits.max_blocks = {limit:,}", blocks=blocks, limit=limit),
        )
