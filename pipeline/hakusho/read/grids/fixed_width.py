"""Tables laid out with spaces: columns that stand under each other, an empty cell where nothing stands.

The width of a character is two columns for a wide one and one for a narrow one, as on the page. Fields are parted by
two or more spaces, an ideographic space, or a vertical rule; the columns are the stretches of the page that the fields
of the rows with figures cover.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.rows import STUBS
from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.tokens import is_figure, is_number
from hakusho.read.lines import width
from hakusho.read.nfkc import nfkc
from hakusho.read.source import Grid, GridCell, Span

_FIELD = re.compile(r"[^\s│┃|┆┊║](?:[^\s│┃|┆┊║]| (?=[^\s│┃|┆┊║])){0,200}")
_RULE = re.compile(r"[-=_─━―—－＝＿┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+|│┃\s]{5,}")
_GAP = re.compile(r"\S(?: {2,}|[ ]?\u3000|[ \u3000]*[│┃┆┊║])")
_PROSE = re.compile(r"[。！？]|、.{0,40}、|https?:")
_MAX_WIDTH = 240
_MIN_ROWS = 2
_MAX_HEAD = 4
_NAMES = frozenset({"氏名", "名前", "議題", "日時", "日程", "会議名", "団体名", "企業名", "学校名", "大学名", "施設名"})


@dataclass(frozen=True, slots=True)
class _Field:
    left: int
    right: int
    start: int
    end: int
    text: str


def fixed_width_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The tables laid out with spaces in these lines."""
    found: list[Grid] = []
    run: list[TextLine] = []
    after_blank: set[int] = set()  # where a line of the run begins that has a blank line before it
    blanks = gaps = 0
    for line in [*lines, None]:
        if line is not None and line.blank:
            blanks += 1
            continue
        rule = line is not None and bool(_RULE.fullmatch(line.text))
        if line is not None and run and blanks <= 1 and line.page == run[-1].page and (rule or _may_belong(line)):
            run.append(line)
            if blanks:
                after_blank.add(line.begin)
        else:
            if gaps >= _MIN_ROWS + 1 and (grid := _grid(text, run, after_blank)):
                found.append(grid)
            after_blank = set()
            run, gaps = ([line] if line is not None and (rule or _may_belong(line)) else []), 0
        blanks = 0
        gaps += line is not None and not rule and bool(_GAP.search(line.text))
    return found


def _may_belong(line: TextLine) -> bool:
    return len(line.text) <= _MAX_WIDTH and not _PROSE.search(line.text)


def _grid(text: str, run: list[TextLine], after_blank: set[int]) -> Grid | None:
    lines = [line for line in run if not _RULE.fullmatch(line.text) and _fields(text, line)]
    rows = [_fields(text, line) for line in lines]
    first = next((i for i, row in enumerate(rows) if _has_figures(row)), None)
    if first is None:
        return _of_words(rows)
    last = max(i for i, row in enumerate(rows) if _has_figures(row))
    body = rows[first : last + 1]
    columns = _columns([row for row in body if _has_figures(row)])
    head: list[list[_Field]] = []
    for row, line in zip(reversed(rows[:first]), reversed(lines[:first]), strict=True):
        if len(row) < 2 or len(head) == _MAX_HEAD or is_numbered_caption(line.text):
            break
        head.insert(0, row)
        if line.begin in after_blank:
            break
    if (
        len(columns) < 2
        or not head
        or len({c for row in head for f in row for c in _under(f, columns)}) < len(columns) - 1
    ):
        return None
    if not _is_table(body, columns):
        return None
    cells: list[GridCell] = []
    for r, row in enumerate([*head, *body]):
        cells += _cells(text, r, row, columns, header=r < len(head))
    spans = [(c.start, c.end) for c in cells if c.end > c.start]
    return Grid("flattened", min(s for s, _ in spans), max(e for _, e in spans), tuple(cells), n_header_rows=len(head))


def _of_words(rows: list[list[_Field]]) -> Grid | None:
    """A table without figures: a header that begins with 氏名, 区分 or the like, and rows of as many fields."""
    first = next((i for i, row in enumerate(rows) if re.sub(r"\s", "", row[0].text) in STUBS | _NAMES), None)
    if first is None or len(rows[first]) < 3:
        return None
    n, end = len(rows[first]), first + 1
    while end < len(rows) and len(rows[end]) == n:
        end += 1
    if end - first <= _MIN_ROWS:
        return None
    cells = [
        GridCell(r, c, field.start, field.end, header=r == 0 or None)
        for r, row in enumerate(rows[first:end])
        for c, field in enumerate(row)
    ]
    return Grid("flattened", cells[0].start, cells[-1].end, tuple(cells), n_header_rows=1)


def _fields(text: str, line: TextLine) -> list[_Field]:
    """The fields of a line; a single space does not part two words, two figures it does."""
    raw = text[line.begin : line.stop]
    found = []
    for match in _FIELD.finditer(raw):
        parts = match[0].split(" ")
        single = len(parts) == 1 or not all(is_figure(nfkc(part)) for part in parts)
        at = match.start()
        for part in [match[0]] if single else parts:
            left = width(raw[:at])
            start = line.begin + at
            found.append(_Field(left, left + width(part), start, start + len(part), nfkc(part)))
            at += len(part) + 1
    return found


def _has_figures(row: list[_Field]) -> bool:
    return len(row) > 1 and any(is_number(field.text) for field in row[1:])


def _columns(rows: list[list[_Field]]) -> list[tuple[int, int]]:
    """Stretches of the page that fields cover, left to right."""
    out: list[tuple[int, int]] = []
    for left, right in sorted((field.left, field.right) for row in rows for field in row):
        if out and left < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def _under(field: _Field, columns: list[tuple[int, int]]) -> list[int]:
    """The columns that a field stands over; the nearest where it stands between."""
    over = [i for i, (left, right) in enumerate(columns) if field.left < right and left < field.right]
    if over:
        return over
    middle = field.left + field.right
    return [min(range(len(columns)), key=lambda i: (abs(middle - sum(columns[i])), i))]


def _is_table(body: list[list[_Field]], columns: list[tuple[int, int]]) -> bool:
    """Whether the rows fill the columns one field each, and one column but the first has figures."""
    figures = [0] * len(columns)
    filled = [0] * len(columns)
    clashes = 0
    for row in body:
        seen: set[int] = set()
        for field in row:
            under = _under(field, columns)
            if len(under) > 1 and len(row) > 1:
                clashes += 1
            if under[0] in seen and under[0]:
                clashes += 1
            seen.add(under[0])
            filled[under[0]] += 1
            figures[under[0]] += is_figure(field.text)
    numeric = [c for c in range(1, len(columns)) if 2 * figures[c] > filled[c]]
    rows = sum(1 for row in body if len(row) > 1)
    return bool(numeric) and rows >= _MIN_ROWS and clashes <= len(body) // 10


def _cells(text: str, r: int, row: list[_Field], columns: list[tuple[int, int]], *, header: bool) -> list[GridCell]:
    places: dict[int, tuple[Span, int]] = {}
    for field in row:
        under = _under(field, columns)
        c, n = under[0], len(under) if header else 1
        if c in places:
            (start, _), size = places[c]
            places[c] = (start, field.end), max(size, n)  # 区　　分: one header with spaces between its letters
        else:
            places[c] = (field.start, field.end), n
    out = []
    c, at = 0, row[0].start
    while c < len(columns):
        span, size = places.get(c, ((at, at), 1))
        out.append(GridCell(r, c, *span, colspan=size, header=header or None))
        at = span[1]
        c += size
    return out
