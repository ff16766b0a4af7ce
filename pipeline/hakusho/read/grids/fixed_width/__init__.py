"""Tables laid out with spaces: columns that stand under each other, an empty cell where nothing stands.

The columns are the stretches of the page that the fields of the rows with figures cover.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.fixed_width.fields import Field, fields, label_joined, letters_joined, strokes
from hakusho.read.grids.fixed_width.head import goes_on, head_above, is_label, last_row
from hakusho.read.grids.fixed_width.headers import Column, header_cells, under
from hakusho.read.grids.fixed_width.page_columns import (
    MIN_ROWS,
    columns_of,
    has_figures,
    is_table,
    label_columns,
    stubs_again,
    tight,
    with_empty,
)
from hakusho.read.grids.fixed_width.second_lines import is_second, with_second
from hakusho.read.grids.rows import PAGE_NUMBER, is_stub
from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.tokens import is_none, is_number
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.source import Grid, GridCell, Span

_RULE = re.compile(r"[-=_─━―—－＝＿┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+|｜│┃\s]{5,}")
_GAP = re.compile(r"\S(?: {2,}|[ ]?\u3000|[ \u3000]*[│┃｜┆┊║])")
_PROSE = re.compile(r"[。！？]|、.{0,40}、|https?:")
_WIDE_GAP = re.compile(r"\S {2,}(?=\S)")
_CAPTION = re.compile(r"[（(【]?(?:図表|表|別表|別紙|参考)(?:[\s　\d０-９]|$)")
_MAX_WIDTH = 240
_NAMES = frozenset({"氏名", "名前", "議題", "日時", "日程", "会議名", "団体名", "企業名", "学校名", "大学名", "施設名"})
_Row = list[Field]


def fixed_width_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The tables laid out with spaces in these lines; those beside each other on the same lines one after another."""
    found: list[Grid] = []
    run: list[TextLine] = []
    after_blank: set[int] = set()  # where a line of the run begins that has a blank line before it
    blanks = gaps = 0
    goes_on = False  # whether the line before is the number of a page, within a table
    for line in [*lines, None]:
        if line is not None and line.blank:
            blanks += 1
            continue
        if line is not None and run and gaps > MIN_ROWS and PAGE_NUMBER.fullmatch(line.text):
            blanks, goes_on = 0, True  # the table goes on over the page
            continue
        rule = line is not None and bool(_RULE.fullmatch(line.text))
        if (
            line is not None
            and run
            and (goes_on or (blanks <= 1 and line.page == run[-1].page))
            and (rule or _may_belong(line))
        ):
            run.append(line)
            if blanks and not goes_on:
                after_blank.add(line.begin)
        else:
            if gaps >= MIN_ROWS + 1:
                for part in _tables(text, run, after_blank):
                    found += _grids(text, part, after_blank)
            after_blank = set()
            run, gaps = ([line] if line is not None and (rule or _may_belong(line)) else []), 0
        blanks, goes_on = 0, False
        gaps += line is not None and not rule and bool(_GAP.search(line.text))
    return found


def _may_belong(line: TextLine) -> bool:
    """A line that has wide gaps is laid out, however many commas stand in a field of it."""
    if len(line.text) > _MAX_WIDTH:
        return False
    return not _PROSE.search(line.text) or ("。" not in line.text and len(_WIDE_GAP.findall(line.text)) > 1)


def _tables(text: str, run: list[TextLine], after_blank: set[int]) -> list[list[TextLine]]:
    """The run cut where a new table begins: a blank line or a caption after rows with figures, and a header before the
    next ones."""
    parts: list[list[TextLine]] = [[]]
    figures = False
    cut: int | None = None  # where the next table begins, if a header follows
    for line in run:
        row = [] if _RULE.fullmatch(line.text) else fields(text, line)
        if figures and row and cut is None and (line.begin in after_blank or is_numbered_caption(line.text)):
            cut = len(parts[-1])
        if row and has_figures(row):
            figures, cut = True, None
        elif cut is not None and len(row) > 1 and not any(is_unit_line(f.text) for f in row):
            parts[-1], rest = parts[-1][:cut], parts[-1][cut:]
            parts.append(rest)
            figures, cut = False, None
        parts[-1].append(line)
    return parts


