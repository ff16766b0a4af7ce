"""Lines to blocks: broken lines joined, figures and notes stepped over, each block under its headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from hakusho.read.builder import Known
from hakusho.read.draft_blocks import Draft
from hakusho.read.inline import split_line
from hakusho.read.line_breaks import (
    CLOSES,
    CONTINUES,
    MIN_WRAP,
    OPEN_END,
    PHOTO,
    both_in_columns,
    goes_on,
    is_date,
    opens_entry,
)
from hakusho.read.lines import Line, is_photo_caption, lines, width
from hakusho.read.run_on import run_on, through_lists
from hakusho.read.source import Block, BlockKind, Grid, Span

_NO_TITLE = re.compile(r"[。、：:]|www\.|^[（(]|[）)]$|[0-9０-９][ 　]?[年月日]?$|[省庁]$")
_UNMARKED = 12  # heading level of a title without a marker, below all that have one


def blocks(
    text: str,
    grids: list[Grid],
    *,
    markdown: bool = False,
    known: Mapping[int, Known] | None = None,
    paged: bool = False,
) -> tuple[Block, ...]:
    """The blocks of a document, in reading order. `grids` are the tables found in it, `known` what the file says of
    its lines, by their start."""
    regions = [
        span for grid in grids for span in (_region(grid), *([grid.caption] if grid.caption else []), *grid.notes)
    ]
    found = _told(lines(text, markdown=markdown, regions=regions, paged=paged), known or {})
    breaks = [i for i, c in enumerate(text) if c == "\f"] if "\f" in text else []
    drafts = _with_tables(list(_drafts(text, found)), grids, breaks if paged or breaks else None)
    drafts = _titled(run_on(through_lists(drafts)))
    return tuple(_sectioned(text, drafts))


def _told(found: list[Line], known: Mapping[int, Known]) -> list[Line]:
    """The lines, each as the file has it where the file says so."""
    for line in found if known else ():
        if (said := known.get(line.start)) is None or line.kind == "blank":
            continue
        line.begins, line.follows, line.open = said.begins, said.follows, said.open
        if said.follows:
            line.kind, line.body = "text", line.start
        elif said.kind == "heading":
            line.kind, line.level, line.marked = "heading", said.level, True
        elif said.kind == "paragraph":
            if line.begins and line.kind == "text" and is_photo_caption(line.text):
                line.kind = "caption"
        elif said.kind != "table":
            line.kind = said.kind
            line.marked = said.kind == "list_item"
    return found


def _region(grid: Grid) -> Span:
    return grid.start, grid.end


def _drafts(text: str, found: list[Line]) -> Iterator[Draft]:
    """Blocks of neighbouring lines."""
    current: Draft | None = None
    blanks = 0
    wraps, groups = _wrap_widths(found), _group_widths(found)
    for i, line in enumerate(found):
        if line.kind == "blank":
            blanks += 1
            continue
        if line.kind == "text" and not line.begins and len(line.text) > 600 and (parts := split_line(text, line)):
            if current:
                yield current
            current = None
            yield from (_inline(text, line, *part) for part in parts)
            blanks = 0
            continue
        if current and _joins(current, line, blanks, wraps[i], groups[i]):
            current.spans[-1] = (current.spans[-1][0], line.end)
            current.last = line
        else:
            if current:
                yield current
            kind: BlockKind = "paragraph" if line.kind == "text" else line.kind
            current = Draft(kind, [(line.body, line.end)], line, line, line.level)
        blanks = 0
    if current:
        yield current


def _inline(text: str, line: Line, kind: BlockKind, span: Span, level: int) -> Draft:
    body = text[slice(*span)]
    part = replace(
        line, start=span[0], end=span[1], body=span[0], text=body, width=width(body), marked=kind == "heading"
    )
    return Draft(kind, [span], part, part, level)


def _wrap_widths(found: list[Line]) -> list[int]:
    """For each line, the width at which the lines around it were broken: the widest within twelve lines of text."""
    texts = [(i, line.width) for i, line in enumerate(found) if line.kind in ("text", "list_item", "footnote")]
    widths = [0] * len(found)
    for n, (i, _) in enumerate(texts):
        widths[i] = max(w for _, w in texts[max(0, n - 6) : n + 7])
    return widths


def _group_widths(found: list[Line]) -> list[int]:
    """For each line, the widest of the lines it stands together with, no blank line between."""
    widths, begin = [0] * len(found), 0
    for i in range(len(found) + 1):
        if i == len(found) or found[i].kind == "blank":
            widest = max((line.width for line in found[begin:i]), default=0)
            widths[begin:i] = [widest] * (i - begin)
            begin = i + 1
    return widths


def _joins(block: Draft, line: Line, blanks: int, wrap: int, group: int) -> bool:
    """Whether the line goes on with the sentence that the block's last line broke off."""
    last = block.last
    if line.kind != "text" or block.kind in ("furniture", "table") or last.page != line.page:
        return False
    if line.follows and line.start - last.end < 3:
        return True
    if line.begins:
        return False
    if last.terminated:
        # a quotation or a second sentence of the same paragraph, broken by the page's width
        return (
            not blanks
            and block.kind in ("paragraph", "list_item")
            and last.width >= 0.9 * max(wrap, MIN_WRAP)
            and line.width < 400
        )
    full = last.width >= max(MIN_WRAP, 0.8 * wrap) and last.width < 400
    if block.kind in ("heading", "caption", "reference"):
        return not blanks and full and bool(CONTINUES.match(line.text)) and block.kind != "heading"
    if blanks > 2:
        return False
    if not blanks and block.kind in ("paragraph", "list_item") and CLOSES.match(line.text):
        return True
    opened = bool(OPEN_END.search(last.text))
    continues = goes_on(last, line)
    if blanks == 0:
        if (
            is_date(line, last)
            or opens_entry(line, last)
            or (both_in_columns(last, line) and not CONTINUES.match(line.text))
        ):
            return False
        full = full or (0.7 * group <= last.width < 400 and last.width >= 30 and line.width >= 20)
        return full or (opened and not last.closed) or (continues and last.width >= 16)
    return (full and (line.terminated or continues or (line.width >= 0.5 * wrap and not PHOTO.search(line.text)))) or (
        continues and last.width >= MIN_WRAP
    )


