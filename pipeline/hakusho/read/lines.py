"""The lines of a plain text or Markdown file, and what each looks like by itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

LineKind = Literal["blank", "heading", "list_item", "caption", "footnote", "reference", "furniture", "text"]

_D = "0-9０-９"
_KANJI_NUMBER = "一二三四五六七八九十百〇"
_ROMAN = "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
# Heading markers of Japanese official documents, outermost first: 部 章 節 項, 1, (1), ア, (ア), bullets.
_HEADINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第[ 　]?[{_D}{_KANJI_NUMBER}{_ROMAN}]{{1,4}}[ 　]?(?:部|編)(?![隊品分局屋門員])")),
    (2, re.compile(rf"第[ 　]?[{_D}{_KANJI_NUMBER}{_ROMAN}]{{1,4}}[ 　]?章")),
    (3, re.compile(rf"第[ 　]?[{_D}{_KANJI_NUMBER}{_ROMAN}]{{1,4}}[ 　]?節")),
    (4, re.compile(rf"第[ 　]?[{_D}{_KANJI_NUMBER}{_ROMAN}]{{1,4}}[ 　]?(?:款|項)(?![目])")),
    (
        5,
        re.compile(rf"[{_D}]{{1,2}}(?:[.．][{_D}]{{1,2}}){{0,3}}(?:[.．、 　■]|(?=[^{_D}\s,，.．/／年月日人件円%％]))"),
    ),
    (5, re.compile(rf"[{_KANJI_NUMBER}]{{1,3}}[、.． 　]")),
    (6, re.compile(rf"[（(][{_D}]{{1,2}}[）)]|[⑴-⒇]")),
    (7, re.compile(r"[アイウエオカキクケコサシスセソ](?:[ 　.．、]|(?=[^ァ-ヶー]))")),
    (8, re.compile(r"[（(][ア-ンa-zA-Z][）)]|[a-z][.．)）]")),
    (9, re.compile(r"[①-⑳]")),
    (10, re.compile(r"[■□◆◇●○〇◎▍▌★☆▶►【〈＜《]")),
)
UNNUMBERED = 11  # level of a Markdown heading without a number, among numbered ones
_KANJI_HEADING = re.compile(rf"[{_KANJI_NUMBER}]{{1,3}}[ 　、.．]")
_MD_HEADING = re.compile(r"#{1,6}(?=[ \t　])")
_BULLET = re.compile(r"[・•‣◦∙·○〇●◎◆◇■□▪▸▶►➢⇒→※*+\-–—](?![\-–—*+])[ \t　]*")
_ITEM = re.compile(
    rf"(?:[・•‣◦∙·○〇●◎◆◇■□▪▸▶►➢⇒→][ \t　]*|[*+\-–][ \t　]+)"
    rf"|[（(][{_D}]{{1,2}}[）)]|[⑴-⒇①-⑳]|[{_D}]{{1,2}}[.．)）][ 　]|[{_D}]{{1,2}}[．）]"
)
_FOOTNOTE = re.compile(
    rf"<sup>[^<>]{{0,6}}[{_D}]{{1,3}}[^<>]{{0,3}}</sup>|[（(]?注(?:釈)?[ 　]?[{_D}]{{0,3}}[）):：]|※[{_D}]{{0,2}}[ 　]"
    rf"|\*[{_D}]{{1,3}}[ 　]|注[{_D}]{{1,3}}[ 　]|\[\^?[{_D}]{{1,3}}\]:?[ 　]|(?:出典|資料|備考)[：:]|[（(](?:出典|資料|備考)[）)]"
)
_NUMBERED_NOTE = re.compile(
    rf"[{_D}]{{1,3}}[ 　](?=\S)(?![（(](?:明治|大正|昭和|平成|令和)|(?:[{_D}][ 　]?)?[年月日時件人億万円%％])"
)
_SOURCE_LINE = re.compile(r"[^。]{2,60}(?:により作成|を基に作成|をもとに作成|に基づき作成|より作成|調べ|HP提供)[）)]?")
_CAPTION = re.compile(
    rf"(?:図表|図|表|写真|資料|別表|別紙|様式|コラム図表|Figure|Table)[ 　]?(?:[{_D}{_ROMAN}一二三四五六七八九十]{{1,4}}"
    rf"(?:[-‐−－–.．・][{_D}{_ROMAN}]{{1,4}}){{0,5}})(?:[ 　:：(（]|$|(?=[^{_D}をはがにのでとも、。]))"
)
_REFERENCE = re.compile(r"(?:\*\*)?\s?(?:Q ?参照|参照|【参考】|【参照】|☞|⇒ ?参照|参考[:：])")
# What a paragraph ends with that is a photograph's caption: (5月20日、コインブラ), (写真提供：外務省).
_TAKEN = re.compile(
    r"[（(](?:[^（()）。]{0,16}[0-9０-９]{1,2}月[^（()）。]{0,40}|[^（()）。]{0,20}(?:提供|撮影)[^（()）。]{0,30})[）)]$"
)
_PAGE_NUMBER = re.compile(
    rf"[-‐−–—－―ー 　]{{0,4}}(?:p\.?|P\.?|頁)?[ 　]?[{_D}]{{1,4}}[ 　]?(?:頁|ページ)?[-‐−–—－―ー 　]{{0,4}}"
)
ADDRESS = re.compile(r"https?://|www\.")
# The address of a note with the next heading behind it, as converters leave them: …/000803507.pdf(4)トラヒックの状況
_BEHIND_ADDRESS = re.compile(rf"https?://[!-'*-~]{{4,300}}(?=[（(][{_D}]{{1,2}}[）)][ 　]?[^!-~\s])")
# A paragraph on one line with the next title behind its last sentence: …が課題である。（2）　地域の活性化
_BEHIND_SENTENCE = re.compile(
    rf"。(?=(?:[（(][{_D}]{{1,2}}[）)]|[{_D}]{{1,2}})[ 　][^。、，\n]{{1,44}}[^。、，\nぁ-ん]\s{{0,2}}$)"
)
_ONE_LINE = 120  # columns; a paragraph in shorter lines was broken at the width of a page, anywhere
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_IMAGE_CAPTION = re.compile(r"!\[(?=[^\]\n]{8,300}\])[^\]\nぁ-ん一-龥]{0,40}[ぁ-ん一-龥][^\]\n]{0,300}\]\(")
_RULE = re.compile(r"[-=_*─━~～ 　]{3,}")
_LATIN_GLOSS = re.compile(r"[A-Z][A-Za-z0-9&'’.,:;()/\- ]{2,120}")
_LOST_FORM_FEED = re.compile(r" (?=[^\s])")
_TERMINAL = re.compile(r"[。．！？!?][」』）)\]】〉》”’]{0,4}(?:<sup>[^<>]{0,12}</sup>)?\s*$")
_CLOSED = re.compile(r"[」』）)\]】〉》>:：]\s*$")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


@dataclass(slots=True)
class Line:
    """A line without its break. `start`/`end` are offsets of its content in the text, `body` where it begins after a
    bullet or Markdown mark; `width` counts East Asian columns; `sheet` numbers the pages or slides as far as the text
    shows them."""

    start: int
    end: int
    body: int
    text: str
    kind: LineKind
    level: int
    width: int
    page: int | None
    sheet: int
    marked: bool = False
    numbered: bool = True
    begins: bool = False  # the file says that a paragraph begins with it
    follows: bool = False  # … that it goes on with the line before
    open: bool = False  # … that its paragraph may go on in another column

    @property
    def terminated(self) -> bool:
        """Whether a sentence ends with the line."""
        return bool(_TERMINAL.search(self.text))

    @property
    def closed(self) -> bool:
        return bool(_CLOSED.search(self.text))


def width(text: str) -> int:
    """Columns on a Japanese page: two for a wide character, one for a narrow one."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def heading_level(text: str) -> int:
    """Depth of the heading marker that the text begins with (1 is 部), 0 where there is none."""
    for level, pattern in _HEADINGS:
        if pattern.match(text):
            return level
    return 0


