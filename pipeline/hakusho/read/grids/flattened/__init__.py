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

import itertools
import re
from collections import Counter
from dataclasses import replace

from hakusho.read.grids.captions import is_numbered_caption
from hakusho.read.grids.flattened.apart import labels_apart
from hakusho.read.grids.flattened.apart_lines import header_in_lines
from hakusho.read.grids.flattened.beside import even, of_words, runs_of_equal, side_by_side
from hakusho.read.grids.flattened.blocks import block_by_block
from hakusho.read.grids.flattened.brackets import with_brackets
from hakusho.read.grids.flattened.columns import column_by_column
from hakusho.read.grids.flattened.drafts import Draft
from hakusho.read.grids.flattened.groups import grouped
from hakusho.read.grids.flattened.header import Header, joined, plain
from hakusho.read.grids.flattened.headings import MAX_PENDING, header_above
from hakusho.read.grids.flattened.pieces import dated_cells, pieces_joined
from hakusho.read.grids.flattened.placement import place
from hakusho.read.grids.flattened.spaced_cells import spaced_cells_joined
from hakusho.read.grids.flattened.thousands import thousands_joined
from hakusho.read.grids.flattened.unbroken import unbroken, years_parted, years_whole
from hakusho.read.grids.joined import goes_on, running
from hakusho.read.grids.rows import Row, is_stub, stretches, text_of
from hakusho.read.grids.sums import amount
from hakusho.read.grids.textlines import TextLine
from hakusho.read.grids.tokens import is_dated, is_number, is_year
from hakusho.read.grids.unit_lines import unit_at_end
from hakusho.read.source import Grid

_MARKS = "○〇◎●■□◆◇▪▶【＜<《"  # before captions
_TOTAL = re.compile(r"合計|総計|総合計|総数|計")


def flattened_grids(lines: list[TextLine]) -> list[Grid]:
    """The flattened tables in these lines."""
    drafts: list[Draft] = []
    for stretch in stretches(lines):
        rows, by_column = _columns(_blocks(years_whole(with_brackets(thousands_joined(spaced_cells_joined(stretch)))), drafts))
        drafts += by_column
        rows = _one_number_a_line(pieces_joined(years_parted(dated_cells(unbroken(rows)))))
        equal = runs_of_equal(rows)
        at = 0
        while at < len(rows):
            end, found = side_by_side(rows, at) or even(rows, at, equal) or of_words(rows, at, equal) or (at, [])
            if not found and rows[at].figures:
                end, found = _table(rows, at)
            drafts += found
            at = max(end, at + 1)
    return [grouped(draft) for draft in _whole(drafts, lines)]


def _whole(drafts: list[Draft], lines: list[TextLine]) -> list[Draft]:
    """The drafts, with the parts of a table that a page breaks put together: the same header again, and nothing between
    but what a page break leaves."""
    heads: set[str] | None = None
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last is not None and _again(last, draft):
            heads = running(lines) if heads is None else heads
            between = lines[last.rows[-1].last + 1 : draft.header.first] if draft.header else []
            filled = [line for line in between if not line.blank]
            new_page = last.rows[-1].page != draft.rows[0].page
            if (new_page or filled) and goes_on(filled, new_page, heads):
                last.rows += draft.rows
                last.labels += draft.labels
                last.notes += draft.notes
                continue
        out.append(draft)
    return out


def _again(first: Draft, second: Draft) -> bool:
    """Whether a table begins with the header of the one before, which has not come to its total."""
    if first.header is None or second.header is None or second.header.first <= first.rows[-1].last:
        return False
    same = [word.text for word in first.header.words] == [word.text for word in second.header.words]
    return same and not _TOTAL.fullmatch(text_of(first.rows[-1]))


def _blocks(rows: list[Row], drafts: list[Draft]) -> list[Row]:
    """The rows that are left of those in blocks of columns, whose drafts are added to `drafts`."""
    at = 1
    while at < len(rows):
        found = block_by_block(rows, at) if rows[at].alone and not rows[at - 1].figures else None
        if found is not None:
            begin, end, tables = found
            drafts += tables
            rows, at = [*rows[:begin], *rows[end:]], begin
        at += 1
    return rows


