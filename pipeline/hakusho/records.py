"""The contract: every record type, its fields and their meaning, as pydantic models.

From these models come the JSON Schema, the Arrow schema and the data package. Offsets are half-open, in Unicode code
points, into the document's text. Dates are EDTF (ISO 8601-2:2019), durations ISO 8601, the temporal vocabulary is
TIMEX3's (ISO 24617-1), countries are ISO 3166-1 alpha-2.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"

Review = Literal["unreviewed", "accepted", "corrected"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN"
]
Calendar = Literal["gregorian", "era", "both"]
Resolution = Literal["explicit", "era", "two_digit_year", "anaphoric", "document"]
Kind = Literal[
    "treaty",
    "agreement",
    "exchange_of_notes",
    "memorandum",
    "arrangement",
    "joint_statement",
    "guidelines",
    "declaration",
    "plan",
    "resolution",
    "report",
]
AgreementAct = Literal[
    "negotiation_started",
    "agreed_in_principle",
    "signed",
    "concluded",
    "approved",
    "ratified",
    "acceded",
    "entered_into_force",
    "amended",
    "extended",
    "adopted",
    "formulated",
    "announced",
    "terminated",
]
AgreementStatus = Literal["done", "planned", "ongoing", "negated"]
CommitmentAct = Literal[
    "agreed",
    "confirmed",
    "reaffirmed",
    "welcomed",
    "condemned",
    "emphasized",
    "decided",
    "instructed",
    "discussed",
    "stated",
]
TableFormat = Literal["html", "markdown", "tsv", "flattened", "pdf", "docx", "xlsx"]
DiscardReason = Literal["overlap", "negative", "invalid", "rejected_in_review"]
ReferenceSource = Literal["metadata", "inferred"]


class Row(BaseModel):
    """One row of a table of the extraction; unknown fields are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Document(Row):
    """A document that was taken in, with the text that every offset points into."""

    table: ClassVar[str] = "documents"

    doc_id: Annotated[str, Field(description="Path under the raw folder without the extension, Unicode NFC")]
    path: Annotated[str, Field(description="Path of the file under the raw folder")]
    sha256: Annotated[str, Field(description="Hash of the source bytes", pattern=r"^[0-9a-f]{64}$")]
    media_type: Annotated[str, Field(description="IANA media type")]
    encoding: Annotated[str | None, Field(description="Character encoding the bytes were read with")]
    title: Annotated[str | None, Field(description="Title")]
    publisher: Annotated[str | None, Field(description="Ministry or agency that published it")]
    published: Annotated[str | None, Field(description="Date of publication, EDTF")]
    reference_date: Annotated[str | None, Field(description="What 本年, 昨年 or a bare 4月 is resolved against, EDTF")]
    reference_source: Annotated[ReferenceSource | None, Field(description="Where reference_date came from")]
    edition: Annotated[str | None, Field(description="Edition, 令和7年版")]
    source_url: Annotated[str | None, Field(description="Address it was published at")]
    license: Annotated[str | None, Field(description="Licence of the source")]
    n_pages: Annotated[int | None, Field(description="Number of pages, where the source has pages")]
    n_chars: Annotated[int, Field(description="Length of text in code points", ge=0)]
    text: Annotated[str, Field(description="The text that offsets point into")]


class Record(Row):
    """What every record has: where it stands, verbatim and as read, and the rule that found it."""

    table: ClassVar[str]

    record_id: Annotated[str, Field(description="Stable identity, unique within a run", min_length=1)]
    doc_id: Annotated[str, Field(description="The document it stands in")]
    start: Annotated[int, Field(description="First code point in the document's text", ge=0)]
    end: Annotated[int, Field(description="Code point after the last", ge=0)]
    text: Annotated[str, Field(description="The surface, verbatim")]
    section: Annotated[list[str], Field(description="Headings above it, outermost first")]
    sentence: Annotated[str, Field(description="The sentence, cell, heading or caption it stands in, normalized")]
    page: Annotated[int | None, Field(description="Page from 1, where the source has pages")] = None
    rule: Annotated[str, Field(description="Identifier of the rule that produced it", min_length=1)]
    review: Annotated[Review, Field(description="What a person said of it")] = "unreviewed"

    may_be_empty: ClassVar[bool] = False

    @model_validator(mode="after")
    def _span_is_text(self) -> Record:
        if self.end < self.start or (self.end == self.start and not self.may_be_empty):
            raise ValueError(f"span {self.start}:{self.end} is empty")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"text has {len(self.text)} code points, its span {self.end - self.start}")
        return self


