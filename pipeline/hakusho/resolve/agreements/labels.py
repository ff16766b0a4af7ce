"""Acts that stand apart from the name of the instrument: lines below a heading (X条約 ⏎ 採択:1992年5月), columns of a table of
treaties (条約名 | 署名 | 発効)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hakusho.extractors.agreements.words import act_pattern
from hakusho.extractors.mention import Mention
from hakusho.read.source import GridCell
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.points import points
from hakusho.resolve.agreements.register import Register
from hakusho.resolve.document import DocumentContext, Draft, Passage

_BY_US = r"(?P<ours>(?:我が国|わが国|日本国?)(?:の|による|について(?:の)?)?)?"
_LABEL = re.compile(
    rf"[・○●◇◆\-*\s]{{0,4}}{_BY_US}(?P<act>[一-龥]{{2,4}}?)(?:\((?:加入|受諾|締結|批准)\))?(?:年月日|月日|日|年)?\s?[::は、]?\s?"
)
_BEHIND = re.compile(r"\s?(?P<act>[一-龥]{2,4})\s?")
_COLUMN = re.compile(
    rf"{_BY_US}(?P<act>[一-龥]{{2,4}}?)(?:\((?:加入|受諾|締結|批准)\))?(?:年月日|年月|月日|日|年|時期)?(?:\([^()]{{1,12}}\))?"
)
_NAME_COLUMN = re.compile(
    r"(?:国際)?(?:条約|協定|取極|取決め|文書|覚書|議定書|宣言|国際約束)(?:等|など)?(?:の)?(?:名|名称|件名)?|名称|件名|正式名称"
)
_OTHERS = ("国会承認", "交渉開始")
_PLANNED = re.compile(r"予定|見込")
_REACH = 6  # lines between a heading and what is told below it
_LONGEST = 90  # characters of such a heading or name
_REST = 24  # characters of a line behind its date


@dataclass(frozen=True, slots=True)
class Labelled:
    """An act that a label tells of the instrument at `start:end` of `passage`, with its date."""

    passage: Passage
    start: int
    end: int
    instrument: Instrument
    mention: Mention
    date: Draft
    ours: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a grid by row, and the first label of each column with its row."""

    rows: dict[int, list[tuple[Passage, GridCell]]] = field(default_factory=dict)
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)

    def head(self, column: int, row: int) -> str:
        """The label that stands above a cell."""
        at, text = self.heads.get(column, (row, ""))
        return text if at < row else ""


def labelled(context: DocumentContext, register: Register) -> Iterator[Labelled]:
    """Every act that a label tells, in reading order of the labels."""
    tables = _tables(context)
    for passage in context.passages:
        if passage.kind == "table":
            yield from _of_cell(context, register, tables, passage)
        elif "。" not in passage.text and not passage.mentions.of("agreements"):
            yield from _of_line(context, register, passage)


def _tables(context: DocumentContext) -> dict[int, _Table]:
    """The tables of the document by the identity of their grid."""
    tables: dict[int, _Table] = {}
    for passage in context.passages:
        cell, grid = passage.piece.cell, passage.piece.block.grid
        if cell is None or grid is None:
            continue
        table = tables.setdefault(id(grid), _Table())
        table.rows.setdefault(cell.row, []).append((passage, cell))
        if cell.col not in table.heads and _is_header(passage):
            table.heads[cell.col] = cell.row, passage.text.strip()
    return tables


def _act(noun: str) -> str | None:
    _, acts = act_pattern()
    known = acts.get(noun)
    return (
        known if known is not None or noun not in _OTHERS else {"国会承認": "approved"}.get(noun, "negotiation_started")
    )


def _of_line(context: DocumentContext, register: Register, passage: Passage) -> Iterator[Labelled]:
    """採択:1992年5月22日 of the heading above."""
    dates = points(context, passage)
    label = _LABEL.match(passage.text)
    if dates and dates[0].start <= 1 and (behind := _BEHIND.fullmatch(passage.text, dates[0].end)):
        label = behind  # 1970年5月14日 発効
    elif not dates or label is None or dates[0].start != label.end():
        return
    act = _act(label["act"])
    if act is None:
        return
    if len(passage.text) - dates[0].end > _REST:
        return
    named = _heading_above(context, register, passage)
    if named is not None:
        yield _labelled(*named, act, passage.text, dates[0], bool(label.groupdict().get("ours")))


def _heading_above(
    context: DocumentContext, register: Register, passage: Passage
) -> tuple[Passage, Mention, Instrument] | None:
    """The line above that is nothing but the name of an instrument."""
    for above in reversed(context.passages[max(0, passage.index - _REACH) : passage.index]):
        text = above.text.rstrip(" 】]］」』")
        for mention in above.mentions.of("instruments"):
            alone = (
                len(text) <= _LONGEST and "。" not in text and len(text) - mention.end <= _bracketed(text, mention.end)
            )
            if alone and mention.fields["reference"] in ("name", "title") and (known := register.of(above, mention)):
                return above, mention, known[0]
        if "。" in above.text or above.kind == "table":
            return None
    return None


def _bracketed(text: str, start: int) -> int:
    """The length of the bracket that the rest of a heading is."""
    return len(text) - start if re.fullmatch(r"[」』]?(?:\([^()]{1,40}\))?", text[start:]) else 0


def _of_cell(
    context: DocumentContext, register: Register, tables: dict[int, _Table], passage: Passage
) -> Iterator[Labelled]:
    """The dated cells of a row under the headers of acts, where the passage is the row's cell with the name."""
    cell, table = passage.piece.cell, tables.get(id(passage.piece.block.grid))
    if cell is None or table is None or passage.mentions.of("agreements"):
        return
    if not _NAME_COLUMN.fullmatch(table.head(cell.col, cell.row)) and cell.col > 0:
        return
    names = [m for m in passage.mentions.of("instruments") if m.fields["reference"] in ("name", "bare", "title")]
    instruments = register.of(passage, names[-1]) if names else []
    if not instruments or not 2 < len(passage.text) <= _LONGEST:
        return
    for other, place in sorted(table.rows[cell.row], key=lambda pc: pc[1].col):
        head = _COLUMN.fullmatch(table.head(place.col, cell.row))
        act = _act(head["act"]) if head else None
        dates = points(context, other)
        if head is not None and act is not None and dates and dates[0].start <= 1:
            yield _labelled(passage, names[-1], instruments[0], act, other.text, dates[0], bool(head["ours"]))


def _is_header(passage: Passage) -> bool:
    """Whether a cell holds the label of a column and nothing else."""
    text = passage.text.strip()
    head = _COLUMN.fullmatch(text)
    return bool(_NAME_COLUMN.fullmatch(text)) or (head is not None and _act(head["act"]) is not None)


def _labelled(
    passage: Passage, name: Mention, instrument: Instrument, act: str, text: str, date: Draft, ours: bool
) -> Labelled:
    fields = {
        **name.fields,
        "act": act,
        "status": "planned" if _PLANNED.search(text) else "done",
        "form": "final",
        "act_start": name.end,
        "act_end": name.end,
    }
    mention = Mention("agreements", name.start, name.end, "agreements.labelled", fields)
    return Labelled(passage, name.start, name.end, instrument, mention, date, ours)