def _columns(rows: list[Row]) -> tuple[list[Row], list[Draft]]:
    """The tables given column by column, and the rows that are left."""
    out: list[Row] = []
    drafts: list[Draft] = []
    at = 0
    while at < len(rows):
        end, found = column_by_column(rows, at) or labels_apart(rows, at) or header_in_lines(rows, at) or (at + 1, [])
        drafts += found
        if not found:
            out.append(rows[at])
        at = end
    return out, drafts


def _one_number_a_line(rows: list[Row]) -> list[Row]:
    """Figures on lines of their own joined to the label before them."""
    out: list[Row] = []
    counts = Counter(len(row.figures) for row in rows if row.figures and not _is_small(row))
    usual = counts.most_common(1)[0][0] if counts else 0
    for i, row in enumerate(rows):
        last = out[-1] if out else None
        ends = i + 1 == len(rows) or not rows[i + 1].figures  # 37 38 38, the last figures of a row given line by line
        small = _is_small(row) and last is not None and not last.unit
        goes_on = last is not None and bool(last.alone and last.label and ends)
        if small and last is not None and (goes_on or (len(row.figures) + 1 == usual and not last.figures)):
            row = replace(row, label=[], figures=list(row.tokens), alone=True)
        heads = last is not None and not last.figures and 2 <= len(row.figures) <= len(last.label)
        if row.alone and last is not None and last.label and (not last.figures or last.alone) and not heads:
            out[-1] = replace(last, figures=[*last.figures, *row.figures], last=row.last, alone=True)
        elif row.alone and len(row.figures) > 1:
            out.append(replace(row, label=row.tokens[:1], figures=row.figures[1:], alone=False))
        else:
            out.append(row)
    return out


def _is_small(row: Row) -> bool:
    """Whether a row of figures alone was read as if its first one, a small number, were a label (a month, a rank)."""
    return (
        len(row.label) == 1 and bool(row.figures) and row.label[0].text.isdecimal() and not is_year(row.label[0].text)
    )


def _table(rows: list[Row], at: int) -> tuple[int, list[Draft]]:
    """The table whose first row is rows[at]: where it ends, and its draft; none where it is no table."""
    m, sure = _figures_a_row(rows, at)
    draft = Draft()
    pending: list[Row] = []
    i = at
    while i < len(rows) and rows[i].page == rows[at].page:
        row = rows[i]
        if row.unit:
            draft.notes.append(row.span)
        elif row.figures:
            short = len(row.figures) < m and sure
            if not row.label or not (len(row.figures) == m or (short and 2 * len(row.figures) >= m)):
                break
            draft.rows.append(row)
            draft.labels.append(pending)
            pending = []
        elif len(pending) == MAX_PENDING or len(row.label) > 2 or (m >= 2 and len(row.label) in (m, m + 1)):
            break
        else:
            pending.append(row)
        i += 1
    end = i - len(pending)
    draft.rows = place(draft.rows, m) if draft.rows else []
    remarks = any(row.tail for row in draft.rows) and _numeric(draft)
    draft.labels[0:1] = [_header(rows, at, m + remarks, draft)]
    if draft.header is None and remarks:
        draft.labels[0:1] = [_header(rows, at, m, draft)]
        remarks = False
    if draft.header is None and end < len(rows):
        end = _header_below(rows, at, end, m, draft)
    if not _is_table(draft, m):
        return end, []
    columns = max(head.col + head.span for head in draft.header.heads) if draft.header else m
    draft.rows = [_remarked(row, columns - m) for row in draft.rows]
    return end, [draft]


def _numeric(draft: Draft) -> bool:
    numbers = [w.text for row in draft.rows for w in row.figures if w is not None]
    return 2 * sum(map(is_number, numbers)) >= len(numbers)