class DateRecord(Record):
    """A temporal expression after TIMEX3, its value in EDTF or an ISO 8601 duration."""

    table: ClassVar[str] = "dates"

    type: Annotated[TimexType, Field(description="TIMEX3 type")]
    value: Annotated[str | None, Field(description="EDTF, or ISO 8601 duration; null for a date no calendar has")]
    freq: Annotated[str | None, Field(description="TIMEX3 freq of a SET: 年2回 is 2X")] = None
    mod: Annotated[Mod | None, Field(description="TIMEX3 mod")] = None
    earliest: Annotated[dt.date | None, Field(description="First day the value covers")] = None
    latest: Annotated[dt.date | None, Field(description="Last day the value covers, inclusive")] = None
    calendar: Annotated[Calendar, Field(description="Calendar it is written in")] = "gregorian"
    era: Annotated[str | None, Field(description="Japanese era as resolved, 令和")] = None
    era_year: Annotated[int | None, Field(description="Year of the era")] = None
    fiscal_year: Annotated[bool, Field(description="Whether it is a 年度 (April to March)")] = False
    resolution: Annotated[Resolution, Field(description="How the value was reached")] = "explicit"
    anchor_id: Annotated[str | None, Field(description="Date an anaphoric one was resolved against")] = None


class PersonRecord(Record):
    """A mention of a person by name."""

    table: ClassVar[str] = "people"

    name: Annotated[str, Field(description="The name without spaces, line breaks or reading", min_length=1)]
    title: Annotated[str | None, Field(description="Office or rank as written, without country")] = None
    country: Annotated[str | None, Field(description="Country whose office the person holds")] = None
    organization: Annotated[str | None, Field(description="Organization the text gives")] = None
    former: Annotated[bool, Field(description="当時, 前, 元")] = False
    honorific: Annotated[str | None, Field(description="さん, 氏, 大統領夫人")] = None
    date: Annotated[str | None, Field(description="EDTF of the date that governs the mention")] = None
    date_id: Annotated[str | None, Field(description="The date record that governs the mention")] = None
    person_id: Annotated[str, Field(description="The person, within the corpus")]
    full_name: Annotated[str, Field(description="Fullest form of the name in the corpus", min_length=1)]


class AgreementRecord(Record):
    """A statement of an act in the life of an international instrument."""

    table: ClassVar[str] = "agreements"

    name: Annotated[str, Field(description="Fullest name of the instrument in the document", min_length=1)]
    aliases: Annotated[list[str], Field(description="Other names the document gives it")] = []
    agreement_id: Annotated[str, Field(description="The instrument, within the corpus")]
    kind: Annotated[Kind, Field(description="Kind of instrument")]
    act: Annotated[AgreementAct, Field(description="What happened to it")]
    status: Annotated[AgreementStatus, Field(description="Whether it happened")] = "done"
    date: Annotated[str | None, Field(description="EDTF of the date that governs the act")] = None
    date_id: Annotated[str | None, Field(description="The date record that governs the act")] = None
    parties: Annotated[list[str], Field(description="Country codes or organizations, sorted")] = []


class CommitmentRecord(Record):
    """A predicate by which parties agreed, confirmed, declared or discussed something."""

    table: ClassVar[str] = "commitments"

    act: Annotated[CommitmentAct, Field(description="What was done")]
    actor: Annotated[str | None, Field(description="Who, as written; carried over where left out")] = None
    parties: Annotated[list[str], Field(description="Country codes or organizations, sorted")] = []
    content: Annotated[str | None, Field(description="What, normalized")] = None
    content_start: Annotated[int | None, Field(description="First code point of the content")] = None
    content_end: Annotated[int | None, Field(description="Code point after the content")] = None
    meeting: Annotated[str | None, Field(description="The meeting it belongs to, as named")] = None
    place: Annotated[str | None, Field(description="Where the meeting was")] = None
    date: Annotated[str | None, Field(description="EDTF of the day of the meeting")] = None
    date_id: Annotated[str | None, Field(description="The date record of the meeting")] = None
    negated: Annotated[bool, Field(description="Whether the predicate is negated")] = False


