"""Tables as written to tables as numbers."""

from __future__ import annotations

import re
from typing import Any

from hakusho.extractors.tables.headers import body_of
from hakusho.extractors.tables.layout import Layout
from hakusho.extractors.tables.notes import bracket_label, caption_text, table_units, unit_for
from hakusho.extractors.tables.values import parse, without_superscripts
from hakusho.prepare.pieces import Piece, readable
from hakusho.read.grids.unit_lines import is_unit_line
from hakusho.read.nfkc import nfkc
from hakusho.read.source import Block, Grid, Source
from hakusho.records import CellRecord, Record, RecordIds, TableRecord

_ASIDE = re.compile(r"[(（].*[)）]")  # of a title row: （各年3月末現在）
_WIDE = re.compile(r"[\u3000\xa0]|&nbsp;|&emsp;|&#12288;|&#160;")
_INDENT = re.compile(r"(?:[\u3000\xa0 ]|&nbsp;|&emsp;|&#12288;|&#160;){1,20}\Z")
# 飼養頭数(めす): no reading, as it has fewer letters than the word
_NO_READING = re.compile(r"[一-鿿]{3}\([ぁ-ゖ]{1,2}\)\Z")
_BETWEEN_JAPANESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def table_records(source: Source, pieces: list[Piece]) -> list[Record]:
    """The records of every table of a document: a TableRecord and its CellRecords for each grid."""
    ids = RecordIds(source.doc_id)
    texts: dict[tuple[int, int], str] = {}
    sections: dict[int, tuple[str, ...]] = {}
    for piece in pieces:
        if piece.cell is not None:
            key = piece.cell.start, piece.cell.end
            texts[key] = texts.get(key, "") + piece.text
            sections.setdefault(id(piece.block), piece.section)
    out: list[Record] = []
    for block in source.blocks:
        if block.grid is not None:
            section = sections.get(id(block), tuple(readable(title) for title in block.section))
            out += _records(source, block, block.grid, list(section), texts, ids)
    return out


def _records(
    source: Source,
    block: Block,
    grid: Grid,
    section: list[str],
    known: dict[tuple[int, int], str],
    ids: RecordIds,
) -> list[Record]:
    text = source.text
    sentences = {(c.row, c.col): known.get((c.start, c.end), "") for c in grid.cells}
    read = {}
    for c in grid.cells:
        raw = "".join(text[a:b] for a, b in c.spans)
        plain = without_superscripts(raw)
        whole = nfkc(plain).strip()
        if _NO_READING.search(whole):
            read[c.row, c.col] = _tight(whole)
            continue
        read[c.row, c.col] = _tight(readable(plain) if plain != raw else sentences[c.row, c.col])
    body = body_of(Layout(grid, read, _indents(text, grid)))
    notes = [_one_line(text[a:b]) for a, b in grid.notes]
    titles = [title for title in body.titles if not _ASIDE.fullmatch(title) and not is_unit_line(title)]
    notes += [title for title in body.titles if title not in titles[:1]] + list(body.notes)
    title = titles[0] if titles else ""
    caption, caption_unit = caption_text(text[slice(*grid.caption)]) if grid.caption else caption_text(title)
    units = table_units(notes, caption_unit)
    label = bracket_label(notes)
    heads = [header for cell in body.cells if cell.row == 0 for header in cell.col_headers]
    table_id = ids.next("tables.table_id", caption or "", "", heads)
    common: dict[str, Any] = {"doc_id": source.doc_id, "section": section, "page": block.page}
    cells: list[Record] = []
    numbers = 0
    for cell in body.cells:
        value = parse(read[cell.cell.row, cell.cell.col])
        has = value.value is not None
        numbers += has
        paths = [list(cell.row_headers), list(cell.col_headers)]
        sentence, surface = sentences[cell.cell.row, cell.cell.col], text[cell.cell.start : cell.cell.end]
        second = value.secondary
        cells.append(
            CellRecord(
                **common,
                record_id=ids.next("table_cells", sentence, surface, [*paths[0], "", *paths[1]]),
                start=cell.cell.start,
                end=cell.cell.end,
                text=surface,
                sentence=sentence,
                rule=f"tables.{grid.format}",
                table_id=table_id,
                row=cell.row,
                col=cell.col,
                row_headers=paths[0],
                col_headers=paths[1],
                value=value.value,
                unit=(value.unit or cell.unit or unit_for(units, cell.row_headers, cell.col_headers)) if has else None,
                secondary_value=second,
                secondary_label=(value.secondary_label or label) if second is not None else None,
            )
        )
    surface = text[grid.start : grid.end]
    sentence = caption or " ".join(heads)
    table = TableRecord(
        **common,
        record_id=ids.next("tables", sentence, surface),
        start=grid.start,
        end=grid.end,
        text=surface,
        sentence=readable(sentence),
        rule=f"tables.{grid.format}",
        table_id=table_id,
        caption=caption,
        notes=notes,
        unit="、".join(given.unit for given in units) or None,
        format=grid.format,
        n_rows=body.n_rows,
        n_cols=body.n_cols,
        numeric=bool(body.cells) and 2 * numbers >= len(body.cells),
    )
    return [table, *cells]


def _indents(text: str, grid: Grid) -> dict[int, int]:
    """How far the first cells of the rows are set in. In markup plain spaces do not count."""
    out = {}
    for cell in grid.cells:
        if cell.col == 0 and cell.end > cell.start and grid.format == "flattened":
            line = text[text.rfind("\n", 0, cell.start) + 1 : cell.start]
            out[cell.row] = len(line) if line.isspace() else 0
        elif cell.col == 0 and cell.end > cell.start and grid.format in ("html", "markdown", "tsv"):
            before = _INDENT.search(text, max(0, cell.start - 60), cell.start)
            out[cell.row] = len(_WIDE.findall(before[0])) if before else 0
    return out


def _tight(text: str) -> str:
    """A cell's text without spaces beside Japanese letters."""
    return _BETWEEN_JAPANESE.sub("", text)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()