def _remarked(row: Row, columns: int) -> Row:
    """The row with a last column of words, empty where it has no remark."""
    if columns < 1:
        return row
    return replace(row, figures=[*row.figures, joined(row.tail) if row.tail else None, *[None] * (columns - 1)])


def _figures_a_row(rows: list[Row], at: int) -> tuple[int, bool]:
    """How many figures the rows from here have, the most frequent number or the larger of two, and whether two have it."""
    counts: Counter[int] = Counter()
    words = 0
    for row in rows[at : at + 40]:
        words = 0 if row.figures else words + 1
        if words > MAX_PENDING or (not row.figures and len(row.label) > 2):
            break
        if row.figures:
            counts[len(row.figures)] += 1
    best = max(counts, key=lambda m: (counts[m], m))
    own = len(rows[at].figures)
    m = best if own < best and counts[best] > 1 else own
    return m, counts[m] > 1


def _header_below(rows: list[Row], at: int, end: int, m: int, draft: Draft) -> int:
    """A header that the converter put after the rows: 事項 予算額. Returns where the table ends with it."""
    words = rows[end].label
    follows = rows[end + 1].figures if end + 1 < len(rows) else []
    if not rows[end].unit and not follows and len(words) == m + 1 and is_stub(words[0].text):
        draft.header = plain(words, m)
        draft.labels[0] = _labels_above(rows, at)
        return end + 1
    return end


def _labels_above(rows: list[Row], at: int) -> list[Row]:
    """The label of a group on the line above its first row."""
    row = rows[at - 1] if at else None
    near = row is not None and row.last + 1 == rows[at].first and not row.figures and len(row.label) == 1
    return [row] if row is not None and near and not is_numbered_caption(text_of(row)) else []


def _header(rows: list[Row], at: int, m: int, draft: Draft) -> list[Row]:
    """Finds the header among the lines above the first row; returns the lines of labels between."""
    above: list[Row] = []
    j = at - 1
    while j >= 0 and len(above) < 3 * m + 8 and rows[j].page == rows[at].page and not rows[j].figures:
        text = " ".join(word.text for word in rows[j].label)
        at_end = unit_at_end(text)
        if (
            is_numbered_caption(text)
            or text[0] in _MARKS
            or (not rows[j].unit and at_end is not None and "単位" in text[at_end:])
        ):
            break
        above.insert(0, rows[j])
        j -= 1
    amounts = [[amount(word.text if word else None) for word in row.figures] for row in draft.rows]
    grouped = any(len(lines) == 1 and len(lines[0].label) == 1 for lines in draft.labels[1:])
    found = header_above(above, m, amounts, grouped=grouped)
    if found is None:
        return []
    draft.header, labels = found
    inside = draft.header.words
    draft.notes += [
        row.span
        for row in above
        if row.unit and row.first > draft.header.first and not any(w.start <= row.span[0] < w.end for w in inside)
    ]
    return labels


def _is_over(header: Header) -> bool:
    """Whether a header of one line names its labels too: 種類 甲 乙 丙, over a single row."""
    return header.levels == 1 and len(header.stubs) == 1 and is_stub(header.stubs[0].text)


def _is_of_dates(header: Header) -> bool:
    """Whether all headers are years or dates."""
    return header.levels == 1 and all(is_dated(head.word.text.partition("(")[0]) for head in header.heads)


def _is_table(draft: Draft, m: int) -> bool:
    n = len(draft.rows)
    numbers = [w.text for row in draft.rows for w in row.figures if w is not None]
    if not _numeric(draft) or len({text_of(row) for row in draft.rows}) == 1 < n:
        return False
    if m >= 2:
        one = m >= 3 and draft.header is not None and len(draft.header.heads) == m
        one = one and draft.header is not None and (_is_over(draft.header) or _is_of_dates(draft.header))
        return n >= (1 if one else 2) and (bool(draft.header) or n >= 3)
    rising = (
        all(int(a) <= int(b) for a, b in itertools.pairwise(numbers)) if all(map(str.isdecimal, numbers)) else False
    )
    return n >= 3 and bool(draft.header) and not rising  # rising: the pages of a table of contents
