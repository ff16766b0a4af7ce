"""Which part of an HTML page is its text: not its menus, header, footer, and lists of links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_NEVER = frozenset(
    re.findall(
        r"\S+",
        """script style noscript template svg iframe object embed applet head title meta link button select option input
        textarea canvas audio video map""",
    )
)
_ASIDE = frozenset(("nav", "aside", "footer", "header", "form", "menu", "dialog"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "alert"))
# Names that designers give to what is not the text, as whole words of an id or class.
_BOILERPLATE = re.compile(
    r"(?:^|[-_\s])(?:(?:g|global|local|l|sub|foot|head|site|page)?-?nav(?:i|igation|bar)?|(?:side|global|g|local)?-?menu"
    r"|bread-?crumbs?|topic-?path|pankuzu|crumbs?|side-?(?:bar|area|col|column)?|(?:site|page|global|g)?-?(?:footer|header)"
    r"|page-?top|to-?top|pagetop|sns|share|social|skip(?:-?(?:link|nav|to))?|search(?:-?(?:box|form))?|copyright|banners?"
    r"|pager|pagination|prev-?next|print|font-?size|lang(?:uage)?|cookie|related-?links?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAIN = re.compile(
    r"(?:main|contents?|main[-_]?(?:contents?|body|area|column|text|inner)|contents?[-_]?(?:main|body|area|inner)|article"
    r"|honbun|tmp_contents|entry[-_]?content)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_GO = re.compile(
    r"[\[［(（<＜«‹▲△↑▶►→←\s]*(?:(?:この)?ページ(?:の)?(?:トップ|先頭|上部)|トップ(?:ページ)?|ホーム|目次|もくじ|一覧|前|次|戻|上へ|先頭|PDF|印刷"
    r"|本文へ|メニュー|HOME|TOP|NEXT|PREV|BACK).{0,16}",
    re.IGNORECASE,
)
_CONTAINERS = frozenset(("div", "ul", "ol", "dl", "p", "table", "section", "td", "li", "center"))
_SHORT = 400  # characters; a main part with less, where the page has much more, was a wrong guess


@dataclass(slots=True)
class _Measure:
    """Characters of an element, those of them in links, the links, the longest of them."""

    total: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0

    @property
    def own(self) -> int:
        return self.total - self.linked


def _measures(root: Element) -> dict[Element, _Measure]:
    """The measure of every element under a root, children first."""
    found: dict[Element, _Measure] = {}
    for element in reversed(list(root.iter())):
        measure = found[element] = _Measure()
        if not isinstance(element.tag, str):
            continue
        measure.total = len((element.text or "").strip())
        for child in element:
            part = found[child]
            measure.total += part.total + len((child.tail or "").strip())
            measure.linked += part.linked
            measure.links += part.links
            measure.longest = max(measure.longest, part.longest)
        if element.tag == "a" and element.get("href") is not None:
            measure.linked, measure.links, measure.longest = measure.total, 1, measure.total
    return found


def main_text(root: Element) -> Element:
    """The element that holds the page's text, with all that is not text taken out of it."""
    body = root.find("body")
    body = body if body is not None else root
    _drop_never(body)
    measures = _measures(body)
    whole = measures[body].total
    main = _main(body, measures)
    if main is not body and measures[main].own < min(_SHORT, whole // 4):
        main = body
    within = main.tag in ("main", "article") or main.get("role") == "main"
    doomed = [e for e in _elements(main) if e is not main and _is_aside(e, within, measures)]
    if measures[main].total - sum(measures[e].total for e in doomed) >= min(_SHORT, whole // 4):
        _remove(main, doomed)
    else:  # the names misled: only what the markup itself sets aside
        _remove(main, [e for e in _elements(main) if e.tag in ("nav", "footer") or e.get("role") in _ROLES])
    _remove(main, _links(main))
    return main


def _main(body: Element, measures: dict[Element, _Measure]) -> Element:
    """<main>, the only <article>, or the largest part that bears such a name."""
    for element in _elements(body):
        if element.tag == "main" or element.get("role") == "main":
            return element
    articles = list(body.iter("article"))
    if len(articles) == 1:
        return articles[0]
    named = [e for e in _elements(body) if e.tag in ("div", "section", "td") and _names_main(e)]
    return max(named, key=lambda e: measures[e].own, default=body)


def _names_main(element: Element) -> bool:
    names = [element.get("id", ""), *element.get("class", "").split()]
    return any(_MAIN.fullmatch(name) for name in names if name)


def _is_aside(element: Element, within: bool, measures: dict[Element, _Measure]) -> bool:
    if element.tag in _ASIDE:
        # a header in an article has its title; a form may be wrapped around a whole page
        if element.tag == "header":
            return not within
        if element.tag == "form":
            return measures[element].total < _SHORT
        return True
    if element.get("role") in _ROLES:
        return True
    if element.tag in ("div", "ul", "ol", "section", "p", "table", "dl", "td", "span"):
        names = " ".join(_CAMEL.sub("-", n) for n in (element.get("id", ""), *element.get("class", "").split()) if n)
        return bool(names and _BOILERPLATE.search(names))
    return False


def _links(main: Element) -> list[Element]:
    """Lists of links, and single links that lead on: a part of which nearly all text is links."""
    measures = _measures(main)
    found = []
    for element in _elements(main):
        measure = measures[element]
        if element.tag not in _CONTAINERS or element is main or not measure.links:
            continue
        if measure.linked < 0.85 * measure.total or any(e.tag in ("h1", "h2", "h3", "h4") for e in element.iter()):
            continue
        go = all(_GO.fullmatch("".join(a.itertext()).strip()) for a in element.iter("a"))
        if go or (measure.links > 2 and measure.longest <= 60):
            found.append(element)
    return found


def _elements(root: Element) -> list[Element]:
    """All elements but comments."""
    return [e for e in root.iter() if isinstance(e.tag, str)]


def _drop_never(body: Element) -> None:
    doomed = [
        e
        for e in _elements(body)
        if e.tag in _NEVER
        or "hidden" in e.attrib
        or e.get("aria-hidden") == "true"
        or _HIDDEN.search(e.get("style", ""))
    ]
    _remove(body, doomed)


def _remove(root: Element, doomed: list[Element]) -> None:
    """Take elements out; the text after each stays."""
    if not doomed:
        return
    gone = {id(e) for e in doomed if e is not root}
    for parent in list(root.iter()):
        for i in range(len(parent) - 1, -1, -1):
            child = parent[i]
            if id(child) in gone:
                if child.tail:
                    if i:
                        parent[i - 1].tail = (parent[i - 1].tail or "") + child.tail
                    else:
                        parent.text = (parent.text or "") + child.tail
                del parent[i]
