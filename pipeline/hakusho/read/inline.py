"""A chapter on one line: headings, captions and paragraphs told apart by the spaces the converter left between them."""

from __future__ import annotations

import itertools
import re

from hakusho.read.lines import Line, heading_level
from hakusho.read.source import BlockKind, Span

# A break may stand where a sentence has ended, or between the title tokens that follow it.
_AFTER_SENTENCE = re.compile(r"(?<=[。！？])[」』）)]{0,3} (?=\S)|(?<=[。！？][」』）)]) (?=\S)")
_TOKEN = re.compile(r"\S+")
_SENTENCE = re.compile(r"[。！？]")
_NOTE = re.compile(r"[（(]\d{1,2}[）)]$")
_HEADING_ALONE = re.compile(
    r"(?:[ア-ン]|[（(][\dア-ン]{1,2}[）)]|\d{1,2}|[①-⑳]|第\S{1,4}[部章節項]|コラム|[■□◆●○◎【])$"
)
_PLACE = re.compile(r"[（(][^（()）]{2,40}[）)]$")
_TITLE_LIMIT = 60  # characters; a longer token is text


def split_line(text: str, line: Line) -> list[tuple[BlockKind, Span, int]]:
    """The blocks in a long line as (kind, span, heading level); nothing where the line has no breaks."""
    bounds = [line.start, *(m.end() for m in _AFTER_SENTENCE.finditer(text, line.start, line.end)), line.end]
    parts: list[tuple[BlockKind, Span, int]] = []
    for start, end in itertools.pairwise(bounds):
        titles, body = _titles(text, start, end)
        if not titles and parts and parts[-1][0] == "paragraph":
            # a space after a sentence with no title behind it: the paragraph goes on
            parts[-1] = ("paragraph", (parts[-1][1][0], body[1]), 0)
            continue
        for span in titles:
            parts.append(_title(text, span))
        if body[1] > body[0]:
            notes = parts and parts[-1][0] == "footnote" and parts[-1][1][1] >= body[0] - 1
            if notes:
                parts[-1] = ("footnote", (parts[-1][1][0], body[1]), 0)
            else:
                parts.append(("paragraph", body, 0))
    return parts if len(parts) > 1 else []


def _titles(text: str, start: int, end: int) -> tuple[list[Span], Span]:
    """The short tokens in front of a sentence, grouped into titles, and what is left."""
    tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
    titles: list[Span] = []
    for n, (a, b) in enumerate(tokens):
        token = text[a:b]
        place = bool(_PLACE.search(token)) and not _begins(token)
        if _SENTENCE.search(token) or len(token) > _TITLE_LIMIT or ("、" in token and not place):
            return titles, (a, _end(text, a, end))
        if _HEADING_ALONE.match(token) or _begins(token):
            titles.append((a, b))
        elif n and token.isascii() and text[tokens[n - 1][1] - 1].isascii() and titles:
            titles[-1] = (titles[-1][0], b)  # words of one English name
        elif (titles and (_HEADING_ALONE.match(text[slice(*titles[-1])]) or (place and token[0] in "(（"))) or (
            titles and _begins(text[slice(*titles[-1])]) and len(token) <= 12
        ):
            titles[-1] = (titles[-1][0], b)
        else:
            titles.append((a, b))
    return titles, (end, end)


def _begins(token: str) -> bool:
    return heading_level(token) > 0 or token.startswith("コラム")


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _title(text: str, span: Span) -> tuple[BlockKind, Span, int]:
    title = text[slice(*span)]
    if _NOTE.match(title.split(" ")[0]) or re.match(r"[（(]\d{1,2}[）)] [A-Za-z]", title):
        return "footnote", span, 0
    if _PLACE.search(title) and not _begins(title):
        return "caption", span, 0
    level = heading_level(title) or (6 if title.startswith("コラム") else 0)
    return ("heading", span, level) if level else ("caption", span, 0)
