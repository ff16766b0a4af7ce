"""Tables laid out with spaces: columns that stand under each other, an empty cell where nothing stands.

The columns are the stretches of the page that the fields of the rows with figures cover.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.fields import Field, fields, label_joined, letters_joined, strokes
from hakusho.read.grids.fixed_headers import Column, by_position, header_cells, under
from hakusho.read.grids.rows import is_stub
from hakusho.read.grids.second_lines import is_second, with_second
from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.tokens import is_figure, is_none, is_number
from hakusho.read.grids.unit_lines import is_aside, is_unit_line
from hakusho.read.source import Grid, GridCell, Span

_RULE = re.compile(r"[-=_─━―—－＝＿┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+|｜│┃\s]{5,}")
_GAP = re.compile(r"\S(?: {2,}|[ ]?\u3000|[ \u3000]*[│┃｜┆┊║])")
_PROSE = re.compile(r"[。！？]|、.{0,40}、|https?:")
_BRACKETED = re.compile(r"[(\[][^()]{2,40}[)\]]")
_MAX_WIDTH = 240
_MIN_ROWS = 2
_MAX_HEAD = 5
_NAMES = frozenset({"氏名", "名前", "議題", "日時", "日程", "会議名", "団体名", "企業名", "学校名", "大学名", "施設名"})
_Row = list[Field]


def fixed_width_grids(text: str, lines: list[TextLine]) -> list[Grid]:
    """The tables laid out with spaces in these lines; those beside each other on the same lines one after another."""
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
            if gaps >= _MIN_ROWS + 1:
                for part in _tables(text, run, after_blank):
                    found += _grids(text, part, after_blank)
            after_blank = set()
            run, gaps = ([line] if line is not None and (rule or _may_belong(line)) else []), 0
        blanks = 0
        gaps += line is not None and not rule and bool(_GAP.search(line.text))
    return found


def _may_belong(line: TextLine) -> bool:
    return len(line.text) <= _MAX_WIDTH and not _PROSE.search(line.text)


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
        if row and _has_figures(row):
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
    first = next((i for i, row in enumerate(rows) if _has_figures(row)), None)
    if first is None:
        words = _of_words(rows)
        return [words] if words else []
    last = max(i for i, row in enumerate(rows) if _has_figures(row))
    while last + 1 < len(rows) and len(rows[last + 1]) > 2 and all(is_none(f.text) for f in rows[last + 1][1:]):
        last += 1
    columns = _columns([label_joined(row) for row in rows[first : last + 1] if _has_figures(label_joined(row))])
    while first > 1 and len(columns) > 1 and _is_label(rows[first - 1], columns) and len(rows[first - 2]) > 1:
        first -= 1  # a section's name between the header and its first row
    body = [label_joined(row) for row in rows[first : last + 1]]
    head: list[_Row] = []
    rules: list[list[Column]] = []
    units: _Row = []
    for i in range(first - 1, -1, -1):
        row, line = rows[i], lines[i]
        asides = all(is_aside(field.text) for field in row)
        if is_aside(line.text) and not asides:
            units = [Field(row[0].left, row[-1].right, line.start, line.end, line.text)]
        elif (head and len(row) == 1 and _BRACKETED.fullmatch(row[0].text)) and (not i or len(rows[i - 1]) < 2):
            continue  # （事業所規模5人以上）
        elif asides and (head or len(row) == 1):
            units = [field for field in row if is_unit_line(field.text)] or units
        elif (
            (len(row) < 2 and not _goes_on(row, columns) and not (head and _is_beside(text, line, row, columns)))
            or len(head) == _MAX_HEAD
            or is_numbered_caption(line.text)
        ):
            break
        else:
            head.insert(0, row)
            rules.insert(0, drawn[i])
        if line.begin in after_blank:
            break
    if len(columns) < 2 or not head:
        return []
    head = [*map(letters_joined, head[:-1]), _last_row(head[-1], columns)]
    if len({c for row in head for f in row for c in under(f, columns)}) < len(columns) - 1:
        return []
    if not _is_table(body, columns):
        return []
    cuts = [0, *_stubs_again(head, body, columns, len(units)), len(columns)]
    out = []
    for k, (a, b) in enumerate(itertools.pairwise(cuts)):
        part = _part(head, rules, body, columns, a, b, several=len(cuts) > 2)
        if part is not None:
            notes = ((units[k].start, units[k].end),) if len(units) == len(cuts) - 1 else ()
            out.append(replace(part, notes=notes))
    return out


def _of_words(rows: list[_Row]) -> Grid | None:
    """A table without figures: a header that begins with 氏名, 区分 or the like, and rows of as many fields."""
    first = next(
        (i for i, row in enumerate(rows) if (is_stub(_tight(row[0].text)) or _tight(row[0].text) in _NAMES)), None
    )
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


def _has_figures(row: _Row) -> bool:
    return len(row) > 1 and any(is_number(field.text) for field in row[1:])


def _columns(rows: list[_Row]) -> list[Column]:
    """Stretches of the page that the fields of the fullest rows cover, left to right; fields of other rows widen them or
    stand between, but one over several is no column."""
    most = max((len(row) for row in rows), default=0)
    out = _covered([field for row in rows if len(row) == most for field in row])
    for field in (field for row in rows if len(row) < most for field in row):
        over = [i for i, (left, right) in enumerate(out) if field.left < right and left < field.right]
        if len(over) < 2:
            i = over[0] if over else sum(right <= field.left for _, right in out)
            low = out[i - 1][1] if i else 0
            high = out[i + len(over)][0] if i + len(over) < len(out) else field.right
            left, right = max(low, field.left), min(high, field.right)
            out[i : i + len(over)] = [(min(left, out[i][0]), max(right, out[i][1]))] if over else [(left, right)]
    return out


def _covered(row: _Row) -> list[Column]:
    out: list[Column] = []
    for left, right in sorted((field.left, field.right) for field in row):
        if out and left < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def _is_table(body: list[_Row], columns: list[Column]) -> bool:
    """Whether the rows fill the columns one field each, and one column but the first has figures."""
    figures = [0] * len(columns)
    filled = [0] * len(columns)
    clashes = 0
    for row in body:
        seen: set[int] = set()
        for field in row:
            over = under(field, columns)
            clashes += len(over) > 1 and len(row) > 1 and over[0] > 0
            clashes += over[0] in seen and over[0] > 0
            seen.add(over[0])
            filled[over[0]] += 1
            figures[over[0]] += is_figure(field.text)
    numeric = [c for c in range(1, len(columns)) if 2 * figures[c] > filled[c]]
    rows = sum(1 for row in body if len(row) > 1)
    return bool(numeric) and rows >= _MIN_ROWS and clashes <= len(body) // 10


def _last_row(row: _Row, columns: list[Column]) -> _Row:
    """The lowest header row with letters joined, where each column keeps a header: 男　女 are two."""
    whole = letters_joined(row)
    least = len(columns) - (under(row[0], columns)[0] > 0)
    return whole if len(whole) >= least else row


def _goes_on(row: _Row, columns: list[Column]) -> bool:
    """Whether the one field of a row is the rest of a header above it."""
    return len(columns) > 1 and row[0].left >= columns[1][0] and not is_unit_line(row[0].text)


def _is_beside(text: str, line: TextLine, row: _Row, columns: list[Column]) -> bool:
    """Whether a row of the header has only what stands over the labels, beside a rule or by its word."""
    return row[0].right <= columns[1][0] and (is_stub(_tight(row[0].text)) or bool(strokes(text, line)))


def _is_label(row: _Row, columns: list[Column]) -> bool:
    """Whether a row has a label alone, which is no header."""
    text = "".join(field.text for field in row)
    return row[-1].right <= columns[1][0] and not is_stub(_tight(text)) and not is_unit_line(text)


def _labels(body: list[_Row], columns: list[Column]) -> int:
    """How many columns on the left hold labels."""
    n = 0
    while n < len(columns) - 1:
        column = [field for row in body for field in row if len(row) > 1 and under(field, columns)[0] == n]
        if n and 2 * sum(is_figure(field.text) for field in column) > len(column):
            break
        n += 1
    return n


def _stubs_again(head: list[_Row], body: list[_Row], columns: list[Column], units: int) -> list[int]:
    """The columns in which another table begins on the same lines: words with figures to their left, under 区分 or the
    like, or as many as there are further units above."""
    out, words_only = [], []
    names = {c: field.text for row in head for c, _, field in by_position(row, columns)}
    for c in range(2, len(columns) - 1):
        column = [field for row in body for field in row if under(field, columns)[0] == c]
        words = sum(not is_figure(field.text) for field in column)
        if words == len(column) > 1:
            words_only.append(c)
            if is_stub(_tight(names.get(c, ""))):
                out.append(c)
    return words_only if units > 1 and len(words_only) == units - 1 else out


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
    if len(rows) < _MIN_ROWS or not heads:
        return None
    cells = header_cells(heads, own, _labels(rows, own), rules)
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


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)