def is_photo_caption(text: str) -> bool:
    """Whether a whole paragraph tells of a photograph: no sentence, and when or by whom it was taken in brackets."""
    return len(text) <= 120 and "。" not in text and bool(_TAKEN.search(text))


def lines(text: str, *, markdown: bool, regions: list[tuple[int, int]], paged: bool = False) -> list[Line]:
    """All lines outside `regions` (tables), each with the kind that it has by itself.

    A form feed begins a page; without form feeds there are no pages, unless the file has some (`paged`). A line that alone begins with one space is what
    converters leave of a form feed: it begins a sheet, but pages are not counted by it.
    """
    found: list[Line] = []
    page = 1 if paged or "\f" in text else None
    sheet = 0
    at, region = 0, 0
    ordered = sorted(regions)
    for raw in re.split(r"(\r\n|[\n\r\v\x85\u2028\u2029]|\f)", text):
        if raw == "\f" and page is not None:
            page += 1
        if raw == "\f" or (page is None and _LOST_FORM_FEED.match(raw)):
            sheet += 1
        start, at = at, at + len(raw)
        if raw in ("\n", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "\u2029"):
            continue
        while region < len(ordered) and ordered[region][1] <= start:
            region += 1
        pieces, cursor, r = [], start, region
        while r < len(ordered) and ordered[r][0] < at:
            if ordered[r][0] > cursor:
                pieces.append((cursor, ordered[r][0]))
            cursor = max(cursor, ordered[r][1])
            r += 1
        if cursor < at or not raw:
            pieces.append((cursor, at))
        for begin, end in pieces:
            for first, last in pairwise([begin, *_glued(text[begin:end], begin), end]):
                found.append(_line(text, first, last, page, sheet, markdown))
    if any(line.kind == "heading" and line.marked and line.numbered for line in found):
        # where numbers give the depth, a heading without one (## COLUMN) stands below them
        for line in found:
            if not line.numbered:
                line.level = UNNUMBERED
    return found


