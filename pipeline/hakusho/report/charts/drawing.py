"""An Altair chart as an SVG that can stand in a page: no script, no style, links within the page.

Widths come from the charts themselves, never from measuring text, so that the same records give the same bytes whatever
fonts a machine has.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from hakusho.errors import HakushoError
from hakusho.language import message

INK, FAINT, RULE, BAND = "#1c1c1c", "#5c5c5c", "#d9d9d9", "#f4f4f1"
# Hues of Okabe and Ito, dark enough for white characters on them.
BLUE, GREEN, PURPLE, BROWN, RED, GREY = "#0068a5", "#00755a", "#a23b78", "#a86200", "#b84a00", "#6b6b6b"
FONT = "Hiragino Sans, Yu Gothic UI, Noto Sans CJK JP, Noto Sans JP, Meiryo, sans-serif"

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_BASE = "https://page.invalid/"  # Vega makes links absolute; this is taken off again


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with what it says in one sentence, for whoever does not see it."""

    svg: str
    caption: str


def link(anchor: str | None) -> str | None:
    """What a mark's `href` has to be to lead to an anchor of the page."""
    return f"{_BASE}#{anchor}" if anchor else None


def width(text: str, size: float = 12) -> float:
    """The width of a text in pixels: a wide character takes its size, another six tenths of it."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else 0.6 * size for c in text)


def shortened(text: str, room: float, size: float = 12) -> str:
    """The text as far as there is room, with … where it was cut."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def altair() -> Any:
    """The library, which belongs to the extra `report`. Raises HakushoError where it is not installed."""
    if not all(importlib.util.find_spec(name) for name in ("altair", "vl_convert")):
        raise HakushoError(message("charts need Altair: pip install 'hakusho[report]'"))
    import altair

    return altair


def figure(chart: Any, caption: str, *, name: str) -> Figure:
    """Draw a chart. `name` makes the identifiers in the SVG its own; a mark's `title` field becomes its tooltip."""
    import vl_convert

    styled = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    styled = styled.configure_axis(labelColor=INK, titleColor=INK, domainColor=RULE, tickColor=RULE, gridColor=RULE)
    svg = vl_convert.vegalite_to_svg(styled.to_dict())
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)
    for parent in root.iter():
        if parent.tag == f"{{{_SVG}}}a":
            _local(parent)
        for key in [key for key in parent.attrib if key.startswith("aria-roledescription")]:
            del parent.attrib[key]
        for key, value in parent.attrib.items():
            if "url(#" in value:
                parent.attrib[key] = value.replace("url(#", f"url(#{name}-")
            elif key == "id":
                parent.attrib[key] = f"{name}-{value}"
    root.set("role", "img")
    root.set("aria-label", caption)
    root.attrib.pop("class", None)
    return Figure(ElementTree.tostring(root, encoding="unicode"), caption)


def _local(anchor: ElementTree.Element) -> None:
    """A link within the page, with the mark's description as the tooltip that browsers show of themselves."""
    target = anchor.attrib.pop(_LINK, "")
    anchor.set("href", target.removeprefix(_BASE))
    for mark in anchor:
        if said := mark.attrib.pop("aria-label", None):
            title = ElementTree.Element(f"{{{_SVG}}}title")
            title.text = said
            anchor.insert(0, title)
            break