def _with_tables(drafts: list[Draft], grids: list[Grid], breaks: list[int] | None) -> list[Draft]:
    """The blocks with the tables among them. `breaks` are the page breaks, None where there are no pages."""
    shared: set[Span] = set()  # a note that stands for two tables is one note of the document
    for grid in grids:
        sheet = bisect_right(breaks, grid.start) if breaks else 0
        page = sheet + 1 if breaks is not None else None
        marker = Line(grid.start, grid.end, grid.start, "", "furniture", 0, 0, page, sheet)
        drafts.append(Draft("table", [(grid.start, grid.end)], marker, marker, grid=grid))
        for kind, span in (("caption", grid.caption), *(("footnote", note) for note in grid.notes)):
            if span is not None and span not in shared:
                shared.add(span)
                drafts.append(Draft(kind, [span], marker, marker))  # type: ignore[arg-type]
    return sorted(drafts, key=lambda d: d.spans[0])


def _titled(drafts: list[Draft]) -> list[Draft]:
    """Short lines that stand before text are its headings: 総論, 1．全般, (1) 政策協議."""
    for draft, after in zip_longest(drafts, drafts[1:]):
        line = draft.last
        if after is None or line is not draft.first or line.terminated or line.width > 44 or draft.grid:
            continue
        if draft.kind == "list_item" and line.level and _mark(line) != _mark(after.first):
            if after.kind in ("paragraph", "list_item", "heading") and (
                after.last.terminated or after.kind != "paragraph"
            ):
                draft.kind, draft.level = "heading", line.level
        elif (
            draft.kind == "paragraph"
            and not (PHOTO.search(line.text) or _NO_TITLE.search(line.text) or goes_on(line, after.first))
            and (
                after.kind in ("paragraph", "list_item")
                and after.first.width > line.width
                and not line.sheet < after.first.sheet
            )
            and (after.last.terminated or (after.kind == "list_item" and after.first.width > 2 * line.width))
        ):
            draft.kind, draft.level = "heading", _UNMARKED
    return drafts


def _mark(line: Line) -> str:
    """The shape of what an item begins with: 1. and 2. have one, 1. and (1) two."""
    mark = re.match(r"[（(]?[\dａ-ｚア-ンA-Za-z]{1,2}[)）.．]|[①-⑳⑴-⒇]|\S", line.text)
    return re.sub(r"[\d①-⑳⑴-⒇]+", "1", mark[0]) if mark else ""


def _sectioned(text: str, drafts: list[Draft]) -> Iterator[Block]:
    stack: list[tuple[int, str]] = []
    for draft in drafts:
        kind, level = draft.kind, draft.level
        if kind == "heading":
            while stack and stack[-1][0] >= level:
                stack.pop()
        section = tuple(title for _, title in stack)
        yield Block(
            kind,
            tuple(draft.spans),
            level if kind == "heading" else 0,
            section,
            draft.first.page,
            draft.first.sheet,
            draft.grid,
        )
        if kind == "heading":
            title = " ".join(text[draft.spans[0][0] : draft.spans[0][1]].split())
            stack.append((level, title))
