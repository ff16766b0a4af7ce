"""Running titles, page numbers and index tabs: what stands at the same place at the edge of several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.read.nfkc import nfkc
from hakusho.read.pdf.layout import Item

if TYPE_CHECKING:
    from hakusho.read.pdf import Page

_NUMBER = re.compile(r"^\d{1,4}\s+|(?<!\s)\s++\d{1,4}$")
_PAGE_NUMBER = re.compile(r"[-‐−–— ]{0,3}(?:p\.? ?)?(?:\d{1,4}|[ivx]{1,6})[-‐−–— ]{0,3}", re.IGNORECASE)
_EDGE = 0.12  # of the page's height, where running titles stand
_SIDE = 0.09  # of its width, where index tabs stand
_SAME = 4.0  # points


class Furniture:
    """Tells what repeats at the edges of a document's pages."""

    def __init__(self, pages: list[Page]) -> None:
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)  # text: page and height
        for page in pages:
            for item in page.items:
                if item.table is None:
                    self._places[_shape(item)].append((page.number, item.box[1]))

    def has(self, page: Page, item: Item) -> bool:
        """Whether an item is no part of the text: it stands at an edge, and there on another page too."""
        if len(item.lines) > 2 or not self._outermost(page, item):
            return False
        return bool(_PAGE_NUMBER.fullmatch(_text(item))) or self._repeats(page, item)

    def _repeats(self, page: Page, item: Item) -> bool:
        return any(n != page.number and abs(top - item.box[1]) < _SAME for n, top in self._places[_shape(item)])

    def _outermost(self, page: Page, item: Item) -> bool:
        """Whether nothing but furniture stands further out."""
        left, top, right, bottom = page.box
        width, height = right - left, bottom - top
        x0, y0, x1, y1 = item.box
        above = [i for i in page.items if i.box[3] <= y0 + 1]
        below = [i for i in page.items if i.box[1] >= y1 - 1]
        if y1 - top < _EDGE * height and all(self._could_be(page, i) for i in above):
            return True
        if bottom - y0 < _EDGE * height and all(self._could_be(page, i) for i in below):
            return True
        if x1 - left >= _SIDE * width and right - x0 >= _SIDE * width:
            return False
        return all(i.box[2] <= x0 or i.box[0] >= x1 or self._could_be(page, i) for i in page.items)  # in the margin

    def _could_be(self, page: Page, item: Item) -> bool:
        return 0 < len(item.lines) < 3 and (bool(_PAGE_NUMBER.fullmatch(_text(item))) or self._repeats(page, item))


def _text(item: Item) -> str:
    return nfkc("".join(run.text for run in item.lines)).strip()


def _shape(item: Item) -> str:
    """The text without a page number beside it."""
    return _NUMBER.sub("", _text(item))
