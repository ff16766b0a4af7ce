"""The first carrier: a file as text and blocks. Nothing downstream opens the file again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "caption", "footnote", "reference", "table", "furniture"]
TableFormat = Literal["html", "markdown", "tsv", "flattened", "pdf", "docx", "xlsx"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as it stands in the source: position and size in the grid, content span in the text.

    `row` and `col` count from 0 over the whole grid, headers included. `header` is what the markup says (`<th>`, the
    row above a Markdown rule), None where it says nothing. `inner` is what stands between start and end and is not the
    cell's: tables in it, and what other columns have between the lines of a broken header.
    """

    row: int
    col: int
    start: int
    end: int
    rowspan: int = 1
    colspan: int = 1
    header: bool | None = None
    inner: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The cell's own text: its content without what is not its own."""
        edges = [self.start, *(edge for span in self.inner for edge in span), self.end]
        parts = tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
        return parts or ((self.start, self.start),)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as written: its cells in reading order, and what stands around it."""

    format: TableFormat
    start: int
    end: int
    cells: tuple[GridCell, ...]
    n_header_rows: int | None = None  # known where the markup says so
    n_header_cols: int | None = None
    caption: Span | None = None
    notes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document with one function. `spans` are more than one where a page break, a figure or a note
    stands in the middle of it; they are in reading order."""

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0  # headings: 1 is outermost
    section: tuple[str, ...] = ()
    page: int | None = None
    sheet: int = 0  # page or slide as far as the text shows it; for what is laid out together, not a page number
    grid: Grid | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; dates are EDTF."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    reference_date: str | None = None
    reference_source: Literal["metadata", "inferred"] | None = None
    edition: str | None = None
    source_url: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: text, blocks in reading order, metadata."""

    doc_id: str
    path: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    n_pages: int | None = None
    warnings: tuple[str, ...] = ()  # what a reader could not take as it stands: vertical pages, hidden sheets