def _grids(text: str, run: list[TextLine], after_blank: set[int]) -> list[Grid]:
    lines: list[TextLine] = []
    drawn: list[list[Column]] = []  # the rules under each line, down to the next
    for line in run:
        if drawn:
            drawn[-1] += strokes(text, line)
        if not _RULE.fullmatch(line.text) and fields(text, line):
            lines.append(line)
            drawn.append([])
    rows = [fields(text, line) for line in lines]
    if not _is_laid_out(text, rows):
        return []
    first = next((i for i, row in enumerate(rows) if has_figures(row)), None)
    if first is None:
        words = _of_words(rows, captioned=any(_is_caption(line.text) for line in lines[:2]))
        return [words] if words else []
    last = max(i for i, row in enumerate(rows) if has_figures(row))
    while last + 1 < len(rows) and len(rows[last + 1]) > 2 and all(is_none(f.text) for f in rows[last + 1][1:]):
        last += 1
    columns = columns_of([label_joined(row) for row in rows[first : last + 1] if has_figures(label_joined(row))])
    while first > 1 and len(columns) > 1 and is_label(rows[first - 1], columns) and _is_head(rows[first - 2], columns):
        first -= 1  # a section's name between the header and its first row
    if first and (whole := with_empty(columns, rows[first - 1], rows[first : last + 1])):
        columns = whole
    body = [label_joined(row) for row in rows[first : last + 1]]
    head, rules, units = head_above(text, rows[:first], lines, drawn, after_blank, columns)
    if len(columns) < 2 or not head:
        return []
    known = [[field.text for field in row] for row in head]  # before its letters are joined
    body = [row for row in body if [field.text for field in row] not in known]  # on the next page again
    head = [*map(letters_joined, head[:-1]), last_row(head[-1], columns)]
    headed = {c for row in head for f in row for c in under(f, columns)}
    if len(headed) < len(columns) - max(1, label_columns(body, columns)):
        return []
    if not is_table(body, columns):
        return []
    cuts = [0, *stubs_again(head, body, columns, len(units)), len(columns)]
    out = []
    for k, (a, b) in enumerate(itertools.pairwise(cuts)):
        part = _part(head, rules, body, columns, a, b, several=len(cuts) > 2)
        if part is not None:
            notes = ((units[k].start, units[k].end),) if len(units) == len(cuts) - 1 else ()
            out.append(replace(part, notes=notes))
    return out


def _is_laid_out(text: str, rows: list[_Row]) -> bool:
    """Whether figures stand under each other on a page on which wide characters take two columns; a converter that lets
    each character take one tells nothing of what stands over them."""
    edges: set[int] = set()
    characters: set[int] = set()
    for row in rows:
        if has_figures(row):
            begin = text.rfind("\n", 0, row[0].start) + 1
            figures = [field for field in row if is_number(field.text)]
            edges |= {field.right for field in figures}
            characters |= {field.end - begin for field in figures}
    return not edges or 4 * len(characters) > 3 * len(edges)


def _is_head(row: _Row, columns: list[Column]) -> bool:
    """Whether a row above the name of a section belongs to the header."""
    return len(row) > 1 or goes_on(row, columns)


def _is_caption(text: str) -> bool:
    return is_numbered_caption(text) or bool(_CAPTION.match(text))


def _of_words(rows: list[_Row], *, captioned: bool) -> Grid | None:
    """A table without figures: a header that begins with 氏名, 区分 or the like, and rows of as many fields. Below a
    caption any words are a header that all rows stand exactly under."""
    first = next(
        (i for i, row in enumerate(rows) if (is_stub(tight(row[0].text)) or tight(row[0].text) in _NAMES)), None
    )
    if first is None and captioned:
        first = next((i for i, row in enumerate(rows[:3]) if len(row) > 2 and _all_under(row, rows[i + 1 :])), None)
    if first is None or len(rows[first]) < 3:
        return None
    n, end = len(rows[first]), first + 1
    while end < len(rows) and len(rows[end]) == n:
        end += 1
    if end - first <= MIN_ROWS:
        return None
    cells = [
        GridCell(r, c, field.start, field.end, header=r == 0 or None)
        for r, row in enumerate(rows[first:end])
        for c, field in enumerate(row)
    ]
    return Grid("flattened", cells[0].start, cells[-1].end, tuple(cells), n_header_rows=1)


def _all_under(head: _Row, rows: list[_Row]) -> bool:
    """Whether each field of the next rows begins at the column of the page of a header."""
    left = [field.left for field in head]
    return len(rows) > MIN_ROWS and all([field.left for field in row] == left for row in rows[: MIN_ROWS + 1])


def _part(
    head: list[_Row],
    rules: list[list[Column]],
    body: list[_Row],
    columns: list[Column],
    a: int,
    b: int,
    *,
    several: bool,
) -> Grid | None:
    """The table in the columns from a to b."""
    inside = [[f for f in row if a <= under(f, columns)[0] < b] for row in body]
    rows = [row for row in inside if row]
    heads = [[f for f in row if a <= under(f, columns)[0] < b] for row in head]
    rules = [below for row, below in zip(heads, rules, strict=True) if row]
    heads = [row for row in heads if row]
    caption: Span | None = None
    if several and len(heads) > 1 and len(heads[0]) == 1:
        caption = heads[0][0].start, heads[0][0].end
        heads, rules = heads[1:], rules[1:]
    own = columns[a:b]
    if len(rows) < MIN_ROWS or not heads:
        return None
    cells = header_cells(heads, own, label_columns(rows, own), rules)
    r = len(heads)
    for row in rows:
        if r > len(heads) and is_second(row, own):
            cells = with_second(cells, r - 1, row, own)
        else:
            cells += _cells(r, row, own)
            r += 1
    spans = [(c.start, c.end) for c in cells if c.end > c.start]
    return Grid(
        "flattened",
        min(s for s, _ in spans),
        max(e for _, e in spans),
        tuple(sorted(cells, key=lambda c: (c.row, c.col))),
        n_header_rows=len(heads),
        caption=caption,
    )


def _cells(r: int, row: _Row, columns: list[Column]) -> list[GridCell]:
    places: dict[int, Span] = {}
    for field in row:
        c = under(field, columns)[0]
        places[c] = (places[c][0], field.end) if c in places else (field.start, field.end)
    out = []
    at = row[0].start
    for c in range(len(columns)):
        span = places.get(c, (at, at))
        out.append(GridCell(r, c, *span))
        at = span[1]
    return out
