"""Tables that a PDF converter left as lines: a header line, and lines of a label and its numbers.

    区分 計画数 採用人数          the header: as many words as there are numbers, and one for the labels' column
    一般職                        a line without numbers: the group of the rows that follow, up to their 小計
    本省 4,000 3,448
    小計 4,000 3,448
    合計 9,000 8,200

A number may also stand on a line of its own, and two tables side by side share their lines. Prose, lists and tables of
contents have lines that end with numbers too: without a header or two columns of numbers nothing here is a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from hakusho.read.grids.groups import grouped
from hakusho.read.grids.textlines import TextLine, Word, words
from hakusho.read.grids.tokens import is_dated, is_figure, is_list_mark, is_none, is_number, is_year
from hakusho.read.source import Grid

MAX_WIDTH = 160  # characters; a longer line is prose
_LEADERS = re.compile(r"[.．…‥・]{4,}|…{2,}")
_NOT_LABEL = re.compile(
    r"[。、;；!?！？]|(?:は|が|を|に|で|と|も|から|まで|より|へ)$|^(?:第\d|図表|図|表|資料|注|※|出典|\(注)|https?:"
)
_STUBS = frozenset(
    [
        "区分",
        "項目",
        "事項",
        "年度",
        "年",
        "国名",
        "国",
        "国・地域",
        "地域",
        "種別",
        "種類",
        "分野",
        "名称",
        "府省",
        "省庁",
        "府省名",
        "機関",
        "機関名",
        "都道府県",
        "内容",
        "分類",
    ]
)


@dataclass(slots=True)
class Row:
    """A line of a table to be: words of the label, then figures; a line without figures is a label alone."""

    label: list[Word]
    figures: list[Word]
    first: int
    last: int
    page: int
    alone: bool = False  # the figures stand on lines without a label


@dataclass(slots=True)
class Draft:
    """A table in the making: header lines, rows, and the label lines that stand before each row."""

    header: list[Row]
    rows: list[Row] = field(default_factory=list)
    labels: list[list[Row]] = field(default_factory=list)


def flattened_grids(lines: list[TextLine]) -> list[Grid]:
    """The flattened tables in these lines."""
    found: list[Grid] = []
    for stretch in _stretches(lines):
        rows = _one_number_a_line(stretch)
        at = 0
        while at < len(rows):
            if not rows[at].figures:
                at += 1
                continue
            end, drafts = _table(rows, at)
            for draft in drafts:
                found.append(grouped(draft.header, draft.rows, draft.labels))
            at = end
    return found


def _stretches(lines: list[TextLine]) -> list[list[Row]]:
    """Runs of lines that could belong to a table, up to two blank lines between."""
    found: list[list[Row]] = [[]]
    blanks = 0
    for i, line in enumerate(lines):
        if line.blank:
            blanks += 1
            if blanks > 2 and found[-1]:
                found.append([])
            continue
        row = _row(line, i) if len(line.text) <= MAX_WIDTH else None
        if row is None:
            if found[-1]:
                found.append([])
        else:
            found[-1].append(row)
        blanks = 0
    return [stretch for stretch in found if sum(len(row.figures) for row in stretch) > 2]


def _row(line: TextLine, i: int) -> Row | None:
    if _LEADERS.search(line.text):
        return None
    tokens = words(line)
    cut = len(tokens)
    while cut and is_figure(tokens[cut - 1].text):
        cut -= 1
    figures = tokens[cut:]
    label = tokens[:cut]
    if label and all(is_none(word.text) for word in figures):
        figures, label = [], tokens
    if figures and not label and len(figures) > 1 and is_year(figures[0].text):
        label, figures = figures[:1], figures[1:]
    text = "".join(word.text for word in label)
    if (len(text) > 40 and figures) or len(text) > 80:
        return None
    if label and (_NOT_LABEL.search(text) or is_list_mark(label[0].text)):
        return None
    return Row(label, figures, i, i, line.page, alone=not label)


def _one_number_a_line(rows: list[Row]) -> list[Row]:
    """Figures on lines of their own joined to the label before them."""
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if row.alone and last is not None and last.label and (not last.figures or last.alone):
            out[-1] = replace(last, figures=[*last.figures, *row.figures], last=row.last, alone=True)
        else:
            out.append(row)
    return out


def _table(rows: list[Row], at: int) -> tuple[int, list[Draft]]:
    """The table whose first row is rows[at]: where it ends, and its drafts; none where it is no table."""
    m = len(rows[at].figures)
    draft = Draft([])
    pending: list[Row] = []
    i = at
    while i < len(rows) and rows[i].page == rows[at].page:
        row = rows[i]
        if row.figures:
            if len(row.figures) != m or not row.label:
                break
            draft.rows.append(row)
            draft.labels.append(pending)
            pending = []
        elif len(pending) == 3 or len(row.label) > 2 or _is_header(row, m):
            break
        else:
            pending.append(row)
        i += 1
    end = i - len(pending)
    header, groups = _header(rows, at, m)
    draft.header = header
    draft.labels[0:1] = [groups]
    return max(end, at + 1), [draft] if _is_table(draft, m) else []


def _is_header(row: Row, m: int) -> bool:
    return m >= 2 and len(row.label) in (m, m + 1) and not row.figures


def _header(rows: list[Row], at: int, m: int) -> tuple[list[Row], list[Row]]:
    """The header lines above the first row, and the labels between."""
    above: list[Row] = []
    j = at - 1
    while j >= 0 and len(above) < 2 * m + 4 and rows[j].page == rows[at].page:
        row = rows[j]
        if row.figures and not all(is_dated(w.text) or is_year(w.text) for w in row.figures):
            break
        above.insert(
            0, row if row.label and not row.figures else replace(row, label=[*row.label, *row.figures], figures=[])
        )
        j -= 1
    for n in range(len(above) - 1, max(-1, len(above) - 6), -1):
        if len(above[n].label) in (m, m + 1, m + 2) and len(above[n].label) >= 2:
            header, groups = [above[n]], above[n + 1 :]
            if n and _spans(above[n - 1].label, above[n].label, m):
                header.insert(0, above[n - 1])
            return header, groups
    single = [row for row in above if len(row.label) == 1]
    tail = above[len(above) - len(single) :]
    if single and all(len(row.label) == 1 for row in tail):
        for n, row in enumerate(tail):
            if row.label[0].text in _STUBS and len(tail) - n > m:
                words_ = [r.label[0] for r in tail[n : n + m + 1]]
                return [replace(row, label=words_, last=tail[n + m].last)], tail[n + m + 1 :]
    return [], []


def _spans(upper: list[Word], lower: list[Word], m: int) -> bool:
    """Whether the upper words head groups of the lower: years over the same words again and again."""
    heads = [w for w in upper if w.text not in _STUBS]
    below = [w.text for w in lower[-m:]]
    if not 2 <= len(heads) < m or m % len(heads):
        return False
    size = m // len(heads)
    same = all(below[i] == below[i % size] for i in range(m))
    return same or all(is_dated(w.text) for w in heads)


def _is_table(draft: Draft, m: int) -> bool:
    n = len(draft.rows)
    numbers = [w.text for row in draft.rows for w in row.figures]
    if sum(map(is_number, numbers)) * 2 < len(numbers) or len({_text(row) for row in draft.rows}) == 1 < n:
        return False
    if m >= 2:
        return n >= 2 and (bool(draft.header) or n >= 3)
    return n >= 3 and bool(draft.header) and any(not w.isdigit() for w in numbers)


def _text(row: Row) -> str:
    return "".join(word.text for word in row.label)