def _glued(line: str, start: int) -> list[int]:
    """Where a title begins behind other text of its line."""
    found = _BEHIND_ADDRESS.search(line)
    if found is None and width(line) >= _ONE_LINE:
        found = _BEHIND_SENTENCE.search(line, max(0, len(line) - 60))
    return [start + found.end()] if found else []


def _line(text: str, start: int, end: int, page: int | None, sheet: int, markdown: bool) -> Line:
    raw = text[start:end]
    stripped = raw.strip(" \t　\xa0\ufeff")
    start += len(raw) - len(raw.lstrip(" \t　\xa0\ufeff"))
    end = start + len(stripped)
    line = Line(start, end, start, stripped, "text", 0, width(stripped), page, sheet)
    plain = _TAGS.sub("", stripped)
    if not stripped:
        line.kind = "blank"
    elif (markdown or stripped.startswith(("##", "# "))) and (mark := _MD_HEADING.match(stripped)):
        line.kind, line.marked = "heading", True
        line.body += mark.end() + len(stripped[mark.end() :]) - len(stripped[mark.end() :].lstrip())
        line.level = heading_level(text[line.body : end])
        if not line.level:
            line.level, line.numbered = mark.end(), False
    elif _IMAGE.fullmatch(stripped) and _IMAGE_CAPTION.match(stripped):
        line.kind = "caption"
    elif _IMAGE.fullmatch(stripped) or not plain or _RULE.fullmatch(plain) or _PAGE_NUMBER.fullmatch(plain):
        line.kind = "furniture"
    elif _REFERENCE.match(stripped):
        line.kind = "reference"
    elif _FOOTNOTE.match(stripped) or _SOURCE_LINE.fullmatch(stripped):
        line.kind = "footnote"
    elif _CAPTION.match(stripped) and line.width <= 160 and not line.terminated:
        line.kind = "caption"
    elif _LATIN_GLOSS.fullmatch(plain) and " " in plain:
        line.kind = "furniture"
    elif mark := _ITEM.match(stripped):
        line.kind, line.marked = "list_item", True
        line.level = heading_level(stripped)
        while bullet := _BULLET.match(text, line.body, end):
            line.body = bullet.end()
    elif level := heading_level(stripped):
        short = line.width <= 80 and not line.terminated and not re.search(r"[。、]$|、.*、", plain)
        if (level <= 4 and short and len(plain) <= 60) or (
            level > 4 and (level != 5 or _NUMBERED_NOTE.match(stripped) or _KANJI_HEADING.match(stripped)) and short
        ):
            line.kind, line.level, line.marked = "heading", level, True
        if ADDRESS.search(plain) and not line.terminated:  # 17 https://…: a source, never a title
            line.kind, line.level, line.marked = "footnote", 0, False
        elif line.kind == "text" and _NUMBERED_NOTE.match(stripped):
            line.kind = "footnote"
    if line.body >= line.end and line.kind not in ("blank", "furniture"):
        line.body = line.start
    return line