class TableRecord(Record):
    """A table, whole."""

    table: ClassVar[str] = "tables"

    table_id: Annotated[str, Field(description="Identity of the table")]
    caption: Annotated[str | None, Field(description="Caption")] = None
    notes: Annotated[list[str], Field(description="Notes: 注1, 単位")] = []
    unit: Annotated[str | None, Field(description="Unit given for the whole table")] = None
    format: Annotated[TableFormat, Field(description="How the table was written")]
    n_rows: Annotated[int, Field(description="Rows of body cells", ge=0)]
    n_cols: Annotated[int, Field(description="Columns of body cells", ge=0)]
    numeric: Annotated[bool, Field(description="Whether half or more of the body cells have a value")]


class CellRecord(Record):
    """A body cell of a table with the headers that lead to it."""

    table: ClassVar[str] = "table_cells"
    may_be_empty: ClassVar[bool] = True  # an empty cell is a cell

    table_id: Annotated[str, Field(description="The table it belongs to")]
    row: Annotated[int, Field(description="Row among the body cells, from 0", ge=0)]
    col: Annotated[int, Field(description="Column among the body cells, from 0", ge=0)]
    row_headers: Annotated[list[str], Field(description="Row headers, outermost first")]
    col_headers: Annotated[list[str], Field(description="Column headers, outermost first")]
    value: Annotated[float | None, Field(description="The number, in its unit")] = None
    unit: Annotated[str | None, Field(description="Unit of the value")] = None
    secondary_value: Annotated[float | None, Field(description="The number in brackets")] = None
    secondary_label: Annotated[str | None, Field(description="What a note says the brackets mean")] = None


class Discarded(Record):
    """A candidate or record that lost, with the reason. The ledger of what is not there."""

    table: ClassVar[str] = "discarded"
    may_be_empty: ClassVar[bool] = True

    type: Annotated[str, Field(description="Record type it would have been")]
    reason: Annotated[DiscardReason, Field(description="Why it is not there")]
    winner_id: Annotated[str | None, Field(description="The record it lost to")] = None
    detail: Annotated[str | None, Field(description="In words")] = None


RECORD_TYPES: tuple[type[Record], ...] = (
    DateRecord,
    PersonRecord,
    AgreementRecord,
    CommitmentRecord,
    TableRecord,
    CellRecord,
    Discarded,
)
TABLES: dict[str, type[Row]] = {"documents": Document, **{t.table: t for t in RECORD_TYPES}}


@dataclass(slots=True)
class DocumentRecords:
    """A document and all its records by table, each table sorted by position and identity; and what a person should
    know of it: pages that were read in their own order, totals that do not add up."""

    document: Document
    records: dict[str, list[Record]]
    warnings: list[str] = field(default_factory=list)


def closed_vocabulary(annotation: Any) -> tuple[str, ...] | None:
    """The words a field may hold, in the contract's order; None where any text may stand."""
    kinds = [annotation, *get_args(annotation)]
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), None)


def digest(*parts: str, length: int = 16) -> str:
    """A short stable hash of strings; the parts are kept apart, so ("ab", "c") and ("a", "bc") differ."""
    data = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class RecordIds:
    """Hands out record identities within one document.

    The identity is a hash of document, type, sentence, surface and what else tells two records of one surface apart
    (`extra`: the act, the header paths), and the ordinal among equals. Offsets and resolved values stay out of it, so
    that it survives an edit elsewhere in the document and a better rule.
    """

    def __init__(self, doc_id: str) -> None:
        self.doc_id = doc_id
        self._seen: dict[str, int] = {}

    def next(self, table: str, sentence: str, text: str, extra: Iterable[str] = ()) -> str:
        base = digest(self.doc_id, table, sentence, text, *extra, length=64)
        ordinal = self._seen[base] = self._seen.get(base, -1) + 1
        return digest(base, str(ordinal))
